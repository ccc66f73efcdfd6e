"""Two officers on one case: one wins, the other is told what happened meanwhile, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.gate.office import Walk, act, agrees, bandung, begun, registered
from tests.gate.processes import in_processes
from tests.ledger.helpers import at_once

from gerbang.access import Conflict
from gerbang.gate import actions
from gerbang.gate.models import Case, Step
from gerbang.ledger.actions import once
from gerbang.ledger.verify import verify


def seqs(case: Case) -> list[int]:
    return list(case.steps.order_by("seq").values_list("seq", flat=True))


def note(walk: Walk, text: str, seen: int | None) -> Step:
    by = walk.by("region")
    return actions.note(by=by, case=walk.case, text=text, happened_on=walk.day, seen=seen)


def whole(case: Case) -> bool:
    return seqs(case) == list(range(1, len(seqs(case)) + 1)) and agrees(case) and verify(deep=True).ok


@pytest.mark.django_db
def test_a_page_made_before_the_newest_step_is_a_conflict() -> None:
    walk = begun(bandung())
    seen = walk.position().head
    note(walk, "Sementara itu.", seen)
    with pytest.raises(Conflict) as caught:
        act(walk, "explore", seen=seen)
    assert (caught.value.stream, caught.value.seen, caught.value.head) == (walk.case.ref, seen, seen + 1)
    meanwhile = walk.case.steps.filter(seq__gt=caught.value.seen)
    assert [step.kind for step in meanwhile] == ["note"]
    assert walk.position().stage is not None and act(walk, "explore", seen=seen + 1).seq == seen + 2


@pytest.mark.parametrize("race", [at_once, in_processes], ids=["threads", "processes"])
def test_of_those_who_move_at_once_exactly_one_wins(own_database: Any, race: Callable[..., list[Any]]) -> None:
    walk = registered(bandung(), "region-decision-council")
    seen = walk.position().head
    found = race(4, lambda number: act(walk, ("resubmit", "discontinue")[number % 2], seen=seen).ref)
    won = [one for one in found if isinstance(one, str) and one.startswith("lk-")]
    assert len(won) == 1
    lost = [one if isinstance(one, str) else type(one).__name__ for one in found if one not in won]
    assert lost == ["Conflict"] * 3
    assert walk.case.steps.get(kind="move").ref == won[0]
    assert whole(walk.case)


@pytest.mark.parametrize("race", [at_once, in_processes], ids=["threads", "processes"])
def test_what_does_not_collide_is_all_kept_without_a_gap(own_database: Any, race: Callable[..., list[Any]]) -> None:
    walk = registered(bandung(), "consultation")
    race(6, lambda number: note(walk, f"Catatan {number}", None).ref)
    assert seqs(walk.case) == list(range(1, 8))
    assert whole(walk.case)


def test_a_form_posted_twice_writes_one_step(own_database: Any) -> None:
    walk = registered(bandung(), "region-decision-council")
    actor = walk.offices.accounts["region"].ref
    seen = walk.position().head
    found = at_once(4, lambda number: once(actor=actor, key="sama", do=lambda: act(walk, "resubmit", seen=seen).ref))
    assert len(set(found)) == 1 and found[0] == walk.case.steps.get(kind="move").ref


@pytest.mark.parametrize("race", [at_once, in_processes], ids=["threads", "processes"])
def test_cases_begun_at_once_have_numbers_of_their_own_and_one_tie(
    own_database: Any, race: Callable[..., list[Any]]
) -> None:
    offices = bandung()
    found = race(5, lambda number: begun(offices).case.number)
    assert sorted(map(str, found)) == [f"KSDPL/32.73/2025/{running:04d}" for running in range(1, 6)]
    assert Case.objects.values("tie").distinct().count() == 1


@pytest.mark.django_db
def test_the_ten_thousandth_case_of_a_year_has_a_number_too() -> None:
    walk = begun(bandung())
    Case.objects.filter(pk=walk.case.pk).update(number="KSDPL/32.73/2025/9999")
    assert begun(walk.offices).case.number == "KSDPL/32.73/2025/10000"
    assert begun(walk.offices).case.number == "KSDPL/32.73/2025/10001"
