"""What is said about a case: facts, notes, confirmations, Ralat, and the dates of earlier stages."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gerbang.access import signed_in
from gerbang.gate import actions, history, rules
from gerbang.gate.casefile import fact_rows
from gerbang.gate.events import Event, of_rows
from gerbang.gate.forms import FACT, ReasonForm, RecordForm, StepForm, fact_field, typed_facts
from gerbang.gate.models import Case, Step
from gerbang.gate.views.posting import crumbs, initial_from_draft
from gerbang.gate.views.recording import Opened, bound, opened_case
from gerbang.gate.wording import said, shown
from gerbang.gate.writing import Happening
from gerbang.pages.fields import DateField
from gerbang.people.acting import Acting, actor_of
from gerbang.people.models import Body
from gerbang.rulebook.schema import Stage


@signed_in
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, ref: str) -> HttpResponse:
    """The facts only people know, and statements that a requirement is met or why the case goes on without."""
    opened = opened_case(request, ref)
    opened.must_prepare()
    form = StepForm(**bound(request), today=opened.by.today, seen=opened.case.head)
    form.fields.pop("happened_on")
    known = opened.position.facts
    for fact in opened.book.facts.values():
        if fact.by == "case":
            form.fields[FACT + fact.id] = fact_field(fact)
            value = known.get(fact.id)
            form.initial[FACT + fact.id] = (
                {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            )
    for verdict in opened.position.conditions:
        asked = verdict.status == "fails" or (verdict.active and verdict.status == "unknown")
        if asked or verdict.words:
            label = said(verdict.condition.name)
            form.fields[f"attest-{verdict.condition.id}"] = forms.CharField(
                label=_("Statement: %s") % label, help_text=said(verdict.condition.about), required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
            form.initial[f"attest-{verdict.condition.id}"] = verdict.words
    form.initial = initial_from_draft(request, dict(form.initial))
    return opened.answer(
        form,
        lambda by, seen: _facts(by, opened, form, seen),
        _("The facts are recorded."),
        title=_("Facts of the case"),
        about=_("What you state here is kept with your office and the day, and shows in the history."),
        rows=fact_rows(opened.book, opened.case, opened.position),
        submit_label=_("Record"),
    )


def _facts(by: Acting, opened: Opened, form: StepForm, seen: int | None) -> str:
    values = typed_facts(opened.book, form.cleaned_data)
    changed = {key: value for key, value in values.items() if opened.position.facts.get(key) != value}
    words = {
        name.removeprefix("attest-"): text
        for name, text in form.cleaned_data.items()
        if name.startswith("attest-") and text
    }
    before = {verdict.condition.id: verdict.words for verdict in opened.position.conditions}
    attested = {key: text for key, text in words.items() if before.get(key) != text}
    if not changed and not attested:
        return opened.case.ref
    return actions.state_facts(by=by, case=opened.case, values=changed, attested=attested, seen=seen).ref


@signed_in
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, ref: str) -> HttpResponse:
    """A note, such as a recess, a forwarding, or the province's remark."""
    opened = opened_case(request, ref)
    form = StepForm(**bound(request), today=opened.by.today, seen=None, initial=initial_from_draft(request, {}))
    form.add([("text", forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 5})))])
    return opened.answer(
        form,
        lambda by, _seen: (
            actions.note(
                by=by, case=opened.case, text=form.cleaned_data["text"], happened_on=form.cleaned_data["happened_on"]
            ).ref
        ),
        _("The note is on file."),
        title=_("Add a note"),
        about=_("A note changes no stage and no deadline. Whoever may see the case sees it."),
        submit_label=_("Add the note"),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, ref: str, seq: int) -> HttpResponse:
    """A body agrees or disagrees with what was entered on its letter."""
    opened = opened_case(request, ref, rules.SENDING)
    recorded = opened.step(seq)
    opened.by = _acting_for(request, opened.case, recorded.acting)
    form = StepForm(**bound(request), today=opened.by.today, seen=opened.case.head)
    form.fields.pop("happened_on")
    choices = [("yes", gettext_lazy("It is as our letter says")), ("no", gettext_lazy("We dispute it"))]
    form.add(
        [
            ("agrees", forms.ChoiceField(label=_("Is this step right?"), choices=choices, widget=forms.RadioSelect)),
            ("reason", _optional_prose(_("Reason, if you dispute it"))),
        ]
    )
    return opened.answer(
        form,
        lambda by, seen: (
            actions.confirm(
                by=by,
                case=opened.case,
                target=seq,
                agrees=form.cleaned_data["agrees"] == "yes",
                reason=form.cleaned_data["reason"],
                seen=seen,
            ).ref
        ),
        _("Your answer is recorded."),
        title=_("Confirm or dispute"),
        event=_event(opened, recorded),
        template="gate/about_step.html",
        submit_label=_("Send"),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, ref: str, seq: int) -> HttpResponse:
    """Ralat: undo a step, or set its dates and details right."""
    opened = opened_case(request, ref)
    wrong = opened.step(seq)
    form = ReasonForm(
        **bound(request), today=opened.by.today, seen=opened.case.head, initial={"happened_on": wrong.happened_on}
    )
    modes = [("amend", gettext_lazy("Set dates or details right")), ("void", gettext_lazy("Undo the step"))]
    form.add([("mode", forms.ChoiceField(label=_("What is wrong"), choices=modes, widget=forms.RadioSelect))])
    form.fields["happened_on"].label = _("Right date")
    received = DateField(label=_("Right day of receipt"), required=False, not_after=opened.by.today)
    number = forms.CharField(label=_("Right number"), max_length=120, required=False)
    form.add([("received_on", received), ("number", number)])
    data = history.data_of(wrong)
    form.initial.update({"received_on": wrong.received_on, "number": data.get("number", ""), "mode": "amend"})
    form.order_fields(["mode", "happened_on", "received_on", "number", "reason"])
    return opened.answer(
        form,
        lambda by, seen: _correct(by, opened, form, wrong, seen),
        _("The step is set right. Both stay in the history."),
        title=_("Ralat"),
        event=_event(opened, wrong),
        template="gate/about_step.html",
        submit_label=_("Record the Ralat"),
    )


