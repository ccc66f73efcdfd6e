"""An import is written as one, or not at all; written again it adds nothing."""

from typing import Any

import pytest
from tests.people.helpers import Right, acting, body
from tests.register.intake.making import as_csv, brought, checked, outcomes, row, written

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.places.models import Partner, Region
from gerbang.register import bulk
from gerbang.register.intake import actions, planning, tables
from gerbang.register.models import Claim, ColumnMapping, Import, ImportRow, Instrument, Party, Source, Tie
from gerbang.register.projection import COLUMNS, project_tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
TABLES = (Tie, Party, Instrument, Claim, Source, Partner, Import, ImportRow, ColumnMapping, Entry)
BANDUNG = "Pemerintah Kota Bandung"


def sizes() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def test_what_comes_in_is_a_tie_with_its_text_and_statements() -> None:
    done = written(row(fields="education; waste", status="active", valid_until="2024", evidence="Terdaftar"))
    made = Tie.objects.get()
    assert (made.phase, made.public, made.signed.iso, made.fields_id) == (
        "agreed",
        True,
        "2019-07-10",
        "pendidikan; persampahan",
    )
    said = {(claim.fact, claim.value): claim for claim in made.claims.all()}
    assert said["status", "active"].said_id == "Terdaftar"
    assert said["signing-date", "2019-07-10"].said_id == "10 Juli 2019"
    assert said["validity", "2024"].precision == "year"
    assert {claim.imported_by for claim in said.values()} == {done.of}
    assert [entry.kind for entry in ledger.history(made.ref)] == ["tie.reported"]
    assert done.of is not None
    assert [entry.kind for entry in ledger.history(done.of.ref)] == ["import.written"]
    assert done.of.counts == {"read": 1, "created": 1, "matched": 0, "held": 0, "refused": 0}


def test_the_row_of_a_tie_is_what_describing_it_again_gives() -> None:
    written(
        row(), row(instrument="LoI", signed_date="2018"), row(source_url="https://lain.example/", signed_date="2020")
    )
    made = Tie.objects.get()
    before = {column: getattr(made, column) for column in COLUMNS if column != "terms"}
    project_tie(made)
    made.refresh_from_db()
    assert {column: getattr(made, column) for column in before} == before
    assert made.disputed


def test_one_refused_row_and_nothing_is_written() -> None:
    before = sizes()
    with pytest.raises(actions.NothingWritten) as found:
        written(row(), row(foreign_side="Walvis Bay", signed_date="31-02-2019"), row(confidence="Z"))
    assert sizes() == before
    assert outcomes(found.value.checked) == {"created": 1, "refused": 2}
    assert len(found.value.checked.problems) == 2


def test_a_refused_row_of_a_later_batch_takes_the_earlier_ones_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "BATCH", 1)
    before = sizes()
    with pytest.raises(actions.NothingWritten):
        written(row(), row(foreign_side="Walvis Bay"), row(confidence="Z"))
    assert sizes() == before


def test_an_error_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before, write, calls = sizes(), bulk.write, []

    def failing(*args: Any, **options: Any) -> int:
        calls.append(args)
        if len(calls) == 2:
            raise MemoryError
        return write(*args, **options)

    monkeypatch.setattr(planning, "BATCH", 1)
    monkeypatch.setattr(bulk, "write", failing)
    with pytest.raises(MemoryError):
        written(row(), row(foreign_side="Walvis Bay"))
    assert len(calls) == 2
    assert sizes() == before


def test_again_adds_nothing_and_leaves_no_second_import() -> None:
    rows = [row(), row(foreign_side="Walvis Bay"), row(foreign_side="Nowhere")]
    first = written(*rows)
    before = sizes()
    again = written(*rows)
    assert outcomes(again.checked) == {"matched": 2, "held": 1}
    assert (again.new, again.of, again.checked.adds) == (False, first.of, 0)
    assert sizes() == before


def test_the_same_rows_in_another_file_are_matched_too() -> None:
    written(row())
    before = Tie.objects.count(), Claim.objects.count(), Instrument.objects.count()
    assert outcomes(written(row(), filename="lain.csv", body=None).checked) == {"matched": 1}
    assert (Tie.objects.count(), Claim.objects.count(), Instrument.objects.count()) == before


def test_another_source_stands_beside_the_first() -> None:
    written(row())
    done = written(row(source_url="https://lain.example/", signed_date="11 Juli 2019"))
    assert (outcomes(done.checked), done.checked.adds) == ({"matched": 1}, 1)
    made = Tie.objects.get()
    assert made.disputed
    assert made.instruments.count() == 1
    assert [entry.kind for entry in ledger.history(made.ref)] == ["tie.reported", "tie.reported-further"]


