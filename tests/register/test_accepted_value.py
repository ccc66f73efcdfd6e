"""A person's choice, else the only value, else what dates share; disputed where sources differ."""

import itertools
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.register.claims import Accepted, accepted, is_signing_date, says, unheard, vague
from gerbang.values.dates import VagueDate


@dataclass(frozen=True)
class Said:
    key: int
    value: str
    precision: str = ""
    is_live: bool = True


ONE, SAME, OTHER = Said(1, "1997", "year"), Said(2, " 1997 ", "year"), Said(3, "2012", "not-later")
SILENT, GONE = Said(4, "", "unknown"), Said(5, "1999", "year", is_live=False)


def test_without_statements_nothing_is_known() -> None:
    assert accepted([]) == Accepted()


def test_the_only_value_is_used() -> None:
    assert accepted([ONE]) == Accepted("1997", "year")


def test_two_sources_that_agree_give_one_value() -> None:
    assert accepted([ONE, SAME]).value.strip() == "1997"


def test_sources_that_differ_leave_none_and_a_dispute() -> None:
    assert accepted([Said(1, "sister"), Said(2, "friendship")]) == Accepted(disputed=True)
    assert accepted([ONE, Said(6, "1999", "year")]) == Accepted(disputed=True)


@pytest.mark.parametrize(
    ("said", "certain"),
    [
        ([("1990-04-02", "day"), ("1990-03-12", "day")], ("1990", "year")),
        ([("1990-04-02", "day"), ("1990-04-12", "day")], ("1990-04", "month")),
        ([("1990-04-02", "day"), ("1990-04", "month")], ("1990-04", "month")),
        ([("1990-04", "month"), ("1990", "year")], ("1990", "year")),
        ([("1990-12-31", "day"), ("1991-01-01", "day")], ("", "")),
        ([("1990", "year"), ("1990-04-02", "day"), ("1991", "year")], ("", "")),
        ([("2012", "not-later"), ("2015", "not-later")], ("2015", "not-later")),
        ([("2012", "not-later"), ("2010-05-03", "day")], ("2012", "not-later")),
        ([("2012", "not-later"), ("2013-05-17", "day")], ("2013-05-17", "not-later")),
        ([("1990-04-02", "day"), ("entah", "day")], ("", "")),
    ],
)
def test_dates_that_differ_leave_what_they_share(said: list[tuple[str, str]], certain: tuple[str, str]) -> None:
    found = accepted(Said(key, *one) for key, one in enumerate(said))
    assert found == Accepted(*certain, disputed=True)


def test_what_was_left_open_has_no_value_though_dates_share_one() -> None:
    days = [Said(1, "1990-04-02", "day"), Said(2, "1990-03-12", "day")]
    assert accepted(days, left_open=True) == Accepted(disputed=True)


DATES = st.dates(date(1945, 1, 1), date(2030, 12, 31))
PRECISIONS = st.sampled_from(("day", "month", "year", "not-later"))
DIGITS = {"day": 10, "month": 7, "year": 4, "not-later": 10}


@st.composite
def dated(draw: st.DrawFn) -> Said:
    """What one source says of a date; in few years, so that several share one."""
    precision = draw(PRECISIONS)
    on = draw(DATES).replace(year=draw(st.integers(1990, 1992)), day=draw(st.integers(1, 28)))
    return Said(draw(st.integers(0, 9)), on.isoformat()[: DIGITS[precision]], precision)


@given(st.lists(dated(), min_size=1, max_size=4))
def test_the_period_shared_holds_every_value_whatever_their_order(said: list[Said]) -> None:
    found = accepted(said)
    period = vague(found.value, found.precision)
    for one in said:
        value = vague(one.value, one.precision)
        if period.latest is None:
            continue
        assert value.latest is not None and value.latest <= period.latest
        if period.earliest is not None:
            assert value.earliest is not None and value.earliest >= period.earliest
    assert all(accepted(order) == found for order in itertools.permutations(said)) or not found.disputed


@given(dated(), st.integers(1, 4))
def test_sources_that_agree_give_their_value(said: Said, number: int) -> None:
    assert accepted([said] * number) == Accepted(said.value, said.precision)


def test_a_source_without_a_value_neither_gives_nor_disputes_one() -> None:
    assert accepted([SILENT]) == Accepted()
    assert accepted([ONE, SILENT]) == Accepted("1997", "year")


def test_a_withdrawn_statement_is_not_heard() -> None:
    assert accepted([ONE, GONE]) == Accepted("1997", "year")


@pytest.mark.parametrize("chosen", [ONE, OTHER])
def test_a_persons_choice_settles_a_dispute(chosen: Said) -> None:
    assert accepted([ONE, OTHER], chosen.key) == Accepted(chosen.value, chosen.precision, chosen=True)


def test_the_choice_of_a_withdrawn_statement_counts_no_more() -> None:
    assert accepted([ONE, OTHER, GONE], GONE.key).disputed


def test_the_order_of_statements_never_matters() -> None:
    everything = [ONE, SAME, OTHER, SILENT, GONE]
    for size in range(len(everything) + 1):
        for some in itertools.combinations(everything, size):
            answers = {
                (answer.value.strip(), answer.precision, answer.chosen, answer.disputed)
                for order in itertools.permutations(some)
                for answer in [accepted(order, OTHER.key)]
            }
            assert len(answers) == 1, some


def test_no_source_says_the_period_that_several_share() -> None:
    year, day = Said(1, "1990", "year"), Said(2, "1990-04-02", "day")
    found = accepted([year, day])
    assert found == Accepted("1990", "year", disputed=True)
    assert not says(year, found)
    assert says(year, accepted([year, day], year.key))


def test_what_came_since_is_a_value_that_nobody_had_weighed() -> None:
    later = Said(7, "2001", "year")
    weighed = [["1997", "year"], ["2012", "not-later"]]
    assert unheard([ONE, SAME, OTHER, SILENT, GONE, later], weighed) == [later]
    assert unheard([ONE, OTHER, later], [*weighed, ["2001", "year"]]) == []


def test_not_later_bounds_a_date_and_is_no_signing_date() -> None:
    value = vague("2012", "not-later")
    assert (value.earliest, value.latest) == (None, date(2012, 12, 31))
    assert not is_signing_date(value)
    assert not value.certainly_in(2012)


@pytest.mark.parametrize(("value", "precision"), [("", "unknown"), ("2012", "unknown"), ("", "day")])
def test_a_date_nobody_knows(value: str, precision: str) -> None:
    assert vague(value, precision) == VagueDate.unknown()


@pytest.mark.parametrize(("value", "precision"), [("2012-04-01", "day"), ("2012-04", "month"), ("2012", "year")])
def test_signing_dates(value: str, precision: str) -> None:
    assert is_signing_date(vague(value, precision))
    assert vague(value, precision).precision == precision
