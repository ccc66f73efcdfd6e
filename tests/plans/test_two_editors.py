"""Two people save at the same moment: each waits for the other, and both rows are there."""

import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from django.db import connection
from tests.plans.helpers import acting, base, changed, draft, filled, new, officer, plan, put
from tests.template import OwnDatabase

from gerbang.ledger.models import Entry
from gerbang.plans import actions, recording, rows
from gerbang.plans.actions import Clashing
from gerbang.plans.merging import Typed
from gerbang.plans.models import Closing, Indicator, Reading
from gerbang.plans.recording import Measured
from gerbang.values import Invalid


def at_once(*work: "threading.Thread") -> None:
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()


def test_of_two_who_save_at_once_neither_loses_a_row(own_database: OwnDatabase) -> None:
    made = filled(plan())
    version, drawn = draft(made), base(made, "activities")
    table = next(one for one in rows.of_plan(version) if one.name == "activities")
    gate, failed = threading.Barrier(2), []

    def save(typed: Typed) -> None:
        gate.wait()
        try:
            actions.edit(by=None, version=version, table=table, base=drawn, typed=[typed])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    mine, theirs = changed(made, "activities", place="Bandung"), changed(made, "activities", output="Kader")
    at_once(threading.Thread(target=save, args=[mine]), threading.Thread(target=save, args=[theirs]))
    at_once(*(threading.Thread(target=save, args=[new(9, title=title)]) for title in ("Ketiga", "Keempat")))
    assert failed == []
    lines = list(draft(made).activitylines.all())
    assert (lines[0].place, lines[0].output) == ("Bandung", "Kader")
    assert sorted(line.number for line in lines) == [1, 2, 3, 4]
    assert Entry.objects.filter(stream=made.ref, kind="plan.edited").count() == 7


def test_of_two_who_write_one_cell_at_once_one_is_told(own_database: OwnDatabase) -> None:
    made = filled(plan())
    version, drawn = draft(made), base(made, "activities")
    table = next(one for one in rows.of_plan(version) if one.name == "activities")
    gate, told = threading.Barrier(2), []

    def save(typed: Typed) -> None:
        gate.wait()
        try:
            actions.edit(by=None, version=version, table=table, base=drawn, typed=[typed])
        except Clashing as clashing:
            told.append([clash.column for clash in clashing.clashes])
        finally:
            connection.close()

    places = [changed(made, "activities", place=place) for place in ("Bandung", "Kitakyushu")]
    at_once(*(threading.Thread(target=save, args=[typed]) for typed in places))
    assert told == [["place"]]
    assert draft(made).activitylines.all()[0].place in ("Bandung", "Kitakyushu")
    assert not put(made, "activities", changed(made, "activities", place="Kobe")).is_empty


def test_a_reading_that_comes_while_the_year_closes_is_in_it_or_refused(own_database: OwnDatabase) -> None:
    made = filled(plan())
    put(made, "indicators", new(name="Orang terlatih"))
    by, indicator = acting(officer()), Indicator.objects.get()
    measured = Measured(2026, by.today, Decimal(3))
    gate, refused = threading.Barrier(2), []

    def run(work: Callable[[], object]) -> None:
        gate.wait()
        try:
            work()
        except Invalid as invalid:
            refused.append(invalid)
        finally:
            connection.close()

    record = partial(recording.record_reading, by=by, indicator=indicator, measured=measured)
    close = partial(recording.close_year, by=by, plan=made, year=2026)
    at_once(*(threading.Thread(target=run, args=[work]) for work in (record, close)))
    assert len(refused) == 1
    assert (Reading.objects.count(), Closing.objects.count()) in ((1, 0), (0, 1))
