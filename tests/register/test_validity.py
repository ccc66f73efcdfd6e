"""When no text was valid: only what is certain is a gap."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gerbang.register.validity import Gap, Term, gaps
from gerbang.values.dates import VagueDate

ON = date(2026, 11, 21)
UNKNOWN = VagueDate.unknown()
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))


def day(text: str) -> VagueDate:
    return VagueDate.parse(text)


def test_renewed_after_lapsing() -> None:
    """Denpasar and Mossel Bay, domain.md B10: valid to November 2022, renewed ten weeks later."""
    found = gaps([Term(day("2019-11"), day("2022-11")), Term(day("2023-01-31"), UNKNOWN)], ON)
    assert found == [Gap(day("2022-11"), day("2023-01-31"))]


def test_renewed_in_time_leaves_no_gap() -> None:
    assert gaps([Term(day("2019"), day("2022-11-30")), Term(day("2022-12-01"), UNKNOWN)], ON) == []


def test_a_renewal_known_to_the_year_may_have_been_in_time() -> None:
    assert gaps([Term(day("2019"), day("2022-11-30")), Term(day("2022"), UNKNOWN)], ON) == []


def test_an_end_that_is_not_known_is_no_gap() -> None:
    assert gaps([Term(day("2002"), UNKNOWN), Term(day("2020"), UNKNOWN)], ON) == []


def test_an_undated_text_without_a_known_end_may_fill_any_gap() -> None:
    assert gaps([Term(day("2010"), day("2012")), Term(UNKNOWN, UNKNOWN), Term(day("2020"), UNKNOWN)], ON) == []


def test_an_earlier_text_may_outlast_a_later_one() -> None:
    texts = [Term(day("2010"), day("2020-12-31")), Term(day("2012"), day("2014")), Term(day("2021-01-01"), UNKNOWN)]
    assert gaps(texts, ON) == []


def test_ended_and_never_renewed() -> None:
    assert gaps([Term(day("2010"), day("2015-06-30"))], ON) == [Gap(day("2015-06-30"), None)]
    assert gaps([Term(day("2010"), day("2015-06-30"))], date(2015, 6, 30)) == []


def test_a_gap_before_a_text_of_unknown_end_is_kept() -> None:
    texts = [Term(day("2000"), day("2005")), Term(day("2010"), UNKNOWN), Term(day("2020"), day("2021"))]
    assert gaps(texts, ON) == [Gap(day("2005"), day("2010"))]


@given(st.lists(st.tuples(DAYS, st.integers(0, 4000)), max_size=6))
def test_on_no_day_of_a_gap_is_a_text_valid(spans: list[tuple[date, int]]) -> None:
    known = [(first, first + timedelta(days=length)) for first, length in spans]
    for gap in gaps([Term(VagueDate.day(first), VagueDate.day(last)) for first, last in known], ON):
        assert gap.ended.latest is not None
        after = gap.ended.latest + timedelta(days=1)
        resumed = gap.resumed.earliest if gap.resumed else None
        assert resumed is None or after < resumed
        assert not [one for one in known if one[0] <= after <= one[1]]
