"""What becomes of a tie's page: withdrawn, merged, left open, confirmed, with documents; and what stays unseen."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.people.helpers import bandung, body, signed_in, working
from tests.portal.reading import words
from tests.register.helpers import agreed, counted, region, sign, source, tie
from tests.register.settling import told, writer

from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.portal import receipts
from gerbang.portal.views import NOBODY
from gerbang.register import queries
from gerbang.register.actions import add_claim, leave_open, note, open_tie, sign_instrument, withdraw_instrument
from gerbang.register.models import Instrument, Tie
from gerbang.register.projection import project_tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def withdraw(gone: Tie, into: Tie | None = None) -> None:
    gone.merged_into = into
    gone.withdrawn_at = None if into else timezone.now()
    gone.save(update_fields=["merged_into", "withdrawn_at"])
    project_tie(gone)


def status(client: Client, of: Tie) -> int:
    return client.get(reverse("portal:tie", args=[of.ref])).status_code


@pytest.mark.parametrize(("language", "said"), [("", "Kerja sama ini sudah ditarik"), ("/en", "was withdrawn")])
def test_a_withdrawn_tie_says_so_to_who_knows_its_number(client: Client, language: str, said: str) -> None:
    gone = agreed(with_="Kota Rahasia")
    withdraw(gone)
    answer = client.get(language + reverse("portal:tie", args=[gone.ref]))
    assert answer.status_code == 410
    assert said in answer.content.decode()
    assert gone.ref in answer.content.decode()
    assert "Kota Rahasia" not in answer.content.decode()


def test_what_was_never_public_does_not_exist_when_withdrawn_either(client: Client) -> None:
    gone = tie()
    withdraw(gone)
    assert status(client, gone) == 404


def test_a_merged_tie_leads_on_to_the_one_that_stands(client: Client) -> None:
    first, second, third = agreed(with_="Satu"), agreed(with_="Dua"), agreed(with_="Tiga")
    withdraw(first, second)
    withdraw(second, third)
    answer = client.get(reverse("portal:tie", args=[first.ref]))
    assert answer.status_code == 301
    assert answer["Location"] == reverse("portal:tie", args=[third.ref])


def test_a_tie_merged_into_one_that_is_not_public_is_not_there(client: Client) -> None:
    first, hidden = agreed(with_="Satu"), tie(with_="Dua")
    withdraw(first, hidden)
    assert status(client, first) == 404


def test_a_fact_left_open_on_purpose_says_so_and_why(client: Client) -> None:
    made = agreed()
    text = Instrument.objects.get(tie=made)
    for name, value in (("Kantor berita", "2024-05-17"), ("Laman kota", "2024-05-18")):
        add_claim(
            by=None,
            source=source(name),
            fact="signing-date",
            confidence="B",
            instrument=text,
            value=value,
            precision="day",
        )
    page = words(client, "tie", made.ref)
    assert "Tanggal penandatanganan Pasti menurut semuanya: Mei 2024 Sumber berbeda, belum diputuskan" in page
    assert "hari pihak terakhir menandatangani" in page
    officer = Actor(working(bandung(), Right.SEND)).acting(Right.SEND)
    leave_open(by=officer, tie=made, instrument=text, fact="signing-date", why="Menunggu naskah asli.")
    page = words(client, "tie", made.ref)
    assert "Sengaja dibiarkan terbuka" in page
    assert "Dibiarkan terbuka karena: Menunggu naskah asli." in page


def test_a_fact_on_which_sources_agree_needs_no_explanation(client: Client) -> None:
    made = agreed()
    add_claim(by=None, source=source(), fact="kind", confidence="B", tie=made, value="sister")
    assert "Mengapa sumber dapat berbeda" not in words(client, "tie", made.ref)


def test_the_day_of_the_last_confirmation(client: Client) -> None:
    made = agreed()
    assert "Terakhir dikonfirmasi daerah Belum pernah" in words(client, "tie", made.ref)
    Tie.objects.filter(pk=made.pk).update(confirmed_on=date(2026, 3, 12))
    assert "Terakhir dikonfirmasi daerah 12 Maret 2026" in words(client, "tie", made.ref)


def test_a_public_tie_can_be_cited_and_checked(client: Client) -> None:
    made = agreed()
    page = client.get(reverse("portal:tie", args=[made.ref])).content.decode()
    assert reverse("portal:receipt", args=[made.ref]) in page
    assert f"http://testserver/kerja-sama/{made.ref}/" in page
    assert f'<link rel="alternate" type="application/json" href="/api/v1/cooperations/{made.ref}">' in page


def test_what_is_not_public_offers_no_citation_and_leads_to_no_partner() -> None:
    made = tie()
    page = signed_in(working(bandung(), Right.READ)).get(reverse("portal:tie", args=[made.ref])).content.decode()
    assert "Cara mengutip" not in page
    assert "/api/v1/" not in page
    assert "/mitra/" not in page


def test_an_end_of_validity_is_not_carried_on_by_a_later_text(client: Client) -> None:
    made = tie()
    sign_instrument(
        by=None, tie=made, kind="mou", signed=VagueDate.year(2010), valid_until=date(2015, 6, 30)
    )  # fmt: skip
    page = words(client, "tie", made.ref)
    assert "Berlaku sampai 30 Juni 2015" in page
    assert "Sesudah 30 Juni 2015; naskah lanjutan belum tercatat" in page
    later = sign(made, date(2015, 6, 1), "extension")
    page = words(client, "tie", made.ref)
    assert "Berlaku sampai Belum ada keterangan" in page
    assert "Tidak ada naskah berlaku" not in page
    withdraw_instrument(by=None, instrument=later, reason="Salah.")
    assert "naskah lanjutan belum tercatat" in words(client, "tie", made.ref)


def test_the_kind_is_explained_with_its_article(client: Client) -> None:
    assert "kota kembar/bersaudara (Pasal 24 PP 28/2018)" in words(client, "tie", agreed().ref)


def test_a_held_party_leads_to_no_page_of_a_partner() -> None:
    made = open_tie(by=None, kind="ksdpk", region=region(), third_party="PT Contoh")
    sign(made)
    ministry = signed_in(working(body("Pusat Fasilitasi Kerja Sama"), Right.READ))
    assert "/mitra/" not in ministry.get(reverse("portal:tie", args=[made.ref])).content.decode()


def test_the_digest_shown_is_of_an_entry_that_the_reader_may_have_a_receipt_of(client: Client) -> None:
    made = agreed()
    note(None, "plan.adopted", made, {"case": "br-0000000000"})
    counted()
    detail = queries.detail(NOBODY, made.ref)
    assert detail is not None
    newest = receipts.entries(detail).last()
    assert newest is not None
    assert newest.kind == "tie.phase"
    page = words(client, "tie", made.ref)
    assert newest.digest in page
    assert ledger.history(made.ref).last().digest not in page


def test_who_keeps_a_cooperation_finds_the_way_there_and_back(client: Client) -> None:
    made = told()
    kept, public = reverse("register:statements", args=[made.ref]), reverse("portal:tie", args=[made.ref])
    officer = signed_in(writer())
    assert f'href="{kept}"' in officer.get(public).content.decode()
    assert f'href="{public}"' in officer.get(kept).content.decode()
    assert f'href="{kept}"' not in client.get(public).content.decode()


@pytest.mark.parametrize(
    ("capacity", "said"), [("pj", "Wali Kota Bandung, penjabat (Pj.)"), ("pemangku", "Wali Kota Bandung, pemangku")]
)
def test_in_what_right_somebody_signed_is_said_in_words(client: Client, capacity: str, said: str) -> None:
    text = agreed().instruments.get()
    text.signatures.create(office="Wali Kota Bandung", capacity=capacity)
    assert said in words(client, "tie", text.tie.ref)
