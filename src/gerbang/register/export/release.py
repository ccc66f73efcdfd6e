"""Releases: dated copies of the whole public register, each a directory of files that never changes.

The files are written beside their place and moved there at once, so that a killed process leaves a whole release or
none. What it leaves behind is swept with the next.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min

from gerbang.ledger import actions as ledger
from gerbang.ledger.models import Root, SealedEntry
from gerbang.register import queries
from gerbang.register.export import address
from gerbang.register.export.descriptor import MEDIA_TYPES, Facts, Written, catalogue, package
from gerbang.register.export.readers import PUBLIC
from gerbang.register.export.records import one_view, records
from gerbang.register.export.table import SOURCED, SUMMARY
from gerbang.register.export.workbook import WorkbookWriter
from gerbang.register.export.writing import CsvWriter, JsonLinesWriter, LinkedWriter, Writer, pretty, write
from gerbang.register.models import Release
from gerbang.values import zones

INCOMING = ".incoming-"
LEFT_BEHIND = timedelta(days=1)
"""After this long an unfinished or unknown directory belongs to nobody."""
ALL_KEPT = timedelta(days=30)
CHUNK = 1 << 20


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "releases"


def path_of(release: Release, name: str) -> Path:
    """Where that file of the release lies; KeyError where it has none of that name."""
    if name not in release.files:
        raise KeyError(name)
    return folder() / release.version / name


def is_due() -> bool:
    """Whether something happened to a cooperation since the newest release."""
    newest = Release.objects.first()
    since = newest.leaves if newest else 0
    return SealedEntry.objects.filter(leaf_index__gte=since, entry__stream__startswith="ks-").exists()


def due(now: datetime) -> Release | None:
    """Makes a release if one is due."""
    return make(now) if is_due() else None


def make(now: datetime) -> Release:
    """Writes a release of what the public sees now, keeps it, and lets go of old ones."""
    ledger.seal()
    sweep(now)
    folder().mkdir(parents=True, exist_ok=True)
    incoming = folder() / f"{INCOMING}{uuid4().hex}"
    incoming.mkdir()
    try:
        with one_view():
            root = Root.objects.order_by("-size").first()
            facts = _facts(_next_version(now), now, root)
            files, ties = _write_files(incoming, facts)
        release = _publish(incoming, facts, files, ties)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    forget(zones.today("WIB", now))
    return release


def sweep(now: datetime) -> None:
    """Removes directories that are no release and have lain long enough not to be one in the making."""
    if not folder().exists():
        return
    known = set(Release.objects.values_list("version", flat=True))
    for each in folder().iterdir():
        with suppress(FileNotFoundError):
            changed = datetime.fromtimestamp(each.stat().st_mtime, UTC)
            if each.name not in known and changed < now - LEFT_BEHIND:
                shutil.rmtree(each, ignore_errors=True)


def forget(today: date) -> None:
    """Lets go of what `kept` does not keep: first the record, so that none leads to files that are gone."""
    made = {release.version: zones.today("WIB", release.made_at) for release in Release.objects.all()}
    gone = made.keys() - kept(made, today)
    Release.objects.filter(version__in=gone).delete()
    for version in gone:
        shutil.rmtree(folder() / version, ignore_errors=True)


def kept(made: Mapping[str, date], today: date) -> set[str]:
    """Versions to keep: all of the last thirty days, and of each month before the last."""
    recent = {version for version, on in made.items() if on >= today - ALL_KEPT}
    by_month: dict[tuple[int, int], tuple[date, int, str]] = {}
    for version, on in made.items():
        month = (on.year, on.month)
        by_month[month] = max(by_month.get(month, (date.min, 0, "")), (on, _number(version), version))
    return recent | {version for _on, _number, version in by_month.values()}


def _number(version: str) -> int:
    return int(version.rpartition(".")[2])


def _next_version(now: datetime) -> str:
    """`2026-11-21.2`: the day it is in Jakarta, and which of that day's."""
    day = zones.today("WIB", now).isoformat()
    there = [path.name for path in folder().glob(f"{day}.*")]
    there += Release.objects.filter(version__startswith=f"{day}.").values_list("version", flat=True)
    return f"{day}.{max(map(_number, there), default=0) + 1}"


def _facts(version: str, now: datetime, root: Root | None) -> Facts:
    years = queries.visible_to(PUBLIC).aggregate(first=Min("signed_earliest"), last=Max("signed_latest"))
    return Facts(
        version=version,
        made_at=now,
        leaves=root.size if root else 0,
        root=root.root_hash if root else "",
        base=address.base(),
        demonstration=settings.DEMONSTRATION,
        years=(years["first"], years["last"]),
    )


def _write_files(into: Path, facts: Facts) -> tuple[dict[str, Written], int]:
    """All files, in one reading of the register; with how many cooperations there are."""
    with ExitStack() as opened:
        out: dict[str, IO[bytes]] = {
            name: opened.enter_context((into / name).open("xb"))
            for name in (
                "cooperations.csv",
                "cooperations.xlsx",
                "cooperations.jsonl",
                "cooperations.jsonld",
                "ties.csv",
            )
        }
        writers: dict[str, Writer] = {
            "cooperations.csv": CsvWriter(out["cooperations.csv"], SOURCED),
            "cooperations.xlsx": WorkbookWriter(out["cooperations.xlsx"], (SOURCED, SUMMARY)),
            "cooperations.jsonl": JsonLinesWriter(out["cooperations.jsonl"], facts.base),
            "cooperations.jsonld": LinkedWriter(out["cooperations.jsonld"], facts.base),
            "ties.csv": CsvWriter(out["ties.csv"], SUMMARY),
        }
        write(records(PUBLIC, queries.visible_to(PUBLIC)), writers.values())
        for file in out.values():
            file.flush()
            os.fsync(file.fileno())
    data = {name: _written(into / name, writer.rows) for name, writer in writers.items()}
    _put(into / "datapackage.json", pretty(package(facts, data)))
    _put(into / "catalog.jsonld", pretty(catalogue(facts, data)))
    described = data | {name: _written(into / name) for name in ("datapackage.json", "catalog.jsonld")}
    _put(into / "SHA256SUMS", "".join(f"{file.sha256}  {name}\n" for name, file in sorted(described.items())))
    return described | {"SHA256SUMS": _written(into / "SHA256SUMS")}, writers["ties.csv"].rows


def _put(path: Path, text: str) -> None:
    with path.open("xb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _written(path: Path, rows: int | None = None) -> Written:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return Written(found.hexdigest(), path.stat().st_size, rows)


def _publish(incoming: Path, facts: Facts, files: Mapping[str, Written], ties: int) -> Release:
    """Moves the directory to its place and records it; a rename onto another release fails and changes nothing."""
    _sync(incoming)
    incoming.rename(folder() / facts.version)
    _sync(folder())
    kept: dict[str, dict[str, Any]] = {
        name: {"sha256": file.sha256, "bytes": file.bytes, "media_type": MEDIA_TYPES[name], "rows": file.rows}
        for name, file in files.items()
    }
    with transaction.atomic():
        release = Release.objects.create(
            version=facts.version, made_at=facts.made_at, leaves=facts.leaves, ties=ties, files=kept
        )
        ledger.record(
            kind="register.released",
            stream=f"release-{facts.version}",
            actor="",
            body="",
            payload={
                "version": facts.version,
                "leaves": facts.leaves,
                "ties": ties,
                "files": {name: file.sha256 for name, file in files.items()},
            },
        )
    return release


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
