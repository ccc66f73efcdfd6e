"""Trips on their pages: recorded, looked at, added to, set right; nothing typed is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.documents.samples import PNG
from tests.people import helpers as people
from tests.plans.helpers import acting, filled, ministry, officer, plan
from tests.plans.travel import days, trip
from tests.register.helpers import agreed

from gerbang.people.models import Right
from gerbang.plans.models import Activity, Delivery, FollowUp, Permit, Trip
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def of_tie(tie: Tie, view: str = "trips") -> str:
    return reverse(f"plans:{view}", args=[tie.ref])


def one(of: Trip, view: str = "trip", *more: str) -> str:
    return reverse(f"plans:{view}", args=[of.ref, *more])


def typed(**changed: Any) -> dict[str, Any]:
    about = {"direction": "out", "purpose": "Studi kompos", "begins_on": "9-3-2026", "ends_on": "13-3-2026"}
    return {"key": uuid4().hex, **about, **changed}


def keyed(**typed: Any) -> dict[str, Any]:
    return {"key": uuid4().hex, **typed}


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def client(*rights: Right) -> Client:
    return people.signed_in(officer(*rights))


def test_an_officer_records_a_trip_and_reads_it_on_its_page_and_in_the_list() -> None:
    tie = agreed()
    activity = Activity.objects.filter(plan=filled(plan(tie=tie))).order_by("pk")[0]
    browser = client()
    form = said(browser.get(of_tie(tie, "record-trip") + f"?kegiatan={activity.ref}"))
    assert f'<option value="{activity.ref}" selected>1. Pelatihan kompos</option>' in form
    answer = browser.post(
        of_tie(tie, "record-trip"),
        typed(activity=activity.ref, places="Kitakyushu, Jepang", people="4", invited_by="City of Kitakyushu",
              members="Kepala Dinas; Dinas Lingkungan Hidup; Nama Contoh\nPenerjemah",
              terms=SimpleUploadedFile("kak.png", PNG), **{"cost-apbd": "90.000.000", "cost-partner": "200000",
              "currency-partner": "jpy"}),
    )  # fmt: skip
    made = Trip.objects.get()
    assert answer.headers["Location"] == one(made)
    page = said(browser.get(one(made)))
    for words in ("9 Maret 2026 – 13 Maret 2026", "1. Pelatihan kompos", "4 orang", "Nama Contoh", "City of Kitakyushu",
                  "Rp90.000.000", "JPY 200.000", "KAK: Studi kompos", "Laporan ditunggu sampai 27 Maret 2026",
                  "tidak menerbitkannya", "Pasal 76 ayat (1) huruf i UU 23/2014"):  # fmt: skip
        assert words in page
    row = said(browser.get(of_tie(tie)))
    assert one(made) in row and "Laporan ditunggu sampai 27 Maret 2026" in row and "di luar rencana" not in row
    assert one(made) in said(browser.get(reverse("portal:tie", args=[tie.ref])))


def test_a_trip_that_no_plan_foresaw_says_so() -> None:
    tie, browser = agreed(), client()
    browser.post(of_tie(tie, "record-trip"), typed())
    assert "di luar rencana" in said(browser.get(of_tie(tie)))
    assert "di luar rencana" in said(browser.get(one(Trip.objects.get())))


def test_sent_twice_it_is_one_trip_and_one_permit() -> None:
    tie, browser, twice = agreed(), client(), typed()
    first, second = (browser.post(of_tie(tie, "record-trip"), twice) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    letter = keyed(kind="Izin", number="1", dated_on="1-3-2026", issuer="Kemendagri")
    for _time in range(2):
        browser.post(one(Trip.objects.get(), "add-permit"), letter)
    assert (Trip.objects.count(), Permit.objects.count()) == (1, 1)


def test_a_wrong_form_names_what_is_wrong_and_keeps_what_was_typed() -> None:
    tie = agreed()
    answer = client().post(
        of_tie(tie, "record-trip"),
        typed(direction="", purpose="", begins_on="31-02-2026", members="a; b; c; d", places="Kitakyushu",
              **{"cost-apbd": "dua juta"}),
    )  # fmt: skip
    page = said(answer)
    assert answer.status_code == 422 and not Trip.objects.exists()
    for words in ("31-02-2026", "a; b; c; d", "Kitakyushu", "dua juta", "lebih dari tiga bagian"):
        assert words in page


def test_what_the_action_refuses_stands_at_its_field() -> None:
    answer = client().post(of_tie(agreed(), "record-trip"), typed(ends_on="1-3-2026", people="1", members="a\nb"))
    page = said(answer)
    assert answer.status_code == 422
    assert "id_ends_on-error" in page and "id_people-error" in page


def test_permits_result_and_follow_ups_are_added_on_the_page() -> None:
    tie, browser = agreed(), client()
    browser.post(of_tie(tie, "record-trip"), typed())
    made = Trip.objects.get()
    letter = keyed(kind="Izin perjalanan dinas", number="099/1", dated_on="1-3-2026", issuer="Kemendagri")
    browser.post(one(made, "add-permit"), letter | {"scan": SimpleUploadedFile("izin.png", PNG)})
    report = keyed(result="Metode Takakura dipelajari", reported_on="20-3-2026")
    browser.post(one(made, "report-trip"), report | {"document": SimpleUploadedFile("laporan.png", PNG)})
    browser.post(
        one(made, "add-follow-up"),
        keyed(what="Percontohan", office="", owner="Dinas Lingkungan Hidup", due_on="1-6-2026"),
    )
    page = said(browser.get(one(made)))
    for words in ("Nomor 099/1, 1 Maret 2026, Kemendagri", "Surat izin: Izin perjalanan dinas 099/1", "Terlaksana",
                  "Metode Takakura dipelajari", "Laporan disampaikan pada 20 Maret 2026",
                  "Laporan perjalanan: Studi kompos", "Percontohan", "sampai 1 Juni 2026"):  # fmt: skip
        assert words in page
    follow_up = FollowUp.objects.get()
    done = reverse("plans:finish-follow-up", args=[follow_up.ref])
    browser.post(done, keyed(done_on="1-4-2026", outcome="Dua kelurahan berjalan"))
    browser.post(one(made, "withdraw-part", Permit.objects.get().ref), keyed(reason="Surat perjalanan lain"))
    page = said(browser.get(one(made)))
    assert "dilaksanakan pada 1 April 2026" in page and "Dua kelurahan berjalan" in page and "099/1" not in page
    assert browser.get(done).status_code == 404
    assert "Metode Takakura dipelajari" in said(browser.get(one(made, "report-trip")))


def test_what_was_carried_out_is_recorded_from_the_trip_and_leads_back_to_it() -> None:
    tie, browser = agreed(), client()
    made = trip(None, tie, direction="in", people=12, places="Bandung")
    page = said(browser.get(one(made)))
    address = of_tie(tie, "record") + f"?perjalanan={made.ref}"
    assert address in page
    form = said(browser.get(address))
    for words in ('value="Studi kompos"', 'value="9 Maret 2026"', 'value="13 Maret 2026"', 'value="Bandung"',
                  f'<option value="{made.ref}" selected>', 'name="people_in" value="12"'):  # fmt: skip
        assert words in form
    browser.post(of_tie(tie, "record"), keyed(title="Studi kompos", happened="9-3-2026", trip=made.ref))
    delivery = Delivery.objects.get()
    assert delivery.trip == made
    shown = reverse("plans:delivery", args=[delivery.ref])
    assert one(made) in said(browser.get(shown)) and shown in said(browser.get(one(made)))


def test_of_a_trip_that_lies_ahead_neither_result_nor_delivery_is_offered() -> None:
    by = acting(officer())
    made = trip(by, agreed(), **days(by.today + timedelta(30)))
    page = said(people.signed_in(by.account).get(one(made)))
    assert "Direncanakan" in page
    assert one(made, "report-trip") not in page and "?perjalanan=" not in page


def test_setting_right_begins_with_what_was_told_and_documents_stay() -> None:
    tie, browser = agreed(), client()
    browser.post(of_tie(tie, "record-trip"), typed(members="Staf; Bappeda", terms=SimpleUploadedFile("kak.png", PNG)))
    wrong = Trip.objects.get()
    assert "Staf; Bappeda" in said(browser.get(one(wrong, "set-trip-right")))
    browser.post(one(wrong, "set-trip-right"), typed(purpose="Studi pengomposan"))
    right = Trip.objects.get(replaces=wrong)
    assert one(right) in said(browser.get(one(wrong)))
    assert "KAK: Studi kompos" in said(browser.get(one(right)))
    assert one(wrong) not in said(browser.get(of_tie(tie)))


def test_withdrawing_and_erasing_names_ask_for_the_reason() -> None:
    browser = client()
    browser.post(of_tie(agreed(), "record-trip"), typed(members="Staf; Bappeda; Nama Contoh"))
    made = Trip.objects.get()
    assert browser.post(one(made, "forget-names"), keyed(reason="")).status_code == 422
    browser.post(one(made, "forget-names"), keyed(reason="Diminta"))
    page = said(browser.get(one(made)))
    assert "Nama Contoh" not in page and "Nama dihapus pada" in page
    assert browser.post(one(made, "withdraw-trip"), keyed(reason="")).status_code == 422
    browser.post(one(made, "withdraw-trip"), keyed(reason="Batal berangkat"))
    page = said(browser.get(one(made)))
    assert "Batal berangkat" in page and one(made, "set-trip-right") not in page


def test_a_list_that_counts_other_people_than_the_number_in_all_is_told_and_not_refused() -> None:
    tie, browser = agreed(), client()
    browser.post(of_tie(tie, "record-trip"), typed(members="Dinas Lingkungan Hidup; 4", people="5"))
    made = Trip.objects.get()
    assert "Daftar rombongan memuat 4 orang, sedangkan jumlah orang tercatat 5 orang" in said(browser.get(one(made)))
    browser.post(one(made, "set-trip-right"), typed(members="Dinas Lingkungan Hidup; 4\nPenerjemah", people="5"))
    assert "Daftar rombongan memuat" not in said(browser.get(one(Trip.objects.get(replaces=made))))


def test_the_ministry_reads_other_regions_see_nothing() -> None:
    made = trip(acting(officer()), agreed())
    reader = people.signed_in(ministry())
    page = said(reader.get(one(made)))
    assert "Studi kompos" in page and one(made, "set-trip-right") not in page
    assert reader.get(one(made, "add-permit")).status_code == 403
    stranger = people.signed_in(people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND))
    assert [stranger.get(one(made, view)).status_code for view in ("trip", "set-trip-right", "report-trip")] == [
        404
    ] * 3
    assert stranger.get(of_tie(made.tie)).status_code == 404
    assert Client().get(one(made)).status_code == 302


def test_the_pages_speak_english() -> None:
    made = trip(None, agreed())
    browser, pages = client(), (of_tie(made.tie), one(made))
    found = [said(browser.get("/en" + address)) for address in pages]
    assert "Working trips and delegations" in found[0]
    assert "none: it is outside the plan" in found[1] and "issues none" in found[1]
