"""Takes an import back as one: what nobody has touched since. The rest is kept, and named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.people.acting import Acting
from gerbang.register.actions import note, withdraw_instrument
from gerbang.register.intake import several
from gerbang.register.intake.actions import must_be_own, record_import
from gerbang.register.models import Claim, Import, ImportRow, Instrument, Tie
from gerbang.register.projection import project_instrument, project_tie, project_ties
from gerbang.values import Invalid

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A tie that stays, because somebody worked on it since: `entries` are what happened, oldest first."""

    tie: Tie
    rows: tuple[int, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of the ties of an import: `withdrawn` it had made, `restored` it had only added to."""

    withdrawn: int
    restored: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A tie of the import: how far its stream was when the import left it, and whether the import made it."""

    key: int
    head: int
    made: bool


@transaction.atomic
def undo(*, by: Acting | None, of: Import, reason: str) -> Undone:
    """Withdraws the ties the import made and the statements it added, but for ties that have moved on since."""
    of = Import.objects.select_for_update().get(pk=of.pk)
    must_be_own(by, of)
    if of.state != Import.State.WRITTEN:
        raise Conflict(of.ref, 0, None)
    if not reason.strip():
        raise Invalid({"reason": _("Say why the import is undone.")})
    withdrawn = restored = 0
    kept: list[Kept] = []
    for chunk in _chunks(of):
        refs = dict(Tie.objects.filter(pk__in=[one.key for one in chunk]).values_list("pk", "ref"))
        heads = ledger.heads(refs.values())
        still = [one for one in chunk if heads.get(refs[one.key], 0) <= one.head]
        withdrawn += _withdraw(by, of, [one.key for one in still if one.made], reason.strip())
        restored += sum(_restore(by, of, one.key, reason.strip()) for one in still if not one.made)
        kept += [_kept(of, one) for one in chunk if one not in still]
    of.state, of.undone_at, of.undone_reason = Import.State.UNDONE, timezone.now(), reason.strip()
    of.save(update_fields=["state", "undone_at", "undone_reason"])
    facts = {"withdrawn": withdrawn, "restored": restored, "kept": [one.tie.ref for one in kept]}
    record_import(by, "import.undone", of, {"reason": reason.strip(), **facts})
    return Undone(withdrawn, restored, tuple(kept))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What undoing would do as things stand: the same numbers as of `Undone`, and the statements it takes back."""

    withdrawn: int
    restored: int
    statements: int
    kept: int


def foresee(of: Import) -> Foreseen:
    """How much undoing the import would take back, and how much would stay."""
    later = Entry.objects.filter(stream=OuterRef("tie__ref"), seq__gt=OuterRef("head"))
    partners = list(several.of_import(of))
    heads = ledger.heads(one.tie for one in partners)
    rows = of.rows.filter(~Exists(later), tie__isnull=False).values("tie")
    unmoved = [one.key for one in partners if heads.get(one.tie, 0) <= one.head]
    still = Tie.objects.filter(Q(pk__in=rows) | Q(pk__in=unmoved)).values("pk")
    created = of.rows.filter(outcome=ImportRow.Outcome.CREATED, tie__isnull=False).values("tie")
    own = [one.key for one in partners if one.outcome == ImportRow.Outcome.CREATED]
    begun = Tie.objects.filter(Q(pk__in=created) | Q(pk__in=own)).values("pk")
    claims = of.claims.filter(withdrawn_at=None, tie__isnull=False).exclude(tie__in=begun)
    taken = claims.filter(tie__in=still)
    withdrawn = begun.filter(pk__in=still).count()
    restored = taken.values("tie").distinct().count()
    every = begun.count() + claims.values("tie").distinct().count()
    return Foreseen(withdrawn, restored, taken.count(), every - withdrawn - restored)


def _chunks(of: Import) -> Iterator[list[_Standing]]:
    """The ties that rows of the import made or added to; a tie of several rows once."""
    partners = list(several.of_import(of))
    made = set(of.rows.filter(outcome=ImportRow.Outcome.CREATED).values_list("tie", flat=True))
    made |= {one.key for one in partners if one.outcome == ImportRow.Outcome.CREATED}
    added = set(Claim.objects.filter(imported_by=of).values_list("tie", flat=True).distinct())
    found = of.rows.filter(tie__isnull=False).values_list("tie").annotate(head=Max("head")).order_by("tie")
    heads: dict[int, int] = dict(found)
    for one in partners:
        heads[one.key] = max(one.head, heads.get(one.key, 0))
    ours = [_Standing(key, head, key in made) for key, head in sorted(heads.items()) if key in made or key in added]
    for start in range(0, len(ours), CHUNK):
        yield ours[start : start + CHUNK]


def _withdraw(by: Acting | None, of: Import, keys: Sequence[int], reason: str) -> int:
    now = timezone.now()
    ties = Tie.objects.filter(pk__in=keys)
    ties.update(withdrawn_at=now, withdrawn_reason=reason)
    Claim.objects.filter(tie__in=keys, imported_by=of, withdrawn_at=None).update(withdrawn_at=now)
    for tie in ties:
        note(by, "tie.withdrawn", tie, {"import": of.ref, "reason": reason})
    project_ties(keys)
    return len(keys)


def _restore(by: Acting | None, of: Import, key: int, reason: str) -> bool:
    """Takes back what the import added to a tie that was there before."""
    tie = Tie.objects.get(pk=key)
    claims = list(Claim.objects.filter(tie=tie, imported_by=of, withdrawn_at=None))
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(withdrawn_at=timezone.now())
    note(
        by, "tie.report-withdrawn", tie, {"import": of.ref, "claims": [claim.ref for claim in claims], "reason": reason}
    )
    told = [claim.instrument_id for claim in claims if claim.instrument_id is not None]
    for text in Instrument.objects.filter(pk__in=told, withdrawn_at=None):
        if text.reported and not text.claims.filter(withdrawn_at=None).exists():
            withdraw_instrument(by=by, instrument=text, reason=reason)
        else:
            project_instrument(text)
    tie.refresh_from_db()
    project_tie(tie)
    return bool(claims)


def _kept(of: Import, one: _Standing) -> Kept:
    tie = Tie.objects.get(pk=one.key)
    rows = tuple(of.rows.filter(tie=tie).values_list("number", flat=True))
    return Kept(tie, rows, tuple(ledger.history(tie.ref).filter(seq__gt=one.head)))
