"""Imports as the pages know them: whose they are, the table that is kept, and the jobs that check and write it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from gerbang.access import Conflict, Decision, Refused
from gerbang.documents import actions as papers
from gerbang.documents import storage
from gerbang.documents.models import Disclosure, Upload
from gerbang.documents.rules import holder
from gerbang.documents.storage import Sent
from gerbang.people.acting import Acting, Actor
from gerbang.register import rules
from gerbang.register.intake import actions, columns, mending, sheets, tables
from gerbang.register.intake.problems import Unreadable
from gerbang.register.models import Import, ImportJob
from gerbang.values import Invalid
from gerbang.values.zones import today

log = logging.getLogger(__name__)

AT_ONCE = 2_000
"""Rows that are checked and written while the page waits; more are a worker's."""
PATIENCE = timedelta(minutes=2)
"""How long a worker may give no sign of life before its work may be asked for again."""
SILENT = timedelta(minutes=30)
"""The same of a worker that cannot give any: on SQLite nobody else writes while it does."""
BEFORE = (Import.State.RECEIVED, Import.State.CHECKED)
PAPER = "import-table"
"""The kind under which the table of an import is kept among documents."""
MEDIA_TYPES = {
    True: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    False: "text/csv",
}


OTHERS = gettext_lazy("A table is brought in by the body that uploaded it.")


class Superseded(Exception):
    """Somebody asked for the work again: this worker's order counts no more."""


def visible_to(actor: Actor) -> QuerySet[Import]:
    """Imports of one's own government; all of them for national sight."""
    found = Import.objects.select_related("body", "job")
    own = Q() if actor.national_sight else Q(body__in=list(actor.bodies), body__region__in=list(actor.region_ids))
    return found.filter(own)


def bringing(actor: Actor) -> list[Acting]:
    """The memberships under which the account may bring tables in."""
    return [by for by in rules.writing(actor) if rules.brings_in(by).allowed]


def acting(actor: Actor, of: Import, *, own: bool = False) -> Acting:
    """The membership to work on an import under: in its body, else with national sight unless it must be one's `own`.

    Raises Refused where the account has none.
    """
    for by in bringing(actor):
        if by.speaks_for(of.body):
            return by
    for by in bringing(actor):
        if by.body.national_sight and not own:
            return by
    if own and actor.national_sight:
        raise Refused(Decision(False, str(OTHERS), code="not-yours"))
    raise Refused(rules.readers_only())


def may(actor: Actor, of: Import, *, own: bool = False) -> bool:
    """Whether the account may work on it."""
    try:
        acting(actor, of, own=own)
    except Refused:
        return False
    return True


# The table ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def receive(*, by: Acting, file: Sent) -> Import:
    """Keeps a table that somebody sends, and orders its check; `Invalid` says why it is none."""
    rules.must(rules.brings_in(by))
    upload = papers.receive(by=by, file=file, inspect=_inspected)
    of = Import.objects.create(
        body=holder(by),
        by=by.account.ref,
        filename=upload.filename,
        digest=upload.blob.sha256,
        document=upload.ref,
        state=Import.State.RECEIVED,
    )
    order(by=by, of=of, kind=ImportJob.Kind.CHECK)
    return of


