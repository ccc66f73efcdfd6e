"""What was carried out is recorded, set right and withdrawn; nothing is erased."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.people import helpers as people
from tests.people.helpers import Right
from tests.plans.helpers import acting, filled, ministry, officer, plan
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.plans import queries, recorded
from gerbang.plans.models import Activity, Delivery, Plan
from gerbang.plans.recording import Told, record_delivery, withdraw_delivery
from gerbang.plans.taking_part import TookPart
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

pytestmark = pytest.mark.django_db

MARCH = VagueDate.day(date(2026, 3, 12))


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def of(tie: Tie) -> Plan:
    return filled(plan(tie=tie))


def told(**changed: Any) -> Told:
    return Told(**{"title": "Pelatihan kompos", "happened": MARCH, **changed})


def activity(of: Plan) -> Activity:
    return Activity.objects.filter(plan=of).order_by("pk")[0]


def test_who_came_what_it_cost_and_when_are_kept(tie: Tie, of: Plan) -> None:
    by = acting(officer())
    made = record_delivery(
        by=by,
        tie=tie,
        activity=activity(of),
        told=told(
            ended_on=date(2026, 3, 14),
            people_out=0,
            people_in=3,
            ours=[TookPart("Dinas Lingkungan Hidup", 4)],
            theirs=[TookPart("City of Melbourne")],
            spending=[("apbd", Money(Decimal(2_500_000), "IDR")), ("partner", Money(Decimal(1200), "AUD"))],
        ),
    )
    assert [(one.side, str(one)) for one in made.participants.all()] == [
        ("ours", "Dinas Lingkungan Hidup (4)"),
        ("theirs", "City of Melbourne"),
    ]
    assert [str(one) for one in made.spending.all()] == ["IDR 2500000.00", "AUD 1200.00"]
    assert (made.people_out, made.people_in, made.body) == (0, 3, by.body)
    assert made.happened == MARCH
    assert ledger.history(tie.ref).filter(kind="delivery.recorded").count() == 1


def test_a_late_record_keeps_its_own_day_and_the_day_it_arrived(tie: Tie) -> None:
    by = acting(officer())
    made = record_delivery(by=by, tie=tie, told=told(happened=VagueDate.read("2012")))
    assert (made.happened_earliest, made.happened_latest) == (date(2012, 1, 1), date(2012, 12, 31))
    assert made.recorded_at.date() >= by.today - timedelta(1)


def test_what_is_wrong_is_named_all_at_once(tie: Tie, of: Plan) -> None:
    by = acting(officer())
    ahead = VagueDate.day(by.today + timedelta(2))
    elsewhere = activity(filled(plan(tie=agreed(with_="Kota Lain"))))
    with pytest.raises(Invalid) as refused:
        record_delivery(
            by=by, tie=tie, activity=elsewhere, told=told(title=" ", happened=ahead, people_out=-1, spending=[
                ("apbd", Money(Decimal(0), "IDR"))]),
        )  # fmt: skip
    assert set(refused.value.problems) == {"title", "happened", "activity", "people_out", "spending"}
    with pytest.raises(Invalid) as unknown:
        record_delivery(by=by, tie=tie, told=told(happened=VagueDate.unknown()))
    assert "happened" in unknown.value.problems
    with pytest.raises(Invalid) as early:
        record_delivery(by=by, tie=tie, told=told(ended_on=date(2026, 3, 1)))
    assert "ended_on" in early.value.problems
    assert not Delivery.objects.exists()


def test_only_the_regions_of_the_cooperation_record(tie: Tie) -> None:
    with pytest.raises(Refused):
        record_delivery(by=acting(ministry()), tie=tie, told=told())
    stranger = people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND)
    with pytest.raises(Refused):
        record_delivery(by=acting(stranger), tie=tie, told=told())


def test_setting_right_keeps_what_was_told_before(tie: Tie) -> None:
    account = officer()
    by = acting(account)
    wrong = record_delivery(by=by, tie=tie, told=told(title="Pelatihan kompas"))
    right = record_delivery(by=by, tie=tie, told=told(), replaces=wrong)
    wrong.refresh_from_db()
    assert not wrong.stands and right.stands
    assert recorded.of_tie(Actor(account), tie) == [right]
    assert recorded.chain(right) == [right.ref, wrong.ref]


def test_of_two_who_set_the_same_record_right_the_second_is_told(tie: Tie) -> None:
    by = acting(officer())
    wrong = record_delivery(by=by, tie=tie, told=told())
    record_delivery(by=by, tie=tie, told=told(), replaces=wrong)
    with pytest.raises(Conflict):
        record_delivery(by=by, tie=tie, told=told(), replaces=wrong)
    with pytest.raises(Conflict):
        withdraw_delivery(by=by, delivery=wrong, reason="Ganda")


def test_withdrawing_needs_a_reason_and_leaves_the_record_to_be_seen(tie: Tie) -> None:
    by = acting(officer())
    made = record_delivery(by=by, tie=tie, told=told())
    with pytest.raises(Invalid):
        withdraw_delivery(by=by, delivery=made, reason="  ")
    withdraw_delivery(by=by, delivery=made, reason="Dicatat dua kali")
    made.refresh_from_db()
    assert made.withdrawn_reason == "Dicatat dua kali"


def test_a_record_hangs_on_its_cooperation(tie: Tie) -> None:
    assert queries.hanging_on(tie) == ""
    record_delivery(by=None, tie=tie, told=told())
    assert queries.hanging_on(tie) == "1 catatan pelaksanaan tercatat padanya."
