"""How alive a cooperation is: a pure, explained function of evidence (design, idea 6). Free of Django.

Each sign of life says by itself what it makes of the day that is asked about; the best of them is the answer. A sign
only fades as time passes, so that a later day never raises, a further sign never lowers, and the order of facts does
not matter. What was recorded after a day is not used for that day "as known then". A change of the head of a region
is no sign at all and changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from itertools import pairwise
from typing import TypeVar

from gerbang.values.dates import VagueDate, months_after


class State(StrEnum):
    """Keaktifan. `NO_DATA` is not dormant: nobody has told anything."""

    PREPARING = "preparing"
    ACTIVE = "active"
    FADING = "fading"
    INACTIVE = "inactive"
    NOT_BEGUN = "not-begun"
    LAPSED = "lapsed"
    ENDED = "ended"
    NO_DATA = "no-data"


class Rank(IntEnum):
    """How alive the states that can be compared are; the others stand outside this order."""

    INACTIVE = 0
    FADING = 1
    ACTIVE = 2


RANKS = {
    State.ACTIVE: Rank.ACTIVE,
    State.FADING: Rank.FADING,
    State.INACTIVE: Rank.INACTIVE,
    State.NOT_BEGUN: Rank.INACTIVE,
}
STATES = {Rank.ACTIVE: State.ACTIVE, Rank.FADING: State.FADING}


class Phase(StrEnum):
    """What the register calls the phase of a cooperation."""

    IDEA = "idea"
    INTENDED = "intended"
    AGREED = "agreed"
    ENDED = "ended"


class SignKind(StrEnum):
    """What tells that a cooperation lives. Only a delivery says so by itself; the others say that somebody keeps it."""

    DELIVERY = "delivery"
    SIGNING = "signing"
    REPORT = "report"
    CONTACT = "contact"
    PLAN = "plan"
    MONEY = "money"


class RhythmFrom(StrEnum):
    """Where the rhythm comes from, the strongest first. One that was merely observed is never among them."""

    PLAN = "plan"
    TEXT = "text"
    PERSON = "person"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Data, changed by a decision. Months, multiples of the rhythm, and days (engineering reference, 17)."""

    default_months: int = 36
    active: float = 1.0
    fading: float = 2.0
    new_months: int = 12
    new_head_months: int = 12
    answer_days: int = 30


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every how many months something is to happen. `turn`: which of several recorded on one day came later."""

    months: int
    origin: RhythmFrom
    reason: str = ""
    recorded: date = date.min
    withdrawn: date | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of life: when it happened, when it was recorded, and what it is (`what` is a ref, for the page)."""

    kind: SignKind
    happened: VagueDate
    recorded: date
    what: str = ""
    withdrawn: date | None = None

    def since(self, on: date) -> date | None:
        """The day from which it fades: the last on which it may have happened; None where it has not happened yet.

        "Not later than" bounds it from one side only, so that it may be of long ago: it never counts as recent.
        """
        first, last = self.happened.earliest, self.happened.latest
        if last is None:
            return None
        if first is None:
            return date.min if last <= on else None
        return None if first > on else min(last, on)


@dataclass(frozen=True, slots=True)
class Term:
    """A text in force: from when until when (both inclusive). None: not known, or without an end."""

    begins: date | None
    ends: date | None
    recorded: date
    what: str = ""
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class PhaseFrom:
    """The phase from that day on."""

    phase: Phase
    begins: date
    recorded: date
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class Overrule:
    """A person's own judgement, with the reason, for a time. `turn` as of a rhythm."""

    state: State
    reason: str
    begins: date
    ends: date
    recorded: date
    what: str = ""
    withdrawn: date | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is on record of one cooperation, in any order; what was withdrawn since, with the day of that."""

    phases: Sequence[PhaseFrom]
    signs: Sequence[Sign] = ()
    terms: Sequence[Term] = ()
    rhythms: Sequence[Rhythm] = ()
    overrules: Sequence[Overrule] = ()

    def known_on(self, day: date) -> "Evidence":
        """What had been recorded by the end of that day and not been withdrawn."""
        return Evidence(
            phases=_known(self.phases, day),
            signs=_known(self.signs, day),
            terms=_known(self.terms, day),
            rhythms=_known(self.rhythms, day),
            overrules=_known(self.overrules, day),
        )


Fact = TypeVar("Fact", PhaseFrom, Sign, Term, Rhythm, Overrule)


def _known(facts: Iterable[Fact], day: date) -> tuple[Fact, ...]:
    return tuple(one for one in facts if one.recorded <= day and (one.withdrawn is None or day < one.withdrawn))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one sign makes of the day, and until when it goes on doing so (None: it can fade no further)."""

    sign: Sign
    rank: Rank
    until: date | None


@dataclass(frozen=True, slots=True)
class Liveliness:
    """The answer with its reasons.

    `rule` is the key of the sentence that explains it; `led`: the signs that led to it, the strongest first; `until`:
    the last day on which the same evidence still gives this answer, None where time alone does not change it.
    """

    state: State
    rule: str
    rhythm: Rhythm
    led: Sequence[Weighed] = ()
    until: date | None = None
    term: Term | None = None
    overrule: Overrule | None = None
    computed: "Liveliness | None" = field(default=None, repr=False)


def liveliness(evidence: Evidence, on: date, thresholds: Thresholds, *, known_on: date | None = None) -> Liveliness:
    """The state on a day, as known then; or with `known_on` as known on another, later day."""
    known = evidence.known_on(known_on or on)
    computed = _computed(known, on, thresholds)
    standing = [one for one in known.overrules if one.begins <= on <= one.ends]
    if not standing:
        return computed
    newest = max(standing, key=lambda one: (one.recorded, one.turn, one.begins, one.what))
    return Liveliness(newest.state, "overruled", computed.rhythm, until=newest.ends, overrule=newest, computed=computed)


