"""Removes what nobody will use: old uploads, bytes without a row, half-written files. Run by the clock."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from gerbang.documents import actions, queries, storage
from gerbang.documents.models import Blob

UPLOADS_KEPT = timedelta(days=7)
BYTES_KEPT = timedelta(days=1)
INCOMING_KEPT = timedelta(days=1)
"""How long bytes may wait for their row, and a file for its last byte: far longer than any upload takes."""


class _Undo(Exception):
    """Ends a transaction that was only a lock."""


def sweep(now: datetime) -> None:
    """Everything that is due by now."""
    queries.stale_uploads(now - UPLOADS_KEPT).delete()
    for key in Blob.objects.filter(uploads=None, versions=None).values_list("pk", flat=True):
        _remove_unused(key)
    for key in Blob.objects.filter(erased_at__isnull=False).values_list("pk", flat=True):
        actions.drop_bytes(key)
    store = storage.current()
    if isinstance(store, storage.ContentStorage):
        _sweep_files(store, now)


@transaction.atomic
def _remove_unused(key: int) -> None:
    """Bytes and row go under the row's lock; whoever sends the same bytes waits for it and puts them back."""
    if Blob.objects.select_for_update().filter(pk=key).exists():
        unused = Blob.objects.filter(pk=key, uploads=None, versions=None).first()
        if unused is not None:
            storage.current().delete(unused.path)
            unused.delete()


def _sweep_files(store: storage.ContentStorage, now: datetime) -> None:
    for name, written in list(store.stored()):
        if name.startswith(f"{storage.INCOMING}/") and written < now - INCOMING_KEPT:
            store.delete(name)
        elif storage.is_content(name) and written < now - BYTES_KEPT:
            _remove_orphan(store, name)


def _remove_orphan(store: storage.ContentStorage, name: str) -> None:
    """A row of the same hash is the lock: while it stands, nobody can make theirs and count on these bytes."""
    try:
        with transaction.atomic():
            Blob.objects.create(sha256=storage.sha256_of(name), size=0, media_type="", path=name)
            store.delete(name)
            raise _Undo
    except (_Undo, IntegrityError):
        return
