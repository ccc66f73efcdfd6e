"""The ministry shows regions how alive their cooperations are; they answer while there is time."""

from datetime import date, timedelta

import pytest
from tests.monitoring.offices import acting, centre, city, delivered, province, region
from tests.monitoring.publishing import LETTER, only, passed, shown
from tests.register.helpers import agreed, tie

from gerbang.access import Conflict, Refused
from gerbang.desk import other_tasks
from gerbang.ledger import queries as ledger
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.models import RegionAnswer, Showing, ShownTie
from gerbang.monitoring.publication import actions, queries, snapshot, taking
from gerbang.monitoring.publication.actions import Letter
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Right
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def surabaya() -> Acting:
    return acting("Pemerintah Kota Surabaya")


def answered(by: Acting, of: Showing, text: str = "Kunjungan disiapkan.", letter: str = "") -> RegionAnswer:
    return actions.answer(by=by, shown=only(of), text=text, letter=letter)


def tasks(by: Acting) -> list[str]:
    return [one.what for one in other_tasks.tasks(Actor(by.account))]


# --- Showing ---


def test_a_region_is_shown_each_agreed_cooperation_with_its_reasons_and_has_thirty_days() -> None:
    by, mine = centre(), agreed(on=centre().today - timedelta(100))
    tie(with_="Kota Rencana")
    agreed("Kota Surabaya", "Kota Lain")
    made = shown()
    one = only(made)
    assert (one.tie, one.state, one.computed_on) == (mine, "active", by.today)
    assert (made.shown_on, made.answers_until, made.cooperations) == (by.today, by.today + timedelta(30), 1)
    found = snapshot.read(one.found).found
    assert (found.state, found.rule, [weighed.sign.kind for weighed in found.led]) == (
        State.ACTIVE,
        "signing",
        ["signing"],
    )
    entry = ledger.history(made.ref).get()
    assert (entry.kind, entry.body) == ("liveliness.shown", by.body.ref)


def test_what_was_shown_stays_as_it_was_shown() -> None:
    mine = agreed(on=date(2015, 1, 1))
    made = shown()
    delivered(city(), mine, on=city().today)
    assert only(made).state == "no-data"
    assert snapshot.read(only(made).found).delivered is None


def test_only_the_ministry_shows_it_and_only_with_a_letter() -> None:
    agreed()
    for by in (city(), province(), acting("Kementerian Luar Negeri"), acting(centre().body.name_id, Right.PREPARE)):
        with pytest.raises(Refused):
            actions.show(by=by, region=region(city()), letter=LETTER)
        with pytest.raises(Refused):
            actions.show_every(by=by, letter=LETTER)
    with pytest.raises(Invalid) as refused:
        actions.show(by=centre(), region=region(city()), letter=Letter(" ", centre().today + timedelta(1)))
    assert set(refused.value.problems) == {"letter_number", "letter_date"}
    assert not Showing.objects.exists()


def test_a_region_that_may_still_answer_is_not_shown_it_twice() -> None:
    agreed()
    first = shown()
    with pytest.raises(Invalid, match="dapat dijawab sampai"):
        shown()
    passed(first, 30)
    with pytest.raises(Invalid, match="dapat dijawab sampai"):
        shown()
    passed(first, 1)
    assert shown().pk != first.pk


def test_a_region_without_an_agreed_cooperation_is_shown_nothing() -> None:
    tie()
    with pytest.raises(Invalid, match="tidak mempunyai kerja sama"):
        shown()


def test_every_region_with_an_agreed_cooperation_is_shown_it_by_the_clock() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Lain")
    tie("Kota Semarang", "Kota Rencana")
    assert actions.show_every(by=centre(), letter=LETTER) == 2
    assert not ShownTie.objects.exists()
    assert tasks(city()) == []
    with pytest.raises(Invalid, match="semua daerah"):
        actions.show_every(by=centre(), letter=LETTER)
    with pytest.raises(Invalid, match="sedang dihitung"):
        shown()
    assert taking.take_all() == 2
    assert taking.take_all() == 0
    assert {str(one.region) for one in Showing.objects.filter(cooperations=1)} == {"Kota Bandung", "Kota Surabaya"}


def test_the_clock_goes_on_where_it_stopped_and_shows_only_what_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "BATCH", 2)
    for number in range(5):
        agreed(with_=f"Kota {number}")
    actions.show_every(by=centre(), letter=LETTER)
    assert taking.take_all(most=1) == 1
    made = Showing.objects.get()
    assert (made.shown_on, made.ties.count()) == (None, 2)
    assert taking.take_all() == 2
    made.refresh_from_db()
    assert (made.cooperations, made.ties.count()) == (5, 5)
    assert made.shown_on is not None


def test_what_was_withdrawn_before_it_was_ready_is_never_shown() -> None:
    agreed()
    actions.show_every(by=centre(), letter=LETTER)
    actions.withdraw(by=centre(), showing=Showing.objects.get(), reason="Keliru.")
    assert taking.take_all() == 0
    assert not ShownTie.objects.exists()
    assert actions.show_every(by=centre(), letter=LETTER) == 1


