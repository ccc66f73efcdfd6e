"""Recording into a case: moves, papers, questions and answers, facts, notes, confirmations, Ralat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gerbang.access import signed_in
from gerbang.gate import actions, books, comparison, history, participants, projection, rules
from gerbang.gate.casefile import fact_rows, warning_lines
from gerbang.gate.filing import filed
from gerbang.gate.forms import FACT, LETTER, PaperForm, ReasonForm, RecordForm, StepForm, fact_field, typed_facts
from gerbang.gate.models import Case, Step
from gerbang.gate.views.posting import Do, acting_in, case_or_404, initial_from_draft, page, post
from gerbang.gate.wording import said, shown
from gerbang.gate.writing import Happening
from gerbang.pages.fields import DateField
from gerbang.people.acting import Acting, actor_of
from gerbang.people.models import Body
from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Choice, Standing

FORM = "gate/form.html"


@dataclass
class Opened:
    """The case behind a form page, as this actor sees it today."""

    request: HttpRequest
    case: Case
    by: Acting
    rows: list[Step]
    book: Rulebook
    position: Standing

    @property
    def back(self) -> str:
        return reverse("gate:case", args=[self.case.ref])

    def answer(self, form: Any, do: Do, done: str, **context: Any) -> HttpResponse:
        """The redirect after a good post, else the form page."""
        taken = None
        if self.request.method == "POST":
            taken = post(self.request, form=form, by=lambda: self.by, do=do, then=self.back, done=done)
        return taken or page(self.request, context.pop("template", FORM), form, self.case, **context)

    def step(self, seq: int) -> Step:
        for row in self.rows:
            if row.seq == seq:
                return row
        raise Http404


def _open(request: HttpRequest, ref: str, rights: Any = rules.PREPARING, roles: tuple[str, ...] = ()) -> Opened:
    case = case_or_404(request, ref)
    by = acting_in(actor_of(request), case, rights, roles)
    rows = history.of(case)
    position = projection.standing_of(case, by.today, rows)
    return Opened(request, case, by, rows, books.read(case.book), position)


def _bound(request: HttpRequest) -> dict[str, Any]:
    """What every form takes from the request."""
    return {"data": request.POST or None, "files": request.FILES or None}


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, ref: str, choice_id: str) -> HttpResponse:
    """An outcome of the present stage, or skip, pause, resume, stop."""
    opened = _open(request, ref, rules.SENDING)
    choice = opened.position.choice(choice_id)
    if choice is None or choice.kind == "correct":
        raise Http404
    opened.by = acting_in(actor_of(request), opened.case, rules.SENDING, choice.roles)
    capacity = rules.capacity(opened.by, opened.case, choice.roles)
    letter = _letter_beginnings(opened, capacity.acting, choice.needs) if capacity.on_letter else None
    form = RecordForm(
        **_bound(request), by=opened.by, reason=choice.wants_reason, letter=letter, seen=opened.case.head,
        initial=initial_from_draft(request, {}),
    )  # fmt: skip
    if letter is not None:
        form.rests_on_letter()
    context = {
        "title": said(choice.name),
        "stage": said(opened.position.stage.name) if opened.position.stage else "",
        "provision": shown(opened.book, choice.provision),
        "warnings": warning_lines(opened.book, [*choice.refused, *choice.warnings]),
        "comparison": comparison.shown(opened.book, opened.position),
        "submit_label": said(choice.name),
        **_letter_context(capacity.acting if capacity.on_letter else None),
    }
    return opened.answer(
        form, lambda by, seen: _move(by, opened, form, choice, seen), _("The step is recorded."), **context
    )


def _move(by: Acting, opened: Opened, form: RecordForm, choice: Choice, seen: int | None) -> str:
    capacity = rules.capacity(by, opened.case, choice.roles)
    letter = _typed_letter(by, opened.case, form, capacity.acting if capacity.on_letter else None)
    on = Happening(happened_on=form.cleaned_data["happened_on"])
    reason = form.cleaned_data.get("reason", "")
    return actions.move(
        by=by, case=opened.case, choice_id=choice.id, on=on, seen=seen, reason=reason, letter=letter
    ).ref


@signed_in
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, ref: str, paper_id: str) -> HttpResponse:
    """Puts a paper on file, or gives it again with what was still empty."""
    opened = _open(request, ref)
    wanted = opened.book.papers.get(paper_id)
    if wanted is None:
        raise Http404
    letter = _own_letter(opened) if wanted.kind == "letter" else None
    form = PaperForm(
        **_bound(request), paper=wanted, tie=opened.case.tie, by=opened.by, letter=letter, seen=opened.case.head,
        initial=initial_from_draft(request, _given_before(opened.position, paper_id)),
    )  # fmt: skip
    context = {
        "title": said(wanted.name),
        "stage": said(opened.position.stage.name) if opened.position.stage else "",
        "provision": shown(opened.book, wanted.provision),
        "submit_label": _("Put on file"),
        "about": _("It may be put on file half filled; what is still empty shows as missing."),
        **_letter_context(None, own=letter is not None),
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
    letter = _typed_letter(by, opened.case, form, None)
    step = actions.give_paper(
        by=by, case=opened.case, paper_id=form.paper.id, on=on, seen=seen, data=form.details(), letter=letter
    )
    return step.ref


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
    return {**plain, **parts, **answers, **notes}


def _as_typed(value: Any) -> Any:
    """A list of lines as the text it was typed as."""
    return "\n".join(map(str, value)) if isinstance(value, list) else value


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, seq: int) -> HttpResponse:
    """Takes a wrongly given paper back."""
    opened = _open(request, ref)
    given = opened.step(seq)
    form = ReasonForm(**_bound(request), today=opened.by.today, seen=opened.case.head)
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
    opened = _open(request, ref)
    asked = opened.position.stage.ask(ask_id) if opened.position.stage else None
    if asked is None:
        raise Http404
    seated = participants.bodies_in(opened.case, asked.role)
    form = RecordForm(
        **_bound(request), by=opened.by, letter=_own_letter(opened), seen=opened.case.head,
        initial=initial_from_draft(request, {}),
    )  # fmt: skip
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
        more_url=reverse("gate:answer", args=[opened.case.ref, ask_id]),
        **_letter_context(None, own=True),
    )


def _ask(by: Acting, opened: Opened, form: RecordForm, ask_id: str, seen: int | None) -> str:
    body = Body.objects.filter(ref=form.cleaned_data.get("body", "")).first()
    letter = _typed_letter(by, opened.case, form, None)
    on = Happening(happened_on=form.cleaned_data["happened_on"])
    return actions.ask(by=by, case=opened.case, ask_id=ask_id, body=body, on=on, seen=seen, letter=letter).ref


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, ask_id: str) -> HttpResponse:
    """Records a body's written answer, or that the consultation was held."""
    opened = _open(request, ref)
    asked = opened.position.stage.ask(ask_id) if opened.position.stage else None
    if asked is None:
        raise Http404
    opened.by = acting_in(actor_of(request), opened.case, rules.SENDING, (asked.role,))
    capacity = rules.capacity(opened.by, opened.case, (asked.role,))
    letter = _letter_beginnings(opened, capacity.acting) if capacity.on_letter else None
    form = RecordForm(
        **_bound(request), by=opened.by, letter=letter, seen=opened.case.head, initial=initial_from_draft(request, {})
    )
    summary = forms.CharField(
        label=gettext_lazy("What was answered or agreed"), widget=forms.Textarea(attrs={"rows": 5})
    )
    form.add([("summary", summary)])
    form.order_fields(["happened_on", "summary"])
    return opened.answer(
        form,
        lambda by, seen: _answer(by, opened, form, ask_id, asked.role, seen),
        _("The answer is recorded."),
        title=_("Answer: %s") % said(asked.name),
        provision=shown(opened.book, asked.provision),
        submit_label=_("Record the answer"),
        **_letter_context(capacity.acting if capacity.on_letter else None),
    )


