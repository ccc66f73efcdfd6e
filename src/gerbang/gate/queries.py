"""Reads of cases and letters, all through `visible_to`."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gerbang.gate.models import Case, Letter, Waiting
from gerbang.people.acting import Actor
from gerbang.people.queries import in_audience, regional_sight
from gerbang.register.models import Tie
from gerbang.search.numbers import number_in

TIES_OF_NUMBER = 50
"""A part of a number that more ties than this have in their cases or letters names none of them."""


def visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases the actor may see: its region's, its province's, all for national sight, those its bodies were let into.

    The public sees no case, signed or not: what is public of it is the tie.
    """
    cases = Case.objects.select_related("region__province", "holder", "tie").prefetch_related("book")
    if not actor.is_authenticated:
        return cases.none()
    if actor.national_sight:
        return cases
    return cases.filter(regional_sight(actor) | in_audience(actor))


def waiting_for(actor: Actor) -> QuerySet[Waiting]:
    """What waits for the actor's bodies, soonest due first, undated last."""
    return (
        Waiting.objects.filter(body_id__in=list(actor.bodies))
        .select_related("case__region", "case__holder", "body")
        .order_by("due_on", "since", "pk")
    )


def letters(actor: Actor) -> QuerySet[Letter]:
    """Letters of the cases the actor may see."""
    return Letter.objects.filter(case__in=visible_to(actor).values("pk")).select_related("case__region")


def found(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases by their number, a party's name, or any letter's number."""
    by_letter = Exists(Letter.objects.filter(case=OuterRef("pk"), number__icontains=text))
    named = Q(number__icontains=text) | Q(partner_label__icontains=text) | Q(region__name_id__icontains=text)
    return cases.filter(named | by_letter)


def letters_found(found: QuerySet[Letter], text: str) -> QuerySet[Letter]:
    """Letters whose number, agenda number or subject holds the text."""
    return found.filter(Q(number__icontains=text) | Q(agenda_number__icontains=text) | Q(subject__icontains=text))


def ties_of_number(actor: Actor, number: str) -> tuple[str, ...]:
    """The refs of the ties whose case bears that number, or has a letter of it on file, as far as the actor may see it.

    `search.numbers` says what a number is and when a part of one will do.
    """
    of_letter, of_case = number_in(number, "number", "agenda_number"), number_in(number, "number", "ref")
    if not actor.is_authenticated or not of_case:
        return ()
    with_letter = (
        letters(actor)
        .filter(Q(**of_letter, _connector=Q.OR))
        .order_by("case__tie__ref")
        .values_list("case__tie__ref", flat=True)
    )
    numbered = (
        visible_to(actor).filter(Q(**of_case, _connector=Q.OR)).order_by("tie__ref").values_list("tie__ref", flat=True)
    )
    found = (*numbered.distinct()[:TIES_OF_NUMBER], *with_letter.distinct()[:TIES_OF_NUMBER])
    return tuple(dict.fromkeys(found))


def hanging_on(tie: Tie) -> str:
    """Which case hangs on a tie, for whoever would change its parties or merge it away; nothing where none does."""
    numbers = list(Case.objects.filter(tie=tie).order_by("pk").values_list("number", flat=True))
    if not numbers:
        return ""
    return _("Case %(number)s hangs on this record.") % {"number": ", ".join(numbers)}
