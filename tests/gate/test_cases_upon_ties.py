"""Revitalising, renewing, amending, extending and ending: walked by one regional account, on letters only."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.gate.living import agreed, begun_upon
from tests.gate.office import BEGAN, Walk, act, agrees, bandung, correct, offices_of, refusal
from tests.people.helpers import signed_in

from gerbang.access import Refused
from gerbang.gate import actions, upon
from gerbang.gate.agreement import steps_agree
from gerbang.gate.models import Case
from gerbang.ledger import checks
from gerbang.ledger import queries as ledger
from gerbang.people.models import BodyKind
from gerbang.plans import carrying
from gerbang.register.models import Instrument, Tie, TieKind
from gerbang.rulebook import loader
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db

TO_THE_TEXT = ("drafted", "discussed", "agreed", "confirmed")
WALKS: dict[str, tuple[str, ...]] = {
    "amend": ("full", "stated", "approve", *TO_THE_TEXT, "sign", "located"),
    "extend": ("without-council", "stated", *TO_THE_TEXT, "sign", "located"),
    "renew": ("full", "evaluated", "submit", "approve", *TO_THE_TEXT, "sign", "located"),
}
SIGNS = {"amend": "amendment", "extend": "extension", "renew": "mou"}
REVITALISED = ("evaluated", "worked-out", "mapped", "willing", "asked")


def go(walk: Walk, *outcomes: str) -> Walk:
    for outcome in outcomes:
        walk.take(outcome)
    return walk


def kinds(tie: Tie) -> list[str]:
    return list(Instrument.objects.filter(tie=tie, withdrawn_at=None).order_by("pk").values_list("kind", flat=True))


def finished(walk: Walk, phase: str = "agreed") -> None:
    """Closed, the tie in that phase, and the book, the steps, the ledger and the projection of one mind."""
    walk.case.refresh_from_db()
    walk.case.tie.refresh_from_db()
    assert (walk.case.state, walk.case.tie.phase) == ("closed", phase)
    assert list(steps_agree(checks.recorded("gate.step"))) == []
    assert agrees(walk.case)


def state(walk: Walk, **facts: Any) -> None:
    actions.state_facts(by=walk.by("region"), case=walk.case, values=facts, attested={}, seen=None)


@pytest.mark.parametrize("book", WALKS)
def test_what_is_signed_is_a_text_of_the_same_cooperation(book: str) -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = go(begun_upon(offices, tie, book), *WALKS[book])
    finished(walk)
    assert Tie.objects.count() == 1
    assert kinds(tie) == ["mou", SIGNS[book]]
    text = Instrument.objects.get(case_ref=walk.case.ref)
    assert text.signed.latest is not None and not text.reported
    visited = {visit.stage for visit in walk.position().visits}
    assert ("council" in visited) == (WALKS[book][0] == "full")


def test_revitalising_can_end_in_a_new_action_plan_only() -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = go(begun_upon(offices, tie, "revitalise"), "full", *REVITALISED, "action-plan", "plan-only")
    finished(walk)
    assert kinds(tie) == ["mou"]
    adopted = [entry for entry in ledger.history(tie.ref) if entry.kind == "plan.adopted"]
    plan = carrying.carry_over(adopted[-1].ref)
    assert plan is not None and (plan.tie, plan.case_ref) == (tie, walk.case.ref)


@pytest.mark.parametrize(
    ("form", "sign", "kind"), [("amendment", "sign-amendment", "amendment"), ("new-text", "sign", "mou")]
)
def test_revitalising_can_end_in_an_amendment_or_a_new_text(form: str, sign: str, kind: str) -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = begun_upon(offices, tie, "revitalise")
    go(walk, "undirected", *REVITALISED, form, "text-follows", "approve", *TO_THE_TEXT, sign, "located")
    finished(walk)
    assert kinds(tie) == ["mou", kind]


def test_where_notification_is_enough_neither_council_nor_ministries_are_asked() -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = go(begun_upon(offices, tie, "extend"), "notice", "stated", "drafted", "agreed", "notified", "sign")
    assert {"council", "ministries", "confirmation"} & {visit.stage for visit in walk.position().visits} == set()
    assert kinds(tie) == ["mou", "extension"]


def test_silence_of_those_asked_for_support_holds_nothing() -> None:
    offices = bandung()
    walk = go(begun_upon(offices, agreed(offices), "revitalise"), "undirected", *REVITALISED)
    stage = walk.position().stage
    assert stage is not None and stage.id == "choice"


@pytest.mark.parametrize(("outcome", "texts"), [("ended", ["mou"]), ("ended-by-text", ["mou", "notice"])])
def test_ending_ends_the_tie_with_its_ground_and_closing_report(outcome: str, texts: list[str]) -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = go(begun_upon(offices, tie, "end"), "undirected")
    state(walk, ground="agreement")
    go(walk, "stated", "notified", "arranged", "reported", outcome, "archived")
    finished(walk, "ended")
    assert kinds(tie) == texts
    entry = [one for one in ledger.history(tie.ref) if one.kind == "tie.phase"][-1]
    assert "Kesepakatan para pihak" in entry.payload.text
    assert [one.paper for one in walk.position().present if one.paper == "closing-report"]
    shown = signed_in(offices.accounts["region"]).get(reverse("portal:tie", args=[tie.ref])).content.decode()
    assert "Alasan berakhir: Kesepakatan para pihak" in shown and walk.case.number in shown


def test_an_ending_that_was_a_mistake_is_undone_and_the_cooperation_goes_on() -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = go(begun_upon(offices, tie, "end"), "undirected")
    state(walk, ground="term")
    go(walk, "stated", "notified", "arranged", "reported")
    step = walk.take("ended")
    correct(walk, step)
    tie.refresh_from_db()
    assert tie.phase == "agreed" and agrees(walk.case)


def test_an_ended_cooperation_can_be_renewed_and_a_later_case_leaves_it_agreed() -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = go(begun_upon(offices, tie, "end"), "undirected")
    state(walk, ground="term")
    go(walk, "stated", "notified", "arranged", "reported", "ended", "archived")
    tie.refresh_from_db()
    assert [book.id for book in upon.of_tie(tie)] == ["id.renew"]
    renewed = begun_upon(offices, tie, "renew", happened_on=walk.day)
    signed = go(renewed, *WALKS["renew"][:-1]).case.steps.latest("seq")
    tie.refresh_from_db()
    assert tie.phase == "agreed"
    later = begun_upon(offices, tie, "revitalise", happened_on=renewed.day)
    go(later, "undirected", *REVITALISED, "amendment", "text-follows")
    tie.refresh_from_db()
    assert tie.phase == "agreed", "a plan adopted is no end and no beginning"
    correct(renewed, signed)
    tie.refresh_from_db()
    assert tie.phase == "ended", "without the new text it is as ended as it was"


def test_a_second_case_for_the_same_purpose_is_refused_and_named() -> None:
    offices = bandung()
    tie = agreed(offices)
    first = begun_upon(offices, tie, "extend")
    with pytest.raises(Invalid) as caught:
        begun_upon(offices, tie, "extend")
    assert first.case.number in caught.value.problems[""]
    begun_upon(offices, tie, "amend")
    act(first, "stop")
    begun_upon(offices, tie, "extend", happened_on=BEGAN)
    assert Case.objects.filter(tie=tie).count() == 3


def test_what_does_not_fit_is_not_begun() -> None:
    offices = bandung()
    domestic = agreed(offices, kind="ksdd-voluntary")
    with pytest.raises(Invalid):
        begun_upon(offices, domestic, "revitalise")
    with pytest.raises(Invalid):
        begun_upon(offices, domestic, "ksdpl")
    with pytest.raises(Refused) as caught:
        begun_upon(offices_of("33.74"), domestic, "amend")
    assert refusal(caught).code == "not-party"


@pytest.mark.parametrize("kind", ["ksdd-voluntary", "ksdpk"])
def test_domestic_cooperation_is_amended_with_the_domestic_desk_of_the_ministry(kind: str) -> None:
    offices = bandung()
    tie = agreed(offices, kind=kind)
    walk = go(begun_upon(offices, tie, "amend"), "without-council", "stated", *TO_THE_TEXT, "sign", "located")
    finished(walk)
    seats = walk.case.participants.filter(role="home-affairs").values_list("body__kind", flat=True)
    assert list(seats) == [BodyKind.HOME_AFFAIRS_DOMESTIC]
    assert kinds(tie) == ["pks", "amendment"]


@pytest.mark.rule("id.end/condition/new-head-ends-nothing")
@pytest.mark.parametrize(("kind", "allowed"), [("ksdd-voluntary", False), ("ksdpk", False), ("ksdpl-sister", True)])
def test_a_new_head_of_region_ends_no_domestic_cooperation(kind: str, allowed: bool) -> None:
    offices = bandung()
    walk = go(begun_upon(offices, agreed(offices, kind=kind), "end"), "undirected")
    state(walk, ground="new-head")
    walk.supply("stated")
    choice = walk.position().choice("stated")
    assert choice is not None and choice.allowed == allowed
    assert choice.wants_reason, "abroad no rule names it, so that a reason is recorded"


@pytest.mark.parametrize("book", [book.id for book in upon.rulebooks()])
def test_a_file_under_way_is_registered_at_any_stage(book: str) -> None:
    for stage in loader.books()[book].stages:
        offices = offices_of("32.73")
        tie = agreed(offices)
        walk = begun_upon(offices, tie, book.removeprefix("id."), stage=stage.id, since=date(2025, 3, 5))
        found = walk.position()
        assert found.stage is not None and found.stage.id == stage.id and agrees(walk.case)


def test_every_kind_of_cooperation_has_a_way_to_be_ended() -> None:
    for kind in TieKind.values:
        assert "id.end" in [book.id for book in upon.of_tie(Tie(kind=kind, phase="agreed"))]


def test_a_guideline_asks_no_reason_for_its_order_and_other_stages_go_on_asking() -> None:
    offices = bandung()
    walk = begun_upon(offices, agreed(offices), "revitalise")
    first = walk.position()
    undirected, full = first.choice("undirected"), first.choice("full")
    assert undirected and undirected.wants_reason and full and full.wants_reason
    walk.take("undirected")
    now = walk.position()
    evaluated, skip = now.choice("evaluated"), now.choice("skip")
    assert evaluated and evaluated.warnings and not evaluated.wants_reason
    assert skip and skip.warnings and not skip.wants_reason
    for outcome in ("evaluated", "worked-out", "mapped", "willing", "not-needed"):
        act(walk, outcome, reason="")
    stop = walk.position().choice("stop")
    assert stop and stop.wants_reason


def test_the_page_of_a_guideline_counts_every_numbered_stage_and_names_each_paper_once() -> None:
    offices = bandung()
    walk = begun_upon(offices, agreed(offices), "revitalise")
    client, at = signed_in(offices.accounts["region"]), reverse("gate:case", args=[walk.case.ref])
    page = client.get(at).content.decode()
    assert "Tahap 1 dari 17" in page and "0 dari 17 selesai" in page
    assert page.count("Surat arahan Kemendagri tentang jalur</a>") == 1
    tracker = client.get(reverse("gate:position", args=[walk.case.ref])).content.decode()
    assert tracker.count("<li>Surat arahan Kemendagri tentang jalur") == 1
    walk.take("undirected")
    for outcome in ("evaluated", "worked-out", "mapped", "willing", "not-needed", "action-plan"):
        act(walk, outcome, reason="")
    page = client.get(at).content.decode()
    assert "Tahap 8 dari 17" in page and "7 dari 14 selesai" in page
