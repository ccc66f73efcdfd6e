"""What lists read of a case equals the fold of its steps, after every kind of step and every refused one."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from tests.gate.office import Walk, act, agrees, bandung, correct, projected, registered

from gerbang.access import Refused
from gerbang.gate import actions
from gerbang.gate.agreement import steps_agree
from gerbang.gate.models import Waiting
from gerbang.gate.writing import Happening
from gerbang.ledger import checks
from gerbang.people.models import Body
from gerbang.rulebook.steps import KINDS
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def every_kind(walk: Walk) -> Iterator[Callable[[], object]]:
    """Steps of every kind there is, one after the other."""
    case, offices = walk.case, walk.offices
    region, council, ministry = (offices.by(role) for role in ("region", "council", "home-affairs"))

    def on() -> Happening:
        walk.day += timedelta(days=1)
        return Happening(happened_on=walk.day)

    def last() -> int:
        return case.steps.count()

    past = {"entered_on": "2025-02-04", "no_document": True}
    yield lambda: actions.add_past(
        by=region, case=case, stage="initiative", on=Happening(happened_on=date(2025, 2, 5)), seen=None, data=past
    )
    yield lambda: walk.give("application-letter")
    yield lambda: actions.withdraw_paper(by=council, case=case, target=last(), reason="Salah surat.", seen=None)
    yield lambda: walk.give("application-letter")
    yield lambda: correct(walk, case.steps.get(seq=last()), council, {"data": {"received_on": "2025-03-09"}})
    yield lambda: correct(walk, case.steps.get(seq=last()), council)
    yield lambda: actions.note(by=council, case=case, text="Masa reses.", happened_on=walk.day)
    yield lambda: act(walk, "pause", region, on=on())
    yield lambda: act(walk, "resume", region, on=on())
    yield lambda: act(walk, "return", region, letter=walk.letter("council"), on=on())
    yield lambda: actions.confirm(by=council, case=case, target=last(), agrees=False, reason="Bukan.", seen=None)
    yield lambda: correct(walk, case.steps.get(kind="move"), ministry)
    yield lambda: walk.give("council-decision")
    yield lambda: act(walk, "approve", region, letter=walk.letter("council"), on=on())
    yield lambda: actions.confirm(by=council, case=case, target=last(), agrees=True, reason="", seen=None)
    yield lambda: walk.give("submission-letter")
    yield lambda: walk.give("verification-sheet")
    yield lambda: walk.give("minister-consideration")
    yield lambda: act(walk, "draft", ministry, on=on())
    yield lambda: actions.state_facts(
        by=region, case=case, values={"text-as-approved": False}, seen=None,
        attested={"text-as-approved": "Disetujui pimpinan DPRD."},
    )  # fmt: skip
    yield lambda: walk.give("draft-text")
    yield lambda: act(walk, "submit", region, on=on())
    body = Body.objects.filter(kind="ministry").order_by("pk")[0]
    yield lambda: actions.ask(by=ministry, case=case, ask_id="ministries", body=body, on=on(), seen=None)
    yield lambda: actions.answer(
        by=region, case=case, ask_id="ministries", on=on(), seen=None, data={"summary": "Setuju."},
        letter=walk.letter("ministries"),
    )  # fmt: skip
    yield lambda: walk.give("meeting-record")
    yield lambda: act(walk, "discussed", ministry, on=on())
    yield lambda: act(walk, "stop", region, on=on())


def test_the_projection_equals_the_fold_after_every_kind_of_step() -> None:
    walk = registered(bandung("council", "home-affairs"), "council")
    for number, do in enumerate(every_kind(walk), 2):
        do()
        assert agrees(walk.case), number
        assert (walk.case.head, walk.case.steps.count()) == (number, number)
    skipped = registered(walk.offices, "originals")
    act(skipped, "skip")
    assert agrees(skipped.case)
    assert {*walk.case.steps.values_list("kind", flat=True), "skip", "open"} == KINDS
    assert list(steps_agree(checks.recorded("gate.step"))) == []
    assert not Waiting.objects.filter(case=walk.case, what=Waiting.What.ACT).exists()


def test_what_is_refused_leaves_no_trace() -> None:
    walk = registered(bandung("council"), "council")
    before, waited = projected(walk.case), list(walk.case.waiting.values())
    for attempt in (
        lambda: act(walk, "approve", walk.offices.by("council")),
        lambda: act(walk, "return", letter=None),
        lambda: correct(walk, walk.case.steps.get(seq=1), walk.offices.by("council")),
    ):
        with pytest.raises((Refused, Invalid)):
            attempt()
    walk.case.refresh_from_db()
    assert projected(walk.case) == before and list(walk.case.waiting.values()) == waited
    assert len(list(checks.recorded("gate.step"))) == walk.case.steps.count() == 1
