"""Which bodies are one: a unit speaks for its government; a mission or a ministry's gate does not for its ministry."""

from datetime import date

import pytest

from gerbang.people.acting import Actor
from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Body, Right
from gerbang.people.queries import government_of
from gerbang.places.models import Region

pytestmark = pytest.mark.django_db


def bodies_of(body: Body) -> set[str]:
    account = make_account(by=None, email="a@contoh.example", label="Petugas", password="sandi-uji-coba-1")
    grant(by=None, account=account, body=body, right=Right.SEND, since=date(2020, 1, 1))
    return {one.name_id for one in Actor(account).bodies.values()}


def test_a_unit_of_a_regional_government_is_part_of_it() -> None:
    government = government_of(Region.objects.get(code="32.73"))
    unit = make_unit(parent=government, name_id="Bagian Kerja Sama Setda Kota Bandung")
    assert bodies_of(unit) == {unit.name_id, government.name_id}


@pytest.mark.parametrize("name", ["KJRI Melbourne", "Pusat Fasilitasi Kerja Sama"])
def test_a_mission_or_a_gate_sees_and_speaks_for_itself_only(name: str) -> None:
    assert bodies_of(Body.objects.get(name_id=name)) == {name}
