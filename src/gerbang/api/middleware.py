"""What all answers under /api/ have in common: no cookies, no pages, ETags, the rate, and any origin may read them."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from gerbang.api.problems import MEDIA_TYPE, problem

PREFIX = "/api/v1/"
EXPOSED = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After"
ALLOWED = "Authorization, Content-Type, If-None-Match"
PREFLIGHT_SECONDS = "86400"


class ApiDoor:
    """Stands outside of sessions: a program is known by its token, and what a browser sends by itself counts nothing.

    That is why the API needs no CSRF token, and why any origin may read it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if "Access-Control-Request-Method" in request.headers and request.method == "OPTIONS":
            return _open(_preflight())
        request.COOKIES = {}
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        answer = self._answer(request)
        if asked == "HEAD":
            answer.headers["Content-Length"] = str(len(answer.content))
            answer.content = b""
        return _open(answer)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code >= 400 and answer.headers.get("Content-Type") != MEDIA_TYPE:
            answer = _as_problem(request, answer)
        if answer.status_code == 200 and request.method == "GET":
            answer = _validated(request, answer)
        if spent := getattr(request, "rate", None):
            for name, value in spent.headers().items():
                answer.headers[name] = value
        return answer


def _as_problem(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A refusal that was made outside of the API's operations, in the API's own form."""
    told = problem(request, answer.status_code)
    if allowed := answer.headers.get("Allow"):
        told.headers["Allow"] = allowed
    return told


def _validated(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """With its ETag, or 304 where the asker has it. The ETag is of the content: what else changed it, a renamed partner
    or a right that ended, cannot be forgotten."""
    etag = f'"{hashlib.blake2b(answer.content, digest_size=16).hexdigest()}"'
    answer.headers["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=answer)
    if found is not None and found.status_code != 412:
        return found
    return problem(request, 412)


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": ALLOWED,
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        },
    )


def _open(answer: HttpResponse) -> HttpResponse:
    """Readable from any origin, kept by no shared cache without asking again, and different for every token."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = EXPOSED
    answer.headers["Cache-Control"] = "no-cache" if answer.status_code in (200, 304) else "no-store"
    answer.headers["Vary"] = "Authorization" if answer.status_code < 400 else "Authorization, Accept-Language"
    if answer.status_code < 400 and "Content-Language" in answer.headers:
        del answer.headers["Content-Language"]
    return answer
