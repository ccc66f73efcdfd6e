"""Lists and counts agree with a plain reading of the ties, whatever is asked; on either database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest
from tests.people.helpers import bandung, body, working
from tests.register.helpers import counted, partner, region, sign

from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.places.models import Country
from gerbang.register import faceting, facets
from gerbang.register.actions import open_tie
from gerbang.register.areas import areas
from gerbang.register.models import Tie
from gerbang.register.queries import Filters, narrowed, visible_to

pytestmark = pytest.mark.django_db
SEED = 20_190_710
TIES, QUERIES = 160, 300
REGIONS = ("Kota Bandung", "Kota Surabaya", "Jawa Barat", "Kabupaten Bogor", "Papua")
PARTNERS = {"zarnovia": "JP", "quvelto": "KR", "bramsk": "CN", "ostrelle": "FR", "winnupin": "AU", "tchalk": "JP"}
AREAS = ("education", "waste", "health", "tourism")
KINDS = ("ksdpl-sister", "ksdpl-other", "ksdll-approved")


@dataclass
class Plain:
    """One tie as the model of this test knows it."""

    ref: str
    region: str
    province: str
    country: str
    words: set[str]
    kind: str
    areas: set[str]
    year: int | None
    own: bool
    public: bool


@pytest.fixture
def plain(db: None) -> Iterator[list[Plain]]:
    random = Random(SEED)
    regions = [region(name) for name in REGIONS]
    partners = {name: partner(name.title(), alpha2) for name, alpha2 in PARTNERS.items()}
    countries = {one.alpha2: one for one in Country.objects.filter(alpha2__in=set(PARTNERS.values()))}
    made = []
    for _number in range(TIES):
        of, name, kind = random.choice(regions), random.choice(list(partners)), random.choice(KINDS)
        chosen = random.sample(AREAS, random.randint(0, 3))
        tie = open_tie(
            by=None, kind=kind, region=of, partners=[partners[name]],
            fields_id="; ".join(areas()[key].name_id for key in chosen),
        )  # fmt: skip
        year = random.choice([None, 2012, 2015, 2019])
        if year:
            sign(tie, date(year, random.randint(1, 12), 3))
        country = countries[PARTNERS[name]]
        made.append(
            Plain(
                tie.ref,
                of.ref,
                of.province_or_self.ref,
                country.ref,
                {name},
                kind,
                set(chosen),
                year,
                own=of.name_id == "Kota Bandung",
                public=year is not None,
            )
        )
    counted()
    yield made


def asked(random: Random, plain: list[Plain]) -> Filters:
    like = random.choice(plain)

    def maybe(value: str) -> str:
        return value if random.random() < 0.3 else ""

    return Filters(
        words=" ".join(random.sample(list(PARTNERS), 1)) if random.random() < 0.4 else "",
        province=maybe(like.province),
        region=maybe(like.region),
        country=maybe(like.country),
        kind=maybe(like.kind),
        areas=tuple(sorted(like.areas)[: random.randint(0, 2)]) if random.random() < 0.3 else (),
        year=random.choice([2012, 2015]) if random.random() < 0.2 else None,
        possibly=random.random() < 0.3,
        also=(random.choice(plain).ref,) if random.random() < 0.1 else (),
    )


def expected(plain: list[Plain], by: Filters, sees: str) -> set[str]:
    def fits(one: Plain) -> bool:
        visible = one.public or sees == "all" or (sees == "own" and one.own)
        worded = not by.words or set(by.words.split()) <= one.words
        if by.also:
            worded = one.ref in by.also or (bool(by.words) and worded)
        dated = by.year is None or one.year == by.year
        if by.year is not None and by.possibly and one.year is None:
            dated = False  # nothing is known of when it was signed, so nothing says that it may have been then
        return (
            visible and worded and dated
            and by.province in ("", one.province) and by.region in ("", one.region)
            and by.country in ("", one.country) and by.kind in ("", one.kind) and set(by.areas) <= one.areas
        )  # fmt: skip

    return {one.ref for one in plain if fits(one)}


def actors() -> dict[str, Actor]:
    return {
        "public": Actor(None),
        "own": Actor(working(bandung(), Right.READ)),
        "all": Actor(working(body("Pusat Fasilitasi Kerja Sama"), Right.READ)),
    }


def test_a_list_holds_exactly_what_fits(plain: list[Plain]) -> None:
    random, who = Random(SEED + 1), actors()
    some = 0
    for _number in range(QUERIES):
        by, sees = asked(random, plain), random.choice(list(who))
        found = set(narrowed(visible_to(who[sees]), by).values_list("ref", flat=True))
        assert found == expected(plain, by, sees), (by, sees)
        some += bool(found)
    assert some > QUERIES / 4


def test_every_number_beside_a_filter_is_the_length_of_its_list(plain: list[Plain]) -> None:
    random, who = Random(SEED + 2), actors()
    for _number in range(40):
        by, sees = asked(random, plain), random.choice(list(who))
        within = expected(plain, by, sees)
        numbers = faceting.count(who[sees], by)
        for token, facet, ref in [
            *((facets.of_ref(facets.COUNTRY, one.country), "country", one.country) for one in plain[:6]),
            *((facets.of_ref(facets.REGION, one.region), "region", one.region) for one in plain[:6]),
        ]:
            inside = {one.ref for one in plain if getattr(one, facet) == ref} & within
            if not getattr(by, facet):
                assert numbers.number(token) == len(inside), (by, sees, token)


def test_a_single_facet_is_answered_by_the_cube_and_shows_what_its_siblings_would_give(plain: list[Plain]) -> None:
    japan = Country.objects.get(alpha2="JP").ref
    for sees, actor in actors().items():
        numbers = faceting.countries(faceting.count(actor, Filters(country=japan)))
        wanted = {ref: len(expected(plain, Filters(country=ref), sees)) for ref in {one.country for one in plain}}
        assert {one.ref: number for one, number in numbers} == {ref: n for ref, n in wanted.items() if n}


def test_words_in_any_form_of_a_query_are_safe_for_the_engine(plain: list[Plain]) -> None:
    for words in (
        "'",
        '"',
        "a:*",
        "( | )",
        "!",
        "kota & ",
        "\\",
        "NEAR(a b)",
        "-",
        "*",
        "x' OR 1=1 --",
        "日本",
        "ß" * 50,
    ):
        narrowed(visible_to(Actor(None)), Filters(words=words)).count()
    assert Tie.objects.count() == TIES
