"""What the public reads of sources that differ: the state in their words, what they share, and who decided what."""

from datetime import date

import pytest
from django.test import Client
from tests.people.helpers import Right, body, signed_in, working
from tests.portal.reading import words
from tests.register.export import reading
from tests.register.helpers import agreed, counted, region, source, tie
from tests.register.settling import again, officer, second, told

from gerbang.register.actions import add_claim, choose_claim
from gerbang.register.models import Claim, Fact, Tie

pytestmark = pytest.mark.django_db

API = {"berbeda": "disputed", "dipilih": "chosen"}
DIFFER, CHOSEN = "Sumber berbeda, belum diputuskan", "Sumber berbeda, sudah dipilih"


def state(of: Tie, value: str, said: str, name: str = "Surat pernyataan Kota Bandung nomor 1") -> Claim:
    return add_claim(
        by=None,
        tie=of,
        fact=Fact.STATUS,
        value=value,
        said_id=said,
        source=source(name),
        confidence="A",
        quoted_on=date(2026, 1, 20),
    )


def kind(of: Tie, value: str, name: str) -> Claim:
    return add_claim(by=None, tie=of, fact=Fact.KIND, value=value, source=source(name), confidence="C")


def test_a_regions_word_that_it_has_ended_is_shown_like_a_blogs_and_changes_nothing() -> None:
    made = agreed()
    state(made, "ended", "Tidak diperpanjang.")
    page = words(Client(), "tie", made.ref)
    assert "Berakhir. Tidak diperpanjang. Surat pernyataan Kota Bandung nomor 1 · keterangan tanggal 20 Januari" in page
    found = again(made)
    assert (found.phase, found.public, found.disputed, found.facets) == (
        made.phase, made.public, made.disputed, made.facets.replace("as_arsip", "as_sumber"),
    )  # fmt: skip


def test_files_have_the_word_on_the_state_as_the_pages_do() -> None:
    made = agreed()
    state(made, "ended", "Tidak diperpanjang.")
    [node] = reading.objects()
    [statement] = [one for one in node["statements"] if one["fact"] == "status"]
    assert (statement["value"], statement["said"], statement["quotedOn"]) == (
        "ended", {"id": "Tidak diperpanjang."}, "2026-01-20",
    )  # fmt: skip
    told = [(row["status"], row["evidence"]) for row in reading.rows() if row["source_url"]]
    assert told == [("ended", "Tidak diperpanjang.")]
    assert "keaktifan" not in words(Client(), "data")


def test_what_is_said_of_a_text_that_is_not_public_is_nowhere() -> None:
    made = agreed()
    add_claim(
        by=None,
        instrument=made.instruments.create(kind="loi"),
        fact=Fact.SIGNING_DATE,
        value="2023",
        precision="year",
        said_id="Rahasia",
        source=source("Sumber internal"),
        confidence="B",
    )
    assert "Rahasia" not in words(Client(), "tie", made.ref)
    for form in ("csv", "jsonl"):
        written = reading.taken(form).decode()
        assert "Rahasia" not in written and "Sumber internal" not in written


def test_two_days_in_one_year_leave_the_year_for_lists_filters_and_files(client: Client) -> None:
    made = told(on="1990-04-02", precision="day")
    second(made, "1990-03-12")
    found = again(made)
    assert (found.signed.iso, found.year, found.disputed) == ("1990", 1990, True)
    counted()
    assert f"1990 tahun saja {made.name}" in words(client, "ties", tahun="1990")
    assert made.name not in words(client, "ties", tanggal="belum")
    page = words(client, "tie", made.ref)
    assert "Naskah disepakati: 1990." in page
    assert f"Pasti menurut semuanya: 1990 {DIFFER}" in page
    [node] = reading.objects()
    assert node["signed"]["edtf"] == "1990"


def test_the_two_terms_stand_in_lists_and_on_the_page_and_narrow_the_list(client: Client) -> None:
    open_, settled = (
        told(on="1990-04-02", precision="day"),
        told(with_="Nagoya", on="1991", precision="year", origin="b"),
    )
    second(open_, "1992", "year")
    chosen = second(settled, "1993", "year", of=source("Sumber ketiga"))
    choose_claim(by=officer(), claim=chosen, why="Naskah ada di arsip.")
    counted()
    for asked, term, shown, hidden in (("berbeda", DIFFER, open_, settled), ("dipilih", CHOSEN, settled, open_)):
        page = words(client, "ties", sumber=asked)
        assert shown.name in page and hidden.name not in page
        assert term in words(client, "ties", sumber=asked, tampilan="tabel")
        asked_by_program = client.get("/api/v1/cooperations", {API[asked]: "true"}).json()["items"]
        assert [one["ref"] for one in asked_by_program] == [shown.ref]
        assert client.get("/api/v1/facets").json()[API[asked]] == 1
        assert f"{term} Sumber lain" in words(client, "tie", shown.ref)
        assert f"{term} 1" in words(client, "statistics")
        assert term in words(client, "about")


def test_the_line_over_the_title_has_the_form_in_use() -> None:
    made = told()
    by = officer()
    green = kind(made, "green-sister-city", "Laman hijau")
    line = "menurut sumber: Kota hijau bersaudara"
    assert line not in words(Client(), "tie", made.ref)
    choose_claim(by=by, claim=made.claims.get(fact=Fact.KIND, instrument=None, value="sister"), why="Menurut naskah.")
    assert "menurut sumber:" not in words(Client(), "tie", made.ref)
    choose_claim(by=by, claim=green, why="Menurut nota.")
    assert "menurut sumber:" in words(Client(), "tie", made.ref)


def test_an_official_is_told_how_many_the_public_does_not_see() -> None:
    agreed(with_="Kota Satu")
    for number in range(2):
        tie(with_=f"Kota {number}")
    counted()
    bandung = region()
    for name in ("Pemerintah Kota Bandung", "Pusat Fasilitasi Kerja Sama"):
        client = signed_in(working(body(name), Right.READ, email=f"{name.split()[1].casefold()}@peran.example"))
        assert "2 di antaranya tidak tampil untuk umum" in words(client, "region", bandung.ref)
        listed = words(client, "regions")
        assert "Dalam kurung: di antaranya yang tidak tampil untuk umum." in listed
        assert "Kota Bandung Provinsi Jawa Barat 3 (2)" in listed
    for page in (words(Client(), "regions"), words(Client(), "region", bandung.ref)):
        assert "tidak tampil" not in page
