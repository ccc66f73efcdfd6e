"""The register's pages as each role sees them, and what their forms do."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.people.helpers import Right, account, body, signed_in, working
from tests.register.settling import CENTRE, again, disputed, officer, place, text_of, told, writer

from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.register import actions, confirmations, confirming
from gerbang.register.models import Choice, Claim, Confirmation, Fact, Source, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def address(name: str, *args: object) -> str:
    return reverse(f"register:{name}", args=args)


def signing(tie: Tie) -> str:
    return f"{Fact.SIGNING_DATE}.{text_of(tie).ref}"


def settling(tie: Tie, **typed: Any) -> dict[str, Any]:
    """What the form of a decision posts."""
    return {"key": "k1", "seen": ledger.head(tie.ref), "why": "Naskah ada di arsip.", **typed}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_region_finds_its_own_differences_and_others_do_not() -> None:
    tie = disputed()
    own, other = signed_in(writer()), signed_in(writer(body("Pemerintah Kota Surabaya"), "lain@daerah.example"))
    assert tie.name in text(own.get(address("differences")))
    assert tie.name not in text(other.get(address("differences")))
    assert "Tidak ada perbedaan" in text(other.get(address("differences")))


def test_the_ministry_finds_all_and_a_province_those_in_it() -> None:
    tie = disputed()
    for name in (CENTRE, "Pemerintah Provinsi Jawa Barat"):
        assert tie.name in text(signed_in(working(body(name), Right.READ)).get(address("differences")))


def test_the_list_is_narrowed_by_fact_country_region_and_state() -> None:
    tie = disputed()
    client = signed_in(writer(body(CENTRE)))
    country = place("Kitakyushu").country
    region = tie.regions_side[0].region
    assert country
    assert region
    for query, found in (
        ("fakta=signing-date", True),
        ("fakta=status", False),
        (f"negara={country.ref}", True),
        (f"daerah={region.ref}", True),
        ("keadaan=belum", True),
        ("keadaan=terbuka", False),
        ("fakta=tidak-ada&negara=1", True),
    ):
        assert (tie.name in text(client.get(f"{address('differences')}?{query}"))) is found, query


def test_the_list_goes_on_from_page_to_page() -> None:
    for number in range(31):
        tie = told(of="Kota Surabaya", origin=f"baris-{number}")
        actions.add_claim(
            by=None,
            source=Source.objects.first() or Source(),
            fact=Fact.KIND,
            confidence="B",
            tie=tie,
            value="friendship",
        )
    first = signed_in(writer(body(CENTRE))).get(address("differences"))
    assert len(first.context["page"]) == 30
    assert first.context["page"].after


@pytest.mark.parametrize("name", ["Sekretariat DPRD Kota Bandung", "KJRI Melbourne", "Kementerian Perdagangan"])
def test_the_register_is_no_page_of_other_bodies(name: str) -> None:
    client = signed_in(working(body(name), Right.SEND))
    assert client.get(address("index")).status_code == 403
    assert client.get(address("differences")).status_code == 403


def test_the_public_is_asked_to_sign_in_and_a_stranger_sees_no_statements() -> None:
    tie = disputed()
    assert Client().get(address("statements", tie.ref)).status_code == 302
    stranger = signed_in(writer(body("Pemerintah Kota Surabaya"), "lain@daerah.example"))
    assert stranger.get(address("statements", tie.ref)).status_code == 403


def test_statements_stand_side_by_side_with_their_sources() -> None:
    tie = disputed()
    shown = text(signed_in(writer()).get(address("statements", tie.ref)))
    assert "Tidak lebih lambat dari 2012" in shown
    assert "17 Mei 2013" in shown
    assert "Sumber kedua" in shown
    assert "hanya batas paling akhir; bukan tanggal penandatanganan" in shown.lower()
    assert address("settle", tie.ref, signing(tie)) in shown


def test_a_reader_and_a_province_read_and_find_no_button() -> None:
    tie = disputed()
    for who in (
        working(body("Pemerintah Kota Bandung"), Right.READ),
        working(body("Pemerintah Provinsi Jawa Barat"), Right.SEND),
    ):
        client = signed_in(who)
        page = text(client.get(address("statements", tie.ref)))
        assert "17 Mei 2013" in page
        assert address("settle", tie.ref, signing(tie)) not in page
        assert client.get(address("settle", tie.ref, signing(tie))).status_code == 403


def test_a_choice_is_recorded_once_however_often_the_form_is_sent() -> None:
    tie = disputed()
    claim = Claim.objects.get(value="2013-05-17")
    client, url = signed_in(writer()), address("settle", tie.ref, signing(tie))
    typed = settling(tie, claim=claim.ref)
    for _press in range(2):
        assert client.post(url, typed)["Location"] == address("statements", tie.ref)
    assert Choice.objects.count() == 1
    page = text(client.get(address("statements", tie.ref)))
    assert "Alasan: Naskah ada di arsip." in page


def test_leaving_it_open_is_shown_as_that() -> None:
    tie = disputed()
    client = signed_in(writer())
    client.post(address("settle", tie.ref, signing(tie)), settling(tie, claim="open"))
    assert "Sengaja dibiarkan terbuka" in text(client.get(address("statements", tie.ref)))
    assert tie.name in text(client.get(address("differences") + "?keadaan=terbuka"))
    assert client.get(address("settle", tie.ref, signing(tie))).context["form"]["claim"].value() == "open"


def test_who_was_slower_sees_what_was_done_meanwhile_and_loses_nothing() -> None:
    tie = disputed()
    typed = settling(tie, claim="open", why="Alasan kedua.")
    actions.choose_claim(by=officer(), claim=Claim.objects.get(value="2013-05-17"), why="Lebih dahulu.")
    answer = signed_in(writer()).post(address("settle", tie.ref, signing(tie)), typed)
    assert answer.status_code == 409
    assert "Nilai dipilih" in text(answer)
    assert "Alasan kedua." in text(answer)
    assert Choice.objects.count() == 1


def test_a_decision_without_a_reason_is_asked_for_it() -> None:
    tie = disputed()
    answer = signed_in(writer()).post(address("settle", tie.ref, signing(tie)), settling(tie, claim="open", why=""))
    assert answer.status_code == 422
    assert "Isi “Alasan”." in text(answer)


def claimed(tie: Tie, **typed: Any) -> dict[str, Any]:
    new = {"new_name": "Arsip daerah", "new_kind": "paper", "confidence": "A"}
    return {"key": "k2", "seen": ledger.head(tie.ref), **new, **typed}


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("12-03-2013", "2013-03-12", "day"),
        ("Maret 2013", "2013-03", "month"),
        ("2013", "2013", "year"),
        ("tidak lebih lambat dari 2012", "2012", "not-later"),
        ("paling lambat 5 Mei 2012", "2012-05-05", "not-later"),
        ("belum diketahui", "", "unknown"),
    ],
)
def test_a_date_is_typed_as_it_is_known(written: str, value: str, precision: str) -> None:
    tie = told()
    answer = signed_in(writer()).post(address("add-claim", tie.ref, signing(tie)), claimed(tie, date=written))
    assert answer.status_code == 302
    claim = Claim.objects.latest("pk")
    assert (claim.value, claim.precision, claim.source.name_id) == (value, precision, "Arsip daerah")


def test_a_date_that_cannot_be_read_and_a_source_without_a_name_are_told() -> None:
    tie = told()
    answer = signed_in(writer()).post(
        address("add-claim", tie.ref, signing(tie)), claimed(tie, date="kapan-kapan", new_name="")
    )
    assert answer.status_code == 422
    assert "kapan-kapan” tidak terbaca" in text(answer)
    assert "Isi nama sumber baru itu" in text(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"new_name": "", "new_kind": ""}, "Pilih sumber, atau isi sumber baru"),
        ({"new_kind": ""}, "Pilih jenis sumber baru itu"),
    ],
)
def test_a_source_that_is_lacking_is_one_error(typed: dict[str, str], said: str) -> None:
    tie = told()
    answer = signed_in(writer()).post(address("add-claim", tie.ref, signing(tie)), claimed(tie, date="2013", **typed))
    assert len(answer.context["form"].errors) == 1
    assert text(answer).count(said) == 2  # in the summary, and at the field


def test_a_source_on_the_register_is_searched_and_used_again() -> None:
    tie = told()
    known = Source.objects.get()
    client, url = signed_in(writer()), address("add-claim", tie.ref, "status")
    found = client.post(url, {**claimed(tie), "source_q": "pertama", "_search": "source"})
    assert known.name_id in text(found)
    assert known.name_id in text(client.get(address("pick-source"), {"source_q": "pertama"}))
    typed = claimed(tie, source=known.ref, value="weak", quoted_on="10 Juli 2019", new_name="", new_kind="")
    assert client.post(url, typed).status_code == 302
    claim = Claim.objects.latest("pk")
    assert (claim.source, claim.value) == (known, "weak")
    page = text(client.get(address("statements", tie.ref)))
    assert "bukan penilaian register ini" in page
    assert "keterangan tanggal 10 Juli 2019" in page


def test_parties_are_added_from_the_pickers_and_chosen() -> None:
    tie = told(held=True)
    client = signed_in(writer())
    typed = claimed(tie, region="daerah:32.73", other0=f"mitra:{place('Kitakyushu').ref}")
    answer = client.post(address("add-claim", tie.ref, "parties"), typed)
    assert answer.status_code == 302, text(answer)
    claim = Claim.objects.latest("pk")
    assert claim.said_id == "Kota Bandung – Kitakyushu"
    client.post(address("settle", tie.ref, "parties"), settling(tie, key="k9", claim=claim.ref))
    assert not again(tie).parties.filter(region=None, partner=None).exists()
    for picker in ("pick-region", "pick-government", "pick-institution"):
        assert client.get(address(picker), {"other0_q": "kita"}).status_code == 200


def test_a_statement_is_withdrawn_with_its_reason() -> None:
    tie = disputed()
    claim = Claim.objects.get(value="2013-05-17")
    client, url = signed_in(writer()), address("withdraw-claim", tie.ref, claim.ref)
    assert "17 Mei 2013" in text(client.get(url))
    typed = {"key": "k3", "seen": ledger.head(tie.ref), "reason": "Salah baca."}
    assert client.post(url, typed).status_code == 302
    assert "17 Mei 2013" not in text(client.get(address("statements", tie.ref)))
    assert client.get(url)["Location"] == address("statements", tie.ref)
    assert client.post(url, typed).status_code == 302
    assert client.get(address("withdraw-claim", told(origin="lain").ref, claim.ref)).status_code == 404


def test_a_merged_record_leads_on_everywhere() -> None:
    into, merged = told(), told(with_="Kitakyushu-shi", held=True, origin="baris-2")
    client = signed_in(writer())
    page = client.get(address("merge", merged.ref))
    assert into.ref in text(page)
    typed = {"key": "k4", "seen": ledger.head(merged.ref), "into": into.ref, "why": "Satu kerja sama."}
    assert client.post(address("merge", merged.ref), typed)["Location"] == address("statements", into.ref)
    gone = Client().get(reverse("portal:tie", args=[merged.ref]))
    assert (gone.status_code, gone["Location"]) == (301, reverse("portal:tie", args=[into.ref]))
    assert into.ref in text(client.get(address("statements", merged.ref)))


def test_fields_and_goals_are_written_down() -> None:
    tie = told()
    client, url = signed_in(writer()), address("describe", tie.ref)
    assert client.get(url).status_code == 200
    typed = {"key": "k5", "seen": ledger.head(tie.ref), "fields_id": "Persampahan", "sdgs": ["11", "6"]}
    assert client.post(url, typed).status_code == 302
    assert (again(tie).fields_id, again(tie).sdgs) == ("Persampahan", [6, 11])


def test_a_definition_is_written_by_the_ministry_and_read_beside_the_claims() -> None:
    tie = disputed()
    told_by = Source.objects.get(name_id="Sumber kedua")
    own, ministry = signed_in(writer()), signed_in(writer(body(CENTRE), "pusat@kementerian.example"))
    assert own.get(address("publisher", told_by.publisher.ref)).status_code == 403
    typed = {"key": "k6", "seen": 0, "definition_id": "Ditandatangani kedua kepala daerah."}
    assert ministry.post(address("publisher", told_by.publisher.ref), typed).status_code == 302
    for url in (
        address("statements", tie.ref),
        address("sources") + "?q=kedua",
        address("settle", tie.ref, signing(tie)),
    ):
        assert "Ditandatangani kedua kepala daerah." in text(own.get(url)), url


def begin(client: Client) -> str:
    return client.post(address("begin-confirmation"), {"key": "begin"})["Location"].rstrip("/").rpartition("/")[2]


def test_a_region_confirms_from_the_first_press_to_the_scan() -> None:
    right, wrong = told(), told(with_="Kobe", origin="baris-2")
    client = signed_in(writer())
    assert "Tidak ada peraturan yang mewajibkan" in text(client.get(address("confirmations")))
    assert client.post(address("begin-confirmation"))["Location"] == address("confirmations")
    assert not Confirmation.objects.exists()
    ref = begin(client)
    assert begin(client) == ref
    typed = {
        "key": "a1",
        f"answer-{right.ref}": "right",
        f"answer-{wrong.ref}": "wrong",
        f"note-{wrong.ref}": "Jenisnya LoI.",
    }
    saved = client.post(address("confirmation", ref), {**typed, "missing": "Suwon"})
    assert saved["Location"] == address("give-confirmation", ref)
    letter = text(client.get(address("confirmation-letter", ref) + "?paper=f4"))
    for words in ("kerja sama, 2: benar 1, perlu diperbaiki 1, ", "Jenisnya LoI.", "Suwon", "NIP", "paper-f4"):
        assert words in letter
    scan = SimpleUploadedFile("pernyataan.txt", BytesIO(b"Surat.").read(), "text/plain")
    form = client.get(address("give-confirmation", ref)).context["form"]
    today = Actor(writer(email="lain@bandung.example")).today
    sent = {
        "key": "a2",
        "seen": form.initial["seen"],
        "number": "400/12/KS",
        "dated_on": today.isoformat(),
        "signatory": "Wali Kota",
        "scan": scan,
    }
    assert client.post(address("give-confirmation", ref), sent)["Location"] == address("confirmation", ref)
    assert again(right).confirmed_on == today
    page = text(client.get(address("confirmation", ref)))
    for words in ("400/12/KS", "Jenisnya LoI.", "Perlu diperbaiki", "Suwon"):
        assert words in page
    assert "menyatakan dalam surat pernyataan" in text(client.get(address("statements", wrong.ref)))
    assert client.get(address("give-confirmation", ref)).status_code == 302


def test_the_letter_is_indonesian_also_on_the_english_page() -> None:
    tie = told()
    client = signed_in(writer())
    ref = begin(client)
    client.post(address("confirmation", ref), {"key": "g1", f"answer-{tie.ref}": "right"})
    letter = text(client.get("/en" + address("confirmation-letter", ref)))
    assert "benar 1, perlu diperbaiki 0" in letter
    assert "no duty by law" in letter


def test_a_long_list_stands_in_an_annex_and_on_several_pages() -> None:
    for number in range(42):
        told(of="Kota Bandung", with_=f"Kota Contoh {number}", held=True, origin=f"baris-{number}")
    client = signed_in(writer())
    ref = begin(client)
    first = client.get(address("confirmation", ref))
    assert len(first.context["form"].ties) == 40
    assert "missing" not in first.context["form"].fields
    after = first.context["part"].after
    answered = {f"answer-{tie.ref}": "right" for tie in first.context["form"].ties}
    saved = client.post(address("confirmation", ref), {"key": "b1", **answered})
    assert f"after={after}" in saved["Location"]
    second = client.get(saved["Location"])
    assert len(second.context["form"].ties) == 2
    assert second.context["answered"] == 40
    answered = {f"answer-{tie.ref}": "right" for tie in second.context["form"].ties}
    assert client.post(saved["Location"], {"key": "b2", **answered})["Location"] == address("give-confirmation", ref)
    letter = text(client.get(address("confirmation-letter", ref)))
    assert "tercantum dalam lampiran" in letter
    assert "<td>42</td>" in letter


def test_saving_on_the_way_stays_on_the_page() -> None:
    tie = told()
    client = signed_in(writer())
    ref = begin(client)
    typed = {"key": "c1", "_stay": "1", f"answer-{tie.ref}": "unknown"}
    assert client.post(address("confirmation", ref), typed)["Location"] == address("confirmation", ref)
    assert Confirmation.objects.get().lines[tie.ref]["answer"] == "unknown"


def test_an_incomplete_list_is_not_sent_and_what_was_typed_stays() -> None:
    told()
    client = signed_in(writer())
    ref = begin(client)
    scan = SimpleUploadedFile("pernyataan.txt", b"Surat.", "text/plain")
    sent = {"key": "d1", "number": "1/KS", "dated_on": "2020-01-01", "signatory": "Wali Kota", "scan": scan}
    answer = client.post(address("give-confirmation", ref), sent)
    assert answer.status_code == 422
    assert "1 baris belum dijawab" in text(answer)
    assert 'value="1/KS"' in text(answer)


def test_a_reader_and_a_preparing_officer_stop_where_their_rights_do() -> None:
    told()
    reader = signed_in(working(body("Pemerintah Kota Bandung"), Right.READ))
    assert reader.post(address("begin-confirmation")).status_code == 403
    ref = begin(signed_in(writer()))
    assert "Benar" in text(reader.get(address("confirmation", ref)))
    assert reader.get(address("give-confirmation", ref)).status_code == 403
    prepares = signed_in(working(body("Pemerintah Kota Bandung"), Right.PREPARE))
    assert prepares.get(address("give-confirmation", ref)).status_code == 200
    assert prepares.get(address("withdraw-confirmation", ref)).status_code == 403


def test_the_ministry_sees_who_has_confirmed_and_takes_it_along() -> None:
    told()
    told(of="Kota Surabaya", origin="baris-2")
    city = writer()
    begin(signed_in(city))
    client = signed_in(writer(body(CENTRE), "pusat@kementerian.example"))
    assert client.get(address("confirmations"))["Location"] == address("confirmed-regions")
    page = text(client.get(address("confirmed-regions")))
    assert "Sedang disiapkan" in page
    assert "Belum dikonfirmasi" in page
    assert "tidak ada yang terlambat" in page
    assert "Kota Surabaya" not in text(client.get(address("confirmed-regions") + "?keadaan=draft")).split("<table")[1]
    table = client.get(address("download-confirmed") + "?tahun=" + str(Actor(city).today.year))
    rows = list(csv.reader(StringIO(table.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows] == ["Daerah", "Kota Bandung", "Kota Surabaya"]


def test_a_province_sees_its_regions_only() -> None:
    told()
    told(of="Kota Surabaya", origin="baris-2")
    page = text(
        signed_in(working(body("Pemerintah Provinsi Jawa Barat"), Right.READ)).get(address("confirmed-regions"))
    )
    assert "Kota Bandung" in page
    assert "Kota Surabaya" not in page


def test_a_confirmation_is_withdrawn_with_its_reason() -> None:
    tie = told()
    by = officer()
    assert by.body.region
    made = confirming.begin(by=by, region=by.body.region)
    confirming.answer(by=by, confirmation=made, lines={tie.ref: {"answer": "right", "note": ""}})
    client = signed_in(writer())
    typed = {"key": "e1", "seen": ledger.head(made.ref), "reason": "Dimulai terlalu dini."}
    assert client.post(address("withdraw-confirmation", made.ref), typed)["Location"] == address("confirmations")
    assert confirmations.standing(by.body.region, by.today.year) is None


def test_the_desk_says_that_the_year_is_open_and_not_that_it_is_late() -> None:
    told()
    desk = text(signed_in(writer()).get(reverse("desk:tasks")))
    assert "tidak ada batas waktunya" in desk
    assert address("confirmations") in desk
    assert "Konfirmasi tahunan" not in text(signed_in(account()).get(reverse("desk:tasks")))


def test_the_index_counts_what_waits() -> None:
    disputed()
    page = text(signed_in(writer()).get(address("index")))
    assert "1 kerja sama memuat hal yang perlu diputuskan" in page
    assert "0 baris menunggu keputusan petugas" in page


def test_a_draft_counts_only_what_is_on_the_list_today() -> None:
    tie = told()
    client = signed_in(writer())
    ref = begin(client)
    client.post(address("confirmation", ref), {"key": "f1", f"answer-{tie.ref}": "right"})
    assert "kerja sama, 1: benar 1," in text(client.get(address("confirmation-letter", ref)))
    Tie.objects.filter(pk=tie.pk).update(outside_law=True)
    assert "register Gerbang tidak memuat kerja sama" in text(client.get(address("confirmation-letter", ref)))
