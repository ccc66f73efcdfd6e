"""Which cooperations a ministry or a mission watches over: of its fields or country, and those it was asked about.

Which fields are a ministry's, and which further countries a mission's, is data (`data/watching.toml`).
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.monitoring.liveliness.gathering import IN_FORCE
from gerbang.monitoring.models import Contact, Escalation
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Audience, Body, BodyKind
from gerbang.places.models import Country
from gerbang.register import facets
from gerbang.register import queries as register
from gerbang.register.models import Instrument, Tie
from gerbang.register.rules import WRITERS, speaks_for, writing

DATA = Path(__file__).parent / "data" / "watching.toml"
WATCHERS = (BodyKind.MINISTRY, BodyKind.MISSION)
"""Kinds of bodies that see cooperations by field or country; those with national sight see all of them."""


@cache
def _said() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What the file says: kind of body → name → fields or countries."""
    with DATA.open("rb") as file:
        read = tomllib.load(file)
    return {
        BodyKind.MINISTRY: {one["name"]: one["areas"] for one in read["ministry"]},
        BodyKind.MISSION: {one["name"]: one["countries"] for one in read.get("mission", ())},
    }


def watches(actor: Actor) -> Decision:
    """Ministries, missions, and bodies with national sight."""
    if actor.national_sight or any(body.kind in WATCHERS for body in actor.bodies.values()):
        return ALLOWED
    reason = _("This page is for ministries and for missions abroad. A region finds its cooperations in the register.")
    return Decision(False, reason, code="not-watcher")


def areas_of(bodies: Iterable[Body]) -> list[str]:
    """The fields of the ministries among these bodies."""
    ministries = (body for body in bodies if body.kind == BodyKind.MINISTRY)
    return sorted({area for body in ministries for area in _said()[BodyKind.MINISTRY].get(body.name_id, ())})


def countries_of(bodies: Iterable[Body]) -> list[Country]:
    """The countries of the missions among these bodies."""
    missions = [body for body in bodies if body.kind == BodyKind.MISSION]
    if not missions:
        return []
    further = {code for body in missions for code in _said()[BodyKind.MISSION].get(body.name_id, ())}
    seat = [body.country_id for body in missions if body.country_id]
    return list(Country.objects.filter(Q(pk__in=seat) | Q(alpha2__in=further)).order_by("alpha2"))


def tokens_of(bodies: Collection[Body]) -> tuple[str, ...]:
    """What a tie has to be counted under to be watched over by one of these bodies."""
    areas = (facets.of_key(facets.AREA, key) for key in areas_of(bodies))
    return (*areas, *(facets.of_ref(facets.COUNTRY, country.ref) for country in countries_of(bodies)))


def watched(actor: Actor) -> QuerySet[Tie]:
    """Public ties of the actor's fields and countries, and those in its audience; of national sight, all."""
    seen = register.visible_to(actor)
    if actor.national_sight:
        return seen
    tokens = tokens_of(list(actor.bodies.values()))
    heard = Audience.objects.filter(body__in=list(actor.bodies)).values_list("subject_ref", flat=True)
    mine = Q(ref__in=list(heard))  # as values, so that a database can join two indexes instead of walking the list
    return seen.filter(mine | Q(terms__matches=(tokens,)) if tokens else mine)


def notes_contact(by: Acting, tie: Tie) -> Decision:
    """Contacts and support are noted by whoever speaks for a cooperation, and by the ministries and missions that
    watch over it or are in its audience; those note nothing else of it."""
    decision = speaks_for(by, tie)
    watchers = [body for body in by.bodies if body.kind in WATCHERS]
    if decision.allowed or by.membership.right not in WRITERS or not watchers:
        return decision
    if tie.public and set(tie.facets.split()) & set(tokens_of(watchers)):
        return ALLOWED
    asked = Audience.objects.filter(subject_ref=tie.ref, body__in=watchers).exists()
    reason = _("This cooperation is not of your field or country, and your office was not asked about it.")
    return ALLOWED if asked else Decision(False, reason, code="not-watched")


def may_note(actor: Actor, tie: Tie) -> bool:
    """Whether the account may note a contact of this cooperation."""
    return any(notes_contact(by, tie).allowed for by in writing(actor))


def own_contacts(actor: Actor, found: Iterable[Contact]) -> set[str]:
    """Those that the actor's own offices noted, and may take back."""
    offices = {body.pk for by in writing(actor) for body in by.bodies}
    return {one.ref for one in found if one.body_id in offices}


def seen(actor: Actor, ref: str) -> Tie | None:
    """A tie that the actor watches over; None for those who watch over nothing, and where it is not theirs."""
    return watched(actor).filter(ref=ref).first() if watches(actor).allowed else None


# What a list shows of each --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Watched:
    """A tie as a watcher's list shows it; `asked`: what is open of that this watcher was asked to help with."""

    tie: Tie
    until: str
    contact: date | None
    asked: Sequence[Escalation]


def lines(actor: Actor, ties: Sequence[Tie], asked: Iterable[Escalation]) -> list[Watched]:
    """The ties of one page with the end of validity, the last contact, and the requests that are open."""
    contacts = last_contacts(actor, ties)
    terms = _terms(ties)
    by_tie: dict[int, list[Escalation]] = {}
    for one in asked:
        by_tie.setdefault(one.tie_id, []).append(one)
    return [Watched(tie, terms.get(tie.pk, ""), contacts.get(tie.pk), by_tie.get(tie.pk, ())) for tie in ties]


def contacts_seen(actor: Actor, ties: Collection[Tie]) -> QuerySet[Contact]:
    """Of a tie seen from inside every contact; of another one those that the actor's own offices noted."""
    inside = register.insiders_of(actor, [tie.ref for tie in ties])
    seen = Q(tie__in=[tie.pk for tie in ties if tie.ref in inside]) | Q(body__in=list(actor.bodies))
    found = Contact.objects.filter(seen, tie__in=[tie.pk for tie in ties]).select_related("body")
    return found.order_by("-happened_on", "-pk")


def last_contacts(actor: Actor, ties: Sequence[Tie]) -> dict[int, date]:
    """The day of the last contact on record, by the tie's key."""
    found: dict[int, date] = {}
    for key, on in contacts_seen(actor, ties).filter(withdrawn_at=None).values_list("tie", "happened_on"):
        found.setdefault(key, on)
    return found


def _terms(ties: Sequence[Tie]) -> dict[int, str]:
    """Until when the text that began last is valid, as precisely as it is known."""
    texts = Instrument.objects.filter(tie__in=[tie.pk for tie in ties], kind__in=IN_FORCE, withdrawn_at=None)
    last: dict[int, Instrument] = {}
    for text in sorted(texts, key=lambda one: (one.valid_from or one.signed_earliest or date.min, one.pk)):
        last[text.tie_id] = text
    return {key: text.valid_until_text for key, text in last.items()}
