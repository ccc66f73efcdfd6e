"""A row of an import: what it says, how it was read, what is wrong, and what a person decides of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gerbang.access import signed_in
from gerbang.pages.forms import Option
from gerbang.people.acting import Acting, actor_of
from gerbang.register import import_reading, import_words, importing, mending
from gerbang.register.forms import ReasonForm
from gerbang.register.import_forms import CellsForm, RowForm
from gerbang.register.intake import settling
from gerbang.register.models import Import, ImportRow
from gerbang.register.views import importing as pages
from gerbang.register.views.posting import initial_from_draft, page, post
from gerbang.values import Invalid


@signed_in
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The row as it was read; one that waits is brought in as a person decides: whom it means, which cell was wrong."""
    actor = actor_of(request)
    of = pages.found(request, ref)
    row = get_object_or_404(of.rows.select_related("tie"), number=number)
    ties = import_words.offered_ties(actor, row)
    form = RowForm(
        request.POST or None,
        row=row,
        regions=import_words.offered_regions(row),
        places=import_words.offered_places(row),
        ties=[Option(one.tie.ref, f"{one.tie.name} ({one.tie.get_kind_display()})") for one in ties],
        initial=initial_from_draft(request, {}),
    )
    waits = of.state == Import.State.WRITTEN and row.outcome == ImportRow.Outcome.HELD and row.settled_at is None
    answer = post(
        request,
        form=form,
        by=lambda: importing.acting(actor, of),
        do=lambda acting, _seen: _settle(acting, row, form),
        then=reverse("register:import-row", args=[of.ref, row.number]) if form.waits_on else _back(of),
        done=_settled(row, form),
    )
    title = _("Row %(number)d") % {"number": row.number}
    return answer or page(
        request,
        "register/import_row.html",
        form,
        title=title,
        cap=of.filename,
        crumbs=pages.path_to(of, title),
        of=of,
        row=row,
        line=import_words.Line(row, import_words.told(of, row), ties, may_decide=mending.may_decide(of, row)),
        cells=[(import_words.label_of(column, {}), cell) for column, cell in row.cells.items() if cell],
        waits=waits,
        reading=import_reading.reading(actor, of, row) if of.state == Import.State.CHECKED else None,
        stated=import_words.stated(of, row),
        may_own=importing.may(actor, of, own=True),
        may=importing.may(actor, of),
        cancel_url=_back(of),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def set_right(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The cells of a row that a check refuses; then the table is checked again with what was typed."""
    of = pages.found(request, ref)
    by = importing.acting(actor_of(request), of, own=True)
    row = get_object_or_404(of.rows, number=number)
    if not mending.may_decide(of, row):
        return HttpResponseRedirect(_back(of))
    form = CellsForm(request.POST or None, of=of, row=row, initial=initial_from_draft(request, {}))
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _set_right(acting, of, row, form, seen),
        then=_back(of),
        done=_("Row %(number)d is set right. The table is checked again with it.") % {"number": row.number},
    )
    if isinstance(answer, HttpResponseRedirect):
        importing.begin(of)
    title = _("Set row %(number)d right") % {"number": row.number}
    line = import_words.Line(row, import_words.told(of, row), ())
    return answer or page(
        request,
        "register/import_set_right.html",
        form,
        title=title,
        cap=of.filename,
        crumbs=pages.path_to(of, title),
        of=of,
        row=row,
        line=line,
        above=[one for one in line.told if not one.column],
        changes=import_words.changes(of, [row.number]).get(row.number, []),
        cancel_url=_back(of),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A row that is not brought in, with the reason: one that waits, or one that a check refuses."""
    of = pages.found(request, ref)
    checked = of.state == Import.State.CHECKED
    by = importing.acting(actor_of(request), of, own=checked)
    row = get_object_or_404(of.rows, number=number)
    if checked and not mending.may_decide(of, row):
        return HttpResponseRedirect(_back(of))
    form = ReasonForm(
        request.POST or None, initial=initial_from_draft(request, {}), seen=of.checks if checked else None
    )
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _leave_out(acting, of, row, form, seen),
        then=_back(of),
        done=_("Row %(number)d is left out.") % {"number": row.number},
    )
    if checked and isinstance(answer, HttpResponseRedirect):
        importing.begin(of)
    title = _("Leave out row %(number)d") % {"number": row.number}
    return answer or page(
        request,
        "register/import_leave_out.html",
        form,
        title=title,
        cap=of.filename,
        crumbs=pages.path_to(of, title),
        line=import_words.Line(row, import_words.told(of, row), ()),
        cancel_url=_back(of) if checked else reverse("register:import-row", args=[of.ref, row.number]),
    )


def _set_right(by: Acting, of: Import, row: ImportRow, form: CellsForm, seen: int | None) -> str:
    try:
        return mending.set_right(by=by, of=of, row=row, cells=form.cells, seen=seen).of.ref
    except Invalid as invalid:
        raise Invalid(_at_fields(form, invalid)) from None


def _settle(by: Acting, row: ImportRow, form: RowForm) -> str:
    if form.finished:
        return settling.finish(by=by, row=row).of.ref
    try:
        return settling.settle(by=by, row=row, settlement=form.settlement).of.ref
    except Invalid as invalid:
        raise Invalid(_at_fields(form, invalid)) from None


def _settled(row: ImportRow, form: RowForm) -> str:
    about = {"number": row.number}
    if form.waits_on:
        return _("One partner of row %(number)d is brought in. The row waits for the others.") % about
    if form.finished:
        return _("Row %(number)d is done.") % about
    return _("Row %(number)d is brought in.") % about


def _at_fields(form: CellsForm | RowForm, invalid: Invalid) -> dict[str, str]:
    """What is wrong by the fields of the form, where it asks for the column."""
    return {form.field_of(name) or name: text for name, text in invalid.problems.items()}


def _leave_out(by: Acting, of: Import, row: ImportRow, form: ReasonForm, seen: int | None) -> str:
    reason = form.cleaned_data["reason"]
    if of.state == Import.State.CHECKED:
        return mending.leave_out(by=by, of=of, row=row, reason=reason, seen=seen).of.ref
    return settling.leave_out(by=by, row=row, reason=reason).of.ref


def _back(of: Import) -> str:
    return reverse("register:import", args=[of.ref])
