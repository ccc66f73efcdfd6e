"""Columns are recognised by many names, and none is lost in silence. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.register.intake import columns
from gerbang.register.intake.columns import COLUMNS

names = st.lists(st.sampled_from([*columns.NAMES, "Warna", "Kolom lain"]), unique=True, max_size=20)


def codes(header: list[str], mapping: dict[str, str], left_out: list[str] | None = None) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in columns.checked(header, mapping, left_out or [], 1)]


def test_our_own_names_are_taken_as_they_are() -> None:
    assert columns.exact(COLUMNS) == columns.guessed(COLUMNS) == {name: name for name in COLUMNS}
    assert columns.exact([" Indonesian_Side ", "Mitra"]) == {"indonesian_side": " Indonesian_Side "}


def test_indonesian_and_english_names_are_guessed() -> None:
    header = ["No", "Nama Daerah", "Mitra", "Negara", "Tanggal Penandatanganan", "Bidang Kerja Sama", "Bukti"]
    assert columns.guessed(header) == {
        "id": "No",
        "indonesian_side": "Nama Daerah",
        "foreign_side": "Mitra",
        "country": "Negara",
        "signed_date": "Tanggal Penandatanganan",
        "fields": "Bidang Kerja Sama",
        "evidence": "Bukti",
    }
    assert columns.guessed(["Region", "Partner", "Country", "Date signed"]).keys() == {
        "indonesian_side",
        "foreign_side",
        "country",
        "signed_date",
    }


@pytest.mark.parametrize("name", ["Keterangan", "Catatan", "Remarks", "notes"])
def test_what_an_office_notes_for_itself_is_never_guessed_to_be_evidence(name: str) -> None:
    """Evidence stands on a public page; whoever wants a column of remarks there says so."""
    assert "evidence" not in columns.guessed(["Region", "Partner", "Country", name])


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Mitra Luar Negeri Nama", "foreign_side"),
        ("Mitra Luar Negeri Tingkat", "foreign_level"),
        ("Pihak Asing Negara", "country"),
        ("Naskah Jenis", "instrument"),
        ("Dokumen Tanggal", "signed_date"),
        ("Pihak Indonesia Tingkat", "indonesian_level"),
        ("Kerja Sama Jenis", "coop_type"),
    ],
)
def test_a_name_below_a_title_is_guessed_by_the_title(name: str, column: str) -> None:
    assert columns.guessed([name]) == {column: name}


@pytest.mark.parametrize("name", ["Tingkat", "Jenis", "Level", "Type"])
def test_a_word_that_may_be_either_column_is_left_to_a_person(name: str) -> None:
    assert columns.guessed(["Daerah", "Mitra", "Negara", name]).keys() == {"indonesian_side", "foreign_side", "country"}


def test_a_word_that_may_be_either_column_is_taken_where_one_is_left() -> None:
    found = columns.guessed(["Tingkat", "Tingkat Mitra", "Jenis", "Bentuk Kerja Sama"])
    assert (found["indonesian_level"], found["instrument"]) == ("Tingkat", "Jenis")
    assert "indonesian_level" not in columns.guessed(["Tingkat", "Tingkat", "Tingkat Mitra"])


@given(names)
def test_a_guess_takes_each_column_at_most_once(header: list[str]) -> None:
    mapping = columns.guessed(header)
    assert set(mapping) <= set(COLUMNS)
    assert len(set(mapping.values())) == len(mapping)
    unknown = [cell for code, cell in codes(header, mapping) if code == "unknown-column"]
    assert set(unknown) == set(header) - set(mapping.values())


def test_unknown_missing_and_doubled_columns_are_named() -> None:
    header = ["indonesian_side", "Warna", "country", "country"]
    assert set(codes(header, columns.exact(header))) == {
        ("unknown-column", "Warna"),
        ("double-column", "country"),
        ("missing-column", "foreign_side"),
    }


def test_a_person_may_leave_a_column_out() -> None:
    header = ["indonesian_side", "foreign_side", "iso2", "Warna"]
    assert codes(header, columns.exact(header), ["Warna"]) == []


def test_a_header_is_known_again_however_it_is_written() -> None:
    assert columns.fingerprint(["Nama Daerah", "Mitra"]) == columns.fingerprint(["NAMA  DAERAH", "mitra "])
    assert columns.fingerprint(["Nama Daerah", "Mitra"]) != columns.fingerprint(["Mitra", "Nama Daerah"])
