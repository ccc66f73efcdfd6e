"""Imports: the list, the upload, the check with its columns, bringing in, and undoing."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gerbang.access import Refused, requires, signed_in
from gerbang.documents import queries as documents
from gerbang.ledger import queries as ledger
from gerbang.pages import keyset
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, Actor, actor_of
from gerbang.people.models import Body
from gerbang.people.queries import bodies_named
from gerbang.register import entries, import_files, import_words, importing, rules
from gerbang.register.forms import ReasonForm
from gerbang.register.import_forms import MappingForm, TableForm
from gerbang.register.intake import undoing
from gerbang.register.intake.mending import all_of as mended
from gerbang.register.intake.problems import Unreadable
from gerbang.register.models import Import, ImportJob, ImportRow, Tie
from gerbang.register.views.posting import crumbs, initial_from_draft, page, post

PAGE = 30
ROWS = 40
NAMED = 12
"""New cooperations, and rows that were left out, that the page of an import names before its list of rows."""
OUTCOMES = {
    "baru": ImportRow.Outcome.CREATED,
    "sudah-ada": ImportRow.Outcome.MATCHED,
    "menunggu": ImportRow.Outcome.HELD,
    "ditolak": ImportRow.Outcome.REFUSED,
    "dilewati": ImportRow.Outcome.DROPPED,
}
"""What an address calls the rows of an outcome."""
PERHAPS = "mungkin-sama"
MENDED = "diperbaiki"
PERHAPS_THE_SAME = Q(outcome=ImportRow.Outcome.CREATED, settled_at=None) & ~Q(candidates=[])
"""New rows that may be on the register already."""


@requires(rules.keeps_register)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Imports of one's body with what became of them, and the form for the next table."""
    actor = actor_of(request)
    bringing = importing.bringing(actor)
    form = TableForm(request.POST or None, request.FILES or None, bringing=bringing)
    answer = post(
        request,
        form=form,
        by=lambda: _chosen(bringing, form),
        do=lambda by, _seen: importing.receive(by=by, file=form.cleaned_data["file"]).ref,
        then=lambda ref: reverse("register:import", args=[ref]),
        done="",
    )
    if isinstance(answer, HttpResponseRedirect):
        _begin(answer)
    waiting = Count("rows", filter=Q(rows__outcome=ImportRow.Outcome.HELD, rows__settled_at=None))
    shown = keyset.page(importing.visible_to(actor), ("-pk",), request.GET.dict(), PAGE)
    droppers = _droppers(list(shown))
    held = dict(Import.objects.filter(pk__in=[one.pk for one in shown]).annotate(n=waiting).values_list("pk", "n"))
    return answer or page(
        request,
        "register/imports.html",
        form,
        title=_("Imports"),
        crumbs=crumbs((_("Imports"), None)),
        may_bring=bool(bringing),
        every_body=actor.national_sight,
        page=replace(shown, counted=""),
        imports=[
            (one, held[one.pk] if one.state == Import.State.WRITTEN else 0, droppers.get(one.pk)) for one in shown
        ],
        columns=[(column, label, import_words.EXAMPLES[column]) for column, label in import_words.LABELS.items()],
    )


@requires(rules.keeps_register)
@require_safe
def empty_table(request: HttpRequest, kind: str) -> HttpResponse:
    """The names of the columns over an empty row, to begin a table from."""
    if kind == "xlsx":
        response = HttpResponse(import_files.empty_xlsx(), content_type=importing.MEDIA_TYPES[True])
    else:
        response = HttpResponse(import_files.empty_csv(), content_type="text/csv; charset=utf-8")
    name = pgettext("name of a file", "cooperations-empty")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """One import as it stands: being worked on, checked, brought in or undone. A post checks it with other columns."""
    of = found(request, ref)
    if is_running(of):
        return _running(request, of)
    if of.state == Import.State.RECEIVED:
        return _unchecked(request, of)
    if of.state == Import.State.CHECKED:
        return _check(request, of)
    return _result(request, of)


@signed_in
@require_safe
def progress(request: HttpRequest, ref: str) -> HttpResponse:
    """The part of the page that tells how far the work is; once it is done the page is drawn anew."""
    of = found(request, ref)
    if not is_running(of) or importing.has_stopped(of.job, timezone.now()):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "register/import_progress.html", _about(request, of))