def _answer(by: Acting, opened: Opened, form: RecordForm, ask_id: str, role: str, seen: int | None) -> str:
    capacity = rules.capacity(by, opened.case, (role,))
    letter = _typed_letter(by, opened.case, form, capacity.acting if capacity.on_letter else None)
    on = Happening(happened_on=form.cleaned_data["happened_on"])
    data = {"summary": form.cleaned_data["summary"]}
    return actions.answer(by=by, case=opened.case, ask_id=ask_id, on=on, seen=seen, data=data, letter=letter).ref


@signed_in
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, ref: str) -> HttpResponse:
    """The facts only people know, and statements that a requirement is met or why the case goes on without."""
    opened = _open(request, ref)
    form = StepForm(**_bound(request), today=opened.by.today, seen=opened.case.head)
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
        if verdict.status in ("unknown", "attested") or verdict.condition.override == "justify":
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
    opened = _open(request, ref)
    form = StepForm(**_bound(request), today=opened.by.today, seen=None, initial=initial_from_draft(request, {}))
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
    opened = _open(request, ref, rules.SENDING)
    recorded = opened.step(seq)
    opened.by = _acting_for(request, opened.case, recorded.acting)
    form = StepForm(**_bound(request), today=opened.by.today, seen=opened.case.head)
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
    opened = _open(request, ref)
    wrong = opened.step(seq)
    form = ReasonForm(
        **_bound(request), today=opened.by.today, seen=opened.case.head, initial={"happened_on": wrong.happened_on}
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
@require_http_methods(["GET", "POST"])
def past(request: HttpRequest, ref: str) -> HttpResponse:
    """An earlier stage of a registered case gets its dates and papers, or "no document"."""
    opened = _open(request, ref)
    open_visits = [
        visit for visit in opened.position.visits if visit.left_by is None and visit is not opened.position.visits[-1]
    ]
    choices = [(visit.stage, said(known.name)) for visit in open_visits if (known := opened.book.stage(visit.stage))]
    form = RecordForm(**_bound(request), by=opened.by, seen=opened.case.head, initial=initial_from_draft(request, {}))
    form.fields["happened_on"].label = _("The stage ended on")
    papers = [("", "–"), *((known.id, said(known.name)) for known in opened.book.papers.values())]
    form.add(
        [
            ("past_stage", forms.ChoiceField(label=_("Earlier stage"), choices=choices)),
            ("entered_on", DateField(label=_("It began on"), required=False, not_after=opened.by.today)),
            ("paper", forms.ChoiceField(label=_("Paper"), choices=papers, required=False)),
            ("number", forms.CharField(label=_("Number of the paper"), max_length=120, required=False)),
            ("no_document", forms.BooleanField(label=_("There is no document"), required=False)),
        ]
    )
    form.order_fields(["past_stage", "entered_on", "happened_on", "paper", "number", "no_document"])
    return opened.answer(
        form,
        lambda by, seen: _past(by, opened, form, seen),
        _("The earlier stage is recorded."),
        title=_("An earlier stage"),
        about=_("Earlier stages may be filled in at any time; the file never waits for them."),
        submit_label=_("Record"),
    )


def _past(by: Acting, opened: Opened, form: RecordForm, seen: int | None) -> str:
    typed = form.cleaned_data
    data: dict[str, Any] = {"no_document": True} if typed["no_document"] else {}
    data |= {"entered_on": typed["entered_on"].isoformat()} if typed["entered_on"] else {}
    data |= {"number": typed["number"]} if typed["number"] else {}
    on = Happening(happened_on=typed["happened_on"])
    return actions.add_past(
        by=by, case=opened.case, stage=typed["past_stage"], paper_id=typed["paper"], on=on, seen=seen, data=data
    ).ref


def _optional_prose(label: str) -> forms.Field:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}))


