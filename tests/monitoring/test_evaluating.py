"""An evaluation is begun, filled in, completed and decided; its figures come from what was recorded."""

from datetime import date, timedelta

import pytest
from tests.monitoring.evaluations import PERIOD, assessment, begun, completed, decided, ruling
from tests.people.helpers import Right, acting, body
from tests.plans.helpers import approval, filled, new, plan, put
from tests.register.settling import officer, told

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.monitoring.evaluation import evaluated, evaluating
from gerbang.monitoring.evaluation import showing as showing_evaluation
from gerbang.monitoring.models import Evaluation
from gerbang.monitoring.reports.gathering import accounts_of
from gerbang.people.acting import Acting, Actor
from gerbang.plans.actions import Period, approve
from gerbang.plans.models import Activity, Plan
from gerbang.plans.recording import Told, record_delivery
from gerbang.plans.taking_part import TookPart
from gerbang.plans.travelling import Journey, record_trip
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

pytestmark = pytest.mark.django_db


def approved(of: Plan, by: Acting) -> Plan:
    approve(by=by, plan=of, approval=approval())
    return of


def test_the_figures_of_a_period_come_from_what_was_recorded_in_it() -> None:
    tie, by = told(), officer()
    of_plan = approved(filled(plan(tie=tie)), by)
    activity = Activity.objects.filter(plan=of_plan).order_by("pk")[0]
    begins, ends = date(2026, 1, 1), by.today
    happened = VagueDate.day(date(2026, 3, 10))
    trip = record_trip(
        by=by, tie=tie,
        told=Journey("out", "Studi", date(2026, 3, 9), date(2026, 3, 13), people=4, money=[("apbd", Money(90, "IDR"))]),
    )  # fmt: skip
    record_delivery(
        by=by, tie=tie, activity=activity, trip=trip,
        told=Told(
            "Pelatihan", happened, people_out=4, spending=[("apbd", Money(10, "IDR")), ("partner", Money(5, "JPY"))],
            ours=[TookPart("Dinas LH", 2), TookPart("Bappeda", None)], theirs=[TookPart("City of X", 1)],
        ),
    )  # fmt: skip
    record_delivery(by=by, tie=tie, told=Told("Kunjungan", VagueDate.day(date(2026, 4, 1)), people_in=7))
    record_delivery(by=by, tie=tie, told=Told("Dahulu", VagueDate.day(date(2020, 1, 1)), people_in=99))
    found = evaluated.figures(tie, begins, ends)
    assert (found["plan-agreed"], found["plan-done"], found["outside-plan"]) == (2, 1, 1)
    assert (found["trips-out"], found["people-out"], found["trips-in"], found["people-in"]) == (1, 4, 0, 7)
    assert (found["bodies-ours"], found["bodies-theirs"]) == (2, 1)
    assert found["money"] == [
        {"source": "apbd", "currency": "IDR", "amount": "100.00"},
        {"source": "partner", "currency": "JPY", "amount": "5.00"},
    ]
    assert found["outcomes"] == []


def test_what_was_carried_out_outside_the_plan_is_counted_beside_it() -> None:
    tie, by = told(), officer()
    earlier = approved(filled(plan(tie=tie, period=Period(date(2020, 1, 1), date(2020, 12, 31)))), by)
    approved(filled(plan(tie=tie)), by)
    for activity, on in (
        *((activity, date(2026, 3, 10)) for activity in Activity.objects.exclude(plan=earlier).order_by("pk")[:1]),
        *((activity, date(2026, 3, 11)) for activity in Activity.objects.filter(plan=earlier).order_by("pk")[:1]),
        (None, date(2026, 4, 1)), (None, date(2026, 4, 2)), (None, date(2020, 4, 2)),
    ):  # fmt: skip
        record_delivery(by=None, tie=tie, activity=activity, told=Told("Kegiatan", VagueDate.day(on)))
    found = evaluated.figures(tie, date(2026, 1, 1), by.today)
    assert (found["plan-agreed"], found["plan-done"], found["outside-plan"]) == (2, 1, 3)


