"""What the DPRD approved beside what the text says: scope, funding and term, side by side.

Real case: the council of Bandung approved five fields on 30 March 2023; the text of April 2024 named others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Standing
from gerbang.search import fold

COMPARED = ("scope", "funding", "term_months")


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison. `approved` and `text` are what either side says, `state` how they differ."""

    about: Literal["scope", "funding", "term_months"]
    approved: str
    text: str
    state: Literal["same", "only-approved", "only-text", "changed"]


def compare(approved: Mapping[str, Any], text: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Line by line: fields of the scope matched without regard to case and accents, funding and term as a whole.

    What one side has not filled in is not compared: nothing is said about what nobody wrote.
    """
    lines: list[Difference] = []
    if approved.get("scope") and text.get("scope"):
        lines += _scope(approved["scope"], text["scope"])
    for about in ("funding", "term_months"):
        if approved.get(about) and text.get(about):
            lines.append(_whole(about, str(approved[about]), str(text[about])))
    return tuple(lines)


def _scope(approved: Sequence[str], text: Sequence[str]) -> list[Difference]:
    there = {fold(line): line for line in text}
    here = {fold(line): line for line in approved}
    lines = [
        Difference("scope", line, there[key], "same")
        if key in there
        else Difference("scope", line, "", "only-approved")
        for key, line in here.items()
    ]
    return lines + [Difference("scope", "", line, "only-text") for key, line in there.items() if key not in here]


def _whole(about: Literal["funding", "term_months"], approved: str, text: str) -> Difference:
    return Difference(about, approved, text, "same" if fold(approved) == fold(text) else "changed")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page shows it."""

    about: str
    approved: str
    text: str
    state: str
    same: bool


def shown(book: Rulebook, position: Standing) -> list[Shown]:
    """The text beside the newest approval on file, as the rulebook marks them; nothing where one is missing.

    A later paper of the text, such as the record of its signing, is laid over the draft: it may not say everything.
    """
    approved = [one.fields for one in position.present if book.papers[one.paper].compares == "approved"]
    text = [one.fields for one in position.present if book.papers[one.paper].compares == "text"]
    if not approved or not text:
        return []
    laid_over = {name: value for fields in text for name, value in fields.items()}
    return [_shown(line) for line in compare(approved[-1], laid_over)]


def _shown(line: Difference) -> Shown:
    abouts = {"scope": _("Scope"), "funding": _("Funding"), "term_months": _("Term in months")}
    states = {
        "same": _("same"),
        "only-approved": _("approved, not in the text"),
        "only-text": _("in the text, not approved"),
        "changed": _("changed"),
    }
    return Shown(str(abouts[line.about]), line.approved, line.text, str(states[line.state]), line.state == "same")
