"""What the ledger's entries on cooperations say to somebody: only what they may see, and that something is gone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from gerbang.ledger.models import Payload
from gerbang.ledger.reading import Leaf
from gerbang.people.acting import Actor
from gerbang.register import queries
from gerbang.register.entries import is_open
from gerbang.register.models import COOPERATIONS, NEVER_PUBLIC, Instrument, Tie

GONE = "tie.gone"


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as somebody may hear of it."""

    index: int
    ref: str
    kind: str
    gone: bool = False


def told(actor: Actor, leaves: Sequence[Leaf]) -> list[Told]:
    """The entries on cooperations the actor may see; of others only that one it could see before is gone."""
    ties = [leaf for leaf in leaves if leaf.stream.startswith("ks-")]
    refs = {leaf.stream for leaf in ties}
    if not refs:
        return []
    seen = set(queries.visible_to(actor).filter(ref__in=refs).values_list("ref", flat=True))
    inside = queries.insiders_of(actor, seen)
    closed = _on_closed_texts([leaf for leaf in ties if leaf.stream in seen - inside])
    gone = _gone([leaf for leaf in ties if leaf.stream not in seen])
    return [
        Told(leaf.index, leaf.stream, GONE if leaf.ref in gone else leaf.kind, gone=leaf.ref in gone)
        for leaf in ties
        if leaf.ref in gone or (leaf.stream in seen and leaf.ref not in closed)
    ]


def _on_closed_texts(leaves: Sequence[Leaf]) -> set[str]:
    """Entries, by ref, on texts that outsiders do not see, and those that are the parties' own."""
    kept = {leaf.ref for leaf in leaves if not is_open(leaf.kind)}
    named = {entry: str(said.get("instrument", "")) for entry, said in _payloads(leaves, "instrument.").items()}
    texts = Instrument.objects.filter(ref__in=set(named.values()), kind__in=NEVER_PUBLIC, reported=False)
    closed = set(texts.values_list("ref", flat=True)) if named else set()
    return kept | {entry for entry, text in named.items() if text in closed}


def _gone(leaves: Sequence[Leaf]) -> set[str]:
    """Entries, by ref, after which a cooperation that was public is not: withdrawn, merged, or no longer agreed."""
    if not leaves:
        return set()
    ended = Q(withdrawn_at__isnull=False) | Q(merged_into__isnull=False)
    once_public = Tie.objects.filter(ended, ref__in={leaf.stream for leaf in leaves}, phase__in=COOPERATIONS)
    refs = set(once_public.exclude(outside_law=True).values_list("ref", flat=True))
    fallen = {entry for entry, said in _payloads(leaves, "tie.phase").items() if said.get("from") in COOPERATIONS}
    return fallen | {leaf.ref for leaf in leaves if leaf.stream in refs}


def _payloads(leaves: Sequence[Leaf], kind: str) -> dict[str, dict[str, object]]:
    """What the entries of a kind say, by their refs."""
    wanted = [leaf.ref for leaf in leaves if leaf.kind.startswith(kind)]
    if not wanted:
        return {}
    rows = Payload.objects.filter(entry__ref__in=wanted).values_list("entry__ref", "text")
    return {entry: json.loads(text) for entry, text in rows}
