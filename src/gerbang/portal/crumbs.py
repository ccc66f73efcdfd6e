"""The way from the front page to a public page."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(label: str, url_name: str = "", here: str = "") -> list[tuple[str, str]]:
    """Front page, then the page or the list it belongs to; with `here`, the page itself after its list."""
    way = [(_("Front page"), reverse("portal:front")), (label, reverse(url_name) if url_name else "")]
    return [*way, (here, "")] if here else way