def _correct(by: Acting, opened: Opened, form: ReasonForm, wrong: Step, seen: int | None) -> str:
    typed = form.cleaned_data
    amend: dict[str, Any] = {}
    if typed["mode"] == "amend":
        days = {"happened_on": typed["happened_on"], "received_on": typed["received_on"]}
        amend = {name: on for name, on in days.items() if on and on != getattr(wrong, name)}
        if typed["number"] and typed["number"] != history.data_of(wrong).get("number"):
            amend["data"] = {"number": typed["number"]}
    return actions.correct(
        by=by, case=opened.case, target=wrong.seq, reason=typed["reason"], seen=seen,
        amend=amend if typed["mode"] == "amend" else None,
    ).ref  # fmt: skip


@signed_in
def past_stages(request: HttpRequest, ref: str) -> HttpResponse:
    """The stages that lay behind a running case when it was registered, each to be filled in at any time."""
    opened = opened_case(request, ref)
    rules.must(rules.may_keep(opened.by, opened.case))
    title = _("Earlier stages")
    stages = [(stage, said(stage.name), shown(opened.book, stage.provision)) for stage in _behind(opened)]
    context = {"title": title, "case": opened.case, "stages": stages, "crumbs": crumbs(opened.case, title)}
    return render(request, "gate/past.html", {**context, "section": "cases"})


@signed_in
@require_http_methods(["GET", "POST"])
def past(request: HttpRequest, ref: str, stage_id: str) -> HttpResponse:
    """One earlier stage of a registered case gets its dates and papers, or "no document"."""
    opened = opened_case(request, ref)
    rules.must(rules.may_keep(opened.by, opened.case))
    stage = next((known for known in _behind(opened) if known.id == stage_id), None)
    if stage is None:
        raise Http404
    form = RecordForm(**bound(request), by=opened.by, seen=opened.case.head, initial=initial_from_draft(request, {}))
    form.fields["happened_on"].label = _("The stage ended on")
    papers = [("", "–"), *((paper, said(opened.book.papers[paper].name)) for paper in _papers_of(stage))]
    form.add(
        [
            ("entered_on", DateField(label=_("It began on"), required=False, not_after=opened.by.today)),
            ("paper", forms.ChoiceField(label=_("Paper"), choices=papers, required=False)),
            ("number", forms.CharField(label=_("Number of the paper"), max_length=120, required=False)),
            ("no_document", forms.BooleanField(label=_("There is no document"), required=False)),
        ]
    )
    form.order_fields(["entered_on", "happened_on", "paper", "number", "no_document"])
    return opened.answer(
        form,
        lambda by, seen: _past(by, opened, form, stage.id, seen),
        _("The earlier stage is recorded."),
        then=lambda: _details_of(opened, form.cleaned_data["paper"]),
        title=said(stage.name),
        about=_("Earlier stages may be filled in at any time; the file never waits for them."),
        provision=shown(opened.book, stage.provision),
        submit_label=_("Record"),
    )


def _behind(opened: Opened) -> list[Stage]:
    """The earlier stages that have no dates yet."""
    open_visits = [visit for visit in opened.position.visits[:-1] if visit.left_by is None]
    found = (opened.book.stage(visit.stage) for visit in open_visits)
    return [stage for stage in found if stage is not None]


def _papers_of(stage: Stage) -> list[str]:
    """The papers a stage knows: those it needs, those its outcomes need, and those that may follow."""
    needs = [*stage.needs, *(need for outcome in stage.outcomes for need in outcome.needs), *stage.optional]
    return list(dict.fromkeys(need.paper for need in needs))


def _details_of(opened: Opened, paper_id: str) -> str:
    """Where the named paper's own details are filled in, such as who signed; the case where none was named."""
    return reverse("gate:paper", args=[opened.case.ref, paper_id]) if paper_id else opened.back


def _past(by: Acting, opened: Opened, form: RecordForm, stage_id: str, seen: int | None) -> str:
    typed = form.cleaned_data
    data: dict[str, Any] = {"no_document": True} if typed["no_document"] else {}
    data |= {"entered_on": typed["entered_on"].isoformat()} if typed["entered_on"] else {}
    data |= {"number": typed["number"]} if typed["number"] else {}
    on = Happening(happened_on=typed["happened_on"])
    return actions.add_past(
        by=by, case=opened.case, stage=stage_id, paper_id=typed["paper"], on=on, seen=seen, data=data
    ).ref


def _optional_prose(label: str) -> forms.Field:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}))


def _acting_for(request: HttpRequest, case: Case, body: Body) -> Acting:
    return actor_of(request).acting(rules.SENDING[0], [body])


def _event(opened: Opened, row: Step) -> Event:
    found = of_rows(opened.case, opened.rows, opened.book, opened.position)
    return next(event for event in found if event.seq == row.seq)
