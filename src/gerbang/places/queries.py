"""What is asked of the places: picking a region or a partner, relations, levels, the calendar in force.

Places are public knowledge: nothing here depends on who asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gerbang.places import kinds, naming
from gerbang.places.likeness import is_near
from gerbang.places.models import (
    CalendarVersion,
    City,
    Country,
    Level,
    Partner,
    PlaceName,
    Region,
    RegionName,
    Subdivision,
)
from gerbang.rulebook import calendar as working_days
from gerbang.search import fold
from gerbang.values import Invalid

Place = Country | Subdivision | City | Partner
"""What can be picked abroad; a Partner only where a government was added by hand because no list knows its place."""
CITY_STATES = frozenset({"MC", "SG", "VA"})
NARROWED = 400
"""How many names are looked through when a hint narrows them."""
COUNTRIES_OF_A_NAME = 3
"""In how many countries that have a place of a name areas of nearly that name are looked for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A place abroad as offered for picking; `key` names it in a form, `partner` is its ref if it is one already."""

    key: str
    name: str
    level: Level
    kind: str
    country: Country
    admin1: str
    population: int | None
    partner: str

    @property
    def level_label(self) -> str:
        return str(self.level.label)

    @property
    def detail(self) -> str:
        """What tells it from others of its name: its kind, its first tier, its country."""
        return ", ".join(part for part in (self.kind, self.admin1, self.country.name) if part)


# Regions -------------------------------------------------------------------------------------------------------------


WORDS_READ = 20_000
"""Names abroad that are read for words; the two letters most names begin with have fewer."""


def pick_region(text: str, limit: int = 20) -> list[Region]:
    """Regions under that name, old or new, short or long; a type word (Kota, Kab., Province) decides."""
    kind, bare = naming.split_region_name(text)
    whole = fold(text)
    ranked: dict[int, int] = {}
    rows = RegionName.objects.values_list("region_id", "region__kind", "region__code", "folded", "folded_en")
    for region_id, its_kind, code, *names in rows:
        found = 0 if code == text.strip() else _region_rank(bare, whole, kind, its_kind, names)
        if found is not None:
            ranked[region_id] = min(found, ranked.get(region_id, found))
    kinds_order = [Region.Kind.PROVINCE, Region.Kind.CITY, Region.Kind.REGENCY]
    regions = Region.objects.select_related("province").filter(pk__in=ranked)
    ordered = sorted(regions, key=lambda one: (ranked[one.pk], kinds_order.index(Region.Kind(one.kind)), one.code))
    return ordered[:limit]


def _region_rank(bare: str, whole: str, kind: str, its_kind: str, names: Iterable[str]) -> int | None:
    """How well a region answers: 0 exactly, 1 but for spaces, 2 beginning so, 3 a word does; None not at all."""
    wanted = [bare] if kind in ("", its_kind) else []
    ranks = [_name_rank(want, name) for want in wanted for name in names if name and want]
    if kind and kind != its_kind:  # Kotabaru is a regency, however it is spaced
        ranks += [1 for name in names if name and name.replace(" ", "") == whole.replace(" ", "")]
    return min((rank for rank in ranks if rank is not None), default=None)


def _name_rank(want: str, name: str) -> int | None:
    if name == want:
        return 0
    if name.replace(" ", "") == want.replace(" ", ""):
        return 1
    if name.startswith(want):
        return 2
    words = name.split()
    return 3 if all(any(word.startswith(part) for word in words) for part in want.split()) else None


def words_beginning(letters: str) -> set[str]:
    """The words, in names of regions and of places abroad, of every name that begins with these folded letters."""
    names = RegionName.objects.filter(folded__startswith=letters).values_list("folded", flat=True)
    abroad = PlaceName.objects.filter(folded__startswith=letters).values_list("folded", flat=True)
    return {word for name in [*names, *abroad[:WORDS_READ]] for word in name.split()}


def region_by_code(code: str) -> Region | None:
    """The region that bears the code today or bore it before (Merauke: 93.01, once 91.01); today's bearer first."""
    today = Region.objects.filter(code=code).first()
    return today or Region.objects.filter(codes__code=code).first()


# Partners ------------------------------------------------------------------------------------------------------------


def pick(text: str, country: str | None = None, limit: int = 20) -> list[Offer]:
    """Places abroad under that name: the exact name first, then those that begin so, each time the largest first.

    Behind the exact name stand first-tier areas of the same country that are spelled nearly so (Samarkand, Samarqand).

    After a comma stands what narrows it: `Charleston, WV`, `Kawasaki, Jepang`. Places in a country with which there is
    no official contact come last.
    """
    name, _comma, hint = text.partition(",")
    wanted, narrow = fold(name), fold(hint)
    if not wanted:
        return []
    names = PlaceName.objects.select_related("country", "subdivision", "city__admin1")
    if country is not None:
        names = names.filter(Q(country__alpha2=country) | Q(subdivision__country__alpha2=country))
    found: dict[str, Offer] = {}
    steps = list(_steps(names, wanted))
    for step in steps:
        rows = list(step[: NARROWED if narrow else 2 * limit])
        if step is steps[0]:
            rows += _near(wanted, rows)
        for row in rows:
            offer = _offer(row)
            if narrow in surroundings(row):
                found.setdefault(offer.key, offer)
        if step is steps[0]:
            found |= {offer.key: offer for offer in _by_hand(wanted, narrow, country)}
        if len(found) >= limit:
            break
    offers = sorted(found.values(), key=lambda one: one.country.policy == Country.Policy.NO_CONTACT)[:limit]
    return _with_partners(offers)


