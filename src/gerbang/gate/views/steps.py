"""Moving a case and putting papers on file: outcomes, papers, questions and answers."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gerbang.access import Refused, signed_in
from gerbang.gate import actions, comparison, participants, reasons, rules, signatures
from gerbang.gate.casefile import warning_lines
from gerbang.gate.filing import filed
from gerbang.gate.forms import PaperForm, ReasonForm, RecordForm
from gerbang.gate.paper_fields import SIGNATURES
from gerbang.gate.views.posting import acting_in, initial_from_draft
from gerbang.gate.views.recording import (
    Opened,
    bound,
    letter_context,
    letter_of_another,
    opened_case,
    own_letter,
    typed_letter,
)
from gerbang.gate.wording import said, shown
from gerbang.gate.writing import Happening
from gerbang.people.acting import Acting, actor_of
from gerbang.people.models import Body
from gerbang.rulebook.schema import Ask, Paper
from gerbang.rulebook.standing import Choice, Standing


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, ref: str, choice_id: str) -> HttpResponse:
    """An outcome of the present stage, or skip, pause, resume, stop."""
    opened = opened_case(request, ref, rules.SENDING)
    choice = opened.position.choice(choice_id)
    if choice is None or choice.kind == "correct":
        raise Http404
    opened.by = acting_in(actor_of(request), opened.case, rules.SENDING, choice.roles)
    capacity = rules.capacity(opened.by, opened.case, choice.roles)
    if request.method == "GET" and not choice.allowed:
        raise Refused(reasons.refusal(opened.book, choice))
    letter = letter_of_another(opened, capacity.acting, choice.needs) if capacity.on_letter else None
    form = RecordForm(
        **bound(request), by=opened.by, reason=choice.wants_reason, letter=letter, seen=opened.case.head,
        initial=initial_from_draft(request, {}),
    )  # fmt: skip
    if letter is not None:
        form.rests_on_letter()
    context = {
        "title": said(choice.name),
        "stage": said(opened.position.stage.name) if opened.position.stage else "",
        "provision": shown(opened.book, choice.provision),
        "warnings": warning_lines(opened.book, choice.warnings),
        "comparison": comparison.shown(opened.book, opened.position),
        "submit_label": said(choice.name),
        **letter_context(capacity.acting if capacity.on_letter else None),
    }
    return opened.answer(
        form, lambda by, seen: _move(by, opened, form, choice, seen), _("The step is recorded."), **context
    )


def _move(by: Acting, opened: Opened, form: RecordForm, choice: Choice, seen: int | None) -> str:
    capacity = rules.capacity(by, opened.case, choice.roles)
    letter = typed_letter(by, opened.case, form, capacity.acting if capacity.on_letter else None)
    on = Happening(happened_on=form.cleaned_data["happened_on"])
    reason = form.cleaned_data.get("reason", "")
    return actions.move(
        by=by, case=opened.case, choice_id=choice.id, on=on, seen=seen, reason=reason, letter=letter
    ).ref


@signed_in
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, ref: str, paper_id: str) -> HttpResponse:
    """Puts a paper on file, or gives it again with what was still empty."""
    opened = opened_case(request, ref)
    wanted = opened.book.papers.get(paper_id)
    if wanted is None:
        raise Http404
    opened.must_prepare()
    letter = own_letter(opened) if wanted.kind == "letter" else None
    form = PaperForm(
        **bound(request), paper=wanted, tie=opened.case.tie, by=opened.by, letter=letter, seen=opened.case.head,
        initial=initial_from_draft(request, _beginnings(opened, wanted)),
    )  # fmt: skip
    context = {
        "title": said(wanted.name),
        "stage": said(opened.position.stage.name) if opened.position.stage else "",
        "provision": shown(opened.book, wanted.provision),
        "submit_label": _("Put on file"),
        "about": _("It may be put on file half filled; what is still empty shows as missing."),
        **letter_context(None, own=letter is not None),
    }
    return opened.answer(form, lambda by, seen: _paper(by, opened, form, seen), _("The paper is on file."), **context)


def _paper(by: Acting, opened: Opened, form: PaperForm, seen: int | None) -> str:
    upload = form.cleaned_data["document"]
    document = filed(
        by=by, upload=upload, case=opened.case, kind=form.paper.id, title=said(form.paper.name),
        disclosure=form.paper.disclosure,
    )  # fmt: skip
    on = Happening(
        happened_on=form.cleaned_data["happened_on"],
        received_on=form.cleaned_data.get("received_on"),
        document=document,
        names=form.names(),
    )
    letter = typed_letter(by, opened.case, form, None)
    step = actions.give_paper(
        by=by, case=opened.case, paper_id=form.paper.id, on=on, seen=seen, data=form.details(), letter=letter
    )
    return step.ref


def _beginnings(opened: Opened, paper: Paper) -> dict[str, Any]:
    """What the form begins with: who holds the office by the terms on record, and what the paper already says."""
    before = _given_before(opened.position, paper.id)
    if SIGNATURES not in paper.fields:
        return before
    known = signatures.from_terms(opened.case.tie, rules.government(opened.case), opened.by.today)
    return known | before


def _given_before(position: Standing, paper_id: str) -> dict[str, Any]:
    """What the paper already holds, so that an improvement starts from it."""
    on_file = [one for one in position.present if one.paper == paper_id]
    if not on_file:
        return {}
    fields = on_file[-1].fields
    parts = {f"part-{name}": value for name, value in dict(fields.get("parts", {})).items()}
    answers = {name: value["answer"] for name, value in parts.items() if isinstance(value, dict)}
    notes = {
        name.replace("part-", "note-", 1): value["note"] for name, value in parts.items() if isinstance(value, dict)
    }
    apart = ("parts", "signatures", "dated_on", "received_on")
    plain = {name: _as_typed(value) for name, value in fields.items() if name not in apart}
    return {**plain, **parts, **answers, **notes, **signatures.initial(fields.get(SIGNATURES, ()))}


def _as_typed(value: Any) -> Any:
    """A list of lines as the text it was typed as."""
    return "\n".join(map(str, value)) if isinstance(value, list) else value


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, seq: int) -> HttpResponse:
    """Takes a wrongly given paper back."""
    opened = opened_case(request, ref)
    given = opened.step(seq)
    form = ReasonForm(**bound(request), today=opened.by.today, seen=opened.case.head)
    form.fields.pop("happened_on")
    name = said(opened.book.papers[given.paper].name) if given.paper in opened.book.papers else ""
    return opened.answer(
        form,
        lambda by, seen: (
            actions.withdraw_paper(
                by=by, case=opened.case, target=seq, reason=form.cleaned_data["reason"], seen=seen
            ).ref
        ),
        _("The paper is withdrawn. Its document is closed; the record stays."),
        title=_("Withdraw a paper"),
        about=name,
        submit_label=_("Withdraw"),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ref: str, ask_id: str) -> HttpResponse:
    """Asks a body in writing, or records that it was asked."""
    opened = opened_case(request, ref)
    asked = opened.position.stage.ask(ask_id) if opened.position.stage else None
    if asked is None:
        raise Http404
    opened.must_prepare()
    seated = participants.bodies_in(opened.case, asked.role)
    form = RecordForm(
        **bound(request), by=opened.by, letter=own_letter(opened, asked.role), seen=opened.case.head,
        initial=initial_from_draft(request, {}),
    )  # fmt: skip
    form.goes_out(said(asked.name))
    kinds = opened.book.roles[asked.role].body
    if kinds in ("ministry", "mission"):
        bodies = Body.objects.filter(kind=kinds, ended_on=None).order_by("name_id")
        choices = [(body.ref, body.name) for body in bodies]
        form.add([("body", forms.ChoiceField(label=_("Which body is asked"), choices=choices))])
        form.order_fields(["body"])
    return opened.answer(
        form,
        lambda by, seen: _ask(by, opened, form, ask_id, seen),
        _("The question is recorded. It waits on their desk; silence does not hold the file."),
        title=said(asked.name),
        about=_("The body asked sees the case from now on. Silence never holds the file.")
        + ("" if not seated else " " + _("Asked: %s.") % ", ".join(body.name for body in seated)),
        provision=shown(opened.book, asked.provision),
        submit_label=_("Record the question"),
        **letter_context(None, own=True),
    )


def _ask(by: Acting, opened: Opened, form: RecordForm, ask_id: str, seen: int | None) -> str:
    body = Body.objects.filter(ref=form.cleaned_data.get("body", "")).first()
    letter = typed_letter(by, opened.case, form, None)
    on = Happening(happened_on=form.cleaned_data["happened_on"])
    return actions.ask(by=by, case=opened.case, ask_id=ask_id, body=body, on=on, seen=seen, letter=letter).ref


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, ask_id: str) -> HttpResponse:
    """Records a body's written answer, or that the consultation was held."""
    opened = opened_case(request, ref)
    stage = opened.book.stage(request.GET.get("tahap", "")) or opened.position.stage
    asked = stage.ask(ask_id) if stage else None
    if stage is None or asked is None:
        raise Http404
    opened.by = acting_in(actor_of(request), opened.case, rules.SENDING, (asked.role,))
    capacity = rules.capacity(opened.by, opened.case, (asked.role,))
    letter = letter_of_another(opened, capacity.acting) if capacity.on_letter else None
    form = RecordForm(
        **bound(request), by=opened.by, letter=letter, seen=opened.case.head, initial=initial_from_draft(request, {})
    )
    summary = forms.CharField(
        label=gettext_lazy("What was answered or agreed"), widget=forms.Textarea(attrs={"rows": 5})
    )
    form.add([("summary", summary)])
    seated = participants.bodies_in(opened.case, asked.role)
    if letter is not None:
        form.rests_on_letter()
        if len(seated) > 1:
            choices = [(body.ref, body.name) for body in seated]
            form.add([("body", forms.ChoiceField(label=_("Whose answer it is"), choices=choices))])
    form.order_fields(["body", "happened_on", "summary"])
    return opened.answer(
        form,
        lambda by, seen: _answer(by, opened, form, stage.id, asked, seen),
        _("The answer is recorded."),
        title=_("Answer: %s") % said(asked.name),
        provision=shown(opened.book, asked.provision),
        submit_label=_("Record the answer"),
        **letter_context(capacity.acting if capacity.on_letter else None),
    )


def _answer(by: Acting, opened: Opened, form: RecordForm, stage_id: str, asked: Ask, seen: int | None) -> str:
    body = Body.objects.filter(ref=form.cleaned_data.get("body", "")).first()
    capacity = rules.capacity(by, opened.case, (asked.role,), body)
    letter = typed_letter(by, opened.case, form, capacity.acting if capacity.on_letter else None)
    on = Happening(happened_on=form.cleaned_data["happened_on"])
    data = {"summary": form.cleaned_data["summary"]}
    return actions.answer(
        by=by, case=opened.case, ask_id=asked.id, on=on, seen=seen, data=data, letter=letter, body=body, stage=stage_id
    ).ref
