"""The way from the pages on which a cooperation is kept to its public page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest


def public_page(_request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]]:
    """Whoever keeps statements sees at once how everybody reads them."""
    return "portal/tie_link.html", {"tie": tie}
