"""What people ask the register, each with the least SQL, written by hand, that answers the same question.

The pages are measured against it. It knows what a page must know: who asks, which rows they may see, how many there
are and what the places are called; it knows nothing of sign-ins, forms and layouts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.urls import NoReverseMatch, reverse

from gerbang.pages import keyset
from gerbang.people.acting import Actor
from gerbang.people.models import Account
from gerbang.people.queries import own_government
from gerbang.places.models import Region
from gerbang.register import cube, facets
from gerbang.register.faceting import SAMPLED
from gerbang.register.models import UNDATED, Tie
from gerbang.register.queries import COUNTED, LISTED, NEWEST_FIRST
from gerbang.search.querying import as_fts5, as_tsquery, words_query
from gerbang.site.accounts import ROLES

PAGE = 26
"""Rows of a page of the list, and one more that tells whether another follows."""
DEEP = 0.6
"""How far down the list the deep page lies."""

Statement = tuple[str, Sequence[Any]]
Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """Who asks: a role of the demonstration or nobody, and the condition on the ties they may see."""

    role: str
    condition: str
    values: tuple[Any, ...] = ()

    @property
    def label(self) -> str:
        return {"": "public", "head": "officer"}.get(self.role, "ministry")


PUBLIC = Sight("", "public")
MINISTRY = Sight("home-affairs", "withdrawn_at IS NULL AND merged_into_id IS NULL")


@dataclass(frozen=True, slots=True)
class Question:
    """One page for one asker, and its bare SQL."""

    name: str
    role: str
    address: str
    bare: Sequence[Statement] = field(default_factory=tuple)


def questions() -> list[Question]:
    """All of them, found anew for the database at hand: refs differ from one to the next."""
    officer = _officer()
    found = [*_lists(PUBLIC), *_lists(officer), *_few_lists(MINISTRY), *_searches(PUBLIC), *_searches(officer)]
    found += [*_numbers(PUBLIC), *_numbers(officer), *_maps(PUBLIC), *_places(PUBLIC), *_places(officer)]
    found += [*_ties(PUBLIC), *_ties(officer), *_figures(), *_interface()]
    return found


def _officer() -> Sight:
    """An ordinary officer of a regional government: the public's ties, and the government's own besides."""
    actor = Actor(Account.objects.get(email=ROLES["head"].address))
    government = own_government(actor)
    if government is None:
        raise LookupError(f"The account {ROLES['head'].address} works in no regional government.")
    own = "id IN (SELECT tie_id FROM register_party WHERE region_id = %s)"
    told = "ref IN (SELECT subject_ref FROM people_audience WHERE body_id IN (%s, %s))"
    keys = government.region_id, government.pk, actor.memberships[0].body_id
    return Sight("head", f"withdrawn_at IS NULL AND merged_into_id IS NULL AND (public OR {own} OR {told})", keys)


# Statements ----------------------------------------------------------------------------------------------------------


def _matching(tokens: Tokens = (), words: str = "") -> Statement:
    """The condition on the full-text column, and the query it is given."""
    query = (*((token,) for token in tokens), *words_query(words))
    if connection.vendor == "postgresql":
        return "terms @@ %s::tsquery", [as_tsquery(query)]
    return "id IN (SELECT rowid FROM register_tie_terms WHERE register_tie_terms MATCH %s)", [as_fts5(query)]


def _where(sight: Sight, *conditions: Statement) -> Statement:
    texts = [sight.condition, *(text for text, _values in conditions)]
    return " AND ".join(texts), [*sight.values, *(value for _text, values in conditions for value in values)]


def _rows(where: Statement, limit: int = PAGE, *, few: bool = False) -> Statement:
    """`few`: to be found first and sorted then, for an index in that order would be walked to its end."""
    text, values = where
    day = f"coalesce(listed_on, '{UNDATED}')" if few else "listed_on"
    order = f"ORDER BY {day} DESC, ref DESC LIMIT {limit}"
    return f"SELECT {', '.join(LISTED)} FROM register_tie WHERE {text} {order}", values  # noqa: S608


def _bounded(where: Statement) -> Statement:
    text, values = where
    return f"SELECT count(*) FROM (SELECT 1 FROM register_tie WHERE {text} LIMIT {COUNTED + 1}) found", values  # noqa: S608


def _tallied(sight: Sight, beside: str = "", token: str = "") -> Statement:
    """What the cube knows; asked for one token, or for all of them."""
    public = "" if sight is MINISTRY else " AND public"
    one = " AND token = %s" if token else ""
    statement = f"SELECT token, number FROM register_tally WHERE beside = %s{one}{public} AND number > 0"  # noqa: S608
    return statement, [beside, token] if token else [beside]


def _counted_beside(where: Statement) -> Statement:
    """Numbers beside filters that the cube does not know: of all that is found, or of the newest where that is much."""
    text, values = where
    found = f"SELECT facets FROM register_tie WHERE {text}"  # noqa: S608
    if not _are_few(where):
        found += f" ORDER BY listed_on DESC, ref DESC LIMIT {SAMPLED}"
    if connection.vendor != "postgresql":
        return found, values
    split = "unnest(string_to_array(facets, ' ')) token"
    return f"SELECT token, count(*) FROM ({found}) found, {split} GROUP BY token", values  # noqa: S608


def _are_few(where: Statement) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(*_bounded(where))
        return bool(cursor.fetchone()[0] <= COUNTED)


class _Often:
    """Values that many ties have, and a tie: what an officer asks of their own region, the public of a large one."""

    def __init__(self, sight: Sight) -> None:
        everywhere = cube.numbers()
        self.region_token = self._first(everywhere, facets.REGION)
        if sight.role == "head":
            self.region_token = facets.of_ref(facets.REGION, Region.objects.get(pk=sight.values[0]).ref)
        self.province_token = self._first(everywhere, facets.PROVINCE)
        self.country_token = self._first(everywhere, facets.COUNTRY)
        self.year = int(self._first(everywhere, facets.YEAR)[3:])

    def _first(self, numbers: Mapping[str, int], facet: str) -> str:
        return max((token for token in numbers if facets.facet(token) == facet), key=lambda token: numbers[token])

    @property
    def region(self) -> str:
        return facets.ref_of(self.region_token, "dr")

    @property
    def province(self) -> str:
        return facets.ref_of(self.province_token, "dr")

    @property
    def country(self) -> str:
        return facets.ref_of(self.country_token, "ng")

    @property
    def tie(self) -> str:
        """The newest of the region."""
        found = Tie.objects.filter(public=True, terms__matches=((self.region_token,),))
        return found.order_by(*NEWEST_FIRST).values_list("ref", flat=True)[0]


NAMES: tuple[Statement, ...] = (
    ("SELECT ref, short_id, name_en FROM places_region", ()),
    ("SELECT ref, name_id, name_en FROM places_country", ()),
)


# Questions -----------------------------------------------------------------------------------------------------------


def _address(view: str, *args: str, **asked: Any) -> str:
    query = urlencode(
        [(key, one) for key, value in asked.items() for one in (value if type(value) is list else [value])]
    )
    return reverse(view, args=args) + (f"?{query}" if query else "")


def _list(sight: Sight, name: str, tokens: Tokens = (), placed: Statement | None = None, **asked: Any) -> Question:
    """A list with how many there are. `placed`: what the filter says of the place in the list, where it says that."""
    conditions = [*([_matching(tokens)] if tokens else []), *([placed] if placed else [])]
    where = _where(sight, *conditions)
    return Question(
        f"list: {name}", sight.role, _address("portal:ties", **asked), [_rows(where), *_number(sight, where, tokens)]
    )


def _number(sight: Sight, where: Statement, tokens: Tokens) -> Iterator[Statement]:
    """How many: the cube's number, and an officer's own ties besides; what the cube does not know is counted."""
    cell = facets.cell(tokens) if tokens else ("jn_ksdpl_sister", "")
    if cell is None:
        yield _bounded(where)
        return
    yield _tallied(sight, cell[1], cell[0] if tokens else "")
    if sight.role == "head":
        text, values = _where(sight, _matching((_Often(sight).region_token, *tokens)))
        yield f"SELECT count(*) FROM register_tie WHERE NOT public AND {text}", values  # noqa: S608


def _lists(sight: Sight) -> Iterator[Question]:
    some = _Often(sight)
    yield _list(sight, "first page")
    yield _deep(sight)
    yield from _few_filters(sight, some)
    yield _list(sight, "phase", ("th_ended",), tahap="ended")
    yield _list(sight, "area", ("bd_education",), bidang="education")
    yield _list(sight, "SDG", ("sd_11",), sdg=11)
    yield _list(sight, "year", (f"tn_{some.year}",), _within(some.year), tahun=some.year)
    yield _possibly(sight, some.year)
    yield _list(sight, "disputed", (facets.DISPUTED,), ("disputed", ()), sumber="berbeda")
    yield _list(
        sight, "country and area", (some.country_token, "bd_education"), negara=some.country, bidang="education"
    )
    yield _list(
        sight,
        "province, kind and year",
        (some.province_token, "jn_ksdpl_sister", f"tn_{some.year}"),
        _within(some.year),
        provinsi=some.province,
        jenis="ksdpl-sister",
        tahun=some.year,
    )


def _within(year: int) -> Statement:
    return "listed_on BETWEEN %s AND %s", [f"{year}-01-01", f"{year}-12-31"]


def _few_lists(sight: Sight) -> Iterator[Question]:
    yield _list(sight, "first page")
    yield from _few_filters(sight, _Often(sight))


def _few_filters(sight: Sight, some: "_Often") -> Iterator[Question]:
    yield _list(sight, "region", (some.region_token,), daerah=some.region)
    yield _list(sight, "province", (some.province_token,), provinsi=some.province)
    yield _list(sight, "country", (some.country_token,), negara=some.country)
    yield _list(sight, "kind", ("jn_ksdpl_sister",), jenis="ksdpl-sister")


def _deep(sight: Sight) -> Question:
    """A page far down, by its place: the link that a reader who went on and on would have followed."""
    visible = Tie.objects.filter(public=True).order_by(*NEWEST_FIRST)
    place = visible[int(visible.count() * DEEP)]
    where = _where(sight, ("(listed_on, ref) < (%s, %s)", [place.listed_on, place.ref]))
    address = _address("portal:ties", after=keyset.place_of(place, NEWEST_FIRST))
    return Question("list: deep page", sight.role, address, [_rows(where)])


def _possibly(sight: Sight, year: int) -> Question:
    dated = "signed_latest >= %s AND (signed_earliest IS NULL OR signed_earliest <= %s)"
    where = _where(sight, (dated, [f"{year}-01-01", f"{year}-12-31"]))
    address = _address("portal:ties", tahun=year, mungkin=1)
    return Question("list: year, possibly", sight.role, address, [_rows(where), _bounded(where)])


def _searches(sight: Sight) -> Iterator[Question]:
    for name, words in (
        ("common word", "pendidikan"),
        ("rare word", _rare_word()),
        ("two words", "pendidikan jepang"),
        ("alias", "jogja"),
        ("begun word", "pend"),
        ("letter number", "000.9/1234/KS"),
        ("nothing found", "zzyzx"),
    ):
        where = _where(sight, _matching(words=words))
        bare = [_rows(where, few=_are_few(where)), _bounded(where)]
        yield Question(f"search: {name}", sight.role, _address("portal:ties", q=words), bare)


def _rare_word() -> str:
    """The ref of a tie: it is a word that one tie has."""
    return Tie.objects.filter(public=True).values_list("ref", flat=True)[:1][0].partition("-")[2]


def _numbers(sight: Sight) -> Iterator[Question]:
    some = _Often(sight)
    two = some.country_token, "bd_education"
    yield _beside(sight, "of nothing", [_tallied(sight)])
    yield _beside(sight, "of a country", [_tallied(sight, some.country_token)], negara=some.country)
    yield _beside(sight, "of an area", [_tallied(sight, "bd_education")], bidang="education")
    counted = _counted_beside(_where(sight, _matching(two)))
    yield _beside(sight, "of country and area", [counted], negara=some.country, bidang="education")
    yield _beside(sight, "of a word", [_counted_beside(_where(sight, _matching(words="pendidikan")))], q="pendidikan")


def _beside(sight: Sight, name: str, numbers: Sequence[Statement], **asked: Any) -> Question:
    return Question(f"facets: {name}", sight.role, _address("portal:narrowing", **asked), [*numbers, *NAMES])


def _maps(sight: Sight) -> Iterator[Question]:
    some = _Often(sight)
    pairs = "SELECT beside, token, number FROM register_tally WHERE beside >= 'pv_' AND beside < 'pv_~' "
    bundled: Statement = (f"{pairs}AND token >= 'ng_' AND token < 'ng_~' AND public", ())
    yield Question("map: everything", sight.role, _address("portal:result-map"), [bundled, *NAMES])
    text, values = _where(sight, _matching((some.region_token,)))
    newest = f"SELECT id FROM register_tie WHERE {text} ORDER BY listed_on DESC, ref DESC LIMIT 1000"  # noqa: S608
    ends = (
        "SELECT tie_id, side, party.country_id, region.latitude, region.longitude, partner.latitude, partner.longitude "  # noqa: S608
        "FROM register_party party LEFT JOIN places_region region ON region.id = region_id "
        f"LEFT JOIN places_partner partner ON partner.id = partner_id WHERE tie_id IN ({newest})"
    )
    yield Question("map: a region", sight.role, _address("portal:result-map", daerah=some.region), [(ends, values)])


def _places(sight: Sight) -> Iterator[Question]:
    some = _Often(sight)
    for view, table, ref, token in (
        ("region", "places_region", some.region, some.region_token),
        ("country", "places_country", some.country, some.country_token),
    ):
        where = _where(sight, _matching((token,)))
        place: Statement = (f"SELECT * FROM {table} WHERE ref = %s", [ref])  # noqa: S608 - names from here
        bare = [place, _rows(where), _tallied(sight, token)]
        yield Question(view, sight.role, _address(f"portal:{view}", ref), bare)


def _ties(sight: Sight) -> Iterator[Question]:
    ref = _Often(sight).tie
    text, values = _where(sight, ("ref = %s", [ref]))
    party = (
        "SELECT * FROM register_party party LEFT JOIN places_region region ON region.id = region_id "
        "LEFT JOIN places_partner partner ON partner.id = partner_id "
        "LEFT JOIN places_country country ON country.id = party.country_id "
        "WHERE tie_id = (SELECT id FROM register_tie WHERE ref = %s)"
    )
    heard = (
        "SELECT * FROM register_claim claim JOIN register_source source ON source.id = source_id "
        "WHERE claim.withdrawn_at IS NULL AND tie_id = (SELECT id FROM register_tie WHERE ref = %s)"
    )
    texts = (
        "SELECT * FROM register_instrument "
        "WHERE withdrawn_at IS NULL AND tie_id = (SELECT id FROM register_tie WHERE ref = %s)"
    )
    own: Statement = (f"SELECT * FROM register_tie WHERE {text}", values)  # noqa: S608
    yield Question(
        "tie", sight.role, _address("portal:tie", ref), [own, (party, [ref]), (texts, [ref]), (heard, [ref])]
    )


def _figures() -> Iterator[Question]:
    newest = _rows(_where(PUBLIC, ("signed_precision IN ('day', 'month', 'year')", ())), 6)
    map_of_all = next(_maps(PUBLIC)).bare
    yield Question("front", "", _address("portal:front"), [_tallied(MINISTRY), newest, *map_of_all])
    yield Question("regions", "", _address("portal:regions"), [_tallied(PUBLIC), NAMES[0]])
    yield Question("countries", "", _address("portal:countries"), [_tallied(PUBLIC), NAMES[1]])
    yield Question("about the data", "", _address("portal:about"), [_tallied(MINISTRY)])
    yield from _where_there("statistics", "portal:statistics", [_tallied(PUBLIC), *NAMES])


def _interface() -> Iterator[Question]:
    some, where = _Often(PUBLIC), _where(PUBLIC)
    yield from _where_there("API: list", "api-v1:cooperations", [_rows(where, 51)])
    ref = some.tie
    yield from _where_there("API: one", "api-v1:cooperation", next(_ties(PUBLIC)).bare, ref)


def _where_there(name: str, view: str, bare: Sequence[Statement], *args: str) -> Iterator[Question]:
    """Nothing where an installation serves the interface at another place."""
    try:
        yield Question(name, "", _address(view, *args), bare)
    except NoReverseMatch:
        return
