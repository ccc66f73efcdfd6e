"""Sources that differ: a person chooses, or leaves it open; nothing is chosen by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people.helpers import Right, body
from tests.register.helpers import source
from tests.register.settling import again, disputed, national, officer, place, second, text_of, told

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.register import actions, claims, facets
from gerbang.register.facts import every, heard
from gerbang.register.models import Choice, Claim, Fact, Party, Phase, Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def dates(tie: Tie) -> list[Claim]:
    return list(tie.claims.filter(fact=Fact.SIGNING_DATE).order_by("pk"))


def test_two_sources_that_differ_give_only_what_holds_for_both_until_somebody_chooses() -> None:
    tie = disputed()
    assert tie.disputed
    assert (tie.signed.precision, tie.signed.latest) == ("not-later", date(2013, 5, 17))
    tokens = tie.facets.split()
    assert {facets.DISPUTED, facets.UNDECIDED, "sb_signing_date"} <= set(tokens)


def test_the_claim_chosen_is_the_value_in_use_with_its_reason() -> None:
    tie = disputed()
    actions.choose_claim(by=officer(), claim=dates(tie)[1], why="Naskah ada di arsip kami.")
    found = again(tie)
    assert (found.signed.precision, found.signed.latest) == ("day", date(2013, 5, 17))
    assert not found.disputed
    fact = next(one for one in heard(found) if one.fact == Fact.SIGNING_DATE)
    assert (fact.accepted.chosen, fact.why, len(fact.claims)) == (True, "Naskah ada di arsip kami.", 2)


def test_not_later_than_is_chosen_as_what_it_is_and_is_no_date_of_signing() -> None:
    tie = disputed()
    actions.choose_claim(by=officer(), claim=dates(tie)[0], why="Hanya itu yang dapat dibuktikan.")
    found = again(tie)
    assert (found.signed.precision, found.signed.earliest, found.signed.latest) == (
        "not-later",
        None,
        date(2012, 12, 31),
    )
    assert not claims.is_signing_date(found.signed)
    assert found.year is None
    assert facets.DATED not in found.facets.split()


def test_left_open_says_so_and_uses_no_value() -> None:
    tie = disputed()
    actions.leave_open(
        by=officer(), tie=tie, fact=Fact.SIGNING_DATE, instrument=text_of(tie), why="Kedua naskah belum ditemukan."
    )
    found = again(tie)
    fact = next(one for one in heard(found) if one.fact == Fact.SIGNING_DATE)
    assert fact.left_open
    assert not fact.undecided
    assert fact.why == "Kedua naskah belum ditemukan."
    assert found.disputed
    assert facets.LEFT_OPEN in found.facets.split()
    assert facets.UNDECIDED not in found.facets.split()
    assert ledger.history(tie.ref).last().kind == "claim.left-open"


def test_the_only_value_can_be_left_open_too() -> None:
    tie = told(on="2012-05-01", precision="day")
    assert tie.signed_precision == "day"
    actions.leave_open(by=officer(), tie=tie, fact=Fact.SIGNING_DATE, instrument=text_of(tie), why="Sumbernya keliru.")
    assert again(tie).signed_precision == "unknown"


def test_a_later_choice_replaces_leaving_it_open() -> None:
    tie = disputed()
    by = officer()
    actions.leave_open(by=by, tie=tie, fact=Fact.SIGNING_DATE, instrument=text_of(tie), why="Belum jelas.")
    actions.choose_claim(by=by, claim=dates(tie)[1], why="Naskah ditemukan.")
    assert again(tie).signed_precision == "day"
    assert Choice.objects.filter(tie=tie).count() == 2


def test_a_reason_is_always_asked_for() -> None:
    tie = disputed()
    with pytest.raises(Invalid):
        actions.choose_claim(by=officer(), claim=dates(tie)[0], why=" ")
    with pytest.raises(Invalid):
        actions.leave_open(by=officer(), tie=tie, fact=Fact.STATUS, why="")
    assert not Choice.objects.exists()


def test_of_two_people_who_settle_at_once_the_second_is_told() -> None:
    tie = disputed()
    seen = ledger.head(tie.ref)
    actions.choose_claim(by=officer(), claim=dates(tie)[0], why="Pertama.", seen=seen)
    with pytest.raises(Conflict):
        actions.choose_claim(by=national(), claim=dates(tie)[1], why="Kedua.", seen=seen)
    assert again(tie).signed_precision == "not-later"


def test_a_withdrawn_claim_is_used_no_more() -> None:
    tie = disputed()
    by = officer()
    actions.choose_claim(by=by, claim=dates(tie)[1], why="Naskah.")
    actions.withdraw_claim(by=by, claim=dates(tie)[1], reason="Naskah milik kerja sama lain.")
    found = again(tie)
    assert found.signed_precision == "not-later"
    entries = ledger.head(tie.ref)
    actions.withdraw_claim(by=by, claim=dates(tie)[1], reason="Sekali lagi.")
    assert ledger.head(tie.ref) == entries


@pytest.mark.parametrize("right", [Right.READ, Right.ADMINISTER])
def test_whoever_only_reads_settles_nothing(right: Right) -> None:
    tie = disputed()
    with pytest.raises(Refused):
        actions.choose_claim(by=officer(right=right), claim=dates(tie)[0], why="Tidak berhak.")


@pytest.mark.parametrize(
    "name",
    ["Pemerintah Kota Surabaya", "Pemerintah Provinsi Jawa Barat", "Sekretariat DPRD Kota Bandung", "KJRI Melbourne"],
)
def test_only_a_region_of_the_cooperation_or_national_sight_settles(name: str) -> None:
    tie = disputed()
    with pytest.raises(Refused):
        actions.leave_open(by=officer(body(name)), tie=tie, fact=Fact.STATUS, why="Tidak berhak.")
    actions.leave_open(by=national(), tie=tie, fact=Fact.STATUS, why="Berhak.")


def test_parties_that_are_chosen_become_the_parties_and_keep_the_name_as_signed() -> None:
    tie = told(held=True)
    held = tie.parties.get(side=Party.Side.PARTNER)
    assert held.is_held
    partner = place("Kitakyushu")
    region = tie.parties.get(side=Party.Side.REGION).region
    assert region is not None
    claim = actions.add_claim(
        by=None, source=source(), fact=Fact.PARTIES, confidence="A", tie=tie, value=f"{region.ref}+{partner.ref}"
    )
    actions.choose_claim(by=officer(), claim=claim, why="Alamat pada naskah.")
    held.refresh_from_db()
    assert (held.partner, held.country, held.name_as_signed) == (partner, partner.country, "Kitakyushu")
    found = again(tie)
    assert facets.HELD not in found.facets.split()
    assert facets.of_ref(facets.COUNTRY, partner.country.ref) in found.facets.split()
    placed = ledger.history(tie.ref).filter(kind="claim.chosen").last()
    assert partner.ref in placed.payload.text


def test_parties_that_would_make_it_another_tie_are_refused_and_a_merge_is_named() -> None:
    known = told(origin="baris-2")
    tie = told(held=True)
    partner, region = place("Kitakyushu"), known.parties.get(side="region").region
    assert region is not None
    claim = actions.add_claim(
        by=None, source=source(), fact=Fact.PARTIES, confidence="A", tie=tie, value=f"{region.ref}+{partner.ref}"
    )
    with pytest.raises(Invalid, match=known.ref):
        actions.choose_claim(by=officer(), claim=claim, why="Sama.")
    assert tie.parties.get(side="partner").is_held


def test_a_text_that_is_accepted_as_an_letter_of_intent_makes_the_tie_an_intention() -> None:
    tie = told()
    claim = actions.add_claim(
        by=None, source=source(), fact=Fact.KIND, confidence="A", instrument=text_of(tie), value="loi"
    )
    actions.choose_claim(by=officer(), claim=claim, why="Naskahnya bernama LoI.")
    found = again(tie)
    assert (text_of(found).kind, found.phase, found.public) == ("loi", Phase.INTENDED, False)
    first = tie.claims.get(fact=Fact.KIND, instrument__isnull=False, value="mou")
    actions.choose_claim(by=officer(right=Right.CHECK), claim=first, why="Ternyata MoU.")
    assert again(tie).phase == Phase.AGREED


def test_a_state_that_is_chosen_stays_a_word_and_only_the_end_moves_the_phase() -> None:
    tie = told()
    by = officer()
    said = [
        actions.add_claim(by=None, source=source(word), fact=Fact.STATUS, confidence="B", tie=tie, value=word)
        for word in ("dormant", "ended")
    ]
    actions.choose_claim(by=by, claim=said[0], why="Kata sumber.")
    assert again(tie).phase == Phase.AGREED
    actions.choose_claim(by=by, claim=said[1], why="Menurut surat.")
    assert again(tie).phase == Phase.ENDED
    actions.choose_claim(by=by, claim=again(tie).claims.get(value="dormant"), why="Keliru.")
    assert again(tie).phase == Phase.AGREED


def test_every_fact_can_be_spoken_of_also_where_no_source_was_heard() -> None:
    tie = told()
    places = {fact.place for fact in every(tie)}
    ref = text_of(tie).ref
    assert {"parties", "kind", "status", f"signing-date.{ref}", f"validity.{ref}", f"kind.{ref}"} <= places


def test_the_same_day_written_in_two_ways_is_no_difference() -> None:
    tie = told(on="17-05-2013", precision="day")
    second(tie, "2013-05-17")
    assert not again(tie).disputed


@given(
    st.one_of(
        st.dates(date(1900, 1, 1), date(2090, 1, 1)).map(VagueDate.day),
        st.tuples(st.integers(1900, 2090), st.integers(1, 12)).map(lambda pair: VagueDate.month(*pair)),
        st.integers(1900, 2090).map(VagueDate.year),
        st.dates(date(1900, 1, 1), date(2090, 12, 31)).map(VagueDate.not_later),
        st.integers(1900, 2090).map(lambda year: VagueDate.not_later(date(year, 12, 31))),
    )
)
def test_a_date_is_kept_as_precisely_as_it_is_known(known: VagueDate) -> None:
    kept = claims.vague(claims.date_value(known), known.precision)
    assert (kept.earliest, kept.latest, kept.precision) == (known.earliest, known.latest, known.precision)
