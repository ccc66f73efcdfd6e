"""Writes planned rows: new ties through the one bulk path, further statements on ties that are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, prefetch_related_objects

from gerbang.ledger import copying
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting
from gerbang.places import queries as places
from gerbang.places.actions import partners_for
from gerbang.places.models import Partner, Region
from gerbang.register import bulk
from gerbang.register.compilation import published, site
from gerbang.register.intake.cells import is_address
from gerbang.register.intake.planning import Planned
from gerbang.register.models import Import, ImportRow, Instrument, Source, Tie
from gerbang.register.projection import Whole, project_ties
from gerbang.register.reporting import report_further, reported, unsaved
from gerbang.register.sourcing import take_in
from gerbang.register.statements import identified, report, sides, told_sides

SOURCE_KINDS = {
    "A": Source.Kind.OFFICIAL,
    "B": Source.Kind.PRESS,
    "C": Source.Kind.SECONDARY,
    "D": Source.Kind.DOUBTFUL,
}
UNSAID = "C"
"""How sure a statement is whose row does not say: no more than what is said at second hand."""
NAMED = "B"
"""The same where the row names its source without an address: a named report."""
OWN = "A"
"""The same of a body's own table: its own word on its own cooperation."""


@dataclass(slots=True)
class Writer:
    """Writes the batches of one import in the caller's transaction. Partners and sources are those of one batch."""

    by: Acting | None
    of: Import
    sources: dict[str, Source] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    regions: dict[int, Region] = field(default_factory=dict)

    def write(self, rows: Sequence[Planned]) -> None:
        """One planned batch with its rows of the import."""
        self.put(rows)
        kept = [self._row(one) for one in rows]
        for row, key in zip(kept, copying.reserve(ImportRow, len(kept)), strict=True):
            row.pk = key
        copying.insert_objects(ImportRow, kept)

    def put(self, rows: Sequence[Planned]) -> None:
        """The ties of a batch in its order, those first that later rows add to."""
        created = [one for one in rows if one.outcome == ImportRow.Outcome.CREATED]
        matched = [one for one in rows if one.outcome == ImportRow.Outcome.MATCHED]
        self._prepare([*created, *(one for one in matched if one.further and not one.further.is_nothing)])
        wholes = [self._new(one) for one in created]
        bulk.write([bulk.NewTie(whole, [event]) for whole, event in wholes], by=self.by)
        for one, (whole, _event) in zip(created, wholes, strict=True):
            _keep_keys(one, whole)
        project_ties({key for one in matched if (key := self._add(one)) is not None})
        heads = ledger.heads(one.tie.ref for one in matched if one.tie)
        for one in (*created, *matched):
            one.head = heads.get(one.tie.ref, 1) if one.tie else 0

    def _new(self, one: Planned) -> tuple[Whole, bulk.Event]:
        if one.row is None or one.said is None or one.country is None:
            raise ValueError(f"Row {one.number} was not planned.")
        region = self.regions[one.region.pk] if one.region else None
        partner = self.partners[places.place_key(one.place)] if one.place else None
        told = report(one.row, one.said, region, partner, one.country)
        source = self.sources[one.source]
        return unsaved(told, source, self._confidence(one), self.of), reported(told, source)

    def _add(self, one: Planned) -> int | None:
        """What a matched row adds; most add nothing. The key of the tie that is to be described anew."""
        if one.tie is None or one.tie.key is None or one.further is None or one.further.is_nothing or one.row is None:
            return None
        tie = Tie.objects.get(pk=one.tie.key)
        partner = self.partners[places.place_key(one.place)] if one.place else None
        identity = f"{one.region.ref}+{partner.ref}" if one.region and partner else sides(one.row)
        known = {text.key for text, _new in one.further.texts if text is not None}
        texts = Instrument.objects.in_bulk([key for key in known if key is not None])
        written = report_further(
            by=self.by,
            tie=tie,
            source=self.sources[one.source],
            confidence=self._confidence(one),
            claims=identified(one.further.claims, identity, told_sides(one.row, one.country)),
            texts=[(texts[text.key] if text and text.key else None, new) for text, new in one.further.texts],
            phase=one.row.phase,
            imported_by=self.of,
            described_later=True,
        )
        for text, row in zip(one.targets, written, strict=True):
            text.key = row.pk
        return one.tie.key

    def _row(self, one: Planned) -> ImportRow:
        waits = one.outcome in (ImportRow.Outcome.HELD, ImportRow.Outcome.REFUSED, ImportRow.Outcome.DROPPED)
        return ImportRow(
            of=self.of,
            number=one.number,
            outcome=one.outcome,
            tie_id=one.tie.key if one.tie and not waits else None,
            head=one.head,
            cells=dict(one.cells) if waits else {},
            problems=[problem.kept() for problem in one.problems],
            candidates=one.candidates,
            settled_at=one.left_out.at if one.left_out else None,
            settled_by=one.left_out.by if one.left_out else "",
        )

    def _prepare(self, rows: Sequence[Planned]) -> None:
        """Looks up, or makes, the places and sources of a batch at once."""
        regions = {one.region.pk: one.region for one in rows if one.region and one.region.pk not in self.regions}
        prefetch_related_objects(list(regions.values()), "names", "province")
        self.regions |= regions
        self.partners = partners_for(self.by, places={one.place for one in rows if one.place})
        prefetch_related_objects(list(self.partners.values()), "names", "country")
        named = {one.source: one for one in rows}
        self.sources = _sources(named)
        lacking = [
            self._paged(one) if is_address(one.source) else self._named(one)
            for key, one in named.items()
            if key not in self.sources
        ]
        self.sources |= {source.url or source.name_id: source for source in take_in(lacking)}

    def _paged(self, one: Planned) -> Source:
        kind = SOURCE_KINDS[self._confidence(one)]
        return Source(url=one.source, name_id=site(one.source), published=published(one.source), kind=kind)

    def _named(self, one: Planned) -> Source:
        """A source without an address: one that the row names, or the table itself."""
        own = Source.Kind.OFFICIAL if self.of.body_id else Source.Kind.SECONDARY
        return Source(name_id=one.source, kind=own if one.is_own else SOURCE_KINDS[self._confidence(one)])

    def _confidence(self, one: Planned) -> str:
        return confidence(one, self.of)


def confidence(one: Planned, of: Import) -> str:
    """How sure the row's statements are: as it says, else by the kind of its source."""
    if one.row and one.row.confidence:
        return one.row.confidence
    if one.is_own:
        return OWN if of.body_id else UNSAID
    return UNSAID if is_address(one.source) else NAMED


def _sources(names: Iterable[str]) -> dict[str, Source]:
    """The sources on record, by their address or, where they have none, their name."""
    asked = list(names)
    found = Source.objects.filter(Q(url__in=asked) | Q(url="", name_id__in=asked))
    return {source.url or source.name_id: source for source in found}


def _keep_keys(one: Planned, whole: Whole) -> None:
    """The keys of what was written, for the rows that add to it."""
    if one.tie is None:
        return
    one.tie.key, one.tie.ref = whole.tie.pk, whole.tie.ref
    for text, row in zip(one.tie.texts, whole.instruments, strict=False):
        text.key = row.pk
