"""Sending, attaching, adding versions, withdrawing and erasing; each with its entry in the book."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.documents.conftest import SUBJECT, acting, body, person, sent
from tests.documents.samples import EXE, PDF, docx

from gerbang.access import Refused
from gerbang.documents import actions, queries, storage
from gerbang.documents.models import Blob, Document, DocumentVersion, Upload
from gerbang.ledger.models import Entry
from gerbang.ledger.queries import history
from gerbang.people.models import Account, Body, BodyKind, Right
from gerbang.values import Invalid

HASH = hashlib.sha256(PDF).hexdigest()


def stored(files: Path) -> list[str]:
    return sorted(str(path.relative_to(files)) for path in files.rglob("*") if path.is_file())


def entries(ref: str) -> list[tuple[str, dict[str, Any]]]:
    return [(entry.kind, json.loads(entry.payload.text)) for entry in history(ref)]


@pytest.mark.django_db
def test_what_is_received_lies_under_its_hash(upload: Upload, officer: Account, files: Path) -> None:
    assert stored(files) == [f"{HASH[:2]}/{HASH[2:4]}/{HASH}"]
    assert (files / storage.path_of(HASH)).read_bytes() == PDF
    assert (upload.owner, upload.filename, upload.blob.sha256) == (officer.ref, "surat.pdf", HASH)
    assert (upload.blob.size, upload.blob.media_type) == (len(PDF), "application/pdf")
    content = {"sha256": HASH, "size": len(PDF), "media_type": "application/pdf"}
    assert entries(upload.ref) == [("document.received", content)]


@pytest.mark.django_db
def test_the_same_content_is_kept_once(upload: Upload, holder: Body, files: Path) -> None:
    other = actions.receive(by=acting(person(holder)), file=sent("salinan.pdf"))
    assert other.blob == upload.blob
    assert other.ref != upload.ref
    assert len(stored(files)) == 1


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing(officer: Account, files: Path) -> None:
    with pytest.raises(Invalid):
        actions.receive(by=acting(officer), file=sent(content=EXE))
    assert not files.exists()
    assert not Upload.objects.exists()


@pytest.mark.django_db
def test_readers_send_nothing(holder: Body, files: Path) -> None:
    with pytest.raises(Refused):
        actions.receive(by=acting(person(holder, Right.READ), Right.READ), file=sent())
    assert not files.exists()


@pytest.mark.django_db
def test_one_account_does_not_fill_the_disk(upload: Upload, officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_UPLOADS", 1)
    with pytest.raises(Invalid, match="without using"):
        actions.receive(by=acting(officer), file=sent())
    actions.discard(by=acting(officer), upload=upload)
    assert actions.receive(by=acting(officer), file=sent())


@pytest.mark.django_db
def test_attaching_uses_the_upload_up(attach: Callable[..., Document], holder: Body, officer: Account) -> None:
    document = attach("parties")
    assert (document.body, document.subject_ref, document.title) == (holder, SUBJECT, "Surat")
    assert (document.latest.number, document.latest.filename) == (1, "surat.pdf")
    assert document.latest.uploaded_by == officer.ref
    assert not Upload.objects.exists()
    kind, payload = entries(document.ref)[0]
    assert kind == "document.attached"
    assert payload["sha256"] == HASH
    assert payload["disclosure"] == "parties"
    assert "Surat" not in json.dumps(payload)


@pytest.mark.django_db
def test_an_upload_is_used_once(upload: Upload, officer: Account) -> None:
    facts = {"subject_ref": SUBJECT, "kind": "k", "title": "Surat", "disclosure": "holder"}
    actions.attach(by=acting(officer), upload=upload, **facts)
    upload.pk = upload.pk or 1
    with pytest.raises(Invalid, match="used or removed already"):
        actions.attach(by=acting(officer), upload=upload, **facts)
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_nobody_uses_what_another_sent(upload: Upload, holder: Body) -> None:
    other = acting(person(holder))
    with pytest.raises(Refused):
        actions.attach(by=other, upload=upload, subject_ref=SUBJECT, kind="k", title="x", disclosure="holder")
    with pytest.raises(Refused):
        actions.discard(by=other, upload=upload)
    assert Upload.objects.exists()


@pytest.mark.django_db
def test_every_wrong_answer_is_named(upload: Upload, officer: Account) -> None:
    with pytest.raises(Invalid) as invalid:
        actions.attach(by=acting(officer), upload=upload, subject_ref="x", kind="", title=" ", disclosure="all")
    assert set(invalid.value.problems) == {"subject_ref", "kind", "title", "disclosure"}
    assert Upload.objects.exists()


@pytest.mark.django_db
def test_a_unit_sends_for_its_body(files: Path) -> None:
    top = body("Pemda uji", kind="ministry")
    unit = body("Bagian uji", kind=BodyKind.UNIT, parent=top)
    by = acting(person(unit))
    document = actions.attach(
        by=by,
        upload=actions.receive(by=by, file=sent()),
        subject_ref=SUBJECT,
        kind="k",
        title="x",
        disclosure="holder",
    )
    assert document.body == top
    assert Entry.objects.get(stream=document.ref).body == unit.ref


@pytest.mark.django_db
def test_versions_are_added_and_never_changed(attach: Callable[..., Document], officer: Account) -> None:
    document = attach()
    newer = actions.receive(by=acting(officer), file=sent("naskah.docx", docx()))
    version = actions.add_version(by=acting(officer), document=document, upload=newer)
    assert (version.number, document.latest) == (2, version)
    assert [kind for kind, _payload in entries(document.ref)] == ["document.attached", "document.version_added"]
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        DocumentVersion.objects.update(filename="x")
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        DocumentVersion.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_only_the_holder_changes_a_document(attach: Callable[..., Document]) -> None:
    document = attach()
    stranger = acting(person(body("Instansi lain")))
    theirs = actions.receive(by=stranger, file=sent())
    with pytest.raises(Refused):
        actions.add_version(by=stranger, document=document, upload=theirs)
    with pytest.raises(Refused):
        actions.withdraw(by=stranger, document=document, reason="x")


@pytest.mark.django_db
def test_withdrawing_closes_and_keeps_a_record(attach: Callable[..., Document], officer: Account, files: Path) -> None:
    document = attach()
    with pytest.raises(Invalid):
        actions.withdraw(by=acting(officer), document=document, reason=" ")
    closed = actions.withdraw(by=acting(officer), document=document, reason="Salah unggah")
    again = actions.withdraw(by=acting(officer), document=document, reason="Lain")
    assert (again.withdrawn_at, again.withdrawn_reason) == (closed.withdrawn_at, "Salah unggah")
    assert [kind for kind, _payload in entries(document.ref)] == ["document.attached", "document.withdrawn"]
    assert document.latest.blob.sha256 == HASH
    assert len(stored(files)) == 1
    with pytest.raises(Invalid, match="withdrawn"):
        actions.add_version(
            by=acting(officer), document=document, upload=actions.receive(by=acting(officer), file=sent())
        )


@pytest.fixture
def two(holder: Body) -> tuple[Any, Any]:
    return acting(person(holder, Right.SEND), Right.SEND), acting(person(holder, Right.ADMINISTER), Right.ADMINISTER)


@pytest.mark.django_db
def test_erasing_takes_two(attach: Callable[..., Document], officer: Account, two: tuple[Any, Any]) -> None:
    first, second = two
    document = attach()
    with pytest.raises(Invalid, match="Withdraw"):
        actions.ask_erasure(by=first, document=document, reason="Data pribadi")
    actions.withdraw(by=acting(officer), document=document, reason="Salah unggah")
    with pytest.raises(Refused):
        actions.ask_erasure(by=acting(officer), document=document, reason="Data pribadi")
    with pytest.raises(Invalid, match="Nobody asked"):
        actions.erase_bytes(by=second, document=document, asked_by="")
    with pytest.raises(Invalid, match="Say why"):
        actions.ask_erasure(by=first, document=document, reason="")
    actions.ask_erasure(by=first, document=document, reason="Data pribadi")
    with pytest.raises(Invalid, match="two people"):
        actions.erase_bytes(by=first, document=document, asked_by=first.account.ref)
    with pytest.raises(Invalid, match="Nobody asked"):
        actions.erase_bytes(by=second, document=document, asked_by=second.account.ref)
    assert Document.objects.get().erased_at is None


def erase(document: Document, officer: Account, two: tuple[Any, Any]) -> None:
    actions.withdraw(by=acting(officer), document=document, reason="Salah unggah")
    actions.ask_erasure(by=two[0], document=document, reason="Data pribadi")
    actions.erase_bytes(by=two[1], document=document, asked_by=two[0].account.ref)
    actions.erase_bytes(by=two[1], document=document, asked_by=two[0].account.ref)


@pytest.mark.django_db
def test_erased_bytes_are_gone_and_the_hash_stays(
    attach: Callable[..., Document],
    officer: Account,
    two: tuple[Any, Any],
    files: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    document = attach()
    with django_capture_on_commit_callbacks(execute=True):
        erase(document, officer, two)
    assert stored(files) == []
    assert document.latest.blob.sha256 == HASH
    assert [kind for kind, _payload in entries(document.ref)][-2:] == ["document.erasure_asked", "document.erased"]
    sent_again = actions.receive(by=acting(officer), file=sent())
    assert (sent_again.blob.erased_at, stored(files)) == (None, [storage.path_of(HASH)])
    actions.drop_bytes(sent_again.blob.pk)
    assert stored(files) == [storage.path_of(HASH)]


@pytest.mark.django_db
def test_bytes_that_another_document_holds_stay(
    attach: Callable[..., Document],
    officer: Account,
    two: tuple[Any, Any],
    files: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    document, other = attach(), attach()
    with django_capture_on_commit_callbacks(execute=True):
        erase(document, officer, two)
    assert stored(files) == [storage.path_of(HASH)]
    assert Blob.objects.get().erased_at is None
    assert queries.open_version(acting_actor(officer), other.ref, 1) is not None
    assert queries.open_version(acting_actor(officer), document.ref, 1) is None


def acting_actor(account: Account) -> Any:
    from tests.documents.conftest import actor

    return actor(account)
