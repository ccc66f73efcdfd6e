"""Pages over many cooperations: the picture of all of them, the list by how alive they are, and what is missing."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.documents import handing_out, workbook
from gerbang.monitoring import following
from gerbang.monitoring.liveliness.keeping import Cell
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.missing import asking
from gerbang.monitoring.missing import table as missing_sheet
from gerbang.monitoring.missing.awaited import Kind
from gerbang.monitoring.models import Benefit, KeptLiveliness, Obstacle
from gerbang.monitoring.picture import counting
from gerbang.monitoring.picture import tables as picture_tables
from gerbang.monitoring.reports.rules import reads
from gerbang.monitoring.wording import STATES, TAGS
from gerbang.pages import formatting, keyset
from gerbang.pages.charts import Point
from gerbang.people.acting import actor_of
from gerbang.places.models import Country
from gerbang.plans.models import BudgetLine
from gerbang.register import facets, home
from gerbang.register.areas import areas
from gerbang.register.goals import goal_label

PAGE = 50
ROWS = 20
"""How many countries, fields and goals are told each; the list has all."""


@requires(reads)
@require_safe
def overall(request: HttpRequest) -> HttpResponse:
    """The picture of all cooperations the account sees the inside of."""
    actor = actor_of(request)
    found = counting.numbers(actor)
    picture = counting.picture(actor)
    context = {
        **_head(_("Overall picture")),
        "states": _states(found),
        "total": sum(number for (token, _state), number in found.items() if not token),
        "tables": [(one.name, one.head, rows) for one in _facets() if (rows := _rows(found, one)[:ROWS])],
        "goals": [(goal_label(goal), number) for goal, number in picture.goals],
        "promise": picture.promise,
        "money": [_money(one) for one in picture.money],
        "years": picture.years,
        "most": ROWS,
        "obstacle_states": [state.label for state in Obstacle.State],
        "obstacles": _obstacles(picture.obstacles),
        "benefits": [(kind.label, picture.benefits.get(kind.value, 0)) for kind in Benefit.Kind],
        "people": picture.people,
        "points": [Point(str(year), number) for year, number in _filled(picture.years)],
        "described": _described(picture.years),
        "computed": following.computed_at(),
    }
    return render(request, "monitoring/picture.html", context)


def _head(title: str) -> dict[str, Any]:
    crumbs = [(pgettext("navigation", "Monitoring"), reverse("monitoring:overview")), (title, None)]
    return {"title": title, "section": "monitoring", "crumbs": crumbs}


def _states(found: Mapping[Cell, int]) -> list[dict[str, Any]]:
    return [
        {"name": STATES[state], "tag": TAGS[state], "number": found.get(("", state.value), 0), "url": _url(state)}
        for state in counting.ORDER
    ]


def _url(state: State | None = None, token: str = "") -> str:
    said = [f"keaktifan={state.value}"] if state else []
    said += [f"di={token}"] if token else []
    return reverse("monitoring:by-liveliness") + ("?" + "&".join(said) if said else "")


class _Facet(NamedTuple):
    """What the picture tells of each value of: its name, the name of its sheet, head, and what a value is called."""

    name: str
    tab: str
    head: str
    facet: str
    label: Callable[[str], str]


def _facets() -> list[_Facet]:
    countries = {facets.of_ref(facets.COUNTRY, one.ref): one.name for one in Country.objects.all()}
    return [
        _Facet(_("By partner country"), "", _("Country"), facets.COUNTRY, lambda token: countries.get(token, token)),
        _Facet(_("By field"), "", _("Field"), facets.AREA, _area),
        _Facet(
            _("By Sustainable Development Goal"), pgettext("name of a sheet", "Cooperation by SDG"), _("Goal"),
            facets.SDG, lambda token: goal_label(int(token[3:])),
        ),
    ]  # fmt: skip


def _area(token: str) -> str:
    found = areas().get(token[3:]) or areas().get(token[3:].replace("_", "-"))
    return found.name if found else token[3:]


def _rows(found: Mapping[Cell, int], of: _Facet) -> list[dict[str, Any]]:
    """The most frequent first: it says where there is most cooperation, not who does well."""
    totals = {
        token: sum(found.get((token, state.value), 0) for state in counting.ORDER)
        for token in counting.tokens(found, of.facet)
    }
    named = sorted((-total, of.label(token), token) for token, total in totals.items())
    return [
        {
            "name": name,
            "token": token,
            "url": _url(token=token),
            "total": totals[token],
            "cells": [(found.get((token, state.value), 0), _url(state, token)) for state in counting.ORDER],
        }
        for _less, name, token in named
    ]


def _obstacles(found: Mapping[tuple[str, str], int]) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Each category that occurs, with its number in each state and where these are listed."""
    listed = reverse("monitoring:obstacle-list")
    rows = [
        (
            str(kind.label),
            [
                (str(state.label), found.get((kind.value, state.value), 0),
                 f"{listed}?kategori={kind.value}&keadaan={state.value}")
                for state in Obstacle.State
            ],
        )
        for kind in Obstacle.Category
    ]  # fmt: skip
    return [(label, cells) for label, cells in rows if any(number for _state, number, _url in cells)]


