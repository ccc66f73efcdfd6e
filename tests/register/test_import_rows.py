"""A row that waits is settled by a person, or left out; an import is undone as one."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.register.import_pages import (
    COLUMNS,
    MELBOURNE,
    SUWON,
    UNKNOWN,
    brought_in,
    delimited,
    ministry,
    newest,
    officer,
    page,
    press,
    signed_in,
    upload,
)

from gerbang.places.models import Partner, Region
from gerbang.register import import_words
from gerbang.register.models import Claim, Import, ImportRow, Tie

pytestmark = pytest.mark.django_db

CHARLESTON = ("Kota Bandung", "Charleston", "Amerika Serikat", "sister city", "MoU", "2015", "https://contoh.id/c")


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


def held(of: Import) -> ImportRow:
    return of.rows.get(outcome=ImportRow.Outcome.HELD)


def test_a_row_that_waits_says_why_and_what_it_says(client: Client) -> None:
    of = brought_in(client, MELBOURNE, UNKNOWN)
    html = page(client, "import-row", of.ref, held(of).number)
    assert "“Kota Entahberantah” tidak ada dalam daftar" in html
    assert "https://contoh.id/tiga" in html
    assert reverse("register:import-row", args=[of.ref, 3]) in page(client, "import", of.ref)
    assert "1 baris menunggu" in page(client, "index")


def test_namesakes_are_offered_with_what_tells_them_apart(client: Client) -> None:
    of = brought_in(client, CHARLESTON)
    html = page(client, "import-row", of.ref, held(of).number)
    assert "South Carolina" in html
    assert "West Virginia" in html
    place = next(key for key in held(of).candidates)
    press(client, "import-row", of.ref, held(of).number, place_offered=place)
    row = of.rows.get()
    assert row.outcome == ImportRow.Outcome.CREATED
    assert row.settled_at is not None
    assert row.tie.name.startswith("Kota Bandung – Charleston")


def test_a_row_of_several_partners_waits_for_each_of_them(client: Client) -> None:
    several = ("Kota Bandung", "Kyoto dan Tokyo", "Jepang", "sister city", "MoU", "2015", "https://contoh.id/c")
    of = brought_in(client, several, MELBOURNE)
    assert "Masih ada mitra lain dalam baris ini" in page(client, "import-row", of.ref, 2)
    answer = press(client, "import-row", of.ref, 2, other0="iso:JP-26")
    html = answer.content.decode()
    assert "Satu mitra pada baris 2 sudah dimasukkan" in html
    assert "Sudah dimasukkan dari baris ini: Kota Bandung" in html
    assert held(of).number == 2
    assert "1 baris menunggu" in page(client, "index")
    press(client, "import-row", of.ref, 2, other0="iso:JP-13")
    assert Tie.objects.count() == 3
    assert not of.rows.filter(outcome=ImportRow.Outcome.HELD).exists()
    assert "Sudah dimasukkan dari baris ini: Kota Bandung" in page(client, "import-row", of.ref, 2)


def test_a_row_of_several_partners_is_done_when_a_person_says_so(client: Client) -> None:
    several = ("Kota Bandung", "Kyoto dan Tokyo", "Jepang", "sister city", "MoU", "2015", "https://contoh.id/c")
    of = brought_in(client, several)
    press(client, "import-row", of.ref, 2, other0="iso:JP-26")
    answer = press(client, "import-row", of.ref, 2, finished="on")
    assert "Baris 2 selesai" in answer.content.decode()
    assert (Tie.objects.count(), of.rows.get().outcome) == (1, ImportRow.Outcome.CREATED)


def test_a_province_is_offered_as_one_beside_the_city_of_its_name() -> None:
    row = ImportRow(candidates=["iso:BE-WNA"])
    assert [option.detail for option in import_words.offered_places(row)] == ["Provinsi · Belgia"]


def test_another_government_is_picked(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    press(client, "import-row", of.ref, 2, other0="iso:JP-26")
    partner = Tie.objects.get().partners_side[0].partner
    assert partner.subdivision.iso == "JP-26"


def test_a_partner_that_no_list_has_is_added(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    typed = {"new_name": "Entahberantah", "new_country": "JP", "new_level": "second"}
    press(client, "import-row", of.ref, 2, **typed)
    assert Partner.objects.get(name_id="Entahberantah").awaits_confirmation
    assert Tie.objects.count() == 1


def test_a_new_partner_without_a_level_is_asked_for_it_and_nothing_is_lost(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    answer = press(client, "import-row", of.ref, 2, new_name="Entahberantah", new_country="JP")
    assert answer.status_code == 422
    assert "Mitra baru harus disertai" in answer.content.decode()
    assert 'value="Entahberantah"' in answer.content.decode()


def test_a_cell_is_corrected(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    press(client, "import-row", of.ref, 2, cell_foreign_side="Suwon", other0="")
    assert held_rows(of) == 1
    answer = press(client, "import-row", of.ref, 2, cell_foreign_side="Kyoto", other0="iso:JP-26")
    assert answer.status_code == 200
    assert held_rows(of) == 0


def held_rows(of: Import) -> int:
    return int(of.rows.filter(outcome=ImportRow.Outcome.HELD, settled_at=None).count())


def test_what_is_still_wrong_stands_at_its_field(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    answer = press(client, "import-row", of.ref, 2, cell_foreign_side="Kota Antahberantah")
    assert answer.status_code == 422
    assert "Kota Antahberantah" in answer.content.decode()
    assert held_rows(of) == 1


def test_a_region_is_chosen_among_namesakes() -> None:
    client = signed_in(ministry())
    rows = ("Bandung", "Melbourne", "Australia", "sister city", "MoU", "2024", "https://contoh.id/b")
    of = brought_in(client, rows)
    city = Region.objects.get(name_id="Kota Bandung")
    assert city.ref in held(of).candidates
    press(client, "import-row", of.ref, 2, region_offered=city.ref)
    assert Tie.objects.get().name == "Kota Bandung – Melbourne"


def test_a_source_that_says_otherwise_is_settled_by_a_person(client: Client) -> None:
    brought_in(client, MELBOURNE)
    other = (*MELBOURNE[:5], "2023-05-17", MELBOURNE[6])
    of = brought_in(client, other)
    assert "Sumber yang sama sebelumnya menyatakan" in page(client, "import-row", of.ref, 2)
    press(client, "import-row", of.ref, 2, corrected="on")
    dates = Claim.objects.filter(fact="signing-date", withdrawn_at=None).values_list("value", flat=True)
    assert list(dates) == ["2023-05-17"]


def test_a_row_is_left_out_with_its_reason(client: Client) -> None:
    of = brought_in(client, MELBOURNE, UNKNOWN)
    press(client, "leave-out-row", of.ref, 3, reason="Bukan kerja sama pemerintah.")
    row = of.rows.get(number=3)
    assert row.outcome == ImportRow.Outcome.DROPPED
    left = client.get(reverse("register:import", args=[of.ref]), {"baris": "dilewati"}).content.decode()
    assert "Bukan kerja sama pemerintah." in left


def test_a_row_that_a_colleague_settled_meanwhile_is_a_conflict(client: Client) -> None:
    of = brought_in(client, UNKNOWN)
    press(client, "import-row", of.ref, 2, other0="iso:JP-26")
    answer = press(signed_in(officer()), "import-row", of.ref, 2, other0="iso:JP-27", key="lain")
    assert answer.status_code == 409
    assert Tie.objects.count() == 1


def test_an_import_is_undone_with_its_reason(client: Client) -> None:
    of = brought_in(client, MELBOURNE, SUWON)
    assert press(client, "undo-import", of.ref, reason="").status_code == 422
    answer = press(client, "undo-import", of.ref, reason="Tabel tahun lalu.")
    of.refresh_from_db()
    assert of.state == Import.State.UNDONE
    assert Tie.objects.filter(withdrawn_at=None).count() == 0
    html = answer.content.decode()
    assert "Tabel tahun lalu." in html
    assert "Kerja sama yang ditarik" in html


def test_what_somebody_has_worked_on_since_stays_and_is_named(client: Client) -> None:
    of = brought_in(client, MELBOURNE, SUWON)
    kept = Tie.objects.get(names_id__contains="Suwon")
    press(client, "describe", kept.ref, fields_id="Pendidikan")
    html = press(client, "undo-import", of.ref, reason="Tabel tahun lalu.").content.decode()
    assert Tie.objects.filter(withdrawn_at=None).get() == kept
    assert "Tetap, karena sejak itu sudah dikerjakan" in html
    assert kept.ref in html
    assert "Bagian Kerja Sama Kota Bandung" in html


def test_an_import_that_is_undone_cannot_be_undone_again(client: Client) -> None:
    of = brought_in(client, MELBOURNE)
    press(client, "undo-import", of.ref, reason="Salah tabel.")
    answer = client.get(reverse("register:undo-import", args=[of.ref]))
    assert answer.status_code == 302
    assert reverse("register:undo-import", args=[of.ref]) not in page(client, "import", of.ref)


def test_a_statement_added_to_a_known_cooperation_is_counted_as_matched(client: Client) -> None:
    brought_in(client, MELBOURNE)
    upload(client, delimited((*MELBOURNE[:6], "https://contoh.id/lain"), columns=COLUMNS))
    assert newest().counts["matched"] == 1
    assert newest().reading["adds"] == 1