def test_a_showing_is_found_by_its_region_its_province_and_the_ministries() -> None:
    agreed()
    made = shown()
    for by, found in ((city(), 1), (province(), 1), (centre(), 1), (surabaya(), 0)):
        assert queries.visible_to(Actor(by.account)).filter(pk=made.pk).count() == found
    assert not queries.visible_to(Actor(None)).exists()


def test_it_waits_among_the_tasks_of_the_region_until_the_last_day() -> None:
    agreed()
    made = shown()
    assert tasks(city()) == ["1 kerja sama · Kota Bandung"]
    assert tasks(province()) == tasks(surabaya()) == tasks(centre()) == []
    passed(made, 30)
    assert len(tasks(city())) == 1
    passed(made, 1)
    assert tasks(city()) == []


# --- Answering ---


def test_a_region_answers_and_sets_its_answer_right() -> None:
    mine = agreed()
    made = shown()
    first = answered(city(), made)
    second = answered(city(), made, "Kunjungan pada bulan Maret.")
    first.refresh_from_db()
    assert (first.stands, second.stands) == (False, True)
    assert RegionAnswer.objects.count() == 2
    assert ledger.history(mine.ref).last().kind == "liveliness.answered"
    actions.withdraw_answer(by=city(), shown=only(made), reason="Salah kota.")
    second.refresh_from_db()
    assert (second.stands, second.withdrawn_reason) == (False, "Salah kota.")
    with pytest.raises(Invalid, match="Tidak ada jawaban"):
        actions.withdraw_answer(by=city(), shown=only(made), reason="Lagi.")


def test_the_last_day_counts_and_the_day_after_does_not() -> None:
    agreed()
    made = passed(shown(), 30)
    answered(city(), made)
    passed(made, 1)
    for by in (city(), centre()):
        with pytest.raises(Invalid, match="Waktu menjawab berakhir"):
            answered(by, made, letter="100/1/2026")
        with pytest.raises(Invalid, match="Waktu menjawab berakhir"):
            actions.withdraw_answer(by=by, shown=only(made), reason="Terlambat.")
    assert RegionAnswer.objects.get().stands


def test_nobody_else_answers_and_a_reader_does_not() -> None:
    agreed()
    made = shown()
    readers = acting("Pemerintah Kota Bandung", Right.READ)
    for by in (surabaya(), province(), acting("Kementerian Luar Negeri"), readers):
        with pytest.raises(Refused):
            answered(by, made)
    assert not RegionAnswer.objects.exists()


def test_the_ministry_records_an_answer_by_the_letter_it_came_with() -> None:
    agreed()
    made = shown()
    with pytest.raises(Invalid) as refused:
        answered(centre(), made)
    assert set(refused.value.problems) == {"letter"}
    assert answered(centre(), made, letter="100/7/2026, 3 Januari 2026").letter == "100/7/2026, 3 Januari 2026"


def test_an_empty_answer_is_none_and_who_was_slower_is_told() -> None:
    mine = agreed()
    made = shown()
    seen = ledger.head(mine.ref)
    with pytest.raises(Invalid):
        answered(city(), made, " ")
    answered(city(), made)
    with pytest.raises(Conflict):
        actions.answer(by=city(), shown=only(made), text="Yang lain.", seen=seen)
    assert RegionAnswer.objects.get().text == "Kunjungan disiapkan."


# --- More time, and taking back ---


def test_more_time_is_given_with_a_reason_while_there_is_time() -> None:
    agreed()
    made = passed(shown(), 20)
    assert made.due is not None
    with pytest.raises(Invalid) as refused:
        actions.give_more_time(by=centre(), showing=made, until=made.due, reason=" ")
    assert set(refused.value.problems) == {"until", "reason"}
    with pytest.raises(Refused):
        actions.give_more_time(by=city(), showing=made, until=made.due + timedelta(7), reason="Libur.")
    more = actions.give_more_time(by=centre(), showing=made, until=made.due + timedelta(7), reason="Libur.")
    assert more.due == made.due + timedelta(7)
    assert more.answers_until == made.answers_until
    passed(made, 15)
    answered(city(), made)
    Showing.objects.update(more_time_until=centre().today - timedelta(1))
    made.refresh_from_db()
    with pytest.raises(Invalid, match="Sampaikan lagi"):
        actions.give_more_time(by=centre(), showing=made, until=centre().today + timedelta(7), reason="Libur.")


def test_what_was_shown_in_error_is_taken_back_and_can_be_shown_anew() -> None:
    agreed()
    made = shown()
    with pytest.raises(Invalid):
        actions.withdraw(by=centre(), showing=made, reason=" ")
    with pytest.raises(Refused):
        actions.withdraw(by=city(), showing=made, reason="Tidak setuju.")
    actions.withdraw(by=centre(), showing=made, reason="Keliru.")
    with pytest.raises(Conflict):
        actions.withdraw(by=centre(), showing=made, reason="Keliru.")
    with pytest.raises(Invalid, match="sudah ditarik"):
        answered(city(), made)
    assert tasks(city()) == []
    assert shown().pk != made.pk
    assert Tie.objects.count() == 1