def test_a_further_row_moves_a_tie_on_and_never_back() -> None:
    written(row(instrument="LoI", signed_date="2018"))
    assert Tie.objects.get().phase == "intended"
    written(row(source_url="https://lain.example/"))
    assert Tie.objects.get().phase == "agreed"
    written(row(source_url="https://ketiga.example/", instrument="exploring", signed_date=""))
    assert Tie.objects.get().phase == "agreed"


def test_rows_add_to_a_tie_of_an_earlier_row(monkeypatch: pytest.MonkeyPatch) -> None:
    for batch in (1, 100):
        monkeypatch.setattr(planning, "BATCH", batch)
        name = "Windhoek" if batch == 1 else "Walvis Bay"
        done = written(
            row(foreign_side=name, instrument="LoI", signed_date="2018"),
            row(foreign_side=name, signed_date="2019"),
            row(foreign_side=name, signed_date="2019", source_url="https://lain.example/"),
        )
        assert done.of is not None
        made = done.of.rows.filter(outcome="created").get().tie
        assert made is not None
        kinds = {text.kind: text.claims.filter(fact="signing-date").count() for text in made.instruments.all()}
        assert kinds == {"loi": 1, "mou": 2}


def test_a_body_is_the_source_of_rows_that_name_none() -> None:
    by = acting(body(BANDUNG), Right.PREPARE)
    done = written(row(source_url="", confidence=""), by=by)
    source = Source.objects.get()
    assert (source.name_id, source.kind) == (f"Tabel {BANDUNG}", "official")
    assert {claim.confidence for claim in Claim.objects.all()} == {"A"}
    assert done.of is not None
    assert (done.of.body, done.of.by) == (by.body, by.account.ref)


def test_a_mapping_is_remembered_for_the_next_table_with_this_header() -> None:
    by = acting(body(BANDUNG), Right.PREPARE)
    data = b"Daerah,Kota di sana,Negara\nKota Bandung,Windhoek,Namibia\n"
    mapping = {"indonesian_side": "Daerah", "foreign_side": "Kota di sana", "country": "Negara"}
    assert tables.bring(data=data, filename="a.csv", by=by).faults
    actions.write(brought=tables.bring(data=data, filename="a.csv", by=by, mapping=mapping))
    again = tables.bring(data=data, filename="b.csv", by=by)
    assert (dict(again.mapping), again.faults) == (mapping, ())
    other = acting(body("Pemerintah Kota Surabaya"), Right.PREPARE)
    assert tables.bring(data=data, filename="b.csv", by=other).faults


def test_a_check_waits_until_it_is_brought_in() -> None:
    by = acting(body(BANDUNG), Right.PREPARE)
    table = brought(row(), row(foreign_side="Nowhere"), by=by)
    kept = actions.keep(checked=tables.check(table), document="un-0000000000")
    assert (kept.state, kept.counts["held"]) == ("checked", 1)
    assert list(kept.rows.values_list("number", "outcome")) == [(2, "created"), (3, "held")]
    assert not Tie.objects.exists()
    done = actions.write(brought=table, of=kept)
    assert done.of is not None
    assert (done.of.pk, done.of.state, done.of.rows.count()) == (kept.pk, "written", 2)
    with pytest.raises(Conflict):
        actions.write(brought=table, of=kept)


def test_another_table_or_another_body_does_not_bring_in_a_check() -> None:
    by, other = acting(body(BANDUNG), Right.PREPARE), acting(body("Pemerintah Kota Surabaya"), Right.PREPARE)
    kept = actions.keep(checked=checked(row(), by=by))
    with pytest.raises(Invalid):
        actions.write(brought=brought(row(foreign_side="Walvis Bay"), by=by), of=kept)
    with pytest.raises(Refused):
        actions.drop(by=other, of=kept)
    actions.drop(by=by, of=kept)
    kept.refresh_from_db()
    assert kept.state == "dropped"


def test_an_empty_table_is_no_import() -> None:
    done = actions.write(brought=tables.bring(data=as_csv([]), filename="kosong.csv", exact=True))
    assert (done.of, done.checked.counts["read"]) == (None, 0)
    assert not Import.objects.exists()


def test_many_partners_and_sources_are_made_at_once() -> None:
    names = [region.name_id for region in Region.objects.filter(kind="kota", autonomous=True)[:4]]
    written(*(row(indonesian_side=name, source_url=f"https://satu.example/{name[-3:]}") for name in names))
    partner = Partner.objects.get(name_id="Windhoek")
    assert Party.objects.filter(partner=partner).count() == 4
    assert [entry.kind for entry in ledger.history(partner.ref)] == ["partner.added"]
    assert Source.objects.count() == len({name[-3:] for name in names})
