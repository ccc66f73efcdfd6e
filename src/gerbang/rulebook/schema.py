"""What a rulebook says, as frozen values. `docs/rulebook.md` is the contract; `loader` makes these from TOML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

NATURES = ("regulation", "guideline", "practice", "house")
SURENESS = ("confirmed", "recalled", "conflicting")
BODY_KINDS = (
    "region", "unit", "council", "province", "home-affairs", "home-affairs-foreign", "home-affairs-domestic",
    "foreign-affairs", "ministry", "mission", "partner",
)  # fmt: skip
FACT_TYPES = ("choice", "boolean", "text", "number")
FACT_SUPPLIERS = ("case", "places", "register", "plan")
PAPER_KINDS = ("letter", "document", "plan", "text", "minutes", "sheet", "record", "answer")
DISCLOSURES = ("public", "parties", "bodies", "holder")
COMPARES = ("approved", "text")
DIRECTIONS = ("forward", "back", "stay", "stop")
UNITS = ("working", "calendar")
INSTRUMENTS = ("loi", "mou", "pks", "kb", "arrangement", "amendment", "extension", "notice")
FAMILIES = ("ksdpl", "ksdll", "ksdd", "ksdpk")
"""The four codes of PP 28/2018: with governments and institutions abroad, between regions, with third parties."""
PHASES = ("agreed", "ended")
PROMPTS = (
    "fading", "lapsed", "new-head",
    "decided-rescope", "decided-renew", "decided-revitalise", "decided-end",
)  # fmt: skip
"""What may move somebody to propose a case: less life in a cooperation, its term run out, another head of region, or
what an evaluation of it has decided."""
EFFECTS = (
    *(f"instrument.sign:{kind}" for kind in INSTRUMENTS),
    "tie.intended", "tie.in_force", "tie.end", "plan.adopt", "paper.archive", "case.close",
)  # fmt: skip
START = "start"
"""Where a condition refuses from the opening on."""
NEXT = "next"
END = "end"
GENERIC_MOVES = ("skip", "pause", "resume", "stop", "correct")
"""Moves every running case has; no outcome may bear these ids."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    id: str
    en: str


