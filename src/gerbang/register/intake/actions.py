"""What is written of imports: the check that waits, and the table brought in, all of it or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict, Decision, Refused
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.register.intake import columns, foot, mending, samples, tables
from gerbang.register.intake.planning import FACT_COLUMNS, Planned
from gerbang.register.intake.problems import DIFFERS, JOINS, SAME_AS, Problem
from gerbang.register.intake.tables import Brought, Checked, Progress, Tally
from gerbang.register.intake.writing import Writer
from gerbang.register.models import ColumnMapping, Import, ImportRow
from gerbang.values import Invalid

IMPORT_LOCK = 0x67657262696D
"""The advisory lock of the one import on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was brought in. Not `new` where the table adds nothing: `of` is the import of before, if there was one."""

    of: Import | None
    checked: Checked
    new: bool = True


class NothingWritten(Exception):
    """Some row or column is refused; the check says which. Nothing was written."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        super().__init__(f"{checked.counts['refused']} refused")


@transaction.atomic
def keep(*, checked: Checked, document: str = "", of: Import | None = None) -> Import:
    """Keeps a check with its problems until the body brings the table in, or drops it.

    `document`: the ref of the upload, from which the table is read again. `of`: the import that was checked, whose
    earlier check this one takes the place of.
    """
    brought = checked.brought
    kept = _checkable(of) if of else _import(brought, Import.State.CHECKED, document)
    kept.state, kept.checks = Import.State.CHECKED, kept.checks + 1
    kept.counts, kept.mapping = dict(checked.counts), dict(brought.mapping)
    kept.sheet, kept.reading = brought.table.sheet[:100], told(checked)
    kept.mended |= {str(number): one.kept() for number, one in checked.mended.items()}
    kept.save()
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                of=kept,
                number=one.number,
                outcome=one.outcome,
                cells=dict(one.cells),
                problems=[problem.kept() for problem in (*one.problems, *_remarks(one))],
                candidates=one.candidates,
                settled_at=one.left_out.at if one.left_out else None,
                settled_by=one.left_out.by if one.left_out else "",
            )
            for one in (*checked.rows, *checked.clear)
        ),
        batch_size=500,
    )
    remember(brought)
    return kept


def _remarks(one: Planned) -> Iterator[Problem]:
    """What is kept with a row besides what is wrong with it: the row that begins its tie, what the register says."""
    if one.outcome != ImportRow.Outcome.MATCHED:
        return
    if one.joins is not None:
        same = one.further is not None and one.further.is_nothing
        yield Problem(one.number, "", SAME_AS if same else JOINS, str(one.joins))
    for stated in one.differs:
        about = {"fact": stated.fact, "precision": stated.precision}
        yield Problem(one.number, FACT_COLUMNS[stated.fact], DIFFERS, stated.value, about)


def told(checked: Checked) -> dict[str, Any]:
    """How a table was read, for the page of its check."""
    table = checked.brought.table
    return {
        "header": list(table.header),
        "header_row": table.header_row,
        "others": list(table.others),
        "encoding": getattr(table.source, "encoding", ""),
        "delimiter": getattr(table.source, "delimiter", ""),
        "left_out": [name for name in checked.brought.left_out if name in table.header],
        "faults": [{"row": fault.row, **fault.kept()} for fault in checked.faults],
        "adds": checked.adds,
        "differ": checked.differ,
        "under": [{"row": line.number, "text": foot.words(line)} for line in checked.under],
        "samples": samples.of(table, checked.under),
    }


def _checkable(of: Import) -> Import:
    """The import under lock, without what an earlier check found."""
    kept = Import.objects.select_for_update().get(pk=of.pk)
    if kept.state not in (Import.State.RECEIVED, Import.State.CHECKED):
        raise Conflict(kept.ref, 0, None)
    kept.rows.all().delete()
    return kept


@transaction.atomic
def drop(*, by: Acting, of: Import) -> None:
    """A check that is not wanted any more."""
    of = Import.objects.select_for_update().get(pk=of.pk)
    must_be_own(by, of)
    if of.state not in (Import.State.RECEIVED, Import.State.CHECKED):
        raise Conflict(of.ref, 0, None)
    _put_away(by, of)


@transaction.atomic
def _put_away(by: Acting | None, of: Import) -> None:
    """Says of an import that it was not brought in, by which body and when."""
    of.state, of.dropped_at, of.dropped_by = Import.State.DROPPED, timezone.now(), by.body.ref if by else ""
    of.save(update_fields=["state", "dropped_at", "dropped_by"])
    record_import(by, "import.dropped", of, {"file": of.filename, "digest": of.digest})


