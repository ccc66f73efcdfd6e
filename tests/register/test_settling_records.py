"""Two records that turn out to be one cooperation; what it is about; what a source counts."""

from datetime import date

import pytest
from django.db.models import Max
from tests.gate.office import Walk, begun, offices_of
from tests.people.helpers import Right, body
from tests.register.helpers import source
from tests.register.settling import again, national, officer, second, told

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.register import actions, queries, settling, sourcing
from gerbang.register.models import Choice, Fact, Phase, Publisher, Source, Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def twice() -> tuple[Tie, Tie]:
    """One cooperation told of by two sources as if it were two: once with its partner known, once held."""
    return told(on="2012", precision="year"), told(
        with_="Kitakyushu (Jepang)", on="2013-05-17", precision="day", held=True, origin="baris-2"
    )


def test_a_merged_record_leads_to_the_one_that_stays_and_everything_is_there() -> None:
    into, merged = twice()
    said = into.claims.count() + merged.claims.count()
    settling.merge_ties(by=officer(), into=into, merged=merged, why="Satu kerja sama.", same_text=True)
    into, merged = again(into), again(merged)
    assert merged.merged_into == into
    assert (into.claims.count(), merged.claims.count()) == (said, 0)
    assert into.instruments.filter(withdrawn_at=None).count() == 1
    assert into.disputed
    assert merged.facets == ""
    assert queries.merged_into(Actor(None), merged.ref) == into.ref
    assert [ledger.history(one.ref).last().kind for one in (into, merged)] == ["tie.absorbed", "tie.merged"]


def test_texts_that_are_not_the_same_stay_two() -> None:
    into, merged = twice()
    settling.merge_ties(by=officer(), into=into, merged=merged, why="Diperpanjang setelah habis.")
    assert again(into).instruments.filter(withdrawn_at=None).count() == 2
    assert not again(into).claims.filter(withdrawn_at=None, fact=Fact.SIGNING_DATE).exclude(instrument__tie=into)


def test_a_decision_on_the_record_that_stays_counts() -> None:
    into, merged = twice()
    by = officer()
    kept = into.claims.get(fact=Fact.KIND, instrument=None)
    actions.choose_claim(by=by, claim=kept, why="Naskah kami.")
    actions.choose_claim(by=by, claim=merged.claims.get(fact=Fact.KIND, instrument=None), why="Lainnya.")
    settling.merge_ties(by=by, into=into, merged=merged, why="Satu kerja sama.")
    assert Choice.objects.filter(tie=into, fact=Fact.KIND, instrument=None).latest("pk").claim == kept


def test_the_further_phase_is_kept_and_the_fields_of_both() -> None:
    into, merged = twice()
    actions.set_phase(by=None, tie=into, phase=Phase.IDEA)
    Tie.objects.filter(pk=merged.pk).update(areas=["administration"], confirmed_on=date(2025, 1, 2))
    settling.merge_ties(by=national(), into=again(into), merged=again(merged), why="Satu.")
    found = again(into)
    assert (found.phase, found.areas, found.confirmed_on) == (Phase.AGREED, ["administration"], date(2025, 1, 2))


def test_a_record_that_a_case_hangs_on_is_the_one_that_stays() -> None:
    walk: Walk = begun(offices_of("32.73"))
    other = told(origin="baris-2")
    with pytest.raises(Invalid, match=walk.case.number):
        settling.merge_ties(by=officer(), into=other, merged=walk.case.tie, why="Satu.")
    settling.merge_ties(by=national(), into=walk.case.tie, merged=other, why="Satu.")
    assert again(other).merged_into == walk.case.tie


def test_with_a_case_on_both_nothing_is_merged() -> None:
    first, later = begun(offices_of("32.73")), begun(offices_of("32.04"))
    with pytest.raises(Invalid, match="masing-masing memiliki berkas"):
        settling.merge_ties(by=national(), into=first.case.tie, merged=later.case.tie, why="Satu.")


def test_parties_under_a_case_are_not_changed_by_a_choice() -> None:
    walk = begun(offices_of("32.73"))
    tie = walk.case.tie
    region = tie.parties.get(side="region").region
    assert region is not None
    claim = actions.add_claim(
        by=None, source=source(), fact=Fact.PARTIES, confidence="A", tie=tie, value=f"{region.ref}+Kota Lain"
    )
    with pytest.raises(Invalid, match=walk.case.number):
        actions.choose_claim(by=national(), claim=claim, why="Nama lain.")


def test_who_speaks_for_one_of_two_records_only_merges_nothing() -> None:
    into, merged = twice()
    with pytest.raises(Refused):
        settling.merge_ties(by=officer(body("Pemerintah Kota Surabaya")), into=into, merged=merged, why="Satu.")
    assert again(merged).merged_into is None


def test_a_record_is_not_merged_twice_or_into_itself() -> None:
    into, merged = twice()
    by = officer()
    with pytest.raises(Invalid):
        settling.merge_ties(by=by, into=into, merged=into, why="Satu.")
    settling.merge_ties(by=by, into=into, merged=merged, why="Satu.")
    with pytest.raises(Invalid):
        settling.merge_ties(by=by, into=again(into), merged=again(merged), why="Lagi.")


def test_what_a_cooperation_is_about_is_written_down_and_counted() -> None:
    tie = told()
    by = officer(right=Right.PREPARE)
    seen = ledger.head(tie.ref)
    settling.describe_tie(
        by=by, tie=tie, fields_id="Persampahan", fields_en="Waste", areas=["administration"], sdgs=[11, 6], seen=seen
    )
    found = again(tie)
    assert (found.fields_id, found.sdgs) == ("Persampahan", [6, 11])
    assert {"bd_administration", "sd_06", "sd_11"} <= set(found.facets.split())
    with pytest.raises(Conflict):
        settling.describe_tie(by=by, tie=tie, fields_id="", fields_en="", areas=[], sdgs=[], seen=seen)
    with pytest.raises(Invalid):
        settling.describe_tie(by=by, tie=tie, fields_id="", fields_en="", areas=["tidak-ada"], sdgs=[18])


def test_what_a_source_counts_is_written_down_by_national_sight_only() -> None:
    known = source()
    with pytest.raises(Refused):
        sourcing.define(by=officer(), publisher=known.publisher, definition_id="Apa saja.", definition_en="")
    with pytest.raises(Invalid):
        sourcing.define(
            by=national(), publisher=known.publisher, definition_id="", definition_en="Signed by both heads."
        )
    foreign = officer(body("Kementerian Luar Negeri"))
    sourcing.define(by=foreign, publisher=known.publisher, definition_id="Ditandatangani.", definition_en="")
    assert Source.objects.get(pk=known.pk).definition == "Ditandatangani."
    assert ledger.history(known.publisher.ref).last().kind == "publisher.defined"


def test_a_tie_says_which_of_its_sources_say_what_they_count() -> None:
    from gerbang.register.facts import heard

    tie = told()
    claim = second(tie)
    Publisher.objects.filter(sources=claim.source).update(definition_id="Ditandatangani kedua kepala daerah.")
    fact = next(one for one in heard(again(tie)) if one.fact == Fact.SIGNING_DATE)
    assert [one.definition for one in fact.definitions] == ["Ditandatangani kedua kepala daerah."]


def test_every_source_has_a_ref_of_its_own() -> None:
    for name in ("Satu", "Dua"):
        source(name)
    assert Source.objects.count() == Source.objects.values("ref").distinct().count()
    assert Source.objects.aggregate(one=Max("ref"))["one"].startswith("sb-")
