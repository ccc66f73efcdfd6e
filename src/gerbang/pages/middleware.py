"""Gives the pages of this room to refusals, conflicts and empty error answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gerbang.pages import errors

DRESSED: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    405: errors.method_not_allowed,
    413: errors.too_large,
    429: errors.too_many,
}


class ErrorPagesMiddleware:
    """An exception with a `decision` becomes a 403 that says why; one with a `head` and a `stream`, a 409 that shows
    both sides; a bare 405, 413 or 429 gets its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = DRESSED.get(response.status_code)
        if page is None or response.streaming or response.content:
            return response
        dressed = page(request)
        if allowed := response.headers.get("Allow"):
            dressed.headers["Allow"] = allowed
        return dressed

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if (decision := getattr(exception, "decision", None)) is not None:
            return errors.refused(request, decision)
        if hasattr(exception, "head") and hasattr(exception, "stream"):
            return errors.conflict(request, meanwhile=getattr(exception, "details", {}).get("meanwhile", ()))
        return None
