"""A plan leaves as a workbook and comes back as one: looked at first, then taken in whole or not at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import signed_in
from gerbang.documents import actions as documents
from gerbang.documents import storage
from gerbang.documents.models import Upload
from gerbang.documents.queries import upload_of
from gerbang.documents.storage import Sent
from gerbang.ledger.actions import once
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, actor_of
from gerbang.plans import actions, queries, rows, rules, workbook
from gerbang.plans.actions import WrongTables
from gerbang.plans.cells import Wrong
from gerbang.plans.models import Plan, PlanVersion
from gerbang.plans.tables import Table
from gerbang.plans.views import frame
from gerbang.plans.views.frame import form_of, page, plan_of, version_of
from gerbang.plans.wording import counted, missing_in_words, problem, words_of_clash
from gerbang.register.intake.problems import Unreadable
from gerbang.register.intake.workbooks import opened
from gerbang.values import Invalid
from gerbang.values.language import active

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024


class WorkbookForm(Form):
    """A plan's workbook as it came back from Excel."""

    file = forms.FileField(
        label=gettext_lazy("Workbook (XLSX)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy(
            "The file that this plan gives out, filled in. Nothing is written before you have looked."
        ),
        error_messages={"required": gettext_lazy("Choose the workbook.")},
    )


@signed_in
@require_safe
def download(request: HttpRequest, ref: str) -> HttpResponse:
    """All tables of a version as a workbook; activities without money or office are marked."""
    plan = plan_of(request, ref)
    version = version_of(plan, request.GET.get("versi", ""))
    version.plan = plan
    tables = {table: rows.load(version, table) for table in rows.of_plan(version)}
    data = workbook.written(tables, missing_in_words(queries.content(version).activities), active())
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="rencana-aksi-{plan.ref}-{version.number}.xlsx"'
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a workbook and leads to what it would change."""
    plan, by, _draft = _of(request, ref)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = documents.receive(by=by, file=form.cleaned_data["file"], inspect=_inspected)
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            return HttpResponseRedirect(reverse("plans:check", args=[plan.ref, sent.ref]))
    around = form_of(plan, _("Bring in a workbook"))
    return page(request, "plans/upload.html", form, submit_label=_("Look at it"), **{**around, "draft_url": ""})


@signed_in
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, ref: str, sent: str) -> HttpResponse:
    """What a workbook would change in the draft, or everything that is wrong with it."""
    plan, by, draft = _of(request, ref)
    file = upload_of(by.account.ref, sent)
    if file is None:
        raise Http404
    form = Form(request.POST or None)
    tables = {table: rows.load(draft, table) for table in rows.of_plan(draft)}
    content = workbook.read(_bytes(file), tables)
    faults = [_fault(one, list(tables)) for one in content.faults]
    brought = [(one.table, one.base, one.typed) for one in content.brought]
    done: dict[str, Any] = {}
    try:
        if not faults and request.method == "POST" and form.is_valid():
            return _take_in(request, plan, by, draft, brought, form.cleaned_data["key"])
        done = actions.rehearse(by=by, version=draft, brought=brought)
    except WrongTables as wrong:
        faults += _told(_beside(wrong, content.faults, list(tables)), list(tables))
    changes = [
        (table.label(active()), counted(actions.counts(done[table.name])))
        for table in tables
        if table.name in done and not done[table.name].is_empty
    ]
    context = {
        **form_of(plan, _("Bring in a workbook")),
        "section": "register",
        "form": form,
        "faults": faults,
        "changes": [] if faults else changes,
        "filename": file.filename,
        "version": draft,
    }
    return render(request, "plans/check.html", context, status=422 if faults and request.method == "POST" else 200)


def _of(request: HttpRequest, ref: str) -> tuple[Plan, Acting, PlanVersion]:
    plan = plan_of(request, ref)
    by = rules.acting(actor_of(request), plan.tie)
    return plan, by, frame.draft_of(plan)


def _take_in(
    request: HttpRequest,
    plan: Plan,
    by: Acting,
    draft: PlanVersion,
    brought: Sequence[Any],
    key: str,
) -> HttpResponse:
    """Sent twice it is taken in once; the file itself is swept like every upload."""

    def do() -> str:
        actions.take_in(by=by, version=draft, brought=brought)
        return plan.ref

    once(actor=by.account.ref, key=key, do=do)
    frame.say(request, _("The workbook is taken in."))
    return HttpResponseRedirect(reverse("plans:plan", args=[plan.ref]) + f"?versi={frame.DRAFT}")


def _inspected(file: Sent, _name: str) -> str:
    """Whether it is a workbook that can be opened."""
    try:
        if file.seek(0, 2) > MOST_BYTES:
            raise Unreadable("too-large", limit=MOST_BYTES // 1024**2)
        file.seek(0)
        for sheet in opened(file.read()):
            list(sheet.lines())
    except Unreadable as unreadable:
        raise Invalid({"file": unreadable.text}) from None
    finally:
        file.seek(0)
    return MEDIA_TYPE


def _bytes(file: Upload) -> bytes:
    with storage.current().open(file.blob.path) as kept:
        return bytes(kept.read())


def _table_of(one: workbook.Fault, tables: Sequence[Table]) -> Table:
    """The table whose sheet it is; of a file without such a sheet, the first."""
    return next((table for table in tables if one.sheet in (table.label_id, table.label_en)), tables[0])


def _fault(one: workbook.Fault, tables: Sequence[Table]) -> dict[str, str]:
    """Where in the file, and what is wrong there."""
    table = _table_of(one, tables)
    return _line(table, one.sheet, one.row, one.column, problem(one.wrong, table))


def _beside(wrong: WrongTables, unread: Sequence[workbook.Fault], tables: Sequence[Table]) -> WrongTables:
    """What is wrong beside what could not be read, without what only follows from that."""
    cells = {(_table_of(one, tables).name, one.row, one.column) for one in unread}
    broken = {name for name, _row, _column in cells}
    left: dict[str, Mapping[tuple[int | None, str], Wrong]] = {
        name: {
            (row, column): fault
            for (row, column), fault in faults.items()
            if (name, row, column) not in cells and actions.REFERRED.get(fault.code) not in broken
        }
        for name, faults in wrong.faults.items()
    }
    return WrongTables(left, wrong.clashes)


def _told(wrong: WrongTables, tables: Sequence[Table]) -> list[dict[str, str]]:
    """Everything that is wrong or clashes, table by table, in the order of the file."""
    found: list[tuple[Table, int, str, str]] = []
    for table in tables:
        faults, clashes = wrong.faults.get(table.name, {}), wrong.clashes.get(table.name, ())
        found += [(table, row or 0, column, problem(fault, table)) for (row, column), fault in faults.items()]
        found += [(table, clash.place, clash.column, words_of_clash(clash, table)) for clash in clashes]
    return [_line(table, table.label(active()), row, column, text) for table, row, column, text in found]


def _line(table: Table, sheet: str, row: int, column: str, text: str) -> dict[str, str]:
    head = next((one.label(active()) for one in table.columns if one.name == column), column)
    return {"sheet": sheet, "row": str(row) if row else "", "column": head, "text": text}
