"""What changes a tie's record as a whole: what it is about, and two records that turn out to be one cooperation."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.people.acting import Acting
from gerbang.register import rules, uses
from gerbang.register.actions import note, set_phase
from gerbang.register.areas import areas
from gerbang.register.goals import GOALS
from gerbang.register.models import AGREEMENTS, Instrument, Phase, Tie
from gerbang.register.projection import project_instrument, project_tie
from gerbang.values import Invalid

ORDER = (Phase.IDEA, Phase.INTENDED, Phase.AGREED, Phase.ENDED)
OFFERED = 20


@transaction.atomic
def describe_tie(
    *,
    by: Acting,
    tie: Tie,
    fields_id: str,
    fields_en: str,
    areas: Sequence[str],
    sdgs: Sequence[int],
    seen: int | None = None,
) -> Tie:
    """Writes down what the cooperation is about: in words, and under which fields and goals it is counted."""
    rules.must(rules.speaks_for(by, tie))
    _check_description(areas, sdgs)
    tie.fields_id, tie.fields_en = fields_id.strip(), fields_en.strip()
    tie.areas, tie.sdgs = sorted(set(areas)), sorted(set(sdgs))
    tie.save(update_fields=["fields_id", "fields_en", "areas", "sdgs"])
    told = {"fields": tie.fields_id, "areas": tie.areas, "sdgs": tie.sdgs}
    note(by, "tie.described", tie, told, seen=seen)
    project_tie(tie)
    return tie


def _check_description(keys: Sequence[str], goals: Sequence[int]) -> None:
    problems = {}
    if not set(keys) <= set(areas()):
        problems["areas"] = _("There is no such field.")
    if not set(goals) <= set(GOALS):
        problems["sdgs"] = _("The goals are numbered 1 to 17.")
    if problems:
        raise Invalid(problems)


def alike(ties: QuerySet[Tie], tie: Tie) -> list[Tie]:
    """The standing ties of the same regions that this one may turn out to be; those of the same country first."""
    regions = [party.region_id for party in tie.regions_side if party.region_id]
    countries = {party.country_id for party in tie.partners_side}
    if not regions:
        return []
    near = ties.filter(parties__region__in=regions).exclude(pk=tie.pk).prefetch_related("parties").distinct()
    found = list(near.order_by("-listed_on", "-ref"))
    return sorted(found, key=lambda other: not any(p.country_id in countries for p in other.partners_side))[:OFFERED]


@transaction.atomic
def merge_ties(
    *, by: Acting, into: Tie, merged: Tie, why: str, same_text: bool = False, seen: int | None = None
) -> Tie:
    """Puts the texts and statements of `merged` under `into`; the old number leads there from then on.

    With `same_text` both records tell of one cooperation text: what sources say of it then stands side by side. The
    record that a case hangs on stays; with a case on both there is nothing to merge here.
    """
    rules.must(rules.speaks_for(by, into))
    rules.must(rules.speaks_for(by, merged))
    _check_merge(into, merged, why)
    note(by, "tie.merged", merged, {"into": into.ref, "why": why.strip()}, seen=seen)
    _move_texts(into, merged, same_text=same_text)
    merged.claims.update(tie=into)
    _move_choices(into, merged)
    _complete(into, merged)
    merged.merged_into = into
    merged.save(update_fields=["merged_into"])
    note(by, "tie.absorbed", into, {"merged": merged.ref, "why": why.strip()})
    if ORDER.index(Phase(merged.phase)) > ORDER.index(Phase(into.phase)):
        set_phase(by=by, tie=into, phase=merged.phase, reason=why)
    for text in into.instruments.all():
        project_instrument(text)
    project_tie(into)
    project_tie(merged)
    return into


def _check_merge(into: Tie, merged: Tie, why: str) -> None:
    if into.pk == merged.pk or into.merged_into_id or merged.merged_into_id or into.withdrawn_at or merged.withdrawn_at:
        raise Invalid({"into": _("Only two standing records can be merged.")})
    if not why.strip():
        raise Invalid({"why": _("Say why the two are one cooperation.")})
    torn = uses.of(merged)
    if torn and uses.of(into):
        raise Invalid({"into": _("A case hangs on each of the two records; close one of the cases first.")})
    if torn:
        reason = _("%(why)s Merge the other way round: this record is the one that stays.") % {"why": " ".join(torn)}
        raise Invalid({"into": reason})


def _move_texts(into: Tie, merged: Tie, *, same_text: bool) -> None:
    standing, coming = _first_text(into), _first_text(merged)
    merged.instruments.update(tie=into)
    if same_text and standing is not None and coming is not None:
        if not coming.reported:
            standing, coming = coming, standing  # the text that somebody holding the paper recorded stays
        coming.claims.update(instrument=standing)
        decided = standing.choices.values_list("fact", flat=True)
        coming.choices.exclude(fact__in=list(decided)).update(instrument=standing)
        coming.refresh_from_db()
        coming.withdrawn_at, coming.withdrawn_reason = timezone.now(), _("Told of twice; see the other text.")
        coming.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _first_text(tie: Tie) -> Instrument | None:
    """The text the cooperation was agreed by."""
    return tie.instruments.filter(kind__in=AGREEMENTS, withdrawn_at=None).order_by("pk").first()


def _move_choices(into: Tie, merged: Tie) -> None:
    """Decisions come along, unless one on the same fact stands here already: that one counts."""
    decided = {(choice.instrument_id, choice.fact) for choice in into.choices.all()}
    moving = [one.pk for one in merged.choices.all() if (one.instrument_id, one.fact) not in decided]
    merged.choices.filter(Q(pk__in=moving) | ~Q(instrument=None)).update(tie=into)


def _complete(into: Tie, merged: Tie) -> None:
    """What only the merged record says of its fields, and its newer confirmation, is kept."""
    if not into.fields_id:
        into.fields_id, into.fields_en = merged.fields_id, merged.fields_en
    into.areas = sorted({*into.areas, *merged.areas})
    into.sdgs = sorted({*into.sdgs, *merged.sdgs})
    days = [day for day in (into.confirmed_on, merged.confirmed_on) if day]
    into.confirmed_on = max(days, default=None)
    into.save(update_fields=["fields_id", "fields_en", "areas", "sdgs", "confirmed_on"])