def _inspected(file: Sent, _name: str) -> str:
    """Whether it can be read as a table, whatever its name."""
    try:
        if file.size > sheets.BYTES:
            raise Unreadable("too-large", limit=sheets.BYTES // 1024**2)
        file.seek(0)
        data = file.read()
        sheets.opened(data, columns.recognised)
    except Unreadable as problem:
        raise Invalid({"file": problem.text}) from None
    return MEDIA_TYPES[data.startswith(b"PK")]


def bytes_of(of: Import) -> bytes | None:
    """The table as it was sent; None when it was swept."""
    upload = Upload.objects.select_related("blob").filter(ref=of.document, owner=of.by).first()
    if upload is None:
        return None
    with storage.current().open(upload.blob.path) as file:
        return bytes(file.read())


def is_kept(of: Import) -> bool:
    """Whether the table can still be read."""
    return Upload.objects.filter(ref=of.document, owner=of.by).exists()


@transaction.atomic
def drop(*, by: Acting, of: Import) -> Import:
    """A table that is not brought in after all; what was sent goes with it."""
    locked(of)
    actions.drop(by=by, of=of)
    ImportJob.objects.filter(of=of, ended_at=None).update(ended_at=timezone.now())
    Upload.objects.filter(ref=of.document, owner=of.by).delete()
    return of


# Orders ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """The columns as a person wants them; None where the table's names or the last time decide."""

    mapping: dict[str, str] | None = None
    left_out: list[str] | None = None


@transaction.atomic
def order(*, by: Acting, of: Import, kind: str, asked: Asked | None = None, seen: int | None = None) -> ImportJob:
    """Orders a check or the writing. `seen`: which check the page showed; a newer one is a Conflict.

    What is being worked on is not ordered again, unless its worker has given no sign of life for long.
    """
    of = locked(of)
    if not by.speaks_for(of.body):
        raise Refused(Decision(False, str(OTHERS), code="not-yours"))
    if of.state not in BEFORE or (seen is not None and of.checks != seen):
        raise Conflict(of.ref, of.checks, seen)
    running = ImportJob.objects.filter(of=of, ended_at=None).first()
    if running is not None and not has_stopped(running, timezone.now()):
        raise Conflict(of.ref, of.checks, seen)
    values = {
        "kind": kind,
        "token": uuid4().hex,
        "membership": by.membership,
        "asked": {"mapping": asked.mapping, "left_out": asked.left_out} if asked else _as_before(of),
        "asked_at": timezone.now(),
        "seen_at": None,
        "ended_at": None,
        "rows": 0,
        "failure": "",
        "about": {},
    }
    return ImportJob.objects.update_or_create(of=of, defaults=values)[0]


def locked(of: Import) -> Import:
    """The import under lock. A worker that writes holds the lock until it is done."""
    try:
        return Import.objects.select_for_update(nowait=True).get(pk=of.pk)
    except DatabaseError:
        raise Conflict(of.ref, of.checks, None) from None


def _as_before(of: Import) -> dict[str, Any]:
    """The columns of the last check; of a table that was never checked, those that were asked for."""
    if of.state == Import.State.CHECKED:
        return {"mapping": of.mapping, "left_out": of.reading.get("left_out", [])}
    before = ImportJob.objects.filter(of=of).first()
    return before.asked if before else {}


def has_stopped(job: ImportJob, now: datetime) -> bool:
    """Whether nothing has been heard of the work for so long that nobody may be at it."""
    if job.ended_at is not None:
        return False
    silent = job.kind == ImportJob.Kind.WRITE and job.seen_at is not None and connection.vendor == "sqlite"
    return (job.seen_at or job.asked_at) < now - (SILENT if silent else PATIENCE)


def begin(of: Import) -> None:
    """Does what was ordered: at once for a small table, by a worker for a large one."""
    from gerbang.register.tasks import work_on_import

    job = ImportJob.objects.filter(of=of, seen_at=None, ended_at=None).first()
    if job is None:
        return
    if _is_small(of):
        work(job.token)
    else:
        work_on_import.enqueue(job.token)


def _is_small(of: Import) -> bool:
    if of.counts:
        return bool(of.counts["read"] <= AT_ONCE)
    data = bytes_of(of)
    try:
        table = sheets.opened(data, columns.recognised) if data else None
        return table is None or len(list(islice(table.rows(), AT_ONCE + 1))) <= AT_ONCE
    except Unreadable:
        return True


# Work -----------------------------------------------------------------------------------------------------------------


def work(token: str) -> None:
    """Carries an order out, once. Whatever happens is written down with it, and nothing of the table by halves."""
    now = timezone.now()
    if not ImportJob.objects.filter(token=token, seen_at=None, ended_at=None).update(seen_at=now):
        return
    job = ImportJob.objects.select_related("of__body", "membership__account", "membership__body__parent__parent").get(
        token=token
    )
    try:
        _carry_out(job)
    except (Superseded, Conflict):
        ImportJob.objects.filter(token=token, ended_at=None).update(ended_at=timezone.now())
    except Unreadable as problem:
        _fail(job, ImportJob.Failure.UNREADABLE, code=problem.code, **problem.about)
    except Refused:
        _fail(job, ImportJob.Failure.RIGHT)
    except Exception:
        log.exception("import %s: %s failed", job.of.ref, job.kind)
        _fail(job, ImportJob.Failure.BROKEN)


def _carry_out(job: ImportJob) -> None:
    by = _acting(job)
    data = bytes_of(job.of)
    if data is None:
        _fail(job, ImportJob.Failure.GONE)
        return
    mapping, left_out = job.asked.get("mapping"), job.asked.get("left_out")
    brought = tables.bring(
        data=data,
        filename=job.of.filename,
        mapping=mapping,
        left_out=left_out,
        by=by,
        mended=mending.all_of(job.of.mended),
    )
    with _signs_of_life(job) as progress:
        if job.kind == ImportJob.Kind.CHECK:
            _keep(job, tables.check(brought, progress))
            return
        try:
            _write(job, by, brought, progress)
        except actions.NothingWritten as refused:
            _keep(job, refused.checked, ImportJob.Failure.REFUSED)


def _acting(job: ImportJob) -> Acting:
    """Whoever ordered it, if the right is still theirs."""
    membership = job.membership
    by = Acting(membership.account, membership, today(membership.body.zone, timezone.now()))
    if not membership.alive(by.today) or not membership.account.is_active:
        raise Refused(rules.readers_only())
    rules.must(rules.brings_in(by))
    return by


@transaction.atomic
def _keep(job: ImportJob, checked: tables.Checked, failure: str = "") -> None:
    actions.keep(checked=checked, of=job.of)
    _end(job, failure)


@transaction.atomic
def _write(job: ImportJob, by: Acting, brought: tables.Brought, progress: tables.Progress) -> None:
    """All of it or nothing, and the table itself among the documents of its body."""
    written = actions.write(brought=brought, of=job.of, progress=progress)
    _end(job)
    if not written.new or written.of is None:
        return
    upload = Upload.objects.filter(ref=job.of.document, owner=job.of.by).first()
    if upload is not None:
        kept = papers.attach(
            by=by,
            upload=papers.hand_over(upload=upload, to=by),
            subject_ref=written.of.ref,
            kind=PAPER,
            title=upload.filename,
            disclosure=Disclosure.HOLDER,
        )
        Import.objects.filter(pk=written.of.pk).update(document=kept.ref)


def _end(job: ImportJob, failure: str = "") -> None:
    """Ends the work in its own transaction; whoever's order counts no more has done nothing."""
    standing = ImportJob.objects.filter(token=job.token, ended_at=None)
    if not standing.update(ended_at=timezone.now(), failure=failure):
        raise Superseded


def _fail(job: ImportJob, failure: str, **about: object) -> None:
    standing = ImportJob.objects.filter(token=job.token, ended_at=None)
    standing.update(ended_at=timezone.now(), failure=failure, about=about)


@contextmanager
def _signs_of_life(job: ImportJob) -> Iterator[tables.Progress]:
    """What is told how many rows are done: it says so where the page can see it.

    While a table is written, its own transaction shows nothing yet: on PostgreSQL a second connection tells the page,
    on SQLite nobody can.
    """
    standing = ImportJob.objects.filter(token=job.token, ended_at=None)
    apart = connection.copy() if connection.vendor == "postgresql" and job.kind == ImportJob.Kind.WRITE else None
    alias = f"import-{job.token}"
    if apart is not None:
        connections[alias] = apart

    def tell(rows: int) -> None:
        if not standing.exists():
            raise Superseded
        if apart is not None:
            standing.using(alias).update(rows=rows, seen_at=timezone.now())
        elif job.kind == ImportJob.Kind.CHECK:
            standing.update(rows=rows, seen_at=timezone.now())

    try:
        yield tell
    finally:
        if apart is not None:
            apart.close()
            del connections[alias]