def write(*, brought: Brought, of: Import | None = None, progress: Progress | None = None) -> Written:
    """Brings a table in, all of it or nothing; `of` is the check that was kept of it.

    Raises NothingWritten where anything is refused. The same table again, where it adds nothing, leaves no second
    import: the first is given back.
    """
    if brought.faults:
        raise NothingWritten(tables.check(brought))
    try:
        with transaction.atomic():
            return _write(brought, of, progress)
    except _Refusal:
        raise NothingWritten(tables.check(brought, progress)) from None
    except _NothingNew as found:
        if of is not None:
            _put_away(brought.by, of)
        return Written(found.earlier, found.checked, new=False)


def _write(brought: Brought, of: Import | None, progress: Progress | None) -> Written:
    _one_at_a_time()
    written = _begun(brought, of)
    writer, tally = Writer(brought.by, written), Tally()
    for batch in brought.plan(progress, recorded=True, under=tally.under):
        tally.add(batch)
        if tally.counts["refused"]:
            raise _Refusal
        writer.write(batch)
    checked = tally.checked(brought)
    earlier = _earlier(written)
    if not tally.counts["created"] and not tally.adds and (earlier is not None or not tally.counts["read"]):
        raise _NothingNew(earlier, checked)
    written.state, written.counts, written.written_at = Import.State.WRITTEN, tally.counts, timezone.now()
    written.save()
    facts = {"file": written.filename, "digest": written.digest, **tally.counts, **mending.in_ledger(tally.mended)}
    record_import(brought.by, "import.written", written, facts)
    remember(brought)
    return Written(written, checked)


class _Refusal(Exception):
    """Ends the writing: something is refused."""


class _NothingNew(Exception):
    """Ends the writing: the table was brought in before and adds nothing."""

    def __init__(self, earlier: Import | None, checked: Checked) -> None:
        self.earlier, self.checked = earlier, checked
        super().__init__()


def _begun(brought: Brought, of: Import | None) -> Import:
    """The import that is being written: the kept check, emptied, or a new one."""
    if of is None:
        return _import(brought, Import.State.WRITTEN)
    kept = Import.objects.select_for_update().get(pk=of.pk)
    must_be_own(brought.by, kept)
    if kept.state != Import.State.CHECKED:
        raise Conflict(kept.ref, 0, None)
    if kept.digest != brought.digest:
        raise Invalid({"file": _("This is not the table that was checked. Check it again.")})
    kept.rows.all().delete()
    kept.mapping, kept.sheet = dict(brought.mapping), brought.table.sheet
    return kept


def _import(brought: Brought, state: str, document: str = "") -> Import:
    return Import.objects.create(
        body=brought.body,
        by=brought.by.account.ref if brought.by else "",
        filename=brought.filename,
        digest=brought.digest,
        document=document,
        sheet=brought.table.sheet[:100],
        mapping=dict(brought.mapping),
        state=state,
    )


def _earlier(of: Import) -> Import | None:
    """The import by which the same body brought in the same table before."""
    same = Import.objects.filter(digest=of.digest, body=of.body, state=Import.State.WRITTEN)
    return same.exclude(pk=of.pk).order_by("pk").first()


def remember(brought: Brought) -> None:
    """Keeps how the body calls our columns, for its next table with this header."""
    if brought.body is not None:
        ColumnMapping.objects.update_or_create(
            body=brought.body,
            header=columns.fingerprint(brought.table.header),
            defaults={"mapping": dict(brought.mapping), "left_out": list(brought.left_out)},
        )


def _one_at_a_time() -> None:
    """Two imports at once could both begin the same tie. On SQLite writers wait for each other anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def must_be_own(by: Acting | None, of: Import) -> None:
    """An import is its body's; national sight may help every body."""
    if by is not None and not by.body.national_sight and not by.speaks_for(of.body):
        raise Refused(Decision(False, _("This import belongs to another body."), code="not-yours"))


def record_import(by: Acting | None, kind: str, of: Import, payload: Mapping[str, object]) -> None:
    """One ledger entry in the stream of the import."""
    actor, body = (by.account.ref, by.body.ref) if by else ("", of.body.ref if of.body else "")
    record(kind=kind, stream=of.ref, actor=actor, body=body, payload=payload)
