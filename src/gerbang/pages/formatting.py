"""Dates, numbers and amounts in the language of the page."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gerbang.values import language
from gerbang.values.dates import VagueDate, format_day, format_vague
from gerbang.values.money import Money, format_money

DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def day(value: date | datetime | VagueDate | None) -> str:
    """`12 Maret 2026`; a vague date no more precisely than it is known; nothing for nothing."""
    if not value:
        return ""
    if isinstance(value, VagueDate):
        return format_vague(value, language.active())
    return format_day(_local(value), language.active())


def weekday(value: date | datetime | None) -> str:
    """`Rabu, 13 Mei 2026`."""
    if not value:
        return ""
    local = _local(value)
    return f"{DAYS[language.active()][local.weekday()]}, {day(local)}"


def moment(value: datetime | None) -> str:
    """`12 Maret 2026 pukul 14.05 WIB` in the active time zone."""
    if not value:
        return ""
    local = timezone.localtime(value)
    zone = local.tzname() or ""
    if language.active() == "id":
        return f"{day(local)} pukul {local:%H.%M} {zone}".strip()
    return f"{day(local)}, {local:%H:%M} {zone}".strip()


def _local(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def number(value: int | float | Decimal | str | None, places: int = 0) -> str:
    """`1.250` in Indonesian, `1,250` in English; what is no number stays as it is."""
    if value is None or value == "":
        return ""
    try:
        text = f"{Decimal(str(value)):,.{places}f}"
    except ArithmeticError:
        return str(value)
    return text.translate(str.maketrans(",.", ".,")) if language.active() == "id" else text


def size(value: int | None) -> str:
    """The size of a file: `577 B`, `21,8 KB`, `1,2 MB`."""
    if value is None:
        return ""
    amount, units = Decimal(value), ["B", "KB", "MB", "GB"]
    while amount >= 1000 and len(units) > 1:
        amount, units = amount / 1024, units[1:]
    return f"{number(amount, 0 if units[0] == 'B' else 1)} {units[0]}"


def money(value: Money | Decimal | int | None, currency: str = "IDR") -> str:
    """`Rp1.250.000.000`; another currency by its code."""
    if value is None or value == "":
        return ""
    amount = value if isinstance(value, Money) else Money(Decimal(value), currency)
    return format_money(amount, language.active())


def picked(value: Any) -> Any:
    """The text of something with `.id` and `.en` (or those keys) in the active language; else the value itself."""
    if isinstance(value, dict) and "id" in value:
        return language.pick(id=value["id"], en=value.get("en") or "")
    if hasattr(value, "id") and hasattr(value, "en"):
        return language.pick(id=value.id, en=value.en or "")
    return value
