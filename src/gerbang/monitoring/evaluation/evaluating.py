"""What begins an evaluation, fills it in, completes it, and records what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.ledger import queries as ledger
from gerbang.ledger.actions import record
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.evaluation.questions import evaluation_form
from gerbang.monitoring.evaluation.rules import SENDERS, evaluator, keeps, must, speaks_for
from gerbang.monitoring.models import Correction, Evaluation, Score
from gerbang.pages.formatting import picked
from gerbang.people.acting import Acting
from gerbang.people.actions import involve
from gerbang.people.models import Body, BodyKind
from gerbang.register.actions import note
from gerbang.register.models import Tie
from gerbang.values import Invalid

EVIDENCE, DECISION = "evaluation.evidence.", "evaluation.decision"
"""Kinds of documents: what shows a criterion (its key follows), and the letter of the decision."""
LONGEST_DAYS = 366 * 50


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an evaluator says. Scores: criterion → level and evidence; corrections: figure → value as typed."""

    begins_on: date
    ends_on: date
    summary: str = ""
    proposed: str = ""
    scores: Mapping[str, tuple[int | None, str]] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Upload] = field(default_factory=dict)


@transaction.atomic
def begin(*, by: Acting | None, tie: Tie, begins_on: date, ends_on: date) -> Evaluation:
    """Begins an evaluation of a period; an office has one open at a time. None is the system."""
    must(speaks_for(by, tie))
    _check_period(by, begins_on, ends_on)
    body = evaluator(by) if by else None
    if body:
        Body.objects.select_for_update(of=("self",)).get(pk=body.pk)  # of two who begin at once, one comes second
    if evaluated.open_draft(tie, body):
        raise Invalid({"": _("Your office has begun an evaluation of this cooperation. Go on with that one.")})
    account = by.account.ref if by else ""
    made = Evaluation.objects.create(tie=tie, body=body, by=account, begins_on=begins_on, ends_on=ends_on)
    involve(made.ref, _governments(tie), "party")
    period = {"from": begins_on.isoformat(), "until": ends_on.isoformat()}
    note(by, "evaluation.begun", tie, {"evaluation": made.ref, **period})
    return made


@transaction.atomic
def save(*, by: Acting | None, evaluation: Evaluation, told: Assessment, seen: int | None = None) -> Evaluation:
    """Keeps a draft as it now reads; what a figure corrects is only kept where it differs from the records."""
    evaluation = _draft(by, evaluation)
    _check_period(by, told.begins_on, told.ends_on)
    _check_scores(told)
    for name in ("begins_on", "ends_on", "summary", "proposed"):
        setattr(evaluation, name, getattr(told, name))
    evaluation.summary = evaluation.summary.strip()
    evaluation.save(update_fields=["begins_on", "ends_on", "summary", "proposed"])
    evaluation.scores.all().delete()
    evaluation.corrections.all().delete()
    Score.objects.bulk_create(
        Score(evaluation=evaluation, criterion=key, level=level, evidence=evidence.strip())
        for key, (level, evidence) in told.scores.items()
        if level is not None or evidence.strip()
    )
    Correction.objects.bulk_create(
        Correction(evaluation=evaluation, figure=key, value=value.strip())
        for key, value in told.corrections.items()
        if value.strip()
    )
    if by:
        for criterion in evaluation_form().criteria:
            if upload := told.documents.get(criterion.key):
                _attach(by, evaluation, EVIDENCE + criterion.key, f"Bukti: {criterion.name.id}", upload)
    said = {key: level for key, (level, _evidence) in told.scores.items() if level is not None}
    record(
        kind="evaluation.saved",
        stream=evaluation.ref,
        actor=by.account.ref if by else "",
        body=by.body.ref if by else "",
        payload={"scores": said, "corrected": sorted(key for key, value in told.corrections.items() if value.strip())},
        expected_head=seen,
    )
    return evaluation


@transaction.atomic
def complete(*, by: Acting | None, evaluation: Evaluation) -> Evaluation:
    """Closes a draft: every criterion has a level and what shows it. The figures of the records are kept with it."""
    evaluation = _draft(by, evaluation)
    missing = missing_of(evaluation)
    if missing:
        raise Invalid({"": " ".join(missing)})
    evaluation.figures = evaluated.figures(evaluation.tie, evaluation.begins_on, evaluation.ends_on)
    evaluation.state, evaluation.completed_at = Evaluation.State.COMPLETED, timezone.now()
    evaluation.save(update_fields=["figures", "state", "completed_at"])
    scores = {one.criterion: one.level for one in evaluation.scores.all()}
    told = {"evaluation": evaluation.ref, "scores": scores, "proposed": evaluation.proposed}
    note(by, "evaluation.completed", evaluation.tie, told)
    return evaluation


