"""The description of API v1, as it is served and as it is committed in docs/api/openapi.json.

Ninja writes what the operations and their shapes say. Added here is what they have in common: the token, the headers,
and that errors are `application/problem+json`.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.utils import translation

from gerbang.api.interface import api
from gerbang.api.operations.index import VERSION
from gerbang.api.problems import MEDIA_TYPE, SORTS
from gerbang.people.rates import MINUTE

Described = dict[str, Any]

ABOUT = """Gerbang is a register of the cooperation that regional governments of Indonesia keep with partners abroad.

Public data need no token. A token (`Authorization: Bearer gbg_…`) is made by an administrator of a body and sees what a
reader of that body sees. Cookies are ignored. Every date is as precise as it is known; texts come in Indonesian (`id`)
and English (`en`). Errors are RFC 9457 and speak the language of `Accept-Language`.

How to page, to follow changes, to keep a copy and to check a webhook's signature: docs/api.md.
"""
TOKEN = {"type": "http", "scheme": "bearer", "description": "A token of a body: gbg_…"}
TEXT: Described = {"type": "string"}
HEADERS: dict[str, Described] = {
    "ETag": {"description": "Send it as If-None-Match: an unchanged answer is 304 without content.", "schema": TEXT},
    "RateLimit": {"description": "What is left of the minute: requests `r`, seconds `t`.", "schema": TEXT},
    "RateLimit-Policy": {"description": f"How many requests `q` in `w` = {MINUTE} seconds.", "schema": TEXT},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}},
    "WWW-Authenticate": {"description": "Bearer.", "schema": TEXT},
    "Allow": {"description": "The methods of this address.", "schema": TEXT},
}
OF_STATUS = {"200": ["ETag"], "304": ["ETag"], "401": ["WWW-Authenticate"], "405": ["Allow"], "429": ["Retry-After"]}
RATED = ["RateLimit", "RateLimit-Policy"]
UNRATED = ("405", "500")
"""Answered before, or in place of, what counts requests."""


def schema() -> Described:
    """The whole description, as plain JSON values, in English."""
    found: Described = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    found["info"] = {
        "title": "Gerbang API",
        "version": VERSION,
        "description": ABOUT,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    with translation.override("en"):
        errors = {str(status): _problem(status) for status in SORTS}
    found["components"] |= {"securitySchemes": {"token": TOKEN}, "responses": errors}
    needing = _needing_a_token()
    for method, operation in _operations(found):
        needed: list[Described] = [{"token": []}]
        operation["security"] = needed if operation["operationId"] in needing else [{}, *needed]
        answers = operation["responses"]
        if method == "get":
            answers |= {"304": {"description": "Unchanged since the ETag that was sent."}, "412": {}}
        for parameter in operation.get("parameters", ()):
            parameter.pop("examples", None)  # they stand in its schema, where they may be a list
        for status, answer in answers.items():
            if status in errors:
                answers[status] = {"$ref": f"#/components/responses/{status}"}
            else:
                answer["headers"] = _headers(status)
    _leave_out_unused(found)
    return found


@cache
def text() -> str:
    """As it is sent and kept in the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _operations(found: Described) -> Iterator[tuple[str, Described]]:
    for methods in found["paths"].values():
        yield from methods.items()


def _leave_out_unused(found: Described) -> None:
    """Ninja lists the shapes of parameters too, which stand in the operations one by one."""
    shapes = found["components"]["schemas"]
    while unused := [name for name in shapes if f'#/components/schemas/{name}"' not in json.dumps(found)]:
        for name in unused:
            del shapes[name]


def _headers(status: str) -> Described:
    names = [*OF_STATUS.get(status, []), *([] if status in UNRATED else RATED)]
    return {name: HEADERS[name] for name in names}


def _problem(status: int) -> Described:
    sort = SORTS[status]
    example = {
        "type": f"urn:gerbang:problem:{sort.name}",
        "title": str(sort.title),
        "status": status,
        "detail": str(sort.detail),
        "instance": "/api/v1/cooperations?limit=1000",
        "errors": [{"where": "query.limit", "what": "This is more than 200."}] if status == 422 else [],
        "todo": str(sort.todo),
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": str(sort.title), "content": {MEDIA_TYPE: content}, "headers": _headers(str(status))}


def _needing_a_token() -> set[str]:
    """Operations that nobody may ask without one."""
    views = (view for router in api._get_bound_routers() for view in router.path_operations.values())
    return {
        operation.operation_id
        for view in views
        for operation in view.operations
        if any(getattr(admission, "scope", None) for admission in operation.auth_callbacks) and operation.operation_id
    }
