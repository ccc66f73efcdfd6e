"""A cooperation there is, and cases about it, for tests: signed in 2016 for three years, unless said otherwise."""

from datetime import date
from typing import Any

from tests.gate.office import BEGAN, Offices, Walk, melbourne

from gerbang.gate import upon
from gerbang.places.models import Region
from gerbang.register.actions import open_tie, sign_instrument
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

SIGNED, RAN_OUT = date(2016, 5, 20), date(2019, 5, 19)


def agreed(offices: Offices, *, kind: str = "ksdpl-sister", signed: date = SIGNED, until: date | None = RAN_OUT) -> Tie:
    """A cooperation of these offices, with Melbourne or (at home) with Kota Cimahi, and its text."""
    abroad = kind.startswith(("ksdpl", "ksdll"))
    others: dict[str, Any] = {"partners": [melbourne(offices.by("region"))]} if abroad else {
        "regions": [Region.objects.get(code="32.77")]
    }  # fmt: skip
    if kind == "ksdpk":
        others = {"third_party": "PT Uji Coba"}
    tie = open_tie(by=None, kind=kind, region=offices.region, **others)
    text = "mou" if abroad else "pks"
    sign_instrument(by=None, tie=tie, kind=text, signed=VagueDate.day(signed), valid_until=until)
    tie.refresh_from_db()
    return tie


def begun_upon(offices: Offices, tie: Tie, book: str, **changed: Any) -> Walk:
    """A case about it at its first stage, walked on letters only by the region's own account."""
    values: dict[str, Any] = {"book_id": f"id.{book}", "tie": tie, "happened_on": BEGAN, **changed}
    case = upon.open_upon(by=offices.by("region"), continuing=upon.Continuing(**values))
    return Walk(offices, case, day=values.get("since") or values["happened_on"], letters_only=True)
