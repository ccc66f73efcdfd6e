"""The languages a text was signed in: each version with its own day, recorded on a page and shown to everybody."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import Right, body, signed_in, working
from tests.register.helpers import agreed, source, tie
from tests.register.settling import text_of, told, writer

from gerbang.ledger import queries as ledger
from gerbang.register.actions import record_version
from gerbang.register.languages import language_name
from gerbang.register.models import LanguageVersion

pytestmark = pytest.mark.django_db


def posted(of: Any, **typed: str) -> dict[str, Any]:
    return {"key": typed.get("language", "") or "k", "seen": ledger.head(of.ref), "note": "", **typed}


def test_two_versions_signed_on_two_days_are_recorded_and_shown() -> None:
    made = told()
    text = text_of(made)
    page = reverse("register:versions", args=[made.ref])
    client = signed_in(writer())
    assert "Belum ada keterangan" in client.get(page).content.decode()
    typed = {"text": text.ref, "source": source("Buku tahunan kota").ref}
    for language, day in (("id", "2014-05-01"), ("ja", "2014-05-02")):
        answer = client.post(page, posted(made, **typed, language=language, signed_on=day))
        assert answer.status_code == 302 and answer["Location"] == page
    kept = list(LanguageVersion.objects.filter(instrument=text).values_list("language", "signed_on"))
    assert kept == [("id", date(2014, 5, 1)), ("ja", date(2014, 5, 2))]
    public = Client().get(reverse("portal:tie", args=[made.ref])).content.decode()
    assert "Jepang: 2 Mei 2014, menurut Buku tahunan kota" in public
    assert "hari yang berbeda" in public
    assert "2 Mei 2014, menurut Buku tahunan kota" in client.get(page).content.decode()


def test_the_date_of_a_version_of_a_text_known_from_sources_needs_its_source() -> None:
    made = told()
    text = text_of(made)
    page = reverse("register:versions", args=[made.ref])
    answer = signed_in(writer()).post(page, posted(made, text=text.ref, language="ja", signed_on="2014-05-02"))
    assert answer.status_code == 422
    assert "sebutkan sumber yang memberi tanggalnya" in answer.content.decode()
    LanguageVersion.objects.create(instrument=text, language="ja", signed_on=date(2014, 5, 2))
    public = Client().get(reverse("portal:tie", args=[made.ref])).content.decode()
    assert "Jepang: 2 Mei 2014, sumbernya tidak tercatat" in public


def test_a_version_recorded_from_the_text_itself_says_so() -> None:
    made = agreed()
    record_version(by=None, instrument=made.instruments.get(), language="ja", signed_on=date(2024, 5, 16))
    public = Client().get(reverse("portal:tie", args=[made.ref])).content.decode()
    assert "Jepang: 16 Mei 2024, dicatat dari naskahnya sendiri" in public


def test_a_language_must_be_named_and_what_was_typed_stays() -> None:
    made = told()
    text = text_of(made)
    page = reverse("register:versions", args=[made.ref])
    answer = signed_in(writer()).post(page, posted(made, text=text.ref, note="Naskah yang diutamakan"))
    assert answer.status_code == 422
    assert "Naskah yang diutamakan" in answer.content.decode()
    assert not LanguageVersion.objects.exists()


def test_somebody_who_was_faster_is_shown() -> None:
    made = told()
    text = text_of(made)
    page = reverse("register:versions", args=[made.ref])
    client, old = signed_in(writer()), ledger.head(made.ref)
    client.post(page, posted(made, text=text.ref, language="id"))
    answer = client.post(page, posted(made, text=text.ref, language="ja") | {"seen": old})
    assert answer.status_code == 409
    assert "Versi bahasa" in answer.content.decode()


def test_a_cooperation_without_texts_says_so_and_readers_may_not_record() -> None:
    made = tie("Kota Bandung", "Kitakyushu")
    page = reverse("register:versions", args=[made.ref])
    assert "Belum ada naskah" in signed_in(writer()).get(page).content.decode()
    reader = signed_in(working(body("Pemerintah Kota Bandung"), Right.READ))
    assert reader.get(page).status_code == 403


def test_a_code_that_has_no_name_stays_a_code() -> None:
    assert language_name("xx") == "xx"