@signed_in
@require_POST
def again(request: HttpRequest, ref: str) -> HttpResponse:
    """Orders the same work once more after it stopped or failed."""
    of = found(request, ref)
    job = getattr(of, "job", None)
    if job is None:
        raise Http404
    form = Form(request.POST)
    answer = _ordered(request, of, form, lambda by, seen: importing.order(by=by, of=of, kind=job.kind, seen=seen))
    return answer or show(request, ref)


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Says what will happen, and brings the table in."""
    of = found(request, ref)
    importing.acting(actor_of(request), of, own=True)
    if is_running(of) or of.state != Import.State.CHECKED or is_refused(of) or not importing.is_kept(of):
        return HttpResponseRedirect(_own(of))
    form = Form(request.POST or None, seen=of.checks)
    kind = ImportJob.Kind.WRITE
    answer = _ordered(request, of, form, lambda by, seen: importing.order(by=by, of=of, kind=kind, seen=seen))
    title = _("Bring the table in")
    return answer or page(
        request,
        "register/import_write.html",
        form,
        **_about(request, of, title),
        perhaps=of.rows.filter(PERHAPS_THE_SAME).count(),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, ref: str) -> HttpResponse:
    """A table that is not brought in after all."""
    of = found(request, ref)
    by = importing.acting(actor_of(request), of)
    if of.state not in importing.BEFORE:
        return HttpResponseRedirect(_own(of))
    form = Form(request.POST or None, seen=of.checks)
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: importing.drop(by=acting, of=of).ref,
        then=reverse("register:imports"),
        done=_("The table is not brought in. The register is as it was."),
    )
    title = _("Do not bring it in")
    return answer or page(request, "register/import_drop.html", form, **_about(request, of, title))


@signed_in
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes an import back as one, with the reason."""
    of = found(request, ref)
    by = importing.acting(actor_of(request), of)
    if of.state != Import.State.WRITTEN:
        return HttpResponseRedirect(_own(of))
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: _undo(acting, of, form),
        then=_own(of),
        done=_("The import is undone."),
    )
    title = _("Undo the import")
    about = _about(request, of, title)
    return answer or page(request, "register/import_undo.html", form, **about, foreseen=undoing.foresee(of))


@signed_in
@require_safe
def problems(request: HttpRequest, ref: str) -> StreamingHttpResponse:
    """Every problem of a check, as CSV."""
    of = found(request, ref)
    response = StreamingHttpResponse(list(import_files.problems(of)), content_type="text/csv; charset=utf-8")
    name = pgettext("name of a file", "problems")
    response["Content-Disposition"] = f'attachment; filename="{name}-{of.ref}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


# What the pages share -------------------------------------------------------------------------------------------------


def found(request: HttpRequest, ref: str) -> Import:
    """The import; one of another body is not there."""
    return get_object_or_404(importing.visible_to(actor_of(request)), ref=ref)


def is_running(of: Import) -> bool:
    job = getattr(of, "job", None)
    return of.state in importing.BEFORE and job is not None and job.ended_at is None


def is_refused(of: Import) -> bool:
    return bool(of.counts.get("refused") or of.reading.get("faults"))


def brought(of: Import) -> int:
    """Rows that are brought in when nothing stands against it."""
    return int(of.counts.get("created", 0) + of.counts.get("matched", 0))


def path_to(of: Import, here: str = "") -> list[tuple[str, str | None]]:
    path = crumbs((_("Imports"), reverse("register:imports")), (of.filename, _own(of) if here else None))
    return [*path, (here, None)] if here else path


def _own(of: Import) -> str:
    return reverse("register:import", args=[of.ref])


def _about(request: HttpRequest, of: Import, here: str = "") -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "title": here or of.filename,
        "cap": of.filename if here else _body(of, actor),
        "section": "register",
        "crumbs": path_to(of, here),
        "of": of,
        "job": getattr(of, "job", None),
        "may_own": importing.may(actor, of, own=True),
        "may": importing.may(actor, of),
        "counts": _counts(of),
        "ready": brought(of) or of.counts.get("read", 0),
        "unreadable": _unreadable(of),
        "cancel_url": _own(of),
    }


def _body(of: Import, actor: Actor) -> str:
    """Whose import it is, for those who look at it from another office."""
    return of.body.name if of.body and of.body_id not in actor.bodies else ""


def _unreadable(of: Import) -> str:
    """Why a worker could not read the table after all."""
    about = dict(getattr(of, "job", ImportJob()).about)
    return Unreadable(about.pop("code"), **about).text if "code" in about else ""