def first_tiers(alpha2: str) -> list[PlaceName]:
    """The names of the first-tier areas of one country, the main ones first."""
    rows = PlaceName.objects.filter(
        country__alpha2=alpha2, city=None, subdivision__level__in=(Level.FIRST, Level.FIRST_AND_CITY)
    )
    return list(rows.select_related("country", "subdivision__territory").order_by("-main", "-weight", "pk"))


def _near(wanted: str, exact: Iterable[PlaceName]) -> Iterable[PlaceName]:
    """First-tier areas of nearly that name, in the countries of the places that bear exactly it."""
    countries = dict.fromkeys(row.country.alpha2 for row in exact)
    for alpha2 in list(countries)[:COUNTRIES_OF_A_NAME]:
        yield from (row for row in first_tiers(alpha2) if is_near(wanted, row.folded))


def _steps(names: QuerySet[PlaceName], wanted: str) -> Iterable[QuerySet[PlaceName]]:
    order = ("-main", "-weight", "pk")
    yield names.filter(folded=wanted).order_by(*order)
    if len(wanted) > 1:
        yield names.filter(folded__startswith=wanted).order_by(*order)
    if len(wanted) > 2:
        yield names.filter(folded__contains=f" {wanted}").order_by(*order)


def _by_hand(wanted: str, narrow: str, country: str | None) -> Iterable[Offer]:
    """Governments added by hand, which are no place of any list: their name or a word of it begins so."""
    found = Partner.objects.select_related("country").filter(
        kind=Partner.Kind.GOVERNMENT, territory=None, subdivision=None, city=None, merged_into=None
    )
    if country is not None:
        found = found.filter(country__alpha2=country)
    for one in found.filter(folded_names__contains=f" {wanted}")[:NARROWED]:
        where = one.country
        if where is not None and narrow in fold(f"{where.name_id} {where.name_en} {where.alpha2}"):
            label = _("Added by hand")
            yield Offer(place_key(one), one.name, Level(one.level), label, where, "", None, one.ref)


def surroundings(row: PlaceName) -> str:
    """The folded names of what a place lies in, by which it is told from its namesakes."""
    country, tier = row.country, row.city.admin1 if row.city else None
    parts = [country.name_id, country.name_en, country.alpha2]
    parts += [tier.name, tier.iso.partition("-")[2], *tier.other_names.split("|")] if tier else []
    return fold(" ".join(parts))


def _offer(row: PlaceName) -> Offer:
    place = row.city or row.subdivision or row.country
    return Offer(
        key=place_key(place),
        name=place.name,
        level=level_of(place),
        kind=_kind_label(place),
        country=row.country,
        admin1=row.city.admin1.name if row.city and row.city.admin1 else "",
        population=row.city.population if row.city else None,
        partner="",
    )


def _kind_label(place: Country | Subdivision | City) -> str:
    if isinstance(place, City):
        return _("City")
    return kinds.label(place.type) if isinstance(place, Subdivision) else str(Country.Status(place.status).label)


def _with_partners(offers: list[Offer]) -> list[Offer]:
    """The same offers with the refs of those that are partners already, in one query."""
    by_kind: dict[str, list[str]] = {"negara": [], "iso": [], "kota": [], "mitra": []}
    for offer in offers:
        kind, _colon, code = offer.key.partition(":")
        by_kind[kind].append(code)
    partners = Partner.objects.filter(
        Q(territory__alpha2__in=by_kind["negara"])
        | Q(subdivision__iso__in=by_kind["iso"])
        | Q(city__geonameid__in=by_kind["kota"])
    ).select_related("territory", "subdivision", "city")
    refs = {place_key(place): partner.ref for partner in partners if (place := partner.place) is not None}
    return [
        Offer(
            one.key,
            one.name,
            one.level,
            one.kind,
            one.country,
            one.admin1,
            one.population,
            refs.get(one.key, one.partner),
        )
        for one in offers
    ]


def place_key(place: Place) -> str:
    """The place's name in a form: `negara:NC`, `iso:JP-26`, `kota:1857910`; `mitra:REF` where a partner is no place."""
    if isinstance(place, Partner):
        return f"mitra:{place.ref}"
    if isinstance(place, Country):
        return f"negara:{place.alpha2}"
    return f"iso:{place.iso}" if isinstance(place, Subdivision) else f"kota:{place.geonameid}"


def place(key: str) -> Place | None:
    """The place a form names; None when there is none."""
    kind, _colon, code = key.partition(":")
    if kind == "negara":
        return Country.objects.filter(alpha2=code).first()
    if kind == "iso":
        return Subdivision.objects.select_related("country").filter(iso=code).first()
    if kind == "kota" and code.isdecimal():
        return City.objects.select_related("country").filter(geonameid=code).first()
    return partner(code) if kind == "mitra" else None


