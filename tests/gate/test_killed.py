"""Killed at any point, or out of room: acknowledged steps are there, and nothing is half there."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from tests.gate.office import Walk, agrees, bandung, registered
from tests.gate.processes import in_process, kill_at

from gerbang.documents import actions as documents
from gerbang.documents import storage
from gerbang.documents.models import Document, Upload
from gerbang.gate import actions
from gerbang.gate.models import Letter, Step
from gerbang.gate.writing import Happening
from gerbang.ledger.verify import verify
from gerbang.site.walking import pdf
from gerbang.values import Invalid

POINTS = {
    "file-written": (0, 0),
    "file-bytes": (0, 0),
    "file-committed": (0, 1),
    "step-row": (0, 1),
    "step-entry": (0, 1),
    "step-projected": (0, 1),
    "step-committed": (1, 0),
}
"""After being killed there: how many papers are on file, and how many uploads wait to be used."""


def give_with_document(walk: Walk, file: SimpleUploadedFile, point: str, files: Path) -> None:
    """What a posted form does: the document is kept first, then used by the step in the step's own transaction."""
    kill = kill_at(point)
    store = storage.ContentStorage(location=files, reached=lambda name: kill(f"file-{name}"))
    by = walk.by("region")
    upload = documents.receive(by=by, file=file, store=store, reached=lambda name: kill(f"file-{name}"))
    with transaction.atomic():
        document = documents.attach(
            by=by, upload=upload, subject_ref=walk.case.ref, kind="plan", title="Rencana", disclosure="bodies"
        )
        actions.give_paper(
            by=by, case=walk.case, paper_id="application-letter", seen=None, data={}, letter=walk.letter("region"),
            on=Happening(happened_on=walk.day, document=document), reached=lambda name: kill(f"step-{name}"),
        )  # fmt: skip
    kill("step-committed")


def test_a_step_with_its_document_is_whole_or_absent(own_database: Any, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    walk = registered(bandung(), "council")
    for point, (papers, uploads) in POINTS.items():
        before = (Step.objects.filter(kind="paper").count(), Upload.objects.count(), Document.objects.count())
        file = pdf(f"{point}.pdf")
        assert (
            in_process(lambda file=file, point=point: give_with_document(walk, file, point, tmp_path / "files")) == -9
        )
        after = (Step.objects.filter(kind="paper").count(), Upload.objects.count(), Document.objects.count())
        assert after[0] - before[0] == papers, point
        assert after[1] - before[1] == uploads, point
        assert after[2] - before[2] == 2 * papers, "the document of the step and the scan of its letter"
        assert Letter.objects.count() == Step.objects.filter(kind="paper").count()
        assert agrees(walk.case), point
    assert walk.case.due_on is not None
    assert verify(deep=True).faults == []
    assert in_process(partial(give_with_document, walk, pdf(), "never", tmp_path / "files")) == 0
    assert agrees(walk.case) and walk.case.head == 3


def let_nothing_in() -> None:
    """A full disk: SQLite may not grow any more; PostgreSQL answers with its code for it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        else:
            cursor.execute(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
            )
            cursor.execute("CREATE TRIGGER no_room BEFORE INSERT ON gate_step EXECUTE FUNCTION no_room()")


def let_in_again() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA max_page_count = 1000000000")
        else:
            cursor.execute("DROP TRIGGER no_room ON gate_step")


def test_a_full_disk_is_said_and_leaves_nothing_half_done(own_database: Any) -> None:
    walk = registered(bandung(), "council")
    text = "Catatan panjang. " * 20_000

    def write() -> None:
        actions.note(by=walk.by("region"), case=walk.case, text=text, happened_on=walk.day)

    let_nothing_in()
    with pytest.raises(Invalid) as caught:
        write()
    assert set(caught.value.problems) == {""} and caught.value.problems[""]
    assert walk.case.steps.count() == 1 and agrees(walk.case)
    assert verify(deep=True).ok
    let_in_again()
    write()
    assert walk.case.steps.count() == 2 and agrees(walk.case)
