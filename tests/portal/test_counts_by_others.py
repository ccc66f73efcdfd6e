"""What others count stands beside what this register counts: with its source, its year and its definition."""

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.portal.reading import words
from tests.register.helpers import agreed, counted, region, source

from gerbang.places.models import Country
from gerbang.register import demonstration
from gerbang.register.actions import add_claim
from gerbang.register.models import Claim, Fact, Publisher
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db

DIFFERENT = "Angka-angka ini berbeda karena yang dihitung tidak sama"


def japan() -> Country:
    return Country.objects.get(alpha2="JP")


def count(name: str, value: str, country: Country | None = None, definition: str = "") -> Claim:
    told = source(name)
    Publisher.objects.filter(sources=told).update(definition_id=definition)
    return add_claim(by=None, source=told, fact=Fact.COUNT, confidence="B", value=value, country=country)


def test_the_real_case_17_and_7_with_japan(client: Client) -> None:
    demonstration.load()
    counted()
    for page in (words(client, "country", japan().ref), words(client, "statistics")):
        assert "Kerja sama dengan Jepang menurut hitungan di sini dan hitungan pihak lain" in page
        assert "Register ini" in page
        assert "Kemendagri, Juli 2019 laporan pihak lain yang bernama (B) Juli 2019 Kerja sama yang dikukuhkan" in page
        assert "Daftar CLAIR (Jepang) keterangan tangan kedua (C) 2018 Hubungan bersaudara" in page
        assert "daftar ini. 17" in page
        assert "pasangan Jepang dan Indonesia.” 7" in page
        assert "9 tidak disebut namanya" in page
        assert DIFFERENT in page


def test_our_figure_is_the_publics_and_leads_to_its_list(client: Client) -> None:
    agreed(with_="Kota Satu")
    agreed(with_="Kota Dua")
    count("Kementerian", "17", japan())
    counted()
    shown = client.get(f"/negara/{japan().ref}/").content.decode()
    assert f'<a href="/kerja-sama/?negara={japan().ref}">2</a>' in shown


def test_a_source_that_states_no_definition_is_said_to_state_none(client: Client) -> None:
    count("Kementerian", "17", japan())
    counted()
    assert "Definisi tidak dinyatakan." in words(client, "country", japan().ref)


def test_numbers_that_agree_are_not_said_to_differ(client: Client) -> None:
    count("Kementerian", "7", japan())
    count("Daftar", "7", japan())
    counted()
    page = words(client, "country", japan().ref)
    assert "Kementerian" in page
    assert DIFFERENT not in page


def test_a_count_of_everything_stands_on_the_statistics_only(client: Client) -> None:
    agreed()
    count("Lembaga", "100")
    counted()
    assert "Seluruh kerja sama menurut hitungan di sini dan hitungan pihak lain" in words(client, "statistics")
    assert "Lembaga" not in words(client, "country", japan().ref)


def test_a_country_nobody_else_counts_has_no_such_table(client: Client) -> None:
    count("Kementerian", "17", japan())
    counted()
    korea = Country.objects.get(alpha2="KR")
    assert "Hitungan pihak lain" not in words(client, "country", korea.ref)


def test_a_withdrawn_count_and_one_that_is_no_number_are_not_shown(client: Client) -> None:
    count("Kementerian", "belasan", japan())
    Claim.objects.filter(pk=count("Lembaga", "9", japan()).pk).update(withdrawn_at="2026-01-01T00:00Z")
    counted()
    assert "Hitungan pihak lain" not in words(client, "country", japan().ref)


def test_only_a_count_is_of_a_country() -> None:
    with pytest.raises(Invalid):
        add_claim(by=None, source=source(), fact=Fact.STATUS, confidence="B", value="aktif", country=japan())
    tie = agreed()
    assert region()
    with pytest.raises(IntegrityError):
        Claim.objects.create(tie=tie, fact=Fact.STATUS, source=source("Lain"), confidence="B", country=japan())
