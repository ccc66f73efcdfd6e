"""Back and forth: returns, a plan improved on either way, counter-drafts, and several sessions of one meeting."""

from datetime import date

import pytest
from tests.gate.office import Walk, act, agrees, bandung, registered

from gerbang.gate import actions, comparison
from gerbang.gate.writing import Happening
from gerbang.places.queries import calendar
from gerbang.register.models import Instrument
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
BODIES = ("council", "home-affairs", "foreign-affairs")


def stage(walk: Walk) -> str:
    found = walk.position().stage
    return found.id if found else ""


def test_a_plan_is_improved_and_goes_straight_back() -> None:
    walk = registered(bandung(*BODIES), "verification")
    walk.take("improve")
    assert stage(walk) == "plan-improvement"
    walk.case.refresh_from_db()
    assert walk.case.returned
    walk.take("resubmit", reason="Tanpa perubahan substansi.")
    assert stage(walk) == "verification"
    lacks = {one.id for one in walk.position().missing if one.kind == "paper" and not one.optional}
    assert lacks == {"submission-letter", "verification-sheet", "minister-consideration"}


def test_before_the_council_again_the_count_is_a_new_one() -> None:
    walk = registered(bandung(*BODIES), "council")
    walk.take("approve")
    first = calendar().due(date.fromisoformat(received(walk)), 45, "working")
    walk.take("improve")
    walk.take("council-again", reason="Substansi berubah.")
    assert stage(walk) == "council" and walk.position().due is None
    walk.give("application-letter", on=date(2025, 6, 2))
    found = walk.position().due
    assert found is not None and found.on == found.first_on == calendar().due(date(2025, 6, 2), 45, "working") > first
    visits = [visit for visit in walk.position().visits if visit.stage == "council"]
    assert [visit.nth for visit in visits] == [1, 2] and visits[0].left_on is not None
    assert agrees(walk.case)


def received(walk: Walk) -> str:
    return str(next(one.fields["received_on"] for one in walk.position().present if one.paper == "application-letter"))


def test_a_return_wants_its_reason() -> None:
    walk = registered(bandung(*BODIES), "council")
    with pytest.raises(Invalid) as caught:
        act(walk, "not-approved", walk.offices.by("council"), reason="")
    assert set(caught.value.problems) == {"reason"}
    act(walk, "not-approved", walk.offices.by("council"))
    assert stage(walk) == "region-decision-council", "the region decides; the case is not closed"
    act(walk, "resubmit")
    assert stage(walk) == "cooperation-plan"


def test_one_meeting_has_several_sessions() -> None:
    walk = registered(bandung(*BODIES), "inter-ministry")
    for session in range(2):
        walk.give("meeting-record", data={"changes_asked": [f"Pasal {session}"]})
        act(walk, "another-session", walk.offices.by("home-affairs"), on=Happening(happened_on=walk.day))
    assert stage(walk) == "inter-ministry"
    [record] = [one for one in walk.position().present if one.paper == "meeting-record"]
    assert len(record.seqs) == 2
    walk.take("discussed")
    assert stage(walk) == "minister-approval"
    act(walk, "return", walk.offices.by("home-affairs"), on=Happening(happened_on=walk.day))
    assert stage(walk) == "draft-text"


def test_counter_drafts_stay_go_back_or_let_the_region_decide() -> None:
    offices = bandung(*BODIES)
    kemlu = offices.by("foreign-affairs")
    walk = registered(offices, "partner-discussion")
    walk.give("counter-draft")
    on = Happening(happened_on=walk.day)
    act(walk, "counter-editorial", kemlu, on=on)
    assert stage(walk) == "partner-discussion"
    act(walk, "not-agreed", kemlu, on=on)
    assert stage(walk) == "region-decision-partner"
    act(walk, "discuss-again", on=on)
    assert stage(walk) == "partner-discussion"
    act(walk, "counter-substantial", kemlu, on=on)
    assert stage(walk) == "inter-ministry"
    walk = registered(offices, "region-decision-partner")
    act(walk, "discontinue")
    walk.case.refresh_from_db()
    assert walk.case.state == "stopped"


def test_full_powers_are_a_stage_only_where_they_were_asked_for() -> None:
    for asked, expected in ((True, "full-powers"), (False, "signing")):
        walk = registered(bandung(*BODIES), "confirmation")
        actions.state_facts(
            by=walk.by("region"), case=walk.case, values={"full-powers-asked": asked}, attested={}, seen=None
        )
        walk.take("delivered")
        assert stage(walk) == expected
    assert not Instrument.objects.exists()


def compared(walk: Walk) -> set[tuple[str, str]]:
    return {(line.about, line.state) for line in comparison.shown(walk.book, walk.position())}


def test_what_was_approved_is_laid_beside_the_text_until_it_is_signed() -> None:
    """As in Bandung: the council approved other fields than the text named a year later."""
    walk = registered(bandung(*BODIES), "council")
    assert compared(walk) == set()
    approved = {"scope": ["Kota Layak Anak", "Pendidikan"], "funding": "APBD", "term_months": 36}
    walk.give("council-decision", data=approved)
    walk.take("approve")
    walk.take("draft")
    text = {"scope": ["pendidikan", "kota layak huni"], "funding": "apbd", "term_months": 60}
    walk.give("draft-text", data=text)
    states = {line.state for line in comparison.shown(walk.book, walk.position())}
    assert len(comparison.shown(walk.book, walk.position())) == 5 and len(states) == 4
    walk.give("signature-record", data={"term_months": 36})
    later = comparison.shown(walk.book, walk.position())
    assert len(later) == 5, "the record of signing says nothing of the fields; the draft still does"
    assert [line.same for line in later if line.text == "36"] == [True]
