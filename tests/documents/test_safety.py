"""Killed at any point, out of room, or swept meanwhile: nothing half done, and nothing acknowledged is lost."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import sleep, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from tests.documents.conftest import acting, body, person, sent
from tests.documents.samples import PDF
from tests.documents.test_actions import HASH, stored
from tests.ledger.helpers import at_once

from gerbang.documents import actions, storage, sweeping
from gerbang.documents.models import Blob, Upload
from gerbang.ledger.models import Entry
from gerbang.people.models import Account

POINTS = ["half", "written", "bytes", "row", "committed"]

CHILD = """
import os, resource, signal, sys
import django
django.setup()
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from gerbang.documents import actions, storage
from gerbang.people.acting import Actor
from gerbang.people.models import Account
from gerbang.values import Invalid

ref, files, point, limit = sys.argv[1:]
settings.MEDIA_ROOT = files

def reached(name):
    if name == point:
        os.kill(os.getpid(), signal.SIGKILL)

by = Actor(Account.objects.get(ref=ref)).acting("prepare")
content = open(os.path.join(os.path.dirname(files), "sent"), "rb").read()
if int(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
store = storage.ContentStorage(location=files, reached=reached)
try:
    print(actions.receive(by=by, file=SimpleUploadedFile("surat.pdf", content), store=store, reached=reached).ref)
except Invalid as invalid:
    print("Invalid", invalid)
"""


@pytest.fixture
def sender(own_database: Any, files: Path) -> Account:
    account = person(body("Instansi pengirim"))
    connections["default"].close()
    return account


def child(own_database: Any, sender: Account, files: Path, point: str, limit: int = 0, content: bytes = PDF) -> Any:
    (files.parent / "sent").write_bytes(content)
    command = [sys.executable, "-c", CHILD, sender.ref, str(files), point, str(limit)]
    return subprocess.run(command, env=own_database.environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_every_point(own_database: Any, sender: Account, files: Path, point: str) -> None:
    ended = child(own_database, sender, files, point)
    assert ended.returncode == -9, ended.stderr
    kept = Upload.objects.filter(owner=sender.ref)
    assert kept.count() == Blob.objects.count() == Entry.objects.filter(kind="document.received").count()
    assert kept.count() == (1 if point == "committed" else 0)
    for blob in Blob.objects.all():
        assert storage.digest((files / blob.path).open("rb")) == blob.sha256
    sweeping.sweep(timezone.now() + timedelta(days=2))
    assert stored(files) == ([storage.path_of(HASH)] if point == "committed" else [])
    again = child(own_database, sender, files, "never")
    assert again.stdout.startswith("un-"), again.stderr
    assert stored(files) == [storage.path_of(HASH)]


def test_out_of_room_is_said_and_leaves_nothing(own_database: Any, sender: Account, files: Path) -> None:
    content = PDF.replace(b"%%EOF", b"0" * 400_000 + b"\n%%EOF")
    first = child(own_database, sender, files, "never")
    assert first.stdout.startswith("un-"), first.stderr
    ended = child(own_database, sender, files, "never", limit=300_000, content=content)
    assert "no room" in ended.stdout or "tidak ada tempat" in ended.stdout.lower(), ended.stderr
    assert stored(files) == [storage.path_of(HASH)]
    assert Upload.objects.count() == 1


@pytest.mark.django_db
def test_old_uploads_are_swept_with_their_bytes(upload: Upload, files: Path) -> None:
    sweeping.sweep(timezone.now() + timedelta(days=6))
    assert Upload.objects.exists()
    assert stored(files) == [storage.path_of(HASH)]
    sweeping.sweep(timezone.now() + timedelta(days=8))
    assert not Upload.objects.exists()
    assert not Blob.objects.exists()
    assert stored(files) == []


@pytest.mark.django_db
def test_bytes_of_documents_stay(attach: Any, files: Path) -> None:
    attach()
    sweeping.sweep(timezone.now() + timedelta(days=800))
    assert stored(files) == [storage.path_of(HASH)]


@pytest.mark.django_db
def test_bytes_without_a_row_are_swept_after_a_day(files: Path) -> None:
    store = storage.ContentStorage(location=files)
    store.save(storage.path_of(HASH), SimpleUploadedFile("x", PDF))
    store.save("secret-key", SimpleUploadedFile("x", b"kept: not ours"))
    sweeping.sweep(timezone.now())
    assert len(stored(files)) == 2
    sweeping.sweep(timezone.now() + timedelta(days=2))
    assert stored(files) == ["secret-key"]
    assert not Blob.objects.exists()


@pytest.mark.django_db
def test_lost_bytes_are_put_back_when_sent_again(upload: Upload, officer: Account, files: Path) -> None:
    (files / upload.blob.path).unlink()
    actions.receive(by=acting(officer), file=sent())
    assert stored(files) == [storage.path_of(HASH)]


def test_sweeping_does_not_take_bytes_from_under_a_sender(own_database: Any, sender: Account, files: Path) -> None:
    """The sweeper runs between the sender's bytes and row, when the bytes still look like an orphan's."""
    arrived, go_on = Event(), Event()

    def pause(point: str) -> None:
        if point == "bytes":
            arrived.set()
            go_on.wait(30)

    def send() -> None:
        actions.receive(by=acting(sender), file=sent(), reached=pause)
        connections["default"].close()

    thread = Thread(target=send)
    thread.start()
    arrived.wait(30)
    sweeping.sweep(timezone.now() + timedelta(days=2))
    assert stored(files) == []
    go_on.set()
    thread.join()
    assert Upload.objects.get().blob.sha256 == HASH
    assert stored(files) == [storage.path_of(HASH)]


def test_a_sender_waits_for_a_sweeper_and_the_other_way_round(
    own_database: Any, sender: Account, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both at once, many times: in the end every row has its bytes."""
    monkeypatch.setattr(sweeping, "UPLOADS_KEPT", timedelta(0))
    monkeypatch.setattr(sweeping, "BYTES_KEPT", timedelta(0))
    ends = time() + 3

    def work(number: int) -> None:
        while time() < ends:
            if number:
                sweeping.sweep(timezone.now())
            else:
                actions.receive(by=acting(sender), file=sent())
                sleep(0.01)

    assert [problem for problem in at_once(3, work) if problem] == []
    for blob in Blob.objects.all():
        assert (files / blob.path).exists()
