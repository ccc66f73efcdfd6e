"""A register to measure with: made in an empty database only, the same for the same number, and sound."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gerbang.ledger import verify
from gerbang.ledger.models import Entry, Pending
from gerbang.register import cube
from gerbang.register.models import Tally, Tie
from gerbang.register.projection import COLUMNS, project_tie


def seed(**more: object) -> str:
    said = StringIO()
    call_command("bench", "seed", ties=60, entries=3, processes=1, stdout=said, **more)
    return said.getvalue()


def test_a_seeded_register_is_sound(own_database: object) -> None:
    assert "60 ties with 180 entries" in seed()
    assert Tie.objects.count() == 60
    assert Entry.objects.filter(stream__startswith="ks-").count() == 180
    assert not Pending.objects.exists()
    assert verify.verify().faults == []
    before = set(Tally.objects.exclude(number=0).values_list("token", "beside", "public", "number"))
    assert cube.recount(Tie.objects.all()) == 0
    for tie in Tie.objects.order_by("pk")[:10]:
        told = {name: getattr(tie, name) for name in COLUMNS}
        project_tie(tie)
        tie.refresh_from_db()
        assert {name: getattr(tie, name) for name in COLUMNS} == told
    Tally.objects.all().delete()
    Tie.objects.update(counted="")
    cube.recount(Tie.objects.all())
    assert set(Tally.objects.values_list("token", "beside", "public", "number")) == before


def test_it_is_not_made_among_what_people_have_entered(demonstration: object) -> None:
    before = Tie.objects.count()
    with pytest.raises(CommandError, match="--anyway"):
        seed()
    assert Tie.objects.count() == before


def test_the_registers_questions_are_measured(demonstration: object) -> None:
    said = StringIO()
    call_command("bench", "register", runs=2, only="list: ", json=True, stdout=said)
    found = json.loads(said.getvalue())
    assert found["ties"] == Tie.objects.count()
    assert {"public", "officer", "ministry"} == {one["who"] for one in found["questions"]}
    assert all(one["median_ms"] > 0 and one["bare_ms"] > 0 for one in found["questions"])
