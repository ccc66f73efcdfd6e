"""What the public reads of cases that really happened (tests/register/real_cases.py)."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import body, signed_in, working
from tests.portal.reading import words
from tests.register import real_cases
from tests.register.helpers import counted, region

from gerbang.people.models import Right
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def test_papua_signed_as_irian_jaya_shows_both_names(client: Client) -> None:
    tie = real_cases.papua_signed_as_irian_jaya()
    page = words(client, "tie", tie.ref)
    assert "Provinsi Papua – Yamagata" in page.replace("Prefektur ", "")
    assert "Daerah · nama sekarang Provinsi Papua Indonesia Dalam naskah atau sumbernya: Irian Jaya" in page
    assert "Naskah disepakati: 9 Juni 1994." in page
    english = words(client, "tie", tie.ref, language="/en")
    assert "Region · name today Papua Province Indonesia In the text or its source: Irian Jaya" in english


def test_the_regions_page_tells_its_names_and_what_was_split_off(client: Client) -> None:
    tie = real_cases.papua_signed_as_irian_jaya()
    papua, split_off = region("Papua"), region("Papua Tengah")
    page = words(client, "region", papua.ref)
    assert "Nama lama Irian Jaya" in page
    assert "Daerah hasil pemekaran · 25 Juli 2022 Provinsi Papua Tengah" in page
    assert tie.ref in client.get(reverse("portal:region", args=[papua.ref])).content.decode()
    page = words(client, "region", split_off.ref)
    assert "Dimekarkan dari · 25 Juli 2022 Provinsi Papua" in page
    assert "Belum ada kerja sama" in page


def test_a_village_is_no_party_and_its_relation_is_not_counted(client: Client) -> None:
    tie = real_cases.village_as_a_party()
    counted()
    assert client.get(reverse("portal:tie", args=[tie.ref])).status_code == 404
    assert "Misato" not in words(client, "ties") + words(client, "front") + words(client, "partners")
    assert "1 hubungan tingkat desa berada di luar PP 28/2018" in words(client, "front")
    ministry = signed_in(working(body("Pusat Fasilitasi Kerja Sama"), Right.READ))
    assert "Desa Mas (Gianyar)" in words(ministry, "tie", tie.ref)


def test_a_letter_of_intent_against_a_memorandum_is_left_to_a_person(client: Client) -> None:
    page = words(client, "tie", real_cases.letter_of_intent_against_memorandum().ref)
    assert "Sumber lain mencatat berbeda; lihat penjelasan" in page
    assert "Jenis naskah Belum dipilih" in page
    assert "Naskah kerja sama. “MoU”. Kota Milwaukee" in page
    assert "Pernyataan kehendak (LoI). “LoI”. Kota Medan" in page
    assert "menyebut pernyataan kehendak sebagai nota kesepahaman" in page
    assert "Yang dihitung sebagai kerja sama oleh Kota Milwaukee: setiap pasangan yang disetujui dewannya." in page


def test_renewed_after_lapsing_is_one_tie_with_a_gap(client: Client) -> None:
    tie = real_cases.renewed_after_lapsing()
    page = words(client, "tie", tie.ref)
    history = page[page.index("Riwayat") :]
    assert "Tidak ada naskah berlaku Sesudah 22 November 2022 sampai 31 Januari 2023" in history
    assert history.index("Perpanjangan") < history.index("Tidak ada naskah") < history.index("Naskah kerja sama")
    assert "Berlaku sampai Belum ada keterangan" in page
    assert Tie.objects.filter(public=True).count() == 1
    assert "No text in force After 22 November 2022 until 31 January 2023" in words(
        client, "tie", tie.ref, language="/en"
    )


def test_two_language_versions_stand_with_their_two_days(client: Client) -> None:
    page = words(client, "tie", real_cases.two_language_versions().ref)
    assert "Inggris: 14 April 2014, dicatat dari naskahnya sendiri · Indonesia: 17 April 2014, dicatat" in page.replace(
        "Bahasa ", ""
    )
    assert "Versi bahasanya ditandatangani pada hari yang berbeda" in page


def test_a_city_and_a_prefecture_of_one_name_are_two_partners(client: Client) -> None:
    prefecture, city = real_cases.city_and_prefecture_of_one_name()
    counted()
    pages = [tie.partners_side[0].partner for tie in (prefecture, city)]
    first, second = (words(client, "partner", partner.ref) for partner in pages if partner)
    assert "ISO 3166-2 JP-27" in first
    assert "Provinsi Jawa Timur" in first
    assert "Kota Surabaya" not in first
    assert "(ISO 3166-2: JP-27)" in second
    assert "Kota Surabaya" in second
    listed = words(client, "partners", q="osaka")
    assert listed.count("Osaka") >= 2
