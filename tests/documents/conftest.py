"""Two bodies, people in them, and a place for files that belongs to the test."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from tests.documents.samples import PDF

from gerbang.documents import actions
from gerbang.documents.models import Document, Upload
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account, Body, Membership, Right

NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
SUBJECT = "br-0000000000"


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def body(name: str, **options: Any) -> Body:
    return Body.objects.create(kind=options.pop("kind", "ministry"), name_id=name, **options)


def person(where: Body, right: Right = Right.PREPARE, address: str = "") -> Account:
    count = Account.objects.count()
    account = Account.objects.create(email=address or f"uji{count}@example.id", label=f"Petugas {count}")
    Membership.objects.create(account=account, body=where, right=right, since=date(2020, 1, 1))
    return account


def actor(account: Account | None) -> Actor:
    return Actor(account, NOW)


def acting(account: Account, right: Right = Right.PREPARE) -> Acting:
    return actor(account).acting(right)


def sent(name: str = "surat.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")


@pytest.fixture
def holder(db: None, files: Path) -> Body:
    return body("Instansi pemegang")


@pytest.fixture
def officer(holder: Body) -> Account:
    return person(holder)


@pytest.fixture
def attach(officer: Account) -> Callable[..., Document]:
    def make(
        disclosure: str = "bodies", subject: str = SUBJECT, content: bytes = PDF, name: str = "surat.pdf"
    ) -> Document:
        who = acting(officer)
        upload = actions.receive(by=who, file=sent(name, content))
        return actions.attach(
            by=who, upload=upload, subject_ref=SUBJECT, kind="paper.letter", title="Surat", disclosure=disclosure
        )

    return make


@pytest.fixture
def upload(officer: Account) -> Upload:
    return actions.receive(by=acting(officer), file=sent())


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are asserted in the words of the source."""
    with translation.override("en"):
        yield
