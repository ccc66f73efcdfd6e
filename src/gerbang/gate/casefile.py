"""The case page as values: what the template shows, in words, with nothing left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.gate import books, comparison, history, projection, reasons, recounting, rules
from gerbang.gate.events import Event, fact_words, of_rows
from gerbang.gate.models import Case, Letter, Participant, Step
from gerbang.gate.paper_fields import label_of
from gerbang.gate.stagelist import StageLine, lines
from gerbang.gate.why import Why, why
from gerbang.gate.wording import ShownProvision, said, shown
from gerbang.people.acting import Actor
from gerbang.people.models import Body
from gerbang.places.queries import calendar
from gerbang.register.models import TieKind
from gerbang.rulebook.reasons import SENTENCES, Reason
from gerbang.rulebook.schema import Paper, Rulebook
from gerbang.rulebook.standing import Choice, Due, Missing, Standing

HISTORY_SHOWN = 12
NEAR = 5
"""Working days before a deadline from which the page says so in gold."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is missing, refused or noticed."""

    title: str
    text: str = ""
    provision: ShownProvision | None = None
    blocks: bool = False
    url: str = ""
    kind: str = "gold"
    ask: str = "%s"


@dataclass(frozen=True, slots=True)
class Tag:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    name: str
    part: str
    holds: bool


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
        counted = [line for line in self.stages if line.counted]
        stage = self.position.stage
        if stage is None:
            return ""
        return _("Stage %(number)s of %(total)d") % {"number": stage.number, "total": len(counted)}

    @property
    def stages_done(self) -> str:
        counted = [line for line in self.stages if line.counted]
        done = sum(1 for line in counted if line.css in ("dn", "rt"))
        return _("%(done)d of %(total)d done") % {"done": done, "total": len(counted)}

    @property
    def notices(self) -> list[Line]:
        """Requirements that are not met: those that refuse or warn now, and those that will refuse later."""
        stage = self.position.stage
        if stage is None or not self.position.open or stage.id not in self.book.before_signing:
            return []
        return [
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
        if self.holders and not self.holders[0].memberships.exists():
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
    def can_write(self) -> bool:
        stage = self.position.stage
        acting = [stage.holder, *(outcome.by for outcome in stage.outcomes)] if stage and self.position.open else []
        return rules.may_write(self.actor, self.case, acting)

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

    @property
    def act_intro(self) -> str:
        if self.overdue and self.can_write:
            return _("The deadline has passed and there is no approval. Silence does not count as approval.")
        if not self.can_write:
            return _("You may read this case. Its bodies record the steps.")
        if not self.running:
            return _("The case does not move now.")
        if self.holders and not any(body.pk in self.actor.bodies for body in self.holders):
            return _(
                "When the other body's letter arrives, record it here. The step shows as unconfirmed until it agrees."
            )
        return ""

    @property
    def primary(self) -> Action | None:
        """The one thing to do next: go forward, or else put on file what holds the case here."""
        if not self.can_write or not self.running:
            return None
        forward = [choice for choice in self.choices if choice.allowed and choice.direction == "forward"]
        if forward:
            best = min(forward, key=lambda choice: len(choice.warnings))
            return Action(said(best.name), self._url("move", best.id))
        wanted = next((line for line in self.missing if line.blocks and line.url), None)
        return Action(wanted.ask % wanted.title, wanted.url) if wanted else None

    @property
    def secondary(self) -> list[Action]:
        """The other moves open now, whom to ask, and a note."""
        note = Action(_("Add a note"), self._url("note"))
        if not self.can_write or not self.position.open:
            return [note] if self.position.open and rules.may_note(self.actor, self.case) else []
        first = self.primary
        moves = [
            Action(said(choice.name), self._url("move", choice.id))
            for choice in self.choices
            if choice.allowed and self.running and (first is None or self._url("move", choice.id) != first.url)
        ]
        stage = self.position.stage
        asks = [Action(said(ask.name), self._url("ask", ask.id)) for ask in (stage.asks if stage else ())]
        return [*moves, *asks, *self._open_questions(), note]

    def _open_questions(self) -> list[Action]:
        """Answers still out from stages left behind: they may come at any time."""
        here = self.position.stage.id if self.position.stage else ""
        out = {(one.stage, one.ask) for one in self.position.asked if one.asked_on and one.answered_on is None}
        found = []
        for stage_id, ask_id in sorted(out):
            stage = self.book.stage(stage_id)
            ask = stage.ask(ask_id) if stage and stage_id != here else None
            if ask is not None:
                label = _("Record the answer: %s") % said(ask.name)
                found.append(Action(label, self._url("answer", ask_id) + f"?tahap={stage_id}"))
        return found

    @property
    def refused(self) -> list[Line]:
        """Moves that cannot be taken now, with what forbids each."""
        if not self.running:
            return []
        refused = [choice for choice in self.choices if not choice.allowed and choice.direction != "stop"]
        return [
            Line(said(choice.name), " ".join(reasons.words(self.book, one) for one in choice.refused),
                 shown(self.book, choice.refused[0].provision or choice.provision))
            for choice in refused
        ]  # fmt: skip

    @property
    def more(self) -> list[Action]:
        if not self.can_write:
            return []
        found = [
            Action(said(choice.name), self._url("move", choice.id))
            for choice in self.position.choices
            if choice.kind in ("skip", "pause", "resume", "stop") and choice.allowed
        ]
        correct = self.position.choice("correct")
        if correct is not None and correct.target is not None:
            found.insert(0, Action(said(correct.name), self._url("correct", correct.target)))
        if any(visit.undocumented for visit in self.position.visits):
            found.append(Action(_("Add an earlier stage's dates and papers"), self._url("past")))
        if self.overdue:
            found.insert(0, Action(_("Draft a reminder letter"), self._url("reminder")))
        return found

    @property
    def missing(self) -> list[Line]:
        if not self.position.open:
            return []
        shown_lines = [self._missing_line(one) for one in self.position.missing if one.kind != "condition"]
        unattested = [one for one in self.position.missing if one.kind == "condition"]
        return sorted([*shown_lines, *map(self._missing_line, unattested)], key=lambda line: not line.blocks)

    def _missing_line(self, one: Missing) -> Line:
        provision = shown(self.book, one.provision)
        if one.kind == "paper":
            paper = self.book.papers[one.id]
            url = self._url("paper", one.id) if self.can_write else ""
            text = self._missing_text(paper, one)
            return Line(said(paper.name), text, provision, one.blocks, url, ask=_("Put on file: %s"))
        if one.kind == "ask":
            stage = self.position.stage
            ask = stage.ask(one.id) if stage else None
            url = self._url("answer", one.id) if self.can_write else ""
            text = _("Not yet recorded as held. The file may go on; say why.")
            return Line(said(ask.name) if ask else "", text, provision, one.blocks, url)
        url = self._url("facts") if self.can_write else ""
        if one.kind == "condition":
            verdict = next(known for known in self.position.conditions if known.condition.id == one.id)
            text = said(SENTENCES[verdict.reason.code])
            return Line(said(verdict.condition.name), text, provision, one.blocks, url, ask=_("State: %s"))
        return Line(said(self.book.facts[one.id].name), _("Not yet answered."), provision, one.blocks, url)

    def _missing_text(self, paper: Paper, one: Missing) -> str:
        if one.absent and one.blocks:
            return _("Without it the file cannot move on.")
        if one.absent:
            return _("May follow; it does not hold the file.")
        parts = [said(part.name) for part in paper.parts if part.id in one.empty]
        names = parts or [str(label_of(name)) for name in one.empty]
        return _("Still empty: %(names)s.") % {"names": ", ".join(names)}

    @property
    def present(self) -> list[Line]:
        stage = self.position.stage
        if stage is None:
            return []
        wanted = {need.paper for need in (*stage.needs, *stage.optional)}
        wanted |= {need.paper for outcome in stage.outcomes for need in outcome.needs}
        return [
            Line(said(self.book.papers[one.paper].name), date_format(one.on, "j F Y"),
                 url=self._url("show-paper", one.paper))
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
        return of_rows(self.case, self.rows, self.book, self.position, self.actor)

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
        return self._url("facts") if self.can_write and self.position.open else ""

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

    def _url(self, name: str, *args: object) -> str:
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
            rows.append((said(fact.name), fact_words(book, fact.id, value) if value is not None else "", ""))
    rows.append((_("Rules followed"), f"{said(book.name)}, {book.version}", ""))
    return rows


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
