"""A row of a checked table can be opened: how each cell was read, which cooperation it belongs to, what it adds."""

from datetime import date

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
    newest,
    officer,
    page,
    press,
    signed_in,
    uploaded,
)

from gerbang.people.acting import Actor
from gerbang.register.import_reading import Reading, reading
from gerbang.register.intake import tables
from gerbang.register.intake.undoing import foresee, undo
from gerbang.register.models import Import, ImportRow, Tie

pytestmark = pytest.mark.django_db

OTHER_SOURCE = (*MELBOURNE[:6], "https://contoh.id/lain")


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


def read(of: Import, number: int) -> Reading:
    found = reading(Actor(officer()), of, of.rows.get(number=number))
    assert found is not None
    return found


def cells(of: Import, number: int) -> dict[str, tuple[str, str, str]]:
    return {cell.label: (cell.written, cell.read, cell.remark) for cell in read(of, number).cells}


def test_rows_in_order_are_listed_and_each_is_opened(client: Client) -> None:
    of = uploaded(client, MELBOURNE, SUWON)
    html = page(client, "import", of.ref)
    for number in (2, 3):
        assert reverse("register:import-row", args=[of.ref, number]) in html
    assert "Dibaca sebagai" in page(client, "import-row", of.ref, 2)


def test_each_cell_stands_quoted_beside_what_it_was_read_as(client: Client) -> None:
    of = uploaded(client, ("Bandung", "Suwon ", "Korea Selatan", "sister city", "MoU", "25-08-1997", ""))
    told = cells(of, 2)
    assert "Daerah yang dimaksud belum ditemukan." in told["Daerah di Indonesia"]
    of = uploaded(client, ("Pemkot Bandung", "Suwon ", "Korea Selatan", "sister city", "MoU", "25-08-1997", ""))
    told = cells(of, 2)
    assert told["Daerah di Indonesia"] == ("“Pemkot Bandung”", "Kota Bandung", "Provinsi Jawa Barat")
    assert told["Mitra luar negeri"][1].startswith("Suwon")
    assert told["Mitra luar negeri"][2].endswith("Korea Selatan")
    assert told["Tanggal penandatanganan"] == ("“25-08-1997”", "25 Agustus 1997", "diketahui tanggal lengkapnya")
    assert told["Alamat sumber"][1:] == ("Tabel Pemerintah Kota Bandung", "Tabel ini")


def test_a_year_alone_is_told_as_a_year(client: Client) -> None:
    of = uploaded(client, (*MELBOURNE[:5], "2020", MELBOURNE[6]))
    assert cells(of, 2)["Tanggal penandatanganan"] == ("“2020”", "2020", "diketahui tahunnya saja")


def test_a_known_cooperation_is_named_with_the_statements_that_would_be_added(client: Client) -> None:
    brought_in(client, MELBOURNE)
    of = uploaded(client, OTHER_SOURCE)
    found = read(of, 2)
    assert found.outcome == ImportRow.Outcome.MATCHED
    assert found.tie == Tie.objects.get()
    assert "17 Mei 2024" in [one.value for one in found.adds]
    html = page(client, "import-row", of.ref, 2)
    assert reverse("register:statements", args=[Tie.objects.get().ref]) in html
    assert "Keterangan yang akan ditambahkan" in html


def test_the_same_word_of_the_same_source_adds_nothing(client: Client) -> None:
    brought_in(client, MELBOURNE)
    of = uploaded(client, MELBOURNE, SUWON)
    assert read(of, 2).adds == []
    assert "tidak menambah keterangan" in page(client, "import-row", of.ref, 2)


def test_a_row_after_the_one_that_begins_its_cooperation_leads_there(client: Client) -> None:
    of = uploaded(client, MELBOURNE, SUWON, OTHER_SOURCE, OTHER_SOURCE)
    first, second = read(of, 4), read(of, 5)
    assert (first.outcome, first.joins, first.tie) == (ImportRow.Outcome.MATCHED, 2, None)
    assert first.adds
    assert (second.joins, second.adds) == (2, [])
    assert "baris 2 tabel ini" in page(client, "import-row", of.ref, 4)


def test_a_register_that_moved_since_the_check_is_told(client: Client) -> None:
    of = uploaded(client, OTHER_SOURCE)
    waiting = Import.objects.get(pk=of.pk)
    brought_in(client, MELBOURNE)
    assert "Register sudah berubah sejak pemeriksaan" in page(client, "import-row", waiting.ref, 2)


def test_a_refused_and_a_waiting_row_show_what_could_be_read_of_them(client: Client) -> None:
    of = uploaded(client, UNKNOWN, (*MELBOURNE[:5], "31 Februari 2020", MELBOURNE[6]))
    waiting, refused = page(client, "import-row", of.ref, 2), page(client, "import-row", of.ref, 3)
    assert "Mengapa menunggu" in waiting
    assert "Pemerintah yang dimaksud belum ditemukan" in waiting
    assert "Mengapa ditolak" in refused
    assert reverse("register:set-row-right", args=[of.ref, 3]) in refused


