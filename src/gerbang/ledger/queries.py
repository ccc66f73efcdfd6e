"""Readings of the book."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from gerbang.ledger import canonical, merkle
from gerbang.ledger.jobs import RETRIES
from gerbang.ledger.models import Due, Entry, Root
from gerbang.ledger.roots import Published


def head(stream: str) -> int:
    """The newest seq of a stream; 0 when nothing has happened in it yet."""
    newest = Entry.objects.filter(stream=stream).order_by("-seq").values_list("seq", flat=True).first()
    return newest or 0


def newest(stream: str) -> Entry | None:
    """The newest entry of a stream; None when nothing has happened in it yet."""
    return Entry.objects.filter(stream=stream).order_by("-seq").first()


def heads(streams: Iterable[str]) -> dict[str, int]:
    """The newest seq of each stream in which something has happened."""
    found = Entry.objects.filter(stream__in=set(streams)).values_list("stream").annotate(newest=Max("seq")).order_by()
    return dict(found)


def history(stream: str) -> QuerySet[Entry]:
    """A stream from its beginning, with payloads at hand."""
    return Entry.objects.filter(stream=stream).select_related("payload").order_by("seq")


def roots() -> QuerySet[Root]:
    """Every published root, the oldest first."""
    return Root.objects.only("size", "root_hash", "at").order_by("size")


def published(root: Root) -> Published:
    """A root as it is shown outside."""
    return Published(root.size, root.root_hash, canonical.instant(root.at))


def newest_root() -> Published:
    """The newest root, to be kept elsewhere."""
    root = roots().last()
    return published(root) if root else Published(0, merkle.EMPTY.hex())


def ran(job: str) -> datetime | None:
    """When the clock's job of that name last went well; None where it never has."""
    return Due.objects.filter(job=job).values_list("last_ok", flat=True).first()


def failed_jobs() -> QuerySet[Due]:
    """Jobs whose retries are used up, also those whose clock died every time; here until they succeed again."""
    return Due.objects.filter(Q(failed_at__isnull=False) | Q(attempts__gt=len(RETRIES))).order_by("job")


def clock_last_ran() -> datetime | None:
    """When any job last succeeded; what the footer tells administrators."""
    newest: datetime | None = Due.objects.aggregate(newest=Max("last_ok"))["newest"]
    return newest
