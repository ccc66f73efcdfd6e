"""A case written step by step, for tests: dates go on by a day unless said otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gerbang.rulebook import loader
from gerbang.rulebook.calendar import Calendar, builtin
from gerbang.rulebook.schema import Paper, Rulebook
from gerbang.rulebook.standing import Standing, standing
from gerbang.rulebook.steps import Step

KSDPL = loader.books()["id.ksdpl"]
FACTS = {
    "region.autonomous": True,
    "country.relations": "yes",
    "country.policy": "normal",
    "level.equal": "yes",
    "tie.family": "ksdpl",
}
BEGAN = date(2025, 2, 3)


def filled(paper: Paper) -> dict[str, Any]:
    """Data with which a paper counts."""
    values: dict[str, Any] = {name: "2025-03-03" if name.endswith("_on") else "A/1" for name in paper.fields}
    return values | ({"parts": {part.id: "sesuai" for part in paper.parts}} if paper.parts else {})


@dataclass
class Case:
    book: Rulebook = KSDPL
    facts: Mapping[str, Any] = field(default_factory=lambda: dict(FACTS))
    calendar: Calendar = field(default_factory=builtin)
    steps: list[Step] = field(default_factory=list)
    day: date = BEGAN

    def add(self, kind: str, **values: Any) -> Step:
        self.day = values.pop("on", self.day + timedelta(days=1))
        found = self.now().stage if self.steps else None
        stage = values.pop("stage", found.id if found else "")
        step = Step(seq=len(self.steps) + 1, kind=kind, happened_on=self.day, stage=stage, **values)
        self.steps.append(step)
        return step

    def open(self, **facts: Any) -> "Case":
        self.add("open", data={"facts": facts})
        return self

    def now(self, on: date | None = None) -> Standing:
        return standing(self.book, self.steps, self.facts, self.calendar, on or self.day)

    def give(self, paper: str, *, received_on: date | None = None, **data: Any) -> Step:
        values = filled(self.book.papers[paper]) | ({"received_on": received_on.isoformat()} if received_on else {})
        return self.add("paper", paper=paper, data=values | data)

    def choose(self, outcome: str, **values: Any) -> Step:
        """Gives every paper the stage and the outcome need, then takes the outcome, which must be allowed."""
        self.supply(outcome)
        choice = self.now().choice(outcome)
        assert choice is not None and choice.allowed, (outcome, choice and choice.refused)
        return self.add("move", outcome=outcome, to=choice.to, **values)

    def supply(self, outcome: str) -> None:
        for one in self.now().missing:
            if one.kind == "paper" and not one.optional and one.outcome in ("", outcome):
                self.give(one.id)

    def go(self, *outcomes: str) -> "Case":
        for outcome in outcomes:
            self.choose(outcome)
        return self

    def correct(self, target: Step, amend: Mapping[str, Any] | None = None) -> Step:
        data = {"reason": "salah ketik", "mode": "amend", "amend": amend} if amend else {"mode": "void"}
        return self.add("correct", target=target.seq, data=data, on=self.day)


TO_COUNCIL = ("explore", "worthwhile", "consulted", "sign", "submit")
TO_SIGNING = (*TO_COUNCIL, "approve", "draft", "submit", "discussed", "approve", "agreed", "delivered")


def at_council(**values: Any) -> Case:
    return Case(**values).open().go(*TO_COUNCIL)
