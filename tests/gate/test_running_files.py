"""Files that were under way on paper: registered at any stage, their past told as far as it is known."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.gate.office import BEGAN, Walk, agrees, bandung, correct, registered

from gerbang.access import Refused
from gerbang.gate import actions
from gerbang.gate.writing import Happening
from gerbang.people.models import Audience
from gerbang.places.models import Region
from gerbang.places.queries import calendar
from gerbang.register.models import Instrument
from gerbang.rulebook import loader
from gerbang.values import Invalid, zones

pytestmark = pytest.mark.django_db
BOOKS = sorted(book.id.removeprefix("id.") for book in loader.books().values() if book.upon is None)


def past(walk: Walk, stage: str, ended: date, paper: str = "", **data: Any) -> None:
    on = Happening(happened_on=ended)
    by = walk.by("region")
    actions.add_past(by=by, case=walk.case, stage=stage, on=on, seen=None, data=data, paper_id=paper)


@pytest.mark.parametrize("book", BOOKS)
def test_a_file_is_registered_at_any_stage_of_its_rulebook(book: str) -> None:
    offices = bandung()
    others: dict[str, Any] = {
        "ksdd": {"regions": [Region.objects.get(code="32.77")]},
        "ksdpk": {"third_party": "PT Uji"},
    }
    parties = others.get(book.partition("-")[0], {})
    for stage in loader.books()[f"id.{book}"].stages:
        walk = registered(offices, stage.id, book, facts={}, **parties)
        found = walk.position()
        assert found.stage is not None and found.stage.id == stage.id
        assert found.since == BEGAN + timedelta(days=30)
        assert walk.case.opened_on == BEGAN
        assert agrees(walk.case)


def test_nothing_earlier_is_demanded_for_going_on() -> None:
    walk = registered(bandung(), "draft-text")
    assert {one.id for one in walk.position().missing if one.kind == "paper"} == {"draft-text"}
    assert all(visit.undocumented for visit in walk.position().visits[:-1])


def test_earlier_stages_get_their_own_dates_papers_or_none() -> None:
    walk = registered(bandung(), "cooperation-plan")
    past(walk, "exploration", date(2025, 2, 20), entered_on="2025-02-10", no_document=True)
    past(walk, "initiative", date(2025, 2, 9), "initiative-letter", entered_on="2025-02-03", number="A/7")
    visits = {visit.stage: visit for visit in walk.position().visits}
    assert (visits["exploration"].entered_on, visits["exploration"].left_on) == (date(2025, 2, 10), date(2025, 2, 20))
    assert visits["exploration"].undocumented and not visits["initiative"].undocumented
    assert [one.fields["number"] for one in walk.position().present] == ["A/7"]
    assert visits["consultation"].undocumented and visits["consultation"].left_on is None


def test_the_past_lies_in_order_and_before_the_present() -> None:
    walk = registered(bandung(), "cooperation-plan")
    with pytest.raises(Invalid):
        past(walk, "exploration", date(2025, 2, 20), entered_on="2025-02-21")
    with pytest.raises(Invalid):
        past(walk, "exploration", BEGAN + timedelta(days=31))
    with pytest.raises(Refused):
        past(walk, "council", date(2025, 2, 20))
    with pytest.raises(Invalid):
        past(walk, "no-such-stage", date(2025, 2, 20))


def test_a_beginning_with_impossible_days_or_stages_is_refused() -> None:
    offices = bandung()
    for since in (BEGAN - timedelta(days=1), zones.today("WIT") + timedelta(days=1)):
        with pytest.raises(Invalid) as caught:
            registered(offices, "council", since=since)
        assert set(caught.value.problems) == {"since"}
    with pytest.raises(Invalid):
        registered(offices, "no-such-stage")


def test_a_clock_counts_from_the_receipt_and_not_from_the_entry() -> None:
    walk = registered(bandung(), "council")
    received = date(2025, 3, 5)
    given = walk.give("application-letter", data={"dated_on": "2025-03-04", "received_on": received.isoformat()})
    walk.case.refresh_from_db()
    assert given.recorded_on > received
    assert walk.case.due_on == calendar().due(received, 45, "working")
    assert walk.case.waiting.get(what="act").due_on == walk.case.due_on


def test_a_receipt_before_the_letter_or_in_the_future_is_refused() -> None:
    walk = registered(bandung(), "council")
    tomorrow = zones.today("WIT") + timedelta(days=1)
    for day in ("2025-03-01", tomorrow.isoformat()):
        with pytest.raises(Invalid) as caught:
            walk.give("application-letter", data={"dated_on": "2025-03-04", "received_on": day}, on=date(2025, 3, 10))
        assert "received_on" in caught.value.problems


def test_a_file_registered_after_its_letter_of_intent_is_an_intended_cooperation() -> None:
    walk = registered(bandung(), "council")
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "intended"


def test_a_text_signed_before_registration_comes_with_its_record() -> None:
    walk = registered(bandung(), "implementation")
    walk.case.tie.refresh_from_db()
    assert (walk.case.tie.phase, Instrument.objects.count()) == ("agreed", 0)
    signed = [{"office": "Wali Kota Bandung", "capacity": "definitive", "signed_on": "2025-02-20"}]
    past(walk, "signing", date(2025, 2, 20), "signature-record", signatures=signed)
    text = Instrument.objects.get()
    assert (text.kind, text.signed.latest) == ("mou", date(2025, 2, 20))
    assert text.step_ref == walk.case.steps.get(kind="past").ref


def test_a_voided_registration_may_be_taken_back() -> None:
    walk = registered(bandung(), "implementation")
    voiding = correct(walk, walk.case.steps.get(seq=1))
    walk.case.refresh_from_db()
    walk.case.tie.refresh_from_db()
    assert (walk.case.state, walk.case.stage, walk.case.tie.phase) == ("closed", "", "idea")
    correct(walk, voiding)
    walk.case.refresh_from_db()
    walk.case.tie.refresh_from_db()
    assert (walk.case.stage, walk.case.tie.phase) == ("implementation", "agreed")


def test_the_parties_of_a_registered_file_are_its_audience() -> None:
    walk = registered(bandung(), "region-decision-council")
    seen = dict(Audience.objects.filter(subject_ref=walk.case.ref).values_list("body__kind", "why"))
    assert seen == {"region": "party", "unit": "party"}
