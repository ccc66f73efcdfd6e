"""Names of those who travel stand in one place, are seen by those who keep the record, and can be erased."""

import pytest
from django.urls import reverse
from tests.people import helpers as people
from tests.plans.helpers import acting, filled, ministry, officer, plan
from tests.plans.travel import journey, trip
from tests.register.helpers import agreed

from gerbang.ledger.models import Payload
from gerbang.people.acting import Acting
from gerbang.plans import recording, travelling
from gerbang.plans.delegation import Member
from gerbang.plans.models import Activity, Traveller
from gerbang.plans.travelling import record_trip
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db

NAME = "Nama Contoh"
HEAD = Member("Kepala Dinas", "Dinas Lingkungan Hidup", NAME)


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def by() -> Acting:
    return acting(officer())


def names() -> list[str]:
    return [one.name for one in Traveller.objects.order_by("pk")]


def test_no_entry_of_the_ledger_holds_a_name(tie: Tie, by: Acting) -> None:
    made = trip(by, tie, members=[HEAD])
    right = record_trip(by=by, tie=tie, told=journey(members=[HEAD]), replaces=made)
    travelling.forget_names(by=by, trip=right, reason="Diminta yang bersangkutan")
    assert not Payload.objects.filter(text__contains=NAME).exists()


def test_names_are_erased_and_capacities_stay(tie: Tie, by: Acting) -> None:
    made = trip(by, tie, members=[HEAD])
    with pytest.raises(Invalid):
        travelling.forget_names(by=by, trip=made, reason=" ")
    assert names() == [NAME]
    travelling.forget_names(by=by, trip=made, reason="Diminta yang bersangkutan")
    assert names() == [""]
    assert [str(one) for one in made.travellers.all()] == ["Kepala Dinas, Dinas Lingkungan Hidup"]
    with pytest.raises(Invalid):
        travelling.forget_names(by=by, trip=made, reason="Sekali lagi")


def test_a_record_that_is_withdrawn_or_set_right_keeps_no_name(tie: Tie, by: Acting) -> None:
    wrong = trip(by, tie, members=[HEAD])
    right = record_trip(by=by, tie=tie, told=journey(members=[HEAD]), replaces=wrong)
    assert names() == ["", NAME]
    travelling.withdraw_trip(by=by, trip=right, reason="Batal berangkat")
    assert names() == ["", ""]


def test_names_are_erased_of_a_closed_year_too(tie: Tie, by: Acting) -> None:
    of = filled(plan(tie=tie))
    activity = Activity.objects.filter(plan=of).order_by("pk")[0]
    made = record_trip(by=by, tie=tie, told=journey(members=[HEAD]), activity=activity)
    recording.close_year(by=by, plan=of, year=2026)
    travelling.forget_names(by=by, trip=made, reason="Diminta yang bersangkutan")
    assert names() == [""]


def test_the_ministry_reads_in_which_capacity_and_not_who(tie: Tie, by: Acting) -> None:
    page = reverse("plans:trip", args=[trip(by, tie, members=[HEAD]).ref])
    keeper = people.signed_in(by.account).get(page).content.decode()
    reader = people.signed_in(ministry()).get(page).content.decode()
    assert NAME in keeper and NAME not in reader
    assert "Kepala Dinas, Dinas Lingkungan Hidup" in reader
