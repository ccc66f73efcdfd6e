"""Fills a database with the made-up register, to measure at the size the register is promised for."""

import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random

from django.db import connection, connections, transaction
from django.db.models import Count

from gerbang.ledger import actions as ledger
from gerbang.people.models import Account
from gerbang.places.actions import add_partner, partner_for
from gerbang.places.models import City, Country, Partner, Region, Subdivision
from gerbang.places.queries import Place
from gerbang.register import bulk, cube
from gerbang.register.bulk import NewTie
from gerbang.register.compilation import rows
from gerbang.register.models import Source, Tie
from gerbang.register.sourcing import take_in
from gerbang.site import accounts, madeup, reference
from gerbang.site.indexes import without_secondary
from gerbang.site.madeup import Weighted, World
from gerbang.values import Invalid

STEP = 20_000
"""Ties in one transaction."""
PRESS = 300
FILLED = (
    "register_tie",
    "register_party",
    "register_instrument",
    "register_claim",
    "ledger_entry",
)
"""Tables that take longest with their secondary indexes on."""

Say = Callable[[str], object]


class NotEmpty(RuntimeError):
    """The database holds what people have entered."""


def seed(*, ties: int, entries: int, seed: int, processes: int, anyway: bool, say: Say) -> None:
    """The whole register: reference data, accounts, partners, ties with their entries, seals, counts, statistics."""
    if not anyway and (Tie.objects.exists() or Account.objects.exists()):
        raise NotEmpty
    began = time.perf_counter()
    reference.load()
    accounts.load()
    _prepare(ties, Random(seed), say)  # noqa: S311 - data to measure with
    world = known_world()
    with without_secondary(FILLED, say):
        _write_all(world, ties, entries, seed, processes, say)
    _timed("sealed", ledger.seal, say)
    _timed("counted", cube.refresh, say)
    _timed("gathered statistics", _analyse, say)
    say(f"{ties:,} ties with {ties * entries:,} entries in {time.perf_counter() - began:,.0f} s")


def _timed(what: str, do: Callable[[], object], say: Say) -> None:
    began = time.perf_counter()
    do()
    say(f"{what} in {time.perf_counter() - began:,.1f} s")


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


# Ties ----------------------------------------------------------------------------------------------------------------


def _write_all(world: World, ties: int, entries: int, seed: int, processes: int, say: Say) -> None:
    """Regions are dealt out to the processes, each of which writes its own in a mixed order, as years would have."""
    wanted = madeup.shares(world.regions, ties)
    dealt = sorted(wanted, key=lambda region: (-wanted[region], region.code))
    parts = [{region: wanted[region] for region in dealt[one::processes]} for one in range(processes)]
    if processes == 1:
        _write(world, parts[0], entries, seed, say)
        return
    connections.close_all()
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_write, args=(world, part, entries, seed, say)) for part in parts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("A process that writes ties has failed; its error stands above.")


def _write(world: World, wanted: dict[Region, int], entries: int, seed: int, say: Say) -> None:
    ties = mixed(world, wanted, entries, seed)
    total, done, began = sum(wanted.values()), 0, time.perf_counter()
    gc.freeze()
    while done < total:
        with transaction.atomic():
            done += bulk.write(islice(ties, STEP), by=None)
        rate = done / (time.perf_counter() - began)
        say(f"{done:,} of {total:,} ties, {rate:,.0f} ties/s, {rate * entries:,.0f} entries/s")
    connections.close_all()


def mixed(world: World, wanted: dict[Region, int], entries: int, seed: int) -> Iterator[NewTie]:
    """As many ties of each region as are wanted, in an order that the seed decides."""
    order = [region for region, number in wanted.items() for _tie in range(number)]
    Random(seed).shuffle(order)  # noqa: S311
    streams = {region: madeup.ties_of(world, region, seed, entries) for region in wanted}
    for region in order:
        yield next(streams[region])


# What they are made of -----------------------------------------------------------------------------------------------


