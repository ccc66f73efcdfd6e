"""What each row of a table means for the register. Nothing is written here and nothing guessed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice

from gerbang.places import queries as places
from gerbang.places.models import Country, Partner, Region
from gerbang.places.reference import country_codes
from gerbang.register import finding
from gerbang.register.compilation import Row
from gerbang.register.intake import cells as reading
from gerbang.register.intake import known
from gerbang.register.intake.comparing import (
    Contradiction,
    Further,
    KnownText,
    KnownTie,
    Stated,
    compare,
    differences,
    recall,
    stated,
)
from gerbang.register.intake.known import Pair
from gerbang.register.intake.lines import Line
from gerbang.register.intake.mending import Decided, Mending
from gerbang.register.intake.problems import LEFT_OUT, Problem
from gerbang.register.matching import parts, without_type
from gerbang.register.models import ImportRow
from gerbang.register.statements import Statements, Translation, sides, statements
from gerbang.search.folding import fold
from gerbang.values import Invalid

BATCH = 1_000
"""Rows planned, and written, together."""
ALIKE = 0.85
"""How much two names must agree to be offered as perhaps the same."""
UNNAMED = ("(", "?")
FACT_COLUMNS = {
    "kind": "coop_type",
    "status": "status",
    "signing-date": "signed_date",
    "validity": "valid_until",
    "parties": "foreign_side",
}

Choice = Mapping[str, str]
"""What a person settled of a row beforehand: `region` (ref), `place` (key), `tie` (ref)."""


@dataclass(slots=True)
class Planned:
    """A row and what becomes of it. `tie` is the one it belongs to, new or known; `further` what it adds to it.

    `mending`: what a person decided of it beforehand.
    """

    number: int
    outcome: str
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    row: Row | None = None
    region: Region | None = None
    place: places.Place | None = None
    country: Country | None = None
    said: Statements | None = None
    source: str = ""
    tie: KnownTie | None = None
    further: Further | None = None
    targets: list[KnownText] = field(default_factory=list)
    head: int = 0
    mending: Mending | None = None
    differs: list[Stated] = field(default_factory=list)

    @property
    def is_own(self) -> bool:
        """Whether the row names no source, so that its table is one."""
        return self.row is not None and not self.row.url

    @property
    def joins(self) -> int | None:
        """The earlier row of the same table that begins the tie this one belongs to."""
        begins = self.tie.begun_by if self.tie is not None else None
        return begins if begins != self.number else None

    @property
    def left_out(self) -> Decided | None:
        """Who left the row out beforehand, where somebody did."""
        return self.mending.decided if self.mending else None


@dataclass(slots=True)
class Planner:
    """Plans the rows of one table, one batch after another, remembering the rows before.

    `recorded`: each batch is written before the next is asked for, so that the register itself remembers them.
    `regions`: keys of those whose rows may be brought in; None for all. `table` names the table as a source, for rows
    that name none. `mended`: what was decided of rows beforehand, by their numbers.
    """

    table: str
    regions: frozenset[int] | None = None
    recorded: bool = False
    translations: Mapping[str, Translation] = field(default_factory=dict)
    mended: Mapping[int, Mending] = field(default_factory=dict)
    seen: dict[object, KnownTie] = field(default_factory=dict)
    found_regions: dict[tuple[str, str], finding.Found[Region]] = field(default_factory=dict)
    found_places: dict[tuple[str, str, str], finding.Found[places.Place]] = field(default_factory=dict)
    governed: dict[str, places.Place | None] = field(default_factory=dict)
    partners: dict[str, int | None] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    gazetteer: finding.Gazetteer = field(default_factory=finding.Gazetteer)
    neighbours: dict[tuple[int, int], list[tuple[str, str]]] = field(default_factory=dict)

    def plan(
        self, lines: Iterable[Line], at: Mapping[str, int], progress: Callable[[int], None] | None = None
    ) -> Iterator[list[Planned]]:
        """Every row, in batches; `at` says in which place of a line each of our columns stands."""
        waiting = iter(lines)
        done = 0
        while batch := list(islice(waiting, BATCH)):
            yield self.batch([_read(line, at, self.mended.get(line.number)) for line in batch])
            done += len(batch)
            if progress:
                progress(done)

    def batch(self, rows: list[Planned], choice: Choice | None = None) -> list[Planned]:
        """Plans rows that are read; `choice` is a person's decision on them."""
        if self.recorded:
            self.seen.clear()
            self.partners.clear()
        self.gazetteer.prepare({one.row.partner for one in rows if one.row})
        for one in rows:
            if one.row is not None:
                self._place(one, choice or {})
        self._know(rows)
        for one in rows:
            if one.row is not None and not one.problems:
                self._compare(one)
            elif any(problem.column == "foreign_side" for problem in one.problems):
                one.candidates += self._alike(one)
            _settle(one)
        return rows

    def _place(self, one: Planned, choice: Choice) -> None:
        """Finds whom the row means, as far as its cells could be read: what else is wrong is said all the same."""
        row = one.row
        if row is None:
            return
        unread = {problem.column for problem in one.problems}
        one.said = statements(row, self.translations.get(row.id), one.mending.told() if one.mending else None)
        one.source = row.url or self.table
        if "tie" in choice:
            self._join(one, choice["tie"])
            return
        chosen = places.place(choice["place"]) if "place" in choice else None
        if chosen is not None or not unread & {"country", "iso2"}:
            one.country = country_of(chosen) if chosen else self._country(one, row)
        if row.is_village:
            if self.regions is not None:
                one.problems.append(Problem(one.number, "indonesian_side", "not-yours", row.region))
            return
        if "indonesian_side" not in unread:
            one.region = self._region(one, row, choice)
        if one.country is not None and "foreign_side" not in unread:
            one.place = self._partner(one, row, choice)

    def _join(self, one: Planned, ref: str) -> None:
        """Puts the row to the tie a person chose."""
        found = known.chosen(ref)
        if found is None or (self.regions is not None and found.region.pk not in self.regions):
            one.problems.append(Problem(one.number, "foreign_side", "tie-unknown", ref))
            return
        one.tie, one.region, one.place, one.country = found.tie, found.region, found.partner, found.partner.country

    def _country(self, one: Planned, row: Row) -> Country | None:
        """The country the row names, by code or name; the code of a territory beside its state's name fits."""
        if not self.countries:
            self.countries = {country.alpha2: country for country in Country.objects.select_related("sovereign")}
        named = self.countries.get(country_codes().get(fold(row.country), row.country.strip().upper()))
        coded = self.countries.get(row.alpha2)
        problem: tuple[str, str, str] | None = None
        if row.alpha2 and coded is None:
            problem = ("iso2", "country-code", row.alpha2)
        elif coded is None and named is None:
            problem = ("country", "country-unknown", row.country)
        elif coded and named and named not in (coded, coded.sovereign):
            problem = ("country", "country-differs", row.country)
        chosen = coded or named
        if chosen is not None and chosen.alpha2 == "ID":
            problem = ("country", "not-abroad", row.country)
        if problem is None:
            return chosen
        one.problems.append(Problem(one.number, *problem, {"code": row.alpha2}))
        return None

    def _region(self, one: Planned, row: Row, choice: Choice) -> Region | None:
        key = (row.region, row.region_level)
        if "region" in choice:
            found: finding.Found[Region] = finding.Found(
                Region.objects.select_related("province").filter(ref=choice["region"]).first()
            )
        else:
            if key not in self.found_regions:
                self.found_regions[key] = finding.regions(*key)
            found = self.found_regions[key]
        code = ""
        if found.one is None:
            code = "region-ambiguous" if len(found.candidates) > 1 else "region-unknown"
            one.candidates += [region.ref for region in found.candidates]
        elif self.regions is not None and found.one.pk not in self.regions:
            code = "not-yours"
        elif not found.one.autonomous:
            code = "region-administrative"
            one.candidates.append(found.one.province_or_self.ref)
        if code:
            one.problems.append(Problem(one.number, "indonesian_side", code, row.region))
        return found.one

    def _partner(self, one: Planned, row: Row, choice: Choice) -> places.Place | None:
        if "place" in choice:
            found: finding.Found[places.Place] = finding.Found(places.place(choice["place"]))
        else:
            key = (row.partner, row.partner_level.casefold(), one.country.alpha2 if one.country else "")
            if key not in self.found_places:
                self.found_places[key] = self.gazetteer.find(*key)
            found = self.found_places[key]
        code = ""
        place = self._governed(found.one) if found.one is not None else None
        if found.one is not None and place is None:
            code = "partner-no-government"
        elif place is None and row.partner.startswith(UNNAMED):
            code = "partner-unnamed"
        elif place is None and parts(row.partner):
            code = "partners-several"
        elif place is None:
            code = "partner-ambiguous" if len(found.candidates) > 1 else "partner-unknown"
        if code:
            one.problems.append(Problem(one.number, "foreign_side", code, row.partner))
            one.candidates += finding.keys(found.candidates)
        return place

    def _governed(self, place: places.Place) -> places.Place | None:
        key = places.place_key(place)
        if key not in self.governed:
            try:
                self.governed[key] = places.governed(place)
            except Invalid:
                self.governed[key] = None
        return self.governed[key]

    def _alike(self, one: Planned) -> list[str]:
        """Ties of the same region with partners of the same country whose names are alike: perhaps the same."""
        if one.row is None or one.region is None or one.country is None:
            return []
        near = self.neighbours.get((one.country.pk, one.region.pk))
        if not near:
            return []
        matcher = SequenceMatcher(None, "", fold(without_type(one.row.partner)[1]))
        return list(dict.fromkeys(ref for ref, name in near if _is_alike(matcher, name)))

    def _know(self, rows: list[Planned]) -> None:
        """Asks at once for the ties on record that rows of this batch may belong to."""
        clear = [one for one in rows if one.row is not None and not one.problems]
        fresh = {
            key: one.place for one in clear if one.place and (key := places.place_key(one.place)) not in self.partners
        }
        self.partners |= _partners(fresh)
        pairs = {pair for one in clear if (pair := self._pair(one)) is not None and pair not in self.seen}
        self.seen.update(known.ties(pairs).items())
        villages = {sides(one.row) for one in clear if one.row and one.row.is_village} - self.seen.keys()
        self.seen.update(known.outside_law(villages).items())
        self.neighbours = known.neighbours(
            (one.country.pk, one.region.pk) for one in rows if one.country is not None and one.region is not None
        )

    def _pair(self, one: Planned) -> Pair | None:
        """What the row's tie would be known by; None where its partner is not on record, so that no tie can be."""
        partner = self.partners.get(places.place_key(one.place)) if one.place else None
        if one.row is None or one.region is None or partner is None:
            return None
        return Pair(one.row.tie_kind, one.region.pk, partner)

    def _identity(self, one: Planned) -> object:
        """What two rows on one tie have in common."""
        if one.row is None or one.region is None or one.place is None:
            return sides(one.row) if one.row else None
        return self._pair(one) or (one.row.tie_kind, one.region.pk, places.place_key(one.place))

    def _compare(self, one: Planned) -> None:
        if one.row is None or one.said is None:
            return
        identity = self._identity(one)
        tie = one.tie or self.seen.get(identity)
        if tie is None:
            one.tie = self.seen[identity] = _begun(one, one.row, one.said)
            one.candidates = self._alike(one)
            return
        found = compare(tie, one.said, one.source)
        if isinstance(found, Contradiction):
            column = FACT_COLUMNS[found.fact]
            one.problems.append(Problem(one.number, column, "said-otherwise", found.now, found.about))
            one.tie, one.candidates = tie, [tie.ref] if tie.ref else []
            return
        one.tie, one.further, one.differs = tie, found, differences(tie, found)
        one.targets = recall(tie, found, one.source)


