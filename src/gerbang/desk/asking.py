"""What a file asks of a body, in words: the paper that is missing first, the answer owed, the step to be confirmed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.gate import books, events, history
from gerbang.gate.models import Case, Step, Waiting
from gerbang.gate.wording import said
from gerbang.rulebook.calendar import Calendar
from gerbang.rulebook.schema import Rulebook, Stage
from gerbang.rulebook.standing import Missing, Standing, standing

LONGEST_REASON = 160
ORDER = tuple(Waiting.What.values)


@dataclass(frozen=True, slots=True)
class ShownAsk:
    """One thing asked; the tag says what kind where it is not simply the next step."""

    text: str
    tag_kind: str = ""
    tag: str = ""
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file as folded for the desk. Facts of the world are left out: papers, asks and answers do not hang on them."""

    case: Case
    book: Rulebook
    rows: Sequence[Step]
    position: Standing

    @classmethod
    def read(cls, case: Case, rows: Sequence[Step], by: Calendar, on: date) -> "File":
        book = books.read(case.book)
        return cls(case, book, rows, standing(book, history.engine_steps(rows), {}, by, on))

    @property
    def by_seq(self) -> Mapping[int, Step]:
        return {row.seq: row for row in self.rows}


def asks(file: File, waiting: Iterable[Waiting]) -> list[ShownAsk]:
    """Everything the file asks of these bodies, what moves it first."""
    wanted: dict[str, set[int]] = {}
    for one in waiting:
        wanted.setdefault(one.what, set()).add(one.body_id)
    refs = {one.body.ref for one in waiting}
    found: list[ShownAsk] = []
    for what in sorted(wanted, key=ORDER.index):
        if what == Waiting.What.ACT:
            found.append(_act(file))
        elif what == Waiting.What.ANSWER:
            found.append(_answer(file, refs))
        elif what == Waiting.What.CONFIRM:
            found.append(_confirm(file, wanted[what]))
        else:
            found.append(_settle(file))
    return found


def _act(file: File) -> ShownAsk:
    wanted = _wanted(file)
    if not file.case.returned:
        return ShownAsk(wanted)
    reason = _reason(file)
    return ShownAsk(f"{reason} {wanted}" if reason else wanted, "soon", _("Returned"), "returned")


def _reason(file: File) -> str:
    """Why it came back, as whoever returned it wrote."""
    visit = file.position.visits[-1] if file.position.visits else None
    row = file.by_seq.get(visit.entered_by) if visit else None
    words = str(history.data_of(row).get("reason") or "").strip() if row else ""
    if not words:
        return ""
    short = Truncator(words).chars(LONGEST_REASON)
    return short if short.endswith((".", "!", "?", "…")) else f"{short}."


def _wanted(file: File) -> str:
    stage = file.position.stage
    missing = _first_things(stage, file.position.missing) if stage else []
    if not stage or not missing:
        return _next_step(stage)
    text = _missing_text(file.book, stage, missing[0])
    if more := len(missing) - 1:
        text += " " + ngettext("%(n)d more thing is missing.", "%(n)d more things are missing.", more) % {"n": more}
    return text


def _first_things(stage: Stage, missing: Iterable[Missing]) -> list[Missing]:
    """What the stage needs, then what its way forward needs. What only another way out needs is not missing."""
    forward = {outcome.id for outcome in stage.outcomes if outcome.direction == "forward"}
    needed = {
        (one.kind, one.id): one
        for one in missing
        if one.kind in ("paper", "ask") and not one.optional and (not one.outcome or one.outcome in forward)
    }
    return sorted(needed.values(), key=lambda one: (one.kind != "paper", bool(one.outcome), not one.blocks))


def _missing_text(book: Rulebook, stage: Stage, one: Missing) -> str:
    if one.kind == "ask":
        ask = stage.ask(one.id)
        return _("Not yet recorded: %(name)s.") % {"name": said(ask.name) if ask else ""}
    paper = book.papers[one.id]
    if one.absent:
        return _("Still missing: %(name)s.") % {"name": said(paper.name)}
    every = len(paper.fields) + len(paper.parts)
    return ngettext(
        "Complete: %(name)s. %(empty)d of %(all)d line is empty.",
        "Complete: %(name)s. %(empty)d of %(all)d lines are empty.",
        every,
    ) % {"name": said(paper.name), "empty": len(one.empty), "all": every}


def _next_step(stage: Stage | None) -> str:
    forward = [outcome for outcome in stage.outcomes if outcome.direction == "forward"] if stage else []
    if len(forward) == 1:
        return _("Nothing is missing. Next step: %(name)s.") % {"name": said(forward[0].name)}
    return _("Nothing is missing. Record how this stage ends.")


def _answer(file: File, bodies: Collection[str]) -> ShownAsk:
    asked = file.position.asked
    owed = [one for one in asked if one.body in bodies and one.asked_on and one.answered_on is None]
    names = [name for one in owed if (name := _ask_name(file.book, one.stage, one.ask))]
    text = _("Answer in writing: %(names)s.") % {"names": "; ".join(names)} if names else _("Answer in writing.")
    answered = sum(1 for one in asked if one.answered_on is not None and one.body not in bodies)
    if answered:
        others = ngettext("%(n)d other body has answered.", "%(n)d other bodies have answered.", answered)
        text += " " + others % {"n": answered}
    return ShownAsk(text)


def _ask_name(book: Rulebook, stage_id: str, ask_id: str) -> str:
    stage = book.stage(stage_id)
    ask = stage.ask(ask_id) if stage else None
    return said(ask.name) if ask else ""


def _confirm(file: File, bodies: Collection[int]) -> ShownAsk:
    by_seq = file.by_seq
    rows = [by_seq[seq] for seq in file.position.unconfirmed if by_seq[seq].acting_id in bodies]
    tag = ("open", _("Not yet confirmed"))
    if not rows:
        return ShownAsk(_("Confirm or dispute the step recorded in your name."), *tag)
    first = rows[0]
    says = {"recorder": first.recorded_by.name, "step": events.title(first, file.book, by_seq)}
    if first.letter is not None and first.letter.number:
        says["number"] = first.letter.number
        text = _("%(recorder)s recorded “%(step)s” on the strength of letter %(number)s. Confirm or dispute it.") % says
    else:
        text = _("%(recorder)s recorded “%(step)s” on the strength of a letter. Confirm or dispute it.") % says
    if more := len(rows) - 1:
        text += " " + ngettext("%(n)d more step waits.", "%(n)d more steps wait.", more) % {"n": more}
    return ShownAsk(text, *tag)


def _settle(file: File) -> ShownAsk:
    by_seq = file.by_seq
    disputes = [row for row in file.rows if row.kind == "dispute" and row.target in file.position.disputed]
    tag = ("over", _("Disputed"))
    target = by_seq.get(disputes[0].target or 0) if disputes else None
    if target is None:
        return ShownAsk(_("Settle the disputed step."), *tag)
    text = _("%(body)s disputes “%(step)s”, recorded by %(recorder)s. Settle it.")
    says = {
        "body": disputes[0].recorded_by.name,
        "step": events.title(target, file.book, by_seq),
        "recorder": target.recorded_by.name,
    }
    return ShownAsk(text % says, *tag)
