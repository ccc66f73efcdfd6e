"""Liveliness on the dates of real cooperations; sources in the shared compilation and the domain reference."""

from datetime import date, timedelta

from gerbang.monitoring.liveliness.states import (
    Evidence,
    Overrule,
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
    observed_months,
)
from gerbang.values.dates import VagueDate

LONG_AGO = date(1980, 1, 1)
USUAL = Thresholds()


def sign(kind: SignKind, happened: str, recorded: date = LONG_AGO) -> Sign:
    return Sign(kind, VagueDate.read(happened), recorded, happened)


def delivered(*happened: str) -> list[Sign]:
    return [sign(SignKind.DELIVERY, one) for one in happened]


def phase(named: Phase, begins: date) -> PhaseFrom:
    return PhaseFrom(named, begins, LONG_AGO)


def agreed(since: date, *signs: Sign, terms: tuple[Term, ...] = (), rhythm: int | None = None) -> Evidence:
    stated = [Rhythm(rhythm, RhythmFrom.TEXT, recorded=LONG_AGO)] if rhythm else []
    return Evidence([phase(Phase.AGREED, since)], signs, terms, stated)


def state(evidence: Evidence, on: date) -> State:
    return liveliness(evidence, on, USUAL).state


def test_medan_and_ichikawa_meet_every_few_years_and_are_alive() -> None:
    evidence = agreed(date(1989, 11, 4), *delivered("1989", "2010", "2014", "2018"), rhythm=48)
    assert state(evidence, date(2019, 6, 1)) == State.ACTIVE
    assert state(evidence, date(2021, 12, 31)) == State.ACTIVE
    assert state(evidence, date(2024, 1, 1)) == State.FADING
    assert observed_months(evidence.signs) == 48


def test_jakarta_and_moscow_lapsed_in_2016_and_live_again_from_the_renewal() -> None:
    terms = (
        Term(date(2006, 6, 1), date(2016, 6, 30), LONG_AGO, "2006"),
        Term(date(2018, 5, 1), None, date(2018, 5, 1), "2018"),
    )
    renewed = sign(SignKind.SIGNING, "2018-05-01", date(2018, 5, 1))
    evidence = agreed(date(2006, 6, 1), sign(SignKind.SIGNING, "2006-06-01"), renewed, terms=terms)
    between = liveliness(evidence, date(2017, 8, 1), USUAL)
    assert (between.state, between.term) == (State.LAPSED, terms[0])
    assert state(evidence, date(2018, 9, 1)) == State.ACTIVE


def test_denpasar_and_mossel_bay_missed_the_end_by_ten_weeks() -> None:
    terms = (
        Term(date(2019, 11, 22), date(2022, 11, 22), LONG_AGO),
        Term(date(2023, 2, 1), date(2028, 1, 31), date(2023, 2, 1)),
    )
    evidence = agreed(date(2019, 11, 22), *delivered("2021-05"), terms=terms)
    last_day = liveliness(evidence, date(2022, 11, 22), USUAL)
    assert (last_day.state, last_day.until) == (State.ACTIVE, date(2022, 11, 22))
    assert state(evidence, date(2022, 11, 23)) == State.LAPSED
    assert state(evidence, date(2023, 2, 1)) == State.ACTIVE


def test_semarang_and_beihai_have_nothing_after_2008() -> None:
    evidence = agreed(date(2006, 1, 1), *delivered("2006", "2008"))
    found = liveliness(evidence, date(2015, 1, 1), USUAL)
    assert (found.state, found.rule, found.led[0].sign.what) == (State.INACTIVE, "faded", "2008")


def test_bandung_and_melbourne_in_preparation_for_five_years_are_not_dormant() -> None:
    evidence = Evidence(
        [phase(Phase.INTENDED, date(2019, 5, 10)), phase(Phase.AGREED, date(2024, 4, 1))],
        [sign(SignKind.SIGNING, "2024-04", date(2024, 4, 1))],
    )
    assert state(evidence, date(2023, 6, 1)) == State.PREPARING
    assert state(evidence, date(2024, 10, 1)) == State.ACTIVE


def test_west_java_and_south_australia_live_by_what_they_carry_out() -> None:
    evidence = agreed(date(2015, 1, 1), *delivered("2015", "2016", "2017"), rhythm=12)
    assert state(evidence, date(2018, 6, 1)) == State.ACTIVE
    assert state(evidence, date(2020, 1, 1)) == State.INACTIVE


