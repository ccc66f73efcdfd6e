"""Readable case numbers: `KSDPL/32.73/2026/0004` (kind of cooperation, region's code, year, running number)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from gerbang.access import Conflict
from gerbang.gate.models import Case
from gerbang.places.models import Region

ATTEMPTS = 20
"""How often a number is tried that somebody else takes at the same moment."""


def numbered(kind: str, region: Region, opened_on: date, **columns: Any) -> Case:
    """A new case under the next free number; whoever meets another at the unique column takes the one after."""
    prefix = f"{kind.partition('-')[0].upper()}/{region.code}/{opened_on.year}/"
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                number = f"{prefix}{_running(prefix) + 1:04d}"
                return Case.objects.create(number=number, region=region, opened_on=opened_on, **columns)
        except IntegrityError:
            if not Case.objects.filter(number=number).exists():
                raise
    raise Conflict(prefix, _running(prefix))


def _running(prefix: str) -> int:
    """The last number given; longer ones come after shorter ones."""
    numbers = Case.objects.filter(number__startswith=prefix).order_by(Length("number").desc(), "-number")
    last = numbers.values_list("number", flat=True).first()
    return int(last.rpartition("/")[2]) if last else 0
