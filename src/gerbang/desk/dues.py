"""A date something is due, as the desk says it: a deadline of the law and a target of the house never alike."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.gate.wording import cited
from gerbang.rulebook.calendar import Calendar
from gerbang.rulebook.schema import Rulebook, Stage

NEAR = 3
"""From how many working days before it on a date is marked."""


@dataclass(frozen=True, slots=True)
class ShownDue:
    """`css`: over past a deadline of the law, soon near any date or past a target, else empty. Lines stand below it."""

    on: date | None
    css: str = ""
    tag: str = ""
    lines: tuple[str, ...] = ()
    none: str = ""

    @property
    def text(self) -> str:
        """All of it but the date, on one line."""
        return "; ".join(part for part in (self.tag, *self.lines, self.none) if part)


def undated(stage: Stage | None = None) -> ShownDue:
    """Nothing sets a date; or the stage's clock waits for the letter it starts from."""
    if stage is not None and stage.clock is not None:
        return ShownDue(None, none=_("Starts when the letter is received"))
    return ShownDue(None, none=_("None in the regulation"))


def dated(due_on: date, book: Rulebook, stage: Stage | None, *, is_law: bool, on: date, by: Calendar) -> ShownDue:
    """How a date stands on a day. It is passed from the day after it, and only then."""
    kind = _article(book, stage) if is_law else _("Internal service target")
    if on > due_on:
        tag = _("Past the deadline") if is_law else _("Past the target")
        return ShownDue(due_on, "over" if is_law else "soon", tag, _lines(_passed(by, due_on, on), kind))
    left = by.working_days_between(on, due_on)
    return ShownDue(due_on, "soon" if left <= NEAR else "", "", _lines(_left(due_on, on, left), kind))


def _article(book: Rulebook, stage: Stage | None) -> str:
    if stage is None or stage.clock is None or not stage.clock.provision.basis:
        return _("Deadline set by regulation")
    return cited(book, stage.clock.provision.basis[0])


def _passed(by: Calendar, due_on: date, on: date) -> str:
    days = by.working_days_between(due_on, on)
    return ngettext("%(n)d working day past", "%(n)d working days past", days) % {"n": days} if days else ""


def _left(due_on: date, on: date, days: int) -> str:
    if due_on == on:
        return _("Today")
    return ngettext("%(n)d working day left", "%(n)d working days left", days) % {"n": days} if days else ""


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
