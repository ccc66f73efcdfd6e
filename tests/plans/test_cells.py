"""Each cell of a plan is read as people write it, and what a page shows can be read again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.plans.cells import Amount, Currency, Day, Goals, Number, Text, Wrong, Year, editable, plain
from gerbang.plans.tables import DIRECTIONS, SOURCES

LANGUAGES = st.sampled_from(["id", "en"])


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1.250.000.000", "1250000000"),
        ("Rp 1.250.000,50", "1250000.5"),
        ("1,250,000.50", "1250000.5"),
        ("1250000", "1250000"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("10.000", "10000"),
        ("10,00", "10"),
        ("1.250,125", "1250.125"),
        ("0,125", "0.125"),
        ("0", "0"),
        ("-", ""),
        ("", ""),
    ],
)
def test_amounts_are_read_with_points_and_commas(written: str, canonical: str) -> None:
    assert Amount(4).read(written) == canonical


@pytest.mark.parametrize("written", ["banyak", "1.25.000", "1,2,3", "12.345.6", "1e9", "99999999999999999999"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Wrong) as caught:
        Amount().read(written)
    assert caught.value.code == "not-a-number"
    assert caught.value.about["cell"] == written


@pytest.mark.parametrize(
    ("places", "written", "digits", "thousands", "decimals"),
    [
        (2, "10,000", "10000", "10.000", "10,00"),
        (2, "Rp 10,500", "10500", "10.500", "10,50"),
        (4, "-1,125", "-1125", "-1.125", "-1,1250"),
        (2, "1,125", "1125", "1.125", ""),
        (4, "1,000,000", "1000000", "1.000.000", ""),
    ],
)
def test_a_comma_before_three_digits_is_never_guessed(
    places: int, written: str, digits: str, thousands: str, decimals: str
) -> None:
    with pytest.raises(Wrong) as caught:
        Amount(places, negative=True).read(written)
    assert caught.value.code == ("thousands-or-decimals" if decimals else "commas-of-thousands")
    about = dict(caught.value.about)
    assert (about["cell"], about["digits"], about["thousands"], about["decimals"]) == (
        written, digits, thousands, decimals,
    )  # fmt: skip
    for way in filter(None, (digits, thousands, decimals)):
        assert Amount(places, negative=True).read(way)


def test_money_is_never_below_zero_but_a_value_may_be() -> None:
    assert Amount(4, negative=True).read("-2,5") == "-2.5"
    with pytest.raises(Wrong, match="negative"):
        Amount().read("-1")


def test_an_amount_has_no_more_decimals_than_its_column() -> None:
    with pytest.raises(Wrong, match="too-precise"):
        Amount(2).read("1,2345")


@given(st.decimals(-(10**15), 10**15, places=4, allow_nan=False), LANGUAGES)
def test_what_a_cell_holds_to_be_typed_over_reads_as_itself(value: Decimal, language: str) -> None:
    kind = Amount(4, negative=True)
    assert kind.read(editable(kind, plain(value), language)) == plain(value)


@given(st.decimals(-(10**15), 10**15, places=4, allow_nan=False))
def test_a_shown_number_reads_as_itself_in_indonesian(value: Decimal) -> None:
    kind = Amount(4, negative=True)
    assert kind.read(kind.show(plain(value), "id")) == plain(value)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), LANGUAGES)
def test_a_shown_day_reads_as_itself(day: date, language: str) -> None:
    assert Day().read(Day().show(day.isoformat(), language)) == day.isoformat()


@pytest.mark.parametrize("written", ["31-02-2026", "besok", "2026"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(Wrong, match="not-a-date"):
        Day().read(written)


@given(st.sampled_from(list(SOURCES.words)), LANGUAGES)
def test_a_shown_choice_reads_as_itself(key: str, language: str) -> None:
    assert SOURCES.read(SOURCES.show(key, language)) == key


def test_a_choice_is_known_in_both_languages_and_by_nothing_else() -> None:
    assert (SOURCES.read("mitra"), SOURCES.read("Partner"), DIRECTIONS.read("TURUN")) == ("partner", "partner", "down")
    with pytest.raises(Wrong, match="not-a-choice"):
        SOURCES.read("sponsor")


def test_targets_are_those_of_seventeen_goals() -> None:
    assert Goals().read("11.6, 13.1;17") == "11.6, 13.1, 17"
    for written in ("18.1", "0", "11.x", "sebelas"):
        with pytest.raises(Wrong, match="not-a-goal"):
            Goals().read(written)


def test_numbers_years_and_currencies_are_what_they_say() -> None:
    assert (Number().read(" 3. "), Number().read("3.0"), Year().read("2027"), Currency().read("rp")) == (
        "3", "3", "2027", "IDR",
    )  # fmt: skip
    for kind, written in (
        (Number(), "0"),
        (Number(), "dua"),
        (Year(), "27"),
        (Year(), "2027/28"),
        (Currency(), "yen!"),
    ):
        with pytest.raises(Wrong):
            kind.read(written)


def test_words_lose_their_surplus_space_and_keep_their_lines_where_there_are_several() -> None:
    assert Text().read("  dua \n kata ") == "dua kata"
    assert Text(long=True).read(" satu  baris \ndua") == "satu baris\ndua"
    with pytest.raises(Wrong, match="too-long"):
        Text(3).read("empat")
