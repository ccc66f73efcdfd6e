"""What one account can do about a case now: the one thing to do next, the others, and what is refused and why."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gerbang.gate import reasons
from gerbang.gate.shownlines import Action, Line
from gerbang.gate.wording import said, shown
from gerbang.rulebook.standing import Choice

if TYPE_CHECKING:
    from gerbang.gate.casefile import CaseFile


@dataclass
class CaseMoves:
    """The buttons and links of one case page."""

    file: "CaseFile"

    @property
    def intro(self) -> str:
        if self.file.position.state == "paused":
            return _("The case is paused. Nothing moves until it is resumed.")
        if not self.file.running:
            return _("The case does not move now.")
        if self.file.overdue and self.file.can_write:
            return _("The deadline has passed and there is no approval. Silence does not count as approval.")
        if not self.file.can_write and not self._own_questions():
            return _("You may read this case. Its bodies record the steps.")
        if (
            self.file.can_write
            and self.file.holders
            and not any(body.pk in self.file.actor.bodies for body in self.file.holders)
        ):
            return _(
                "When the other body's letter arrives, record it here. The step shows as unconfirmed until it agrees."
            )
        return ""

    def _taken(self, *kinds: str) -> list[Choice]:
        """The moves of these kinds that are open now and that this account may send."""
        return [
            one
            for one in self.file.position.choices
            if one.kind in kinds and one.allowed and self.file.offers.takes(one)
        ]

    @cached_property
    def primary(self) -> Action | None:
        """The one thing to do next: answer what is asked of me, go forward, or put on file what holds the case."""
        if self.file.position.state == "paused":
            return next((self._move(choice) for choice in self._taken("resume")), None)
        if not self.file.running:
            return None
        if questions := self._own_questions():
            return questions[0]
        forward = [choice for choice in self._taken("move") if choice.direction == "forward"]
        if forward:
            return self._move(min(forward, key=lambda choice: len(choice.warnings)))
        wanted = next((line for line in self.file.missing if line.blocks and line.url), None)
        return Action(wanted.ask % wanted.title, wanted.url) if wanted and self.file.can_write else None

    @property
    def secondary(self) -> list[Action]:
        """The other moves open now, whom to ask, answers still out, and a note."""
        if not self.file.position.open:
            return []
        moves = [self._move(choice) for choice in self._taken("move")] if self.file.running else []
        asks = [
            Action(_("Ask: %s") % said(ask.name), self.file.url("ask", ask.id))
            for ask in (self.file.position.stage.asks if self.file.position.stage and self.file.can_write else ())
            if not self.file.offers.answers(ask)
        ]
        note = [Action(_("Add a note"), self.file.url("note"))] if self.file.offers.notes else []
        found = [*self._own_questions(), *moves, *asks, *self._open_questions(), *note]
        first = self.primary
        return [action for action in found if first is None or action.url != first.url]

    def _own_questions(self) -> list[Action]:
        """What the present stage asks of the account's own body and has no answer yet."""
        stage = self.file.position.stage
        if stage is None or not self.file.running:
            return []
        here = len(self.file.position.visits) - 1
        answered = {one.ask for one in self.file.position.asked if one.visit == here and one.answered_on is not None}
        return [
            Action(_("Answer: %s") % said(ask.name), self.file.url("answer", ask.id))
            for ask in stage.asks
            if ask.id not in answered and self.file.offers.answers(ask)
        ]

    def _open_questions(self) -> list[Action]:
        """Answers still out, to be entered on the other body's letter; those from stages left behind at any time."""
        here = self.file.position.stage.id if self.file.position.stage else ""
        out = {(one.stage, one.ask) for one in self.file.position.asked if one.asked_on and one.answered_on is None}
        found = []
        for stage_id, ask_id in sorted(out):
            stage = self.file.book.stage(stage_id)
            ask = stage.ask(ask_id) if stage else None
            if ask is None or (stage_id == here and (ask.recorded or self.file.offers.answers(ask))):
                continue  # it stands among what is missing, or is the body's own to answer
            if self.file.offers.answers(ask) or self.file.offers.records_answers():
                label = _("Record the answer: %s") % said(ask.name)
                late = "" if stage_id == here else f"?tahap={stage_id}"
                found.append(Action(label, self.file.url("answer", ask_id) + late))
        return found

    def _move(self, choice: Choice) -> Action:
        return Action(said(choice.name), self.file.url("move", choice.id))

    @property
    def refused(self) -> list[Line]:
        """Moves that cannot be taken now, with what forbids each."""
        if not self.file.running:
            return []
        refused = [choice for choice in self.file.choices if not choice.allowed and choice.direction != "stop"]
        return [
            Line(said(choice.name), " ".join(reasons.words(self.file.book, one) for one in choice.refused),
                 shown(self.file.book, choice.refused[0].provision or choice.provision))
            for choice in refused
        ]  # fmt: skip

    @property
    def more(self) -> list[Action]:
        kinds = ("skip", "pause", "stop") if self.file.running else ("stop",)
        found = [self._move(choice) for choice in self._taken(*kinds)]
        correct = self.file.position.choice("correct")
        if correct is not None and correct.target is not None and self._may_correct(correct.target):
            found.insert(0, Action(said(correct.name), self.file.url("correct", correct.target)))
        if self.file.offers.keeps and any(visit.undocumented for visit in self.file.position.visits):
            found.append(Action(_("Add an earlier stage's dates and papers"), self.file.url("past-stages")))
        if self.file.overdue and self.file.case.region_id in self.file.actor.region_ids:
            found.insert(0, Action(_("Draft a reminder letter"), self.file.url("reminder")))
        return found

    def _may_correct(self, seq: int) -> bool:
        row = next((row for row in self.file.rows if row.seq == seq), None)
        return row is not None and self.file.offers.corrects(
            row.recorded_by_id, disputed=seq in self.file.position.disputed
        )
