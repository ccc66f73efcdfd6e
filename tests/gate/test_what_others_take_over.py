"""What other rooms take over from a case: the plan as adopted, and where each original lies."""

import json

import pytest
from tests.gate.office import bandung, begun
from tests.gate.test_ksdpl_walk import walk_to_the_end

from gerbang.ledger.models import Entry
from gerbang.register.models import Original

pytestmark = pytest.mark.django_db


def test_the_adopted_plan_and_every_original_stand_on_the_register() -> None:
    walk = begun(bandung())
    walk.letters_only = True
    walk_to_the_end(walk)
    adopted = Entry.objects.get(kind="plan.adopted")
    assert adopted.stream == walk.case.tie.ref
    told = json.loads(adopted.payload.text)
    assert told["case"] == walk.case.ref
    assert walk.case.steps.get(ref=told["step"]).kind == "move"
    holders = sorted(Original.objects.filter(instrument__case_ref=walk.case.ref).values_list("holder", flat=True))
    assert len(holders) == 3 and "Kementerian Luar Negeri" in holders
