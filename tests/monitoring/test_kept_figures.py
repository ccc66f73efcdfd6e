"""What each cooperation adds to the picture, and what is missing of it, is kept; it follows the book and the days."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.monitoring.offices import centre, city, delivered
from tests.plans.helpers import acting as planning
from tests.plans.helpers import approval, changed, filled, new, officer, plan, put
from tests.plans.travel import days, trip
from tests.register.helpers import agreed

from gerbang.ledger import reading
from gerbang.ledger.actions import seal
from gerbang.monitoring import following
from gerbang.monitoring.evaluation.evaluated import figures
from gerbang.monitoring.missing import asking
from gerbang.monitoring.missing.awaited import Kind
from gerbang.monitoring.models import FigureTally, KeptAwaited, KeptFigures, KeptLiveliness
from gerbang.monitoring.obstacles import handling
from gerbang.monitoring.picture import counting, keeping
from gerbang.people.acting import Acting, Actor
from gerbang.plans import following_up
from gerbang.plans.actions import approve
from gerbang.plans.following_up import Task
from gerbang.plans.models import Activity, Plan
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def by() -> Acting:
    return city()


def planned() -> Plan:
    made = filled(plan(tie=agreed()))
    put(made, "indicators", new(name="Orang terlatih", unit="orang", direction="up", **{"target-2026": "40"}))
    approve(by=planning(officer()), plan=made, approval=approval())
    return made


def refreshed() -> int:
    seal()
    return following.refresh()


def kept(of: Tie) -> Mapping[str, Any]:
    found: Mapping[str, Any] = KeptFigures.objects.get(tie=of).figures
    return found


def assert_nothing_drifted() -> None:
    assert keeping.tallied() == keeping.summed(KeptFigures.objects.values_list("figures", flat=True))


def lines(of: Acting) -> dict[Kind, tuple[int, date | None]]:
    """Kind → how much is missing and since when the longest, as the actor is told."""
    found: dict[Kind, tuple[int, date | None]] = {}
    for one in asking.missing(Actor(of.account)):
        number, since = found.get(one.kind, (0, one.since))
        found[one.kind] = (number + one.number, since)
    return found


def test_the_ministry_is_told_the_same_as_the_region_adds_up(by: Acting) -> None:
    tie = planned().tie
    made = trip(by, tie, **days(by.today - timedelta(40)))
    following_up.add(by=by, of=made.ref, task=Task("Percontohan", "Dinas", due_on=by.today - timedelta(1)))
    refreshed()
    assert lines(centre()) == lines(by)
    assert set(lines(by)) == {Kind.ACTIVITY, Kind.TRIP, Kind.FOLLOW_UP}
    told = asking.numbers(Actor(centre().account))
    assert told == asking.numbers(Actor(by.account)) and sum(told.values()) == 3


def test_what_is_recorded_changes_the_figures_and_their_sums(by: Acting) -> None:
    made = planned()
    refreshed()
    assert kept(made.tie)["overdue"] == "1" and "year:2026" not in kept(made.tie)
    told = Told("Pelatihan", VagueDate.day(date(2026, 5, 2)))
    record_delivery(by=by, tie=made.tie, told=told, activity=Activity.objects.filter(plan=made).order_by("pk").first())
    assert refreshed() == 1
    assert keeping.tallied() == {
        "promised": Decimal(2), "delivered": Decimal(1), "year:2026": Decimal(1),
        "planned:apbd:IDR": Decimal(250_000_000), "goal:11": Decimal(1),
    }  # fmt: skip
    assert_nothing_drifted()
    assert not KeptAwaited.objects.exists()


def test_money_and_people_are_those_an_evaluation_of_all_days_counts(by: Acting) -> None:
    tie = agreed()
    made = trip(by, tie, people=4, money=[("apbd", Money(90, "IDR"))])
    trip(by, tie, people=9, money=[("apbd", Money(700, "IDR"))], **days(by.today + timedelta(1)))
    happened = VagueDate.day(date(2026, 3, 10))
    costs = [("apbd", Money(10, "IDR"))]
    record_delivery(by=by, tie=tie, trip=made, told=Told("Studi", happened, people_out=4, spending=costs))
    record_delivery(by=by, tie=tie, told=Told("Pelatihan", happened, people_in=3, people_out=2))
    refreshed()
    evaluated = figures(tie, date(2026, 1, 1), by.today)
    for actor in (Actor(by.account), Actor(centre().account)):
        picture = counting.picture(actor)
        assert picture.people == {"out": 6, "in": 3}
        assert picture.people == {way: evaluated[f"people-{way}"] for way in ("out", "in")}
        assert picture.money == [counting.SourceSum("apbd", "IDR", None, Decimal(100))]
        assert [Decimal(one["amount"]) for one in evaluated["money"]] == [Decimal(100)]


def test_activities_of_approved_plans_are_counted_by_the_goals_they_serve(by: Acting) -> None:
    made = filled(plan(tie=agreed()))
    put(
        made,
        "activities",
        changed(made, "activities", 0, sdg="11.6, 11.7, 4"),
        changed(made, "activities", 1, sdg="4.7"),
    )
    refreshed()
    assert counting.picture(Actor(by.account)).goals == []
    approve(by=planning(officer()), plan=made, approval=approval())
    refreshed()
    for actor in (Actor(by.account), Actor(centre().account)):
        assert counting.picture(actor).goals == [(4, 2), (11, 1)]


def test_a_day_that_passes_makes_a_thing_missing_without_any_entry(by: Acting) -> None:
    tie = planned().tie
    refreshed()
    until = KeptFigures.objects.get(tie=tie).until
    assert until == date(2026, 11, 30) or (until is not None and until >= TODAY)
    following._pass_days(date(2027, 1, 1))
    assert KeptAwaited.objects.get(kind=Kind.READING.value).since == date(2026, 12, 31)
    assert following._pass_days(date(2027, 1, 1)) is None
    assert_nothing_drifted()


def test_obstacles_are_counted_by_kind_and_state(by: Acting) -> None:
    tie = agreed()
    for category in ("budget", "budget", "law"):
        handling.record_obstacle(by=by, tie=tie, told=handling.Told("Kendala", category, "low"))
    refreshed()
    told = {("budget", "open"): 2, ("law", "open"): 1}
    assert counting.picture(Actor(by.account)).obstacles == counting.picture(Actor(centre().account)).obstacles == told


def test_of_what_is_withdrawn_or_outside_the_law_nothing_is_kept(by: Acting) -> None:
    tie = planned().tie
    delivered(by, tie)
    refreshed()
    Tie.objects.update(outside_law=True)
    following.recompute([tie.pk], TODAY)
    assert not KeptFigures.objects.exists() and not KeptAwaited.objects.exists() and keeping.tallied() == {}


def test_a_new_rule_computes_every_cooperation_once_and_goes_on_where_it_was_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ties = [agreed(with_=f"Kota {name}") for name in ("Satu", "Dua", "Tiga")]
    monkeypatch.setattr(following, "BATCH", 1)
    seal()
    compute, done = following.recompute, []

    def breaks(keys: Any, today: date) -> int:
        if len(done) == 2:
            raise ConnectionError
        done.extend(keys)
        return compute(keys, today)

    monkeypatch.setattr(following, "recompute", breaks)
    with pytest.raises(ConnectionError):
        following.refresh()
    assert KeptLiveliness.objects.count() == 2 and reading.has(following.SWEEP)
    monkeypatch.setattr(following, "recompute", compute)
    assert following.refresh() == 1
    assert KeptLiveliness.objects.count() == len(ties) and not reading.has(following.SWEEP)
    assert following.refresh() == 0
    assert FigureTally.objects.get(name=asking.figure(Kind.PLAN)).amount == 3


def test_one_run_does_so_much_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Satu", "Dua", "Tiga"):
        agreed(with_=f"Kota {name}")
    monkeypatch.setattr(following, "BATCH", 1)
    seal()
    assert [following.refresh(most=2) for _run in range(3)] == [2, 1, 0]
    assert KeptLiveliness.objects.count() == 3