def test_of_a_plan_those_activities_are_agreed_for_a_period_whose_days_touch_it() -> None:
    tie, by = told(), officer()
    made = filled(plan(tie=tie))
    assert evaluated.figures(tie, date(2026, 1, 1), by.today)["plan-agreed"] == 0  # a draft agrees nothing
    put(made, "activities", new(2, objective="1", title="Lokakarya", begins_on="2026-07-01"))
    approved(made, by)
    training = Activity.objects.order_by("pk")[0]
    record_delivery(by=None, tie=tie, activity=training, told=Told("Pelatihan", VagueDate.day(date(2026, 8, 4))))
    for days, agreed, done, awaited in (
        ((date(2026, 1, 1), date(2026, 2, 28)), 1, 0, 1),  # one without days has those of its plan
        ((date(2026, 5, 31), date(2026, 6, 30)), 2, 0, 2),
        ((date(2026, 1, 1), date(2026, 9, 30)), 3, 1, 2),
        ((date(2026, 8, 1), date(2026, 8, 31)), 1, 0, 1),
    ):
        found = evaluated.figures(tie, *days)
        assert (found["plan-agreed"], found["plan-done"], found["outside-plan"]) == (agreed, done, 0)
        assert len(accounts_of([tie], *days, {})[0].awaited) == awaited == agreed - done


def test_a_figure_that_was_not_asked_when_an_evaluation_was_completed_is_not_shown_as_one_nobody_counted() -> None:
    made = evaluating.begin(by=officer(), tie=told(), begins_on=PERIOD[0], ends_on=PERIOD[1])
    names = [row.name for row in showing_evaluation.shown(made, {})[0].figures]
    assert names[2] == "Pelaksanaan kegiatan di luar rencana"
    made.figures = {"plan-agreed": 2, "plan-done": 1}
    assert [row.name for row in showing_evaluation.shown(made, {})[0].figures] == names[:2]


def test_people_whom_nobody_counted_are_not_known_and_no_zero() -> None:
    found = evaluated.figures(told(), *PERIOD)
    assert found["people-out"] is None and found["people-in"] is None and found["trips-out"] == 0


def test_a_draft_is_kept_as_it_reads_and_may_be_saved_again() -> None:
    by = officer()
    made = begun(by)
    evaluating.save(by=by, evaluation=made, told=assessment(scores={"plan": (2, "")}, corrections={"plan-done": "17"}))
    evaluating.save(by=by, evaluation=made, told=assessment(corrections={"plan-done": "18", "plan-agreed": " "}))
    assert made.scores.count() == 6
    assert [(one.figure, one.value) for one in made.corrections.all()] == [("plan-done", "18")]


def test_of_two_who_save_one_draft_the_second_is_told() -> None:
    by = officer()
    made = begun(by)
    seen = ledger.head(made.ref)
    evaluating.save(by=by, evaluation=made, told=assessment(summary="Pertama"), seen=seen)
    with pytest.raises(Conflict):
        evaluating.save(by=by, evaluation=made, told=assessment(summary="Kedua"), seen=seen)
    made.refresh_from_db()
    assert made.summary == "Pertama"


def test_what_is_not_on_the_form_is_refused() -> None:
    by = officer()
    made = begun(by)
    wrong = assessment(scores={"plan": (9, ""), "lain": (1, "")}, corrections={"plan-done": "banyak"}, proposed="entah")
    with pytest.raises(Invalid) as refused:
        evaluating.save(by=by, evaluation=made, told=wrong)
    assert set(refused.value.problems) == {"score-plan", "score-lain", "figure-plan-done", "proposed"}


def test_an_office_has_one_open_evaluation_of_a_cooperation() -> None:
    tie, by = told(), officer()
    begun(by, tie)
    with pytest.raises(Invalid, match="sudah memulai"):
        begun(by, tie)
    ministry = acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND)
    assert begun(ministry, tie).body == ministry.body
    assert Evaluation.objects.count() == 2


def test_a_period_has_an_order_and_lies_behind() -> None:
    by, tie = officer(), told()
    for begins_on, ends_on in ((PERIOD[1], PERIOD[0]), (PERIOD[0], by.today + timedelta(1))):
        with pytest.raises(Invalid):
            evaluating.begin(by=by, tie=tie, begins_on=begins_on, ends_on=ends_on)


