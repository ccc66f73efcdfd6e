"""A check says where a row says otherwise than the register, before anything is written."""

import pytest
from django.test import Client
from tests.register.import_pages import MELBOURNE, SUWON, brought_in, officer, page, press, signed_in, uploaded

from gerbang.register.models import Import, Tie

pytestmark = pytest.mark.django_db
APRIL = (*MELBOURNE[:5], "April 2024", "https://contoh.id/april")
DIFFERS = "Berbeda dengan register: Tanggal penandatanganan: April 2024"


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


def test_a_row_that_says_otherwise_is_named_in_the_list_on_its_page_and_on_confirming(client: Client) -> None:
    brought_in(client, APRIL)
    of = uploaded(client, SUWON, MELBOURNE)
    assert of.reading["differ"] == 1
    assert DIFFERS in client.get(f"/kelola/impor/{of.ref}/?baris=sudah-ada").content.decode()
    assert DIFFERS in page(client, "import-row", of.ref, 3)
    assert "Berbeda" not in page(client, "import-row", of.ref, 2)
    assert "1 baris berbeda dengan register" in page(client, "write-import", of.ref)
    press(client, "write-import", of.ref)
    assert Import.objects.get(pk=of.pk).state == Import.State.WRITTEN
    assert Tie.objects.filter(disputed=True).count() == 1


def test_a_row_that_says_the_same_is_not_named(client: Client) -> None:
    brought_in(client, MELBOURNE)
    of = uploaded(client, (*MELBOURNE[:6], "https://contoh.id/lain"))
    assert (of.counts["matched"], of.reading["differ"]) == (1, 0)
    assert "berbeda dengan register" not in page(client, "write-import", of.ref)


def test_a_doubled_row_says_which_row_it_repeats(client: Client) -> None:
    of = uploaded(client, MELBOURNE, MELBOURNE)
    assert "Sama dengan baris 2 tabel ini" in client.get(f"/kelola/impor/{of.ref}/?baris=sudah-ada").content.decode()
    assert "Sama dengan baris 2 tabel ini" in page(client, "import-row", of.ref, 3)
