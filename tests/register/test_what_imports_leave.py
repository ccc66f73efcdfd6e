"""What is left of a table afterwards is in words: who dropped it, what a settled row said, what undoing keeps."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.register.import_pages import MELBOURNE, SUWON, UNKNOWN, brought_in, officer, page, press, signed_in, uploaded

from gerbang.ledger import queries as ledger
from gerbang.register.models import Claim, Tie

pytestmark = pytest.mark.django_db
OFFICE = "Bagian Kerja Sama Kota Bandung"


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


def test_a_table_that_was_dropped_says_by_whom_and_when(client: Client) -> None:
    of = uploaded(client, MELBOURNE, UNKNOWN)
    listed = press(client, "drop-import", of.ref).content.decode()
    of.refresh_from_db()
    assert of.dropped_at is not None
    assert [entry.kind for entry in ledger.history(of.ref)] == ["import.dropped"]
    assert "Tidak dimasukkan" in listed
    assert OFFICE in listed.partition("<main")[2]
    shown = page(client, "import", of.ref)
    assert f"Tabel tidak dimasukkan: diputuskan oleh {OFFICE}" in shown
    assert "enunggu" not in shown.partition("<main")[2]
    row = page(client, "import-row", of.ref, 3).partition("<main")[2]
    assert "Tabel ini tidak dimasukkan" in row
    assert "enunggu" not in row


def test_the_parties_of_a_settled_row_say_what_the_row_said(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    press(client, "import-row", of.ref, 2, other0="iso:JP-26")
    claim = Claim.objects.get(fact="parties")
    assert (claim.said_id, claim.mended_on) == ("Kota Bandung – Kota Entahberantah, Jepang", None)


def test_the_parties_of_a_row_put_to_a_known_cooperation_say_what_the_row_said(client: Client) -> None:
    brought_in(client, MELBOURNE)
    made = Tie.objects.get()
    of = brought_in(client, ("Kota Bandung", "Melborn", "Australia", "", "MoU", "2024-05-17", "https://contoh.id/x"))
    press(client, "import-row", of.ref, 2, tie=made.ref)
    claim = Claim.objects.get(fact="parties", source__url="https://contoh.id/x")
    assert (claim.tie, claim.said_id) == (made, "Kota Bandung – Melborn, Australia")
    assert "Kota Bandung – Melborn, Australia" in page(client, "statements", made.ref)


def test_a_mended_side_shows_the_whole_of_what_the_row_said(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    press(client, "import-row", of.ref, 2, cell_foreign_side="Kyoto", other0="iso:JP-26")
    claim = Claim.objects.get(fact="parties")
    assert claim.said_id == "Kota Bandung – Kyoto, Jepang"
    assert claim.as_written == "Kota Bandung – Kota Entahberantah, Jepang"
    html = page(client, "statements", Tie.objects.get().ref)
    assert f"Dalam tabel tertulis “{claim.as_written}”; dibaca demikian oleh {OFFICE}" in html


def test_the_kind_of_a_text_in_use_is_its_class_and_the_word_stands_with_its_source(client: Client) -> None:
    brought_in(client, (*MELBOURNE[:4], "agreement", *MELBOURNE[5:]))
    tie = Tie.objects.get()
    for html in (
        page(client, "statements", tie.ref),
        client.get(reverse("portal:tie", args=[tie.ref])).content.decode(),
    ):
        assert "Dipakai: <b>Naskah kerja sama</b>" in html
        assert "<b>Naskah kerja sama.</b> “agreement”" in html


def test_an_undone_import_names_the_statements_that_remain_and_where_they_are_withdrawn(client: Client) -> None:
    of = brought_in(client, MELBOURNE, SUWON)
    kept = Tie.objects.get(names_id__contains="Suwon")
    press(client, "describe", kept.ref, fields_id="Pendidikan")
    html = press(client, "undo-import", of.ref, reason="Tabel tahun lalu.").content.decode()
    assert "Keterangan dari impor ini masih ada padanya" in html
    assert "25 Agustus 1997" in html
    text = kept.instruments.get()
    assert f"{reverse('register:statements', args=[kept.ref])}#signing-date.{text.ref}" in html
    claim = kept.claims.get(fact="signing-date")
    press(client, "withdraw-claim", kept.ref, claim.ref, reason="Tabel tahun lalu.")
    assert f"#signing-date.{text.ref}" not in page(client, "import", of.ref)


def test_rows_of_an_undone_import_no_longer_wait(client: Client) -> None:
    of = brought_in(client, MELBOURNE, UNKNOWN)
    html = press(client, "undo-import", of.ref, reason="Tabel tahun lalu.").content.decode().partition("<main")[2]
    assert "Tidak sempat diputuskan" in html
    assert "Menunggu keputusan" not in html
    assert "Impor ini dibatalkan, termasuk baris ini." in page(client, "import-row", of.ref, 3)
