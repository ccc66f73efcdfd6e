"""`gerbang ledger verify --deep` finds documents that differ from the book, and bytes that differ from their hash."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.documents.conftest import acting
from tests.documents.samples import docx
from tests.documents.test_actions import erase, two

from gerbang.documents.comparison import compare
from gerbang.documents.models import Blob, Document, DocumentVersion
from gerbang.ledger import checks
from gerbang.ledger.actions import record
from gerbang.people.models import Account

__all__ = ["two"]
pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, int, str]]:
    return [(fault.stream, fault.seq, fault.what) for fault in compare(checks.recorded("document."))]


def test_it_is_registered_and_finds_nothing_wrong(attach: Callable[..., Document]) -> None:
    attach()
    assert checks.registered["document."] is compare
    assert found() == []


def test_erased_documents_are_no_fault(
    attach: Callable[..., Document], officer: Account, two: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase(attach(), officer, two)
    assert found() == []


@pytest.mark.parametrize("change", ["changed", "gone"])
def test_other_bytes(attach: Callable[..., Document], files: Path, change: str) -> None:
    document = attach()
    path = files / document.latest.blob.path
    path.write_bytes(b"other") if change == "changed" else path.unlink()
    assert found() == [(document.ref, 1, "the bytes of version 1 are missing or changed")]


def test_another_version_than_recorded(attach: Callable[..., Document], officer: Account) -> None:
    document, other = attach(), attach(content=docx(), name="naskah.docx")
    DocumentVersion.objects.bulk_create(
        [
            DocumentVersion(
                document=document, number=2, blob=other.latest.blob, filename="x", uploaded_by="x", at=timezone.now()
            )
        ]
    )
    assert found() == [(document.ref, 0, "version 2 is not the one recorded")]


def test_a_record_without_its_version(attach: Callable[..., Document], officer: Account) -> None:
    document = attach()
    payload = {"version": 2, "sha256": Blob.objects.get().sha256}
    by = acting(officer)
    record(kind="document.version_added", stream=document.ref, actor=by.account.ref, body="", payload=payload)
    assert found() == [(document.ref, 2, "version 2 is recorded and not there")]
