"""/data/ and its files, and the list at hand as a file."""

import csv
import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.people.helpers import bandung, signed_in, working
from tests.register.helpers import agreed, tie

from gerbang.people.models import Right
from gerbang.portal import open_data
from gerbang.register.export import release as releases
from gerbang.register.models import Release

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files" / "releases"


@pytest.fixture
def released() -> Release:
    agreed()
    return releases.make(NOW)


def address(release: Release, name: str = "ties.csv") -> str:
    return reverse("portal:release-file", args=[release.version, name])


def test_without_a_release_the_page_says_what_will_come(client: Client) -> None:
    page = client.get(reverse("portal:data")).content.decode()
    assert "Belum ada terbitan" in page
    assert client.get(reverse("portal:catalogue")).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_shows_each_file_with_its_checksum(client: Client, released: Release, language: str) -> None:
    page = client.get(language + reverse("portal:data")).content.decode()
    for name, file in released.files.items():
        assert f"{released.version}/{name}" in page
        assert file["sha256"] in page
    assert 'style="' not in page


def test_older_releases_stay_listed(client: Client, released: Release) -> None:
    newer = releases.make(NOW + timedelta(hours=1))
    page = client.get(reverse("portal:data")).content.decode()
    assert page.index(newer.version) < page.index("Terbitan terdahulu") < page.index(address(released))


def test_a_file_comes_whole_with_its_type_for_ever(client: Client, released: Release) -> None:
    for name, file in released.files.items():
        answer = client.get(address(released, name))
        content = b"".join(answer)
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert answer["Content-Type"] == file["media_type"]
        assert answer["Content-Length"] == str(len(content))
        assert "immutable" in answer["Cache-Control"]
        assert answer["ETag"] == f'"{file["sha256"]}"'


def test_whoever_has_it_already_is_told_so(client: Client, released: Release) -> None:
    etag = client.get(address(released))["ETag"]
    assert client.get(address(released), headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-4", slice(0, 5)),
        ("bytes=5-", slice(5, None)),
        ("bytes=-3", slice(-3, None)),
        ("bytes=2-999999", slice(2, None)),
    ],
)
def test_a_broken_download_goes_on(client: Client, released: Release, asked: str, part: slice) -> None:
    whole = b"".join(client.get(address(released)))
    answer = client.get(address(released), headers={"Range": asked})
    assert answer.status_code == 206
    content = b"".join(answer)
    assert content == whole[part]
    assert answer["Content-Length"] == str(len(content))
    first = range(len(whole))[part][0]
    assert answer["Content-Range"] == f"bytes {first}-{first + len(content) - 1}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(client: Client, released: Release, asked: str) -> None:
    answer = client.get(address(released), headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"].startswith("bytes */")


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"])
def test_a_range_that_says_nothing_gives_the_whole(client: Client, released: Release, asked: str) -> None:
    assert client.get(address(released), headers={"Range": asked}).status_code == 200


def test_a_range_of_another_version_gives_the_whole(client: Client, released: Release) -> None:
    headers = {"Range": "bytes=0-4", "If-Range": '"another"'}
    assert client.get(address(released), headers=headers).status_code == 200


@pytest.mark.parametrize("name", ["../../secret-key", "x", ".", "ties.csv.bak", "%2e%2e"])
def test_only_files_of_the_release_can_be_fetched(client: Client, released: Release, name: str) -> None:
    assert client.get(f"/data/{released.version}/{name}").status_code == 404
    assert client.get("/data/2020-01-01.1/ties.csv").status_code == 404


def test_a_file_that_is_lost_is_not_there(client: Client, released: Release, files: Path) -> None:
    (files / released.version / "ties.csv").unlink()
    assert client.get(address(released)).status_code == 404


def test_the_catalogue_has_an_address_that_stays(client: Client, released: Release) -> None:
    answer = client.get(reverse("portal:catalogue"))
    assert answer["Content-Type"] == "application/ld+json"
    assert b"".join(answer) == (releases.path_of(released, "catalog.jsonld")).read_bytes()
    assert "immutable" not in answer["Cache-Control"]


def take(client: Client, form: str, **query: str) -> bytes:
    answer = client.get(reverse("portal:take", args=[form]), query)
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    return b"".join(answer)


def refs(content: bytes) -> set[str]:
    return {row["ref"] for row in csv.DictReader(StringIO(content.decode(), newline=""))}


def test_the_list_at_hand_is_taken_with_its_filters(client: Client) -> None:
    japan, german = agreed("Kota Bandung", "Kota A", alpha2="JP"), agreed("Kota Bandung", "Kota B", alpha2="DE")
    assert refs(take(client, "csv")) == {japan.ref, german.ref}
    assert refs(take(client, "csv", q="jepang")) == {japan.ref}
    assert take(client, "jsonl", q="jepang").count(b"\n") == 1
    book = load_workbook(BytesIO(take(client, "xlsx", q="jepang")))
    assert [row[0] for row in book["ties"].values] == ["ref", japan.ref]


def test_an_official_takes_what_the_office_may_see(client: Client) -> None:
    own, other = tie("Kota Bandung", "Kota A"), tie("Kota Surabaya", "Kota B")
    assert refs(take(client, "csv")) == set()
    seen = refs(take(signed_in(working(bandung(), Right.READ)), "csv"))
    assert own.ref in seen and other.ref not in seen


def test_too_much_for_a_workbook_is_said_before_it_is_made(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed("Kota Bandung", "Kota A"), agreed("Kota Surabaya", "Kota B")
    monkeypatch.setattr(open_data, "WORKBOOK_MOST", 1)
    answer = client.get(reverse("portal:take", args=["xlsx"]))
    assert answer.status_code == 422
    assert "Unduh sebagai CSV" in answer.content.decode()
    assert take(client, "csv").count(b"\r\n") == 3


def test_a_format_that_is_none_is_not_there(client: Client) -> None:
    assert client.get("/kerja-sama/unduh.exe").status_code == 404
