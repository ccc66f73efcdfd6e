"""Liveliness in words: the state, the rule that led to it, and the signs behind it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from gerbang.monitoring.liveliness.states import Liveliness, Rank, Rhythm, RhythmFrom, SignKind, State
from gerbang.pages import formatting

STATES = {
    State.PREPARING: pgettext_lazy("liveliness", "In preparation"),
    State.ACTIVE: pgettext_lazy("liveliness", "Active"),
    State.FADING: pgettext_lazy("liveliness", "Fading"),
    State.INACTIVE: pgettext_lazy("liveliness", "Not active"),
    State.NOT_BEGUN: pgettext_lazy("liveliness", "Not carried out yet"),
    State.LAPSED: pgettext_lazy("liveliness", "Validity ran out"),
    State.ENDED: pgettext_lazy("liveliness", "Ended"),
    State.NO_DATA: pgettext_lazy("liveliness", "No data yet"),
}
TAGS = {
    State.PREPARING: "open",
    State.ACTIVE: "done",
    State.FADING: "soon",
    State.INACTIVE: "over",
    State.NOT_BEGUN: "over",
    State.LAPSED: "over",
    State.ENDED: "open",
    State.NO_DATA: "open",
}
"""The look of a state; the words stand beside it always."""
ENTRIES = {
    "contact.noted": gettext_lazy("Contact noted"),
    "rhythm.stated": gettext_lazy("Rhythm stated"),
    "liveliness.judged": gettext_lazy("Liveliness judged otherwise"),
    "liveliness.withdrawn": gettext_lazy("Note on liveliness withdrawn"),
    "liveliness.answered": gettext_lazy("Region answered to the liveliness it was shown"),
    "liveliness.answer-withdrawn": gettext_lazy("Answer to shown liveliness withdrawn"),
    "benefit.stated": gettext_lazy("Benefit stated"),
    "benefit.withdrawn": gettext_lazy("Benefit withdrawn"),
    "evaluation.begun": gettext_lazy("Evaluation begun"),
    "evaluation.completed": gettext_lazy("Evaluation completed"),
    "evaluation.decided": gettext_lazy("Decision on an evaluation recorded"),
    "evaluation.withdrawn": gettext_lazy("Evaluation withdrawn"),
    "evaluation.link-made": gettext_lazy("Link for the partner made"),
    "evaluation.link-revoked": gettext_lazy("Link for the partner closed"),
    "evaluation.partner-answered": gettext_lazy("The partner gave its view"),
    "joint-monitoring.recorded": gettext_lazy("Joint monitoring recorded"),
    "joint-monitoring.team": gettext_lazy("Body added to the team of a joint monitoring"),
    "joint-monitoring.withdrawn": gettext_lazy("Joint monitoring withdrawn"),
    "finding.recorded": gettext_lazy("Finding recorded"),
    "finding.answered": gettext_lazy("Finding answered"),
    "finding.withdrawn": gettext_lazy("Finding withdrawn"),
    "obstacle.recorded": gettext_lazy("Obstacle recorded"),
    "obstacle.withdrawn": gettext_lazy("Obstacle withdrawn"),
    "obstacle.tried": gettext_lazy("Attempt against an obstacle recorded"),
    "obstacle.escalated": gettext_lazy("Help asked with an obstacle"),
    "obstacle.answered": gettext_lazy("Request for help answered"),
    "obstacle.closed": gettext_lazy("Outcome of an obstacle recorded"),
    "obstacle.part-withdrawn": gettext_lazy("Entry on an obstacle withdrawn"),
    "directive.given": gettext_lazy("Directive given"),
}
"""What this room's entries in the stream of a cooperation are called."""
SIGNS = {
    SignKind.DELIVERY: gettext_lazy("Activity carried out"),
    SignKind.SIGNING: gettext_lazy("Text signed"),
    SignKind.REPORT: gettext_lazy("Report accepted"),
    SignKind.CONTACT: gettext_lazy("Contact"),
    SignKind.PLAN: gettext_lazy("Action plan approved"),
    SignKind.MONEY: gettext_lazy("Money provided"),
}
RULES: Mapping[str, object] = {
    "unknown": gettext_lazy("Nothing about this cooperation had been recorded here on that day."),
    "ended": gettext_lazy("The cooperation has ended."),
    "preparing": gettext_lazy("The cooperation is not agreed yet; time spent preparing is not held against it."),
    "lapsed": gettext_lazy("The term of its last text has run out and no later text is in force."),
    "delivery": gettext_lazy("Something was carried out, measured by the cooperation's own rhythm."),
    "signing": gettext_lazy("Its text was signed not long ago."),
    "report": gettext_lazy("Nothing was carried out in time, but a report was accepted."),
    "contact": gettext_lazy("Nothing is known to have been carried out in time, but both sides are in touch."),
    "plan": gettext_lazy("Nothing was carried out in time, but there is an action plan."),
    "money": gettext_lazy("Nothing was carried out in time, but money is provided."),
    "faded": gettext_lazy("What was carried out lies more than two of its rhythms back."),
    "not-begun": gettext_lazy("It is kept up in words, but nothing is known to have been carried out."),
    "no-data": gettext_lazy("Nobody has told anything yet: that does not mean that nothing happens."),
    "overruled": gettext_lazy("A person judged so, with a reason, until a day."),
}
RANKS = {
    Rank.ACTIVE: gettext_lazy("speaks for active"),
    Rank.FADING: gettext_lazy("speaks for fading"),
    Rank.INACTIVE: gettext_lazy("lies too far back"),
}


def changes(found: Liveliness) -> str:
    """What would change the answer: the passing of a day, or what nobody has recorded yet."""
    if found.until is not None:
        return _("Stays so until %(day)s, unless something is recorded.") % {"day": formatting.day(found.until)}
    if found.state in (State.NO_DATA, State.INACTIVE, State.NOT_BEGUN):
        return _("An activity that was carried out, with its date, would change this.")
    if found.state == State.LAPSED:
        return _("A new text or an extension would change this.")
    return ""


def interval(rhythm: Rhythm) -> str:
    """`every 36 months`."""
    return ngettext("every month", "every %(n)s months", rhythm.months) % {"n": rhythm.months}


def rhythm_in_words(rhythm: Rhythm) -> str:
    """`every 36 months (no interval is stated; this is the usual one)`."""
    origins = {
        RhythmFrom.PLAN: _("as the plan says"),
        RhythmFrom.TEXT: _("as the text says"),
        RhythmFrom.PERSON: _("as stated: %(reason)s") % {"reason": rhythm.reason},
        RhythmFrom.DEFAULT: _("nobody has stated one; this is the system's own arrangement"),
    }
    return f"{interval(rhythm)} ({origins[rhythm.origin]})"


def said(found: Liveliness) -> dict[str, Any]:
    """What a page tells of an answer: the state, why, the signs that led to it, and what would change it."""
    shown = found.computed or found
    return {
        "state": STATES[found.state],
        "tag": TAGS[found.state],
        "why": RULES[found.rule],
        "computed": STATES[shown.state] if found.computed else "",
        "changes": changes(found),
        "rhythm": rhythm_in_words(found.rhythm),
        "led": [(SIGNS[one.sign.kind], one.sign.happened, RANKS[one.rank], one.until) for one in shown.led],
    }
