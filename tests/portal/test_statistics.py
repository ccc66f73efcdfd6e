"""Figures people cite: each equals the length of the list it leads to, and what is not certain is in no year."""

import csv
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.portal.reading import words
from tests.register.helpers import agreed, counted, sign, tie

from gerbang.ledger.models import Due
from gerbang.pages import charts
from gerbang.register import cube, demonstration
from gerbang.register.actions import sign_instrument
from gerbang.register.models import Tie
from gerbang.register.projection import project_tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 3, 55, tzinfo=UTC)


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


def table(client: Client, key: str) -> list[dict[str, str]]:
    answer = client.get(reverse("portal:statistics-table", args=[key]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(answer.content.decode().splitlines()))


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_empty_register_has_no_statistics_and_says_so(client: Client, language: str) -> None:
    page = words(client, "statistics", language=language)
    assert "Belum ada yang dihitung" in page or "Nothing to count yet" in page


@pytest.mark.usefixtures("loaded")
def test_every_figure_equals_the_list_it_leads_to(client: Client) -> None:
    page = client.get(reverse("portal:statistics")).content.decode()
    found = dict(re.findall(r'<a href="(/kerja-sama/\?[^"]+)">(\d+)</a>', page))
    assert len(found) > 60
    for address, number in found.items():
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        counts = re.search(r"<p>(\d+) kerja sama</p>", listed)
        assert (counts[1] if counts else "0") == number, address


@pytest.mark.usefixtures("loaded")
def test_years_and_what_is_counted_apart_add_up_to_the_whole(client: Client) -> None:
    rows = table(client, "tahun")
    assert sum(int(row["number"]) for row in rows) == Tie.objects.filter(public=True).count()
    assert [row["code"] for row in rows if row["apart"]] == ["not-later", "unknown"]
    assert sum(int(row["number"]) for row in table(client, "tanggal")) == Tie.objects.filter(public=True).count()


def test_what_is_only_bounded_is_in_no_year(client: Client) -> None:
    made = tie()
    sign_instrument(by=None, tie=made, kind="mou", signed=VagueDate.not_later(date(2012, 12, 31)))
    counted()
    rows = {row["code"]: row["number"] for row in table(client, "tahun")}
    assert rows == {"not-later": "1", "unknown": "0"}
    assert "Tidak lebih lambat dari 2012" in words(client, "ties", tanggal="batas")


def test_contacts_and_intentions_are_numbers_beside_the_cooperations(client: Client) -> None:
    agreed()
    sign(tie(with_="Kota Lain"), kind="loi")
    counted()
    rows = {row["code"]: (row["number"], row["apart"]) for row in table(client, "tahap")}
    assert rows["agreed"] == ("1", "")
    assert rows["intended"][1] == "apart"


def test_a_confirmation_counts_in_its_year_only(client: Client) -> None:
    made, year = agreed(), timezone.localdate().year
    made.confirmed_on = date(year, 1, 2)
    made.save(update_fields=["confirmed_on"])
    project_tie(made)
    counted()
    rows = {row["code"]: row["number"] for row in table(client, "catatan")}
    assert rows[f"confirmed-{year}"] == "1"
    assert "Kota Bandung" in words(client, "ties", dikonfirmasi=str(year))
    assert "Kota Bandung –" not in words(client, "ties", dikonfirmasi=str(year - 1))


@pytest.mark.usefixtures("loaded")
def test_a_page_that_can_be_cited_says_when_and_from_how_many(client: Client) -> None:
    page = words(client, "statistics")
    total = Tie.objects.filter(public=True).count()
    assert f"dari {total} kerja sama yang disepakati" in page
    assert "http://testserver/statistik/#provinsi" in page
    assert "bukan peringkat daerah" in page
    assert "17 kerja sama dikukuhkan dengan MoU" in page
    assert "tidak sama dengan keseluruhan" in page


@pytest.mark.usefixtures("loaded")
def test_the_picture_says_in_words_what_it_shows(client: Client) -> None:
    page = client.get(reverse("portal:statistics")).content.decode()
    assert re.search(r'<svg class="chart"[^>]*role="img" aria-label="Menurut tahun disepakati\. Dari 1960', page)
    assert 'style="' not in page


@pytest.mark.parametrize("key", ["x", "tahun.csv", "provinsi-"])
def test_a_table_that_is_not_there(client: Client, key: str) -> None:
    assert client.get(reverse("portal:statistics-table", args=[key])).status_code == 404


def test_a_column_is_as_high_as_its_part_of_the_most() -> None:
    drawn = charts.columns([charts.Point("2019", 4), charts.Point("2020", 0), charts.Point("<b>", 1)], "Judul", "Isi")
    assert re.findall(r'height="([\d.]+)"', drawn) == ["100.0", "25.0"]
    assert "&lt;b&gt;" in drawn
    assert 'aria-label="Judul. Isi"' in drawn


def test_what_is_not_nothing_is_seen() -> None:
    assert 'width="1.5"' in charts.share(1, 100_000)
    assert 'width="0.0"' in charts.share(0, 100)
    assert 'width="0.0"' in charts.share(0, 0)


@pytest.mark.usefixtures("loaded")
def test_query_count_of_the_statistics(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(6):
        client.get(reverse("portal:statistics"))


@pytest.mark.parametrize("name", ["front", "about", "statistics"])
def test_figures_say_as_of_when_they_are(client: Client, name: str) -> None:
    agreed()
    counted()
    assert "10.55" not in words(client, name)
    Due.objects.create(job=cube.JOB, at=NOON, last_ok=NOON)
    assert "12 Maret 2026 pukul 10.55 WIB" in words(client, name)
    assert "12 March 2026, 10:55 WIB" in words(client, name, language="/en")


def test_figures_of_a_clock_that_never_ran_name_no_time(client: Client) -> None:
    agreed()
    assert cube.counted_at() is None
    assert "Keadaan" not in words(client, "front").partition("kerja sama disepakati")[2].partition("Terbaru")[0]