def missing_of(evaluation: Evaluation) -> list[str]:
    """What a draft still lacks, in words."""
    scores = {one.criterion: one for one in evaluation.scores.all()}
    unsaid = [
        one.name
        for one in evaluation_form().criteria
        if one.key not in scores or scores[one.key].level is None or not scores[one.key].evidence
    ]
    words = _("“%(criterion)s” has no level, or nothing that shows it.")
    found = [words % {"criterion": picked(one)} for one in unsaid]
    if not evaluation.summary:
        found.append(_("The summary is empty."))
    if not evaluation.proposed:
        found.append(_("No result is proposed."))
    return found


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided, by which office, under which letter."""

    result: str
    decided_by: str
    decided_on: date
    letter_number: str
    reason: str = ""


@transaction.atomic
def decide(*, by: Acting, evaluation: Evaluation, ruling: Ruling, document: Upload | None = None) -> Evaluation:
    """Records what the head of the office decided upon a completed evaluation."""
    must(keeps(by, evaluation, SENDERS))
    evaluation = _in_state(evaluation, Evaluation.State.COMPLETED)
    problems = {}
    if ruling.result not in Evaluation.Result.values:
        problems["result"] = _("Choose what was decided.")
    if not ruling.decided_by.strip():
        problems["decided_by"] = _("Name the office that decided.")
    if not ruling.letter_number.strip():
        problems["letter_number"] = _("Write the number as it stands on the letter.")
    if not evaluation.begins_on <= ruling.decided_on <= by.today:
        problems["decided_on"] = _("A day after the period began, and not after today.")
    if ruling.result != evaluation.proposed and not ruling.reason.strip():
        problems["reason"] = _("The decision differs from what was proposed. Say why.")
    if problems:
        raise Invalid(problems)
    evaluation.result, evaluation.reason = ruling.result, ruling.reason.strip()
    evaluation.decided_by, evaluation.letter_number = ruling.decided_by.strip(), ruling.letter_number.strip()
    evaluation.decided_on, evaluation.decided_at = ruling.decided_on, timezone.now()
    evaluation.state = Evaluation.State.DECIDED
    evaluation.save(
        update_fields=["result", "reason", "decided_by", "letter_number", "decided_on", "decided_at", "state"]
    )
    if document:
        _attach(by, evaluation, DECISION, f"Keputusan evaluasi {evaluation.letter_number}", document)
    told = {"evaluation": evaluation.ref, "result": evaluation.result, "number": evaluation.letter_number}
    note(by, "evaluation.decided", evaluation.tie, told | {"on": ruling.decided_on.isoformat()})
    return evaluation


@transaction.atomic
def withdraw(*, by: Acting, evaluation: Evaluation, reason: str) -> Evaluation:
    """Takes back an evaluation that was begun or decided wrongly; it stays to be seen with the reason."""
    found = _standing(evaluation)
    must(keeps(by, found) if found.is_draft else keeps(by, found, SENDERS))
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason.")})
    found.withdrawn_at, found.withdrawn_reason = timezone.now(), reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    note(by, "evaluation.withdrawn", found.tie, {"evaluation": found.ref, "reason": found.withdrawn_reason})
    return found


# What the actions share -----------------------------------------------------------------------------------------------


def _standing(evaluation: Evaluation) -> Evaluation:
    """The evaluation under lock, if it still stands."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("tie", "body")
    found = rows.get(pk=evaluation.pk)
    if not found.stands:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found


def _in_state(evaluation: Evaluation, state: str) -> Evaluation:
    """The evaluation under lock in that state: of two who move it on, the second is told."""
    found = _standing(evaluation)
    if found.state != state:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found


def _draft(by: Acting | None, evaluation: Evaluation) -> Evaluation:
    if by:
        must(keeps(by, evaluation))
    return _in_state(evaluation, Evaluation.State.DRAFT)


def _governments(tie: Tie) -> list[Body]:
    """The regional governments of a cooperation: what shows an evaluation of it is open to them."""
    regions = tie.parties.filter(region__isnull=False).values("region")
    return list(Body.objects.filter(region__in=regions, kind=BodyKind.REGION))


def _check_period(by: Acting | None, begins_on: date, ends_on: date) -> None:
    problems = {}
    if ends_on < begins_on:
        problems["ends_on"] = _("It would end before it begins.")
    elif by and ends_on > by.today:
        problems["ends_on"] = _("This day has not come yet.")
    elif (ends_on - begins_on).days > LONGEST_DAYS:
        problems["begins_on"] = _("A period of fifty years at most.")
    if problems:
        raise Invalid(problems)


def _check_scores(told: Assessment) -> None:
    form = evaluation_form()
    known = {one.key for one in form.criteria}
    problems = {}
    for key, (level, _evidence) in told.scores.items():
        if key not in known or (level is not None and level not in form.levels):
            problems[f"score-{key}"] = _("This is no level of the scale.")
    for key, value in told.corrections.items():
        figure = form.figures.get(key)
        if figure is None or (figure.is_number and value.strip() and not value.strip().isdecimal()):
            problems[f"figure-{key}"] = _("Write a whole number.")
    if told.proposed and told.proposed not in Evaluation.Result.values:
        problems["proposed"] = _("Choose a result of the list.")
    if problems:
        raise Invalid(problems)


def _attach(by: Acting, evaluation: Evaluation, kind: str, title: str, upload: Upload) -> None:
    attach(by=by, upload=upload, subject_ref=evaluation.ref, kind=kind, title=title[:200], disclosure=Disclosure.BODIES)