def test_surabaya_and_kitakyushu_fade_slowly_after_their_last_delivery() -> None:
    evidence = agreed(date(1997, 11, 1), *delivered("2001", "2011"))
    assert [state(evidence, date(year, 6, 1)) for year in (2012, 2016, 2020)] == [
        State.ACTIVE, State.FADING, State.INACTIVE,
    ]  # fmt: skip


def test_nothing_told_is_no_data_and_not_dormant() -> None:
    assert state(agreed(date(1994, 6, 9)), date(2026, 1, 1)) == State.NO_DATA
    signed = agreed(date(1994, 6, 9), sign(SignKind.SIGNING, "1994-06-09"))
    assert state(signed, date(1995, 6, 9)) == State.ACTIVE
    assert state(signed, date(1995, 6, 10)) == State.NO_DATA


def test_a_plan_without_a_single_delivery_ends_as_never_carried_out() -> None:
    evidence = agreed(date(2015, 1, 1), sign(SignKind.PLAN, "2015-02-01"), rhythm=24)
    assert state(evidence, date(2016, 6, 1)) == State.FADING
    found = liveliness(evidence, date(2018, 1, 1), USUAL)
    assert (found.state, found.rule) == (State.NOT_BEGUN, "not-begun")


def test_a_date_that_is_only_a_bound_is_never_recent() -> None:
    evidence = agreed(date(2000, 1, 1), *delivered("not later than 2020"))
    assert state(evidence, date(2020, 6, 1)) == State.NO_DATA
    assert state(evidence, date(2021, 1, 1)) == State.INACTIVE


def test_a_person_may_overrule_with_a_reason_until_a_day_and_the_computed_state_stays_to_be_seen() -> None:
    judged = Overrule(State.ACTIVE, "Kunjungan kecil setiap bulan.", date(2020, 1, 1), date(2020, 12, 31), LONG_AGO)
    evidence = Evidence([phase(Phase.AGREED, date(2006, 1, 1))], delivered("2008"), overrules=[judged])
    found = liveliness(evidence, date(2020, 6, 1), USUAL)
    assert (found.state, found.rule, found.overrule, found.until) == (State.ACTIVE, "overruled", judged, judged.ends)
    assert found.computed and found.computed.state == State.INACTIVE
    assert state(evidence, date(2021, 1, 1)) == State.INACTIVE


def test_what_was_recorded_later_is_not_used_for_then_but_on_request() -> None:
    late = sign(SignKind.DELIVERY, "2019-05-01", recorded=date(2021, 1, 1))
    evidence = agreed(date(2006, 1, 1), *delivered("2008"), late)
    on = date(2020, 1, 1)
    assert state(evidence, on) == State.INACTIVE
    assert liveliness(evidence, on, USUAL, known_on=date(2021, 1, 1)).state == State.ACTIVE


def test_the_rhythm_of_the_plan_comes_before_the_text_a_person_and_the_default() -> None:
    origins = [RhythmFrom.PERSON, RhythmFrom.TEXT, RhythmFrom.PLAN]
    for number in range(4):
        stated = [Rhythm(12 * place + 12, origin, recorded=LONG_AGO) for place, origin in enumerate(origins[:number])]
        found = liveliness(Evidence([phase(Phase.AGREED, LONG_AGO)], rhythms=stated), date(2020, 1, 1), USUAL).rhythm
        assert (found.origin, found.months) == (
            (origins[number - 1], 12 * number) if number else (RhythmFrom.DEFAULT, 36)
        )


def test_an_ended_cooperation_is_ended_whatever_happens_after() -> None:
    evidence = Evidence(
        [phase(Phase.AGREED, date(2000, 1, 1)), phase(Phase.ENDED, date(2010, 1, 1))], delivered("2010-06-01")
    )
    assert state(evidence, date(2009, 12, 31)) != State.ENDED
    assert state(evidence, date(2010, 7, 1)) == State.ENDED


def test_the_day_until_which_nothing_changes_is_told_exactly() -> None:
    evidence = agreed(date(2000, 1, 1), *delivered("2020-01-31"), rhythm=1)
    first = liveliness(evidence, date(2020, 2, 1), USUAL)
    assert (first.state, first.until) == (State.ACTIVE, date(2020, 2, 29))
    after = liveliness(evidence, date(2020, 2, 29) + timedelta(1), USUAL)
    assert (after.state, after.until) == (State.FADING, date(2020, 3, 31))
