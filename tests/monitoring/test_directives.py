"""A report handed up is answered by a directive; follow-ups with owner and day arise from it."""

from datetime import date, timedelta

import pytest
from tests.monitoring.offices import centre, city, fresh, handed_in, period, province, report
from tests.register.helpers import agreed

from gerbang.access import Refused
from gerbang.desk import other_tasks
from gerbang.monitoring.models import Directive, Report
from gerbang.monitoring.reports import directing, reported
from gerbang.monitoring.reports.directing import Instruction
from gerbang.people.acting import Acting, Actor
from gerbang.plans import following_up
from gerbang.plans.following_up import Task
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def by(tie: Tie) -> Acting:
    return city()


@pytest.fixture
def made(by: Acting) -> Report:
    return handed_in(by, period())


def test_a_directive_becomes_a_follow_up_of_the_region(made: Report, by: Acting, tie: Tie) -> None:
    given = Instruction("Susun rencana aksi baru.", "000.8/9/SJ", due_on=date(2026, 12, 31))
    (found,) = directing.direct(by=centre(), report=made, ties=[tie], given=given)
    (follow_up,) = following_up.of(found.ref)
    assert (follow_up.what, follow_up.owner_body, follow_up.due_on) == (
        "Susun rencana aksi baru.", made.holder if made.holder == by.body else by.body, date(2026, 12, 31),
    )  # fmt: skip
    more = following_up.add(by=by, of=found.ref, task=Task("Rapat dengan dinas", "Bagian Kerja Sama"))
    following_up.finish(by=by, follow_up=more, done_on=by.today)
    assert list(reported.directives(made)) == [found]
    asked = [one.asked for one in other_tasks.tasks(Actor(by.account))]
    assert "Tindak lanjut perlu dilaksanakan" in asked


def test_about_several_cooperations_each_has_its_own(by: Acting, tie: Tie) -> None:
    other = agreed(with_="Kota Kedua")
    made = handed_in(by, period())
    found = directing.direct(by=centre(), report=made, ties=[tie, other], given=Instruction("Laporkan hasilnya."))
    assert {one.tie for one in found} == {tie, other} and len(following_up.visible_to(Actor(by.account))) == 2


def test_who_receives_reports_instructs_and_nobody_else(made: Report, by: Acting, tie: Tie) -> None:
    given = Instruction("Laporkan hasilnya.")
    assert directing.direct(by=province(), report=made, ties=[tie], given=given)
    with pytest.raises(Refused):
        directing.direct(by=by, report=made, ties=[tie], given=given)


def test_a_directive_says_what_about_which_cooperation_and_when(made: Report, tie: Tie) -> None:
    kemendagri = centre()
    tomorrow = kemendagri.today + timedelta(1)
    with pytest.raises(Invalid) as refused:
        given = Instruction(" ", dated_on=tomorrow, due_on=kemendagri.today)
        directing.direct(by=kemendagri, report=made, ties=[], given=given)
    assert set(refused.value.problems) == {"text", "ties", "dated_on", "due_on"}
    stranger = agreed("Kota Surabaya", "Kota Jauh")
    with pytest.raises(Invalid):
        directing.direct(by=kemendagri, report=made, ties=[stranger], given=Instruction("x"))
    assert not Directive.objects.exists()


def test_what_was_not_handed_in_is_not_instructed_on(by: Acting, tie: Tie) -> None:
    draft = report(by, period())
    with pytest.raises(Invalid):
        directing.direct(by=centre(), report=fresh(draft), ties=[tie], given=Instruction("x"))


def test_the_desk_tells_what_waits_beside_files(by: Acting, tie: Tie) -> None:
    kemendagri = centre()
    asked = period(kemendagri, due_on=by.today + timedelta(5))
    (task,) = other_tasks.tasks(Actor(by.account))
    assert (task.asked, task.due, task.late) == ("Laporan diminta dari daerah Anda", asked.due_on, "")
    handed_in(by, asked)
    assert other_tasks.tasks(Actor(by.account)) == []
    assert [one.asked for one in other_tasks.tasks(Actor(kemendagri.account))] == ["Laporan menunggu jawaban"]
    assert other_tasks.tasks(Actor(None)) == []