def rhythm_of(evidence: Evidence, thresholds: Thresholds) -> Rhythm:
    """The plan's or text's own interval, else one a person entered, else the default; of one origin the newest."""
    for origin in (RhythmFrom.PLAN, RhythmFrom.TEXT, RhythmFrom.PERSON):
        stated = [one for one in evidence.rhythms if one.origin == origin]
        if stated:
            return max(stated, key=lambda one: (one.recorded, one.turn, one.months, one.reason))
    return Rhythm(thresholds.default_months, RhythmFrom.DEFAULT)


def observed_months(signs: Iterable[Sign]) -> int | None:
    """The usual interval between deliveries, in whole months: the median of at least two intervals. To be proposed."""
    days = {one.happened.latest for one in signs if one.kind == SignKind.DELIVERY and one.happened.earliest}
    intervals = sorted(_months_between(*pair) for pair in pairwise(sorted(day for day in days if day is not None)))
    return intervals[len(intervals) // 2] if len(intervals) > 1 else None


def _computed(known: Evidence, on: date, thresholds: Thresholds) -> Liveliness:
    rhythm = rhythm_of(known, thresholds)
    if not known.phases:
        return Liveliness(State.NO_DATA, "unknown", rhythm)
    phase = _phase(known.phases, on)
    if phase == Phase.ENDED:
        return Liveliness(State.ENDED, "ended", rhythm)
    if phase in (Phase.IDEA, Phase.INTENDED):
        return Liveliness(State.PREPARING, "preparing", rhythm)
    lapsed = _lapsed(known.terms, on)
    if lapsed is not None:
        return Liveliness(State.LAPSED, "lapsed", rhythm, term=lapsed)
    weighed = sorted(_weighed(known.signs, on, rhythm, thresholds), key=_strength, reverse=True)
    best = weighed[0] if weighed else None
    ends = _first_end(known.terms, on)
    if best is not None and best.rank > Rank.INACTIVE:
        led = [one for one in weighed if one.rank == best.rank]
        return Liveliness(STATES[best.rank], best.sign.kind.value, rhythm, led, _earlier(best.until, ends))
    if any(one.sign.kind == SignKind.DELIVERY for one in weighed):
        return Liveliness(State.INACTIVE, "faded", rhythm, weighed, ends)
    if any(one.sign.kind != SignKind.SIGNING for one in weighed):
        return Liveliness(State.NOT_BEGUN, "not-begun", rhythm, weighed, ends)
    return Liveliness(State.NO_DATA, "no-data", rhythm, weighed, ends)


def _weighed(signs: Iterable[Sign], on: date, rhythm: Rhythm, thresholds: Thresholds) -> Iterator[Weighed]:
    for sign in signs:
        since = sign.since(on)
        if since is not None:
            yield _weigh(sign, since, on, rhythm, thresholds)


def _weigh(sign: Sign, since: date, on: date, rhythm: Rhythm, thresholds: Thresholds) -> Weighed:
    """A delivery is full life for one rhythm and fading life for two; a signing full life while it is new; what only
    tells that somebody keeps the cooperation is fading life for one rhythm.
    """
    for rank, months in _fades(sign.kind, rhythm, thresholds):
        until = _later(since, months)
        if on <= until:
            return Weighed(sign, rank, until)
    return Weighed(sign, Rank.INACTIVE, None)


def _fades(kind: SignKind, rhythm: Rhythm, thresholds: Thresholds) -> Sequence[tuple[Rank, int]]:
    """Ranks with the months for which a sign of that kind gives them, the highest first."""
    if kind == SignKind.DELIVERY:
        active, fading = (round(rhythm.months * times) for times in (thresholds.active, thresholds.fading))
        return ((Rank.ACTIVE, active), (Rank.FADING, fading))
    if kind == SignKind.SIGNING:
        return ((Rank.ACTIVE, thresholds.new_months),)
    return ((Rank.FADING, round(rhythm.months * thresholds.active)),)


def _strength(one: Weighed) -> tuple[int, date, str, str]:
    """By what the signs are told one after the other; the last two only make the order certain."""
    return one.rank, one.until or one.sign.happened.latest or date.min, one.sign.kind, one.sign.what


def _phase(phases: Iterable[PhaseFrom], on: date) -> Phase:
    """The phase that began last; an agreed cooperation whose beginning is not known is agreed."""
    begun = [one for one in phases if one.begins <= on]
    return max(begun, key=lambda one: (one.begins, one.recorded)).phase if begun else Phase.IDEA


def _lapsed(terms: Sequence[Term], on: date) -> Term | None:
    """The text whose term ran out last, where no text is in force any more; one of unknown end is in force."""
    begun = [one for one in terms if one.begins is None or one.begins <= on]
    if not begun or any(one.ends is None or one.ends >= on for one in begun):
        return None
    return max(begun, key=lambda one: (one.ends or date.min, one.what))


def _first_end(terms: Sequence[Term], on: date) -> date | None:
    """The day after which no text of today is in force any more."""
    ends = [one.ends for one in terms if one.begins is None or one.begins <= on]
    known = [one for one in ends if one is not None]
    return max(known) if known and len(known) == len(ends) else None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _later(day: date, months: int) -> date:
    """That many months later; a day that is only a bound has long gone by, and no day lies after the last."""
    if day == date.min:
        return day
    return months_after(day, months) if day.year + months // 12 < date.max.year else date.max


def _months_between(before: date, after: date) -> int:
    return (after.year - before.year) * 12 + after.month - before.month
