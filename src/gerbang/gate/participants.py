"""Which body plays which role in a case, and who comes to see it thereby."""

from gerbang.gate.models import Case, Participant
from gerbang.people.actions import involve
from gerbang.people.models import Body
from gerbang.people.queries import body_of_kind
from gerbang.places.models import Region
from gerbang.rulebook.schema import Role, Rulebook

PROVINCE = "province"
"""The kind a rulebook gives the government of the region's province, in its capacity towards regencies and cities."""


def seat(case: Case, book: Rulebook) -> None:
    """Seats every role that one body can be found for; ministries and missions are named when they are asked."""
    seats = [
        Participant(case=case, role=role.id, body=body)
        for role in book.roles.values()
        if (body := _body_for(role, case.region)) is not None
    ]
    Participant.objects.bulk_create(seats, ignore_conflicts=True)


def add(case: Case, role: str, body: Body) -> None:
    """Seats one more body in a role, such as a ministry invited to the meeting."""
    Participant.objects.get_or_create(case=case, role=role, body=body)
    involve(case.ref, [body], "asked")


def bodies_in(case: Case, role: str) -> list[Body]:
    """The bodies that play a role, none where nobody does (the partner abroad)."""
    found = case.participants.filter(role=role).select_related("body__region").order_by("pk")
    return [participant.body for participant in found]


def _body_for(role: Role, region: Region) -> Body | None:
    if role.body == PROVINCE:
        return body_of_kind("region", region.province_or_self)
    if role.body in ("ministry", "mission", "unit"):
        return None
    return body_of_kind(role.body, region)
