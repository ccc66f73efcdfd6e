"""Writes planned rows: new ties through the one bulk path, further statements on ties that are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils import timezone

from gerbang.ledger import copying
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting
from gerbang.places import queries as places
from gerbang.places.actions import partner_for
from gerbang.places.models import Partner, Region
from gerbang.register import bulk
from gerbang.register.compilation import published, site
from gerbang.register.intake.planning import Planned
from gerbang.register.models import Import, ImportRow, Instrument, Source, Tie
from gerbang.register.projection import Whole
from gerbang.register.reporting import report_further, reported, unsaved
from gerbang.register.statements import identified, report

SOURCE_KINDS = {
    "A": Source.Kind.OFFICIAL,
    "B": Source.Kind.PRESS,
    "C": Source.Kind.SECONDARY,
    "D": Source.Kind.DOUBTFUL,
}
UNSAID = "C"
"""How sure a statement is whose row does not say: no more than what is said at second hand."""
OWN = "A"
"""The same of a body's own table."""


@dataclass(slots=True)
class Writer:
    """Writes the batches of one import in the caller's transaction; what it has looked up once it remembers."""

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
        wholes = [self._new(one) for one in created]
        bulk.write([bulk.NewTie(whole, [event]) for whole, event in wholes], by=self.by)
        for one, (whole, _event) in zip(created, wholes, strict=True):
            _keep_keys(one, whole)
        for one in matched:
            self._add(one)
        heads = ledger.heads(one.tie.ref for one in matched if one.tie)
        for one in (*created, *matched):
            one.head = heads.get(one.tie.ref, 1) if one.tie else 0

    def _new(self, one: Planned) -> tuple[Whole, bulk.Event]:
        if one.row is None or one.said is None or one.country is None:
            raise ValueError(f"Row {one.number} was not planned.")
        region = self._region(one.region) if one.region else None
        partner = self._partner(one.place) if one.place else None
        told = report(one.row, one.said, region, partner, one.country)
        source = self._source(one)
        return unsaved(told, source, self._confidence(one), self.of), reported(told, source)

    def _add(self, one: Planned) -> None:
        """What a matched row adds; most add nothing."""
        if one.tie is None or one.tie.key is None or one.further is None or one.further.is_nothing or one.row is None:
            return
        tie = Tie.objects.get(pk=one.tie.key)
        identity = "+".join(filter(None, (one.region.ref if one.region else "", self._partner_ref(one))))
        known = {text.key for text, _new in one.further.texts if text is not None}
        texts = Instrument.objects.in_bulk([key for key in known if key is not None])
        written = report_further(
            by=self.by,
            tie=tie,
            source=self._source(one),
            confidence=self._confidence(one),
            claims=identified(one.further.claims, identity, ""),
            texts=[(texts[text.key] if text and text.key else None, new) for text, new in one.further.texts],
            phase=one.row.phase,
            imported_by=self.of,
        )
        for text, row in zip(one.targets, written, strict=True):
            text.key = row.pk

    def _partner_ref(self, one: Planned) -> str:
        return self._partner(one.place).ref if one.place else ""

    def _row(self, one: Planned) -> ImportRow:
        waits = one.outcome in (ImportRow.Outcome.HELD, ImportRow.Outcome.REFUSED)
        return ImportRow(
            of=self.of,
            number=one.number,
            outcome=one.outcome,
            tie_id=one.tie.key if one.tie and not waits else None,
            head=one.head,
            cells=dict(one.cells) if waits else {},
            problems=[problem.kept() for problem in one.problems],
            candidates=one.candidates,
        )

    def _region(self, region: Region) -> Region:
        if region.pk not in self.regions:
            prefetch_related_objects([region], "names", "province")
            self.regions[region.pk] = region
        return self.regions[region.pk]

    def _partner(self, place: places.Place) -> Partner:
        key = places.place_key(place)
        if key not in self.partners:
            partner = partner_for(by=self.by, place=place)
            prefetch_related_objects([partner], "names", "country")
            self.partners[key] = partner
        return self.partners[key]

    def _source(self, one: Planned) -> Source:
        if one.source not in self.sources:
            self.sources[one.source] = self._named(one) if one.row is None or not one.row.url else self._paged(one)
        return self.sources[one.source]

    def _paged(self, one: Planned) -> Source:
        kind = SOURCE_KINDS[self._confidence(one)]
        url = one.source
        defaults = {"name_id": site(url), "published": published(url), "kind": kind}
        return Source.objects.get_or_create(url=url, defaults=defaults)[0]

    def _named(self, one: Planned) -> Source:
        """The table itself, of a row that names no source."""
        kind = Source.Kind.OFFICIAL if self.of.body_id else Source.Kind.SECONDARY
        defaults = {"kind": kind, "published": timezone.localdate().isoformat()}
        return Source.objects.get_or_create(name_id=one.source, url="", defaults=defaults)[0]

    def _confidence(self, one: Planned) -> str:
        given = one.row.confidence if one.row else ""
        own = self.of.body_id and one.row and not one.row.url
        return given or (OWN if own else UNSAID)


def _keep_keys(one: Planned, whole: Whole) -> None:
    """The keys of what was written, for the rows that add to it."""
    if one.tie is None:
        return
    one.tie.key, one.tie.ref = whole.tie.pk, whole.tie.ref
    for text, row in zip(one.tie.texts, whole.instruments, strict=False):
        text.key = row.pk