def _money(one: counting.SourceSum) -> tuple[str, str, str]:
    labels = {str(value): str(label) for value, label in BudgetLine.Source.choices}
    planned, spent = (
        formatting.money(each, one.currency) if each is not None else "" for each in (one.planned, one.spent)
    )
    return labels.get(one.source, one.source), planned, spent


def _filled(years: Any) -> list[tuple[int, int]]:
    """Every year from the first to the last, also those in which nothing is on record."""
    known = dict(years)
    return [(year, known.get(year, 0)) for year in range(min(known), max(known) + 1)] if known else []


def _described(years: Any) -> str:
    if not years:
        return ""
    year, number = max(years, key=lambda one: one[1])
    return _("Most is on record for %(year)s: %(number)s.") % {"year": year, "number": formatting.number(number)}


@requires(reads)
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The same figures as Word, PDF or Excel."""
    actor = actor_of(request)
    found = counting.numbers(actor)
    of_facets = [
        picture_tables.FacetTable(
            one.name, one.tab, one.head, [(row["name"], found, row["token"]) for row in _rows(found, one)]
        )
        for one in _facets()
    ]
    told, name = picture_tables.tables(actor, of_facets), f"gambaran-{actor.today.isoformat()}"
    if form == "xlsx":
        return handing_out.tables(name, told)
    on = formatting.day(actor.today)
    return handing_out.paper(name, form, lambda: picture_tables.paper(told, actor.body_label, on))


@requires(reads)
@require_safe
def by_liveliness(request: HttpRequest) -> HttpResponse:
    """The cooperations in a state, with a facet if one is asked for; each leads to what led to its state."""
    actor = actor_of(request)
    asked = request.GET.get("keaktifan", "")
    state = asked if asked in {one.value for one in State} else ""
    token = request.GET.get("di", "")
    token = token if facets.facet(token) in counting.BY_FACET and token.replace("_", "").isalnum() else ""
    page = keyset.page(counting.listed(actor, state, token), counting.FIRST_FIRST, request.GET.dict(), PAGE)
    beside = f"&di={token}" if token else ""
    chips = [(_("All"), _url(token=token) or "?", None, not state)]
    chips += [(str(STATES[one]), f"?keaktifan={one.value}{beside}", None, one.value == state) for one in counting.ORDER]
    context = {
        **_head(_("Cooperations by liveliness")),
        "chips": chips,
        "page": page,
        "lines": [_line(one) for one in page],
        "about": next((one.label(token) for one in _facets() if token.startswith(one.facet)), ""),
    }
    return render(request, "monitoring/by_liveliness.html", context)


def _line(one: KeptLiveliness) -> dict[str, Any]:
    state = State(one.state)
    return {
        "tie": one.tie,
        "state": STATES[state],
        "tag": TAGS[state],
        "delivered": one.delivered_on,
        "until": one.until,
    }


@requires(reads)
@require_safe
def what_is_missing(request: HttpRequest) -> HttpResponse:
    """What is missing, from whom, and since when."""
    actor = actor_of(request)
    kind = _kind(request)
    counts, words = asking.numbers(actor), kinds()
    found = asking.missing(actor, kind)
    chips = [(_("All"), "?", sum(counts.values()), kind is None)]
    chips += [(words[each], f"?jenis={each.value}", counts[each], each == kind) for each in Kind if counts[each]]
    context = {
        **_head(_("What is missing")),
        "chips": chips,
        "lines": [(one, words[one.kind], _of(one)) for one in found],
        "more": len(found) == asking.SHOWN,
        "shown": len(found),
        "download": reverse("monitoring:missing-table") + (f"?jenis={kind.value}" if kind else ""),
    }
    return render(request, "monitoring/missing.html", context)


@requires(reads)
@require_safe
def missing_table(request: HttpRequest) -> HttpResponse:
    """The same as an Excel table, all of it."""
    actor = actor_of(request)
    found = asking.missing(actor, _kind(request), workbook.MOST)
    return handing_out.tables(f"yang-belum-ada-{actor.today.isoformat()}", [missing_sheet.sheet(found, kinds())])


def kinds() -> dict[Kind, str]:
    """What may be missing, in words."""
    return {
        Kind.REPORT: _("Report on cooperation"),
        Kind.PLAN: _("Action plan"),
        Kind.ACTIVITY: _("Record of a planned activity"),
        Kind.READING: _("Reading of an indicator"),
        Kind.FOLLOW_UP: _("Follow-up"),
        Kind.TRIP: _("Report of a working trip"),
    }


def _kind(request: HttpRequest) -> Kind | None:
    asked = request.GET.get("jenis", "")
    return Kind(asked) if asked in list(Kind) else None


def _of(one: asking.Missing) -> str:
    """Where it is looked at: the period of a report, the plans of a cooperation, or its page."""
    if one.kind == Kind.REPORT:
        return reverse("monitoring:report-period", args=[one.ref])
    return home.of(one.ref)
