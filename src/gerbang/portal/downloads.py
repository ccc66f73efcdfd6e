"""Files of a release over HTTP: they never change, so a copy of one is good for ever, and a broken download goes on."""

import re
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

IMMUTABLE = "public, max-age=31536000, immutable"
"""A year, RFC 8246."""
RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
PIECE = 1 << 16


def sent(request: HttpRequest, path: Path, media_type: str, sha256: str) -> HttpResponseBase:
    """The file or the one range of it that was asked for (RFC 9110, 14); its hash is its entity tag."""
    etag = f'"{sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return _dressed(unchanged, etag)
    size = path.stat().st_size
    span = _span(request, etag, size)
    if span is None:
        whole = FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=media_type)
        return _dressed(whole, etag)
    first, last = span
    if first > last:
        nothing = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _dressed(nothing, etag)
    part = FileResponse(_Part(path, first, last), status=206, content_type=media_type)
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    part["Content-Length"] = str(last - first + 1)
    part["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return _dressed(part, etag)


def _dressed(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = IMMUTABLE
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _span(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None where the whole file is. A range of another version is not honoured."""
    found = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if found is None or request.headers.get("If-Range", etag) != etag or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size - 1)
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1


class _Part:
    """The bytes of a file from `first` to `last`, read piece by piece."""

    def __init__(self, path: Path, first: int, last: int) -> None:
        self._file = path.open("rb")
        self._file.seek(first)
        self._left = last - first + 1

    def read(self, size: int = PIECE) -> bytes:
        piece = self._file.read(min(self._left, PIECE if size < 0 else size))
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()
