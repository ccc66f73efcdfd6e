"""Relations, levels and the calendar as the gate asks about them."""

from datetime import date
from typing import Any

import pytest
from tests.places.acting import Acting

from gerbang.access import Refused
from gerbang.ledger.models import Entry
from gerbang.places.actions import partner_for, publish_calendar, set_relations
from gerbang.places.models import Country, Level, Partner, Region
from gerbang.places.queries import calendar, country_facts, level_equality, place, relations_of
from gerbang.places.reference import load_reference
from gerbang.rulebook.calendar import Holiday, builtin
from gerbang.values import Invalid

pytestmark = pytest.mark.usefixtures("reference")

MINISTRY = Acting(national=True)


def country(code: str) -> Country:
    return Country.objects.get(alpha2=code)


def settle(code: str, value: str = "yes", source: str = "Kemlu, surat contoh", reason: str = "Test") -> Country:
    return set_relations(by=MINISTRY, country=country(code), value=value, source=source, reason=reason)


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def government(key: str) -> Partner:
    found = place(key)
    assert found is not None
    return partner_for(by=None, place=found)


def test_a_dependency_follows_its_sovereign() -> None:
    assert relations_of(country("NC")).value == "unknown"
    settle("FR")
    relations = relations_of(country("NC"))
    assert (relations.value, relations.source) == ("yes", "Kemlu, surat contoh")
    assert relations.through == country("FR")


def test_an_associated_state_has_its_own_relations() -> None:
    settle("NZ")
    assert relations_of(country("CK")).value == "unknown"
    assert relations_of(country("CK")).through is None


def test_israel_is_without_contact_and_taiwan_by_special_rules() -> None:
    israel, taiwan = relations_of(country("IL")), relations_of(country("TW"))
    assert (israel.value, israel.policy) == ("no", "no-contact")
    assert (taiwan.value, taiwan.policy) == ("unknown", "special")


def test_relations_are_settled_by_a_ministry_with_source_and_reason_and_recorded() -> None:
    with pytest.raises(Refused) as refused:
        set_relations(by=Acting(), country=country("JP"), value="yes", source="Kemlu", reason="Known")
    assert refused.value.decision.reason
    japan = settle("JP")
    assert Entry.objects.filter(stream=japan.ref, kind="country.relations-set").count() == 1
    assert country("JP").relations_source == "Kemlu, surat contoh"


