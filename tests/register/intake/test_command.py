"""`gerbang import cooperations FILE [--dry-run] [--json]`."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.people.helpers import body
from tests.register.intake.making import as_csv, as_xlsx, row

from gerbang.ledger.models import Entry
from gerbang.places.models import Partner
from gerbang.register.compilation import DATA
from gerbang.register.models import Import, Tie

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import", "cooperations", str(path), *options, stdout=out)
    return out.getvalue()


def told(path: Path, *options: str) -> tuple[dict[str, Any], int]:
    """What it writes as JSON, and the code it ends with."""
    out = StringIO()
    try:
        call_command("import", "cooperations", str(path), "--json", *options, stdout=out)
    except CommandError as error:
        return json.loads(out.getvalue()), error.returncode
    return json.loads(out.getvalue()), 0


def table(tmp_path: Path, *rows: dict[str, str]) -> Path:
    file = tmp_path / "tabel.csv"
    file.write_bytes(as_csv(rows))
    return file


def test_the_compilation_comes_in(tmp_path: Path) -> None:
    found, code = told(DATA / "cooperations.csv")
    assert code == 0
    assert found["read"] == found["created"] + found["matched"] + found["held"] + found["refused"]
    assert (found["created"], len(found["held_rows"])) == (Tie.objects.count(), found["held"])
    again, code = told(DATA / "cooperations.csv")
    assert (again["created"], again["matched"], again["written"]) == (0, found["created"], False)


def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    file = table(tmp_path, row(), row(foreign_side="Nowhere"))
    written = (Tie, Import, Partner, Entry)
    before = [model._default_manager.count() for model in written]
    dry, code = told(file, "--dry-run")
    assert code == 0
    assert [model._default_manager.count() for model in written] == before
    real, _code = told(file)
    assert real == dry | {"written": True}


def test_anything_refused_ends_with_one_and_writes_nothing(tmp_path: Path) -> None:
    file = table(tmp_path, row(), row(signed_date="31-02-2019"), row(foreign_side="Nowhere", confidence="Z"))
    for options in ((), ("--dry-run",)):
        found, code = told(file, *options)
        assert code == 1
        assert (found["read"], found["created"], found["refused"], found["written"]) == (3, 1, 2, False)
        problems = [(one["row"], one["column"], one["cell"], one["outcome"]) for one in found["problems"]]
        assert (3, "signed_date", "31-02-2019", "refused") in problems
        assert (4, "confidence", "Z", "refused") in problems
    assert not Tie.objects.exists()


def test_people_read_every_problem_with_row_and_column(tmp_path: Path) -> None:
    text = run(table(tmp_path, row(foreign_side="Nowhere")), "--dry-run")
    assert "Row 2, foreign_side: " in text
    assert "held: 1" in text


def test_an_unknown_column_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "tabel.xlsx"
    file.write_bytes(
        as_xlsx([["indonesian_side", "foreign_side", "iso2", "Warna"], ["Bandung", "Namur", "BE", "biru"]])
    )
    found, code = told(file)
    assert code == 1
    assert (found["read"], found["refused"], found["problems"][0]["cell"]) == (1, 1, "Warna")


def test_our_own_names_only(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(b"Daerah,Mitra,Negara\nKota Bandung,Windhoek,Namibia\n")
    found, code = told(file)
    assert code == 1
    assert {one["code"] for one in found["problems"]} == {"unknown-column", "missing-column"}


def test_a_workbook_comes_in(tmp_path: Path) -> None:
    first = row()
    file = tmp_path / "tabel.xlsx"
    file.write_bytes(as_xlsx([list(first), list(first.values())]))
    assert told(file)[0]["created"] == 1


def test_a_table_of_a_body(tmp_path: Path) -> None:
    of = body("Pemerintah Kota Bandung")
    run(table(tmp_path, row()), "--body", of.ref)
    assert Import.objects.get().body == of
    with pytest.raises(CommandError):
        run(table(tmp_path, row()), "--body", "in-0000000000")


def test_what_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    bad = tmp_path / "tabel.xlsx"
    bad.write_bytes(b"PK nothing")
    for path in (tmp_path / "missing.csv", tmp_path, bad):
        with pytest.raises(CommandError) as found:
            run(path)
        assert str(path) in str(found.value)


def test_what_stands_under_the_table_is_told_and_is_no_row(tmp_path: Path) -> None:
    blank = dict.fromkeys(row(), "")
    foot = [{**blank, "signed_date": "Bandung, 3 Maret 2026"}, {**blank, "instrument": "Kepala Bagian"}]
    file = table(tmp_path, row(), *foot)
    text = run(file, "--dry-run")
    assert "2 lines under the table are not rows: 'Bandung, 3 Maret 2026', 'Kepala Bagian'" in text
    assert "read: 1" in text
    assert told(file)[0]["under"] == [
        {"row": 3, "text": "Bandung, 3 Maret 2026"},
        {"row": 4, "text": "Kepala Bagian"},
    ]


def test_the_foot_of_a_table_with_another_header_is_told_too(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text("Daerah,Mitra,Negara,Tanggal\nKota Bandung,Windhoek,Namibia,2019\n,,,Kepala Bagian\n")
    found, code = told(file)
    assert code == 1
    assert (found["read"], found["refused"]) == (1, 1)
    assert found["under"] == [{"row": 3, "text": "Kepala Bagian"}]


def test_without_a_column_that_is_known_a_full_row_is_never_under_the_table(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text("Kota kita,Kota mereka,Di\nKota Bandung,Windhoek,Namibia\nKota Bandung,Namur,Belgia\nJumlah,2,\n")
    found, _code = told(file)
    assert (found["read"], [one["text"] for one in found["under"]]) == (2, ["Jumlah 2"])


def test_columns_that_are_not_settled_are_named_with_the_page_that_assigns_them(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text("Daerah,Mitra,Negara\nKota Bandung,Windhoek,Namibia\n")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import", "cooperations", str(file), stdout=out)
    for words in (
        "Expected columns: id, indonesian_side,",
        "country or iso2",
        "“Mitra” is foreign_side",
        "/kelola/impor/",
    ):
        assert words in out.getvalue(), words
    columns = told(file)[0]["columns"]
    assert columns["needed"] == ["indonesian_side", "foreign_side", ["country", "iso2"]]
    assert columns["likely"] == {"indonesian_side": "Daerah", "foreign_side": "Mitra", "country": "Negara"}
    assert columns["assigned_at"].endswith("/kelola/impor/")
    assert "columns" not in told(table(tmp_path, row()), "--dry-run")[0]


def test_it_speaks_one_language(tmp_path: Path) -> None:
    text = run(table(tmp_path, row(foreign_side="Nowhere")), "--dry-run")
    assert "No government called “Nowhere” is on the list." in text
    with pytest.raises(CommandError) as one:
        run(table(tmp_path, row(signed_date="31-02-2019")))
    assert str(one.value) == "1 row refused. Nothing was written."
    with pytest.raises(CommandError) as found:
        bad = tmp_path / "buku.xlsx"
        bad.write_bytes(b"PK nothing")
        run(bad)
    assert "The file is no workbook that can be read." in str(found.value)