def test_a_row_of_another_body_is_not_there(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    stranger = signed_in_elsewhere()
    assert stranger.get(reverse("register:import-row", args=[of.ref, 2])).status_code == 404


def signed_in_elsewhere() -> Client:
    from tests.people.helpers import Right, body, working

    return signed_in(working(body("Pemerintah Kota Surabaya"), Right.PREPARE))


def test_nothing_is_listed_as_in_order_while_columns_are_not_settled(client: Client) -> None:
    of = uploaded(client, (*MELBOURNE, "0812"), columns=(*COLUMNS, "Nomor HP"))
    assert not of.rows.exists()


def test_rows_in_order_beyond_those_that_are_kept_are_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "KEPT", 1)
    of = uploaded(client, MELBOURNE, SUWON)
    assert of.rows.count() == 1
    assert "1 baris lain yang tidak bermasalah" in page(client, "import", of.ref)


def test_the_page_of_an_import_names_new_cooperations_and_what_was_left_out(client: Client) -> None:
    of = brought_in(client, MELBOURNE, UNKNOWN)
    html = page(client, "import", of.ref)
    assert "Kerja sama baru</h2>" in html
    assert reverse("register:statements", args=[Tie.objects.get().ref]) in html
    press(client, "leave-out-row", of.ref, 3, reason="Bukan kerja sama pemerintah.")
    html = page(client, "import", of.ref)
    assert "Baris yang dilewati</h2>" in html
    assert "Bukan kerja sama pemerintah." in html


def test_many_new_cooperations_are_paged(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gerbang.register.views.importing.NAMED", 1)
    of = brought_in(client, MELBOURNE, SUWON, UNKNOWN)
    assert "Semua 2 kerja sama baru" in page(client, "import", of.ref)
    every = client.get(reverse("register:import", args=[of.ref]), {"baris": "baru"}).content.decode()
    assert all(tie.ref in every for tie in Tie.objects.all())


def test_a_row_that_was_brought_in_shows_what_it_states(client: Client) -> None:
    of = brought_in(client, MELBOURNE)
    assert "17 Mei 2024" in page(client, "import-row", of.ref, 2)


@pytest.mark.parametrize(("language", "name"), [("", "masalah-"), ("/en", "problems-")])
def test_the_table_of_problems_is_called_as_the_language_has_it(client: Client, language: str, name: str) -> None:
    of = uploaded(client, NOT_OURS)
    answer = client.get(language + reverse("register:import-problems", args=[of.ref]))
    assert f'filename="{name}{of.ref}.csv"' in answer["Content-Disposition"]


def test_not_bringing_in_stands_beside_bringing_in(client: Client) -> None:
    head = page(client, "import", uploaded(client, MELBOURNE).ref).partition("<h2")[0]
    assert "Masukkan 1 baris" in head
    assert "Jangan dimasukkan" in head


def test_undoing_says_beforehand_what_it_does_and_does_it(client: Client) -> None:
    first = brought_in(client, MELBOURNE)
    of = brought_in(client, OTHER_SOURCE, SUWON, ("Kota Bandung", "Windhoek", "Namibia", "", "MoU", "2017", ""))
    press(client, "describe", Tie.objects.get(names_id__contains="Suwon").ref, fields_id="Pendidikan")
    found = foresee(of)
    assert (found.withdrawn, found.restored, found.kept) == (1, 1, 1)
    assert found.statements == of.claims.filter(tie__import_rows__of=first).distinct().count()
    html = page(client, "undo-import", of.ref)
    assert "Yang akan dibatalkan" in html
    done = undo(by=None, of=of, reason="Tabel keliru.")
    assert (done.withdrawn, done.restored, len(done.kept)) == (found.withdrawn, found.restored, found.kept)


def test_a_cooperation_of_two_rows_is_undone_once(client: Client) -> None:
    of = brought_in(client, MELBOURNE, OTHER_SOURCE)
    found = foresee(of)
    assert (found.withdrawn, found.restored, found.statements, found.kept) == (1, 0, 0, 0)
    assert len(undo(by=None, of=of, reason="Keliru.").kept) == 0


def test_the_name_of_ones_own_office_is_not_repeated_over_the_table(client: Client) -> None:
    brought_in(client, MELBOURNE)
    head = page(client, "import", newest().ref).partition("<main")[2].partition("</h1>")[0]
    assert "Pemerintah Kota Bandung" not in head


def test_a_date_as_the_table_writes_it_stands_in_quotation_marks(client: Client) -> None:
    brought_in(client, (*MELBOURNE[:5], "17-05-2024", MELBOURNE[6]))
    html = page(client, "statements", Tie.objects.get().ref)
    assert "“17-05-2024”" in html
    assert Tie.objects.get().listed_on == date(2024, 5, 17)
