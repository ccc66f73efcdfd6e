"""Who may bring tables in, who may read what became of them, and for whom they do not exist."""

import pytest
from django.urls import reverse
from tests.access.roles import make
from tests.register.import_pages import MELBOURNE, SUWON, UNKNOWN, brought_in, page, press, signed_in, upload, uploaded
from tests.register.import_pages import delimited as table

from gerbang.register.models import Import, Tie

pytestmark = pytest.mark.django_db

PAGES = ("import", "import-problems", "import-progress")
FORMS = ("write-import", "drop-import", "undo-import")


@pytest.mark.parametrize("role", ["analyst", "head of division", "technical office", "province", "home affairs"])
def test_writers_of_regions_and_of_national_bodies_bring_tables_in(role: str) -> None:
    assert "Unggah dan periksa" in page(signed_in(make(role)), "imports")


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_whoever_only_reads_sees_nothing_to_press(role: str) -> None:
    of = brought_in(signed_in(make("analyst")), MELBOURNE, UNKNOWN)
    client = signed_in(make(role))
    html = page(client, "imports")
    assert "Unggah dan periksa" not in html
    assert of.filename in html
    shown = page(client, "import", of.ref)
    assert reverse("register:undo-import", args=[of.ref]) not in shown
    row = page(client, "import-row", of.ref, 3)
    assert "Masukkan baris ini" not in row
    for name in FORMS:
        assert client.get(reverse(f"register:{name}", args=[of.ref])).status_code == 403
    assert upload(client, table(SUWON)).status_code == 422
    assert Import.objects.count() == 1


@pytest.mark.parametrize("role", ["another city", "province"])
def test_for_another_body_an_import_is_not_there(role: str) -> None:
    of = brought_in(signed_in(make("analyst")), MELBOURNE, UNKNOWN)
    client = signed_in(make(role))
    assert of.filename not in page(client, "imports").partition("<main")[2].partition("Kolom yang")[0]
    for name in (*PAGES, *FORMS):
        assert client.get(reverse(f"register:{name}", args=[of.ref])).status_code == 404
    for name in ("import-row", "leave-out-row"):
        assert client.get(reverse(f"register:{name}", args=[of.ref, 3])).status_code == 404


@pytest.mark.parametrize("role", ["council", "ministry", "mission", "nobody yet"])
def test_whoever_keeps_no_register_has_no_imports(role: str) -> None:
    assert signed_in(make(role)).get(reverse("register:imports")).status_code == 403


def test_national_sight_sees_settles_and_undoes_but_leaves_bringing_in_to_the_region() -> None:
    region, ministry = signed_in(make("analyst")), signed_in(make("home affairs"))
    checked = uploaded(region, SUWON)
    assert reverse("register:write-import", args=[checked.ref]) not in page(ministry, "import", checked.ref)
    assert ministry.get(reverse("register:write-import", args=[checked.ref])).status_code == 403
    of = brought_in(region, MELBOURNE, UNKNOWN)
    press(ministry, "import-row", of.ref, 3, other0="iso:JP-26")
    assert Tie.objects.count() == 2
    press(ministry, "undo-import", of.ref, reason="Permintaan daerah.")
    assert not Tie.objects.filter(withdrawn_at=None, names_id__contains="Melbourne").exists()


def test_a_region_may_not_settle_a_row_into_another_regions_cooperation() -> None:
    ministry, region = signed_in(make("home affairs")), signed_in(make("analyst"))
    brought_in(
        ministry, ("Kota Surabaya", "Busan", "Korea Selatan", "sister city", "MoU", "1994", "https://contoh.id/s")
    )
    other = Tie.objects.get()
    of = brought_in(region, UNKNOWN)
    answer = press(region, "import-row", of.ref, 2, tie=other.ref)
    assert answer.status_code == 422
    of.refresh_from_db()
    assert of.rows.get().settled_at is None
