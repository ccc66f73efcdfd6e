"""What is to be done after something: it has an office and a day, is done once, and its office may say so itself."""

from datetime import date, timedelta

import pytest
from tests.people import helpers as people
from tests.plans.helpers import acting, officer
from tests.plans.travel import trip
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Right
from gerbang.plans import following_up, travelling
from gerbang.plans.following_up import Task
from gerbang.plans.models import Trip
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 1)


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def by() -> Acting:
    return acting(officer())


@pytest.fixture
def made(tie: Tie, by: Acting) -> Trip:
    return trip(by, tie)


def test_it_has_an_office_and_a_day_after_the_beginning(made: Trip, by: Acting) -> None:
    with pytest.raises(Invalid) as refused:
        following_up.add(by=by, of=made.ref, task=Task("", " ", due_on=date(2025, 1, 1)))
    assert set(refused.value.problems) == {"what", "owner", "due_on"}


def test_it_is_done_once(made: Trip, by: Acting) -> None:
    found = following_up.add(by=by, of=made.ref, task=Task("Percontohan", "Dinas Lingkungan Hidup"))
    with pytest.raises(Invalid):
        following_up.finish(by=by, follow_up=found, done_on=by.today + timedelta(2))
    assert following_up.finish(by=by, follow_up=found, done_on=ON, outcome="Selesai").outcome == "Selesai"
    with pytest.raises(Conflict):
        following_up.finish(by=by, follow_up=found, done_on=date(2026, 4, 2))


def test_what_was_withdrawn_is_neither_done_nor_withdrawn_again(made: Trip, by: Acting) -> None:
    found = following_up.add(by=by, of=made.ref, task=Task("Percontohan", "Dinas Lingkungan Hidup"))
    with pytest.raises(Invalid):
        following_up.withdraw(by=by, follow_up=found, reason=" ")
    following_up.withdraw(by=by, follow_up=found, reason="Salah catat")
    with pytest.raises(Conflict):
        following_up.finish(by=by, follow_up=found, done_on=ON)
    with pytest.raises(Conflict):
        following_up.withdraw(by=by, follow_up=found, reason="Lagi")
    assert not following_up.of(made.ref)


def test_an_office_elsewhere_sees_what_it_is_to_do_and_says_that_it_is_done(made: Trip, by: Acting) -> None:
    other = people.working(people.body("KJRI Melbourne"), Right.PREPARE)
    elsewhere = acting(other, Right.PREPARE)
    named = following_up.add(by=by, of=made.ref, task=Task("Kirim data", "KJRI Melbourne", elsewhere.body))
    nobodys = following_up.add(by=by, of=made.ref, task=Task("Rapat", "Bagian Kerja Sama"))
    assert list(following_up.visible_to(Actor(other))) == [named]
    assert following_up.finish(by=elsewhere, follow_up=named, done_on=ON).done_on == ON
    with pytest.raises(Refused):
        following_up.finish(by=elsewhere, follow_up=nobodys, done_on=ON)


def test_of_what_stands_no_more_nothing_follows(made: Trip, by: Acting) -> None:
    travelling.withdraw_trip(by=by, trip=made, reason="Batal")
    with pytest.raises(Invalid):
        following_up.add(by=by, of=made.ref, task=Task("Rapat", "Bagian Kerja Sama"))
    with pytest.raises(Invalid):
        following_up.add(by=by, of="xx-0000000000", task=Task("Rapat", "Bagian Kerja Sama"))
