"""The memo a new head of region is handed: all cooperations with what is on record, for the region itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from tests.gate.living import agreed, begun_upon
from tests.gate.office import Offices, account, bandung, offices_of
from tests.monitoring.offices import period
from tests.people.helpers import signed_in

from gerbang.monitoring.memo import handing_over
from gerbang.people.acting import Actor
from gerbang.people.actions import add_term
from gerbang.people.models import Right, Term
from gerbang.people.queries import government_of
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def term(offices: Offices) -> Term:
    values = {"office": "Wali Kota Bandung", "holder": "Nama Contoh", "capacity": "pj", "decree": "100.2/9 (contoh)"}
    government = government_of(offices.region)
    given = {**values, "since": date(2026, 2, 20), "until": None}
    return add_term(by=offices.by("region"), body=government, values=given)


def address(of: Term) -> str:
    return reverse("monitoring:memo", args=[of.ref])


def test_each_cooperation_stands_in_it_with_the_facts_that_matter() -> None:
    offices = bandung()
    tie = agreed(offices)
    agreed(offices, kind="ksdd-voluntary", until=None)
    case = begun_upon(offices, tie, "extend").case
    record_delivery(by=None, tie=tie, told=Told("Pelatihan guru", VagueDate.day(date(2018, 3, 4))))
    new = term(offices)
    client = signed_in(offices.accounts["region"])
    assert address(new) in client.get(reverse("people_terms")).content.decode()
    shown = " ".join(client.get(address(new)).content.decode().split())
    for told in (
        "Wali Kota Bandung", "100.2/9 (contoh)", "Melbourne", "Kota Cimahi", "20 Mei 2016",
        "berlaku sampai 19 Mei 2019", "Belum ada rencana aksi", "Kegiatan terakhir: 4 Maret 2018",
        "Masa berlaku habis", case.number, "Jalur menurut arahan", "Belum ada data",
    ):  # fmt: skip
        assert told in shown, told


def test_reports_that_are_awaited_are_named_with_their_day() -> None:
    offices = bandung()
    new = term(offices)
    client = signed_in(offices.accounts["region"])
    assert "Laporan yang ditunggu" not in client.get(address(new)).content.decode()
    period()
    assert "Semester I 2026, sampai 31 Juli 2026" in client.get(address(new)).content.decode()


def test_other_parts_add_their_lines_without_being_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(actor: Actor, ties: Sequence[Tie]) -> Mapping[int, Sequence[str]]:
        return {tie.pk: ["Laporan 2025 ditunggu"] for tie in ties if tie.is_abroad}

    monkeypatch.setattr(handing_over, "_told", [])
    handing_over.tells("Laporan", waiting)
    handing_over.tells("Laporan", waiting)
    offices = bandung()
    agreed(offices)
    agreed(offices, kind="ksdd-voluntary", until=None)
    found = handing_over.memo(Actor(offices.accounts["region"]), term(offices))
    assert [line.more for line in found.lines if line.more] == [[("Laporan", ["Laporan 2025 ditunggu"])]]


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-")])
def test_it_is_taken_along_as_word_or_pdf_with_the_same_words(form: str, begins: bytes) -> None:
    offices = bandung()
    agreed(offices)
    client = signed_in(offices.accounts["region"])
    where = reverse("monitoring:memo-file", args=[term(offices).ref, form])
    answer = client.get(where)
    assert answer.status_code == 200 and answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    if form == "docx":
        cells = [
            cell.text for table in Document(BytesIO(answer.content)).tables for row in table.rows for cell in row.cells
        ]
        assert any("Melbourne" in cell for cell in cells) and any("20 Mei 2016" in cell for cell in cells)
    assert client.get(where.replace(form, "exe")).status_code == 404


def test_it_is_for_the_region_whose_office_it_is() -> None:
    offices = bandung("home-affairs")
    agreed(offices)
    new = term(offices)
    reader = account(offices.bodies["region"], "Pembaca", (Right.READ,))
    assert signed_in(reader).get(address(new)).status_code == 200
    for other in (offices_of("33.74").accounts["region"], offices.accounts["home-affairs"]):
        assert signed_in(other).get(address(new)).status_code == 404
    assert Client().get(address(new)).status_code == 302


def test_a_region_without_cooperation_gets_a_memo_that_says_so() -> None:
    offices = offices_of("33.74")
    shown = signed_in(offices.accounts["region"]).get(address(term(offices))).content.decode()
    assert "Belum ada kerja sama daerah ini yang tercatat" in shown


def test_its_length_costs_no_further_questions(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    offices = bandung()
    for kind in ("ksdpl-sister", "ksdd-voluntary", "ksdd-mandatory", "ksdpl-other"):
        agreed(offices, kind=kind)
    new = term(offices)
    who = Actor(offices.accounts["region"])
    with django_assert_max_num_queries(20):
        assert len(handing_over.memo(who, new).lines) == 4
