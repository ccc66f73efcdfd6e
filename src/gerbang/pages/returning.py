"""The page that led to a form and to which it goes back: it comes with the address, and is one of this site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NAME = "kembali"


def way_back(request: HttpRequest) -> str:
    """The path the address names; empty where it names none, or one that leads elsewhere."""
    path = request.GET.get(NAME, "")
    inside = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if inside else ""
