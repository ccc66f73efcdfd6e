"""What programs read without a token: every public cooperation, by every filter, with numbers that agree."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.api.conftest import REGION, Program, token_for

from gerbang.api.operations.index import VERSION
from gerbang.places.models import Country, Region
from gerbang.register.models import Tie
from gerbang.site.benches import listening

pytestmark = pytest.mark.usefixtures("register", "unlimited")


def get(path: str) -> Any:
    return Program().get(path)


def refs(path: str) -> list[str]:
    """Every page of a list."""
    found, after = [], ""
    while after is not None:
        page = get(f"{path}{'&' if '?' in path else '?'}limit=7{'&after=' + after if after else ''}")
        found += [row["ref"] for row in page["items"]]
        after = page["next"]
    return found


def test_the_list_and_its_pages_hold_every_public_cooperation_once() -> None:
    found = refs("cooperations")
    assert len(found) == len(set(found)) == get("figures")["cooperations"] > 20
    assert found == list(Tie.objects.filter(public=True).order_by("-listed_on", "-ref").values_list("ref", flat=True))


def test_a_filter_gives_as_many_as_the_facets_say() -> None:
    facets = get("facets")
    for name in ("region", "province", "country", "kind", "phase", "area", "sdg", "year"):
        for choice in facets[name][:3]:
            assert len(refs(f"cooperations?{name}={choice['value']}")) == choice["count"], choice
    assert len(refs("cooperations?dated=true")) == facets["dated"]
    assert len(refs("cooperations?disputed=true")) == facets["disputed"]
    assert facets["whole"] and facets["country"] and facets["kind"]


def test_codes_do_as_well_as_refs_in_either_case() -> None:
    japan, bandung = Country.objects.get(alpha2="JP").ref, Region.objects.get(code="32.73").ref
    assert refs("cooperations?country=JP") == refs(f"cooperations?country={japan}") != []
    assert refs("cooperations?region=32.73") == refs(f"cooperations?region={bandung}") != []
    assert refs("cooperations?country=jp") == refs("cooperations?country=JP")


def test_a_ref_that_leads_nowhere_finds_nothing() -> None:
    assert refs("cooperations?country=ng-0000000000") == refs("cooperations?province=dr-0000000000") == []


@pytest.mark.parametrize(
    ("path", "where", "told"),
    [
        ("cooperations?country=XX", "query.country", "Tidak ada negara"),
        ("cooperations?country=Jepang", "query.country", "Tidak ada negara"),
        ("facets?country=zz", "query.country", "Tidak ada negara"),
        ("cooperations?province=99", "query.province", "Tidak ada provinsi"),
        ("cooperations?province=32.73", "query.province", "Tidak ada provinsi"),
        ("cooperations?region=32.99", "query.region", "Tidak ada daerah"),
    ],
)
def test_a_code_that_no_place_bears_is_refused(path: str, where: str, told: str) -> None:
    answer = Program().ask(path)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["where"] == where and error["what"].startswith(told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", "Tidak ada negara"), ("id", "Tidak ada negara"), ("en-GB,en;q=0.9", "There is no such country"),
     ("ja", "Tidak ada negara")],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_language_asked_for(asked: str, told: str) -> None:
    headers = {"Accept-Language": asked} if asked else {}
    answer = Program().ask("cooperations?country=XX", **headers)
    assert answer.json()["errors"][0]["what"].startswith(told)


def test_values_that_are_taken_are_listed_without_english_and_no_expression_is_shown() -> None:
    (kind,) = Program().ask("cooperations?kind=lain").json()["errors"]
    assert kind["what"].endswith("ksdd-mandatory, ksdd-voluntary, ksdpk.")
    (partner,) = Program().ask("cooperations?partner=x").json()["errors"]
    assert "^" not in partner["what"] and "/api/v1/openapi.json" in partner["what"]


def test_every_code_that_is_described_is_taken() -> None:
    from gerbang.api.filters import Narrowing

    for name, model, column in (("country", Country, "alpha2"), ("region", Region, "code")):
        pattern = Narrowing.model_json_schema()["properties"][name]["pattern"]
        codes = set(model._default_manager.values_list(column, flat=True))
        assert {code for code in codes if re.search(str(pattern), code)} == codes
        assert not re.search(str(pattern), "XX") and not re.search(str(pattern), "32.99")


def test_the_api_itself_says_where_everything_is() -> None:
    told = get("")
    assert told["title"] == "Gerbang" and told["version"] == VERSION
    for path in (told["openapi"], *(path for name, path in told["collections"].items() if name != "webhooks")):
        assert Program().ask(path.removeprefix("/api/v1/")).status_code == 200
    assert Program().ask(told["collections"]["webhooks"].removeprefix("/api/v1/")).status_code == 401
    assert told["docs"] == "/api/"
    assert Client().get(told["docs"]).status_code == 200
    assert Program().ask("?x=1").status_code == 422


def test_words_search_and_a_year_may_be_only_possible() -> None:
    assert set(refs("cooperations?q=jepang")) == set(refs("cooperations?q=Japan")) != set()
    certain, possible = refs("cooperations?year=2012"), refs("cooperations?year=2012&possibly=true")
    assert set(certain) < set(possible)


def test_one_cooperation_names_its_parties_as_signed_and_today_with_codes() -> None:
    tie = Tie.objects.get(origin="RC012")
    shown = get(f"cooperations/{tie.ref}")
    region, partner = shown["parties"]
    assert (region["side"], region["identifiers"]["kemendagri"], region["name"]["en"]) == (
        "region", "32.73", "Bandung City",
    )  # fmt: skip
    assert partner["country"]["iso3166_1"] == "AU" and partner["ref"].startswith("mt-")
    assert shown["record"]["entry"].startswith("en-") and shown["instruments"] and shown["facts"]


def test_places_are_listed_in_order_with_their_numbers() -> None:
    assert len(refs("regions")) == 552 and len(refs("countries")) == 249
    west_java = Region.objects.get(code="32")
    inside = refs(f"regions?province={west_java.ref}")
    assert len(inside) == 27
    japan = Country.objects.get(alpha2="JP").ref
    assert get(f"countries/{japan}")["cooperations"] == len(refs(f"cooperations?country={japan}"))
    partners = refs(f"partners?country={japan}")
    assert partners and get(f"partners/{partners[0]}")["cooperations"] == len(
        refs(f"cooperations?partner={partners[0]}")
    )
    assert get(f"regions/{west_java.ref}")["names"]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("cooperations?contry=JP", "query.contry"),
        ("cooperations?country=JP&country=AU", "query.country"),
        ("cooperations?limit=0", "query.limit"),
        ("cooperations?limit=201", "query.limit"),
        ("cooperations?limit=5.0", "query.limit"),
        ("cooperations?year=20", "query.year"),
        ("cooperations?dated=1", "query.dated"),
        ("cooperations?kind=lain", "query.kind"),
        ("cooperations?sdg=18", "query.sdg.0"),
        ("cooperations?after=WyJtYWRlIHVwIl0", "query.after"),
        ("cooperations?after=WyIyMDIwLTAxLTAxIiwiXHUwMDAwIl0", "query.after"),
        ("cooperations?after=!", "query.after"),
        ("cooperations?q=" + "a" * 121, "query.q"),
        ("cooperations/1", "path.ref"),
        ("changes?after=-2", "query.after"),
        ("regions?province=32", "query.province"),
    ],
)
def test_what_does_not_fit_is_named(path: str, where: str) -> None:
    answer = Program().ask(path)
    assert answer.status_code == 422 and answer.headers["Content-Type"] == "application/problem+json"
    assert [fault["where"] for fault in answer.json()["errors"]] == [where]


def test_words_with_a_nul_or_nothing_but_signs_break_nothing() -> None:
    for words in ("%00", "a%00b", "!!!", "%F0%9F%8F%99", "%27%3B--", "%22*%22"):
        assert Program().ask(f"cooperations?q={words}").status_code == 200


QUERIES = {
    "cooperations": 2,
    "cooperations?q=jepang&country=JP": 4,
    "facets": 5,
    "facets?country=JP": 7,
    "regions": 3,
    "countries": 3,
    "partners": 2,
    "figures": 8,
    "changes": 4,
}
"""One of them counts the request."""


@pytest.mark.parametrize("path", QUERIES)
def test_no_operation_asks_the_database_more_than_it_did(path: str) -> None:
    with listening() as asked:
        get(path)
    assert len(asked.statements) == QUERIES[path], [sql for sql, _values in asked.statements]


def test_one_in_full_and_a_token_ask_a_bounded_number_more() -> None:
    tie = Tie.objects.get(origin="RC012")
    program = Program(token_for(REGION))
    program.get("figures")
    with listening() as asked:
        get(f"cooperations/{tie.ref}")
    with listening() as with_token:
        program.get("cooperations")
    assert (len(asked.statements), len(with_token.statements)) == (9, 3)
