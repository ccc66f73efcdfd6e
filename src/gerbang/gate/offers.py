"""What a case offers one account: the same rules that will judge the post decide which buttons are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gerbang.gate import rules
from gerbang.gate.models import Case, Participant
from gerbang.people.acting import Acting, Actor
from gerbang.rulebook.schema import Ask
from gerbang.rulebook.standing import Choice, Standing


@dataclass
class Offers:
    """One account before one case; `seats` are the case's participants."""

    actor: Actor
    case: Case
    position: Standing
    seats: Sequence[Participant]

    @cached_property
    def _writing(self) -> list[Acting]:
        return rules.writing(self.actor)

    @cached_property
    def _sending(self) -> list[Acting]:
        return rules.writing(self.actor, rules.SENDING)

    @cached_property
    def keeps(self) -> bool:
        """Whether the account's body keeps the file: the region, or the ministry's gate."""
        return any(rules.may_record(by, self.case) for by in self._writing)

    @property
    def prepares(self) -> bool:
        """Papers, questions and facts of the present stage."""
        stage = self.position.stage
        if stage is None or not self.position.open:
            return False
        roles = {stage.holder, *(outcome.by for outcome in stage.outcomes)}
        return self.keeps or self._seated(self._writing, roles)

    @property
    def notes(self) -> bool:
        return self.keeps or self._seated(self._writing, {seat.role for seat in self.seats})

    def takes(self, choice: Choice) -> bool:
        """Whether the account may send this move: for its own body, or as keeper on the other's letter."""
        keeps = any(rules.may_record(by, self.case) for by in self._sending)
        return keeps or self._seated(self._sending, choice.roles)

    def answers(self, ask: Ask) -> bool:
        """Whether it is the account's own body that this question is put to."""
        return self._seated(self._sending, {ask.role})

    def records_answers(self) -> bool:
        """Whether the account may enter another body's answer on its letter."""
        return any(rules.may_record(by, self.case) for by in self._sending)

    def corrects(self, recorded_by: int, *, disputed: bool) -> bool:
        """Whether Ralat is worth offering: to whoever recorded the step, and to the ministry."""
        if any(by.body.kind in rules.RECORDERS for by in self._writing):
            return True
        own = {body.pk for by in self._writing for body in by.bodies}
        return recorded_by in own and not disputed

    def confirms(self, acting: int) -> bool:
        """Whether the account speaks for the body whose act was entered on its letter."""
        return acting in {body.pk for by in self._sending for body in by.bodies}

    def _seated(self, mine: Iterable[Acting], roles: Iterable[str]) -> bool:
        wanted = set(roles)
        taken = {seat.body_id for seat in self.seats if seat.role in wanted}
        return any(body.pk in taken for by in mine for body in by.bodies)