@pytest.mark.parametrize(
    ("code", "change", "field"),
    [
        ("JP", {"value": "maybe"}, "value"),
        ("JP", {"source": " "}, "source"),
        ("JP", {"reason": ""}, "reason"),
        ("NC", {}, "country"),
    ],
)
def test_what_cannot_be_settled_is_said_and_nothing_changes(code: str, change: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        settle(code, **change)
    assert field in refused.value.problems
    assert country(code).relations == "unknown"


def test_loading_the_reference_again_keeps_refs_and_what_people_settled() -> None:
    japan = settle("JP")
    bandung = region("32.73").ref
    assert set(load_reference().values()) == {0}
    assert (country("JP").relations, country("JP").ref, region("32.73").ref) == ("yes", japan.ref, bandung)


def test_a_changed_row_is_brought_back_and_never_doubled() -> None:
    Region.objects.filter(code="32.73").update(population=1)
    before = Region.objects.count()
    assert load_reference()["regions"] == 1
    assert region("32.73").population > 1_000_000
    assert Region.objects.count() == before


@pytest.mark.parametrize(
    ("code", "key", "equal"),
    [
        *[("32", "iso:JP-22", "yes"), ("32", "kota:1857910", "no"), ("32.73", "kota:2945024", "yes")],
        *[
            ("32.73", "iso:JP-26", "no"),
            ("31", "iso:JP-13", "yes"),
            ("35.78", "iso:KR-26", "yes"),
            ("71", "negara:MP", "yes"),
        ],
    ],
)
def test_levels_are_equal_or_not(code: str, key: str, equal: str) -> None:
    assert level_equality(region(code), government(key)) == equal


def test_an_unknown_level_is_unknown() -> None:
    partner = Partner(kind="government", level=Level.UNKNOWN)
    assert level_equality(region("32"), partner) == "unknown"


def test_the_facts_of_the_rulebooks() -> None:
    assert country_facts(government("kota:2945024"), region("32.73")) == {
        "country.relations": "unknown",
        "country.policy": "normal",
        "level.equal": "yes",
        "region.autonomous": True,
    }
    assert country_facts(government("negara:TW"), region("31.71")) == {
        "country.relations": "unknown",
        "country.policy": "special",
        "level.equal": "no",
        "region.autonomous": False,
    }
    unicef = Partner.objects.get(name_en__contains="UNICEF")
    assert country_facts(unicef, region("32"))["country.policy"] == "normal"


def test_a_region_is_shown_under_one_name() -> None:
    called = {code: region(code).name for code in ("11", "31", "32", "34", "32.73")}
    assert called == {
        "11": "Provinsi Aceh",
        "31": "Daerah Khusus Ibukota Jakarta",
        "32": "Provinsi Jawa Barat",
        "34": "Daerah Istimewa Yogyakarta",
        "32.73": "Kota Bandung",
    }
    assert region("32").full_name_en == "West Java Province"
    assert region("11").full_name_en == "Aceh Province"
    assert region("32.73").full_name_en == "Bandung City"


def test_only_the_government_of_aceh_is_not_called_that_of_a_province() -> None:
    called = [region(code).government_of_id for code in ("11", "32", "34")]
    assert called == ["Aceh", "Provinsi Jawa Barat", "Daerah Istimewa Yogyakarta"]


def test_without_a_published_calendar_the_shipped_one_holds() -> None:
    assert calendar() is builtin()
    leave, feast = date(2026, 3, 20), date(2026, 3, 21)
    days = calendar().holidays
    assert days[leave].kind == "collective-leave"
    assert days[feast].kind == days[date(2026, 3, 22)].kind == "national"
    assert "Idul" in days[feast].name_id


def test_publishing_replaces_the_decreed_year_and_keeps_the_others() -> None:
    days = {date(2028, 1, 1): Holiday("Tahun Baru", "New Year", "national", "SKB 2028")}
    version = publish_calendar(by=MINISTRY, decree="SKB 2028", years=[2028], days=days)
    held = calendar()
    assert held.version == f"published-{version.number}"
    assert [on for on in held.holidays if on.year == 2028] == [date(2028, 1, 1)]
    assert held.holidays[date(2026, 3, 20)] == builtin().holidays[date(2026, 3, 20)]
    assert held.decreed_years == builtin().decreed_years | {2028}
    assert Entry.objects.filter(stream="calendar", kind="calendar.published").count() == 1


def test_an_earlier_calendar_can_still_be_read() -> None:
    first = publish_calendar(by=MINISTRY, decree="SKB 2028", years=[2028], days={})
    second = publish_calendar(
        by=MINISTRY,
        decree="Ralat SKB 2028",
        years=[2028],
        days={date(2028, 5, 1): Holiday("Hari Buruh", "Labour Day", "national")},
    )
    assert second.number == first.number + 1
    assert date(2028, 5, 1) not in calendar(f"published-{first.number}").holidays
    assert date(2028, 5, 1) in calendar().holidays
    assert calendar(builtin().version) is builtin()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decree": " "}, "decree"),
        ({"years": []}, "years"),
        ({"days": {date(2029, 1, 1): Holiday("Tahun Baru", "New Year", "national")}}, "days"),
        ({"days": {date(2028, 1, 1): Holiday("Tahun Baru", "New Year", "party")}}, "days"),
    ],
)
def test_a_calendar_that_does_not_hold_together_is_refused(change: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {"decree": "SKB 2028", "years": [2028], "days": {}}
    with pytest.raises(Invalid) as refused:
        publish_calendar(by=MINISTRY, **{**given, **change})
    assert field in refused.value.problems


def test_only_a_ministry_publishes_a_calendar() -> None:
    with pytest.raises(Refused):
        publish_calendar(by=Acting(), decree="SKB 2028", years=[2028], days={})
