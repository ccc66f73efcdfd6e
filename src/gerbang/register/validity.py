"""When no text of a cooperation was valid, as far as what is on record says so. Pure; what is not known is no gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, takewhile

from gerbang.values.dates import VagueDate


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when one text that keeps a cooperation in force is valid; `until` may not be known."""

    since: VagueDate
    until: VagueDate


@dataclass(frozen=True, slots=True)
class Gap:
    """No text was valid after `ended` and before `resumed`; `resumed` is None where no later text is on record."""

    ended: VagueDate
    resumed: VagueDate | None


def gaps(terms: Iterable[Term], on: date) -> list[Gap]:
    """The gaps that are certain on that day, the oldest first.

    A text whose end is not known may fill all the time after its beginning; one without a known beginning, all the time
    before its end.
    """
    ordered = sorted(terms, key=lambda term: term.since.earliest or date.min)
    known = list(takewhile(lambda term: term.until.latest is not None, ordered))
    ends = list(accumulate((term.until for term in known), _later))
    pairs = zip(ends, ordered[1:], strict=False)
    found = [Gap(ended, later.since) for ended, later in pairs if _day_between(ended, later.since)]
    if ends and len(known) == len(ordered) and ends[-1].latest is not None and ends[-1].latest < on:
        found.append(Gap(ends[-1], None))
    return found


def _later(one: VagueDate, other: VagueDate) -> VagueDate:
    """The later of two ends: an earlier text may outlast a later one."""
    return one if (one.latest or date.min) > (other.latest or date.min) else other


def _day_between(ended: VagueDate, resumed: VagueDate) -> bool:
    """Whether at least one whole day lies certainly between the two."""
    if ended.latest is None or resumed.earliest is None:
        return False
    return resumed.earliest - ended.latest > timedelta(days=1)
