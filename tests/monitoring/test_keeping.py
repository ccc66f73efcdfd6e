"""What officials record of a cooperation's life: contacts, its rhythm, a judgement; and what they take back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.people.helpers import Right, acting, body
from tests.register.settling import officer, told

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.monitoring import actions, queries
from gerbang.monitoring.liveliness.states import RhythmFrom, State
from gerbang.monitoring.models import Contact, Judgement, StatedRhythm
from gerbang.people.acting import Acting
from gerbang.plans.models import Plan, PlanVersion
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def state(tie: Tie, by: Acting) -> State:
    return queries.state_on(tie, by.today).state


def touch(by: Acting, tie: Tie, days_ago: int = 3) -> Contact:
    on = by.today - timedelta(days_ago)
    return actions.note_contact(by=by, tie=tie, happened_on=on, way="online", about="Rencana pelatihan")


def test_a_contact_is_a_sign_that_somebody_keeps_the_cooperation() -> None:
    tie, by = told(), officer()
    assert state(tie, by) == State.NO_DATA
    noted = touch(by, tie)
    assert state(tie, by) == State.FADING
    assert ledger.history(tie.ref).last().kind == "contact.noted"
    actions.withdraw(by=by, kept=noted, reason="Kota yang lain.")
    assert state(tie, by) == State.NO_DATA
    assert Contact.objects.get().withdrawn_reason == "Kota yang lain."
    with pytest.raises(Invalid, match="sudah ditarik"):
        actions.withdraw(by=by, kept=noted, reason="Sekali lagi.")


def test_a_contact_lies_in_the_past_and_says_what_it_was_about() -> None:
    tie, by = told(), officer()
    with pytest.raises(Invalid) as refused:
        actions.note_contact(by=by, tie=tie, happened_on=by.today + timedelta(1), way="visit", about=" ")
    assert set(refused.value.problems) == {"happened_on", "about"}
    assert not Contact.objects.exists()


def test_the_newest_stated_rhythm_counts_until_it_is_withdrawn() -> None:
    tie, by = told(), officer()
    for months in (48, 12):
        actions.state_rhythm(by=by, tie=tie, months=months, reason="Disepakati melalui surat.")
    life = queries.life(tie, by.today)
    assert (life.found.rhythm.months, life.found.rhythm.origin) == (12, RhythmFrom.PERSON)
    actions.withdraw(by=by, kept=StatedRhythm.objects.get(months=12), reason="Salah ketik.")
    assert queries.life(tie, by.today).found.rhythm.months == 48


@pytest.mark.parametrize("months", [0, -1, 241])
def test_a_rhythm_is_of_one_to_240_months(months: int) -> None:
    with pytest.raises(Invalid, match="240"):
        actions.state_rhythm(by=officer(), tie=told(), months=months, reason="Alasan")
    assert not StatedRhythm.objects.exists()


def test_a_judgement_needs_a_reason_a_state_that_can_be_judged_and_an_end_within_a_year() -> None:
    tie, by = told(), officer()
    with pytest.raises(Invalid) as refused:
        actions.judge(by=by, tie=tie, state=State.ENDED, reason="", ends_on=by.today + timedelta(400))
    assert set(refused.value.problems) == {"state", "ends_on"}
    with pytest.raises(Invalid, match="alasan"):
        actions.judge(by=by, tie=tie, state=State.ACTIVE, reason=" ", ends_on=by.today)
    actions.judge(by=by, tie=tie, state=State.ACTIVE, reason="Kunjungan bulanan.", ends_on=by.today)
    found = queries.state_on(tie, by.today)
    assert (found.state, found.rule) == (State.ACTIVE, "overruled")
    assert found.computed and found.computed.state == State.NO_DATA
    assert queries.state_on(tie, by.today + timedelta(1)).state == State.NO_DATA
    assert Judgement.objects.count() == 1


def test_another_region_and_a_reader_keep_nothing() -> None:
    tie = told()
    for by in (
        acting(body("Pemerintah Kota Surabaya"), Right.SEND),
        acting(body("Pemerintah Kota Bandung"), Right.READ),
    ):
        with pytest.raises(Refused):
            touch(by, tie)
    assert not Contact.objects.exists()


def test_who_was_slower_is_told() -> None:
    tie, by = told(), officer()
    seen = ledger.head(tie.ref)
    touch(by, tie)
    with pytest.raises(Conflict):
        actions.state_rhythm(by=by, tie=tie, months=12, reason="Alasan", seen=seen)
    assert not StatedRhythm.objects.exists()


def test_the_texts_of_the_register_are_evidence_too() -> None:
    tie, by = told(on="2012-05-17", precision="day"), officer()
    assert queries.state_on(tie, date(2013, 1, 1), by.today).state == State.ACTIVE
    assert queries.state_on(tie, date(2014, 1, 1), by.today).state == State.NO_DATA
    assert queries.state_on(tie, date(2011, 1, 1), by.today).state == State.PREPARING
    then = queries.state_on(tie, date(2013, 1, 1))
    assert (then.state, then.rule) == (State.NO_DATA, "unknown")
    tie.instruments.update(valid_until=date(2015, 5, 16), valid_until_precision="day")
    assert state(tie, by) == State.LAPSED


def test_an_approved_plan_is_a_sign_and_its_interval_the_rhythm() -> None:
    tie, by = told(), officer()
    plan = Plan.objects.create(tie=tie, interval_months=18)
    PlanVersion.objects.create(plan=plan, number=1)
    assert state(tie, by) == State.NO_DATA
    plan.versions.update(state="approved", approved_on=by.today, approval_recorded_at=timezone.now())
    found = queries.state_on(tie, by.today)
    assert (found.state, found.rule, found.rhythm.months) == (State.FADING, "plan", 18)
    plan.withdrawn_at = timezone.now() + timedelta(2)
    plan.save()
    assert queries.state_on(tie, by.today + timedelta(3)).state == State.NO_DATA


def test_a_delivery_is_read_and_one_that_was_set_right_counts_as_it_was_known() -> None:
    tie = told(on="2012-05-17", precision="day")
    by = officer()
    wrong = record_delivery(by=by, tie=tie, told=Told("Kunjungan", VagueDate.day(by.today)))
    assert state(tie, by) == State.ACTIVE
    record_delivery(by=by, tie=tie, told=Told("Kunjungan", VagueDate.day(date(2013, 1, 2))), replaces=wrong)
    assert state(tie, by) == State.INACTIVE
