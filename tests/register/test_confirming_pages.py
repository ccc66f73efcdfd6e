"""The list, its statement, who may send it: what is no cooperation stands apart, and nothing is offered too early."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import Right, body, signed_in, working
from tests.register.settling import again, text_of, told, writer

from gerbang.register.actions import locate_original
from gerbang.register.confirming_letter import newest_text
from gerbang.register.models import Claim, Confirmation, Instrument, Phase, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(writer())


def address(name: str, *args: object) -> str:
    return reverse(f"register:{name}", args=args)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def begun(client: Client) -> str:
    return client.post(address("begin-confirmation"), {"key": "begin"})["Location"].rstrip("/").rpartition("/")[2]


def answers(client: Client, ref: str, said: Mapping[str, str], query: str = "") -> Any:
    """Sends a page of the list, with answers by the refs of ties."""
    typed = {f"answer-{tie}": how for tie, how in said.items()}
    return client.post(address("confirmation", ref) + query, {"key": f"{query}{sorted(said)}", **typed})


def answered(client: Client, ref: str, *ties: Tie) -> Any:
    return answers(client, ref, {tie.ref: "right" for tie in ties})


def begins(tie: Tie, phase: str = Phase.INTENDED) -> Tie:
    Tie.objects.filter(pk=tie.pk).update(phase=phase)
    return again(tie)


def test_a_line_of_the_statement_names_country_text_date_and_number(client: Client) -> None:
    tie = told(on="2013-05-17", precision="day")
    locate_original(by=None, instrument=text_of(tie), holder="Arsip daerah", number="119/12/2013")
    ref = begun(client)
    answered(client, ref, tie)
    letter = text(client.get(address("confirmation-letter", ref)))
    for words in ("Kitakyushu", "Jepang", "(MoU)", "17 Mei 2013", "Nomor: 119/12/2013"):
        assert words in letter, words


def test_a_number_that_is_not_known_is_left_for_the_office_to_write(client: Client) -> None:
    tie = told()
    ref = begun(client)
    answered(client, ref, tie)
    assert "Nomor: ……………" in text(client.get(address("confirmation-letter", ref)))


def test_a_line_without_any_text_says_so(client: Client) -> None:
    tie = begins(told(), Phase.IDEA)
    Instrument.objects.filter(tie=tie).update(withdrawn_at=tie.created)
    ref = begun(client)
    answered(client, ref, tie)
    assert "belum ada naskah" in text(client.get(address("confirmation-letter", ref)))


def test_the_newest_text_is_the_one_signed_last() -> None:
    tie = told(on="2013", precision="year")
    later = Instrument.objects.create(tie=tie, kind="extension")
    assert newest_text(tie) == text_of_kind(tie, "mou")
    Instrument.objects.filter(pk=later.pk).update(signed_latest=text_of_kind(tie, "mou").signed.latest + timedelta(1))
    assert newest_text(again(tie)) == later


def text_of_kind(tie: Tie, kind: str) -> Instrument:
    return tie.instruments.get(kind=kind)


def test_what_is_no_cooperation_yet_stands_apart_with_its_stage_and_its_own_question(client: Client) -> None:
    told(), begins(told(with_="Kobe", origin="baris-2"))
    page = text(client.get(address("confirmation", begun(client))))
    agreed, apart, rest = page.partition("Belum menjadi kerja sama</h2>")
    assert apart
    assert "Kitakyushu" in agreed
    assert "Masih berjalan</label>" not in agreed
    assert "Pernyataan kehendak · " in rest
    assert "Masih berjalan" in rest
    assert "Tidak dilanjutkan" in rest
    assert "> Benar" not in rest
    assert [tie.phase for tie in client.get(address("confirmation", newest())).context["form"].ties] == [
        Phase.AGREED,
        Phase.INTENDED,
    ]


def newest() -> str:
    return Confirmation.objects.order_by("-pk")[0].ref


def test_the_statement_keeps_them_apart_too(client: Client) -> None:
    ties = told(), begins(told(with_="Kobe", origin="baris-2")), begins(told(with_="Sapporo", origin="3"), Phase.IDEA)
    ref = begun(client)
    answered(client, ref, *ties)
    letter = text(client.get(address("confirmation-letter", ref)))
    assert "kerja sama, 1: benar 1," in letter
    assert "belum menjadi kerja sama, 2 (penjajakan 1, pernyataan kehendak 1): masih berjalan 2," in letter
    first, _heading, second = letter.partition("<h3>Belum menjadi kerja sama</h3>")
    assert "Kobe" not in first
    assert "Tahap: Pernyataan kehendak" in second
    assert "<td>Masih berjalan</td>" in second


def test_the_desk_of_confirmations_counts_them_apart(client: Client) -> None:
    told(), begins(told(with_="Kobe", origin="baris-2"))
    page = text(client.get(address("confirmations")))
    assert "1 kerja sama ada dalam daftar" in page
    assert "1 baris dalam daftar belum menjadi kerja sama" in page


def test_an_unfinished_list_offers_neither_print_nor_upload_but_what_is_missing(client: Client) -> None:
    left, wrong, done = told(), told(with_="Kobe", origin="baris-2"), told(with_="Sapporo", origin="3")
    ref = begun(client)
    answers(client, ref, {done.ref: "right", wrong.ref: "wrong"})
    page = text(client.get(address("give-confirmation", ref)))
    assert "1 baris belum dijawab" in page
    assert "1 baris dinyatakan perlu diperbaiki tanpa keterangan" in page
    assert address("confirmation-letter", ref) not in page
    assert 'name="scan"' not in page
    assert client.get(address("confirmation-letter", ref))["Location"] == address("confirmation", ref)
    shown = client.get(address("confirmation", ref) + "?belum=1")
    assert {tie.ref for tie in shown.context["form"].ties} == {left.ref, wrong.ref}
    assert "missing" not in shown.context["form"].fields


def test_answers_to_what_is_missing_leave_the_others_and_lead_to_the_statement(client: Client) -> None:
    left, done = told(), told(with_="Kobe", origin="baris-2")
    ref = begun(client)
    answered(client, ref, done)
    onwards = answers(client, ref, {left.ref: "unknown"}, "?belum=1")
    assert onwards["Location"] == address("give-confirmation", ref)
    assert {ref: line["answer"] for ref, line in Confirmation.objects.get().lines.items()} == {
        done.ref: "right",
        left.ref: "unknown",
    }
    page = text(client.get(address("give-confirmation", ref)))
    assert address("confirmation-letter", ref) in page
    assert 'name="scan"' in page
    assert "Semua baris sudah dijawab" in text(client.get(address("confirmation", ref) + "?belum=1"))


def test_an_answer_is_kept_that_a_colleague_gave_meanwhile_as_well(client: Client) -> None:
    tie = told()
    ref = begun(client)
    answered(client, ref, tie)
    answers(client, ref, {tie.ref: "unknown"}, "?belum=1")
    assert Confirmation.objects.get().lines[tie.ref]["answer"] == "unknown"


def test_whoever_only_prepares_is_told_who_may_send_and_gets_no_form(client: Client) -> None:
    tie = told()
    ref = begun(client)
    answered(client, ref, tie)
    prepares = signed_in(working(body("Pemerintah Kota Bandung"), Right.PREPARE))
    for name in ("confirmation", "give-confirmation"):
        page = text(prepares.get(address(name, ref)))
        assert "dapat dicatat oleh: Petugas." in page
    assert 'name="scan"' not in page
    assert address("confirmation-letter", ref) in page
    refused = prepares.post(address("give-confirmation", ref), {"key": "x", "number": "1", "signatory": "Wali Kota"})
    assert refused.status_code == 422
    assert 'name="scan"' not in text(refused)
    assert Confirmation.objects.get().state == Confirmation.State.DRAFT


def test_without_anybody_who_may_send_it_says_how_somebody_comes_to() -> None:
    told()
    prepares = signed_in(working(body("Pemerintah Kota Bandung"), Right.PREPARE))
    assert "Belum ada yang memiliki hak “Mengirim”" in text(prepares.get(address("confirmation", begun(prepares))))


def test_a_reader_of_a_draft_is_told_what_is_missing_and_not_sent_anywhere(client: Client) -> None:
    told()
    ref = begun(client)
    reader = signed_in(working(body("Pemerintah Kota Bandung"), Right.READ))
    page = text(reader.get(address("confirmation", ref)))
    assert "1 baris belum dijawab" in page
    assert address("confirmation-letter", ref) not in page
    assert "?belum=1" not in page


@pytest.mark.parametrize("number", [0, 1, 60])
def test_the_statement_works_for_any_number_of_lines(client: Client, number: int) -> None:
    told(of="Kota Bandung", with_="Nama lain", held=True, origin="awal")
    ref = begun(client)
    Tie.objects.update(outside_law=True)
    ties = [told(with_=f"Kota Contoh {at}", held=True, origin=f"baris-{at}") for at in range(number)]
    Confirmation.objects.update(lines={tie.ref: {"answer": "right", "note": ""} for tie in ties})
    letter = text(client.get(address("confirmation-letter", ref)))
    assert (f"<td>{number}</td>" in letter) is bool(number)
    assert ("Lampiran" in letter) is bool(number)
    assert ("tidak memuat kerja sama" in letter) is not bool(number)


def test_no_claim_is_made_of_what_still_goes_on(client: Client) -> None:
    tie = begins(told())
    before = Claim.objects.count()
    answered(client, begun(client), tie)
    assert Claim.objects.count() == before
