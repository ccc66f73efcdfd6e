"""A table is uploaded, checked and brought in; what is wrong with it is said all at once."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.register.import_pages import (
    COLUMNS,
    MELBOURNE,
    NOT_OURS,
    SUWON,
    UNKNOWN,
    brought_in,
    hidden,
    newest,
    officer,
    page,
    press,
    signed_in,
    upload,
    uploaded,
    workbook,
)

from gerbang.documents.models import Document, Upload
from gerbang.register.intake import tables
from gerbang.register.models import Import, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


def test_the_list_says_how_to_begin(client: Client) -> None:
    html = page(client, "imports")
    assert "Belum ada impor" in html
    assert reverse("register:empty-table", args=["xlsx"]) in html
    assert reverse("register:imports") in page(client, "index")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_table_can_be_uploaded_as_it_is(client: Client, kind: str) -> None:
    data = client.get(reverse("register:empty-table", args=[kind])).content
    answer = upload(client, data, f"kosong.{kind}")
    assert newest().counts["read"] == 0
    assert not newest().reading["faults"]
    assert "Masukkan" not in answer.content.decode().partition("<main")[2].partition("<h2")[0]


def test_a_table_is_checked_and_nothing_is_written(client: Client) -> None:
    of = uploaded(client, MELBOURNE, SUWON, UNKNOWN)
    assert of.state == Import.State.CHECKED
    assert of.counts == {"read": 3, "created": 2, "matched": 0, "held": 1, "refused": 0}
    assert Tie.objects.count() == 0
    html = page(client, "import", of.ref)
    assert "Kota Entahberantah" in html
    assert "Masukkan 2 baris" in html


def test_a_checked_table_is_brought_in_with_one_press(client: Client) -> None:
    of = uploaded(client, MELBOURNE, SUWON, UNKNOWN)
    answer = press(client, "write-import", of.ref)
    of.refresh_from_db()
    assert of.state == Import.State.WRITTEN
    assert Tie.objects.count() == 2
    assert "1 baris menunggu" in answer.content.decode()
    created = client.get(reverse("register:import", args=[of.ref]), {"baris": "baru"}).content.decode()
    assert all(tie.ref in created for tie in Tie.objects.all())


def test_the_table_itself_is_kept_among_the_documents_of_its_body(client: Client) -> None:
    of = brought_in(client, MELBOURNE)
    document = Document.objects.get(subject_ref=of.ref)
    assert of.document == document.ref
    assert document.body.name_id == "Pemerintah Kota Bandung"
    assert not Upload.objects.exists()
    assert reverse("documents_download", args=[document.ref, 1]) in page(client, "import", of.ref)


def test_a_colleague_brings_in_what_another_has_uploaded(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    press(signed_in(officer()), "write-import", of.ref)
    of.refresh_from_db()
    assert of.state == Import.State.WRITTEN
    assert Document.objects.filter(ref=of.document).exists()


def test_a_refused_row_stands_against_the_whole_table(client: Client) -> None:
    of = uploaded(client, MELBOURNE, NOT_OURS)
    html = page(client, "import", of.ref)
    assert "1 baris ditolak" in html
    assert reverse("register:write-import", args=[of.ref]) not in html
    client.post(reverse("register:write-import", args=[of.ref]), {"key": "x", "seen": of.checks})
    assert Tie.objects.count() == 0


def test_all_problems_are_listed_by_row_and_column_and_can_be_taken_away(client: Client) -> None:
    of = uploaded(client, (*MELBOURNE[:5], "31 Februari 2020", "ftp:x"), UNKNOWN)
    html = page(client, "import", of.ref)
    assert "31 Februari 2020" in html
    assert "ftp:x" in html
    answer = client.get(reverse("register:import-problems", args=[of.ref]))
    lines = b"".join(answer).decode().splitlines()
    assert lines[0].startswith("\ufeffBaris;Kolom;Sel;")
    assert [line.split(";")[0] for line in lines[1:]] == ["2", "2", "3"]


def test_problems_beyond_those_that_are_kept_are_still_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "KEPT", 1)
    of = uploaded(client, NOT_OURS, NOT_OURS, UNKNOWN)
    assert of.counts["refused"] == 2
    assert "2 baris bermasalah lainnya" in page(client, "import", of.ref)


def test_a_formula_in_a_cell_is_harmless_in_the_table_of_problems(client: Client) -> None:
    of = uploaded(client, ("Kota Bandung", "=HYPERLINK(1)", "Jepang", "", "MoU", "2020", ""))
    text = b"".join(client.get(reverse("register:import-problems", args=[of.ref]))).decode()
    assert ";'=HYPERLINK(1);" in text


def test_an_unknown_column_is_named_and_may_be_left_out(client: Client) -> None:
    of = uploaded(client, (*MELBOURNE, "0812"), columns=(*COLUMNS, "Nomor HP"))
    assert "Nomor HP" in page(client, "import", of.ref)
    assert of.counts["refused"] == 1
    press(client, "import", of.ref, **{f"out_{len(COLUMNS)}": "on"})
    of.refresh_from_db()
    assert of.counts == {"read": 1, "created": 1, "matched": 0, "held": 0, "refused": 0}
    assert of.checks == 2


def test_columns_are_chosen_by_hand_and_remembered_for_the_next_table(client: Client) -> None:
    columns = ("Kota kita", "Kota mereka", "Negara", "Catatan HP")
    of = uploaded(client, ("Kota Bandung", "Melbourne", "Australia", "0812"), columns=columns)
    assert of.reading["faults"]
    press(client, "import", of.ref, indonesian_side="0", foreign_side="1", country="2", out_3="on")
    of.refresh_from_db()
    assert of.counts["created"] == 1
    again = uploaded(client, ("Kota Bandung", "Suwon", "Korea Selatan", "0813"), columns=columns)
    assert again.counts["created"] == 1
    assert again.reading["left_out"] == ["Catatan HP"]


def test_one_column_is_not_taken_twice(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    answer = press(client, "import", of.ref, foreign_level="1")
    assert answer.status_code == 422
    assert "sudah dipilih untuk" in answer.content.decode()


def test_how_the_table_was_read_is_said(client: Client) -> None:
    data = "Daftar kerja sama\n\nDaerah;Mitra;Negara\nKota Bandung;Melbourne;Australia\n".encode("utf-16")
    upload(client, data)
    html = page(client, "import", newest().ref)
    assert "UTF-16" in html
    assert "titik koma" in html
    assert "baris 3" in html


def test_a_possible_duplicate_stands_beside_the_cooperation_it_may_be(client: Client) -> None:
    brought_in(client, MELBOURNE)
    of = uploaded(
        client, ("Kota Bandung", "Melbourn", "Australia", "sister city", "MoU", "2024", "https://contoh.id/x")
    )
    html = page(client, "import", of.ref)
    assert "Di dalam tabel" in html
    assert Tie.objects.get().ref in html


def test_the_same_table_again_adds_nothing_and_leads_to_the_first(client: Client) -> None:
    first = brought_in(client, MELBOURNE)
    of = uploaded(client, MELBOURNE)
    answer = press(client, "write-import", of.ref)
    of.refresh_from_db()
    assert of.state == Import.State.DROPPED
    assert reverse("register:import", args=[first.ref]) in answer.content.decode()


def test_pressing_twice_writes_once(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    url = reverse("register:write-import", args=[of.ref])
    sent = hidden(client.get(url).content.decode())
    first, second = client.post(url, sent), client.post(url, sent)
    assert first["Location"] == second["Location"]
    assert Tie.objects.count() == 1


def test_a_check_that_a_colleague_made_anew_is_not_written_unseen(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    url = reverse("register:write-import", args=[of.ref])
    sent = hidden(client.get(url).content.decode())
    press(client, "import", of.ref)
    assert client.post(url, sent).status_code == 409
    assert Tie.objects.count() == 0


def test_rows_that_are_refused_only_on_writing_bring_back_the_check(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = uploaded(client, MELBOURNE, SUWON)
    monkeypatch.setattr(tables, "own_regions", lambda _by: frozenset())
    answer = press(client, "write-import", of.ref)
    of.refresh_from_db()
    assert of.state == Import.State.CHECKED
    assert of.counts["refused"] == 2
    assert "Tidak ada yang ditulis: register berubah" in answer.content.decode()
    assert Tie.objects.count() == 0


def test_a_table_that_is_not_wanted_is_dropped_with_its_upload(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    press(client, "drop-import", of.ref)
    of.refresh_from_db()
    assert of.state == Import.State.DROPPED
    assert not Upload.objects.exists()


def test_a_table_that_was_swept_has_to_be_uploaded_again(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    Upload.objects.all().delete()
    html = page(client, "import", of.ref)
    assert "Unggah lagi" in html
    assert reverse("register:write-import", args=[of.ref]) not in html


BAD = {
    "empty": (b"", "kosong"),
    "page": (b"<html><table><tr><td>Daerah</td></tr></table></html>", "halaman web"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "97-2003"),
    "no table": (bytes(range(256)) * 40, "bukan tabel"),
    "broken workbook": (b"PK\x03\x04" + bytes(200), "bukan buku kerja"),
    "one word": (b"halo", "nama kolom"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_table_is_refused_beside_the_field(client: Client, case: str) -> None:
    data, words = BAD[case]
    answer = upload(client, data, "daftar.xlsx")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_a_workbook_as_officials_keep_it_is_understood(client: Client) -> None:
    rows = [
        ["DAFTAR KERJA SAMA LUAR NEGERI"],
        [],
        ["No", "Daerah", "Mitra", "Negara", "Jenis dokumen", "Tanggal penandatanganan"],
        [1, "Kota Bandung", "Melbourne", "Australia", "MoU", "17 Mei 2024"],
        [2, "Pemkot Bandung", "Suwon ", "Korea Selatan", "MoU", "25-08-1997"],
    ]
    upload(client, workbook(*rows), "Daftar KS 2026.xlsx")
    of = newest()
    assert of.counts["created"] == 2
    assert of.reading["header_row"] == 3
