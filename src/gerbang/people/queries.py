"""Reads of bodies, of who works in them, of terms of office, and of audiences."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gerbang.people.acting import Actor
from gerbang.people.models import Audience, Body, BodyKind, Membership, Right, Term
from gerbang.places.models import Region


def government_of(region: Region) -> Body:
    """The body of a regional government."""
    return Body.objects.select_related("region").get(region=region, kind=BodyKind.REGION)


def body_of_kind(kind: str, region: Region | None = None) -> Body | None:
    """The one body of a kind that serves a region: its own for councils and governments, else the national one."""
    own = Body.objects.select_related("region").filter(kind=kind, ended_on=None)
    if kind in (BodyKind.REGION, BodyKind.COUNCIL):
        return own.filter(region=region).first()
    return own.filter(region=None).order_by("pk").first()


def own_government(actor: Actor) -> Body | None:
    """The regional government the actor works in."""
    return next((body for body in actor.bodies.values() if body.kind == BodyKind.REGION), None)


def with_units(roots: Iterable[Body]) -> list[Body]:
    """These bodies and every unit inside them, each body before its units; one query a level."""
    found: dict[int, Body] = {}
    level = list(roots)
    while level:
        found.update((body.pk, body) for body in level)
        below = Body.objects.filter(parent__in=[body.pk for body in level], ended_on=None)
        level = list(below.exclude(pk__in=found).select_related("parent__parent").order_by("name_id"))
    return list(found.values())


def administered(actor: Actor) -> list[Body]:
    """The bodies whose accounts the actor administers, with their units."""
    return with_units(one.body for one in actor.memberships if one.right == Right.ADMINISTER)


def working_in(bodies: Iterable[Body], on: date) -> QuerySet[Membership]:
    """Memberships in these bodies that have not ended by that day, also those that begin later."""
    return (
        Membership.objects.filter(Q(until=None) | Q(until__gte=on), body__in=[body.pk for body in bodies])
        .select_related("account", "body__parent__parent")
        .order_by("account__label", "account_id", "pk")
    )


def terms_of(body: Body) -> QuerySet[Term]:
    """Who held the offices of a regional government, newest first."""
    return Term.objects.filter(body=body).order_by("-since", "-pk")


def office_holders(body: Body, on: date) -> QuerySet[Term]:
    """Whoever lawfully held an office of that government on that day, elected or acting."""
    return terms_of(body).filter(Q(until=None) | Q(until__gte=on), since__lte=on)


def terms_on(regions: Iterable[int], on: date) -> QuerySet[Term]:
    """Whoever lawfully held an office in the government of one of these regions on that day."""
    held = Term.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on, body__region_id__in=list(regions))
    return held.select_related("body").order_by("since", "pk")


def in_audience(actor: Actor, ref_field: str = "ref") -> Exists:
    """An indexed EXISTS: the row's ref is a subject some body of the actor was involved in."""
    return Exists(Audience.objects.filter(subject_ref=OuterRef(ref_field), body_id__in=list(actor.bodies)))


def regional_sight(actor: Actor, region_field: str = "region") -> Q:
    """Rows of the actor's own regions and, for a province, of the regencies and cities in it."""
    regions = list(actor.region_ids)
    return Q(**{f"{region_field}_id__in": regions}) | Q(**{f"{region_field}__province_id__in": regions})


def bodies_named(refs: Iterable[str]) -> dict[str, Body]:
    """Bodies by ref, in one query."""
    return {body.ref: body for body in Body.objects.filter(ref__in=set(refs)).select_related("region")}


def works_here(body: Body) -> bool:
    """Whether anybody has an account in the body or a unit of it: else it answers by letter."""
    return Membership.objects.filter(Q(body=body) | Q(body__parent=body), until=None).exists()
