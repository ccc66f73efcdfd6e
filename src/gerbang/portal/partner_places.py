"""How many countries, and how many territories that are no sovereign state, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.pages import formatting


def in_words(countries: int, territories: int) -> str:
    """`23 negara dan 1 wilayah`; territories are named only where there are any."""
    states = ngettext("%(shown)s country", "%(shown)s countries", countries) % {"shown": formatting.number(countries)}
    if not territories:
        return states
    others = ngettext("%(shown)s territory", "%(shown)s territories", territories) % {
        "shown": formatting.number(territories)
    }
    return _("%(countries)s and %(territories)s") % {"countries": states, "territories": others}
