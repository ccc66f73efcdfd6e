"""A seeded register is given plans, deliveries and readings to measure with; the bench says what it measured."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gerbang.monitoring.liveliness import keeping
from gerbang.plans.models import Activity, Delivery, Plan, Reading
from gerbang.register.models import Phase, Tie


def bench(*what: str, **more: object) -> str:
    said = StringIO()
    call_command("bench", *what, stdout=said, **more)
    return said.getvalue()


def test_every_agreed_cooperation_has_a_plan_that_lives(own_database: object) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("measured on PostgreSQL only")
    bench("seed", ties=40, entries=3, processes=1)
    bench("seed-living", activities=5, readings=10)
    agreed = Tie.objects.filter(phase=Phase.AGREED, outside_law=False).count()
    assert agreed > 10 and Plan.objects.count() == agreed
    assert (Activity.objects.count(), Reading.objects.count()) == (agreed * 5, agreed * 10)
    assert 0 < Delivery.objects.count() <= agreed * 3
    assert ("", "active") in keeping.numbers()
    told = json.loads(bench("living", runs=2, ties=40, json=True))
    assert told["ties"] == 40 and [one["ties"] for one in told["recompute"]] == [40, 40]
    assert len(told["pages"]) == 5
    with pytest.raises(CommandError, match="plans already"):
        bench("seed-living")


def test_sqlite_is_not_filled(own_database: object) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("what SQLite is told")
    with pytest.raises(CommandError, match="PostgreSQL"):
        bench("seed-living")


def test_the_demonstration_is_measured_on_either_database(demonstration: object) -> None:
    said = bench("living", runs=2, ties=20)
    assert "ties/s" in said and "| overall picture | ministry |" in said and "| what is missing | region |" in said
