"""The handover memo in words: the same sentences on the page, in Word and in PDF."""

from collections.abc import Iterator
from typing import Literal

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.documents.paper import Block, Facts, Heading, Paper, Paragraph, SignedBy, Table
from gerbang.monitoring.memo.handing_over import Line, Memo
from gerbang.pages import formatting
from gerbang.values.language import active

MOST, SHORT = 4, 90
"""Of each urgent kind so many are named, and so many letters of a finding: the memo is read on two pages."""


def told(line: Line) -> list[str]:
    """What is on record of the text, the plan and what was carried out."""
    return [f"{_text(line)}; {_validity(line)}.", f"{_plan(line)}. {_activity(line)}."]


def matters(line: Line) -> list[str]:
    """Why it is as alive as it is, and what is open."""
    return [str(line.why), *(f"{number}: {stage}" for number, stage in line.cases), *_more(line)]


def facts(memo: Memo) -> list[tuple[str, str]]:
    """For whom the memo is, of which day, and how many cooperations it tells of."""
    term = memo.term
    since = _("In office from %(first)s") % {"first": formatting.day(term.since)}
    counts = "".join(f" · {state}: {count}" for state, count in memo.counts)
    held = f"{term.holder}, {term.office} ({term.get_capacity_display()})"
    awaited = [
        _("%(name)s, due %(day)s") % {"name": one.name, "day": formatting.day(one.due_on)} for one in memo.awaited
    ]
    return [
        (_("For"), "\n".join([held, " · ".join(filter(None, [since, term.decree]))])),
        (_("As of"), formatting.day(memo.on)),
        (_("Cooperations"), f"{len(memo.lines)}{counts}"),
        *([(_("Reports awaited"), "\n".join(awaited))] if awaited else []),
    ]


def urgent(memo: Memo) -> list[tuple[str, str]]:
    """What cannot wait, the first of each kind by name and the others by their number; nothing where nothing is."""
    found = memo.urgent
    day = formatting.day
    lapsing = [_("%(name)s, valid until %(day)s") % {"name": name, "day": day(on)} for name, on in found.lapsing]
    cases = [_("%(name)s (%(number)s)") % {"name": one.partner_label, "number": one.number} for one in found.cases]
    answers = [
        *(_("Decision on the evaluation of %(name)s") % {"name": one.tie.name} for one in found.decisions),
        *(_("Answer to a finding: %(text)s") % {"text": Truncator(one.text).chars(SHORT)} for one in found.findings),
    ]
    overdue = [_("%(what)s, due %(day)s") % {"what": one.what, "day": day(one.due_on)} for one in found.overdue]
    rows = [
        (_("Running out within a year"), lapsing),
        (_("Cases that wait for the region"), cases),
        (_("Decisions and answers awaited"), answers),
        (_("Overdue follow-ups"), overdue),
    ]
    return [(name, "\n".join(_first(lines))) for name, lines in rows if lines]


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - MOST
    others = ngettext("and %(n)s other", "and %(n)s others", more) % {"n": formatting.number(more)}
    return [*lines[:MOST], others] if more > 0 else lines


def remark() -> str:
    return _(
        "A change of the head of region ends no cooperation and lowers no liveliness. "
        "What no record tells is left open; it does not mean that nothing happened."
    )


def paper(memo: Memo, title: str) -> Paper:
    """The memo as a paper that can be worked on or kept."""
    in_language: Literal["id", "en"] = "en" if active() == "en" else "id"
    return Paper(title, list(_blocks(memo)), language=in_language, cap=memo.term.body.name)


def _blocks(memo: Memo) -> Iterator[Block]:
    yield Facts(facts(memo))
    if cannot_wait := urgent(memo):
        yield Heading(_("What cannot wait"), 2)
        yield Facts(cannot_wait)
    yield Paragraph(remark(), quiet=True)
    head = (_("Cooperation"), _("Text, plan, activity"), _("Liveliness and open matters"))
    rows = [
        (f"{line.partners}\n{line.tie.ref}", "\n".join(told(line)), "\n".join([str(line.state), *matters(line)]))
        for line in memo.lines
    ]
    yield Table(head, rows, (3, 5, 5)) if rows else Paragraph(_("No cooperation of this region is on record."))
    yield SignedBy(_("Handed over by (office)"))
    yield SignedBy(_("Received by (office)"))


def _text(line: Line) -> str:
    if line.text is None:
        return _("No text on record")
    return f"{line.text.title}, {line.text.signed_text}"


def _validity(line: Line) -> str:
    until = line.in_force.valid_until_text if line.in_force else ""
    return _("valid until %(until)s") % {"until": until} if until else _("validity not known")


def _plan(line: Line) -> str:
    if line.plan is None:
        return _("No action plan")
    if line.plan.starts_on is None:
        return _("Action plan without a period yet")
    period = {"first": formatting.day(line.plan.starts_on), "last": formatting.day(line.plan.ends_on)}
    return _("Action plan %(first)s to %(last)s") % period


def _activity(line: Line) -> str:
    if line.delivered is None:
        return _("No activity on record")
    return _("Last activity: %(on)s") % {"on": formatting.day(line.delivered)}


def _more(line: Line) -> Iterator[str]:
    for label, lines in line.more:
        yield f"{label}: {'; '.join(lines)}"
