"""Obstacles are recorded, tried against, handed up, answered and ended; set right or taken back, never erased."""

from datetime import date, timedelta

import pytest
from tests.monitoring.facing import CENTRE, ELSEWHERE, MISSION, asked, obstacle, office, resolved, told
from tests.people.helpers import Right
from tests.plans.helpers import acting, filled, officer, plan
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Answer, Attempt, Escalation, Obstacle, Outcome
from gerbang.monitoring.obstacles import faced, handling
from gerbang.pages import formatting
from gerbang.people.acting import Acting, Actor
from gerbang.plans import following_up
from gerbang.plans.following_up import Task
from gerbang.plans.models import Activity
from gerbang.register import uses
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def by() -> Acting:
    return acting(officer())


def test_what_hinders_is_kept_with_its_office_and_the_activity_it_hinders(tie: Tie, by: Acting) -> None:
    activity = Activity.objects.filter(plan=filled(plan(tie=tie))).order_by("pk")[0]
    about = told(owner="Bagian Kerja Sama", owner_body=by.body, due_on=date(2026, 12, 31))
    made = handling.record_obstacle(by=by, tie=tie, told=about, activity=activity)
    assert (made.owner_body, made.activity, made.state) == (by.body, activity, "open")
    assert made.happened.iso == "2026-03"
    assert ledger.history(tie.ref).last().kind == "obstacle.recorded"


def test_what_is_wrong_is_named_all_at_once(tie: Tie, by: Acting) -> None:
    elsewhere = Activity.objects.filter(plan=filled(plan(tie=agreed(with_="Kota Lain"))))[0]
    ahead = VagueDate.day(by.today + timedelta(2))
    wrong = told(title=" ", category="weather", severity="", since=ahead, due_on=by.today)
    with pytest.raises(Invalid) as refused:
        handling.record_obstacle(by=by, tie=tie, told=wrong, activity=elsewhere)
    assert set(refused.value.problems) == {"title", "category", "severity", "since", "due_on", "activity"}
    assert not Obstacle.objects.exists()


def test_only_the_regions_of_the_cooperation_keep_the_record(tie: Tie, by: Acting) -> None:
    of = obstacle(by, tie)
    for account in (office(CENTRE), office(MISSION), office("Pemerintah Kota Surabaya")):
        stranger = acting(account)
        with pytest.raises(Refused):
            obstacle(stranger, tie)
        with pytest.raises(Refused):
            handling.record_attempt(by=stranger, obstacle=of, what="x", happened=VagueDate.day(by.today))
        with pytest.raises(Refused):
            resolved(stranger, of)
        with pytest.raises(Refused):
            asked(stranger, of)


def test_several_things_are_tried_each_on_its_day(tie: Tie, by: Acting) -> None:
    of = obstacle(by, tie)
    for what, on in (("Surat kedua", "Mei 2026"), ("Surat pertama", "3-4-2026")):
        handling.record_attempt(by=by, obstacle=of, what=what, happened=VagueDate.read(on))
    assert [one.what for one in faced.course(of).attempts] == ["Surat pertama", "Surat kedua"]
    with pytest.raises(Invalid) as refused:
        handling.record_attempt(by=by, obstacle=of, what=" ", happened=VagueDate.day(by.today + timedelta(1)))
    assert set(refused.value.problems) == {"what", "happened"}


def test_a_body_that_is_asked_sees_the_inside_and_its_request_and_the_region_reads_its_answer(
    tie: Tie, by: Acting
) -> None:
    of, mission = obstacle(by, tie), office(MISSION)
    assert not faced.visible_to(Actor(mission)).exists()
    request = asked(by, of)
    assert list(faced.visible_to(Actor(mission))) == [of]
    assert list(faced.addressed(Actor(mission))) == [request]
    assert not faced.addressed(Actor(office(ELSEWHERE))).exists()
    handling.answer(by=acting(mission), escalation=request, said="Sudah kami tanyakan.", answered_on=by.today)
    read = faced.course(faced.visible_to(Actor(by.account)).get())
    assert [answer.said for one in read.asked for answer in one.answers] == ["Sudah kami tanyakan."]
    resolved(by, of)
    assert not faced.addressed(Actor(mission)).exists()
    assert faced.addressed(Actor(mission), open_only=False).exists()


def test_only_the_body_that_was_asked_answers(tie: Tie, by: Acting) -> None:
    request = asked(by, obstacle(by, tie))
    reader = Actor(office(MISSION, Right.READ)).memberships[0]
    for who in (by, acting(office(ELSEWHERE)), acting(office(CENTRE)), Acting(by.account, reader, by.today)):
        with pytest.raises(Refused):
            handling.answer(by=who, escalation=request, said="x", answered_on=by.today)
    assert not Answer.objects.exists()


def test_an_answer_is_of_a_day_between_the_request_and_today(tie: Tie, by: Acting) -> None:
    request, mission = asked(by, obstacle(by, tie)), acting(office(MISSION))
    for on in (by.today + timedelta(1), by.today - timedelta(1)):
        with pytest.raises(Invalid) as refused:
            handling.answer(by=mission, escalation=request, said=" ", answered_on=on)
        assert set(refused.value.problems) == {"said", "answered_on"}
    words = refused.value.problems["answered_on"]
    assert formatting.day(by.today) in words and formatting.day(by.today - timedelta(1)) in words


