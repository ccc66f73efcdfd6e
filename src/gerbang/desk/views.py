"""Pages of the desk. They only read; what they link to is the gate's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gerbang.access import signed_in
from gerbang.desk import download as table
from gerbang.desk import filters, other_tasks, queries, week
from gerbang.desk.filters import TaskFilters, WatchFilters
from gerbang.desk.lines import task_lines, watch_lines
from gerbang.desk.other_tasks import Task
from gerbang.gate import rules
from gerbang.pages import formatting, keyset
from gerbang.people.acting import Actor, actor_of
from gerbang.places.queries import calendar
from gerbang.register import confirmations

PAGE = 50
Chip = tuple[str, str, int | None, bool]


@signed_in
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Tugas saya: one line a file that waits for the actor's bodies, soonest due first; then what else waits."""
    actor = actor_of(request)
    on, by = actor.today, calendar()
    chosen = filters.tasks(request.GET.dict())
    everything = queries.tasks(actor)
    some = queries.narrowed(everything, chosen)
    kept = some.filter(queries.conditions(on)[chosen.quick])
    page = keyset.page(kept, queries.SOONEST_FIRST, request.GET.dict(), PAGE)
    counts = queries.counts(some, on)
    beside = other_tasks.tasks(actor)
    others = other_tasks.narrowed(beside, chosen)
    due = queries.due_between(actor, *week.span(on)) + other_tasks.due_between(beside, *week.span(on))
    context = {
        "section": "desk",
        "title": _("My tasks"),
        "today": on,
        "total": queries.waiting_count(actor),
        "shown": counts[chosen.quick],
        "body": _body(actor),
        "strip": week.strip(on, due, by),
        "chips": _quick_chips(chosen, _with_others(counts, others)),
        "chosen": chosen,
        "stages": filters.stage_options(chosen.stage, queries.stages_of(everything)),
        "provinces": filters.region_options(queries.provinces_of(everything), chosen.province),
        "page": page,
        "lines": task_lines(actor, list(page), by, on),
        "watched_url": reverse("desk:watched") + WatchFilters().query("watched"),
        "watched": queries.bounded_count(queries.watched(actor, WatchFilters(state="watched"))),
        "may_open": rules.may_open(actor).allowed,
        "others": [one for one in others if one.kept(chosen.quick)],
        "most_of_a_kind": other_tasks.most_of_a_kind(beside),
        "confirmation": confirmations.open_for(actor),
    }
    return render(request, "desk/tasks.html", context)


@signed_in
@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The same files, all pages of them, as CSV."""
    actor = actor_of(request)
    on = actor.today
    chosen = filters.tasks(request.GET.dict())
    kept = queries.narrowed(queries.tasks(actor), chosen).filter(queries.conditions(on)[chosen.quick])
    response = StreamingHttpResponse(table.rows(actor, kept, calendar(), on), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(on)}"'
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_safe
def watched(request: HttpRequest) -> HttpResponse:
    """Every file the actor may see, newest first."""
    actor = actor_of(request)
    chosen = filters.watched(request.GET.dict())
    found = queries.watched(actor, chosen)
    page = keyset.page(found, queries.NEWEST_FIRST, request.GET.dict(), PAGE)
    cases = list(page)
    mine = set(queries.asks_of(actor, cases))
    context = {
        "section": "desk",
        "title": _("Cases I may see"),
        "crumbs": [(_("My tasks"), reverse("desk:tasks")), (_("Cases I may see"), None)],
        "chosen": chosen,
        "chips": _state_chips(chosen),
        "stages": filters.stage_options(chosen.stage),
        "provinces": filters.region_options(queries.provinces(actor), chosen.province),
        "regions": filters.region_options(queries.regions_within(actor, chosen.province), chosen.region),
        "page": replace(page, counted=_counted(queries.bounded_count(found))),
        "lines": watch_lines(cases, mine, calendar(), actor.today),
    }
    return render(request, "desk/watched.html", context)


def _counted(number: int | None) -> str:
    """How many cases, in words; nothing where there are too many to count."""
    if number is None:
        return ""
    return ngettext("%(shown)s case", "%(shown)s cases", number) % {"shown": formatting.number(number)}


def _quick_chips(chosen: TaskFilters, counts: Mapping[str, int]) -> list[Chip]:
    """The quick filters with how many each keeps; disputes are offered only where there are any."""
    return [
        (filters.quick_label(name), chosen.query(name), counts[name], name == chosen.quick)
        for name in ("", *filters.QUICK.values())
        if name != "disputed" or counts[name] or chosen.quick == name
    ]


def _with_others(files: Mapping[str, int], others: Iterable[Task]) -> Mapping[str, int]:
    """How many files and other tasks each quick filter keeps."""
    return {quick: number + sum(one.kept(quick) for one in others) for quick, number in files.items()}


def _state_chips(chosen: WatchFilters) -> list[Chip]:
    return [
        (filters.state_label(name), chosen.query(name), None, name == chosen.state)
        for name in ("", *filters.KEPT.values())
    ]


def _body(actor: Actor) -> str:
    """Whom the files wait for; nobody in particular where the account works in several bodies."""
    names = {membership.body.name for membership in actor.memberships}
    return names.pop() if len(names) == 1 else ""


def _file_name(on: date) -> str:
    return _("my-tasks") + f"-{on.isoformat()}.csv"
