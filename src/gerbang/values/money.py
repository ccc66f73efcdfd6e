"""Amounts of money: a decimal, its currency, and the date it speaks of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217); sums exist within a currency only."""

    amount: Decimal
    currency: str
    on: date | None = None

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)


def format_money(value: Money, language: str) -> str:
    """`Rp1.250.000.000` for rupiah; otherwise code and amount, grouped as the language writes numbers."""
    whole = value.amount == value.amount.to_integral_value()
    text = f"{value.amount:,.{0 if whole else 2}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"Rp{text}" if value.currency == "IDR" else f"{value.currency} {text}"
