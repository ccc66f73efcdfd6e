"""Readable case numbers: `KSDPL/32.73/2026/0004` (kind of cooperation, region's code, year, running number)."""

from datetime import date

from django.db.models.functions import Length

from gerbang.gate.models import Case
from gerbang.places.models import Region


def one_at_a_time(region: Region) -> None:
    """Lets the cases of a region be begun one after the other: none takes another's number, or a second tie.

    The lock is one that rows naming the region do not wait for.
    """
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def next_number(kind: str, region: Region, opened_on: date) -> str:
    """The next free number of a region; longer running numbers come after shorter ones."""
    prefix = f"{kind.partition('-')[0].upper()}/{region.code}/{opened_on.year}/"
    numbers = Case.objects.filter(number__startswith=prefix).order_by(Length("number").desc(), "-number")
    last = numbers.values_list("number", flat=True).first()
    running = int(last.rpartition("/")[2]) + 1 if last else 1
    return f"{prefix}{running:04d}"
