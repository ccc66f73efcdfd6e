"""Many ties written at once are the same rows, found and counted alike, as ties written one by one."""

import pytest
from django.db import transaction
from tests.register.helpers import partner, region, source

from gerbang.ledger import actions as ledger
from gerbang.ledger import verify
from gerbang.ledger.models import Entry
from gerbang.people.acting import Actor
from gerbang.register import bulk, cube, reporting
from gerbang.register.bulk import Event, NewTie
from gerbang.register.models import Claim, Fact, Instrument, Party, Source, Tally, Tie
from gerbang.register.projection import COLUMNS, SIGNED, Whole, project_instrument, project_tie
from gerbang.register.queries import Filters, narrowed, visible_to
from gerbang.register.reporting import Report, ReportedParty, ReportedText, Said

pytestmark = pytest.mark.django_db
NOBODY = Actor(None)


def report(number: int = 1, **changed: object) -> Report:
    """A sister cooperation whose source dates its text."""
    told = {
        "origin": f"T{number}",
        "kind": "ksdpl-sister",
        "phase": "agreed",
        "parties": [
            ReportedParty(Party.Side.REGION, "Kotamadya Bandung", region()),
            ReportedParty(Party.Side.PARTNER, "Kota Contoh", partner()),
        ],
        "claims": [Said(Fact.KIND, "sister"), Said(Fact.STATUS, "", said_id="berjalan")],
        "texts": [ReportedText("mou", "MoU", [Said(Fact.SIGNING_DATE, "1998-05-12", "day")])],
        "fields_id": "pendidikan; pariwisata",
        "fields_en": "education; tourism",
    }
    return Report(**{**told, **changed})  # type: ignore[arg-type]


def held() -> Report:
    return report(2, parties=[ReportedParty(Party.Side.REGION, "Kota Antah", None)], phase="idea", texts=())


def new(*reports: Report) -> list[NewTie]:
    said = Source.objects.filter(name_id="Kantor berita").first() or source()
    return [
        NewTie(reporting.unsaved(one, said, "B"), [reporting.reported(one, said), Event("tie.checked", {})])
        for one in reports
    ]


def write(*reports: Report) -> list[Tie]:
    ties = new(*reports)
    with transaction.atomic():
        assert bulk.write(ties, by=None) == len(ties)
    return [Tie.objects.get(pk=one.whole.tie.pk) for one in ties]


def tallies() -> set[tuple[str, str, bool, int]]:
    rows = Tally.objects.exclude(number=0)
    return set(rows.values_list("token", "beside", "public", "number"))


def test_describing_them_once_more_one_by_one_changes_nothing() -> None:
    for tie in write(report(), held()):
        before = {name: getattr(tie, name) for name in COLUMNS}
        texts = list(tie.instruments.values(*SIGNED))
        for text in tie.instruments.all():
            project_instrument(text)
        project_tie(tie)
        tie.refresh_from_db()
        assert {name: getattr(tie, name) for name in COLUMNS} == before
        assert list(tie.instruments.values(*SIGNED)) == texts


def test_what_belongs_to_a_tie_stands_beside_it() -> None:
    [tie] = write(report())
    assert [party.name for party in tie.parties.all()] == ["Kota Contoh", "Kota Bandung"]
    text = tie.instruments.get()
    assert text.signed_text == "12 Mei 1998"
    assert [(claim.fact, claim.instrument) for claim in tie.claims.all()] == [
        ("kind", None),
        ("status", None),
        ("signing-date", text),
    ]
    assert tie.year == 1998
    assert tie.public


def test_they_are_found_by_words_and_filters() -> None:
    [tie] = write(report())
    for wanted in (Filters(words="pendidikan bandung"), Filters(year=1998), Filters(region=region().ref)):
        assert list(narrowed(visible_to(NOBODY), wanted)) == [tie]
    assert not narrowed(visible_to(NOBODY), Filters(words="kesehatan")).exists()


def test_the_cube_has_counted_them_and_its_job_adds_nothing() -> None:
    write(report(), held())
    at_once = tallies()
    assert at_once
    ledger.seal()
    assert cube.refresh() == 0
    assert tallies() == at_once


def test_the_cube_counts_them_as_its_job_would_have() -> None:
    write(report(), held())
    at_once = tallies()
    Tally.objects.all().delete()
    Tie.objects.update(counted="")
    assert cube.recount(Tie.objects.all()) == 2
    assert tallies() == at_once


def test_the_book_tells_of_each_and_is_found_right() -> None:
    ties = write(report(), held())
    assert [Entry.objects.filter(stream=tie.ref).count() for tie in ties] == [2, 2]
    assert Entry.objects.get(stream=ties[0].ref, seq=1).kind == "tie.reported"
    assert verify.verify().faults == []


def test_sources_that_differ_make_a_tie_disputed() -> None:
    [one] = new(report())
    other = Claim(fact=Fact.SIGNING_DATE, value="1999", precision="year", confidence="C", source=source("Lain"))
    other.instrument = one.whole.instruments[0]
    whole = Whole(one.whole.tie, one.whole.parties, one.whole.instruments, [*one.whole.claims, other])
    with transaction.atomic():
        bulk.write([NewTie(whole, one.events)], by=None)
    assert Tie.objects.get(pk=whole.tie.pk).disputed


def test_nothing_remains_of_a_failed_transaction() -> None:
    ties = new(report(), report(3))
    before = [model.objects.count() for model in (Tie, Party, Instrument, Claim, Entry)]
    counted = tallies()
    with transaction.atomic():
        bulk.write(ties, by=None)
        transaction.set_rollback(True)
    assert [model.objects.count() for model in (Tie, Party, Instrument, Claim, Entry)] == before
    assert tallies() == counted
    assert not narrowed(visible_to(NOBODY), Filters(words="bandung")).exists()
    [again] = write(report())
    assert narrowed(visible_to(NOBODY), Filters(words="bandung")).get() == again


def test_more_than_one_chunk_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    ties = write(*[report(number) for number in range(5)])
    keys = [tie.pk for tie in ties]
    assert keys == sorted(set(keys))
    assert Tally.objects.get(token="jn_ksdpl_sister", beside="", public=True).number == 5


def test_a_tie_written_alone_afterwards_gets_a_key_of_its_own() -> None:
    [tie] = write(report())
    later = reporting.report_tie(by=None, report=report(9), source=source("Lain"), confidence="B")
    assert later.pk > tie.pk
