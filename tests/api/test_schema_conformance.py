"""What the API answers is what its description says, whatever is asked: 200 cases an operation, three askers."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from tests.api.conftest import MINISTRY, REGION, Program, token_for

from gerbang.api import openapi
from gerbang.api.models import Webhook
from gerbang.places.models import Country, Partner, Region
from gerbang.register.models import Tie
from gerbang.site.wsgi import application

CASES = 200
ASKERS = {"anybody": "", "a region": REGION, "the ministry": MINISTRY}
SCHEMA = schemathesis.openapi.from_dict(json.loads(openapi.text()))
SCHEMA.app = application
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """One connection for all requests, as a server in use has it."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


def real() -> dict[str, list[str]]:
    """Refs and cursors that are there, so that half of what fits the description also finds something.

    A cursor is given by a page and fits no description.
    """
    lists = ("cooperations", "regions", "countries", "partners")
    cursors = {f"/api/v1/{name}": [Program().get(f"{name}?limit={size}")["next"] for size in (1, 7)] for name in lists}
    ties = list(Tie.objects.order_by("pk").values_list("ref", flat=True))
    return cursors | {
        "/cooperations/{ref}": ties,
        "/regions/{ref}": list(Region.objects.order_by("pk").values_list("ref", flat=True)[:60]),
        "/countries/{ref}": list(Country.objects.order_by("pk").values_list("ref", flat=True)[:60]),
        "/partners/{ref}": list(Partner.objects.order_by("pk").values_list("ref", flat=True)),
        "/webhooks/{ref}": list(Webhook.objects.order_by("pk").values_list("ref", flat=True)) or ["wh-0000000000"],
    }


@st.composite
def cases(draw: Callable[..., Any], operation: Any, known: dict[str, list[str]]) -> Any:
    """A case that fits the description, and then often one of a real row; or one that does not fit."""
    fitting = not _takes_anything(operation) or draw(st.booleans())
    mode = GenerationMode.POSITIVE if fitting else GenerationMode.NEGATIVE
    case = draw(operation.as_strategy(generation_mode=mode))
    if fitting and isinstance((case.query or {}).get("after"), str):
        case.query["after"] = draw(st.sampled_from(known.get(operation.path) or ["WyJtYWRlIHVwIl0"]))
    refs = next((refs for part, refs in known.items() if part.endswith("}") and part in operation.path), None)
    if fitting and refs and draw(st.booleans()):
        case.path_parameters["ref"] = draw(st.sampled_from(refs))
    return case


def _takes_anything(operation: Any) -> bool:
    return bool(operation.path_parameters or operation.query or operation.body)


@pytest.mark.usefixtures("register", "unlimited", "kept_connection")
@pytest.mark.parametrize("asker", ASKERS)
def test_every_answer_is_as_described(asker: str) -> None:
    token = token_for(ASKERS[asker], "read", "webhooks") if ASKERS[asker] else ""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    for operation in OPERATIONS.values():

        @settings(
            max_examples=CASES,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases(operation, real()))
        def conforms(case: Any) -> None:
            case.call_and_validate(headers=headers)

        conforms()


def test_nothing_is_described_that_is_not_there_and_the_other_way_round() -> None:
    from gerbang.api.v1_urls import operations

    assert {path.removeprefix("/api/v1/") for path in SCHEMA.raw_schema["paths"]} == {
        str(pattern.pattern).replace("<", "{").replace(">", "}") for pattern in operations
    }
