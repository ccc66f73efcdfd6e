"""The history of a case in words: who did what, for whom, on which letter, when it happened and was entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gerbang.gate import books, history
from gerbang.gate.models import Case, Step
from gerbang.gate.offers import Offers
from gerbang.gate.paper_fields import label_of
from gerbang.gate.wording import ShownProvision, day_in_words, said, shown
from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Standing


@dataclass(frozen=True, slots=True)
class EventTag:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class EventLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history. `css`: k a step, ret a return, cur the start of the running clock, "" a note."""

    seq: int
    css: str
    title: str
    when: str
    by: str
    text: str = ""
    old: str = ""
    new: str = ""
    provision: ShownProvision | None = None
    tags: tuple[EventTag, ...] = ()
    actions: tuple[EventLink, ...] = field(default=())


def events(case: Case, since: int = 0) -> list[Event]:
    """What happened after a seq, newest first: what a conflict page shows of the others' steps."""
    rows = [row for row in history.of(case) if row.seq > since]
    book = books.read(case.book)
    return [_event(row, book, {}, None) for row in reversed(rows)]


def of_rows(
    case: Case, rows: Sequence[Step], book: Rulebook, position: Standing, offers: Offers | None = None
) -> list[Event]:
    """The whole history, newest first, with what an account may do about each step where its offers are given."""
    by_seq = {row.seq: row for row in rows}
    withdrawn = {row.target for row in rows if row.kind == "withdraw-paper" and row.target}
    return [
        _event(row, book, by_seq, position, _links(case, row, position, offers, withdrawn), row.seq in withdrawn)
        for row in sorted(rows, key=lambda row: row.seq, reverse=True)
    ]


def _event(
    row: Step,
    book: Rulebook,
    by_seq: Mapping[int, Step],
    position: Standing | None,
    links: tuple[EventLink, ...] = (),
    withdrawn: bool = False,
) -> Event:
    data = history.data_of(row)
    old, new = _amendment(row, data, by_seq)
    return Event(
        seq=row.seq,
        css=_css(row, book, position),
        title=title(row, book, by_seq),
        when=_when(row),
        by=_by(row),
        text=_text(row, data, book),
        old=old,
        new=new,
        provision=_provision(row, book),
        tags=(*([EventTag("plain", _("Withdrawn"))] if withdrawn else []), *_tags(row, position)),
        actions=links,
    )


def title(row: Step, book: Rulebook, by_seq: Mapping[int, Step]) -> str:
    """What the step was, in a few words."""
    stage = book.stage(row.stage)
    if row.kind in ("paper", "past") and row.paper in book.papers:
        return said(book.papers[row.paper].name)
    if row.kind == "withdraw-paper":
        return _("Withdrawn: %s") % said(book.papers[row.paper].name)
    if row.kind == "move" and stage and (outcome := stage.outcome(row.outcome)):
        return f"{said(stage.name)}: {said(outcome.name)}"
    if row.kind in ("ask", "answer") and stage and (asked := stage.ask(row.ask)):
        return (_("Asked: %s") if row.kind == "ask" else _("Answered: %s")) % said(asked.name)
    if row.kind == "correct":
        target = by_seq.get(row.target or 0)
        return _("Ralat: %s") % (title(target, book, by_seq) if target else "")
    return _plain_title(row, said(stage.name) if stage else "")


def _plain_title(row: Step, stage: str) -> str:
    return {
        "open": _("Case opened"),
        "register": _("Running case registered at: %s") % stage,
        "skip": _("Stage skipped: %s") % stage,
        "pause": _("Paused"),
        "resume": _("Resumed"),
        "stop": _("Not continued"),
        "note": _("Note"),
        "fact": _("Facts recorded"),
        "confirm": _("Confirmed"),
        "dispute": _("Disputed"),
        "past": _("Earlier stage: %s") % stage,
    }.get(row.kind, row.kind)


def _css(row: Step, book: Rulebook, position: Standing | None) -> str:
    if position and position.due and position.due.start_seq == row.seq:
        return "cur"
    if row.kind == "move":
        stage = book.stage(row.stage)
        outcome = stage.outcome(row.outcome) if stage else None
        return "ret" if outcome and outcome.direction == "back" else "k"
    return "k" if row.kind in ("open", "register", "skip", "stop", "paper", "answer", "past") else ""


