"""Exports read in chunks: a fixed number of queries each, and for the eyes of whoever asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people.helpers import bandung, body
from tests.register.export.reading import rows, taken
from tests.register.helpers import agreed, tie

from gerbang.register import demonstration, queries
from gerbang.register.export import records as reading
from gerbang.register.export.readers import PUBLIC, Everything, ReaderIn
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def test_queries_grow_with_chunks_and_not_with_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    demonstration.load()
    with CaptureQueriesContext(
        connection,
    ) as whole:
        taken("csv")
    monkeypatch.setattr(reading, "CHUNK", 40)
    with CaptureQueriesContext(connection) as halves:
        taken("csv")
    assert len(whole) <= 10
    assert len(halves) - len(whole) <= 6


@pytest.mark.parametrize("dense", [2, 0])
def test_a_list_of_keys_and_a_span_of_keys_give_the_same(monkeypatch: pytest.MonkeyPatch, dense: int) -> None:
    demonstration.load()
    monkeypatch.setattr(reading, "CHUNK", 7)
    monkeypatch.setattr(reading, "DENSE", dense)
    found = rows()
    assert {row["id"] for row in found} == set(Tie.objects.filter(public=True).values_list("ref", flat=True))


def test_a_reader_of_a_body_sees_its_own_contacts_and_no_others() -> None:
    own, other = tie("Kota Bandung", "Kota A"), tie("Kota Surabaya", "Kota B")
    seen = {row["id"] for row in rows(ReaderIn(bandung()))}
    assert own.ref in seen and other.ref not in seen
    assert {own.ref, other.ref} <= {row["id"] for row in rows(Everything())}
    assert {own.ref, other.ref} <= {row["id"] for row in rows(ReaderIn(body("Pusat Fasilitasi Kerja Sama")))}
    assert rows() == []


def test_what_is_withdrawn_while_the_export_runs_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = agreed("Kota Bandung", "Kota A"), agreed("Kota Surabaya", "Kota B")
    monkeypatch.setattr(reading, "CHUNK", 1)
    found = reading.records(PUBLIC, queries.visible_to(PUBLIC))
    assert next(found).tie.ref == first.ref
    Tie.objects.filter(pk=second.pk).update(public=False)
    assert list(found) == []
