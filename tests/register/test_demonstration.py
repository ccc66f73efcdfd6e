"""The compilation in the register; every expected figure is computed from the file."""

from collections import Counter

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.register.helpers import counted

from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.places.models import Country
from gerbang.register import compilation, demonstration, queries
from gerbang.register.facts import heard
from gerbang.register.models import Claim, Import, Instrument, Party, Source, Tie

pytestmark = pytest.mark.django_db
ROWS = list(compilation.rows())
HELD = {"RC014", "RC058", "RC080", "RC085", "RC088", "RC100", "RC112", "RC115", "RC118", "RC143", "RC148"}
"""Rows whose partner is one of several places of the name, or is on no list, or is not named."""
IN = [row for row in ROWS if row.id not in HELD]
LAWFUL = [row for row in IN if not row.is_village]
NEW_IN_REPORT = 1
"""Surabaya-Kobe is named in the report only."""


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


def by_row(id_: str) -> Tie:
    return Tie.objects.get(origin=id_)


@pytest.mark.usefixtures("loaded")
def test_figures() -> None:
    phases = Counter(row.phase for row in LAWFUL)
    figures = queries.figures()
    assert figures.cooperations == phases["agreed"] + NEW_IN_REPORT
    assert figures.contacts == phases["idea"]
    assert figures.intentions == phases["intended"]
    assert figures.outside_law == len(IN) - len(LAWFUL)
    basis = queries.basis()
    assert figures.cooperations + figures.not_yet + figures.outside_law == basis.reported + basis.filed
    assert figures.dated == sum(row.phase == "agreed" and row.date.precision == "day" for row in LAWFUL)


@pytest.mark.usefixtures("loaded")
def test_loading_again_adds_and_changes_nothing() -> None:
    before = [model.objects.count() for model in (Tie, Party, Instrument, Claim, Source)]
    assert demonstration.load() == 0
    assert [model.objects.count() for model in (Tie, Party, Instrument, Claim, Source)] == before


@pytest.mark.usefixtures("loaded")
def test_not_later_is_never_a_signing_date() -> None:
    bounded = [row for row in LAWFUL if row.date.precision == "not-later" and row.phase == "agreed"]
    for row in bounded:
        tie = by_row(row.id)
        assert (tie.signed_precision, tie.signed_earliest) == ("not-later", None)
        year = tie.signed_latest.year if tie.signed_latest else None
        found = queries.narrowed(Tie.objects.all(), queries.Filters(year=year))
        assert not found.filter(pk=tie.pk).exists()
    newest = queries.newest(queries.visible_to(Actor(None)), 100)
    assert bounded
    assert not any(tie.signed_precision == "not-later" for tie in newest)


@pytest.mark.usefixtures("loaded")
def test_a_village_is_kept_as_a_claim_and_is_no_party() -> None:
    tie = by_row("RC126")
    assert tie.outside_law
    assert not tie.parties.exists()
    assert tie.claims.filter(fact="parties").get().said_en == "Desa Mas (Gianyar) – Misato, Japan"
    assert not queries.visible_to(Actor(None)).filter(pk=tie.pk).exists()


@pytest.mark.usefixtures("loaded")
def test_what_is_not_certain_waits_for_a_person() -> None:
    of = Import.objects.get()
    assert of.counts == {
        "read": len(ROWS),
        "created": len(ROWS) - len(HELD),
        "matched": 0,
        "held": len(HELD),
        "refused": 0,
    }
    waiting = {row.cells["id"]: row for row in of.rows.filter(outcome="held")}
    assert waiting.keys() == HELD
    assert waiting["RC014"].problems[0]["code"] == "partner-ambiguous"
    assert sorted(waiting["RC014"].candidates) == ["kota:1859642", "kota:1859647"]
    assert not Tie.objects.filter(origin__in=HELD).exists()
    assert not Party.objects.filter(region=None, partner=None).exists()


@pytest.mark.usefixtures("loaded")
def test_jerusalem_is_in_palestine() -> None:
    party = by_row("RC040").partners_side[0]
    assert party.partner is not None
    assert party.country == party.partner.country == Country.objects.get(alpha2="PS")


@pytest.mark.usefixtures("loaded")
def test_a_former_name_is_kept_beside_todays() -> None:
    party = by_row("RC145").regions_side[0]
    assert (party.name, party.name_as_signed) == ("Provinsi Papua", "Irian Jaya")


@pytest.mark.usefixtures("loaded")
def test_the_end_of_validity_belongs_to_the_text_it_is_of() -> None:
    renewed, first = by_row("RC061"), by_row("RC120")
    ends = {text.kind: text.valid_until_text for text in renewed.instruments.all()}
    assert (ends["mou"], ends["extension"]) == ("", "November 2027")
    ends = {text.kind: text.valid_until_text for text in first.instruments.all()}
    assert (ends["mou"], ends["extension"]) == ("November 2022", "")


@pytest.mark.usefixtures("loaded")
def test_a_word_on_liveliness_is_a_claim_and_changes_no_phase() -> None:
    lapsed = [row for row in LAWFUL if row.status in ("weak", "dormant", "lapsed") and row.phase == "agreed"]
    assert lapsed
    for row in lapsed:
        tie = by_row(row.id)
        assert tie.phase == "agreed"
        assert tie.claims.filter(fact="status", value=row.status).exists()


@pytest.mark.usefixtures("loaded")
def test_the_report_stands_beside_the_compilation() -> None:
    tie = Tie.objects.prefetch_related("claims__instrument", "claims__source", "choices").get(origin="RC046")
    facts = {(fact.fact, fact.instrument.kind if fact.instrument else ""): fact for fact in heard(tie)}
    assert tie.disputed
    assert facts["kind", ""].accepted.disputed
    assert facts["signing-date", "mou"].accepted.precision == "not-later"
    assert len(facts["signing-date", "mou"].claims) == 2


@pytest.mark.usefixtures("loaded")
def test_the_reports_count_is_its_own() -> None:
    count, clair = queries.counts_claimed()
    assert (clair.claim.value, clair.named, clair.unnamed) == ("7", 0, 0)
    assert (count.claim.value, count.named, count.unnamed) == ("17", 8, 9)
    assert Tie.objects.get(origin="workshop-2019:Surabaya-Kobe").phase == "agreed"
    named = Tie.objects.filter(claims__source=count.claim.source).distinct()
    assert {tie.origin for tie in named} == {
        "RC021",
        "RC045",
        "RC046",
        "RC068",
        "RC077",
        "RC090",
        "RC145",
        "workshop-2019:Surabaya-Kobe",
    }


@pytest.mark.usefixtures("loaded")
def test_each_tie_has_its_entry_in_the_ledger() -> None:
    assert all(ledger.head(tie.ref) for tie in Tie.objects.all())


@pytest.mark.usefixtures("loaded")
def test_query_counts(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    nobody = Actor(None)
    with django_assert_num_queries(1):
        [(tie.name, tie.countries) for tie in queries.listed(queries.visible_to(nobody))]
    with django_assert_num_queries(3):
        queries.figures()
    ref = by_row("RC046").ref
    with django_assert_num_queries(7):
        found = queries.detail(nobody, ref)
        assert found is not None
        heard(found.tie)
