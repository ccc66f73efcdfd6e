"""Offices and a case walked through them, for tests: accounts by role, and each stage given what it needs."""

from datetime import date
from typing import Any
from uuid import uuid4

from gerbang.gate import actions
from gerbang.people.acting import Acting
from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Account, Body, Right
from gerbang.people.queries import body_of_kind, government_of
from gerbang.places import actions as places
from gerbang.places import queries as places_queries
from gerbang.places.models import Partner, Region
from gerbang.site.walking import BEGAN, Offices, Walk, acting, attest_relations, filled

__all__ = ["BEGAN", "Offices", "Walk", "acting", "attest_relations", "filled"]

BANDUNG = "32.73"
EVERY_RIGHT = (Right.PREPARE, Right.CHECK, Right.SEND)


def account(body: Body, label: str = "Petugas", rights: tuple[Right, ...] = EVERY_RIGHT) -> Account:
    made = make_account(by=None, email=f"{uuid4().hex[:10]}@example.go.id", label=label, password="sandi-uji-coba-1")
    for right in rights:
        grant(by=None, account=made, body=body, right=right, since=date(2020, 1, 1))
    return made


def bandung(*roles: str) -> Offices:
    """Kota Bandung's cooperation section, and accounts for the other roles asked for."""
    region = Region.objects.get(code=BANDUNG)
    offices = Offices(region)
    unit = make_unit(parent=government_of(region), name_id="Bagian Kerja Sama Setda Kota Bandung")
    kinds = {"council": "council", "home-affairs": "home-affairs-foreign", "foreign-affairs": "foreign-affairs"}
    offices.bodies["region"] = unit
    for role in roles:
        if role == "province":
            offices.bodies[role] = government_of(region.province_or_self)
        else:
            found = body_of_kind(kinds[role], region)
            assert found is not None
            offices.bodies[role] = found
    offices.accounts = {role: account(body, role) for role, body in offices.bodies.items()}
    return offices


def melbourne(by: Acting) -> Partner:
    place = places_queries.place(places_queries.pick("Melbourne", country="AU")[0].key)
    assert place is not None
    return places.partner_for(by, place=place)


def begun(offices: Offices, **facts: Any) -> Walk:
    """A KSDPL case of Kota Bandung with Melbourne, at its first stage."""
    by = offices.by("region")
    beginning = actions.Beginning(
        book_id="id.ksdpl",
        kind="ksdpl-sister",
        region=offices.region,
        partners=[melbourne(by)],
        fields_id="Pendidikan\nKota layak huni",
        facts={"initiative-source": "region", "form": "sister"} | facts,
        happened_on=BEGAN,
    )
    return Walk(offices, actions.open_case(by=by, beginning=beginning))
