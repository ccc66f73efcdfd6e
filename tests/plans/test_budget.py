"""Sums within a currency only, by source and year; nothing is lost and nothing is counted twice."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gerbang.plans.budget import Share, sheets
from gerbang.values.money import Money

SOURCES = ["apbd", "partner", "donor", "other"]
amounts = st.decimals(0, 10**12, places=2)
shares = st.builds(
    Share,
    st.sampled_from(SOURCES),
    st.none() | st.integers(2020, 2030),
    st.builds(Money, amounts, st.sampled_from(["IDR", "JPY", "AUD"])),
)


@given(st.lists(shares, max_size=30))
def test_what_goes_in_comes_out_whichever_way_it_is_added(found: list[Share]) -> None:
    drawn = sheets(found, SOURCES)
    assert sorted(sheet.currency for sheet in drawn) == sorted({share.money.currency for share in found})
    for sheet in drawn:
        wanted = sum((one.money.amount for one in found if one.money.currency == sheet.currency), Decimal(0))
        assert sheet.total.amount == wanted
        assert sum((row.total.amount for row in sheet.rows), Decimal(0)) == wanted
        assert sum((year.amount for year in sheet.by_year), Decimal(0)) == wanted
        cells = [money.amount for row in sheet.rows for money in row.by_year if money]
        assert sum(cells, Decimal(0)) == wanted


@given(st.lists(shares, max_size=20), st.randoms())
def test_the_order_of_rows_makes_no_difference(found: list[Share], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert sheets(mixed, SOURCES) == sheets(found, SOURCES)


def test_rupiah_comes_first_and_a_year_that_is_not_known_last() -> None:
    found = [
        Share("apbd", None, Money(Decimal(1), "IDR")),
        Share("apbd", 2027, Money(Decimal(2), "IDR")),
        Share("partner", 2026, Money(Decimal(3), "AUD")),
    ]
    rupiah, other = sheets(found, SOURCES)
    assert (rupiah.currency, rupiah.years, other.currency) == ("IDR", (2027, None), "AUD")
