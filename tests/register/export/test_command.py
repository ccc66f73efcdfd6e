"""`gerbang export cooperations`."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.people.helpers import bandung
from tests.register.helpers import agreed
from tests.template import OwnDatabase

from gerbang.register import demonstration
from gerbang.register.export import filters
from gerbang.register.models import Tie
from gerbang.values import Invalid


def ids(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


@pytest.mark.django_db
def test_filters_narrow_what_is_written(tmp_path: Path) -> None:
    demonstration.load()
    out = tmp_path / "jepang.csv"
    call_command("export", "cooperations", filter=["country=jp", "kind=ksdpl-sister"], out=out)
    found = Tie.objects.filter(public=True, kind="ksdpl-sister", countries_en="Japan").values_list("ref", flat=True)
    assert ids(out) == set(found) != set()


@pytest.mark.django_db
def test_every_wrong_filter_is_named_with_what_would_be_right(tmp_path: Path) -> None:
    typed = ["land=JP", "country=XX", "year=20x", "sdg=18", "province=32.73", "dated=perhaps", "area=x", "kind=x"]
    with pytest.raises(CommandError) as refused:
        call_command("export", "cooperations", filter=typed, out=tmp_path / "x.csv")
    said = str(refused.value)
    assert all(f"--filter {one}:" in said for one in typed)
    assert "Filters: words, province, region" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_every_filter_of_the_register_can_be_given() -> None:
    typed = ["words=jepang", "province=32", "region=32.73", "country=JP", "kind=ksdpl-sister", "phase=agreed",
             "area=health", "area=education", "sdg=3", "sdg=4", "year=2015", "possibly=yes", "dated=yes", "disputed=no",
             "held=yes"]  # fmt: skip
    found = filters.read(typed)
    assert (found.areas, found.sdgs, found.year, found.possibly, found.disputed) == (
        ("health", "education"), (3, 4), 2015, True, False,
    )  # fmt: skip
    with pytest.raises(Invalid):
        filters.read(["partner=mt-0000000000"])


@pytest.mark.django_db
def test_a_workbook_needs_a_file_and_a_body_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="add --out FILE"):
        call_command("export", "cooperations", format="xlsx")
    with pytest.raises(CommandError, match="There is no body"):
        call_command("export", "cooperations", body="in-0000000000")
    call_command("export", "cooperations", format="xlsx", body=bandung().ref, out=tmp_path / "x.xlsx")
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.django_db
def test_a_file_that_was_there_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch) -> None:
    agreed()
    out = tmp_path / "x.csv"
    out.write_text("earlier")
    monkeypatch.setattr("os.fsync", lambda _file: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("export", "cooperations", out=out)
    assert out.read_text() == "earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from gerbang.site.command import main
sys.argv = ["gerbang", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_a_full_disk_leaves_nothing_behind(demonstration: OwnDatabase, tmp_path: Path, form: str) -> None:
    if "sqlite" in demonstration.url:
        from django.db import connection

        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    out = tmp_path / f"x.{form}"
    command = [sys.executable, "-c", FULL, "export", "cooperations", "--format", form, "--out", str(out)]
    environment = {**demonstration.environment, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "could not be written" in done.stderr and "Nothing was kept" in done.stderr
    assert not out.exists() and not [path for path in tmp_path.iterdir() if out.name in path.name]
