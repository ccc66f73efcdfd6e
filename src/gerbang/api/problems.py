"""Errors as RFC 9457 has them: what is wrong, where, and what to do, in the language that was asked for."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gerbang.api import shapes

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of problem: its name in the `type`, its words, and what to do."""

    name: str
    title: Text
    detail: Text
    todo: Text


SORTS: Mapping[int, Sort] = {
    400: Sort(
        "bad-request",
        _("The request could not be read"),
        _("What was sent is incomplete, or is not what its headers say."),
        _("Compare the request with /api/v1/openapi.json."),
    ),
    401: Sort(
        "token-needed",
        _("A token is needed"),
        _("The request has no token, or one that is not known, was revoked or has expired."),
        _("Send “Authorization: Bearer” with a token that an administrator of your body made. Public data need none."),
    ),
    403: Sort(
        "not-allowed",
        _("You may not do this"),
        _("The token does not allow this."),
        _("Ask an administrator of your body for a token that does."),
    ),
    404: Sort(
        "not-found",
        _("There is nothing here"),
        _("The address may be mistyped, or what it names is not open to you."),
        _("Check the address. What is not public is found with a token of a body that may see it."),
    ),
    405: Sort(
        "method-not-allowed",
        _("This address does not work that way"),
        _("The method of the request is not one of this address."),
        _("The header Allow names the methods that are."),
    ),
    409: Sort(
        "conflict",
        _("It is there already"),
        _("What was to be made exists, or was changed meanwhile."),
        _("Read it again before you decide."),
    ),
    410: Sort(
        "gone",
        _("This cooperation was withdrawn"),
        _("It was taken off the register and is on no list and in no figure any more."),
        _("Take it out of your copy. Its number is not given to another."),
    ),
    412: Sort(
        "precondition-failed",
        _("It is no longer as you saw it"),
        _("The condition in the headers of the request is not met."),
        _("Read it again and use its new ETag."),
    ),
    422: Sort(
        "not-valid",
        _("The request does not fit"),
        _("Some values are not what this address takes; `errors` names each."),
        _("Set these right and ask again."),
    ),
    429: Sort(
        "too-many",
        _("Too many requests at once"),
        _("This address asked more often in a short time than the system allows."),
        _("Wait as many seconds as the header Retry-After says. A token allows more."),
    ),
    500: Sort(
        "fault",
        _("Something is wrong on our side"),
        _("The request was understood and could not be answered."),
        _("Try again later. If it stays so, tell whoever runs this installation the time and the address."),
    ),
}
FAILING = dict.fromkeys((400, 401, 403, 404, 405, 422, 429, 500), shapes.Problem)
"""What any operation may answer instead; one that writes adds 409."""
WORDS: Mapping[str, Text] = {
    "missing": _("This is needed."),
    "unknown": _("There is no such parameter here."),
    "twice": _("This is given more than once."),
    "country": _("There is no such country. Give its ref, or its two letters in ISO 3166-1 (JP)."),
    "province": _("There is no such province. Give its ref, or its code of Kemendagri (32)."),
    "region": _("There is no such region. Give its ref, or its code of Kemendagri (32.73)."),
    "cursor": _("This is no cursor of this list. Use `next` of a page of it, or leave it out."),
    "json_invalid": _("This is not JSON."),
    "literal_error": _("This is not one of the values that are taken: %(expected)s."),
    "enum": _("This is not one of the values that are taken: %(expected)s."),
    "string_pattern_mismatch": _("This is not of the form that /api/v1/openapi.json describes."),
    "string_too_long": _("This is longer than %(max_length)s characters."),
    "string_too_short": _("This is shorter than %(min_length)s characters."),
    "string_type": _("This is not a text."),
    "greater_than_equal": _("This is less than %(ge)s."),
    "less_than_equal": _("This is more than %(le)s."),
    "int_parsing": _("This is not a whole number."),
    "int_type": _("This is not a whole number."),
    "bool_parsing": _("This is neither true nor false."),
    "bool_type": _("This is neither true nor false."),
    "list_type": _("This is not a list."),
    "too_long": _("These are more than %(max_length)s."),
    "too_short": _("These are fewer than %(min_length)s."),
    "extra_forbidden": _("There is no such field here."),
}
"""What is wrong with one value, by the name that pydantic gives the fault, or by ours."""


@dataclass
class Wrong(Exception):
    """One value of the request is wrong; `code` is one of `WORDS`."""

    where: str
    code: str


@dataclass
class NotAllowed(Exception):
    """The token does not allow this; `reason` says why."""

    reason: Text


@dataclass
class Withdrawn(Exception):
    """What stood under this number was public, and was taken off the register at that time."""

    at: datetime


@dataclass
class Taken(Exception):
    """What was to be made is there already; `reason` says what stands in the way."""

    reason: Text


def problem(
    request: HttpRequest, status: int, *, detail: Text = "", errors: Iterable[tuple[str, Text]] = ()
) -> HttpResponse:
    """The answer that says what went wrong."""
    sort = SORTS.get(status) or SORTS[500 if status >= 500 else 400]
    language = translation.get_language_from_request(request)
    with translation.override(language):
        said = {
            "type": f"urn:gerbang:problem:{sort.name}",
            "title": str(sort.title),
            "status": status,
            "detail": str(detail or sort.detail),
            "instance": request.get_full_path(),
            "errors": [{"where": where, "what": str(what)} for where, what in errors],
            "todo": str(sort.todo),
        }
    answer = HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    answer.headers["Content-Language"] = language
    return answer


def of_faults(request: HttpRequest, faults: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """The answer to a request whose values pydantic found wrong; a body that is no JSON at all is a 400."""
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem(request, 400)
    return problem(request, 422, errors=[(_place(fault["loc"]), _words(request, fault)) for fault in faults])


def wording(code: str) -> Text:
    """What is wrong with a value, in words."""
    return WORDS[code]


def _place(place: Sequence[Any]) -> str:
    """`query.limit`, `body.url`: where pydantic's place lies in the request, without the names of our own models."""
    source, *inner = map(str, place)
    return ".".join([source, *[part for part in inner if part not in ("asked", "new")]])


def _words(request: HttpRequest, fault: Mapping[str, Any]) -> str:
    with translation.override(translation.get_language_from_request(request)):
        words = str(WORDS.get(fault["type"], _("This value is not taken here.")))
        return words % _told(fault.get("ctx") or {}) if "%(" in words else words


def _told(context: Mapping[str, Any]) -> dict[str, Any]:
    """What pydantic tells of a fault; its list of values without its English and quotation marks."""
    listed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    return {**context, "expected": listed}
