"""What is said of showing liveliness to regions and of its publication."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Showing
from gerbang.monitoring.publication import snapshot
from gerbang.monitoring.publication.queries import Course, Standing
from gerbang.monitoring.wording import RULES, STATES, interval
from gerbang.pages import formatting
from gerbang.people.queries import bodies_named
from gerbang.register.entries import Line

TITLES: Mapping[str, str | Promise] = {
    "liveliness.shown": gettext_lazy("Shown to the region"),
    "liveliness.more-time": gettext_lazy("More time given"),
    "liveliness.showing-withdrawn": gettext_lazy("Withdrawn"),
}
"""Entries in the stream of a showing."""


def state(of: Showing, today: date) -> tuple[str, str]:
    """The look and the words of where a showing stands."""
    if of.withdrawn_at is not None:
        return "open", _("Withdrawn")
    if of.due is None:
        return "open", _("Being computed")
    if of.is_open(today):
        return "soon", _("The region may answer until %(on)s") % {"on": formatting.day(of.due)}
    return "done", _("Time to answer ended on %(on)s") % {"on": formatting.day(of.due)}


def public_from(of: Showing) -> date | None:
    """The first day on which anything of it may be public."""
    return of.due + timedelta(1) if of.due else None


def standing(of: Course) -> str:
    """In a sentence how far a cooperation is on the way to the public."""
    newest = of.newest
    due = newest.showing.due if newest else None
    on = {"on": formatting.day(due) if due else "", "from": formatting.day(due + timedelta(1)) if due else ""}
    said = {
        Standing.NEVER_SHOWN: _("Not public: the region has not been shown it yet."),
        Standing.ANSWERING: _("Not public: the region may still answer, until %(on)s."),
        Standing.OTHERS: _("Not public: not every region of this cooperation has been shown it yet."),
        Standing.OFF: _("Not public: publication is switched off."),
        Standing.CHANGED: _("Not public: it is another now than what the region was shown."),
        Standing.PUBLIC: _("The public sees what the region was shown, with the region's answer."),
    }
    return said[of.standing] % on


def told(of: Course) -> Mapping[str, Any]:
    """What the public is told: what was shown last, its sentence, and the answer of each region.

    No sign is listed beside the last activity: contacts and plans are the parties' own, and so is what people wrote to
    explain a judgement or a rhythm. The state stands in plain words, without the colour it has for officials.
    """
    newest = of.shown[0]
    kept = snapshot.read(newest.found)
    return {
        "state": STATES[kept.found.state],
        "why": RULES[kept.found.rule],
        "delivered": kept.delivered,
        "rhythm": interval(kept.found.rhythm),
        "on": newest.computed_on,
        "answers": [(one.showing.region, one) for one in of.shown],
    }


def since(stream: str, seen: int) -> Sequence[Line]:
    """What was done to a showing after that entry, the newest first."""
    found = list(ledger.history(stream).filter(seq__gt=seen).order_by("-seq"))
    bodies = bodies_named(entry.body for entry in found if entry.body)
    return [
        Line(
            str(TITLES.get(entry.kind, entry.kind)),
            formatting.moment(entry.at),
            bodies[entry.body].name if entry.body in bodies else "",
        )
        for entry in found
    ]
