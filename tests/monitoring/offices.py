"""Who asks, writes and answers in tests of reports, and what they report on."""

from datetime import date
from typing import Any

from tests.people import helpers as people
from tests.register.helpers import agreed

from gerbang.monitoring.models import Report, ReportPeriod
from gerbang.monitoring.reports import reporting
from gerbang.monitoring.reports.reporting import Asked, HandedIn, Remarked, Span
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, Membership, Right
from gerbang.places.models import Region
from gerbang.plans.models import Delivery
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

HALF_YEAR = date(2026, 1, 1), date(2026, 6, 30)
CENTRE, PROVINCE = "Pusat Fasilitasi Kerja Sama", "Pemerintah Provinsi Jawa Barat"


def acting(name: str, right: Right = Right.SEND) -> Acting:
    """One account a body and right, however often a test asks for it."""
    held = Membership.objects.filter(body=body(name), right=right).first()
    return Actor(held.account).acting(right) if held else people.acting(body(name), right)


def city(right: Right = Right.SEND) -> Acting:
    return acting("Pemerintah Kota Bandung", right)


def province() -> Acting:
    return acting(PROVINCE)


def centre() -> Acting:
    return acting(CENTRE)


def region(by: Acting) -> Region:
    found = by.body.region
    assert found is not None
    return found


def asked(**changed: Any) -> Asked:
    starts, ends = HALF_YEAR
    told = {"name": "Semester I 2026", "starts_on": starts, "ends_on": ends, "due_on": date(2026, 7, 31),
            "route": "direct", "letter_number": "000.8/1/SJ", "letter_date": date(2026, 6, 1)}  # fmt: skip
    return Asked(**{**told, **changed})


def period(by: Acting | None = None, **changed: Any) -> ReportPeriod:
    return reporting.set_period(by=by or centre(), asked=asked(**changed))


def report(by: Acting, of: ReportPeriod | Span | None = None) -> Report:
    return reporting.begin(by=by, region=region(by), of=of or Span("Laporan sendiri", *HALF_YEAR))


def handed_in(by: Acting, of: ReportPeriod | None = None, **told: Any) -> Report:
    made = report(by, of)
    reporting.submit(by=by, report=made, handed_in=HandedIn(**told))
    return fresh(made)


def returned(by: Acting, made: Report, *remarks: str) -> Report:
    said = [Remarked(text) for text in remarks or ("Lengkapi hasilnya.",)]
    return reporting.send_back(by=by, report=made, remarks=said)


def fresh(of: Report) -> Report:
    return Report.objects.select_related("holder", "region", "period").get(pk=of.pk)


def delivered(by: Acting, tie: Tie | None = None, on: date = date(2026, 3, 10), title: str = "Pelatihan") -> Delivery:
    told = Told(title, VagueDate.day(on), place="Bandung", result="40 orang terlatih")
    return record_delivery(by=by, tie=tie or agreed(), told=told)


def body(name: str) -> Body:
    return people.body(name)
