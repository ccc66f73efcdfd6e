"""The only code that writes documents. Bytes come before rows, and go after them."""

import errno
import os
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.documents import content, filenames, rules, storage
from gerbang.documents.models import Blob, Disclosure, Document, DocumentVersion, Upload
from gerbang.documents.storage import Sent, nowhere
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.values import Invalid
from gerbang.values.refs import is_ref

NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
MOST_UPLOADS = 50
"""What one account may have sent without using it."""
TITLE_LENGTH = 200


Inspect = Callable[[Sent, str], str]
"""Gives the media type of a file by its content and name; `Invalid` says what is wrong with it."""


def _inspected(file: Sent, name: str) -> str:
    return content.check(file, name, _size(file), settings.DOCUMENT_MAX_BYTES)


def receive(
    *,
    by: Acting,
    file: Sent,
    inspect: Inspect = _inspected,
    store: Storage | None = None,
    reached: storage.Reached = nowhere,
) -> Upload:
    """Check and keep a document that somebody sends. Once this returns it survives a killed process or a power cut.

    `inspect`: another room's own check, for what is no paper of a case: a table that is brought in.
    """
    rules.must_write(by)
    name = filenames.clean(file.name or "")
    media_type = inspect(file, name)
    store = store or storage.current()
    sha256 = storage.digest(file)
    _put(store, storage.path_of(sha256), file)
    reached("bytes")
    with transaction.atomic():
        if Upload.objects.filter(owner=by.account.ref).count() >= MOST_UPLOADS:
            raise Invalid({"file": _("You have sent many documents without using them. Use or remove some first.")})
        blob = _blob(store, sha256, media_type, file)
        upload = Upload.objects.create(owner=by.account.ref, blob=blob, filename=name, at=timezone.now())
        _record("document.received", upload.ref, by, _content(blob))
        reached("row")
    reached("committed")
    return upload


def _size(file: Sent) -> int:
    return int(file.seek(0, os.SEEK_END))


def _put(store: Storage, path: str, file: Sent) -> None:
    try:
        store.save(path, file)
    except OSError as problem:
        if problem.errno not in NO_ROOM:
            raise
        full = _(
            "There is no room to keep this document; nothing was kept. Tell the administrator and try again later."
        )
        raise Invalid({"file": full}) from problem


def _blob(store: Storage, sha256: str, media_type: str, file: Sent) -> Blob:
    """The row of these bytes, locked. Sweeping takes the same lock, so that bytes it removed are put back here."""
    blob, _new = Blob.objects.select_for_update().get_or_create(
        sha256=sha256,
        defaults={"size": _size(file), "media_type": media_type, "path": storage.path_of(sha256)},
    )
    if not store.exists(blob.path):
        _put(store, blob.path, file)
    if blob.erased_at is not None:
        blob.erased_at = None
        blob.save(update_fields=["erased_at"])
    return blob


@transaction.atomic
def discard(*, by: Acting, upload: Upload) -> None:
    """Remove what was sent and not used; the bytes are swept later."""
    _must_own(by, upload)
    upload.delete()


@transaction.atomic
def hand_over(*, upload: Upload, to: Acting) -> Upload:
    """What one account sent becomes another's to use; the caller knows that both work on the same matter."""
    rules.must_write(to)
    upload.owner = to.account.ref
    upload.save(update_fields=["owner"])
    return upload


@transaction.atomic
def attach(*, by: Acting, upload: Upload, subject_ref: str, kind: str, title: str, disclosure: str) -> Document:
    """Make an upload the first version of a document of a subject, held by the actor's body."""
    rules.must_write(by)
    _check(subject_ref, kind, title, disclosure)
    document = Document.objects.create(
        subject_ref=subject_ref,
        body=rules.holder(by),
        title=title.strip(),
        kind=kind,
        disclosure=disclosure,
        created=timezone.now(),
    )
    version = _use(by, upload, document, 1)
    about = {"subject": subject_ref, "kind": kind, "disclosure": disclosure, "holder": document.body.ref}
    _record("document.attached", document.ref, by, about | {"version": 1} | _content(version.blob))
    return document


def _check(subject_ref: str, kind: str, title: str, disclosure: str) -> None:
    problems = {}
    if not 0 < len(title.strip()) <= TITLE_LENGTH:
        problems["title"] = _("Give the document a title of at most %(most)d characters.") % {"most": TITLE_LENGTH}
    if disclosure not in Disclosure.values:
        problems["disclosure"] = _("Choose who may read the document.")
    if not is_ref(subject_ref):
        problems["subject_ref"] = _("Say what the document belongs to.")
    if not kind:
        problems["kind"] = _("Say what kind of document this is.")
    if problems:
        raise Invalid(problems)