def country_of(place: places.Place) -> Country | None:
    """The country a place lies in, or is."""
    return place if isinstance(place, Country) else place.country


def _read(line: Line, at: Mapping[str, int], mending: Mending | None) -> Planned:
    """A line with its cells as they should be, or with all that makes them unreadable."""
    plain = reading.plain(
        {column: line.cells[place] if place < len(line.cells) else "" for column, place in at.items()}
    )
    if mending is not None and mending.leaves_out:
        problem = Problem(line.number, "", LEFT_OUT, mending.reason)
        return Planned(line.number, "", plain, [problem], mending=mending)
    if mending is not None:
        return read(line.number, plain, mending.over(plain))
    if line.broken:
        problem = Problem(line.number, "", line.broken, line.about.get("cell", ""), dict(line.about))
        return Planned(line.number, "", plain, [problem])
    return read(line.number, plain)


def read(number: int, cells: Mapping[str, str], mending: Mending | None = None) -> Planned:
    """A row from its cells by our own columns, those set right that a person has set right."""
    plain = reading.plain(mending.applied(cells) if mending else cells)
    row, problems = reading.reading(number, plain)
    return Planned(number, "", plain, problems, row=row, mending=mending)


def _settle(one: Planned) -> None:
    """What becomes of the row: the worst of what was found."""
    if one.mending is not None and one.mending.leaves_out:
        one.outcome = ImportRow.Outcome.DROPPED
    elif any(not problem.holds for problem in one.problems):
        one.outcome = ImportRow.Outcome.REFUSED
    elif one.problems:
        one.outcome = ImportRow.Outcome.HELD
    else:
        one.outcome = ImportRow.Outcome.CREATED if one.further is None else ImportRow.Outcome.MATCHED


def _begun(one: Planned, row: Row, said: Statements) -> KnownTie:
    """The tie a row begins, as the rows after it know it."""
    texts = [KnownText(text.kind, list(stated(text.claims, one.source))) for text in said.texts]
    return KnownTie(row.phase, begun_by=one.number, stated=list(stated(said.claims, one.source)), texts=texts)


def _is_alike(matcher: SequenceMatcher[str], name: str) -> bool:
    matcher.set_seq1(fold(without_type(name)[1]))
    ratios = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(ratio() >= ALIKE for ratio in ratios)


def _partners(found: Mapping[str, places.Place]) -> dict[str, int | None]:
    """Place key → the partner that governs it, None where it is none yet."""
    partners: dict[str, int | None] = dict.fromkeys(found)
    ways = {"negara": "territory__alpha2", "iso": "subdivision__iso", "kota": "city__geonameid", "mitra": "ref"}
    for kind, column in ways.items():
        codes = {key.partition(":")[2]: key for key in found if key.startswith(f"{kind}:")}
        rows = Partner.objects.filter(**{f"{column}__in": codes}).values_list(column, "pk") if codes else ()
        partners |= {codes[str(code)]: key for code, key in rows}
    return partners