def _counts(of: Import) -> list[tuple[str, int]]:
    """What would become of the rows, or has by now; the first number is the sum of the others."""
    words = {
        "created": pgettext("rows of a table", "New"),
        "matched": pgettext("rows of a table", "Already on the register"),
        "held": _held(of),
        "refused": pgettext("rows of a table", "Refused"),
        "dropped": pgettext("rows of a table", "Left out"),
    }
    numbers = of.counts
    if of.state in (Import.State.WRITTEN, Import.State.UNDONE):
        numbers = dict(of.rows.order_by().values_list("outcome").annotate(Count("pk")))
    shown = [(word, numbers.get(name, 0)) for name, word in words.items() if name in of.counts or name in numbers]
    return [(pgettext("rows of a table", "Read"), of.counts.get("read", 0)), *shown]


def _chosen(bringing: list[Acting], form: TableForm) -> Acting:
    if not bringing:
        raise Refused(rules.readers_only())
    wanted = form.cleaned_data.get("body")
    return next((by for by in bringing if by.membership.ref == wanted), bringing[0])


def _begin(answer: HttpResponse) -> None:
    """Starts what the post has ordered, now that it stands in the database."""
    ref = answer["Location"].rstrip("/").rpartition("/")[2]
    of = Import.objects.filter(ref=ref).first()
    if of is not None:
        importing.begin(of)


def _ordered(
    request: HttpRequest, of: Import, form: Form, order: Callable[[Acting, int | None], ImportJob]
) -> HttpResponse | None:
    """Orders work on an import and begins it; the page of the import then tells what came of it."""
    actor = actor_of(request)
    answer = post(
        request,
        form=form,
        by=lambda: importing.acting(actor, of, own=True),
        do=lambda by, seen: order(by, seen).of.ref,
        then=_own(of),
        done="",
    )
    if isinstance(answer, HttpResponseRedirect):
        importing.begin(of)
    return answer


def _running(request: HttpRequest, of: Import) -> HttpResponse:
    stopped = importing.has_stopped(of.job, timezone.now())
    form = Form(seen=of.checks)
    return render(request, "register/import_running.html", {**_about(request, of), "stopped": stopped, "form": form})


def _unchecked(request: HttpRequest, of: Import) -> HttpResponse:
    """A table whose check came to nothing."""
    form = Form(seen=of.checks)
    return render(request, "register/import_failed.html", {**_about(request, of), "form": form})


def _check(request: HttpRequest, of: Import) -> HttpResponse:
    form = MappingForm(request.POST or None, of=of, initial=initial_from_draft(request, {}))
    kind = ImportJob.Kind.CHECK
    answer = _ordered(
        request,
        of,
        form,
        lambda by, seen: importing.order(by=by, of=of, kind=kind, asked=form.asked, seen=seen),
    )
    listed = _rows(request, of, _checked_outcomes(of))
    return answer or page(
        request,
        "register/import_check.html",
        form,
        **_about(request, of),
        faults=import_words.faults(of),
        refused=is_refused(of),
        kept=importing.is_kept(of),
        brought=brought(of),
        wrong=is_refused(of) or bool(of.counts.get("held")),
        unlisted=_unlisted(of, listed["numbers"], "ditolak", "menunggu"),
        unlisted_clear=_unlisted(of, listed["numbers"], "baru", "sudah-ada"),
        delimiter=import_words.DELIMITERS.get(of.reading.get("delimiter", ""), ""),
        under=of.reading.get("under", []),
        **listed,
    )


def _result(request: HttpRequest, of: Import) -> HttpResponse:
    """What was brought in and what still waits; of an undone import what was taken back and what stays."""
    actor = actor_of(request)
    table = documents.visible_to(actor).filter(ref=of.document, withdrawn_at=None).first()
    words = ("menunggu", "baru", "sudah-ada", "dilewati", PERHAPS, *((MENDED,) if of.mended else ()))
    listed = _rows(request, of, words)
    context = {
        **_about(request, of),
        "table": table,
        "waiting": listed["numbers"]["menunggu"],
        "earlier": _earlier(of),
        **_undone(of),
        "dropper": _droppers([of]).get(of.pk),
        **_named(request, of, listed),
        **listed,
    }
    return render(request, "register/import_result.html", context)


def _named(request: HttpRequest, of: Import, listed: dict[str, Any]) -> dict[str, Any]:
    """The first new cooperations and the first rows that were left out, where these are not the rows shown below."""
    first = {
        name: of.rows.filter(_where(of, name)).select_related("tie")[:NAMED]
        for name in ("baru", "dilewati")
        if listed["numbers"][name] and listed["here"] != name
    }
    return {
        "begun": [row.tie for row in first.get("baru", ()) if row.tie is not None],
        "left_out": import_words.lines(actor_of(request), of, list(first.get("dilewati", ()))),
    }