@transaction.atomic
def add_version(*, by: Acting, document: Document, upload: Upload) -> DocumentVersion:
    """A newer state of the same document; the earlier ones stay."""
    document = Document.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    rules.must_hold(by, document)
    if document.withdrawn_at is not None:
        raise Invalid({"file": _("This document was withdrawn. Attach a new one instead.")})
    version = _use(by, upload, document, document.latest.number + 1)
    _record("document.version_added", document.ref, by, {"version": version.number} | _content(version.blob))
    return version


def _use(by: Acting, upload: Upload, document: Document, number: int) -> DocumentVersion:
    """Turn an upload into a version; of two who try, one finds it gone."""
    _must_own(by, upload)
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        blob=upload.blob,
        filename=upload.filename,
        uploaded_by=by.account.ref,
        at=timezone.now(),
    )
    used, _kinds = Upload.objects.filter(pk=upload.pk).delete()
    if not used:
        raise Invalid({"file": _("This document was used or removed already. Choose it again.")})
    return version


def _must_own(by: Acting, upload: Upload) -> None:
    if upload.owner != by.account.ref:
        raise Refused(Decision(False, _("Somebody else sent this document."), code="not-owner"))


@transaction.atomic
def withdraw(*, by: Acting, document: Document, reason: str) -> Document:
    """Close a document at once. Its record and hash stay; its bytes do until two people erase them."""
    document = Document.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    rules.must_hold(by, document)
    if not reason.strip():
        raise Invalid({"reason": _("Say why the document is withdrawn.")})
    if document.withdrawn_at is None:
        document.withdrawn_at = timezone.now()
        document.withdrawn_reason = reason.strip()
        document.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        _record("document.withdrawn", document.ref, by, {})
    return document


@transaction.atomic
def ask_erasure(*, by: Acting, document: Document, reason: str) -> Document:
    """The first of two people: ask that the bytes of a withdrawn document be erased."""
    document = Document.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    rules.must_hold(by, document, rules.ERASERS)
    if document.withdrawn_at is None:
        raise Invalid({"": _("Withdraw the document first; only a withdrawn document can be erased.")})
    if not reason.strip():
        raise Invalid({"reason": _("Say why the document is erased.")})
    document.erasure_asked_by = by.account.ref
    document.erasure_reason = reason.strip()
    document.save(update_fields=["erasure_asked_by", "erasure_reason"])
    _record("document.erasure_asked", document.ref, by, {})
    return document


@transaction.atomic
def erase_bytes(*, by: Acting, document: Document, asked_by: str) -> Document:
    """The second of two people: erase for good. Bytes that another document holds as well stay for that one."""
    document = Document.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    rules.must_hold(by, document, rules.ERASERS)
    if document.erased_at is not None:
        return document
    if not document.erasure_asked_by or asked_by != document.erasure_asked_by:
        raise Invalid({"asked_by": _("Nobody asked for this. Ask for the erasure first.")})
    if asked_by == by.account.ref:
        raise Invalid({"asked_by": _("Erasing takes two people: ask somebody else to do it.")})
    document.erased_at = timezone.now()
    document.save(update_fields=["erased_at"])
    _record("document.erased", document.ref, by, {"asked_by": asked_by})
    blobs = Blob.objects.filter(versions__document=document)
    unshared = blobs.exclude(uploads__isnull=False).exclude(versions__document__erased_at=None).distinct()
    for blob in unshared:
        Blob.objects.filter(pk=blob.pk).update(erased_at=document.erased_at)
        transaction.on_commit(partial(drop_bytes, blob.pk))
    return document


@transaction.atomic
def drop_bytes(key: int) -> None:
    """Remove the bytes of a blob marked as erased, unless they were sent anew meanwhile."""
    blob = Blob.objects.select_for_update().filter(pk=key, erased_at__isnull=False).first()
    if blob is not None:
        storage.current().delete(blob.path)


def _content(blob: Blob) -> dict[str, object]:
    return {"sha256": blob.sha256, "size": blob.size, "media_type": blob.media_type}


def _record(kind: str, stream: str, by: Acting, payload: dict[str, object]) -> None:
    """Titles, file names and reasons may name people and stay out of the book."""
    record(kind=kind, stream=stream, actor=by.account.ref, body=by.body.ref, payload=payload)
