"""Offices and a case walked through them, for tests: accounts by role, and each stage given what it needs."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from gerbang.access import Decision, Refused
from gerbang.gate import actions, projection
from gerbang.gate.models import Case, Step
from gerbang.gate.writing import Happening
from gerbang.people.acting import Acting
from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Account, Body, Right
from gerbang.people.queries import body_of_kind, government_of
from gerbang.places import actions as places
from gerbang.places import queries as places_queries
from gerbang.places.models import Country, Partner, Region
from gerbang.site.walking import BEGAN, Offices, Walk, acting, attest_relations, filled

__all__ = ["BEGAN", "Offices", "Walk", "acting", "attest_relations", "filled"]

BANDUNG = "32.73"
EVERY_RIGHT = (Right.PREPARE, Right.CHECK, Right.SEND)


def account(body: Body, label: str = "Petugas", rights: tuple[Right, ...] = EVERY_RIGHT) -> Account:
    made = make_account(by=None, email=f"{uuid4().hex[:10]}@example.go.id", label=label, password="sandi-uji-coba-1")
    for right in rights:
        grant(by=None, account=made, body=body, right=right, since=date(2020, 1, 1))
    return made


KINDS = {
    "council": "council",
    "home-affairs": "home-affairs-foreign",
    "home-affairs-domestic": "home-affairs-domestic",
    "foreign-affairs": "foreign-affairs",
}


def bandung(*roles: str) -> Offices:
    """Kota Bandung's cooperation section, and accounts for the other roles asked for."""
    return offices_of(BANDUNG, *roles)


def offices_of(code: str, *roles: str) -> Offices:
    """The cooperation section of a region, and accounts for the other roles asked for."""
    region = Region.objects.select_related("province").get(code=code)
    offices = Offices(region)
    name = f"Bagian Kerja Sama {region.name_id}"
    unit = make_unit(parent=government_of(region), name_id=name, keeps_cooperation=True)
    offices.bodies["region"] = unit
    for role in roles:
        offices.bodies[role] = body_for(role, region)
    offices.accounts = {role: account(body, role) for role, body in offices.bodies.items()}
    return offices


def body_for(role: str, region: Region) -> Body:
    if role == "province":
        return government_of(region.province_or_self)
    found = body_of_kind(KINDS[role], region)
    assert found is not None
    return found


def melbourne(by: Acting) -> Partner:
    """A partner with whose country there are relations, as the Ministry of Foreign Affairs would have entered it."""
    relations("AU", "yes")
    return partner(by, places_queries.pick("Melbourne", country="AU")[0].key)


def relations(alpha2: str, value: str) -> None:
    Country.objects.filter(alpha2=alpha2).update(relations=value)


def partner(by: Acting, key: str) -> Partner:
    place = places_queries.place(key)
    assert place is not None
    return places.partner_for(by, place=place)


def institution(by: Acting, kind: str) -> Partner:
    return places.add_partner(by, name_id="Badan Uji Internasional", kind="institution", institution_type=kind)


def begun(offices: Offices, book: str = "ksdpl", *, on: date = BEGAN, **changed: Any) -> Walk:
    """A case of these offices at its first stage, by default with Melbourne."""
    by = offices.by("region")
    values: dict[str, Any] = {
        "book_id": f"id.{book}",
        "kind": "ksdpl-sister" if book == "ksdpl" else book,
        "region": offices.region,
        "partners": [] if changed.keys() & {"regions", "third_party"} else [melbourne(by)],
        "fields_id": "Pendidikan\nKota layak huni",
        "facts": {"initiative-source": "region"},
        "happened_on": on,
    }
    beginning = actions.Beginning(**{**values, **changed})
    return Walk(offices, actions.open_case(by=by, beginning=beginning), day=beginning.since or on)


def registered(offices: Offices, stage: str, book: str = "ksdpl", **changed: Any) -> Walk:
    """A case that was under way on paper already, in this stage since a month after its beginning."""
    return begun(offices, book, stage=stage, **{"since": BEGAN + timedelta(days=30), **changed})


def act(walk: Walk, choice_id: str, by: Acting | None = None, **changed: Any) -> Step:
    """One move and nothing else: no paper is given and no letter written for it."""
    values = {"on": Happening(happened_on=walk.day), "seen": None, "reason": "Alasan dicatat.", **changed}
    return actions.move(by=by or walk.by("region"), case=walk.case, choice_id=choice_id, **values)


def correct(walk: Walk, step: Step, by: Acting | None = None, amend: dict[str, Any] | None = None) -> Step:
    """Ralat of a step: undone, or set right where `amend` says how."""
    by = by or walk.by("region")
    return actions.correct(by=by, case=walk.case, target=step.seq, reason="Sesuai surat.", seen=None, amend=amend)


def refusal(caught: "pytest.ExceptionInfo[Refused]") -> Decision:
    return caught.value.decision


def waiting(walk: Walk) -> set[tuple[str, str]]:
    """What the case waits for now: kinds of bodies and what is asked of them."""
    return set(walk.case.waiting.values_list("body__kind", "what"))


def projected(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in projection.COLUMNS}


def agrees(case: Case) -> bool:
    """Whether the stored projection equals the fold with the calendar it was counted by."""
    case.refresh_from_db()
    stored = projected(case)
    by_calendar = places_queries.calendar(case.calendar_version) if case.calendar_version else None
    projection.fill(case, projection.standing_of(case, date(2030, 1, 1), by_calendar=by_calendar))
    return projected(case) == stored
