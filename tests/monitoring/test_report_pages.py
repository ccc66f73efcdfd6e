"""The pages of reports, as each office uses them."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from tests.monitoring.offices import (
    acting,
    centre,
    city,
    delivered,
    fresh,
    handed_in,
    period,
    province,
    report,
    returned,
)
from tests.people import helpers as people
from tests.register.helpers import agreed

from gerbang.monitoring.models import Directive, Report, ReportPeriod, Submission
from gerbang.monitoring.reports import reporting, wording
from gerbang.monitoring.reports.reporting import HandedIn, Words
from gerbang.people.acting import Acting
from gerbang.people.models import Right

pytestmark = pytest.mark.django_db
LETTER = {"letter_number": "000.8/1/SJ", "letter_date": "1-6-2026"}


def client(of: Acting) -> Client:
    return people.signed_in(of.account)


def keyed(**typed: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), **typed}


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def of(view: str, *args: str) -> str:
    return reverse(f"monitoring:{view}", args=args)


def test_the_ministry_sets_a_period_and_its_board_shows_what_is_missing() -> None:
    agreed()
    browser = client(centre())
    typed = keyed(name="Semester I 2026", starts_on="1-1-2026", ends_on="30-6-2026", due_on="31-7-2026",
                  route="governor", **LETTER)  # fmt: skip
    answer = browser.post(of("set-report-period"), typed, follow=True)
    page = said(answer)
    made = ReportPeriod.objects.get()
    assert answer.redirect_chain[-1][0] == of("report-period", made.ref) and made.route == "governor"
    assert "Kota Bandung" in page and "Belum disampaikan" in page and "Melewati batas waktu" in page
    assert "Tidak ada daerah yang sesuai" in said(browser.get(of("report-period", made.ref) + "?keadaan=diterima"))


def test_a_wrong_period_names_what_is_wrong_and_keeps_what_was_typed() -> None:
    typed = keyed(name="Semester I", starts_on="1-7-2026", ends_on="30-6-2026", due_on="bukan tanggal",
                  route="direct", letter_number="", letter_date="1-6-2026")  # fmt: skip
    answer = client(centre()).post(of("set-report-period"), typed)
    page = said(answer)
    assert answer.status_code == 422 and "id_due_on-error" in page and "id_letter_number-error" in page
    assert 'value="Semester I"' in page and not ReportPeriod.objects.exists()


def test_a_region_goes_from_the_letter_to_a_report_that_is_handed_in() -> None:
    tie, asked, by = agreed(), period(), city()
    delivered(by, tie)
    browser = client(by)
    page = said(browser.get(of("reports")))
    assert "Diminta dari daerah Anda" in page and "Susun laporan" in page
    browser.post(of("begin-report", asked.ref), keyed())
    made = Report.objects.get()
    page = said(browser.get(of("report", made.ref)))
    assert "Pelatihan" in page and "40 orang terlatih" in page and "ada uraian" in page
    browser.post(of("write-report", made.ref), keyed(summary="Semester yang baik.", associations="", outlook=""))
    browser.post(of("report-on-tie", made.ref, tie.ref), keyed(obstacles="Anggaran.", follow_up="", outlook=""))
    answer = browser.post(of("submit-report", made.ref), keyed(letter_number="", letter_date=""), follow=True)
    page = said(answer)
    for words in ("Laporan telah disampaikan", "Semester yang baik.", "Permasalahan/hambatan: Anggaran.",
                  "di Pusat Fasilitasi Kerja Sama sejak", "setelah batas waktu"):  # fmt: skip
        assert words in page
    assert "Sampaikan laporan" not in page


def test_the_page_of_a_cooperation_shows_what_is_on_record_beside_the_words() -> None:
    tie, by = agreed(), city()
    delivered(by, tie)
    page = said(client(by).get(of("report-on-tie", report(by).ref, tie.ref)))
    assert "Tercatat untuk periode ini" in page and "40 orang terlatih" in page
    assert client(by).get(of("report-on-tie", fresh(Report.objects.get()).ref, "ks-0000000000")).status_code == 404


def test_the_ministry_returns_with_remarks_and_the_region_answers_them_one_by_one() -> None:
    tie, by, kemendagri = agreed(), city(), centre()
    made = handed_in(by, period(kemendagri))
    browser = client(kemendagri)
    empty = browser.post(of("return-report", made.ref), keyed(words=""))
    assert empty.status_code == 422 and "id_text_1-error" in said(empty)
    typed = keyed(text_1="Lengkapi hasilnya.", tie_1=tie.ref, text_2="Sebut sumber dananya.", tie_2="", words="Mohon.")
    page = said(browser.post(of("return-report", made.ref), typed, follow=True))
    assert "Dikembalikan untuk perbaikan" in page
    region = client(by)
    page = said(region.get(of("report", made.ref)))
    assert "Lengkapi hasilnya." in page and "Sebut sumber dananya." in page and "Mohon." in page
    assert "Lengkapi hasilnya." in said(region.get(of("report-on-tie", made.ref, tie.ref)))
    assert "Jawaban atas catatan 2" in said(region.get(of("submit-report", made.ref)))
    region.post(of("submit-report", made.ref), keyed(answer_1="Sudah.", answer_2="APBD.", letter_number="9"))
    assert Submission.objects.count() == 2
    page = said(browser.post(of("accept-report", made.ref), keyed(words=""), follow=True))
    assert "Laporan telah diterima" in page and "Jawaban: Sudah." in page
    assert fresh(made).state == "accepted"


def test_the_governor_passes_on() -> None:
    agreed()
    governor = province()
    made = handed_in(city(), period(route="governor"))
    browser = client(governor)
    page = said(browser.get(of("report", made.ref)))
    assert "Teruskan laporan" in page and of("accept-report", made.ref) not in page
    page = said(browser.post(of("pass-on-report", made.ref), keyed(letter="005/12"), follow=True))
    assert "Diteruskan oleh gubernur" in page


def test_a_directive_is_given_on_its_page_and_leads_to_its_follow_up() -> None:
    tie, kemendagri = agreed(), centre()
    made = handed_in(city(), period(kemendagri))
    browser = client(kemendagri)
    typed = keyed(text="Susun rencana aksi baru.", ties=[tie.ref], letter_number="", dated_on="1-11-2026",
                  due_on="31-12-2026")  # fmt: skip
    page = said(browser.post(of("direct-report", made.ref), typed, follow=True))
    assert "Arahan telah diberikan" in page and "Susun rencana aksi baru." in page
    found = Directive.objects.get()
    page = said(client(city()).get(of("directive", found.ref)))
    assert "31 Desember 2026" in page and "Tambah tindak lanjut" in page
    assert "Tambah tindak lanjut" not in said(browser.get(of("directive", found.ref)))


def test_a_form_that_was_drawn_before_somebody_wrote_shows_what_was_done() -> None:
    agreed()
    by = city()
    made = report(by)
    browser = client(by)
    page = said(browser.get(of("write-report", made.ref)))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    browser.post(of("write-report", made.ref), keyed(summary="Pertama", associations="", outlook="", seen=seen))
    answer = browser.post(of("write-report", made.ref), keyed(summary="Kedua", associations="", outlook="", seen=seen))
    assert answer.status_code == 409 and "Isi laporan ditulis" in said(answer) and "Kedua" in said(answer)
    assert fresh(made).summary == "Pertama"


def test_sent_twice_by_one_key_it_is_one() -> None:
    agreed()
    by = city()
    made, typed = report(by, period()), keyed(letter_number="")
    browser = client(by)
    browser.post(of("submit-report", made.ref), typed)
    browser.post(of("submit-report", made.ref), typed)
    assert Submission.objects.count() == 1


def test_other_regions_see_nothing_and_readers_are_offered_nothing() -> None:
    agreed()
    by = city()
    made = handed_in(by, period())
    stranger = client(people.acting(people.body("Pemerintah Kota Surabaya"), Right.SEND))
    for view in ("report", "write-report", "submit-report", "accept-report", "direct-report"):
        assert stranger.get(of(view, made.ref)).status_code == 404
    reader = client(city(Right.READ))
    page = said(reader.get(of("report", made.ref)))
    assert "Sampaikan laporan" not in page and "Tarik konsep" not in page
    assert reader.get(of("submit-report", made.ref)).status_code == 403


def test_word_pdf_and_excel_tell_the_same() -> None:
    tie, by = agreed(), city()
    delivered(by, tie)
    made = handed_in(by, period())
    browser = client(by)
    found = {form: browser.get(of("download-report", made.ref, form)) for form in ("docx", "pdf", "xlsx")}
    document = Document(BytesIO(found["docx"].content))
    words = "\n".join([line.text for line in document.paragraphs] +
                      [cell.text for table in document.tables for row in table.rows for cell in row.cells])  # fmt: skip
    for told in ("Laporan pelaksanaan kerja sama: Semester I 2026", "II. Pelaksanaan kerja sama", tie.name,
                 "Pelatihan", "40 orang terlatih", "Diminta oleh"):  # fmt: skip
        assert told in words
    assert "Konsep" not in words
    assert found["pdf"].content.startswith(b"%PDF-")
    book = load_workbook(BytesIO(found["xlsx"].content))
    row = [cell.value for cell in book["Kegiatan"][2]]
    assert [cell.value for cell in book["Perjalanan dan kunjungan"][1]][:3] == ["Kerja sama", "Arah", "Tujuan"]
    assert row[:2] == [tie.name, "Pelatihan"] and row[3].date().isoformat() == "2026-03-10"
    assert browser.get(of("download-report", made.ref, "exe")).status_code == 404


def test_cooperations_of_which_nothing_is_told_stand_in_one_table_with_their_texts() -> None:
    told, by = agreed(), city()
    agreed(with_="Kota Diam", on=date(2019, 3, 1))
    delivered(by, told)
    made = handed_in(by, period())
    document = Document(BytesIO(client(by).get(of("download-report", made.ref, "docx")).content))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Kota Bandung – Kota Diam", "Naskah kerja sama (MoU), 1 Maret 2019", ""] in cells
    assert "Kota Bandung – Kota Diam" not in [line.text for line in document.paragraphs]


def test_a_draft_on_paper_says_that_it_is_one() -> None:
    agreed()
    by = city()
    made = report(by)
    document = Document(BytesIO(client(by).get(of("download-report", made.ref, "docx")).content))
    assert document.paragraphs[0].text == "Konsep, belum disampaikan"


def test_what_begins_like_a_formula_is_text_in_excel() -> None:
    tie, by = agreed(), city()
    delivered(by, tie, title="=1+1")
    made = handed_in(by, period())
    book = load_workbook(BytesIO(client(by).get(of("download-report", made.ref, "xlsx")).content))
    assert book["Kegiatan"]["B2"].data_type == "s"


def test_a_region_begins_a_report_nobody_asked_for_and_withdraws_it() -> None:
    agreed()
    browser = client(city())
    typed = keyed(name="Triwulan III", starts_on="1-7-2026", ends_on="30-9-2026")
    browser.post(of("begin-own-report"), typed)
    made = Report.objects.get()
    assert "Laporan ini tidak diminta" in said(browser.get(of("report", made.ref)))
    page = said(browser.post(of("withdraw-report", made.ref), keyed(reason="Salah periode"), follow=True))
    assert "Konsep telah ditarik" in page


def test_empty_pages_say_what_will_appear() -> None:
    assert "Tidak ada laporan yang diminta" in said(client(city()).get(of("reports")))
    assert "Pemantauan" in said(client(centre()).get(of("overview")))


def test_the_tie_leads_to_the_reports_that_tell_of_it() -> None:
    tie, by = agreed(), city()
    delivered(by, tie)
    handed_in(by, period())
    address = reverse("portal:tie", args=[tie.ref])
    assert "Semester I 2026" in said(client(by).get(address))
    assert "Semester I 2026" not in said(Client().get(address))


def test_a_period_is_given_more_time_and_withdrawn_by_who_set_it() -> None:
    kemendagri = centre()
    made = period(kemendagri)
    browser = client(kemendagri)
    typed = keyed(until="31-12-2026", letter="000.8/2/SJ tanggal 1 Agustus 2026")
    page = said(browser.post(of("more-time-to-report", made.ref), typed, follow=True))
    assert "keterlambatan tetap dihitung dari tanggal semula" in page
    page = said(browser.post(of("withdraw-report-period", made.ref), keyed(reason="Salah"), follow=True))
    assert "Periode telah ditarik" in page
    assert client(province()).get(of("withdraw-report-period", made.ref)).status_code == 403


def test_the_pages_speak_english() -> None:
    agreed()
    by = city()
    made = returned(centre(), handed_in(by, period()))
    page = said(client(by).get("/en" + of("report", made.ref)))
    assert "Returned by Centre for Cooperation Facilitation" in page and "II. What was carried out" in page


def test_the_ministry_is_asked_why_two_periods_share_days_and_the_reason_stands_on_the_page() -> None:
    period()
    browser, typed = client(centre()), {"name": "Tahun 2026", "starts_on": "1-1-2026", "ends_on": "31-12-2026",
        "due_on": "31-1-2027", "route": "direct", **LETTER}  # fmt: skip
    answer = browser.post(of("set-report-period"), keyed(**typed))
    assert answer.status_code == 422 and "id_overlap_reason-error" in said(answer)
    answer = browser.post(of("set-report-period"), keyed(**typed, overlap_reason="Laporan tahunan"), follow=True)
    assert answer.status_code == 200 and "Laporan tahunan" in said(answer)


def test_the_region_takes_its_report_back_on_the_page_until_it_is_in_hand() -> None:
    agreed()
    by, kemendagri = city(), centre()
    made = handed_in(by, period(kemendagri))
    mine, theirs = client(by), client(kemendagri)
    page, at = of("report", made.ref), of("recall-report", made.ref)
    assert at in said(mine.get(page)) and at not in said(theirs.get(page))
    assert mine.post(at, keyed(reason="")).status_code == 422
    form = keyed(reason="Lampirannya salah")
    for _twice in range(2):
        assert mine.post(at, form).status_code == 302
    shown = said(mine.get(page))
    assert "Ditarik kembali" in shown and "Lampirannya salah" in shown and at not in shown
    assert theirs.get(page).status_code == 404
    mine.post(of("submit-report", made.ref), keyed(letter_number=""))
    examine = of("examine-report", made.ref)
    assert examine in said(theirs.get(page)) and examine not in said(mine.get(page))
    assert mine.post(examine, keyed()).status_code == 403
    assert theirs.post(examine, keyed()).status_code == 302
    assert examine not in said(theirs.get(page))
    shown = said(mine.get(page))
    assert at not in shown and "minta Pusat Fasilitasi Kerja Sama mengembalikannya" in shown
    assert mine.post(at, keyed(reason="Terlambat")).status_code == 409


def test_who_records_an_activity_from_the_report_comes_back_to_it() -> None:
    tie, by = agreed(), city()
    made = report(by, period())
    browser, here = client(by), of("report-on-tie", made.ref, tie.ref)
    record = f"{reverse('plans:record', args=[tie.ref])}?kembali={here}"
    assert f'href="{record}"' in said(browser.get(here))
    assert f'<a href="{here}">Batal' in said(browser.get(record))
    typed = {"title": "Pelatihan guru", "happened": "10-3-2026"}
    answer = browser.post(record, keyed(**typed), follow=True)
    assert answer.redirect_chain[-1][0] == here and "Pelatihan guru" in said(answer)


@pytest.mark.parametrize(
    "elsewhere", ["https://contoh.example/", "//contoh.example/", "laporan/", "/\\contoh.example", ""]
)
def test_an_address_that_leads_elsewhere_is_no_way_back(elsewhere: str) -> None:
    tie, by = agreed(), city()
    record = f"{reverse('plans:record', args=[tie.ref])}?{urlencode({'kembali': elsewhere})}"
    answer = client(by).post(record, keyed(title="Pelatihan guru", happened="10-3-2026"))
    assert answer["Location"].startswith(reverse("plans:deliveries", args=[tie.ref]).rsplit("/", 3)[0])
    assert "contoh.example" not in answer["Location"] and answer.status_code == 302


def test_a_downloaded_report_says_whose_it_is_and_of_which_period() -> None:
    agreed()
    by = city()
    made = handed_in(by, period())
    for form in ("docx", "pdf", "xlsx"):
        answer = client(by).get(of("download-report", made.ref, form))
        name = f"laporan-kota-bandung-semester-i-2026.{form}"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    for name, expected in (
        ("Laporan Semester I/2026", "laporan-kota-bandung-semester-i2026"),
        ('Triwulan "é" II', "laporan-kota-bandung-triwulan-e-ii-2026-01-01-2026-06-30"),
        ("報告", "laporan-kota-bandung-2026-01-01-2026-06-30"),
    ):
        made.name = name
        assert wording.file_name(made) == expected


def test_the_page_of_a_period_leads_its_region_to_its_report() -> None:
    agreed()
    by, kemendagri = city(), centre()
    asked = period(kemendagri)
    at, begin = of("report-period", asked.ref), of("begin-report", asked.ref)
    assert begin in said(client(by).get(at)) and "Susun laporan" in said(client(by).get(at))
    reader = people.signed_in(people.working(by.body, Right.READ, email="baca@bandung.example"))
    for other in (reader, client(kemendagri)):
        assert begin not in said(other.get(at))
    client(by).post(begin, keyed())
    made = Report.objects.get()
    page = said(client(by).get(at))
    assert of("report", made.ref) in page and begin not in page
    assert of("report", made.ref) in said(reader.get(at)) and of("report", made.ref) not in said(
        client(kemendagri).get(at)
    )


def test_a_period_of_another_province_or_one_withdrawn_offers_its_reader_nothing() -> None:
    agreed()
    by = city()
    elsewhere = period(acting("Pemerintah Provinsi Jawa Timur"))
    asked = period()
    reporting.withdraw_period(by=centre(), period=asked, reason="Salah tanggal")
    assert of("begin-report", asked.ref) not in said(client(by).get(of("report-period", asked.ref)))
    assert client(by).get(of("report-period", elsewhere.ref)).status_code == 404


def test_a_council_is_told_who_reads_reports() -> None:
    who = people.working(people.body("Sekretariat DPRD Kota Bandung"), Right.SEND)
    for at in (of("reports"), of("overview")):
        answer = people.signed_in(who).get(at)
        page = said(answer)
        assert answer.status_code == 403 and "Mintalah laporan yang diperlukan kepada pemerintah daerah" in page
        assert "Register dikelola" not in page


def test_a_form_of_a_closed_report_is_not_opened_in_vain() -> None:
    agreed()
    by, kemendagri = city(), centre()
    made = handed_in(by, period(kemendagri))
    refused = client(by).get(of("write-report", made.ref))
    assert refused.status_code == 403 and "setelah dikembalikan atau ditarik kembali" in said(refused)
    reporting.accept(by=kemendagri, report=made)
    for page in ("write-report", "submit-report", "recall-report", "withdraw-report"):
        refused = client(by).get(of(page, made.ref))
        assert refused.status_code == 403 and "sudah diterima dan tidak dapat diubah lagi" in said(refused)


def test_from_outside_a_returned_report_is_read_as_it_was_handed_in_with_every_remark() -> None:
    agreed()
    by, kemendagri = city(), centre()
    made = returned(kemendagri, handed_in(by, period(kemendagri)), "Lengkapi hasilnya.")
    reporting.say(by=by, report=made, words=Words(summary="Kalimat konsep"))
    outside = said(client(kemendagri).get(of("report", made.ref)))
    assert "Kalimat konsep" not in outside and "Daerah sedang memperbaikinya" in outside
    assert "Kalimat konsep" in said(client(by).get(of("report", made.ref)))
    reporting.submit(by=by, report=made, handed_in=HandedIn(answers={1: "Sudah."}))
    reporting.recall(by=by, report=made, reason="Keliru angka")
    reporting.submit(by=by, report=made, handed_in=HandedIn(answers={1: "Sudah dilengkapi."}))
    again = said(client(kemendagri).get(of("report", made.ref)))
    assert "Lengkapi hasilnya." in again and "Sudah dilengkapi." in again
