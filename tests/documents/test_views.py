"""Fetching documents, and forms that do not lose them."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.db.models import Q
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.documents.conftest import SUBJECT, acting, body, client_of, person, sent
from tests.documents.samples import EXE, PDF

from gerbang.documents import actions, subjects
from gerbang.documents.forms import UploadField
from gerbang.documents.models import Document, Upload
from gerbang.people.models import Account, Body, Right

pytestmark = pytest.mark.django_db


def address(document: Document, version: int = 1) -> str:
    return reverse("documents_download", args=[document.ref, version])


def test_a_document_is_an_attachment_under_a_sandbox(attach: Callable[..., Document], officer: Account) -> None:
    response = client_of(officer).get(address(attach()))
    assert response.getvalue() == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="surat.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(PDF))


def test_a_name_in_other_letters(attach: Callable[..., Document], officer: Account) -> None:
    document = attach()
    upload = actions.receive(by=acting(officer), file=sent("Naskah “感謝”\r\n.pdf"))
    actions.add_version(by=acting(officer), document=document, upload=upload)
    header = client_of(officer).get(address(document, 2))["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''Naskah%20")
    assert "\r" not in header


def test_others_find_nothing(attach: Callable[..., Document], officer: Account) -> None:
    document = attach()
    assert Client().get(address(document)).status_code == 404
    assert client_of(person(body("Instansi lain"))).get(address(document)).status_code == 404
    assert client_of(officer).get(address(document, 2)).status_code == 404
    assert client_of(officer).get("/dokumen/dk-zzzzzzzzzz/1/").status_code == 404
    assert client_of(officer).post(address(document)).status_code == 405


def test_the_public_gets_what_is_public(attach: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "_registered", {})
    document = attach("public")
    assert Client().get(address(document)).status_code == 404
    subjects.register("br", lambda field: Q(**{field: SUBJECT}))
    assert Client().get(address(document)).status_code == 200


def test_a_withdrawn_document_says_so_to_its_holder(attach: Callable[..., Document], officer: Account) -> None:
    document = attach()
    actions.withdraw(by=acting(officer), document=document, reason="Salah unggah <b>")
    response = client_of(officer).get(address(document))
    assert response.status_code == 410
    assert "Salah unggah &lt;b&gt;" in response.content.decode()
    assert client_of(officer).get(address(document, 2)).status_code == 404
    assert client_of(person(body("Instansi lain"))).get(address(document)).status_code == 404


def post(client: Client, name: str = "scan", **data: Any) -> Any:
    return client.post(reverse("documents_upload"), {"upload_field": name, **data})


def test_a_chosen_document_is_kept_at_once(officer: Account, files: Any) -> None:
    response = post(client_of(officer), scan=sent())
    upload = Upload.objects.get()
    assert f'name="scan_ref" value="{upload.ref}"' in response.content.decode()
    assert "surat.pdf" in response.content.decode()


def test_a_wrong_document_keeps_the_earlier_one(officer: Account, upload: Upload) -> None:
    response = post(client_of(officer), scan=sent(content=EXE), scan_ref=upload.ref)
    assert response.status_code == 200
    assert upload.ref in response.content.decode()
    assert "something else" in response.content.decode()
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("name", ["", "a b", '"><script>', "x" * 62])
def test_an_upload_without_a_proper_name_or_file(officer: Account, files: Any, name: str) -> None:
    assert post(client_of(officer), name).status_code == 400
    assert post(client_of(officer), name, **({name: sent()} if name else {})).status_code == 400


def test_who_may_send(holder: Body, files: Any) -> None:
    response = post(Client(), scan=sent())
    assert (response.status_code, Upload.objects.count()) == (302, 0)
    assert post(client_of(person(holder, Right.READ)), scan=sent()).status_code == 403
    assert client_of(person(holder)).get(reverse("documents_upload")).status_code == 405


class LetterForm(forms.Form):
    number = forms.CharField()
    scan = UploadField()


def filled(officer: Account, required: bool = True, **data: Any) -> LetterForm:
    request = RequestFactory().post("/", data)
    form = LetterForm(request.POST, request.FILES)
    form.fields["scan"].by = acting(officer)  # type: ignore[attr-defined]
    form.fields["scan"].required = required
    return form


def test_a_failed_form_keeps_the_document(officer: Account, files: Any) -> None:
    form = filled(officer, number="", scan=sent())
    assert not form.is_valid()
    upload = Upload.objects.get()
    assert form.is_multipart()
    assert f'value="{upload.ref}"' in str(form["scan"])
    again = filled(officer, number="1/2026", scan_ref=upload.ref)
    assert again.is_valid(), again.errors
    assert again.cleaned_data["scan"] == upload


def test_a_form_not_judged_yet_keeps_it_too(officer: Account, files: Any) -> None:
    form = filled(officer, number="", scan=sent())
    assert Upload.objects.count() == 0
    assert "scan_ref" in str(form["scan"])
    assert Upload.objects.count() == 1


def test_a_wrong_document_is_said_at_its_field(officer: Account, upload: Upload) -> None:
    form = filled(officer, number="1", scan=sent(content=EXE), scan_ref=upload.ref)
    assert list(form.errors) == ["scan"]
    assert upload.ref in str(form["scan"])
    assert "something else" in form.errors["scan"][0]


def test_none_chosen(officer: Account, files: Any) -> None:
    assert filled(officer, number="1").errors["scan"] == ["Choose a document."]
    optional = filled(officer, required=False, number="1")
    assert optional.is_valid()
    assert optional.cleaned_data["scan"] is None


def test_a_refused_document_is_not_passed_over(officer: Account, files: Any) -> None:
    answer = post(client_of(officer), scan=sent(content=EXE)).content.decode()
    assert 'name="scan_refused"' in answer
    assert 'name="scan_removed"' in answer
    form = filled(officer, required=False, number="1", scan_refused="1")
    assert form.errors["scan"] == ["The last document was not accepted. Choose another one, or remove it."]
    assert 'name="scan_refused"' in str(form["scan"])


def test_what_follows_a_refused_document(officer: Account, upload: Upload) -> None:
    kept = filled(officer, required=False, number="1", scan_refused="1", scan_ref=upload.ref)
    assert kept.is_valid()
    assert kept.cleaned_data["scan"] == upload
    better = filled(officer, required=False, number="1", scan_refused="1", scan=sent())
    assert better.is_valid()
    assert better.cleaned_data["scan"] is not None
    assert "scan_refused" not in str(better["scan"])
    without = filled(officer, required=False, number="1", scan_refused="1", scan_removed="1")
    assert without.is_valid()
    assert without.cleaned_data["scan"] is None


def test_a_document_refused_with_the_form_stays_said(officer: Account, files: Any) -> None:
    form = filled(officer, required=False, number="1", scan=sent(content=EXE))
    assert not form.is_valid()
    assert 'name="scan_refused"' in str(form["scan"])


def test_a_kept_document_can_be_removed(officer: Account, upload: Upload) -> None:
    form = filled(officer, required=False, number="1", scan_ref=upload.ref, scan_removed="1")
    assert form.is_valid()
    assert form.cleaned_data["scan"] is None
    assert upload.ref not in str(form["scan"])
    assert filled(officer, number="1", scan_ref=upload.ref, scan_removed="1").errors["scan"] == ["Choose a document."]


def test_a_form_sent_before_the_document_was_kept_brings_it_itself(officer: Account, files: Any) -> None:
    answer = post(client_of(officer), scan=sent(content=EXE)).content.decode()
    assert '<input type="file"' in answer
    assert 'name="scan" ' in answer
    form = filled(officer, number="1", scan=sent())
    assert form.is_valid()
    assert form.cleaned_data["scan"].filename == "surat.pdf"


def test_anothers_or_a_used_upload_is_gone(holder: Body, upload: Upload) -> None:
    form = filled(person(holder), number="1", scan_ref=upload.ref)
    assert "used or removed" in form.errors["scan"][0]
    assert upload.ref not in str(form["scan"])


def test_a_field_that_does_not_know_who_acts_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="who acts"):
        LetterForm({"number": "1"}).is_valid()
