"""Reports of the demonstration: a made-up letter that asks for them, and what two regions handed in (all "contoh").

Safe to run again: a period that is there stays as people left it.
"""

from datetime import date, timedelta

from django.db import transaction

from gerbang.monitoring.models import Report, ReportPeriod, Route
from gerbang.monitoring.reports import reporting
from gerbang.monitoring.reports.reporting import Asked, HandedIn, Remarked, Words
from gerbang.people.acting import Acting

NUMBER = "000.8/contoh/SJ"
TERM = timedelta(days=14)
SUMMARY = "Kalimat dan surat laporan ini contoh untuk peragaan; kegiatan di dalamnya menurut catatan (contoh)."


@transaction.atomic
def load(centre: Acting, city: Acting, province: Acting, today: date) -> int:
    """Adds the period of the last half-year with two reports: the city's came back, the province's waits."""
    if ReportPeriod.objects.filter(letter_number=NUMBER).exists():
        return 0
    starts, ends = _last_half_year(today)
    name = f"Semester {'I' if ends.month == 6 else 'II'} {ends.year} (contoh)"
    asked = Asked(name, starts, ends, today + TERM, Route.DIRECT, NUMBER, today - TERM)
    period = reporting.set_period(by=centre, asked=asked)
    returned = _handed_in(city, period)
    remarks = [
        Remarked("Lengkapi uraian hasil kegiatan dan tindak lanjutnya (contoh)."),
        Remarked("Sampaikan permasalahan anggaran, bila ada (contoh)."),
    ]
    reporting.send_back(by=centre, report=returned, remarks=remarks, words="Mohon dilengkapi (contoh).")
    _handed_in(province, period)
    return 2


def _handed_in(by: Acting, period: ReportPeriod) -> Report:
    region = by.bodies[-1].region
    if region is None:
        raise ValueError("A report of the demonstration is written for a region.")
    report = reporting.begin(by=by, region=region, of=period)
    reporting.say(by=by, report=report, words=Words(SUMMARY))
    reporting.submit(by=by, report=report, handed_in=HandedIn())
    return Report.objects.get(pk=report.pk)


def _last_half_year(today: date) -> tuple[date, date]:
    if today.month > 6:
        return date(today.year, 1, 1), date(today.year, 6, 30)
    return date(today.year - 1, 7, 1), date(today.year - 1, 12, 31)
