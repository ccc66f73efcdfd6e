"""What was computed of a cooperation, as it is kept with what a region was shown: data, worded only when it is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from gerbang.monitoring.liveliness.states import (
    Evidence,
    Liveliness,
    Overrule,
    Rank,
    Rhythm,
    RhythmFrom,
    Sign,
    SignKind,
    State,
    Term,
    Weighed,
)
from gerbang.values.dates import Precision, VagueDate

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The answer with its reasons, and when something was last carried out as far as anybody reported it."""

    found: Liveliness
    delivered: VagueDate | None


def last_delivery(evidence: Evidence) -> VagueDate | None:
    """The latest that was carried out, of those that stand; a bare "not later than" only where no better is known."""
    signs = [one for one in evidence.signs if one.kind == SignKind.DELIVERY and one.withdrawn is None]
    known = [one.happened for one in signs if one.happened.latest]
    return max(known, key=lambda when: (when.earliest is not None, when.latest or date.min), default=None)


def write(of: Snapshot) -> str:
    """The same text for the same snapshot."""
    told = {"delivered": _when(of.delivered) if of.delivered else None, **_told(of.found)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read(text: str) -> Snapshot:
    """The snapshot again, as `write` wrote it."""
    told = json.loads(text)
    return Snapshot(_found(told), _vague(told["delivered"]) if told["delivered"] else None)


# To data --------------------------------------------------------------------------------------------------------------


def _told(found: Liveliness) -> dict[str, Any]:
    term, overrule = found.term, found.overrule
    return {
        "state": found.state,
        "rule": found.rule,
        "rhythm": {
            "months": found.rhythm.months,
            "origin": found.rhythm.origin,
            "reason": found.rhythm.reason,
            "recorded": found.rhythm.recorded.isoformat(),
        },
        "led": [_weighed(one) for one in found.led],
        "until": _iso(found.until),
        "term": term and {"ends": _iso(term.ends), "recorded": term.recorded.isoformat(), "what": term.what},
        "overrule": overrule
        and {
            "reason": overrule.reason,
            "begins": overrule.begins.isoformat(),
            "ends": overrule.ends.isoformat(),
            "recorded": overrule.recorded.isoformat(),
            "what": overrule.what,
        },
        "computed": _told(found.computed) if found.computed else None,
    }


def _weighed(one: Weighed) -> Told:
    sign = one.sign
    return {
        "kind": sign.kind,
        "happened": _when(sign.happened),
        "recorded": sign.recorded.isoformat(),
        "what": sign.what,
        "rank": int(one.rank),
        "until": _iso(one.until),
    }


def _when(of: VagueDate) -> Told:
    return {"earliest": _iso(of.earliest), "latest": _iso(of.latest), "precision": of.precision}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# And back -------------------------------------------------------------------------------------------------------------


def _found(told: Told) -> Liveliness:
    rhythm, term, overrule, computed = told["rhythm"], told["term"], told["overrule"], told["computed"]
    state = State(told["state"])
    origin = RhythmFrom(rhythm["origin"])
    return Liveliness(
        state=state,
        rule=told["rule"],
        rhythm=Rhythm(rhythm["months"], origin, rhythm["reason"], date.fromisoformat(rhythm["recorded"])),
        led=tuple(_sign(one) for one in told["led"]),
        until=_day(told["until"]),
        term=_term(term) if term else None,
        overrule=_overrule(state, overrule) if overrule else None,
        computed=_found(computed) if computed else None,
    )


def _sign(told: Told) -> Weighed:
    recorded = date.fromisoformat(told["recorded"])
    sign = Sign(SignKind(told["kind"]), _vague(told["happened"]), recorded, told["what"])
    return Weighed(sign, Rank(told["rank"]), _day(told["until"]))


def _term(told: Told) -> Term:
    return Term(None, _day(told["ends"]), date.fromisoformat(told["recorded"]), told["what"])


def _overrule(state: State, told: Told) -> Overrule:
    begins, ends, recorded = (date.fromisoformat(told[name]) for name in ("begins", "ends", "recorded"))
    return Overrule(state, told["reason"], begins, ends, recorded, told["what"])


def _vague(told: Told) -> VagueDate:
    return VagueDate(_day(told["earliest"]), _day(told["latest"]), cast(Precision, told["precision"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
