"""What has been heard on each fact of a tie, and which value of it is used."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gerbang.register.claims import Accepted, accepted
from gerbang.register.models import Claim, Fact, Instrument, Tie

ORDER = [Fact.SIGNING_DATE, Fact.VALIDITY, Fact.KIND, Fact.STATUS, Fact.PARTIES]


@dataclass(frozen=True, slots=True)
class Heard:
    """All claims on one fact of a tie, or of one of its texts, and the value in use."""

    fact: str
    instrument: Instrument | None
    claims: Sequence[Claim]
    accepted: Accepted
    why: str = ""


def heard(tie: Tie) -> list[Heard]:
    """Every fact with a claim, of the tie and then of each text; reads what was prefetched."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in tie.claims.all():
        if claim.is_live:
            groups[(claim.instrument_id or 0, claim.fact)].append(claim)
    choices = {(choice.instrument_id or 0, choice.fact): choice for choice in tie.choices.all()}
    found = []
    for place, claims in sorted(groups.items(), key=lambda item: (ORDER.index(Fact(item[0][1])), item[0][0])):
        choice = choices.get(place)
        value = accepted(claims, choice.claim_id if choice else None)
        why = choice.why if choice and value.chosen else ""
        found.append(Heard(place[1], claims[0].instrument, claims, value, why))
    return found