def _letter_beginnings(opened: Opened, acting: Body, papers: Sequence[str] = ()) -> dict[str, Any]:
    """A letter that carries another body's act: from them to us, with what the paper it brought says already."""
    on_file = [one for one in opened.position.present if one.paper in papers]
    fields = on_file[-1].fields if on_file else {}
    known = {"number": fields.get("number", ""), "signatory_office": fields.get("signatory", "")}
    if on_file:
        known |= {"dated_on": on_file[-1].on, "subject": said(opened.book.papers[on_file[-1].paper].name)}
    addressee = rules.government(opened.case).name
    return {"direction": "in", "sender": acting.name, "addressee": addressee, **known}


def _own_letter(opened: Opened) -> dict[str, Any]:
    stage = opened.position.stage
    copies = [
        body.name for role in (stage.copies if stage else ()) for body in participants.bodies_in(opened.case, role)
    ]
    return {"direction": "out", "sender": opened.by.bodies[-1].name, "copies": "\n".join(copies)}


def _letter_context(other: Body | None, own: bool = False) -> dict[str, Any]:
    """Where the letter begins on the form, and what is said above it."""
    if other is not None:
        about = _("Number, date, day of receipt, signatory and scan are needed: this step rests on the letter alone.")
        return {
            "letter_begins": f"{LETTER}subject",
            "letter_title": _("Letter of %s") % other.name,
            "letter_about": about,
        }
    if own:
        about = _("Number and date may follow once the office has given them.")
        return {"letter_begins": f"{LETTER}direction", "letter_title": _("Letter"), "letter_about": about}
    return {}


def _typed_letter(by: Acting, case: Case, form: RecordForm, sender_body: Body | None) -> Any:
    upload = form.cleaned_data.get(f"{LETTER}scan") if form.with_letter else None
    title = form.cleaned_data.get(f"{LETTER}subject", "")
    scan = filed(by=by, upload=upload, case=case, kind="letter", title=title)
    return form.letter(scan, sender_body)


def _acting_for(request: HttpRequest, case: Case, body: Body) -> Acting:
    return actor_of(request).acting(rules.SENDING[0], [body])


def _event(opened: Opened, row: Step) -> Any:
    from gerbang.gate.events import of_rows

    found = of_rows(opened.case, opened.rows, opened.book, opened.position, actor_of(opened.request))
    return next(event for event in found if event.seq == row.seq)
