"""Who has which right where, from and until a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.people.helpers import account, acting, bandung, body, division, working

from gerbang.access import Refused
from gerbang.ledger.models import Entry
from gerbang.people.acting import Actor
from gerbang.people.actions import end_membership, grant, make_unit
from gerbang.people.models import Membership, Right
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def rights_on(who, moment: datetime) -> set[str]:
    return {one.right for one in Actor(who, moment).memberships}


def test_a_membership_counts_on_its_first_and_last_day_and_not_outside() -> None:
    who = account()
    one = grant(by=None, account=who, body=bandung(), right=Right.SEND, since=date(2026, 3, 2))
    Membership.objects.filter(pk=one.pk).update(until=date(2026, 3, 4))
    for day, expected in ((1, set()), (2, {"send"}), (4, {"send"}), (5, set())):
        assert rights_on(who, datetime(2026, 3, day, 5, tzinfo=UTC)) == expected, day


def test_the_day_is_that_of_the_body_not_of_the_capital() -> None:
    who = account()
    east, west = body("Pemerintah Kota Jayapura"), bandung()
    for place in (east, west):
        grant(by=None, account=who, body=place, right=Right.READ, since=date(2026, 3, 12))
    just_after_midnight_in_papua = datetime(2026, 3, 11, 15, 30, tzinfo=UTC)
    assert [one.body for one in Actor(who, just_after_midnight_in_papua).memberships] == [east]


def test_rights_are_the_union_of_all_that_are_alive() -> None:
    who = working(division(), Right.PREPARE, Right.CHECK)
    grant(by=None, account=who, body=body("Sekretariat DPRD Kota Bandung"), right=Right.READ, since=date(2020, 1, 1))
    actor = Actor(who)
    assert {one.right for one in actor.memberships} == {"prepare", "check", "read"}
    assert actor.may(Right.CHECK) and actor.may(Right.READ) and not actor.may(Right.SEND)
    assert not actor.may(Right.READ, [bandung()])


def test_a_unit_speaks_for_its_body_and_not_the_other_way_round() -> None:
    unit = division()
    below = make_unit(parent=unit, name_id="Subbagian Luar Negeri")
    assert acting(below, Right.SEND).speaks_for(bandung())
    assert acting(unit, Right.SEND).speaks_for(unit)
    assert not acting(bandung(), Right.SEND).speaks_for(unit)
    assert not acting(unit, Right.PREPARE).speaks_for(body("Pemerintah Kota Surabaya"))
    assert not acting(unit, Right.CHECK).speaks_for(None)


def test_acting_without_the_right_says_which_one_is_missing() -> None:
    actor = Actor(working(division(), Right.PREPARE))
    with pytest.raises(Refused) as refused:
        actor.acting(Right.SEND, [bandung()])
    assert refused.value.decision.code == "right-missing"
    assert actor.acting(Right.PREPARE, [bandung()]).body == division()


def test_nobody_has_no_right() -> None:
    nobody = Actor(None)
    assert not nobody.is_authenticated and nobody.memberships == () and nobody.region_ids == frozenset()
    assert not nobody.may(Right.READ)


def test_granting_twice_gives_the_same_membership_and_one_entry() -> None:
    by, who = acting(bandung(), Right.ADMINISTER), account()
    first = grant(by=by, account=who, body=division(), right=Right.SEND, since=date(2026, 1, 5))
    again = grant(by=by, account=who, body=division(), right=Right.SEND, since=date(2026, 2, 5))
    assert first == again and again.since == date(2026, 1, 5)
    assert first.granted_by == by.account.ref
    assert Entry.objects.filter(kind="membership.granted", stream=who.ref).count() == 1


@pytest.mark.parametrize("right", [Right.PREPARE, Right.CHECK, Right.SEND, Right.READ])
def test_only_administrators_grant(right: Right) -> None:
    with pytest.raises(Refused):
        grant(by=acting(bandung(), right), account=account(), body=bandung(), right=Right.READ, since=date(2026, 1, 5))


def test_an_administrator_of_a_unit_has_no_say_over_the_whole_or_over_others() -> None:
    by = acting(division(), Right.ADMINISTER)
    for elsewhere in (bandung(), body("Pemerintah Kota Surabaya")):
        with pytest.raises(Refused):
            grant(
                by=by, account=account(f"{elsewhere.ref}@x.example"), body=elsewhere, right=Right.READ, since=by.today
            )


def test_an_ended_right_is_history_and_may_be_granted_anew() -> None:
    by, who = acting(bandung(), Right.ADMINISTER), working(division(), Right.SEND)
    one = who.memberships.get()
    end_membership(by=by, membership=one, until=by.today - timedelta(days=1))
    assert not Actor(who).may(Right.SEND)
    grant(by=by, account=who, body=division(), right=Right.SEND, since=by.today)
    assert Actor(who).may(Right.SEND)
    assert who.memberships.count() == 2


def test_what_cannot_be_ended() -> None:
    by, who = acting(bandung(), Right.ADMINISTER), working(division(), Right.SEND, since=date(2026, 1, 5))
    one = who.memberships.get()
    with pytest.raises(Invalid, match="until"):
        end_membership(by=by, membership=one, until=date(2026, 1, 3))
    end_membership(by=by, membership=one, until=date(2026, 1, 4))
    with pytest.raises(Invalid):
        end_membership(by=by, membership=one, until=date(2026, 1, 6))
    with pytest.raises(Invalid):
        end_membership(by=by, membership=by.membership, until=by.today)
    assert Entry.objects.filter(kind="membership.ended").count() == 1
