"""What the cooperation plan said at the gate stands in the action plan; nothing is typed twice, nothing is made up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.gate.office import Walk, bandung, begun
from tests.gate.test_ksdpl_walk import walk_to_the_end
from tests.plans.helpers import new, put

from gerbang.gate.models import Step
from gerbang.ledger.models import Entry
from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.plans import carrying
from gerbang.plans.models import Plan
from gerbang.register.models import Instrument
from gerbang.site.walking import SAMPLE
from gerbang.values.dates import months_after

pytestmark = pytest.mark.django_db

DECIDED: dict[str, Any] = {"scope": ["Kota layak anak", "Startup"], "funding": "APBD Kota Bandung", "term_months": 36}


@pytest.fixture
def walk() -> Walk:
    found = begun(bandung())
    found.letters_only = True
    walk_to_the_end(found)
    return found


def adopted() -> Entry:
    return Entry.objects.get(kind="plan.adopted")


def carried() -> Plan:
    made = carrying.carry_over(adopted().ref)
    assert made is not None
    return made


class Telling(Walk):
    """A walk in which whoever decides on the plan says what was decided."""

    def give(self, paper_id: str, *, data: Any = None, on: date | None = None) -> Step:
        told = DECIDED if "scope" in self.book.papers[paper_id].wanted else {}
        return super().give(paper_id, data={**told, **(data or {})}, on=on)


def test_the_fields_that_were_approved_are_activities() -> None:
    walk = Telling(**vars(begun(bandung())))
    walk.letters_only = True
    walk_to_the_end(walk)
    version = carried().versions.get()
    assert [line.title for line in version.activitylines.all()] == DECIDED["scope"]
    assert "Jangka waktu yang disetujui: 36 bulan" in version.note
    assert "APBD Kota Bandung" in version.note


def test_the_aims_are_the_objective_and_the_lines_of_the_scope_activities(walk: Walk) -> None:
    version = carried().versions.get()
    given = walk.position().present
    assert [line.title for line in version.activitylines.all()] == [SAMPLE]
    assert version.objectives.get().text_id == next(
        one.fields["parts"]["aims"] for one in given if "aims" in one.fields.get("parts", {})
    )
    assert {line.objective for line in version.activitylines.all()} == {version.objectives.get()}


def test_what_is_not_structured_stands_whole_in_the_note_and_nothing_is_made_up(walk: Walk) -> None:
    version = carried().versions.get()
    assert "Latar belakang: " in version.note
    assert "Sumber pembiayaan" in version.note
    assert version.budgetlines.count() == 0
    assert all(line.owner_name == "" and line.begins_on is None for line in version.activitylines.all())
    assert version.state == "draft"


def test_the_same_entry_twice_makes_one_plan(walk: Walk) -> None:
    first = carried()
    head = Entry.objects.filter(stream=first.ref).count()
    assert carried() == first
    assert Entry.objects.filter(stream=first.ref).count() == head
    assert Plan.objects.count() == 1


def test_the_plan_runs_from_the_signing_of_the_text(walk: Walk) -> None:
    signed = Instrument.objects.get(case_ref=walk.case.ref, kind="mou")
    made = carried()
    assert made.starts_on == signed.signed_latest
    if signed.term_months:
        assert made.ends_on == months_after(made.starts_on, signed.term_months) - timedelta(days=1)
    else:
        assert made.ends_on == signed.valid_until


def test_a_period_that_somebody_set_is_not_set_again(walk: Walk) -> None:
    made = carried()
    Plan.objects.filter(pk=made.pk).update(starts_on=date(2031, 1, 1), ends_on=date(2032, 1, 1))
    for entry in Entry.objects.filter(kind="instrument.signed"):
        assert carrying.begin_period(entry.ref) is None
    made.refresh_from_db()
    assert made.starts_on == date(2031, 1, 1)


def test_a_plan_that_came_before_the_signing_gets_its_period_then(walk: Walk) -> None:
    made = carried()
    Plan.objects.filter(pk=made.pk).update(starts_on=None, ends_on=None)
    found = [carrying.begin_period(entry.ref) for entry in Entry.objects.filter(kind="instrument.signed")]
    assert made in found
    made.refresh_from_db()
    assert made.starts_on is not None


def test_adopted_anew_it_replaces_only_what_nobody_has_touched(walk: Walk) -> None:
    made = carried()
    Plan.objects.filter(pk=made.pk).update(step_ref="lk-0000000000")
    number = made.versions.get().activitylines.count()
    assert carried().versions.get().activitylines.count() == number
    Plan.objects.filter(pk=made.pk).update(step_ref="lk-0000000000")
    put(
        made,
        "objectives",
        new(text_id="Ditambah orang"),
        by=Actor(walk.offices.accounts["region"]).acting(Right.PREPARE),
    )
    carried()
    made.refresh_from_db()
    assert made.step_ref == "lk-0000000000"
    assert made.versions.get().objectives.filter(text_id="Ditambah orang").exists()


def test_adoption_and_signing_queue_the_jobs_that_follow(walk: Walk) -> None:
    queued = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert {"gerbang.plans.tasks.carry_over", "gerbang.plans.tasks.begin_period"} <= queued


def test_months_end_where_the_month_is_shorter() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 15), 36) == date(2029, 3, 15)
