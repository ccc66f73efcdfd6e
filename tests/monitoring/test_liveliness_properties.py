"""What must hold of liveliness whatever the evidence, with rhythm, validity and overrules fixed."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from gerbang.monitoring.liveliness.states import (
    RANKS,
    Evidence,
    Phase,
    PhaseFrom,
    Rhythm,
    RhythmFrom,
    Sign,
    SignKind,
    State,
    Term,
    Thresholds,
    liveliness,
)
from gerbang.values.dates import VagueDate

USUAL = Thresholds()
FIRST, LAST = date(1990, 1, 1), date(2035, 12, 31)
days = st.dates(FIRST, LAST)
vague_dates = st.one_of(
    days.map(VagueDate.day),
    days.map(lambda day: VagueDate.month(day.year, day.month)),
    days.map(lambda day: VagueDate.year(day.year)),
    days.map(VagueDate.not_later),
)
signs = st.builds(Sign, st.sampled_from(SignKind), vague_dates, days, st.text("ab", max_size=3))
terms = st.builds(Term, st.none() | days, st.none() | days, st.just(FIRST), st.text("ab", max_size=2))
phases = st.just((PhaseFrom(Phase.AGREED, FIRST, FIRST),))
rhythms = st.lists(st.builds(Rhythm, st.integers(1, 120), st.sampled_from(RhythmFrom), st.just(""), st.just(FIRST)))
evidences = st.builds(
    Evidence, phases, st.lists(signs, max_size=8).map(tuple), st.lists(terms, max_size=2).map(tuple), rhythms.map(tuple)
)


def rank(evidence: Evidence, on: date) -> int | None:
    """None outside the order; no data is below everything that can be compared."""
    state = liveliness(evidence, on, USUAL, known_on=LAST).state
    return -1 if state == State.NO_DATA else RANKS.get(state)


@given(evidences, days, vague_dates)
def test_a_delivery_dated_at_or_before_the_day_never_lowers(evidence: Evidence, on: date, happened: VagueDate) -> None:
    assume(happened.latest is not None and happened.latest <= on)
    more = replace(evidence, signs=(*evidence.signs, Sign(SignKind.DELIVERY, happened, FIRST)))
    before, after = rank(evidence, on), rank(more, on)
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


@given(evidences, days, st.integers(0, 9_000))
def test_a_later_day_never_raises(evidence: Evidence, on: date, days_later: int) -> None:
    later = min(on + timedelta(days_later), LAST)
    fixed = replace(evidence, terms=(), signs=tuple(one for one in evidence.signs if one.since(on) is not None))
    before, after = rank(fixed, on), rank(fixed, later)
    assert before is not None and after is not None
    assert after <= before


@given(evidences, days, st.randoms(use_true_random=False))
def test_the_order_of_facts_is_irrelevant(evidence: Evidence, on: date, random) -> None:
    def shuffled(facts):  # type: ignore[no-untyped-def]
        return tuple(random.sample(facts, len(facts)))

    other = Evidence(
        shuffled(evidence.phases), shuffled(evidence.signs), shuffled(evidence.terms), shuffled(evidence.rhythms)
    )
    one, two = (liveliness(each, on, USUAL) for each in (evidence, other))
    assert (one.state, one.rule, one.until, one.rhythm) == (two.state, two.rule, two.until, two.rhythm)


@given(evidences, days, signs)
def test_a_fact_recorded_later_is_not_used_for_then(evidence: Evidence, on: date, sign: Sign) -> None:
    assume(sign.recorded > on)
    more = replace(evidence, signs=(*evidence.signs, sign))
    assert liveliness(more, on, USUAL) == liveliness(evidence, on, USUAL)


@given(evidences, days)
def test_nothing_changes_until_the_day_it_says_and_no_earlier(evidence: Evidence, on: date) -> None:
    known = replace(
        evidence,
        signs=tuple(one for one in evidence.signs if one.since(on) == one.happened.latest),
        terms=tuple(one for one in evidence.terms if one.begins is None or one.begins <= on),
    )
    found = liveliness(known, on, USUAL, known_on=LAST)
    if found.until is None:
        assert liveliness(known, LAST, USUAL, known_on=LAST).state == found.state
        return
    assert found.until >= on
    assert liveliness(known, found.until, USUAL, known_on=LAST).state == found.state
