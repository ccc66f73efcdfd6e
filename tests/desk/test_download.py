"""The desk as CSV: all pages, the filters kept, harmless in a spreadsheet."""

import csv
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from tests.desk.factory import (
    at_council,
    at_verification,
    client,
    consulted,
    council,
    ministry,
    officer,
    on_monday,
    with_target,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "monday")]


@pytest.fixture
def monday() -> Iterator[None]:
    with on_monday():
        yield


def table(of: Client, address: str = "/tugas/unduh/", delimiter: str = ";", **query: str) -> list[list[str]]:
    response = of.get(address, query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=delimiter))


def test_every_line_in_indonesian() -> None:
    case = at_council("36.71", "Yantai, Tiongkok", date(2026, 2, 2))
    head, row = table(client(officer(council("36.71"))))
    assert head[0] == "Nomor berkas" and head[-1] == "Yang diminta dari saya"
    assert row == [
        case.number,
        "Kota Tangerang",
        "Yantai, Tiongkok",
        "Persetujuan DPRD",
        "Sekretariat DPRD Kota Tangerang",
        "2026-02-02",
        "2026-04-16",
        "Melewati batas waktu; 7 hari kerja lewat; Pasal 30 ayat (4) PP 28/2018",
        "Belum ada: Keputusan DPRD, atau keputusan atau surat Pimpinan DPRD.",
    ]


def test_in_english_with_commas() -> None:
    at_council("36.71", "Yantai, Tiongkok", date(2026, 2, 2))
    desk = client(officer(council("36.71")))
    head, row = table(desk, "/en/tugas/unduh/", ",")
    assert head[0] == "Case number" and row[1:4] == ["Tangerang City", "Yantai, Tiongkok", "Council approval"]
    named = desk.get("/en/tugas/unduh/")["Content-Disposition"]
    assert named == 'attachment; filename="my-tasks-2026-04-27.csv"'


@pytest.mark.parametrize("name", ["=1+1", "+62", "-x", "@SUM(A1)", "\tx"])
def test_nothing_runs_in_a_spreadsheet(name: str) -> None:
    at_verification("32", name, date(2026, 4, 8))
    assert table(client(officer(ministry())))[1][2] == f"'{name}"


def test_in_the_order_of_the_desk_whatever_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gerbang.desk.download.BATCH", 2)
    undated = [at_verification(code, "Fujian", date(2026, 4, 8)) for code in ("33", "34", "35")]
    dated = with_target(at_verification("32", "Fujian", date(2026, 4, 8)), date(2026, 5, 6))
    rows = table(client(officer(ministry())))[1:]
    assert [row[0] for row in rows] == [case.number for case in (dated, *undated)]


def test_the_filters_are_kept() -> None:
    at_verification("32", "Shanghai", date(2026, 4, 8))
    other = consulted("71.73", "Baguio")
    assert [row[0] for row in table(client(officer(ministry())), tahap="consultation")[1:]] == [other.number]
