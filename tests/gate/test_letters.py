"""Letters as offices keep them: filled in as number and receipt become known, and never in contradiction."""

from dataclasses import replace
from datetime import date

import pytest
from tests.gate.office import Walk, bandung, registered

from gerbang.gate import actions, letters
from gerbang.gate.models import Letter
from gerbang.gate.writing import Happening
from gerbang.places.queries import calendar
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def drafted() -> tuple[Walk, Letter]:
    """The application letter as sent: its number and its receipt are not known yet."""
    walk = registered(bandung("council"), "council")
    draft = replace(walk.letter("region"), number="", received_on=None, received_proof="")
    on = Happening(happened_on=date(2025, 3, 5))
    step = actions.give_paper(
        by=walk.by("region"), case=walk.case, paper_id="application-letter", on=on, seen=None, data={}, letter=draft
    )
    assert step.letter is not None
    return walk, step.letter


def test_the_deadline_begins_when_the_receipt_is_filled_in() -> None:
    walk, letter = drafted()
    [lack] = [one for one in walk.position().missing if one.id == "application-letter" and one.blocks]
    assert lack.empty == ("number", "received_on") and walk.position().due is None
    letters.fill_in(by=walk.by("region"), letter=letter, values={"number": "100.3/1"})
    by = walk.offices.by("council")
    letters.fill_in(by=by, letter=letter, values={"received_on": date(2025, 3, 7), "received_proof": "Agenda 12"})
    found = walk.position()
    assert not [one for one in found.missing if one.id == "application-letter" and one.blocks]
    assert found.due is not None and found.due.on == calendar().due(date(2025, 3, 7), 45, "working")
    assert found.due.start_proof == "Agenda 12"


def test_what_is_filled_in_is_changed_by_ralat_only() -> None:
    walk, letter = drafted()
    by = walk.by("region")
    letters.fill_in(by=by, letter=letter, values={"number": "100.3/1"})
    for values in ({"number": "100.3/2"}, {"subject": "Lain"}, {"received_on": date(2025, 3, 1)}):
        with pytest.raises(Invalid):
            letters.fill_in(by=by, letter=Letter.objects.get(), values=values)
    assert Letter.objects.get().number == "100.3/1"


def test_a_withdrawn_paper_is_not_given_again_by_its_letter() -> None:
    walk, letter = drafted()
    by = walk.by("region")
    given = walk.case.steps.get(kind="paper")
    actions.withdraw_paper(by=by, case=walk.case, target=given.seq, reason="Salah surat.", seen=None)
    letters.fill_in(by=by, letter=letter, values={"number": "100.3/1"})
    assert walk.case.steps.filter(kind="paper").count() == 1
    assert walk.position().present == ()
