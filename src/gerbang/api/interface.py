"""API v1: the one object that knows every operation, and what its errors look like."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gerbang.access import Conflict
from gerbang.api.callers import Admission, TooMany
from gerbang.api.operations import changes, cooperations, figures, index, places, webhooks
from gerbang.api.operations.index import VERSION
from gerbang.api.problems import NotAllowed, Taken, Withdrawn, Wrong, of_faults, problem, wording
from gerbang.pages import formatting
from gerbang.values import Invalid

log = logging.getLogger(__name__)

ANYBODY = Admission()
"""Public data for anybody; with a token, what its body may see."""

api = NinjaAPI(
    title="Gerbang",
    version=VERSION,
    urls_namespace="api-v1",
    auth=ANYBODY,
    docs_url=None,
    openapi_url=None,
)
for module in (index, cooperations, places, figures, changes, webhooks):
    api.add_router("", module.router)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return of_faults(request, error.errors)


@api.exception_handler(Wrong)
def _wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
    return problem(request, 422, errors=[(error.where, wording(error.code))])


@api.exception_handler(Invalid)
def _invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    return problem(request, 422, errors=[(f"body.{field}", said) for field, said in error.problems.items()])


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    return problem(request, 429)


@api.exception_handler(AuthenticationError)
def _token_needed(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(request, 401)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Gerbang"'
    return answer


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return problem(request, 403, detail=error.reason)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404)


@api.exception_handler(Withdrawn)
def _withdrawn(request: HttpRequest, error: Withdrawn) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        said = _("It was taken off the register on %(on)s and is on no list and in no figure any more.")
        return problem(request, 410, detail=said % {"on": formatting.day(error.at)})


@api.exception_handler(Taken)
def _taken(request: HttpRequest, error: Taken) -> HttpResponse:
    return problem(request, 409, detail=error.reason)


@api.exception_handler(Conflict)
def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    return problem(request, 409)


@api.exception_handler(HttpError)
def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code)


@api.exception_handler(Exception)
def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    log.exception("The API could not answer %s %s.", request.method, request.path, exc_info=error)
    return problem(request, 500)