def test_a_body_is_asked_once_and_only_one_that_can_help(tie: Tie, by: Acting) -> None:
    of = obstacle(by, tie)
    request = asked(by, of)
    with pytest.raises(Invalid, match="sudah dimintai bantuan"):
        asked(by, of)
    with pytest.raises(Invalid):
        asked(by, of, "Pemerintah Kota Surabaya")
    handling.withdraw_part(by=by, part=request, reason="Salah alamat")
    assert asked(by, of).stands
    assert Escalation.objects.count() == 2


def test_the_own_province_can_be_asked_and_another_cannot(tie: Tie, by: Acting) -> None:
    of = obstacle(by, tie)
    assert asked(by, of, "Pemerintah Provinsi Jawa Barat").stands
    with pytest.raises(Invalid):
        asked(by, of, "Pemerintah Provinsi Jawa Timur")


def test_what_was_answered_is_not_taken_back_by_the_region_but_by_who_answered(tie: Tie, by: Acting) -> None:
    request, mission = asked(by, obstacle(by, tie)), acting(office(MISSION))
    said = handling.answer(by=mission, escalation=request, said="Ya", answered_on=by.today)
    with pytest.raises(Invalid, match="sudah dijawab"):
        handling.withdraw_part(by=by, part=request, reason="x")
    with pytest.raises(Refused):
        handling.withdraw_part(by=by, part=said, reason="x")
    handling.withdraw_part(by=mission, part=said, reason="Salah berkas")
    handling.withdraw_part(by=by, part=request, reason="Salah alamat")
    assert Answer.objects.get().withdrawn_reason == "Salah berkas"


def test_an_obstacle_ends_once_and_is_open_again_without_its_outcome(tie: Tie, by: Acting) -> None:
    of = obstacle(by, tie)
    resolved(by, of)
    of.refresh_from_db()
    assert (of.state, of.is_open) == ("resolved", False)
    with pytest.raises(Conflict):
        resolved(by, of)
    with pytest.raises(Conflict):
        asked(by, of)
    handling.withdraw_part(by=by, part=Outcome.objects.get(), reason="Terjadi lagi")
    of.refresh_from_db()
    assert of.is_open
    resolved(by, of, "Anggaran tersendiri")
    assert [one.how for one in faced.course(of).reopened] == ["Dibiayai bersama mitra"]


@pytest.mark.parametrize("result", ["open", "", "gone"])
def test_an_outcome_says_how_it_ended_and_what_was_done(tie: Tie, by: Acting, result: str) -> None:
    of = obstacle(by, tie)
    with pytest.raises(Invalid) as refused:
        handling.close(by=by, obstacle=of, result=result, how=" ", happened=VagueDate.day(by.today))
    assert set(refused.value.problems) == {"result", "how"}
    assert not Outcome.objects.exists()


def test_what_was_added_goes_on_with_the_record_that_sets_it_right(tie: Tie, by: Acting) -> None:
    wrong = obstacle(by, tie, link="https://contoh.example/berita")
    handling.record_attempt(by=by, obstacle=wrong, what="Surat", happened=VagueDate.day(by.today))
    asked(by, wrong)
    following_up.add(by=by, of=wrong.ref, task=Task("Ajukan anggaran tersendiri", "Bagian Kerja Sama"))
    resolved(by, wrong)
    right = handling.record_obstacle(by=by, tie=tie, told=told(category="coordination"), replaces=wrong)
    assert (right.state, right.link) == ("resolved", "https://contoh.example/berita")
    assert [model.objects.get().obstacle for model in (Attempt, Escalation, Outcome)] == [right] * 3
    assert len(following_up.of(right.ref)) == 1
    assert faced.of_tie(Actor(by.account), tie) == [right]
    with pytest.raises(Conflict):
        handling.record_obstacle(by=by, tie=tie, told=told(), replaces=wrong)
    with pytest.raises(Conflict):
        handling.withdraw_obstacle(by=by, obstacle=wrong, reason="x")


def test_withdrawing_needs_a_reason_and_leaves_the_record_to_be_seen(tie: Tie, by: Acting) -> None:
    of = obstacle(by, tie)
    with pytest.raises(Invalid):
        handling.withdraw_obstacle(by=by, obstacle=of, reason=" ")
    handling.withdraw_obstacle(by=by, obstacle=of, reason="Ganda")
    assert Obstacle.objects.get().withdrawn_reason == "Ganda"
    assert faced.of_tie(Actor(by.account), tie) == []


def test_a_tie_with_an_obstacle_is_not_merged_away(tie: Tie, by: Acting) -> None:
    before = uses.of(tie)
    obstacle(by, tie)
    assert len(uses.of(tie)) == len(before) + 1


def test_the_open_ones_of_a_cooperation_stand_first(tie: Tie, by: Acting) -> None:
    first = obstacle(by, tie)
    resolved(by, obstacle(by, tie, title="Kedua"))
    assert next(iter(faced.of_tie(Actor(by.account), tie))) == first