def test_it_is_completed_when_nothing_is_missing_and_its_figures_then_stay() -> None:
    tie, by = told(), officer()
    made = begun(by, tie)
    with pytest.raises(Invalid, match="Ringkasan"):
        evaluating.complete(by=by, evaluation=made)
    evaluating.save(by=by, evaluation=made, told=assessment(scores={"plan": (3, "")}))
    made.refresh_from_db()
    assert len(evaluating.missing_of(made)) == 6
    evaluating.save(by=by, evaluation=made, told=assessment())
    done = evaluating.complete(by=by, evaluation=made)
    record_delivery(by=by, tie=tie, told=Told("Terlambat dicatat", VagueDate.day(date(2025, 3, 1)), people_in=7))
    done.refresh_from_db()
    assert done.figures["people-in"] is None
    with pytest.raises(Conflict):
        evaluating.save(by=by, evaluation=made, told=assessment())
    with pytest.raises(Conflict):
        evaluating.complete(by=by, evaluation=made)


def test_what_was_decided_is_recorded_once_with_its_letter() -> None:
    tie, by = told(), officer()
    made = completed(by, tie)
    found = evaluating.decide(by=by, evaluation=made, ruling=ruling())
    assert (found.state, found.result, found.letter_number) == ("decided", "continue", "050/7/2026")
    assert evaluated.newest_decided(tie) == found
    assert ledger.history(tie.ref).last().kind == "evaluation.decided"
    with pytest.raises(Conflict):
        evaluating.decide(by=by, evaluation=made, ruling=ruling(result="end", reason="Lain"))


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"result": "entah"}, "result"),
        ({"decided_by": " "}, "decided_by"),
        ({"letter_number": ""}, "letter_number"),
        ({"decided_on": date(2023, 1, 1)}, "decided_on"),
        ({"decided_on": date(2999, 1, 1)}, "decided_on"),
        ({"result": "end"}, "reason"),
    ],
)
def test_a_decision_names_its_office_letter_and_day_and_says_why_it_differs(
    changed: dict[str, object], at: str
) -> None:
    by = officer()
    with pytest.raises(Invalid) as refused:
        evaluating.decide(by=by, evaluation=completed(by), ruling=ruling(**changed))
    assert at in refused.value.problems


def test_only_the_office_that_began_it_writes_and_only_who_sends_decides() -> None:
    tie, by = told(), officer()
    made = completed(by, tie)
    preparing = acting(body("Pemerintah Kota Bandung"), Right.PREPARE)
    with pytest.raises(Refused):
        evaluating.decide(by=preparing, evaluation=made, ruling=ruling())
    for other in (
        acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND),
        acting(body("Pemerintah Kota Surabaya"), Right.SEND),
        acting(body("Pemerintah Kota Bandung"), Right.READ),
    ):
        with pytest.raises(Refused):
            evaluating.withdraw(by=other, evaluation=made, reason="Bukan milik kami")
    with pytest.raises(Refused):
        begun(acting(body("Pemerintah Kota Medan"), Right.SEND), tie)


def test_a_draft_is_its_own_offices_and_what_is_completed_is_read_by_the_insiders() -> None:
    tie, by = told(), officer()
    made = begun(by, tie)
    own = Actor(by.account)
    ministry = Actor(acting(body("Pusat Fasilitasi Kerja Sama"), Right.READ).account)
    stranger = Actor(acting(body("Pemerintah Kota Surabaya"), Right.SEND).account)
    assert [evaluated.of_tie(actor, tie) for actor in (own, ministry, stranger, Actor(None))] == [[made], [], [], []]
    evaluating.save(by=by, evaluation=made, told=assessment())
    evaluating.complete(by=by, evaluation=made)
    assert [bool(evaluated.of_tie(actor, tie)) for actor in (own, ministry, stranger, Actor(None))] == [
        True, True, False, False,
    ]  # fmt: skip


def test_the_newest_decision_counts_and_a_withdrawn_one_no_more() -> None:
    tie, by = told(), officer()
    first = decided(by, tie)
    second = decided(by, tie, result="renew", reason="Masa berlaku habis", decided_on=date(2026, 3, 1))
    assert evaluated.newest_decided(tie) == second
    evaluating.withdraw(by=by, evaluation=second, reason="Salah surat")
    assert evaluated.newest_decided(tie) == first
    with pytest.raises(Conflict):
        evaluating.withdraw(by=by, evaluation=second, reason="Lagi")
