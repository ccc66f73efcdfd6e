"""The list of cooperations: searched, filtered, as a list, a table or a map.

Numbers beside the filters and the map come after the list: each has an address of its own, which gives a part of the
page to a script and a whole page to a browser without one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.gate import queries as gate
from gerbang.pages import formatting, keyset
from gerbang.people.acting import Actor, actor_of
from gerbang.places.models import Country, Partner, Region
from gerbang.portal import facet_lists, filters, result_map
from gerbang.portal.filters import Wanted
from gerbang.register import confirmations, faceting, queries
from gerbang.register.models import Tie
from gerbang.register.suggesting import Help, Suggestion, help_for

PAGE = 25
FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("jsonl", "JSON Lines"))
COLUMN_TITLES = {
    "nomor": gettext_lazy("Number"),
    "negara": gettext_lazy("Country"),
    "jenis": gettext_lazy("Kind"),
    "tahap": gettext_lazy("Phase"),
    "disepakati": gettext_lazy("Agreed on"),
    "bidang": gettext_lazy("Fields"),
    "konfirmasi": gettext_lazy("Last confirmed"),
}
SHAPE_TITLES = {
    filters.LIST: gettext_lazy("List"),
    filters.TABLE: gettext_lazy("Table"),
    filters.MAP: gettext_lazy("Map"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address, its words, and whether it is where one already is."""

    label: str
    query: str
    here: bool = False


@public
@require_safe
def ties(request: HttpRequest) -> HttpResponse:
    """The cooperations the actor may see, narrowed to what the address asks for."""
    actor, wanted = actor_of(request), filters.read(request.GET)
    by = with_numbers(actor, wanted)
    found = queries.narrowed(queries.visible_to(actor), by)
    page = _page_of(found, wanted, request, faceting.how_many(actor, by))
    context = {
        **_frame(request, wanted),
        "page": page,
        "nearest": None if page.rows or wanted.by.is_empty else _nearest(wanted, help_for(actor, by)),
        "bounded": any(tie.signed_precision == "not-later" for tie in page.rows),
        "number": wanted.by.words.strip() if by.also and page.rows else "",
        "shapes": _shapes(wanted),
        "orders": _orders(wanted),
        "columns": [(name, COLUMN_TITLES[name], name in wanted.columns) for name in filters.COLUMNS],
        "headings": [(name, COLUMN_TITLES[name]) for name in wanted.columns],
        "hidden": _hidden(wanted, without="q"),
        "hidden_for_columns": _hidden(wanted, without="kolom"),
        "downloads": _downloads(wanted),
    }
    return render(request, "portal/ties.html", context)


@public
@require_safe
def narrowing(request: HttpRequest) -> HttpResponse:
    """The filters with their numbers."""
    actor, wanted = actor_of(request), filters.read(request.GET)
    counted = faceting.count(actor, with_numbers(actor, wanted))
    context = {
        **_frame(request, wanted),
        "title": _("Filters"),
        "counted": counted,
        "groups": facet_lists.groups(actor, wanted, counted),
        "most": formatting.number(faceting.SAMPLED),
        "hidden_for_region": _hidden(wanted, without="daerah"),
        "possibly": _possibly(wanted),
    }
    return _part(request, "portal/narrowing.html", "portal/narrowing_part.html", context)


@public
@require_safe
def result_map_of(request: HttpRequest) -> HttpResponse:
    """The map of what was found, with its table."""
    actor, wanted = actor_of(request), filters.read(request.GET)
    drawing = result_map.draw(actor, with_numbers(actor, wanted))
    listed = replace(wanted, shape=filters.LIST)
    context = {
        **_frame(request, wanted),
        "title": _("Map of the cooperation found"),
        "drawing": drawing,
        "most": formatting.number(result_map.DRAWN),
        "rows": [(row, listed.with_filters(country=row.country.ref).query) for row in drawing.rows],
        "listed": listed.query,
    }
    return _part(request, "portal/result_map.html", "portal/result_map_part.html", context)


