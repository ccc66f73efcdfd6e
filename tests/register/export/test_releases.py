"""Releases: whole or not at all, described, verifiable, and kept by a simple rule."""

import errno
import hashlib
import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.register.helpers import agreed, sign

from gerbang.ledger.actions import seal
from gerbang.ledger.models import Entry, Root
from gerbang.register.export import release as releases
from gerbang.register.export.columns import columns
from gerbang.register.export.descriptor import MEDIA_TYPES
from gerbang.register.models import Release

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files" / "releases"


def test_a_release_is_described_and_its_sums_are_right(files: Path) -> None:
    agreed()
    made = releases.make(NOW)
    assert made.version == "2026-11-21.1"
    there = files / made.version
    assert {path.name for path in there.iterdir()} == set(MEDIA_TYPES) == set(made.files)
    for line in (there / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((there / name).read_bytes()).hexdigest() == digest == made.files[name]["sha256"]
        assert made.files[name]["bytes"] == (there / name).stat().st_size
    assert made.ties == made.files["cooperations.jsonl"]["rows"] == 1


def test_the_package_describes_each_file_and_each_column(files: Path) -> None:
    agreed()
    made = releases.make(NOW)
    package = json.loads((files / made.version / "datapackage.json").read_text())
    assert package["version"] == made.version
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["ledger"] == {"leaves": made.leaves, "root": Root.objects.get(size=made.leaves).root_hash}
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._") for name in names)
    for resource in package["resources"]:
        content = (files / made.version / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if "schema" in resource:
            head = content.decode().splitlines()[0].split(",")
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == head
            assert all(field["description"] and field["description_en"] for field in fields)
            assert {field["type"] for field in fields} <= {"string", "integer", "boolean", "date"}
    [key] = next(r for r in package["resources"] if r["path"] == "cooperations.csv")["schema"]["foreignKeys"]
    assert key["reference"]["resource"] in names
    assert "ref" in [column.name for column in columns("ties")]


def test_the_catalogue_offers_each_file_with_its_checksum(files: Path, settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://kerjasama.example.go.id"]
    agreed()
    made = releases.make(NOW)
    catalogue = json.loads((files / made.version / "catalog.jsonld").read_text())
    dataset = catalogue["dcat:dataset"]
    assert {title["@language"] for title in dataset["dcterms:title"]} == {"id", "en"}
    assert dataset["dcat:version"] == made.version
    for offered in dataset["dcat:distribution"]:
        name = offered["dcterms:title"]
        assert offered["dcat:downloadURL"]["@id"] == f"https://kerjasama.example.go.id/data/{made.version}/{name}"
        assert offered["spdx:checksum"]["spdx:checksumValue"]["@value"] == made.files[name]["sha256"]
    prefixes = set(catalogue["@context"])
    assert all(key.partition(":")[0] in prefixes for key in dataset if not key.startswith("@"))


def test_the_ledger_keeps_the_checksums(files: Path) -> None:
    agreed()
    made = releases.make(NOW)
    entry = Entry.objects.get(kind="register.released")
    told = json.loads(entry.payload.text)
    assert told["files"] == {name: file["sha256"] for name, file in made.files.items()}
    assert told["leaves"] == made.leaves


def test_an_empty_register_can_be_released() -> None:
    assert releases.make(NOW).ties == 0


def test_the_clock_releases_only_when_a_cooperation_changed() -> None:
    made = agreed()
    seal()
    first = releases.due(NOW)
    assert first is not None
    seal()
    assert releases.due(NOW + timedelta(days=1)) is None
    sign(made, date(2025, 1, 2))
    seal()
    second = releases.due(NOW + timedelta(days=1))
    assert second is not None and second.leaves > first.leaves


def test_two_on_one_day_have_two_numbers() -> None:
    assert [releases.make(NOW).version, releases.make(NOW).version] == ["2026-11-21.1", "2026-11-21.2"]


def test_the_day_is_the_day_in_jakarta() -> None:
    assert releases.make(datetime(2026, 11, 21, 18, tzinfo=UTC)).version == "2026-11-22.1"


def test_what_fails_half_way_leaves_nothing(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed()
    monkeypatch.setattr(releases, "catalogue", lambda *_given: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        releases.make(NOW)
    assert list(files.iterdir()) == []
    assert not Release.objects.exists()


def test_a_full_disk_is_named_and_leaves_nothing(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left on device") as told:
        call_command("release")
    assert str(files) in str(told.value)
    assert list(files.iterdir()) == []
    assert not Release.objects.exists()


def test_what_a_killed_process_left_is_swept_after_a_day_and_releases_stay(files: Path) -> None:
    made = releases.make(NOW)
    for name in (".incoming-0", "2026-11-20.1"):
        (files / name).mkdir()
        (files / name / "ties.csv").write_text("half")
    releases.sweep(datetime.now(UTC))
    assert (files / ".incoming-0").exists()
    old = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    for path in files.iterdir():
        os.utime(path, (old, old))
    releases.sweep(datetime.now(UTC))
    assert [path.name for path in files.iterdir()] == [made.version]


def test_a_number_taken_by_a_directory_is_not_used_again(files: Path) -> None:
    (files / "2026-11-21.4").mkdir(parents=True)
    assert releases.make(NOW).version == "2026-11-21.5"


def test_thirty_days_are_kept_whole_and_then_the_last_of_each_month() -> None:
    today = date(2026, 11, 21)
    made = {f"{day.isoformat()}.1": day for day in (today - timedelta(days=back) for back in range(100))}
    made["2026-09-30.2"] = date(2026, 9, 30)
    made["2026-09-30.10"] = date(2026, 9, 30)
    kept = releases.kept(made, today)
    assert {version for version in kept if made[version] < today - timedelta(days=30)} == {
        "2026-08-31.1", "2026-09-30.10",
    }  # fmt: skip
    assert sum(made[version] >= today - timedelta(days=30) for version in kept) == 31


def test_a_release_no_longer_kept_is_gone_from_disk_and_record(files: Path) -> None:
    old = [releases.make(datetime(2026, 8, day, 3, tzinfo=UTC)) for day in (1, 2)]
    releases.make(NOW)
    assert {path.name for path in files.iterdir()} == {"2026-08-02.1", "2026-11-21.1"}
    assert not Release.objects.filter(version=old[0].version).exists()
