"""A partner is a government at its level in one place, or an institution; never a bare name, never twice."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from tests.places.acting import Acting

from gerbang.access import Refused
from gerbang.ledger.models import Entry, Payload
from gerbang.places.actions import add_partner, confirm_partner, partner_for, rename_partner, set_level
from gerbang.places.kinds import government_names
from gerbang.places.models import City, Country, Level, Partner, Subdivision
from gerbang.places.queries import label_for, partner, pick, place
from gerbang.values import Invalid

pytestmark = pytest.mark.usefixtures("reference")


def picked(key: str) -> Partner:
    found = place(key)
    assert found is not None
    return partner_for(by=Acting(), place=found)


def test_a_place_becomes_one_partner_only() -> None:
    first, again = picked("iso:JP-26"), picked("iso:JP-26")
    assert first == again
    assert Entry.objects.filter(stream=first.ref).count() == 1
    assert (first.name_id, first.name_en, first.level) == ("Prefektur Kyoto", "Kyoto Prefecture", "first")


def test_a_partner_is_labelled_with_its_country_unless_it_is_one() -> None:
    assert picked("kota:2945024").label == "Braunschweig, Jerman"
    assert picked("negara:NC").label == "Kaledonia Baru"
    with override("en"):
        assert picked("iso:JP-26").label == "Kyoto Prefecture, Japan"


def test_the_first_tier_tells_namesakes_apart(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    charleston = {offer.admin1: offer.key for offer in pick("Charleston", "US") if offer.name == "Charleston"}
    southern = picked(charleston["South Carolina"])
    assert southern.full_label == "Charleston, South Carolina, Amerika Serikat"
    with django_assert_num_queries(1):
        assert label_for(southern) == southern.full_label
    assert label_for(picked("kota:2945024")) == "Braunschweig, Jerman"
    assert label_for(picked("negara:NC")) == "Kaledonia Baru"


def test_city_and_prefecture_are_two_partners() -> None:
    city, prefecture = picked("kota:1857910"), picked("iso:JP-26")
    assert city != prefecture
    assert (city.level, prefecture.level) == (Level.SECOND, Level.FIRST)


def test_the_city_that_is_its_first_tier_gives_that_tier() -> None:
    city = City.objects.get(name="Busan", country__alpha2="KR")
    busan = partner_for(by=None, place=city)
    assert busan.subdivision is not None and busan.subdivision.iso == "KR-26"
    assert (busan.name_id, busan.level) == ("Busan", Level.FIRST_AND_CITY)


def test_a_territory_listed_twice_by_iso_is_one_partner() -> None:
    listed = partner_for(by=None, place=Subdivision.objects.get(iso="FR-NC"))
    assert listed == picked("negara:NC")
    assert listed.country is not None and listed.country.alpha2 == "NC"
    hong_kong = partner_for(
        by=None, place=City.objects.filter(country__alpha2="HK", name="Hong Kong").first() or listed.country
    )
    assert hong_kong.territory is not None


@pytest.mark.parametrize("key", ["negara:JP", "iso:ID-JB", "iso:IE-C", "negara:AQ"])
def test_what_has_no_regional_government_abroad_is_no_partner(key: str) -> None:
    with pytest.raises(Invalid) as refused:
        picked(key)
    assert "place" in refused.value.problems


def test_an_offer_says_when_the_place_is_a_partner_already() -> None:
    before = pick("Fort Worth")[0]
    assert before.partner == ""
    made = picked(before.key)
    assert pick("Fort Worth")[0].partner == made.ref


def test_the_database_refuses_a_second_partner_for_a_place() -> None:
    made = picked("iso:JP-06")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.create(
            kind="government", country=made.country, subdivision=made.subdivision, name_id="Yamagata"
        )


def by_hand(**changes: Any) -> Partner:
    typed: dict[str, Any] = {"name_id": "Vanimo", "country": Country.objects.get(alpha2="PG"), "level": Level.LOWER}
    return add_partner(by=Acting(), **{**typed, **changes})


def test_a_partner_made_by_hand_awaits_confirmation_and_is_made_once() -> None:
    made = by_hand()
    assert made.awaits_confirmation and made.place is None
    assert by_hand(name_id="  VANIMO ") == made
    with pytest.raises(Refused):
        confirm_partner(by=Acting(), partner=made)
    assert not confirm_partner(by=Acting(national=True), partner=made).awaits_confirmation


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_id": "  "}, "name_id"),
        ({"name_id": "a" * 161}, "name_id"),
        ({"country": None}, "country"),
        ({"level": "huge"}, "level"),
        ({"kind": "friend"}, "kind"),
        ({"kind": "institution"}, "institution_type"),
    ],
)
def test_wrong_input_is_named_and_nothing_made(changes: dict[str, object], field: str) -> None:
    before = Partner.objects.count()
    with pytest.raises(Invalid) as refused:
        by_hand(**changes)
    assert field in refused.value.problems
    assert Partner.objects.count() == before


def test_a_partner_made_by_hand_is_offered_to_the_next_who_looks() -> None:
    made = by_hand()
    offer = pick("vani")[0]
    assert (offer.key, offer.partner, offer.level) == (f"mitra:{made.ref}", made.ref, Level.LOWER)
    assert pick("vanimo", country="JP") == []
    assert pick("Vanimo, Papua Nugini")[0].partner == made.ref
    found = place(offer.key)
    assert found is not None and partner_for(Acting(), place=found) == made


def test_an_institution_needs_no_country_but_a_type() -> None:
    made = by_hand(name_id="Yayasan Uji", kind="institution", country=None, institution_type="nonprofit")
    assert (made.kind, made.country, made.institution_type) == ("institution", None, "nonprofit")
    assert by_hand(name_id="yayasan uji", kind="institution", country=None, institution_type="nonprofit") == made


def test_a_new_name_leaves_the_old_one_on_record() -> None:
    made = picked("kota:2945024")
    rename_partner(by=Acting(national=True), partner=made, name_id="Kota Singa", on=None)
    assert [former.name_id for former in made.names.all()] == ["Braunschweig"]
    assert made.folded == "kota singa"
    assert "braunschweig" in made.folded_names


def test_another_level_is_set_with_its_reason_and_recorded() -> None:
    made = picked("iso:DE-HB")
    with pytest.raises(Invalid):
        set_level(by=Acting(national=True), partner=made, level=Level.FIRST, reason=" ")
    set_level(by=Acting(national=True), partner=made, level=Level.FIRST, reason="Land, not city")
    entry = Entry.objects.filter(stream=made.ref, kind="partner.level-set").get()
    assert "Land, not city" in Payload.objects.get(entry=entry).text


def test_a_merged_partner_answers_with_the_other() -> None:
    kept, double = picked("kota:2139521"), by_hand()
    double.merged_into = kept
    double.save()
    assert partner(double.ref) == kept
    assert partner("mt-0000000000") is None


@pytest.mark.parametrize(
    ("name", "type_word", "said"),
    [
        ("Northern Territory", "Territory", ("Northern Territory", "Northern Territory")),
        ("Région wallonne", "Region", ("Région wallonne", "Région wallonne")),
        ("Respublika Tatarstan", "Republic", ("Respublika Tatarstan", "Respublika Tatarstan")),
        ("Guangdong", "Province", ("Provinsi Guangdong", "Guangdong Province")),
    ],
)
def test_a_name_that_says_what_it_is_gets_no_word_for_it(name: str, type_word: str, said: tuple[str, str]) -> None:
    assert government_names(name, type_word, is_city=False) == said
