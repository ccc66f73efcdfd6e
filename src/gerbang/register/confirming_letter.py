"""A region's statement as it is read: the list in its two parts, each line with the text it is about and the answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gerbang.register import confirmations
from gerbang.register.confirming import Answer, in_words
from gerbang.register.models import Confirmation, Instrument, Phase, Tie


@dataclass(frozen=True, slots=True)
class Line:
    """One tie of the list: its newest text with the numbers that are known of it, and what the region says.

    `number` counts through both parts, so that a line can be named by it.
    """

    number: int
    tie: Tie
    phase: str
    text: Instrument | None
    numbers: Sequence[str]
    answer: str
    note: str

    @property
    def stage(self) -> str:
        """How far the tie has come, in words."""
        return str(Phase(self.phase).label)


@dataclass(frozen=True, slots=True)
class Part:
    """The cooperations of a list, or (`not_yet`) what is none yet; `counts` says how many were answered how."""

    not_yet: bool
    lines: Sequence[Line]
    counts: Sequence[tuple[str, int]]

    @property
    def phases(self) -> list[tuple[str, int]]:
        """How far its ties have come, in words, with how many there are of each."""
        times = Counter(line.phase for line in self.lines)
        return [(str(phase.label), times[phase]) for phase in Phase if times[phase]]


def parts(confirmation: Confirmation) -> list[Part]:
    """The list as it stands in the statement, its parts that hold something; of a draft the ties that are on it today.

    Words are those of the active language.
    """
    ties = confirmations.of_region(confirmation.region)
    if confirmation.state != Confirmation.State.DRAFT:
        ties = Tie.objects.filter(ref__in=list(confirmation.lines))
    said = [(tie, confirmation.lines.get(tie.ref, {})) for tie in confirmations.listed(ties)]
    agreed = [pair for pair in said if not confirmations.is_not_yet(*pair)]
    beginnings = [pair for pair in said if confirmations.is_not_yet(*pair)]
    found = [_part(agreed, 1, not_yet=False), _part(beginnings, len(agreed) + 1, not_yet=True)]
    return [part for part in found if part.lines]


def missing(confirmation: Confirmation) -> list[str]:
    """What the region says is missing from the list, a cooperation a line."""
    return [line.strip() for line in confirmation.missing.splitlines() if line.strip()]


def _part(said: Sequence[tuple[Tie, Mapping[str, str]]], first: int, *, not_yet: bool) -> Part:
    given = Counter(line.get("answer", "") for _tie, line in said)
    phase = Phase.IDEA if not_yet else Phase.AGREED
    counts = [(in_words(answer, phase), given[answer]) for answer in Answer]
    return Part(not_yet, [_line(number, *pair) for number, pair in enumerate(said, start=first)], counts)


def _line(number: int, tie: Tie, line: Mapping[str, str]) -> Line:
    phase = confirmations.phase_in(line, tie)
    text = newest_text(tie)
    numbers = list(dict.fromkeys(one.number for one in text.originals.all() if one.number)) if text else []
    return Line(number, tie, phase, text, numbers, in_words(line.get("answer", ""), phase), line.get("note", ""))


def newest_text(tie: Tie) -> Instrument | None:
    """The text that was signed last, as far as dates are known; reads what was prefetched."""
    return max(tie.instruments.all(), key=lambda text: (text.signed.latest or date.min, text.pk), default=None)
