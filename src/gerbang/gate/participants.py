"""Which body plays which role in a case, and who comes to see it thereby."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gerbang.gate.models import Case, Participant
from gerbang.people.actions import involve
from gerbang.people.models import Body, BodyKind
from gerbang.people.queries import body_of_kind
from gerbang.register.models import Party
from gerbang.rulebook.schema import Role, Rulebook
from gerbang.values import Invalid

PROVINCE = "province"
"""The kind a rulebook gives the government of the region's province, in its capacity towards regencies and cities."""
PARTNER = "partner"
"""The kind a rulebook gives the other party; only where it is a region of Indonesia does a body play it."""
NAMED = (BodyKind.MINISTRY, BodyKind.MISSION)
"""Kinds of which many bodies exist: which of them plays the role is said when it is asked."""


def seat(case: Case, book: Rulebook) -> None:
    """Seats every role that bodies can be found for; ministries and missions are named when they are asked."""
    seats = [
        Participant(case=case, role=role.id, body=body)
        for role in book.roles.values()
        for body in _bodies_for(role, case)
    ]
    Participant.objects.bulk_create(seats, ignore_conflicts=True)


def asked(case: Case, role: Role, body: Body | None) -> list[Body]:
    """Those a question goes to, who see the case from now on: the body named, else whoever plays the role.

    Raises Invalid where a body has to be named, or does not play this role.
    """
    seated = bodies_in(case, role.id)
    if role.body in NAMED:
        if body is None or body.kind != role.body:
            raise Invalid({"body": _("Say which body is asked.")})
        add(case, role.id, body)
    elif body is not None and body not in seated:
        raise Invalid({"body": _("This body is not the one that is asked here.")})
    found = [body] if body else seated
    involve(case.ref, found, "party" if role.body == PARTNER else "asked")
    return found


def add(case: Case, role: str, body: Body) -> None:
    """Seats one more body in a role, such as a ministry invited to the meeting."""
    Participant.objects.get_or_create(case=case, role=role, body=body)
    involve(case.ref, [body], "asked")


def copied(case: Case, names: Iterable[str]) -> None:
    """Lets those see the case who play a part in it and to whom a letter is copied (*tembusan*), as named on it."""
    wanted = {name.strip().casefold() for name in names}
    seats = case.participants.select_related("body") if wanted else []
    bodies = {seat.body for seat in seats if wanted & {seat.body.name_id.casefold(), seat.body.name_en.casefold()}}
    involve(case.ref, bodies, "copied")


def bodies_in(case: Case, role: str) -> list[Body]:
    """The bodies that play a role, none where nobody does (the partner abroad)."""
    found = case.participants.filter(role=role).select_related("body__region").order_by("pk")
    return [participant.body for participant in found]


def _bodies_for(role: Role, case: Case) -> list[Body]:
    if role.body in NAMED or role.body == BodyKind.UNIT:
        return []
    if role.body == PARTNER:
        others = case.tie.parties.filter(side=Party.Side.PARTNER).exclude(region=None)
        return list(Body.objects.filter(kind=BodyKind.REGION, region__in=others.values("region")).order_by("pk"))
    is_province = role.body == PROVINCE
    kind, region = (BodyKind.REGION, case.region.province_or_self) if is_province else (role.body, case.region)
    found = body_of_kind(ministry_unit(case) if kind == BodyKind.HOME_AFFAIRS else kind, region)
    return [found] if found else []


def ministry_unit(case: Case) -> str:
    """Which unit of the Ministry of Home Affairs a cooperation belongs to: the one for abroad, or the domestic one.

    A rulebook for cooperation of every family names the ministry; that unit plays its role and settles disputes.
    """
    return BodyKind.HOME_AFFAIRS_FOREIGN if case.tie.is_abroad else BodyKind.HOME_AFFAIRS_DOMESTIC