def _prepare(ties: int, rng: Random, say: Say) -> None:
    """Partners, institutions and sources in number for so many ties, by the actions that always make them."""
    began = time.perf_counter()
    countries = _country_weights()
    with transaction.atomic():
        for place in _places(countries, min(12_000, 100 + ties // 60), rng):
            _partner(place)
        _institutions(min(800, 20 + ties // 500), countries, rng)
        for region in Region.objects.order_by("code"):
            _official(region)
        for number in range(PRESS):
            _press(number)
    say(f"partners and sources in {time.perf_counter() - began:,.1f} s")


def known_world() -> World:
    """What is in the database to make ties of. A region without a source of its own has somebody else's."""
    regions = list(Region.objects.select_related("province").prefetch_related("names").order_by("code"))
    governments: dict[int, dict[Partner, float]] = {}
    institutions = []
    for partner in Partner.objects.select_related("country").prefetch_related("names").order_by("pk"):
        if partner.kind == Partner.Kind.INSTITUTION:
            institutions.append(partner)
        elif partner.country_id:
            known = governments.setdefault(partner.country_id, {})
            known[partner] = 1 / (len(known) + 1) ** 0.5
    sources = {source.url: source for source in Source.objects.order_by("pk")}
    press = [source for source in sources.values() if source.kind == Source.Kind.PRESS]
    countries = {one: weight for one, weight in _country_weights().items() if one.pk in governments}
    return World(
        regions=regions,
        countries=Weighted(countries),
        governments={key: Weighted(known) for key, known in governments.items()},
        institutions=institutions,
        official={region.pk: sources.get(_site(region), press[region.pk % len(press)]) for region in regions},
        press=press,
        fields=madeup.fields(),
    )


def _country_weights() -> dict[Country, float]:
    """Most as often as in the real compilation; any country with cities a little."""
    real = Counter(row.alpha2 for row in rows())
    known = Country.objects.exclude(alpha2="ID").annotate(number=Count("cities")).filter(number__gt=0)
    return {one: 10.0 * real[one.alpha2] + one.number**0.5 / 10 for one in known.order_by("alpha2")}


def _places(countries: dict[Country, float], number: int, rng: Random) -> Iterator[Place]:
    """The largest cities of each country, as many as its weight asks for, and among them its first tiers."""
    whole = sum(countries.values())
    for country, weight in countries.items():
        share = max(1, round(number * weight / whole))
        cities = City.objects.filter(country=country).select_related("government__country", "country")
        tiers = (
            Subdivision.objects.filter(country=country).exclude(level=Subdivision.GROUPING).select_related("country")
        )
        found: list[Place] = [*cities.order_by("-population", "pk")[:share], *tiers.order_by("iso")[: share // 5]]
        rng.shuffle(found)
        yield from found[:share]


def _partner(place: Place) -> None:
    try:
        partner_for(by=None, place=place)
    except Invalid:
        """No government there."""


def _institutions(number: int, countries: dict[Country, float], rng: Random) -> None:
    drawn = Weighted(countries)
    for one in range(number):
        add_partner(
            by=None,
            name_id=f"Yayasan Contoh {one}",
            name_en=f"Example Foundation {one}",
            country=drawn.draw(rng),
            kind=Partner.Kind.INSTITUTION,
            institution_type=Partner.InstitutionType.NONPROFIT,
        )


def _site(region: Region) -> str:
    return f"https://{region.code}.kerja-sama.example/"


def _official(region: Region) -> None:
    _source(_site(region), f"Situs {region.full_name_id}", Source.Kind.OFFICIAL, "2026")


def _press(number: int) -> None:
    _source(f"https://berita-{number}.example/", f"Kantor berita contoh {number}", Source.Kind.PRESS, "2025-06")


def _source(url: str, name: str, kind: str, published: str) -> None:
    if not Source.objects.filter(url=url).exists():
        take_in([Source(url=url, name_id=name, kind=kind, published=published)])
