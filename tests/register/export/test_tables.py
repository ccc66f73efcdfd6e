"""The tables: columns, what a row says, and that the import finds again what the export wrote."""

import csv
from datetime import date

import pytest
from tests.register.export.reading import book, rows, taken
from tests.register.helpers import agreed, partner, region, sign, source

from gerbang.register import demonstration
from gerbang.register.actions import add_claim, open_tie
from gerbang.register.compilation import DATA, read
from gerbang.register.export.columns import columns
from gerbang.register.export.readers import Everything
from gerbang.register.export.table import SOURCED, SUMMARY
from gerbang.register.models import Claim, Tie

pytestmark = pytest.mark.django_db
STRANGE = '=HYPERLINK("http://x")'


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()


def test_the_table_begins_with_the_columns_of_the_compilation() -> None:
    with (DATA / "cooperations.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == SOURCED.columns


@pytest.mark.parametrize("table", [SOURCED, SUMMARY])
def test_every_column_is_described_in_both_languages(table) -> None:
    described = columns(table.name)
    assert tuple(column.name for column in described) == table.columns
    assert all(column.about_id and column.about_en for column in described)


def test_an_empty_register_is_a_table_with_a_head() -> None:
    assert taken("csv") == (",".join(SOURCED.columns) + "\r\n").encode()
    assert taken("jsonl") == b""
    assert {title: len(values) for title, values in book(taken("xlsx")).items()} == {"cooperations": 1, "ties": 1}


@pytest.mark.usefixtures("loaded")
def test_the_public_takes_what_the_public_sees() -> None:
    public = set(Tie.objects.filter(public=True).values_list("ref", flat=True))
    assert {row["ref"] for row in rows(table=SUMMARY)} == public
    assert {row["id"] for row in rows()} == public
    assert len(rows(table=SUMMARY)) == len(public)


@pytest.mark.usefixtures("loaded")
def test_a_sources_word_on_the_state_is_for_everybody() -> None:
    assert {"active", "dormant", "weak"} <= {row["status"] for row in rows()}


@pytest.mark.usefixtures("loaded")
def test_a_row_says_what_its_source_says_and_can_be_read_as_the_compilation_is() -> None:
    for cells in rows(Everything()):
        row = read(cells)
        tie = Tie.objects.get(ref=row.id)
        said = Claim.objects.filter(tie=tie, source__url=row.url, source__url__gt="", instrument=None)
        assert tie.kind == row.tie_kind
        assert not said.filter(fact="kind") or said.filter(fact="kind").first().value == row.form_value
        states = said.filter(fact="status")
        assert not states or (states.first().value, states.first().said_en) == (row.status, row.evidence)
        dates = Claim.objects.filter(tie=tie, source__url=row.url, source__url__gt="", fact="signing-date")
        if row.instrument_kind and dates:
            assert dates.order_by("pk").first().date == row.date
        assert row.is_village == tie.outside_law


@pytest.mark.usefixtures("loaded")
def test_two_sources_make_two_rows_and_one_cooperation() -> None:
    tie = Tie.objects.get(origin="RC046")
    of_tie = [row for row in rows() if row["id"] == tie.ref]
    assert len(of_tie) == len({row["source_url"] for row in of_tie}) == tie.claims.values("source").distinct().count()
    [one] = [row for row in rows(table=SUMMARY) if row["ref"] == tie.ref]
    assert one["sources"] == str(len(of_tie))
    assert (one["signed"], one["signed_precision"]) == ("[..2012]", "not-later")
    assert of_tie[0]["signed_date"], of_tie[0]["date_precision"] == ("2012", "by")


def test_a_text_filed_here_is_a_row_without_a_source() -> None:
    made = agreed(on=date(2024, 5, 17))
    [row] = rows()
    assert (row["id"], row["signed_date"], row["date_precision"]) == (made.ref, "2024-05-17", "day")
    assert (row["instrument"], row["source_url"], row["confidence"], row["coop_type"]) == ("MoU", "", "", "sister_city")
    [one] = rows(table=SUMMARY)
    assert (one["region_codes"], one["region_iso"], one["countries"]) == ("32.73", "ID-JB", "JP")


@pytest.mark.usefixtures("loaded")
def test_a_source_without_an_address_is_told_by_its_name() -> None:
    told = Claim.objects.filter(source__url="", tie__public=True, fact="kind", instrument=None).first()
    assert told.source.name_id in {row["source_url"] for row in rows() if row["id"] == told.tie.ref}


@pytest.mark.usefixtures("loaded")
def test_a_village_is_written_as_its_source_tells_of_it() -> None:
    [row] = [row for row in rows(Everything()) if row["indonesian_level"] == "desa"]
    assert (row["indonesian_side"], row["foreign_side"], row["country"]) == ("Desa Mas (Gianyar)", "Misato", "Japan")


def test_a_letter_of_intent_recorded_here_is_in_no_public_file() -> None:
    made = agreed()
    letter = sign(made, date(2020, 1, 2), kind="loi")
    add_claim(by=None, source=source(), fact="signing-date", confidence="B", instrument=letter, value="2020-01-03",
              precision="day")  # fmt: skip
    public = b"".join(taken(form) for form in ("csv", "jsonl", "jsonld")) + taken("csv", table=SUMMARY)
    assert b"2020-01" not in public and b"LoI" not in public and letter.ref.encode() not in public
    assert [row["later_instruments"] for row in rows(Everything())][-1] == "LoI 2020-01-02"


def test_two_partners_of_one_cooperation_stand_in_one_cell() -> None:
    tie = open_tie(
        by=None, kind="ksdpl-sister", region=region(), partners=[partner("Kota A", "JP"), partner("Kota B", "JP")]
    )
    sign(tie)
    [row] = rows()
    assert (row["foreign_side"], row["iso2"]) == ("Kota A; Kota B", "JP")


@pytest.mark.parametrize("name", [STRANGE, 'a "b", c', "dua\nbaris", "مراكش", "+62", "Ōsaka\t"])
def test_names_survive_every_format(name: str) -> None:
    tie = open_tie(
        by=None, kind="ksdpl-other", region=region(), partners=[partner("Kota Contoh")],
        names_as_signed=["Kota Bandung", name],
    )  # fmt: skip
    sign(tie)
    from gerbang.pages.spreadsheets import restored

    [row] = rows()
    assert restored(row["foreign_side"]) == name
    sheet = book(taken("xlsx"))["cooperations"]
    assert sheet[1][3] == name.replace("\r", "")
    assert b"<f>" not in _sheet_xml(taken("xlsx"))


def _sheet_xml(content: bytes) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as package:
        return package.read("xl/worksheets/sheet1.xml")


def test_what_a_workbook_cannot_hold_is_left_out_of_the_cell() -> None:
    tie = open_tie(
        by=None, kind="ksdpl-sister", region=region(), partners=[partner()], fields_en="a\x07b" + " kota" * 8_000
    )
    sign(tie)
    cell = book(taken("xlsx"))["cooperations"][1][13]
    assert cell.startswith("ab kota") and len(cell) == 32_767
