"""The picture of many cooperations, the list by liveliness, and what is missing; each within one's sight."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from tests.monitoring.offices import acting, centre, city, delivered, period
from tests.people import helpers as people
from tests.plans.helpers import acting as planning
from tests.plans.helpers import approval, filled, officer, plan
from tests.register.helpers import agreed

from gerbang.ledger.actions import seal
from gerbang.monitoring import following
from gerbang.monitoring.picture import counting
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Right
from gerbang.plans.actions import approve
from gerbang.plans.models import Activity
from gerbang.plans.recording import Told, record_delivery
from gerbang.register import facets
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def client(of: Acting) -> Client:
    return people.signed_in(of.account)


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def page(of: Acting, view: str, asked: str = "") -> str:
    return said(client(of).get(reverse(f"monitoring:{view}") + asked))


def kept() -> None:
    seal()
    following.refresh()


def test_the_tallies_and_the_rows_say_the_same() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh", on=date(2015, 1, 1), alpha2="AU")
    kept()
    national = counting.numbers(Actor(centre().account))
    city_alone = counting.numbers(Actor(city().account))
    assert national["", "no-data"] == 2 and city_alone["", "no-data"] == 1
    countries = {token for token, _state in national if token.startswith(facets.COUNTRY)}
    assert len(countries) == 2 and len({token for token, _s in city_alone if token.startswith(facets.COUNTRY)}) == 1


def test_the_picture_tells_states_promises_money_and_years() -> None:
    by = city()
    made = filled(plan(tie=agreed()))
    approve(by=planning(officer()), plan=made, approval=approval())
    told = Told("Pelatihan", VagueDate.day(date(2026, 5, 2)))
    activity = Activity.objects.filter(plan=made).order_by("pk").first()
    record_delivery(by=by, tie=made.tie, told=told, activity=activity)
    kept()
    shown = page(centre(), "picture")
    for words in ("Aktif", "Kegiatan dalam rencana yang disetujui", "Rp250.000.000", "Jepang", "2026"):
        assert words in shown
    for actor in (Actor(by.account), Actor(centre().account)):
        picture = counting.picture(actor)
        assert picture.promise == counting.Promise(2, 1, 0) and picture.years == [(2026, 1)]
        assert picture.money == [counting.SourceSum("apbd", "IDR", Decimal("250000000"), None)]


def test_every_number_leads_to_its_list() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh", alpha2="AU")
    kept()
    token = next(token for token, _s in counting.numbers(Actor(centre().account)) if token.startswith(facets.COUNTRY))
    found = page(centre(), "by-liveliness", f"?keaktifan=no-data&di={token}")
    assert ("Kota Bandung" in found) != ("Kota Surabaya" in found)
    assert "Tidak ada kerja sama dalam keadaan ini" in page(centre(), "by-liveliness", "?keaktifan=ended")
    assert "Kota Bandung" in page(centre(), "by-liveliness", "?keaktifan=salah&di=%27--")


def test_nobody_sees_how_alive_the_cooperation_of_others_is() -> None:
    agreed()
    kept()
    stranger = acting("Pemerintah Kota Surabaya")
    assert "Kota Bandung" not in page(stranger, "by-liveliness")
    assert "Belum ada yang dapat ditampilkan" in page(stranger, "picture")
    ministry = client(acting("Kementerian Perdagangan", Right.READ))
    for view in ("picture", "by-liveliness", "missing", "missing-table"):
        assert ministry.get(reverse(f"monitoring:{view}")).status_code == 403
        assert Client().get(reverse(f"monitoring:{view}")).status_code == 302


def test_what_is_missing_is_shown_narrowed_and_downloaded() -> None:
    tie = agreed()
    period()
    kept()
    shown = page(centre(), "missing")
    assert "Laporan pelaksanaan" in shown and "Rencana Aksi" in shown and "31 Juli 2026" in shown
    assert "disepakati 17 Mei 2024, belum ada rencana" in shown
    narrowed = page(centre(), "missing", "?jenis=rencana")
    assert tie.name in narrowed and "31 Juli 2026" not in narrowed
    answer = client(centre()).get(reverse("monitoring:missing-table"))
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[0][:2] == ("Jenis", "Perihal") and len(set(rows[0])) == len(rows[0])
    assert {row[0] for row in rows[1:]} == {"Laporan pelaksanaan", "Rencana Aksi"}


def test_the_picture_tells_which_goals_the_approved_plans_serve() -> None:
    made = filled(plan(tie=agreed()))
    approve(by=planning(officer()), plan=made, approval=approval())
    kept()
    title, goal = "Kegiatan menurut Tujuan Pembangunan Berkelanjutan", "11. Kota dan Permukiman yang Berkelanjutan"
    shown = page(centre(), "picture")
    assert title in shown and goal in shown
    browser = client(centre())
    book = load_workbook(BytesIO(browser.get(reverse("monitoring:picture-download", args=["xlsx"])).content))
    assert list(book["Kegiatan menurut TPB"].values)[1:] == [(goal, 1)]
    paper = Document(BytesIO(browser.get(reverse("monitoring:picture-download", args=["docx"])).content))
    assert title in [each.text for each in paper.paragraphs]


def test_the_workbook_has_the_order_of_the_page_and_no_empty_sheet() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh", alpha2="AU")
    agreed("Kota Surabaya", "Kota Dekat", alpha2="JP")
    delivered(city(), Tie.objects.order_by("pk")[0])
    kept()
    answer = client(centre()).get(reverse("monitoring:picture-download", args=["xlsx"]))
    book = load_workbook(BytesIO(answer.content))
    assert [row[:2] for row in book["Menurut negara mitra"].values][1:] == [("Jepang", 2), ("Australia", 1)]
    assert list(book["Pelaksanaan menurut tahun"].values)[1:] == [(2026, 1)]
    assert not {"Kerja sama menurut TPB", "Kegiatan menurut TPB"} & set(book.sheetnames)
    paper = client(centre()).get(reverse("monitoring:picture-download", args=["docx"]))
    cells = [cell.text for table in Document(BytesIO(paper.content)).tables for cell in table.columns[0].cells]
    assert "2026" in cells


def test_where_nothing_is_missing_the_page_says_so() -> None:
    assert "Tidak ada yang kurang" in page(city(), "missing") and "Tidak ada yang kurang." in page(city(), "overview")


def test_what_was_carried_out_without_a_known_year_is_not_counted_by_year() -> None:
    by = city()
    tie = agreed()
    delivered(by, tie)
    told = Told("Lama", VagueDate.not_later(date(2020, 1, 1)))
    record_delivery(by=by, tie=tie, told=told)
    kept()
    assert counting.picture(Actor(by.account)).years == [(2026, 1)]


def test_the_picture_leaves_as_word_pdf_and_excel() -> None:
    agreed()
    kept()
    browser = client(centre())
    found = {form: browser.get(reverse("monitoring:picture-download", args=[form])) for form in ("docx", "pdf", "xlsx")}
    book = load_workbook(BytesIO(found["xlsx"].content))
    assert list(book["Keaktifan"].values)[6] == ("Belum ada data", 1)
    words = [cell.text for table in Document(BytesIO(found["docx"].content)).tables for cell in table.columns[0].cells]
    assert "Jepang" in words and found["pdf"].content.startswith(b"%PDF-")
    assert browser.get(reverse("monitoring:picture-download", args=["exe"])).status_code == 404
