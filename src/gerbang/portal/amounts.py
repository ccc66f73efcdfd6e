"""Numbers with their nouns, for sentences that name several at once."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.pages import formatting
from gerbang.register.queries import Basis, Figures


def places(countries: int, territories: int) -> str:
    """`23 negara dan 1 wilayah`; territories are named only where there are any."""
    states = ngettext("%(shown)s country", "%(shown)s countries", countries) % _shown(countries)
    if not territories:
        return states
    others = ngettext("%(shown)s territory", "%(shown)s territories", territories) % _shown(territories)
    return _("%(countries)s and %(territories)s") % {"countries": states, "territories": others}


def of_figures(figures: Figures) -> dict[str, str]:
    """The amounts that a sentence on the figures names."""
    regions = ngettext("%(shown)s region", "%(shown)s regions", figures.regions) % _shown(figures.regions)
    return {"regions": regions, "places": places(figures.countries, figures.territories)}


def of_basis(basis: Basis) -> dict[str, str]:
    """The amounts that a sentence on what the figures rest on names."""
    relations = ngettext("%(shown)s relation", "%(shown)s relations", basis.reported) % _shown(basis.reported)
    sources = ngettext("%(shown)s open source", "%(shown)s open sources", basis.sources) % _shown(basis.sources)
    return {"relations": relations, "sources": sources}


def _shown(number: int) -> dict[str, str]:
    return {"shown": formatting.number(number)}
