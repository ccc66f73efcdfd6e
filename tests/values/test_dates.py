"""Legal dates: read as officials write them, shown no more precisely than they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.values.dates import MONTHS, VagueDate, format_day, format_vague, parse_day

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
languages = st.sampled_from(["id", "en"])
years = st.integers(1900, 2200)
months = st.integers(1, 12)


@given(days, languages)
def test_a_day_that_is_written_out_is_read_back(on: date, language: str) -> None:
    assert parse_day(format_day(on, language)) == on
    assert VagueDate.parse(format_day(on, language)) == VagueDate.day(on, format_day(on, language))


@given(days, st.sampled_from(["{d}-{m}-{y}", "{d}/{m}/{y}", "{d}.{m}.{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}"]))
def test_a_day_in_figures_is_read_day_first_or_iso(on: date, shape: str) -> None:
    assert parse_day(shape.format(d=on.day, m=on.month, y=on.year)) == on


@given(days, st.sampled_from(["  ", "\t", " \n "]))
def test_spaces_do_not_matter(on: date, space: str) -> None:
    assert parse_day(space + format_day(on, "id").replace(" ", space) + space) == on


@given(years, months, languages)
def test_a_month_is_read_back_and_spans_its_days(year: int, month: int, language: str) -> None:
    value = VagueDate.parse(f"{MONTHS[language][month - 1]} {year}")
    assert value.precision == "month"
    assert (value.earliest, value.latest) == (
        VagueDate.month(year, month).earliest,
        VagueDate.month(year, month).latest,
    )
    assert format_vague(value, language) == f"{MONTHS[language][month - 1]} {year}"
    assert value.certainly_in(year)
    assert not value.certainly_in(year + 1)


@given(years, languages)
def test_a_year_stays_a_year(year: int, language: str) -> None:
    value = VagueDate.parse(str(year))
    assert (value.earliest, value.latest, value.precision) == (date(year, 1, 1), date(year, 12, 31), "year")
    assert format_vague(value, language) == str(year)


@given(days)
def test_not_later_has_no_beginning_and_is_certainly_in_no_year(latest: date) -> None:
    value = VagueDate.not_later(latest)
    assert value.earliest is None
    assert not value.certainly_in(latest.year)
    assert "tidak lebih lambat dari" in format_vague(value, "id")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_value_error(text: str) -> None:
    try:
        value = VagueDate.parse(text)
    except ValueError:
        return
    assert value.as_written == " ".join(text.split())
    assert format_vague(value, "id")


@pytest.mark.parametrize(
    "text",
    ["31-2-2024", "2024-13-01", "0-1-2024", "12 Foo 2024", "12-3-24", "2024-2-30", "Marzo 2024", "0000", "2024-00"],
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        VagueDate.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 Juli 2019", date(2019, 7, 10)),
        ("10 Agt. 2019", date(2019, 8, 10)),
        ("1 Pebruari 1998", date(1998, 2, 1)),
        ("5 Nop 2001", date(2001, 11, 5)),
        ("12 MARET 2026", date(2026, 3, 12)),
        ("10-07-2019", date(2019, 7, 10)),
    ],
)
def test_old_and_short_names_of_months(text: str, expected: date) -> None:
    assert parse_day(text) == expected


def test_nothing_written_is_not_known() -> None:
    value = VagueDate.parse("  ")
    assert not value.is_known
    assert format_vague(value, "id") == "belum diketahui"
    assert format_vague(value, "en") == "not known"


def test_the_end_of_a_year_reads_as_the_year() -> None:
    assert format_vague(VagueDate.not_later(date(2012, 12, 31)), "id") == "tidak lebih lambat dari 2012"
    assert format_vague(VagueDate.not_later(date(2012, 6, 30)), "en") == "not later than 30 June 2012"
