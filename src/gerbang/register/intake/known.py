"""Which ties are on record already, asked for many rows at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from gerbang.places.models import Partner, Region
from gerbang.register.intake.comparing import KnownText, KnownTie, Stated
from gerbang.register.models import Claim, Fact, Instrument, Party, Tie

PAIRS = 500
"""Pairs asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What a tie is known by: its kind, its region and its partner."""

    kind: str
    region: int
    partner: int


def ties(pairs: Iterable[Pair]) -> dict[Pair, KnownTie]:
    """The ties of these pairs that stand on record, with what was said of them; the oldest where there are several."""
    wanted = list(dict.fromkeys(pairs))
    keys: dict[Pair, int] = {}
    for start in range(0, len(wanted), PAIRS):
        for pair, key in _of_parties(wanted[start : start + PAIRS]):
            keys.setdefault(pair, key)
    known = _told(set(keys.values()))
    return {pair: known[key] for pair, key in keys.items()}


def outside_law(identities: Iterable[str]) -> dict[str, KnownTie]:
    """The ties of villages by how both sides were written."""
    claims = Claim.objects.filter(
        fact=Fact.PARTIES, value__in=set(identities), withdrawn_at=None, tie__outside_law=True, tie__withdrawn_at=None
    )
    keys = dict(claims.order_by("-tie").values_list("value", "tie"))
    known = _told(set(keys.values()))
    return {value: known[key] for value, key in keys.items()}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A tie of one region and one partner that a person chose."""

    tie: KnownTie
    region: Region
    partner: Partner


def chosen(ref: str) -> Chosen | None:
    """The tie of that ref; None where it has more or fewer than these two parties."""
    tie = Tie.objects.filter(ref=ref, withdrawn_at=None, merged_into=None).first()
    parties = list(tie.parties.select_related("region", "partner__country")) if tie else []
    regions = [party.region for party in parties if party.region]
    partners = [party.partner for party in parties if party.partner]
    if tie is None or len(parties) != 2 or len(regions) != 1 or len(partners) != 1:
        return None
    return Chosen(_told({tie.pk})[tie.pk], regions[0], partners[0])


def neighbours(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """(country, region) → the ties between them: their refs, with every name of their partners."""
    wanted = list(dict.fromkeys(pairs))
    found: dict[tuple[int, int], list[tuple[str, str]]] = {pair: [] for pair in wanted}
    party, tie, partner = Party._meta.db_table, Tie._meta.db_table, Partner._meta.db_table
    for start in range(0, len(wanted), PAIRS):
        asked = wanted[start : start + PAIRS]
        statement = (
            "SELECT theirs.country_id, ours.region_id, t.ref, theirs.name_as_signed, p.name_id, p.name_en "  # noqa: S608
            f"FROM {party} theirs JOIN {party} ours ON ours.tie_id = theirs.tie_id AND ours.side = 'region' "
            f"JOIN {tie} t ON t.id = theirs.tie_id AND t.withdrawn_at IS NULL AND t.merged_into_id IS NULL "
            f"LEFT JOIN {partner} p ON p.id = theirs.partner_id WHERE theirs.side = 'partner' "
            f"AND (ours.region_id, theirs.country_id) IN (VALUES {_places(len(asked))}) ORDER BY t.id"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for country, region in asked for value in (region, country)])
            for country, region, ref, *names in cursor.fetchall():
                found[country, region] += [(ref, name) for name in dict.fromkeys(names) if name]
    return found


def _places(number: int) -> str:
    return ", ".join(["(%s, %s)"] * number)


def _of_parties(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, int]]:
    """Pairs with the keys of their ties, which have these two parties and no third; the oldest first."""
    party, tie = Party._meta.db_table, Tie._meta.db_table
    statement = (
        f"SELECT t.kind, ours.region_id, theirs.partner_id, t.id FROM {party} theirs "  # noqa: S608
        f"JOIN {party} ours ON ours.tie_id = theirs.tie_id AND ours.side = 'region' "
        f"JOIN {tie} t ON t.id = theirs.tie_id AND t.withdrawn_at IS NULL AND t.merged_into_id IS NULL "
        f"WHERE theirs.side = 'partner' AND (theirs.partner_id, ours.region_id) IN (VALUES {_places(len(pairs))}) "
        f"AND (SELECT COUNT(*) FROM {party} every WHERE every.tie_id = t.id) = 2 ORDER BY t.id"
    )
    values = [value for pair in pairs for value in (pair.partner, pair.region)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for kind, region, partner, key in cursor.fetchall():
            yield Pair(kind, region, partner), key


def _told(keys: set[int]) -> dict[int, KnownTie]:
    known = {
        key: KnownTie(phase, ref, key)
        for key, ref, phase in Tie.objects.filter(pk__in=keys).values_list("pk", "ref", "phase")
    }
    texts: dict[int, KnownText] = {}
    standing = Instrument.objects.filter(tie__in=keys, withdrawn_at=None).order_by("pk")
    for text in standing:
        texts[text.pk] = KnownText(text.kind, _recorded(text), text.pk)
        known[text.tie_id].texts.append(texts[text.pk])
    on_tie: dict[int, list[Stated]] = defaultdict(list)
    claims = Claim.objects.filter(tie__in=keys, withdrawn_at=None).select_related("source").order_by("pk")
    for claim in claims:
        source = claim.source.url or claim.source.name_id
        said = Stated(source, claim.fact, claim.value, claim.precision, claim.said_id, claim.said_en)
        if claim.instrument_id is None and claim.tie_id is not None:
            on_tie[claim.tie_id].append(said)
        elif claim.instrument_id in texts:
            texts[claim.instrument_id].stated.append(said)
    for key, said_of_it in on_tie.items():
        known[key].stated = said_of_it
    return known


def _recorded(text: Instrument) -> list[Stated]:
    """The dates of a text that was recorded here from the paper itself."""
    if text.reported:
        return []
    signed = text.signed
    found = [Stated("", Fact.SIGNING_DATE, signed.iso, signed.precision)] if signed.is_known else []
    if text.valid_until:
        found.append(Stated("", Fact.VALIDITY, text.valid_until.isoformat(), text.valid_until_precision))
    return found