_ARTICLE = re.compile(r"(\d+[A-Z]?)(?:\((\d+)\))?([a-z])?")
_CHAPTER_ITEM = re.compile(r"([IVXL]+)/(\d+(?:-\d+)?)")
_PART_ITEM = re.compile(r"([IVXL]+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Basis:
    """A place in a source: `at` is "27(1)a" (article), "X/150-151" (chapter and items) or "III.4" (part and item)."""

    source: str
    at: str


def is_place(at: str) -> bool:
    """Whether `at` is written in one of the three forms a basis knows."""
    return any(form.fullmatch(at) for form in (_ARTICLE, _CHAPTER_ITEM, _PART_ITEM))


@dataclass(frozen=True, slots=True)
class Provision:
    """Where a rule comes from. `basis` begins with the principal place; further ones apply it or stand beside it."""

    nature: str
    sure: str = ""
    basis: tuple[Basis, ...] = ()

    @property
    def may_refuse(self) -> bool:
        """Only regulation whose text was read may refuse a move; all else warns."""
        return self.nature == "regulation" and self.sure == "confirmed"


HOUSE = Provision("house")


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    name: Text
    title: Text


@dataclass(frozen=True, slots=True)
class Role:
    """A part played in a case; `body` is the kind of body that plays it."""

    id: str
    name: Text
    body: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What conditions and `when` may ask about. A choice's value "unknown" counts as not known; `labels` name it."""

    id: str
    name: Text
    type: str
    values: tuple[str, ...]
    by: str
    labels: Mapping[str, Text] = field(default_factory=dict)

    def named(self, value: str) -> Text:
        """A value in words; the value itself where the rulebook does not name it."""
        return self.labels.get(value, Text(value, value))


@dataclass(frozen=True, slots=True)
class Equals:
    fact: str
    equals: str | bool | int


@dataclass(frozen=True, slots=True)
class Not:
    test: "Test"


@dataclass(frozen=True, slots=True)
class All:
    tests: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class Any:
    tests: tuple["Test", ...]


Test = Equals | Not | All | Any


@dataclass(frozen=True, slots=True)
class Condition:
    """A requirement on the parties. `since` is the stage whose forward outcome it first refuses, or "start"."""

    id: str
    name: Text
    about: Text
    since: str
    test: Test
    on_unknown: str
    override: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan that must be filled, or a line of a sheet that must be answered."""

    id: str
    name: Text
    provision: Provision


@dataclass(frozen=True, slots=True)
class Paper:
    """`fields` must be filled for the paper to count; `wanted` ones are only shown while empty.

    `compares` puts the paper on one side of the comparison of what was "approved" with the "text". `states` maps a fact
    of the case to the field that settles it ("signatures.capacity" looks into a list of entries).
    """

    id: str
    name: Text
    kind: str
    scope: str
    fields: tuple[str, ...]
    wanted: tuple[str, ...]
    parts: tuple[Part, ...]
    disclosure: str
    provision: Provision
    compares: str = ""
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Need:
    """A paper a stage or an outcome needs, with the provision that says so."""

    paper: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class Clock:
    """`days` of `unit` counted from the working day after `paper`'s date `field`."""

    days: int
    unit: str
    paper: str
    field: str
    count_from: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class Ask:
    """A body asked in parallel. Silence never blocks; `recorded` warns until the consultation is recorded as held."""

    id: str
    role: str
    name: Text
    recorded: bool
    provision: Provision


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way out of a stage. `to` is a stage id, "next" or "end"; `by` is the role that may take it."""

    id: str
    name: Text
    to: str
    direction: str
    by: str
    needs: tuple[Need, ...]
    reason: bool
    sets: Mapping[str, str | bool | int]
    effects: tuple[str, ...]
    provision: Provision


@dataclass(frozen=True, slots=True)
class Stage:
    """`line` is false for a place beside the numbered line, reached only by an outcome that names it."""

    id: str
    name: Text
    about: Text
    number: str
    holder: str
    line: bool
    when: Test | None
    needs: tuple[Need, ...]
    optional: tuple[Need, ...]
    facts: tuple[str, ...]
    clock: Clock | None
    copies: tuple[str, ...]
    asks: tuple[Ask, ...]
    outcomes: tuple[Outcome, ...]
    provision: Provision

    @property
    def is_advice(self) -> bool:
        """A guideline says what is good to do, in an order that is free."""
        return self.provision.nature == "guideline"

    def outcome(self, outcome_id: str) -> Outcome | None:
        return next((known for known in self.outcomes if known.id == outcome_id), None)

    def ask(self, ask_id: str) -> Ask | None:
        return next((known for known in self.asks if known.id == ask_id), None)


@dataclass(frozen=True, slots=True)
class Upon:
    """That a case is about a cooperation there is already: of which families, in which phases.

    `begin` is what beginning one is called; `proposed` says when the system may propose it, which is never by itself.
    """

    families: tuple[str, ...]
    phases: tuple[str, ...]
    begin: Text
    proposed: tuple[str, ...]


@dataclass(frozen=True)
class Rulebook:
    """One procedure: a kind of cooperation from the first idea on, or (`upon`) what is done with an existing one.

    Mappings are by id and keep the order of the file.
    """

    id: str
    version: str
    in_force: date
    kind: str
    name: Text
    about: Text
    sources: Mapping[str, Source]
    roles: Mapping[str, Role]
    facts: Mapping[str, Fact]
    conditions: Mapping[str, Condition]
    papers: Mapping[str, Paper]
    stages: tuple[Stage, ...] = field(default=())
    upon: Upon | None = None

    @property
    def keeper(self) -> str:
        """The role that begins the case and may pause or stop it: the holder of the first stage."""
        return self.stages[0].holder

    @cached_property
    def _by_id(self) -> Mapping[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    def stage(self, stage_id: str) -> Stage | None:
        return self._by_id.get(stage_id)

    def position(self, stage_id: str) -> int:
        """The place of a stage in the file, from 0."""
        return next(place for place, stage in enumerate(self.stages) if stage.id == stage_id)

    def following(self, stage_id: str) -> Iterator[Stage]:
        """The stages of the numbered line after this one."""
        return (stage for stage in self.stages[self.position(stage_id) + 1 :] if stage.line)

    def possible_next(self, stage_id: str) -> tuple[str, ...]:
        """Where "next" may lead, whatever the facts: conditional stages up to the first unconditional one, or "end"."""
        found: list[str] = []
        for stage in self.following(stage_id):
            found.append(stage.id)
            if stage.when is None:
                return tuple(found)
        return (*found, END)

    def targets(self, stage: Stage, outcome: Outcome) -> tuple[str, ...]:
        """Every stage (or "end") this outcome can lead to."""
        return self.possible_next(stage.id) if outcome.to == NEXT else (outcome.to,)

    @cached_property
    def before_signing(self) -> frozenset[str]:
        """The stages from which what the case is for still lies ahead: a way leads to `tie.in_force` or `tie.end`.

        A rulebook that puts no tie in force and ends none has nothing to sign, so all its stages count.
        """
        signing = {
            stage.id
            for stage in self.stages
            if any({"tie.in_force", "tie.end"} & set(outcome.effects) for outcome in stage.outcomes)
        }
        return self._leading_to(signing) if signing else frozenset(self._by_id)

    def _leading_to(self, goal: set[str]) -> frozenset[str]:
        """The goal and every stage from which outcomes lead to it without passing the goal."""
        found = set(goal)
        while True:
            more = {
                stage.id
                for stage in self.stages
                if stage.id not in found
                and any(target in found for outcome in stage.outcomes for target in self.targets(stage, outcome))
            }
            if not more:
                return frozenset(found)
            found |= more