def _rows(request: HttpRequest, of: Import, shown: tuple[str, ...]) -> dict[str, Any]:
    """The rows of one outcome, a page of them, with chips for the others."""
    numbers = _numbers(of, shown)
    asked = request.GET.get("baris", "")
    here = asked if asked in numbers else next((name for name in shown if numbers[name]), shown[0])
    rows = of.rows.filter(_where(of, here)).select_related("tie")
    part = keyset.page(rows, ("number",), request.GET.dict(), ROWS)
    return {
        "chips": [(_chip(of, name), f"?baris={name}#baris", numbers[name], name == here) for name in shown],
        "numbers": numbers,
        "here": here,
        "part": part,
        "lines": import_words.lines(actor_of(request), of, list(part)),
        "listed": any(numbers.values()),
    }


def _numbers(of: Import, shown: tuple[str, ...]) -> dict[str, int]:
    """How many rows an address's word for an outcome means, for each word; one query."""
    counted = {f"n{at}": Count("pk", filter=_where(of, name)) for at, name in enumerate(shown)}
    found = of.rows.aggregate(**counted)
    return {name: found[f"n{at}"] for at, name in enumerate(shown)}


def _where(of: Import, name: str) -> Q:
    """The rows that an address's word for an outcome means."""
    if name == PERHAPS:
        return PERHAPS_THE_SAME
    if name == MENDED:
        return Q(number__in=[row for row, one in mended(of.mended).items() if one.changed])
    return Q(outcome=OUTCOMES[name]) & (Q(settled_at=None) if name == "menunggu" else Q())


def _checked_outcomes(of: Import) -> tuple[str, ...]:
    """What the page of a check lists, first what a person has to look at."""
    return ("ditolak", "menunggu", PERHAPS, "baru", "sudah-ada", *(("dilewati", MENDED) if of.mended else ()))


def _unlisted(of: Import, numbers: dict[str, int], *names: str) -> int:
    """Rows of these outcomes beyond those that a check keeps."""
    if of.reading.get("faults"):
        return 0
    return int(sum(of.counts.get(OUTCOMES[name], 0) - numbers[name] for name in names))


def _held(of: Import) -> str:
    """What is said of rows that are held; of an undone import nobody will settle them any more."""
    if of.state == Import.State.UNDONE:
        return pgettext("rows of a table", "Never settled")
    return pgettext("rows of a table", "Wait for a person")


def _chip(of: Import, name: str) -> str:
    words = {
        "ditolak": pgettext("rows of a table", "Refused"),
        "menunggu": _held(of),
        "baru": pgettext("rows of a table", "New"),
        "sudah-ada": pgettext("rows of a table", "Already on the register"),
        "dilewati": pgettext("rows of a table", "Left out"),
        PERHAPS: pgettext("rows of a table", "New, perhaps the same"),
        MENDED: pgettext("rows of a table", "Set right"),
    }
    return words[name]


def _droppers(imports: Sequence[Import]) -> dict[int, Body]:
    """By import, the body that did not bring it in after all."""
    refs = {one.dropped_by for one in imports if one.dropped_by}
    bodies = bodies_named(refs) if refs else {}
    return {one.pk: bodies[one.dropped_by] for one in imports if one.dropped_by in bodies}


def _earlier(of: Import) -> Import | None:
    """Where a table added nothing: the import by which the same body brought it in before."""
    if of.state != Import.State.DROPPED:
        return None
    same = Import.objects.filter(digest=of.digest, body=of.body, state=Import.State.WRITTEN)
    return same.exclude(pk=of.pk).order_by("pk").first()


def _undo(by: Acting, of: Import, form: ReasonForm) -> str:
    undoing.undo(by=by, of=of, reason=form.cleaned_data["reason"])
    return of.ref


def _undone(of: Import) -> dict[str, Any]:
    """What undoing withdrew, restored and kept; of what it kept, who has worked on it since the import."""
    entry = ledger.history(of.ref).filter(kind="import.undone").last() if of.state == Import.State.UNDONE else None
    payload = getattr(entry, "payload", None)
    facts = json.loads(payload.text) if payload is not None else {}
    ties = Tie.objects.filter(ref__in=facts.get("kept", []))
    left = {row.tie_id: row.head for row in of.rows.filter(tie__in=ties).order_by("head")}
    claims = defaultdict(list)
    for claim in of.claims.filter(tie__in=ties, withdrawn_at=None).select_related("instrument"):
        claims[claim.tie_id].append(import_words.remaining(claim))
    stays = [(tie, entries.since(tie.ref, left.get(tie.pk, 0)), claims[tie.pk]) for tie in ties]
    return {"undone": facts, "stays": stays}
