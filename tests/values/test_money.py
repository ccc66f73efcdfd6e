"""Money: sums within one currency only, written as the language writes numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.values.money import Money, format_money

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(amounts, amounts)
def test_sums_within_a_currency_are_exact(first: Decimal, second: Decimal) -> None:
    assert (Money(first, "IDR") + Money(second, "IDR")).amount == first + second


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="AUD"):
        Money(Decimal(1), "IDR") + Money(Decimal(1), "AUD")


@given(amounts)
def test_the_two_languages_write_the_same_figures(amount: Decimal) -> None:
    indonesian, english = format_money(Money(amount, "USD"), "id"), format_money(Money(amount, "USD"), "en")
    assert indonesian.translate(str.maketrans(",.", ".,")) == english
    assert Decimal(english.removeprefix("USD ").replace(",", "")) == amount


def test_rupiah() -> None:
    assert format_money(Money(Decimal(1_250_000_000), "IDR"), "id") == "Rp1.250.000.000"
    assert format_money(Money(Decimal("1250.5"), "USD"), "id") == "USD 1.250,50"
