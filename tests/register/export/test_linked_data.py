"""JSON Lines and JSON-LD: one object for each cooperation, and every key explained by the context."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db.models import Q
from tests.register.export.reading import objects, taken
from tests.register.helpers import agreed

from gerbang.register import demonstration
from gerbang.register.export.document import context
from gerbang.register.export.readers import PUBLIC, Everything
from gerbang.register.models import Claim, Tie

pytestmark = pytest.mark.django_db
KEYWORDS = {"@id", "@type"}


def _keys(node: Any, terms: dict[str, Any]) -> Iterator[str]:
    """Every key that stands for a property; those of a language map are languages."""
    if isinstance(node, list):
        for each in node:
            yield from _keys(each, terms)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            term = terms.get(key)
            if isinstance(term, dict) and term.get("@container") == "@language":
                assert set(value) <= {"id", "en"}
            else:
                yield from _keys(value, terms)


def _types(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _types(each)
    elif isinstance(node, dict):
        if isinstance(node.get("@type"), str):
            yield node["@type"]
        for value in node.values():
            yield from _types(value)


def _resolves(term: Any, terms: dict[str, Any]) -> bool:
    """To an absolute address: as it is, or through a prefix of the context."""
    iri = term["@id"] if isinstance(term, dict) else term
    prefix, colon, _rest = iri.partition(":")
    return bool(colon) and (prefix in ("http", "https") or str(terms.get(prefix, "")).startswith("http"))


@pytest.fixture
def document(db: None) -> dict[str, Any]:
    demonstration.load()
    found: dict[str, Any] = json.loads(taken("jsonld", Everything()))
    return found


def test_the_context_explains_every_key_and_type(document: dict[str, Any]) -> None:
    terms = document["@context"]
    assert set(_keys(document["@graph"], terms)) - KEYWORDS <= set(terms)
    assert set(_types(document["@graph"])) <= set(terms)
    assert all(_resolves(term, terms) for key, term in terms.items() if not key.startswith("@"))


def test_the_context_has_no_key_that_nothing_can_use(document: dict[str, Any]) -> None:
    used = set(_keys(document["@graph"], document["@context"])) | set(_types(document["@graph"]))
    prefixes = {"schema", "dcterms", "xsd", "edtfs"}
    rare = {"confirmedOn", "mendedOn", "asWritten", "Institution", "Unmatched"}
    assert {key for key in context("https://x") if not key.startswith("@")} - prefixes - rare <= used


def test_lines_are_the_nodes_of_the_graph(document: dict[str, Any]) -> None:
    assert objects(Everything()) == document["@graph"]
    assert len(document["@graph"]) == Tie.objects.count()


def test_a_cooperation_carries_the_codes_others_know_its_parties_by() -> None:
    demonstration.load()
    tie = Tie.objects.get(origin="RC001")
    [found] = [one for one in objects() if one["ref"] == tie.ref]
    region, partner = found["parties"]
    assert (region["kemendagriCode"], region["iso3166-1"], region["iso3166-2"]) == ("32.73", "ID", "ID-JB")
    assert (partner["iso3166-1"], partner["sameAs"]) == ("DE", "https://sws.geonames.org/2945024/")
    assert found["signed"] == {
        "precision": "day", "edtf": "1960-05-24", "latest": "1960-05-24", "earliest": "1960-05-24"
    }  # fmt: skip
    assert [said["value"] for said in found["statements"] if said["fact"] == "status"] == ["active"]


def test_an_empty_register_is_an_empty_graph() -> None:
    assert json.loads(taken("jsonld"))["@graph"] == []


def test_links_begin_with_the_address_of_the_site(settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://kerjasama.example.go.id"]
    made = agreed()
    [found] = objects()
    assert found["@id"] == f"https://kerjasama.example.go.id/kerja-sama/{made.ref}/"


def test_a_value_that_a_person_set_right_says_what_the_table_has() -> None:
    demonstration.load()
    tie = Tie.objects.get(origin="RC092")
    for fact in ("signing-date", "status"):
        tie_claims = Claim.objects.filter(Q(tie=tie) | Q(instrument__tie=tie), fact=fact, withdrawn_at=None)
        Claim.objects.filter(pk=tie_claims[0].pk).update(as_written="12-2002", mended_on=date(2026, 11, 1))
    for actor in (PUBLIC, Everything()):
        [node] = [one for one in objects(actor) if one["ref"] == tie.ref]
        mended = [one for one in node["statements"] if "mendedOn" in one]
        assert {one["fact"] for one in mended} == {"signing-date", "status"}
        assert {(one["asWritten"], one["mendedOn"]) for one in mended} == {("12-2002", "2026-11-01")}
