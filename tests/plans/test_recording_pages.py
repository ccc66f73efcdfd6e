"""What was carried out and measured, on its pages: recorded on a phone or at a desk, and nothing typed is lost."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.documents.samples import PNG
from tests.people import helpers as people
from tests.plans.helpers import acting, filled, ministry, new, officer, plan, put
from tests.register.helpers import agreed

from gerbang.people.models import Right
from gerbang.plans import recording
from gerbang.plans.models import Activity, Delivery, Indicator, Plan, Reading
from gerbang.plans.recording import Measured
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def of_tie(tie: Tie, view: str = "deliveries") -> str:
    return reverse(f"plans:{view}", args=[tie.ref])


def one(delivery: Delivery, view: str = "delivery") -> str:
    return reverse(f"plans:{view}", args=[delivery.ref])


def of_year(of: Plan, view: str = "readings", *more: str) -> str:
    return reverse(f"plans:{view}", args=[of.ref, 2026, *more])


def typed(**changed: Any) -> dict[str, Any]:
    return {"key": uuid4().hex, "happened": "12-03-2026", "title": "Pelatihan kompos", **changed}


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def client(*rights: Right) -> Client:
    return people.signed_in(officer(*rights))


def with_indicator(tie: Tie) -> Plan:
    made = filled(plan(tie=tie))
    put(made, "indicators", new(name="Orang terlatih", unit="orang", direction="up", **{"target-2026": "40"}))
    return made


def test_an_officer_records_what_was_carried_out_with_who_came_and_the_cost() -> None:
    tie = agreed()
    made = filled(plan(tie=tie))
    browser, activity = client(), Activity.objects.filter(plan=made).order_by("pk")[0]
    form = said(browser.get(of_tie(tie, "record") + f"?kegiatan={activity.ref}"))
    assert f'<option value="{activity.ref}" selected>1. Pelatihan kompos</option>' in form
    answer = browser.post(
        of_tie(tie, "record"),
        typed(title="", activity=activity.ref, ours="Dinas Lingkungan Hidup; 4", people_in="3",
              **{"cost-apbd": "2.500.000", "currency-apbd": "", "cost-partner": "1200", "currency-partner": "aud"}),
    )  # fmt: skip
    found = Delivery.objects.get()
    assert answer.headers["Location"] == one(found)
    page = said(browser.get(one(found)))
    for words in ("Pelatihan kompos", "12 Maret 2026", "Dinas Lingkungan Hidup: 4 orang", "3 orang datang",
                  "Rp2.500.000", "AUD 1.200"):  # fmt: skip
        assert words in page
    assert one(found) in said(browser.get(reverse("plans:plan", args=[made.ref])))
    assert "Pelatihan kompos" in said(browser.get(reverse("portal:tie", args=[tie.ref])))


def test_sent_twice_from_a_phone_it_is_one_record() -> None:
    tie, browser, twice = agreed(), client(), typed()
    first, second = (browser.post(of_tie(tie, "record"), twice) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Delivery.objects.count() == 1


def test_a_wrong_form_names_what_is_wrong_and_keeps_what_was_typed() -> None:
    tie = agreed()
    answer = client().post(
        of_tie(tie, "record"),
        typed(happened="31-02-2026", title="", place="Bandung",
              **{"cost-apbd": "dua juta", "currency-partner": "dolar"}),
    )  # fmt: skip
    page = said(answer)
    assert answer.status_code == 422 and not Delivery.objects.exists()
    for words in ("31-02-2026", "Bandung", "dua juta", "dolar", "Sebutkan apa yang dilaksanakan."):
        assert words in page


def test_setting_right_shows_what_was_told_before_and_keeps_it() -> None:
    tie, browser = agreed(), client()
    browser.post(of_tie(tie, "record"), typed(ours="Bappeda; 2", **{"cost-donor": "1.000"}))
    wrong = Delivery.objects.get()
    form = said(browser.get(one(wrong, "set-right")))
    assert "Bappeda; 2" in form and "12 Maret 2026" in form
    browser.post(one(wrong, "set-right"), typed(title="Pelatihan pengomposan"))
    right = Delivery.objects.get(replaces=wrong)
    assert one(right) in said(browser.get(one(wrong)))
    assert "Pelatihan pengomposan" in said(browser.get(of_tie(tie))) and one(wrong) not in said(
        browser.get(of_tie(tie))
    )


def test_evidence_stays_with_what_was_set_right_and_other_regions_do_not_get_it() -> None:
    tie, browser = agreed(), client()
    photo = SimpleUploadedFile("foto.png", PNG)
    assert browser.post(of_tie(tie, "record"), typed(evidence=photo)).status_code == 302
    wrong = Delivery.objects.get()
    browser.post(one(wrong, "set-right"), typed())
    right = Delivery.objects.get(replaces=wrong)
    assert "Bukti pelaksanaan: Pelatihan kompos" in said(browser.get(one(right)))
    stranger = people.signed_in(people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND))
    assert [stranger.get(one(right, view)).status_code for view in ("delivery", "set-right")] == [404, 404]
    assert Client().get(one(right)).status_code == 302


def test_the_ministry_reads_and_does_not_write() -> None:
    tie, writer = agreed(), client()
    writer.post(of_tie(tie, "record"), typed())
    reader = people.signed_in(ministry())
    page = said(reader.get(one(Delivery.objects.get())))
    assert "Pelatihan kompos" in page and "Betulkan" not in page
    assert reader.get(of_tie(tie, "record")).status_code == 403
    assert "Belum ada yang dicatat" in said(writer.get(of_tie(agreed(with_="Kota Lain"))))


def test_withdrawing_asks_for_the_reason() -> None:
    tie, browser = agreed(), client()
    browser.post(of_tie(tie, "record"), typed())
    made = Delivery.objects.get()
    assert browser.post(one(made, "withdraw-delivery"), {"key": "a", "reason": ""}).status_code == 422
    browser.post(one(made, "withdraw-delivery"), {"key": "b", "reason": "Dicatat dua kali"})
    assert "Dicatat dua kali" in said(browser.get(one(made)))


def test_readings_go_through_draft_answer_and_closing_on_their_page() -> None:
    made = with_indicator(agreed())
    browser, indicator = client(), Indicator.objects.get()
    reading = {"key": "r", "value": "25,5", "dated_on": "30-06-2026", "note": "Sampai semester pertama"}
    assert browser.post(of_year(made, "record-reading", indicator.ref), reading).status_code == 302
    page = said(browser.get(of_year(made)))
    assert "25,5" in page and "Konsep" in page and "Ajukan 1 konsep" in page
    shown = said(browser.get(of_year(made)))
    key = re.search(r'ajukan/".*?name="key" value="(\w+)"', shown)
    assert key is not None, "the button on the page itself must work"
    browser.post(of_year(made, "submit-readings"), {"key": key[1]})
    form = said(browser.get(of_year(made, "answer-readings")))
    assert "Orang terlatih: 25,5 orang per 30 Juni 2026" in form
    chosen = {"key": "a", "readings": Reading.objects.get().ref}
    poor = browser.post(of_year(made, "answer-readings"), {**chosen, "answer": "return", "remark": ""})
    assert poor.status_code == 422 and "Sebutkan apa yang harus diperbaiki." in said(poor)
    browser.post(of_year(made, "answer-readings"), {**chosen, "key": "b", "answer": "accept"})
    page = said(browser.get(of_year(made)))
    assert "63,8%" in page and "belum tercapai" in page
    browser.post(of_year(made, "close-year"), {"key": "c"})
    closed = said(browser.get(of_year(made)))
    assert "ditutup pada" in closed and "Tambah realisasi" not in closed
    late = browser.post(of_year(made, "record-reading", indicator.ref), {**reading, "key": "late"})
    assert late.status_code == 422 and "25,5" in said(late) and "sudah ditutup" in said(late)
    browser.post(of_year(made, "reopen-year"), {"key": "o", "reason": "Ada temuan"})
    assert "Tambah realisasi" in said(browser.get(of_year(made)))


def test_a_number_that_is_none_is_refused_and_kept() -> None:
    made = with_indicator(agreed())
    indicator = Indicator.objects.get()
    wrong = {"key": "r", "value": "dua puluh", "dated_on": "30-06-2026", "_submit": "1"}
    answer = client().post(of_year(made, "record-reading", indicator.ref), wrong)
    assert answer.status_code == 422 and "dua puluh" in said(answer)
    assert not Reading.objects.exists()


def test_a_year_the_plan_does_not_cover_has_no_page() -> None:
    made = with_indicator(agreed())
    assert client().get(reverse("plans:readings", args=[made.ref, 2040])).status_code == 404


def test_a_reading_is_withdrawn_with_a_reason() -> None:
    made = with_indicator(agreed())
    by = acting(officer())
    measured = Measured(2026, date(2026, 6, 30), Decimal(9))
    reading = recording.record_reading(by=by, indicator=Indicator.objects.get(), measured=measured)
    address = reverse("plans:withdraw-reading", args=[made.ref, reading.ref])
    browser = people.signed_in(by.account)
    browser.post(address, {"key": "w", "reason": "Salah hitung"})
    assert "Ditarik: Salah hitung" in said(browser.get(of_year(made)))


def test_the_pages_speak_english() -> None:
    made = with_indicator(agreed())
    browser, pages = client(), (of_year(made), of_tie(made.tie))
    found = [said(browser.get("/en" + address)) for address in pages]
    assert "What the indicators were to show" in found[0] and "What was carried out" in found[1]
