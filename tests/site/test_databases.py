"""The tests' own databases: copies of one template, never emptied, never shared by mistake."""

import os
import subprocess
import sys
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from tests.template import OwnDatabase, fingerprint


def kept() -> int:
    return Session.objects.count()


def keep(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


def test_a_plain_database_test_starts_empty_of_others_rows(db: None) -> None:
    keep("first")
    assert kept() == 1


def test_what_another_plain_test_wrote_was_rolled_back(db: None) -> None:
    assert kept() == 0


def test_a_commit_in_an_own_database_is_seen_by_another_thread(own_database: OwnDatabase) -> None:
    keep("committed")
    seen: list[int] = []

    def look() -> None:
        seen.append(kept())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


def test_a_commit_in_an_own_database_is_seen_by_another_process(own_database: OwnDatabase) -> None:
    keep("committed")
    question = "from django.contrib.sessions.models import Session; print(Session.objects.count())"
    told = subprocess.run(
        [sys.executable, "-m", "gerbang.site.command", "shell", "--no-imports", "-c", question],
        env={**own_database.environment, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "1"


def test_what_was_committed_in_an_own_database_is_gone(db: None) -> None:
    assert kept() == 0


def test_the_database_is_the_one_asked_for(db: None) -> None:
    assert connection.vendor == os.environ.get("GERBANG_TEST_DATABASE", "sqlite")


@pytest.mark.parametrize("changed", ["0001_initial.py", "regions.csv"])
def test_a_changed_migration_or_data_file_makes_a_new_template(tmp_path, changed: str) -> None:
    before = fingerprint(tmp_path)
    (tmp_path / changed).write_text("new")
    assert fingerprint(tmp_path) != before


def test_a_changed_page_keeps_the_template(tmp_path) -> None:
    before = fingerprint(tmp_path)
    (tmp_path / "views.py").write_text("new")
    assert fingerprint(tmp_path) == before


def test_a_changed_sample_makes_a_new_template_of_the_demonstration_alone(tmp_path) -> None:
    (tmp_path / "site").mkdir()
    before = fingerprint(tmp_path), fingerprint(tmp_path, demonstration=True)
    (tmp_path / "site" / "samples.py").write_text("new")
    assert fingerprint(tmp_path) == before[0]
    assert fingerprint(tmp_path, demonstration=True) != before[1]
