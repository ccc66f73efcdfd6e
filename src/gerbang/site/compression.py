"""Pages are sent compressed; documents and tables are not: they are compressed already, or streamed as they grow."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Django's own compression, which hides lengths (BREACH), for HTML alone."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response  # type: ignore[no-any-return]
        return super().process_response(request, response)
