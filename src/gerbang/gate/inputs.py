"""What is wrong with what was typed, before any rule is asked: dates, reasons, and steps that do not exist."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gerbang.gate.models import Step
from gerbang.people.acting import Acting
from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Choice, Standing
from gerbang.rulebook.steps import STATE_KINDS, iso_date
from gerbang.values import Invalid


def wants_reason(choice: Choice, reason: str) -> None:
    """A warning is passed with a reason only."""
    if choice.wants_reason:
        wanted({"reason": reason})


def wanted(values: Mapping[str, str]) -> None:
    """Raises Invalid for each text that is missing."""
    missing = {
        name: _("Give the reason; it stays in the history of the case.")
        for name, text in values.items()
        if not text.strip()
    }
    if missing:
        raise Invalid(missing)


def not_in_future(by: Acting, **days: date | None) -> None:
    """Raises Invalid for what has not happened yet."""
    ahead = {name: _("This date lies in the future.") for name, on in days.items() if on and on > by.today}
    if ahead:
        raise Invalid(ahead)


def not_before(by: Acting, on: date, position: Standing) -> None:
    """A move comes after the one before it."""
    not_in_future(by, happened_on=on)
    changes = [step.happened_on for step in position.effective if step.kind in STATE_KINDS]
    if changes and on < changes[-1]:
        raise Invalid({"happened_on": _("The case came to where it stands later than that; check the date.")})


def beginning(by: Acting, book: Rulebook, happened_on: date, stage: str, since: date | None) -> None:
    """What a case begins with: its days in order, and a stage the rulebook knows."""
    not_in_future(by, happened_on=happened_on, since=since)
    if since and since < happened_on:
        raise Invalid({"since": _("The case cannot be in this stage since before it was begun.")})
    if stage and book.stage(stage) is None:
        raise Invalid({"stage": _("This rulebook knows no such stage.")})


def paper_days(by: Acting, happened_on: date, received_on: date | None, data: Mapping[str, Any]) -> None:
    """A paper is not dated ahead, and not received before it was dated: the deadlines count from these days."""
    received = iso_date(data.get("received_on")) or received_on
    dated = iso_date(data.get("dated_on")) or happened_on
    not_in_future(by, happened_on=happened_on, dated_on=dated, received_on=received)
    if received and received < dated:
        raise Invalid({"received_on": _("The letter was received before it was dated.")})


def past_days(by: Acting, position: Standing, ended_on: date, data: Mapping[str, Any]) -> None:
    """An earlier stage ended before the case came to the one it was registered in, and began before it ended."""
    not_in_future(by, happened_on=ended_on)
    entered_on = iso_date(data.get("entered_on"))
    if entered_on and entered_on > ended_on:
        raise Invalid({"entered_on": _("The stage would have begun after it ended.")})
    begun = next((step for step in position.effective if step.kind == "register"), None)
    if begun and ended_on > begun.happened_on:
        raise Invalid({"happened_on": _("The case was in a later stage by then; check the date.")})


def amendment(by: Acting, target: Step, amend: Mapping[str, Any], position: Standing) -> None:
    """A Ralat changes something, dates nothing ahead, and leaves the moves of a case in their order."""
    data = amend.get("data") or {}
    if not data and not set(amend) - {"data"}:
        raise Invalid({"": _("Nothing is changed. Set a date or a detail right, or undo the step.")})
    typed = {name: iso_date(amend.get(name) or data.get(name)) for name in ("happened_on", "received_on", "dated_on")}
    not_in_future(by, **typed)
    happened_on = typed["happened_on"]
    if happened_on is None or target.kind not in STATE_KINDS:
        return
    others = [step for step in position.effective if step.kind in STATE_KINDS and step.seq != target.seq]
    before = max((step.happened_on for step in others if step.seq < target.seq), default=happened_on)
    after = min((step.happened_on for step in others if step.seq > target.seq), default=happened_on)
    if not before <= happened_on <= after:
        raise Invalid({"happened_on": _("With this date the moves of the case would be out of order.")})
