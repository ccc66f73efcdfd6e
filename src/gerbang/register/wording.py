"""What a claim says, in a sentence's beginning: the value in words, never more precise than it is known."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gerbang.people.models import Body
from gerbang.people.queries import bodies_named
from gerbang.register.claims import says, vague
from gerbang.register.facts import Heard
from gerbang.register.models import Claim, Fact, Instrument, InstrumentKind
from gerbang.values.dates import VagueDate, format_day, format_vague
from gerbang.values.language import active

FORMS = {
    "sister": gettext_lazy("Sister city or province"),
    "green-sister-city": gettext_lazy("Green sister city"),
    "technical-cooperation": gettext_lazy("Technical cooperation"),
    "friendship": gettext_lazy("Friendship"),
    "other": pgettext_lazy("form of cooperation", "Another form"),
}
STATES = {
    "active": pgettext_lazy("state told by a source", "Active"),
    "weak": pgettext_lazy("state told by a source", "Weak"),
    "dormant": pgettext_lazy("state told by a source", "Dormant"),
    "lapsed": pgettext_lazy("state told by a source", "Lapsed"),
    "renewed": pgettext_lazy("state told by a source", "Renewed"),
    "exploring": pgettext_lazy("state told by a source", "Exploring"),
    "loi": pgettext_lazy("state told by a source", "Intention declared"),
    "ended": pgettext_lazy("state told by a source", "Ended"),
}
PRECISIONS = {
    "day": gettext_lazy("known to the day"),
    "month": gettext_lazy("known to the month"),
    "year": gettext_lazy("known to the year"),
    "not-later": gettext_lazy("only a latest date; no date of signing"),
    "unknown": gettext_lazy("date not known"),
}


def value_in_words(claim: Claim) -> str:
    """The value of the claim as it is read; empty where the claim gives none."""
    if claim.fact == Fact.SIGNING_DATE:
        return capfirst(format_vague(claim.date, active())) if claim.value else str(_("No date"))
    if claim.fact == Fact.VALIDITY:
        return _("Until %(date)s") % {"date": format_vague(claim.date, active())} if claim.precision else ""
    if claim.fact == Fact.KIND:
        return _kind(claim)
    if claim.fact == Fact.STATUS:
        return str(STATES.get(claim.value, ""))
    return claim.said if claim.fact == Fact.PARTIES else claim.value


def used_in_words(fact: Heard) -> str:
    """The value in use as it is read: as the claim has it that gives it, else the period that dates share."""
    for claim in fact.claims:
        if says(claim, fact.accepted):
            return value_in_words(claim)
    if not fact.accepted.is_known:
        return ""
    shared = format_vague(vague(fact.accepted.value, fact.accepted.precision), active())
    return _("Until %(date)s") % {"date": shared} if fact.fact == Fact.VALIDITY else str(capfirst(shared))


def precision_in_words(claim: Claim) -> str:
    """How well a date is known, where the claim is one."""
    return str(PRECISIONS.get(claim.precision, ""))


def fact_in_words(fact: str, instrument: Instrument | None) -> str:
    """The name of a fact; of a text, with the text."""
    label = fact_label(fact, instrument)
    return f"{label}: {instrument.title}" if instrument else label


def fact_label(fact: str, instrument: Instrument | None) -> str:
    """The kind of a text, and what a tie is called, are two things beside its kind in law."""
    if fact == Fact.KIND:
        return _("Kind of text") if instrument else _("What sources call it")
    return str(Fact(fact).label)


def words_of(claim: Claim) -> str:
    """What the source itself says, beside the value that was read from it; empty where the value says it all."""
    if claim.fact == Fact.PARTIES or (claim.fact == Fact.KIND and not claim.instrument_id):
        return ""
    if claim.fact == Fact.KIND or _is_date(claim.said):
        return f"“{claim.said}”" if claim.said else ""
    return claim.said


def _is_date(said: str) -> bool:
    """Whether the words are a date as a table writes it; a sentence about a date is none."""
    with suppress(ValueError):
        return VagueDate.read(said).is_known
    return False


def bodies_that_mended(claims: Iterable[Claim]) -> Mapping[str, Body]:
    """By ref, the bodies whose people set cells of tables right that these claims stand in; no query without any."""
    refs = {claim.mended_by for claim in claims if claim.mended_by}
    return bodies_named(refs) if refs else {}


def basis_in_words(claim: Claim, bodies: Mapping[str, Body]) -> str:
    """What the claim rests on: the words of whoever entered it, or what its table says where a person read another."""
    if claim.mended_on is None:
        return claim.basis
    told = {"written": claim.as_written, "on": format_day(claim.mended_on, active())}
    if claim.mended_by not in bodies:
        if claim.as_written:
            return _("The table says “%(written)s”; it was read as this on %(on)s.") % told
        return _("The table leaves this empty; it was filled in on %(on)s.") % told
    told["body"] = bodies[claim.mended_by].name
    if claim.as_written:
        return _("The table says “%(written)s”; %(body)s read it as this on %(on)s.") % told
    return _("The table leaves this empty; %(body)s filled it in on %(on)s.") % told


def _kind(claim: Claim) -> str:
    if claim.instrument_id is None:
        return str(FORMS.get(claim.value, claim.value))
    return str(InstrumentKind(claim.value).label) if claim.value in InstrumentKind.values else claim.value
