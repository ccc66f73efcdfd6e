"""Who sees a document: its holder, those its disclosure names, and the public only once the subject is public."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q
from tests.documents.conftest import SUBJECT, acting, actor, body, person

from gerbang.documents import actions, queries, subjects
from gerbang.documents.models import Document
from gerbang.people.actions import involve
from gerbang.people.models import Account, Body

EVERY = ("public", "bodies", "parties", "holder")


@pytest.fixture(autouse=True)
def no_subjects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "_registered", {})


@pytest.fixture
def all_kinds(attach: Callable[..., Document]) -> None:
    for disclosure in EVERY:
        attach(disclosure)


def seen(who: Any) -> set[str]:
    return set(queries.visible_to(who).values_list("disclosure", flat=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
def test_the_holder_sees_everything(officer: Account, holder: Body) -> None:
    assert seen(actor(officer)) == set(EVERY)
    assert seen(actor(person(holder))) == set(EVERY)
    assert seen(actor(person(body("Bagian", kind="unit", parent=holder)))) == set(EVERY)


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
def test_strangers_and_the_public_see_nothing() -> None:
    assert seen(actor(None)) == set()
    assert seen(actor(person(body("Instansi lain")))) == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
@pytest.mark.parametrize(
    ("why", "expected"), [("asked", {"public", "bodies"}), ("party", {"public", "bodies", "parties"})]
)
def test_bodies_in_the_audience(why: str, expected: set[str]) -> None:
    asked = body("Instansi diminta tanggapan")
    involve(SUBJECT, [asked], why)
    assert seen(actor(person(asked))) == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
def test_the_audience_of_another_subject_does_not_count() -> None:
    asked = body("Instansi diminta tanggapan")
    involve("br-1111111111", [asked], "party")
    assert seen(actor(person(asked))) == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
def test_national_sight_does_not_reach_the_parties_papers() -> None:
    national = body("Kementerian uji", national_sight=True)
    assert seen(actor(person(national))) == {"public", "bodies"}


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
def test_public_only_when_the_subject_is() -> None:
    subjects.register("br", lambda field: Q(**{f"{field}__in": ["br-1111111111"]}))
    assert seen(actor(None)) == set()
    subjects.register("br", lambda field: Q(**{field: SUBJECT}))
    assert seen(actor(None)) == {"public"}
    subjects.register("br", lambda field: Q(pk__in=[]))
    subjects.register("ks", lambda field: Q())
    assert seen(actor(None)) == set()


@pytest.mark.django_db
def test_a_withdrawn_document_is_a_record_for_its_holder_only(
    attach: Callable[..., Document], officer: Account
) -> None:
    subjects.register("br", lambda field: Q(**{field: SUBJECT}))
    asked = body("Instansi diminta tanggapan")
    involve(SUBJECT, [asked], "party")
    document = attach("public")
    other = actor(person(asked))
    for who in (actor(None), other, actor(officer)):
        assert queries.open_version(who, document.ref, 1)
    actions.withdraw(by=acting(officer), document=document, reason="Salah unggah")
    for who in (actor(None), other, actor(officer)):
        assert queries.open_version(who, document.ref, 1) is None
    assert seen(actor(None)) == seen(other) == set()
    assert seen(actor(officer)) == {"public"}


@pytest.mark.django_db
@pytest.mark.usefixtures("all_kinds")
def test_a_list_is_few_queries_and_newest_first(officer: Account, django_assert_num_queries: Any) -> None:
    who = actor(officer)
    assert who.bodies
    with django_assert_num_queries(3):
        seen = queries.visible_to(who).filter(subject_ref=SUBJECT)
        listed = list(seen.prefetch_related("versions__blob").order_by("-pk"))
        assert [document.disclosure for document in listed] == list(reversed(EVERY))
        assert [version.blob.size for document in listed for version in document.versions.all()]


@pytest.mark.django_db
def test_an_upload_is_its_owners(upload: Any, officer: Account, holder: Body) -> None:
    assert queries.upload_of(officer.ref, upload.ref) == upload
    assert queries.upload_of(person(holder).ref, upload.ref) is None
    assert queries.upload_of("", upload.ref) is None
