"""What instructs on a report that was handed in (Arahan): follow-ups with owner and day arise from it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.monitoring.models import Directive, Report
from gerbang.monitoring.reports import rules
from gerbang.monitoring.reports.reporting import locked, must_be_of
from gerbang.people.acting import Acting
from gerbang.people.queries import government_of
from gerbang.plans import following_up
from gerbang.plans.following_up import Subject, Task
from gerbang.plans.rules import keeps
from gerbang.register.actions import note
from gerbang.register.models import Tie
from gerbang.values import Invalid


@dataclass(frozen=True, slots=True)
class Instruction:
    """A directive as it is given. `due_on`: until when the region is to have followed it, where that is said."""

    text: str
    letter_number: str = ""
    dated_on: date | None = None
    due_on: date | None = None


@transaction.atomic
def direct(*, by: Acting, report: Report, ties: Collection[Tie], given: Instruction) -> list[Directive]:
    """Instructs on cooperations of a report that was handed in; each has its follow-up, owned by the region."""
    held = locked(report)
    rules.must(rules.instructs(by, held))
    problems = {}
    dated_on = given.dated_on or by.today
    if not given.text.strip():
        problems["text"] = _("Say what is to be done.")
    if not ties:
        problems["ties"] = _("Choose at least one cooperation.")
    if dated_on > by.today:
        problems["dated_on"] = _("This day has not come yet.")
    if given.due_on and given.due_on < dated_on:
        problems["due_on"] = _("It would be due before it was given.")
    if held.first_submitted_on is None:
        problems[""] = _("This report was not handed in yet.")
    if problems:
        raise Invalid(problems)
    must_be_of(held, set(ties))
    return [_directed(by, held, tie, given, dated_on) for tie in ties]


def _directed(by: Acting, report: Report, tie: Tie, given: Instruction, dated_on: date) -> Directive:
    made = Directive.objects.create(
        tie=tie, report=report, text=given.text.strip(), letter_number=given.letter_number.strip(), dated_on=dated_on,
        body=by.body, by=by.account.ref,
    )  # fmt: skip
    note(by, "directive.given", tie, {"directive": made.ref, "report": report.ref})
    subject = directive_subject(made.ref, lock=True)
    owner = government_of(report.region)
    if subject is not None:
        short = " ".join(made.text.split())[:300]
        following_up.record(by=by, subject=subject, task=Task(short, owner.name_id, owner, given.due_on))
    return made


def directive_subject(ref: str, lock: bool) -> Subject | None:
    """A directive as what follow-ups arise from; the regions of the cooperation write them."""
    found = Directive.objects.select_related("tie").filter(ref=ref, withdrawn_at=None)
    directive = (found.select_for_update(of=("self",)) if lock else found).first()
    if directive is None:
        return None
    page = reverse("monitoring:directive", args=[ref])
    return Subject(ref, _("Directive"), directive.tie, page, directive.dated_on, directive.dated_on, keeps)
