"""The case page as values: what the template shows, in words, with nothing left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.gate import books, comparison, history, projection, reasons, recounting
from gerbang.gate.casemoves import CaseMoves
from gerbang.gate.events import Event, fact_words, of_rows
from gerbang.gate.letters import FILLED_LATER
from gerbang.gate.models import Case, Letter, Participant, Step
from gerbang.gate.offers import Offers
from gerbang.gate.paper_fields import label_of
from gerbang.gate.shownlines import BodyLine, Line, Tag
from gerbang.gate.stagelist import StageLine, is_numbered, lines
from gerbang.gate.why import Why, why
from gerbang.gate.wording import ShownProvision, said, shown
from gerbang.people.acting import Actor
from gerbang.people.models import Body
from gerbang.people.queries import works_here
from gerbang.places.queries import calendar
from gerbang.register.models import TieKind
from gerbang.rulebook.conditions import asked_facts
from gerbang.rulebook.reasons import SENTENCES, Reason
from gerbang.rulebook.schema import Paper, Rulebook
from gerbang.rulebook.standing import Choice, Due, Missing, Standing

HISTORY_SHOWN = 12
NEAR = 5
"""Working days before a deadline from which the page says so in gold."""


@dataclass
class CaseFile:
    """Everything the page of one case says to one actor on one day."""

    case: Case
    actor: Actor
    on: date
    rows: list[Step]
    position: Standing
    book: Rulebook

    @classmethod
    def read(cls, case: Case, actor: Actor, on: date) -> "CaseFile":
        rows = history.of(case)
        return cls(case, actor, on, rows, projection.standing_of(case, on, rows), books.read(case.book))

    @property
    def kind(self) -> str:
        return str(TieKind(self.case.tie.kind).label)

    @property
    def running(self) -> bool:
        return self.position.state == "running"

    @property
    def stage_name(self) -> str:
        names = {"stopped": _("Not continued"), "closed": _("Closed"), "paused": _("Paused: %s")}
        stage = said(self.position.stage.name) if self.position.stage else ""
        if self.position.state == "paused":
            return names["paused"] % stage
        return names.get(self.position.state, stage)

    @property
    def about(self) -> str:
        return said(self.position.stage.about) if self.position.stage and self.position.open else ""

    @property
    def stage(self) -> ShownProvision | None:
        stage = self.position.stage
        return shown(self.book, stage.provision) if stage and self.position.open else None

    @property
    def position_line(self) -> str:
        since = date_format(self.position.since, "j F Y") if self.position.since else ""
        if since:
            return _("Standing: %(stage)s since %(since)s") % {"stage": self.stage_name, "since": since}
        return _("Standing: %(stage)s") % {"stage": self.stage_name}

    @property
    def tags(self) -> list[Tag]:
        found: list[Tag] = []
        if self.due is not None and self.position.open:
            found.append(_due_tag(self.due, self.on))
        if count := len(self.position.unconfirmed):
            text = ngettext("%(n)d step not yet confirmed", "%(n)d steps not yet confirmed", count) % {"n": count}
            found.append(Tag("open", text))
        if count := len(self.position.disputed):
            found.append(Tag("over", ngettext("%(n)d step disputed", "%(n)d steps disputed", count) % {"n": count}))
        return found

    @cached_property
    def stages(self) -> list[StageLine]:
        return lines(self.seats, self.book, self.position, self.on)

    @property
    def stage_count(self) -> str:
        """By the numbers of the book, those of stages taken only when needed among them."""
        stage = self.position.stage
        if stage is None:
            return ""
        total = sum(is_numbered(one) for one in self.book.stages)
        return _("Stage %(number)s of %(total)d") % {"number": stage.number, "total": total}

    @property
    def stages_done(self) -> str:
        counted = [line for line in self.stages if line.counted]
        done = sum(1 for line in counted if line.css in ("dn", "rt"))
        return _("%(done)d of %(total)d done") % {"done": done, "total": len(counted)}

    @property
    def notices(self) -> list[Line]:
        """Requirements that are not met: those that refuse or warn now, and those that will refuse later."""
        stage = self.position.stage
        disputed = [_disputed_line()] if self.position.disputed else []
        if stage is None or not self.position.open or stage.id not in self.book.before_signing:
            return disputed
        return disputed + [
            Line(
                said(verdict.condition.name) + ".",
                said(verdict.condition.about),
                shown(self.book, verdict.condition.provision),
                kind="red" if verdict.refuses else "gold",
            )
            for verdict in self.position.conditions
            if verdict.status == "fails"
        ]

    @cached_property
    def seats(self) -> list[Participant]:
        return list(self.case.participants.select_related("body").order_by("pk"))

    def _seated(self, role: str) -> list[Body]:
        return [seat.body for seat in self.seats if role and seat.role == role]

    @property
    def holders(self) -> list[Body]:
        return self._seated(self.position.holder)

    @property
    def holder_name(self) -> str:
        if not self.position.open:
            return _("Nobody: the case is closed")
        if self.holders:
            return self.holders[0].name
        role = self.book.roles.get(self.position.holder)
        return said(role.name) if role else ""

    @property
    def holder_note(self) -> str:
        if self.holders and not works_here(self.holders[0]):
            return _("Does not use Gerbang yet; answers by letter")
        return ""

    @property
    def due(self) -> Due | None:
        return self.position.due

    @property
    def overdue(self) -> bool:
        """Past a deadline of the law, which never means approval."""
        return self.due is not None and self.due.is_law and self.position.open and self.due.overdue(self.on)

    @property
    def due_label(self) -> str:
        if self.due is not None and not self.due.is_law:
            return _("Internal service target")
        return _("Deadline set by regulation")

    @property
    def no_due(self) -> str:
        stage = self.position.stage
        if stage and stage.clock and self.position.open:
            return _("Starts when the letter is received")
        return _("None in the regulation")

    @property
    def held(self) -> str:
        if self.position.since is None:
            return _("Not known")
        if self.due is not None:
            days = calendar().working_days_between(self.due.start_on, self.on)
            return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}
        days = (self.on - self.position.since).days
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}

    @property
    def choices(self) -> Sequence[Choice]:
        return [choice for choice in self.position.choices if choice.kind == "move"]

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.actor, self.case, self.position, self.seats)

    @property
    def can_write(self) -> bool:
        return self.offers.prepares

    @property
    def next_stage(self) -> str:
        """Where the forward way leads, and who holds the file there."""
        forward = [choice for choice in self.choices if choice.direction == "forward"]
        stage = self.book.stage(forward[0].to) if forward and self.position.open else None
        if stage is None:
            return ""
        seats = self._seated(stage.holder)
        holder = seats[0].name if seats else said(self.book.roles[stage.holder].name)
        return _("Next: %(stage)s, held by %(holder)s.") % {"stage": said(stage.name), "holder": holder}

    @cached_property
    def moves(self) -> CaseMoves:
        """What this account can do about the case now."""
        return CaseMoves(self)

    @property
    def missing(self) -> list[Line]:
        if not self.position.open:
            return []
        once = {(one.kind, one.id, one.empty): one for one in self.position.missing}  # whatever outcomes need it
        wanted = [one for one in once.values() if one.kind != "condition"]
        shown_lines = [self._missing_line(one) for one in wanted]
        unattested = [one for one in self.position.missing if one.kind == "condition"]
        return sorted([*shown_lines, *map(self._missing_line, unattested)], key=lambda line: not line.blocks)

    def _missing_line(self, one: Missing) -> Line:
        provision = shown(self.book, one.provision)
        if one.kind == "paper":
            paper = self.book.papers[one.id]
            url = self._paper_url(one) if self.can_write else ""
            text = self._missing_text(paper, one)
            return Line(said(paper.name), text, provision, one.blocks, url, ask=_("Put on file: %s"))
        if one.kind == "ask":
            stage = self.position.stage
            ask = stage.ask(one.id) if stage else None
            offered = ask is not None and (self.offers.answers(ask) or self.offers.records_answers())
            url = self.url("answer", one.id) if offered else ""
            return Line(said(ask.name) if ask else "", self._asked_text(one.id), provision, one.blocks, url)
        url = self.url("facts") if self.can_write else ""
        if one.kind == "condition":
            verdict = next(known for known in self.position.conditions if known.condition.id == one.id)
            text = said(SENTENCES[verdict.reason.code])
            return Line(said(verdict.condition.name), text, provision, one.blocks, url, ask=_("State: %s"))
        return Line(said(self.book.facts[one.id].name), _("Not yet answered."), provision, one.blocks, url)

    def _asked_text(self, ask_id: str) -> str:
        here = len(self.position.visits) - 1
        asked = [
            one.asked_on for one in self.position.asked if one.ask == ask_id and one.visit == here and one.asked_on
        ]
        stage = self.position.stage
        free = stage is not None and stage.is_advice
        if asked:
            text = (
                _("Asked on %s; no answer yet. The file may go on.")
                if free
                else _("Asked on %s; no answer yet. The file may go on; say why.")
            )
            return text % date_format(asked[-1], "j F Y")
        if free:
            return _("Not yet recorded as held. The file may go on.")
        return _("Not yet recorded as held. The file may go on; say why.")

    def _paper_url(self, one: Missing) -> str:
        """Where a missing paper is put on file; a letter that only lacks number or receipt is filled in instead."""
        if not one.absent and set(one.empty) <= FILLED_LATER:
            given = [row for row in self.rows if row.kind == "paper" and row.paper == one.id and row.letter]
            if given and given[-1].letter:
                return reverse("gate:fill-letter", args=[given[-1].letter.ref])
        return self.url("paper", one.id)

    def _missing_text(self, paper: Paper, one: Missing) -> str:
        if one.absent and one.blocks:
            return _("Without it the file cannot move on.")
        if one.absent:
            return _("May follow; it does not hold the file.")
        parts = [said(part.name) for part in paper.parts if part.id in one.empty]
        names = parts or [str(label_of(name)) for name in one.empty]
        return _("Still empty: %(names)s.") % {"names": "; ".join(names)}

    @property
    def present(self) -> list[Line]:
        stage = self.position.stage
        if stage is None:
            return []
        wanted = {need.paper for need in (*stage.needs, *stage.optional)}
        wanted |= {need.paper for outcome in stage.outcomes for need in outcome.needs}
        return [
            Line(said(self.book.papers[one.paper].name), date_format(one.on, "j F Y"),
                 url=self.url("show-paper", one.paper))
            for one in self.position.present
            if one.paper in wanted and one.complete
        ]  # fmt: skip

    @property
    def why(self) -> Why | None:
        if self.due is None or not self.position.open:
            return None
        return why(self.due, calendar(), self.on, recounting.moves_of(self.case))

    @property
    def comparison(self) -> list[comparison.Shown]:
        return comparison.shown(self.book, self.position)

    @cached_property
    def _events(self) -> list[Event]:
        return of_rows(self.case, self.rows, self.book, self.position, self.offers)

    @property
    def history(self) -> list[Event]:
        return self._events[:HISTORY_SHOWN]

    @property
    def more_history(self) -> int:
        return max(0, len(self._events) - HISTORY_SHOWN)

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        return fact_rows(self.book, self.case, self.position)

    @property
    def facts_url(self) -> str:
        return self.url("facts") if self.can_write and self.position.open else ""

    @cached_property
    def letters(self) -> list[Letter]:
        return list(self.case.letters.order_by("-dated_on", "-pk")[:4])

    @cached_property
    def letter_count(self) -> int:
        return self.case.letters.count()

    @property
    def bodies(self) -> list[BodyLine]:
        found: dict[str, BodyLine] = {}
        for seat in self.seats:
            role = self.book.roles.get(seat.role)
            holds = seat.role == self.position.holder
            part = _("holds the file") if holds else said(role.name) if role else ""
            if seat.body.ref not in found or holds:
                found[seat.body.ref] = BodyLine(seat.body.name, part, holds)
        return sorted(found.values(), key=lambda line: not line.holds)

    def url(self, name: str, *args: object) -> str:
        return reverse(f"gate:{name}", args=[self.case.ref, *args])


def fact_rows(book: Rulebook, case: Case, position: Standing) -> list[tuple[str, str, str]]:
    """What is known about the case: its kind, parties, fields, and the facts the rulebook asks about."""
    tie = case.tie
    rows = [
        (_("Kind"), str(TieKind(tie.kind).label), ""),
        (_("Partner"), case.partner_label, ""),
        (_("Fields"), "; ".join(tie.fields.splitlines()), ""),
    ]
    asked = position.stage.facts if position.stage else ()
    for fact in book.facts.values():
        value = position.facts.get(fact.id)
        if value is not None or fact.id in asked:
            text = fact_words(book, fact.id, value) if value is not None else ""
            rows.append((said(fact.name), text, _stated(position, fact.id)))
    rows.append((_("Rules followed"), f"{said(book.name)}, {book.version}", ""))
    return rows


def _stated(position: Standing, fact_id: str) -> str:
    """What people have stated about a fact that is not known, or that fails."""
    for verdict in position.conditions:
        asked = {one.fact for one in asked_facts(verdict.condition.test)}
        if verdict.words and fact_id in asked:
            return _("Stated: %s") % verdict.words
    return ""


def _disputed_line() -> Line:
    return Line(
        _("A step is disputed."),
        _("The Ministry of Home Affairs settles it by Ralat, or the body concerned confirms the step after all."),
        kind="red",
    )


def warning_lines(book: Rulebook, found: Sequence[Reason]) -> list[Line]:
    """What stands above a form whose move is warned of or refused."""
    lines_by_text = {reasons.words(book, one): one for one in found}
    return [
        Line("", text, shown(book, one.provision) if one.provision and one.provision.basis else None)
        for text, one in lines_by_text.items()
    ]


def _due_tag(due: Due, on: date) -> Tag:
    days = calendar()
    if due.overdue(on):
        text = _("Past the deadline") if due.is_law else _("Past the target")
        return Tag("over" if due.is_law else "soon", text)
    left = days.working_days_between(on, due.on)
    text = ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return Tag("soon" if left <= NEAR else "plain", text)
