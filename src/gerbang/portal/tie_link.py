"""The way from the pages on which a cooperation is kept to its public page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def public_page(_request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]]:
    """Whoever keeps statements sees at once how everybody reads them."""
    return "portal/tie_link.html", {"tie": tie}


def address(ref: str) -> str:
    """The page of a cooperation: everybody's, with more on it for those inside."""
    return reverse("portal:tie", args=[ref])
