"""Who may see which document. What an actor may not see does not exist for them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from gerbang.documents import subjects
from gerbang.documents.models import Disclosure, Document, DocumentVersion, Upload
from gerbang.people.acting import Actor
from gerbang.people.models import Audience
from gerbang.people.queries import in_audience, regional_sight

PARTY = "party"
"""The reason in an audience that makes a body one of the parties."""
INVOLVED = (Disclosure.BODIES, Disclosure.PUBLIC)


def held_by(actor: Actor) -> Q:
    """Documents of the actor's own bodies."""
    return Q(body__in=list(actor.bodies))


def visible_to(actor: Actor) -> QuerySet[Document]:
    """Documents whose content is open to the actor, and withdrawn ones of their own bodies, whose content is not.

    A public document is public only while its subject is; before that it is one for the bodies involved.
    """
    public = Q(disclosure=Disclosure.PUBLIC) & subjects.public()
    open_to = public
    if actor.is_authenticated:
        open_to |= held_by(actor) | Q(disclosure__in=INVOLVED) & _involved(actor)
        open_to |= Q(disclosure=Disclosure.PARTIES) & Q(_party(actor))
    closed = Q(withdrawn_at__isnull=False) & ~held_by(actor)
    return Document.objects.filter(open_to).exclude(closed).select_related("body")


def _involved(actor: Actor) -> Q:
    """Bodies asked, holding, copied or party; a province its regencies; bodies that see the whole country."""
    if actor.national_sight:
        return Q()
    return Q(in_audience(actor, "subject_ref")) | regional_sight(actor, "body__region")


def _party(actor: Actor) -> Exists:
    bodies = list(actor.bodies)
    return Exists(Audience.objects.filter(subject_ref=OuterRef("subject_ref"), why=PARTY, body_id__in=bodies))


def discloses(actor: Actor, disclosure: str, subject_ref: str, holders: Collection[int]) -> bool:
    """Whether an actor to whom the subject itself is open may read a part of it that carries this disclosure.

    The rule of `visible_to` for what is kept in the subject and not as a document. `holders` are keys of bodies.
    """
    if disclosure in INVOLVED or not actor.bodies.keys().isdisjoint(holders):
        return True
    party = Audience.objects.filter(subject_ref=subject_ref, why=PARTY, body_id__in=list(actor.bodies))
    return disclosure == Disclosure.PARTIES and party.exists()


def open_version(actor: Actor, ref: str, number: int) -> DocumentVersion | None:
    """The version whose bytes the actor may have, or None."""
    seen = visible_to(actor).filter(ref=ref, withdrawn_at=None)
    versions = DocumentVersion.objects.filter(document__in=seen, number=number)
    return versions.select_related("blob", "document").first()


def upload_of(owner: str, ref: str) -> Upload | None:
    """What an account has sent and not yet used; nobody else's."""
    return Upload.objects.filter(owner=owner, ref=ref).select_related("blob").first()


def stale_uploads(before: datetime) -> QuerySet[Upload]:
    return Upload.objects.filter(at__lt=before)
