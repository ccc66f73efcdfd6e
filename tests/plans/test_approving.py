"""An approved version never changes; a later one replaces it and stands beside it."""

from datetime import date

import pytest
from tests.people import helpers as people
from tests.plans.helpers import acting, approval, base, draft, filled, new, officer, plan, put, table
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.plans import actions, queries
from gerbang.plans.models import Plan, PlanVersion
from gerbang.register.settling import merge_ties
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def approved() -> Plan:
    made = filled(plan())
    actions.approve(by=acting(officer()), plan=made, approval=approval())
    return made


def states(of: Plan) -> list[str]:
    return [str(version.state) for version in of.versions.order_by("number")]


def test_approving_keeps_who_when_and_by_which_letter() -> None:
    version = approved().versions.get()
    assert (version.state, version.approved_by, version.approved_on) == ("approved", "Wali Kota", date(2026, 2, 2))
    assert version.letter_number == "050/12/2026"


def test_it_takes_the_right_to_send() -> None:
    made = filled(plan())
    with pytest.raises(Refused):
        actions.approve(by=acting(officer(Right.PREPARE), Right.PREPARE), plan=made, approval=approval())
    with pytest.raises(Refused):
        by = people.acting(people.body("Pusat Fasilitasi Kerja Sama"), Right.SEND)
        actions.approve(by=by, plan=made, approval=approval())
    assert states(made) == ["draft"]


def test_an_approved_version_cannot_be_edited() -> None:
    made = filled(plan())
    version, activities, drawn = draft(made), table(made, "activities"), base(made, "activities")
    by = acting(officer())
    actions.approve(by=by, plan=made, approval=approval())
    with pytest.raises(Conflict):
        actions.edit(by=by, version=version, table=activities, base=drawn, typed=[new(title="Susulan")])
    assert version.activitylines.count() == 2


def test_a_new_version_begins_with_all_the_old_one_says_and_the_same_identities() -> None:
    made = approved()
    old = made.versions.get()
    again = actions.begin_draft(by=acting(officer(Right.CHECK), Right.CHECK), plan=made)
    assert again.number == 2
    assert [line.activity_id for line in again.activitylines.all()] == [
        line.activity_id for line in old.activitylines.all()
    ]
    assert again.activitylines.all()[0].objective == again.objectives.get() != old.objectives.get()
    assert again.budgetlines.get().activity == again.activitylines.all()[0]
    put(made, "activities", new(title="Susulan"))
    assert (old.activitylines.count(), again.activitylines.count()) == (2, 3)


def test_there_is_one_draft_at_a_time() -> None:
    made, by = approved(), acting(officer(Right.CHECK), Right.CHECK)
    assert actions.begin_draft(by=by, plan=made) == actions.begin_draft(by=by, plan=made)


def test_the_later_approval_replaces_the_earlier() -> None:
    made = approved()
    by = acting(people.working(people.bandung(), Right.SEND, email="kepala@bandung.example"))
    actions.begin_draft(by=by, plan=made)
    actions.approve(by=by, plan=made, approval=approval(date(2026, 9, 1)))
    assert states(made) == ["replaced", "approved"]
    assert queries.current(Plan.objects.prefetch_related("versions").get(pk=made.pk)).number == 2


def test_what_changed_after_the_page_was_drawn_is_not_approved_unseen() -> None:
    made = filled(plan())
    seen = ledger.head(made.ref)
    put(made, "activities", new(title="Susulan"))
    with pytest.raises(Conflict):
        actions.approve(by=acting(officer()), plan=made, approval=approval(), seen=seen)
    assert states(made) == ["draft"]


def test_a_plan_without_activities_or_from_tomorrow_is_not_approved() -> None:
    by = acting(officer())
    made = plan()
    with pytest.raises(Invalid):
        actions.approve(by=by, plan=made, approval=approval())
    filled(made)
    with pytest.raises(Invalid, match="approved_on"):
        actions.approve(by=by, plan=made, approval=approval(date(2999, 1, 1)))
    with pytest.raises(Invalid, match="approved_by"):
        actions.approve(by=by, plan=made, approval=approval(by=" "))


def test_what_is_missing_is_counted_on_the_version() -> None:
    made = filled(plan())
    flags = queries.flags([draft(made)])[draft(made).pk]
    assert (flags.activities, flags.no_money, flags.no_owner) == (2, 1, 1)
    put(made, "budget", new(activity="2", source="partner"))
    assert queries.flags([draft(made)])[draft(made).pk].no_money == 1


def test_a_tie_with_a_plan_is_not_merged_away() -> None:
    made = approved()
    other = agreed(with_="Kota Lain")
    by = people.acting(people.body("Pusat Fasilitasi Kerja Sama"), Right.SEND)
    with pytest.raises(Invalid, match="rencana aksi"):
        merge_ties(by=by, into=other, merged=made.tie, why="Sama.", same_text=False)


def test_a_withdrawn_plan_is_read_and_nothing_else() -> None:
    made, by = approved(), acting(people.working(people.bandung(), Right.SEND, email="kepala@bandung.example"))
    with pytest.raises(Invalid, match="reason"):
        actions.withdraw(by=by, plan=made, reason=" ")
    actions.withdraw(by=by, plan=made, reason="Salah kerja sama.")
    with pytest.raises(Invalid):
        actions.begin_draft(by=by, plan=made)
    assert PlanVersion.objects.filter(plan=made).count() == 1
    assert not queries.of_tie(Actor(by.account), made.tie)
