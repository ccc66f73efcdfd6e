"""Readable case numbers: `KSDPL/32.73/2026/0004` (kind of cooperation, region's code, year, running number)."""

from datetime import date

from gerbang.gate.models import Case
from gerbang.places.models import Region
from gerbang.rulebook.schema import Rulebook


def next_number(book: Rulebook, region: Region, opened_on: date) -> str:
    """The next free number; two cases opened at once meet at the unique column and one is told to try again."""
    prefix = f"{book.kind.partition('-')[0].upper()}/{region.code}/{opened_on.year}/"
    last = Case.objects.filter(number__startswith=prefix).order_by("-number").values_list("number", flat=True).first()
    running = int(last.rpartition("/")[2]) + 1 if last else 1
    return f"{prefix}{running:04d}"