def _when(row: Step) -> str:
    happened = date_format(row.happened_on, "j F Y")
    parts = [_("Happened on %s") % happened if row.recorded_on != row.happened_on else happened]
    if row.received_on and row.received_on != row.happened_on:
        parts.append(_("received on %s") % date_format(row.received_on, "j F Y"))
    if row.recorded_on != row.happened_on:
        parts.append(_("entered on %s") % date_format(row.recorded_on, "j F Y"))
    return " · ".join(parts)


def _by(row: Step) -> str:
    if not row.on_letter:
        letter = _(", letter %s") % row.letter.number if row.letter and row.letter.number else ""
        return f"{row.recorded_by.name}{letter}"
    known = row.letter
    return _("Entered by %(recorder)s on the letter of %(acting)s, number %(number)s of %(date)s.") % {
        "recorder": row.recorded_by.name,
        "acting": row.acting.name,
        "number": known.number if known else "",
        "date": date_format(known.dated_on, "j F Y") if known and known.dated_on else "",
    }


def _text(row: Step, data: Mapping[str, object], book: Rulebook) -> str:
    if row.kind == "fact":
        return _facts_text(data, book)
    if row.kind == "past" and data.get("no_document"):
        return _("No document.")
    for key in ("reason", "text", "summary"):
        if data.get(key):
            return str(data[key])
    return ""


def _facts_text(data: Mapping[str, object], book: Rulebook) -> str:
    facts, attested = data.get("facts"), data.get("attested")
    lines = []
    if isinstance(facts, Mapping):
        lines += [f"{said(book.facts[key].name)}: {fact_words(book, key, value)}" for key, value in facts.items()]
    if isinstance(attested, Mapping):
        lines += [f"{said(book.conditions[key].name)}: {words}" for key, words in attested.items()]
    return "; ".join(lines)


def fact_words(book: Rulebook, key: str, value: object) -> str:
    """A fact's value as a page says it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    fact = book.facts[key]
    return said(fact.named(str(value))) if fact.type == "choice" else str(value)


def _amendment(row: Step, data: Mapping[str, object], by_seq: Mapping[int, Step]) -> tuple[str, str]:
    amend = data.get("amend")
    target = by_seq.get(row.target or 0)
    if not isinstance(amend, Mapping) or target is None:
        return "", ""
    before = {"happened_on": target.happened_on, "received_on": target.received_on, **history.data_of(target)}
    changed = {**{key: value for key, value in amend.items() if key != "data"}, **dict(amend.get("data", {}))}
    old = ", ".join(f"{label_of(key)} {day_in_words(before.get(key) or '–')}" for key in changed)
    new = ", ".join(f"{label_of(key)} {day_in_words(value)}" for key, value in changed.items())
    return old, new


def _provision(row: Step, book: Rulebook) -> ShownProvision | None:
    stage = book.stage(row.stage)
    outcome = stage.outcome(row.outcome) if stage and row.kind == "move" else None
    return shown(book, outcome.provision) if outcome else None


def _tags(row: Step, position: Standing | None) -> tuple[EventTag, ...]:
    if position is None:
        return ()
    tags = []
    if row.seq in position.corrected:
        tags.append(EventTag("plain", _("Set right by Ralat")))
    if row.seq in position.unconfirmed:
        tags.append(EventTag("open", _("Not yet confirmed")))
    if row.seq in position.disputed:
        tags.append(EventTag("over", _("Disputed")))
    return tuple(tags)


def _links(
    case: Case, row: Step, position: Standing, offers: Offers | None, withdrawn: set[int]
) -> tuple[EventLink, ...]:
    if offers is None or row.seq in position.corrected or row.seq in withdrawn:
        return ()
    links = []
    if row.seq in (*position.unconfirmed, *position.disputed) and offers.confirms(row.acting_id):
        links.append(EventLink(_("Confirm or dispute"), reverse("gate:confirm", args=[case.ref, row.seq])))
    if row.kind in ("paper", "past") and row.paper:
        links.append(EventLink(_("Show"), reverse("gate:step", args=[case.ref, row.seq])))
    if offers.corrects(row.recorded_by_id, disputed=row.seq in position.disputed):
        if row.kind not in ("open", "confirm", "dispute", "correct"):
            links.append(EventLink(_("Ralat"), reverse("gate:correct", args=[case.ref, row.seq])))
        if row.kind == "paper":
            links.append(EventLink(_("Withdraw"), reverse("gate:withdraw", args=[case.ref, row.seq])))
    return tuple(links)
