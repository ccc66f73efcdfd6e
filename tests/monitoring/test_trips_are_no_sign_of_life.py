"""That somebody travelled does not make a cooperation alive; what was carried out on the trip does."""

from datetime import date

import pytest
from tests.plans.helpers import acting, officer
from tests.plans.travel import journey
from tests.register.helpers import agreed

from gerbang.monitoring import queries
from gerbang.plans.recording import Told, record_delivery
from gerbang.plans.travelling import record_trip, report_trip
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def test_a_trip_changes_nothing_and_a_delivery_on_it_does() -> None:
    by, tie = acting(officer()), agreed(on=date(2015, 3, 2))
    before = queries.state_on(tie, by.today)
    made = record_trip(by=by, tie=tie, told=journey())
    report_trip(by=by, trip=made, result="Selesai", reported_on=date(2026, 3, 20))
    assert queries.state_on(tie, by.today) == before
    record_delivery(by=by, tie=tie, trip=made, told=Told("Pelatihan", VagueDate.day(date(2026, 3, 10))))
    assert queries.state_on(tie, by.today).state != before.state
