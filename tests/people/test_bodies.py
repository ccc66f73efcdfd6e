"""The bodies every installation starts with."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from tests.people.helpers import bandung, body, division

from gerbang.people import queries
from gerbang.people.models import Body, BodyKind
from gerbang.people.reference import load_bodies
from gerbang.places.models import Region

pytestmark = pytest.mark.django_db


def test_every_region_has_a_government_and_every_autonomous_one_a_council() -> None:
    counted = Counter(Body.objects.values_list("kind", flat=True))
    assert counted[BodyKind.REGION] == 552
    assert counted[BodyKind.COUNCIL] == 546
    assert not Body.objects.filter(kind=BodyKind.COUNCIL, region__autonomous=False).exists()


def test_loading_again_adds_nothing_and_changes_nothing() -> None:
    before = list(Body.objects.order_by("pk").values_list("pk", "ref", "name_id", "name_en", "zone"))
    assert load_bodies() == 0
    assert list(Body.objects.order_by("pk").values_list("pk", "ref", "name_id", "name_en", "zone")) == before


def test_what_is_missing_is_added() -> None:
    Body.objects.filter(name_id="Sekretariat DPRD Kota Bandung").delete()
    Body.objects.filter(name_id="KJRI Osaka").delete()
    assert load_bodies() == 2


@pytest.mark.parametrize(
    ("id", "en"),
    [
        ("Pemerintah Kota Bandung", "Government of Bandung City"),
        ("Pemerintah Provinsi Jawa Barat", "Government of West Java Province"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "Government of Special Region of Yogyakarta"),
        ("Sekretariat DPRD Kabupaten Bandung", "Council secretariat of Bandung Regency"),
        ("Sekretariat DPR Aceh", "Council secretariat of Aceh Province"),
        ("Sekretariat DPRK Kota Banda Aceh", "Council secretariat of Banda Aceh City"),
    ],
)
def test_names_in_both_languages(id: str, en: str) -> None:
    assert body(id).name_en == en


def test_a_body_keeps_the_zone_of_its_region() -> None:
    assert body("Pemerintah Kota Jayapura").zone == "WIT"
    assert body("Pemerintah Kota Denpasar").zone == "WITA"
    assert body("KBRI Tokyo").country.alpha2 == "JP"


def test_the_body_of_a_kind() -> None:
    region = Region.objects.get(pk=bandung().region_id)
    assert queries.government_of(region) == bandung()
    assert queries.body_of_kind("council", region) == body("Sekretariat DPRD Kota Bandung")
    assert queries.body_of_kind("home-affairs-foreign", region) == body("Pusat Fasilitasi Kerja Sama")
    assert queries.body_of_kind("council", Region.objects.filter(autonomous=False).first()) is None


def test_a_unit_is_made_once_and_keeps_its_region() -> None:
    assert division() == division()
    assert (division().kind, division().region, division().zone) == ("unit", bandung().region, "WIB")


def test_a_national_body_cannot_be_there_twice() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(kind=BodyKind.MINISTRY, name_id="Kementerian Perdagangan")
