"""The pages on which liveliness is shown, answered and switched, as each role sees them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.monitoring.offices import acting, centre, city, delivered, province, region
from tests.monitoring.publishing import LETTER, kept, only, passed, shown
from tests.people.helpers import signed_in
from tests.register.helpers import agreed

from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Publication, RegionAnswer, Showing
from gerbang.monitoring.publication import actions
from gerbang.people.acting import Acting

pytestmark = pytest.mark.django_db


def client(by: Acting) -> Client:
    return signed_in(by.account)


def address(name: str, *args: str) -> str:
    return reverse(f"monitoring:{name}", args=args)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def typed(**more: str) -> dict[str, str]:
    return {"key": "k", "letter_number": LETTER.number, "letter_date": "05-01-2026", **more}


def shown_page(name: str = "shown") -> str:
    one = only(Showing.objects.get())
    return address(name, one.showing.ref, one.tie.ref)


# --- The ministry ---


def test_the_ministry_shows_a_region_its_list_and_sent_twice_is_one() -> None:
    agreed()
    ministry = client(centre())
    sent = typed(region=region(city()).ref)
    answers = [ministry.post(address("show-liveliness"), sent) for _press in range(2)]
    made = Showing.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {address("showing", made.ref)}
    page = text(ministry.get(address("showing", made.ref)))
    assert "Kota Bandung – Kota Contoh" in page
    assert LETTER.number in page
    assert "sekarang publikasi tidak berjalan" in page


def test_the_ministry_shows_it_to_every_region_at_once() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Lain")
    ministry = client(centre())
    answer = ministry.post(address("show-liveliness"), typed(region="semua"), follow=True)
    assert "Sedang dihitung" in text(answer)
    made = Showing.objects.order_by("pk")[0]
    assert "waktu menjawab dihitung sejak saat itu" in text(ministry.get(address("showing", made.ref)))


def test_a_wrong_form_keeps_what_was_typed() -> None:
    agreed()
    ministry = client(centre())
    answer = ministry.post(address("show-liveliness"), typed(region="", letter_date="31-02-2026"))
    assert answer.status_code == 422
    assert "31-02-2026" in text(answer)
    assert LETTER.number in text(answer)
    again = typed(region=region(acting("Pemerintah Kota Surabaya")).ref)
    assert client(centre()).post(address("show-liveliness"), again).status_code == 422
    assert not Showing.objects.exists()


def test_a_second_list_while_the_first_is_answered_is_refused_on_the_form() -> None:
    agreed()
    shown()
    answer = client(centre()).post(address("show-liveliness"), typed(region=region(city()).ref))
    assert answer.status_code == 422
    assert "dapat dijawab sampai" in text(answer)


def test_publication_is_switched_on_and_off_and_both_stand_in_its_history() -> None:
    ministry = client(centre())
    assert "Masyarakat tidak melihat keaktifan apa pun" in text(ministry.get(address("publication")))
    ministry.post(address("begin-publication"), typed(reason="Keputusan Menteri (uji)."))
    assert "Berjalan" in text(ministry.get(address("publication")))
    assert text(ministry.post(address("begin-publication"), typed(key="k2", reason="Lagi."))).count("sudah berjalan")
    ministry.post(address("end-publication"), {"key": "k3", "reason": "Ditinjau ulang."})
    page = text(ministry.get(address("publication")))
    assert "Dihentikan pada" in page
    assert "Ditinjau ulang." in page
    assert "Keputusan Menteri (uji)." in page
    assert Publication.objects.count() == 1


def test_more_time_and_taking_back_are_forms_of_the_ministry() -> None:
    agreed()
    made, ministry = shown(), client(centre())
    until = centre().today + timedelta(60)
    sent = {"key": "m", "seen": str(ledger.head(made.ref)), "until": f"{until:%d-%m-%Y}", "reason": "Libur panjang."}
    ministry.post(address("more-time-to-answer", made.ref), sent)
    assert "Libur panjang." in text(ministry.get(address("showing", made.ref)))
    conflict = ministry.post(address("withdraw-showing", made.ref), {"key": "w", "seen": "1", "reason": "Keliru."})
    assert conflict.status_code == 409
    assert "Tambahan waktu diberikan" in text(conflict)
    seen = str(ledger.head(made.ref))
    ministry.post(address("withdraw-showing", made.ref), {"key": "w2", "seen": seen, "reason": "Keliru."})
    page = text(ministry.get(address("showing", made.ref)))
    assert "Keliru." in page
    assert address("withdraw-showing", made.ref) not in page


@pytest.mark.parametrize("name", ["show-liveliness", "begin-publication", "end-publication"])
def test_nobody_else_comes_to_the_forms_of_the_ministry(name: str) -> None:
    for by in (city(), province(), acting("Kementerian Luar Negeri")):
        assert client(by).get(address(name)).status_code == 403
    assert Client().get(address(name)).status_code == 302


# --- The region ---


def test_a_region_reads_its_list_with_reasons_and_is_pointed_at_what_changes_it() -> None:
    tie = agreed()
    made, officer = shown(), client(city())
    page = text(officer.get(address("showing", made.ref)))
    assert "Belum ada data" in page
    assert "Belum ada yang melaporkan apa pun" in page
    assert "Beri tambahan waktu" not in page
    page = text(officer.get(shown_page()))
    for there in ("plans:record", "monitoring:state-rhythm", "monitoring:note-contact", "monitoring:liveliness"):
        assert reverse(there, args=[tie.ref]) in page
    assert "Paling cepat" in page


def test_a_region_answers_corrects_and_withdraws_on_its_pages() -> None:
    tie = agreed()
    shown()
    officer = client(city())
    assert officer.get(shown_page("answer-shown")).status_code == 200
    for number, said in enumerate(("Sedang disiapkan.", "Kunjungan bulan Maret.")):
        sent = {"key": f"a{number}", "seen": str(ledger.head(tie.ref)), "text": said}
        assert officer.post(shown_page("answer-shown"), sent).status_code == 302
    assert "Kunjungan bulan Maret." in text(officer.get(shown_page("answer-shown")))
    page = text(officer.get(shown_page()))
    assert page.index("Kunjungan bulan Maret.") < page.index("Jawaban sebelumnya") < page.index("Sedang disiapkan.")
    sent = {"key": "w", "seen": str(ledger.head(tie.ref)), "reason": "Salah kota."}
    officer.post(shown_page("withdraw-answer-shown"), sent)
    page = text(officer.get(shown_page()))
    assert "Belum ada jawaban" in page
    assert "Salah kota." in page


def test_an_answer_after_the_last_day_is_refused_and_what_was_typed_stays() -> None:
    tie = agreed()
    passed(shown())
    officer = client(city())
    assert "Jawab</a>" not in text(officer.get(shown_page()))
    sent = {"key": "a", "seen": str(ledger.head(tie.ref)), "text": "Terlambat, tetapi ada."}
    answer = officer.post(shown_page("answer-shown"), sent)
    assert answer.status_code == 422
    assert "Waktu menjawab berakhir" in text(answer)
    assert "Terlambat, tetapi ada." in text(answer)
    assert not RegionAnswer.objects.exists()


def test_who_was_slower_is_told_what_was_done_meanwhile() -> None:
    tie = agreed()
    shown()
    seen = str(ledger.head(tie.ref))
    actions.answer(by=city(), shown=only(Showing.objects.get()), text="Sudah dijawab.")
    answer = client(city()).post(shown_page("answer-shown"), {"key": "a", "seen": seen, "text": "Jawaban kedua."})
    assert answer.status_code == 409
    assert "Jawaban kedua." in text(answer)
    assert "Daerah menjawab penyampaian keaktifan" in text(answer)


def test_the_ministry_writes_an_answer_down_with_its_letter() -> None:
    tie = agreed()
    shown()
    ministry = client(centre())
    sent = {"key": "a", "seen": str(ledger.head(tie.ref)), "text": "Melalui surat."}
    assert ministry.post(shown_page("answer-shown"), sent).status_code == 422
    ministry.post(shown_page("answer-shown"), {**sent, "letter": "100/7/2026"})
    assert "100/7/2026" in text(ministry.get(shown_page()))


def test_other_regions_find_nothing_of_it() -> None:
    agreed()
    made = shown()
    other = client(acting("Pemerintah Kota Surabaya"))
    pages = [address("showing", made.ref), shown_page(), shown_page("answer-shown")]
    assert {other.get(page).status_code for page in pages} == {404}
    assert "Kota Bandung" not in text(other.get(address("publication")))
    assert client(province()).get(shown_page()).status_code == 200
    assert client(province()).get(shown_page("answer-shown")).status_code == 403


def test_what_is_still_being_computed_has_no_pages_of_its_cooperations() -> None:
    tie = agreed()
    actions.show_every(by=centre(), letter=LETTER)
    made = Showing.objects.get()
    assert client(city()).get(address("shown", made.ref, tie.ref)).status_code == 404


def test_a_list_says_where_the_state_is_another_now() -> None:
    tie = agreed(on=date(2015, 1, 1))
    made, officer = shown(), client(city())
    kept()
    assert "Sekarang sudah berbeda" not in text(officer.get(address("showing", made.ref)))
    delivered(city(), tie, on=city().today)
    kept()
    assert "Sekarang sudah berbeda: Aktif" in text(officer.get(address("showing", made.ref)))


def test_the_pages_speak_english() -> None:
    agreed()
    made = shown()
    pages = [address("publication"), address("showing", made.ref), shown_page()]
    officer = client(city())
    said = [text(officer.get(f"/en{page}")) for page in pages]
    for page, words in zip(said, ("Publication of liveliness", "No data yet", "What would change it"), strict=True):
        assert words in page