def governed(place: Place) -> Place:
    """The place whose government governs this one; raises Invalid where none could be a partner."""
    if isinstance(place, Partner):
        return place
    if isinstance(place, City):
        if place.government is not None:
            return governed(place.government)
        country = place.country
        same = fold(place.name) in (fold(country.name_id), fold(country.name_en))
        return country if country.has_own_government and same else place
    if isinstance(place, Subdivision):
        if place.territory is not None:
            return place.territory
        if place.level == Subdivision.GROUPING or place.country.alpha2 == "ID":
            raise Invalid({"place": _("%(place)s has no government that could be a partner.") % {"place": place.name}})
        return place
    if not place.has_own_government:
        raise Invalid({"place": _("A whole state is no partner of a region. Choose a regional government in it.")})
    return place


def level_of(place: Place) -> Level:
    """The level of a place's government, as far as its kind tells."""
    if isinstance(place, Country):
        return Level.FIRST
    if isinstance(place, Partner):
        return Level(place.level)
    if isinstance(place, City):
        return Level.FIRST_AND_CITY if place.country.alpha2 in CITY_STATES else Level.SECOND
    return Level.UNKNOWN if place.level == Subdivision.GROUPING else Level(place.level)


def institutions(text: str, limit: int = 20) -> list[Partner]:
    """Institutions abroad under that name or abbreviation."""
    wanted = fold(text)
    found = Partner.objects.filter(kind=Partner.Kind.INSTITUTION, merged_into=None).select_related("country")
    return list(found.filter(folded_names__contains=f" {wanted}")[:limit]) if wanted else []


def partner(ref: str) -> Partner | None:
    """The partner of that ref; one merged into another answers with the other."""
    known = Partner.objects.select_related("country", "merged_into", "subdivision", "city__admin1")
    found = known.filter(ref=ref).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def label_for(partner: Partner) -> str:
    """The partner's label, with the first tier where its country has another city of that name.

    Charleston, South Carolina, Amerika Serikat; but Braunschweig, Jerman.
    """
    city = partner.city
    if city is None or city.admin1_id is None or partner.country is None:
        return partner.label
    return partner.full_label if _has_namesake(city) else partner.label


def _has_namesake(city: City) -> bool:
    others = City.objects.filter(country=city.country_id, name=city.name)
    return others.exclude(pk=city.pk).exists()


# Facts ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Relations:
    """Diplomatic relations as the gate asks about them; `through` is the sovereign they come from, if another."""

    value: Country.Relations
    source: str
    policy: Country.Policy
    through: Country | None = None


def relations_of(country: Country) -> Relations:
    """A dependency follows its sovereign (New Caledonia: France); an associated state has its own (Cook Islands)."""
    through = country.sovereign if country.status == Country.Status.DEPENDENCY else None
    of = through or country
    return Relations(
        Country.Relations(of.relations), of.relations_source, Country.Policy(country.policy), through=through
    )


PROVINCIAL = frozenset({Level.FIRST, Level.FIRST_AND_CITY})
MUNICIPAL = frozenset({Level.SECOND, Level.LOWER, Level.FIRST_AND_CITY})


def level_equality(region: Region, partner: Partner) -> str:
    """Whether both sides are of one level, yes, no or unknown: equal administrative status, PP 28/2018 Art. 27(3)a."""
    level = Level(partner.level)
    if partner.kind == Partner.Kind.INSTITUTION or level == Level.UNKNOWN:
        return "unknown"
    equals = PROVINCIAL if region.kind == Region.Kind.PROVINCE else MUNICIPAL
    return "yes" if level in equals else "no"


def country_facts(partner: Partner, region: Region) -> Mapping[str, str | bool]:
    """The facts of the rulebooks that places supply."""
    relations = relations_of(partner.country) if partner.country else None
    return {
        "country.relations": str(relations.value) if relations else "unknown",
        "country.policy": str(relations.policy) if relations else "normal",
        "level.equal": level_equality(region, partner),
        "region.autonomous": region.autonomous,
    }


# Calendar ------------------------------------------------------------------------------------------------------------

PUBLISHED = "published-"


def calendar(version: str | None = None) -> working_days.Calendar:
    """The calendar of that version; without one, the last published, or the shipped one when none was."""
    builtin = working_days.builtin()
    if version is None:
        latest = CalendarVersion.objects.order_by("-number").first()
        return _assembled(latest) if latest else builtin
    if version == builtin.version:
        return builtin
    return _assembled(CalendarVersion.objects.get(number=int(version.removeprefix(PUBLISHED))))


def _assembled(found: CalendarVersion) -> working_days.Calendar:
    days = found.holidays.values_list("on", "name_id", "name_en", "kind", "decree")
    holidays = {on: working_days.Holiday(*rest) for on, *rest in days}
    return working_days.Calendar(f"{PUBLISHED}{found.number}", holidays, frozenset(found.decreed_years))
