"""What is read of a cooperation's life, for those whose cooperation it is: none of it is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from gerbang.monitoring.liveliness import gathering
from gerbang.monitoring.liveliness.states import Liveliness, SignKind, liveliness, observed_months
from gerbang.monitoring.liveliness.thresholds import thresholds
from gerbang.monitoring.models import Contact, Evaluation, Judgement, StatedRhythm, Visit
from gerbang.people.acting import Actor
from gerbang.register import queries as register
from gerbang.register.models import Tie


def insider_of(actor: Actor, ref: str) -> Tie | None:
    """The tie, for whoever may know how alive it is; None for everybody else."""
    if not register.insiders_of(actor, [ref]):
        return None
    return register.visible_to(actor).filter(ref=ref).first()


def state_on(tie: Tie, on: date, known_on: date | None = None) -> Liveliness:
    """As known then, or as known on another day."""
    return liveliness(gathering.evidence_of([tie])[tie.pk], on, thresholds(), known_on=known_on)


@dataclass(frozen=True, slots=True)
class Life:
    """All that the page of a cooperation's life shows; `observed`: the interval between deliveries, to be proposed."""

    found: Liveliness
    observed: int | None
    contacts: Sequence[Contact]
    rhythms: Sequence[StatedRhythm]
    judgements: Sequence[Judgement]


def life(tie: Tie, on: date, known_on: date | None = None) -> Life:
    evidence = gathering.evidence_of([tie])[tie.pk]
    delivered = [one for one in evidence.signs if one.kind == SignKind.DELIVERY and one.withdrawn is None]
    return Life(
        liveliness(evidence, on, thresholds(), known_on=known_on),
        observed_months(delivered),
        list(Contact.objects.filter(tie=tie).select_related("body").order_by("-happened_on", "-pk")),
        list(StatedRhythm.objects.filter(tie=tie).select_related("body").order_by("-pk")),
        list(Judgement.objects.filter(tie=tie).select_related("body").order_by("-pk")),
    )


def kept(tie: Tie, ref: str) -> Contact | StatedRhythm | Judgement | None:
    """What was recorded under that ref and stands."""
    standing = {"tie": tie, "ref": ref, "withdrawn_at": None}
    return (
        Contact.objects.filter(**standing).first()
        or StatedRhythm.objects.filter(**standing).first()
        or Judgement.objects.filter(**standing).first()
    )


def hanging_on(tie: Tie) -> str:
    """That evaluations or joint monitoring hang on a tie, for whoever would change its parties or merge it away."""
    evaluations, visits = Evaluation.objects.filter(tie=tie).count(), Visit.objects.filter(tie=tie).count()
    evaluated = ngettext(
        "%(n)d evaluation hangs on this record.", "%(n)d evaluations hang on this record.", evaluations
    )
    visited = ngettext("%(n)d joint monitoring hangs on it.", "%(n)d joint monitorings hang on it.", visits)
    said = ((evaluated, evaluations), (visited, visits))
    return " ".join(words % {"n": number} for words, number in said if number)
