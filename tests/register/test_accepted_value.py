"""A person's choice, else the only value, else none and disputed."""

import itertools
from dataclasses import dataclass
from datetime import date

import pytest

from gerbang.register.claims import Accepted, accepted, is_signing_date, vague
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
    assert accepted([ONE, OTHER]) == Accepted(disputed=True)


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


def test_a_value_is_never_both_used_and_disputed() -> None:
    for some in itertools.product([ONE, SAME, OTHER, SILENT, GONE], repeat=3):
        answer = accepted(some)
        assert not (answer.disputed and answer.is_known)


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