def _part(request: HttpRequest, whole: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The part alone for a script that asked for it, the whole page for everybody else."""
    response = render(request, part if request.headers.get("HX-Request") else whole, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def with_numbers(actor: Actor, wanted: Wanted) -> queries.Filters:
    """The filters, and for an official the ties whose case, letters or statements bear the number that was typed."""
    words = wanted.by.words
    if not words or not actor.is_authenticated:
        return wanted.by
    also = (*gate.ties_of_number(actor, words), *confirmations.ties_of_number(actor, words))
    return replace(wanted.by, also=tuple(dict.fromkeys(also)))


def _frame(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    title = _("Cooperation")
    return {
        "section": "ties",
        "title": title,
        "wanted": wanted,
        "chosen": chosen_links(wanted),
        "crumbs": [(_("Front page"), reverse("portal:front")), (title, "")],
    }


def chosen_links(wanted: Wanted) -> list[Link]:
    """The chosen filters in words, each with the address without it."""
    found = facet_lists.chosen_labels(wanted, _names(wanted.by))
    return [Link(f"{name}: {value}" if name else value, query) for name, value, query in found]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Words that find nothing at all, and lists of (label, address, how many) that find something."""

    nowhere: Sequence[str]
    lists: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]


def _nearest(wanted: Wanted, found: Help) -> Nearest:
    named = (
        (_("Did you mean"), found.spelled, _as_written),
        (_("Without one of the words"), found.fewer, _as_written),
        (_("Without one of the filters"), found.looser, _as_loosened),
    )
    lists = [
        (title, [(label(one), replace(wanted, by=one.by).query, counted_words(one.number)) for one in suggestions])
        for title, suggestions, label in named
        if suggestions
    ]
    return Nearest(found.nowhere, lists)


def _as_written(suggestion: Suggestion) -> str:
    return suggestion.by.words


def _as_loosened(suggestion: Suggestion) -> str:
    return _("without “%(filter)s”") % {"filter": facet_lists.title_of(suggestion.change)}


def _names(by: queries.Filters) -> dict[str, str]:
    """The names of the chosen places by their refs."""
    names: dict[str, str] = {}
    if regions := [ref for ref in (by.province, by.region) if ref]:
        names |= {one.ref: one.name for one in Region.objects.filter(ref__in=regions)}
    if by.country:
        names |= {one.ref: one.name for one in Country.objects.filter(ref=by.country)}
    if by.partner:
        names |= {one.ref: one.name for one in Partner.objects.filter(ref=by.partner)}
    return names


def _shapes(wanted: Wanted) -> list[Link]:
    return [
        Link(str(label), replace(wanted, shape=shape).query, shape == wanted.shape)
        for shape, label in SHAPE_TITLES.items()
    ]


def _orders(wanted: Wanted) -> list[Link]:
    labels = ((False, _("Newest first")), (True, _("Oldest first")))
    return [Link(label, replace(wanted, oldest=oldest).query, oldest == wanted.oldest) for oldest, label in labels]


def _downloads(wanted: Wanted) -> list[tuple[str, str]]:
    """The same list as files."""
    query = f"?{wanted.filters}" if wanted.filters else ""
    return [(reverse("portal:take", args=[ending]) + query, label) for ending, label in FORMATS]


def _hidden(wanted: Wanted, *, without: str) -> list[tuple[str, str]]:
    """What a form on the page has to carry on, besides what it asks for itself."""
    return [(name, value) for name, value in wanted.pairs if name != without]


def _possibly(wanted: Wanted) -> Link | None:
    """The toggle beside a chosen year."""
    if wanted.by.year is None:
        return None
    return Link("", wanted.with_filters(possibly=not wanted.by.possibly).query, wanted.by.possibly)


def _page_of(found: Any, wanted: Wanted, request: HttpRequest, number: int | None) -> keyset.Page[Tie]:
    rows, order = queries.in_order(queries.listed(found), wanted.order, number)
    page = keyset.page(rows, order, request.GET.dict(), PAGE)
    return replace(page, counted=counted_words(number))


def counted_words(number: int | None) -> str:
    """How many cooperations, in words; beyond what is counted that there are more."""
    if number is None:
        return _("more than %(shown)s cooperations") % {"shown": formatting.number(queries.COUNTED)}
    return ngettext("%(shown)s cooperation", "%(shown)s cooperations", number) % {"shown": formatting.number(number)}
