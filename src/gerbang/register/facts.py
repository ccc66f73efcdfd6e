"""What has been heard on each fact of a tie, and which value of it is used."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gerbang.register.claims import Accepted, accepted
from gerbang.register.models import Choice, Claim, Fact, Instrument, Tie

ORDER = [Fact.SIGNING_DATE, Fact.VALIDITY, Fact.KIND, Fact.STATUS, Fact.PARTIES]


@dataclass(frozen=True, slots=True)
class Heard:
    """All claims on one fact of a tie, or of one of its texts, and the value in use."""

    fact: str
    instrument: Instrument | None
    claims: Sequence[Claim]
    accepted: Accepted
    why: str = ""
    left_open: bool = False


def heard(tie: Tie) -> list[Heard]:
    """Every fact with a claim, of the tie and then of each text; reads what was prefetched."""
    return told(tie.claims.all(), tie.choices.all())


def told(claims: Iterable[Claim], choices: Iterable[Choice]) -> list[Heard]:
    """The same from claims and choices at hand, the choices oldest first."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.is_live:
            groups[(claim.instrument_id or 0, claim.fact)].append(claim)
    chosen = {(choice.instrument_id or 0, choice.fact): choice for choice in choices}
    found = []
    for place, said in sorted(groups.items(), key=lambda item: (ORDER.index(Fact(item[0][1])), item[0][0])):
        choice = chosen.get(place)
        value = accepted(said, choice.claim_id if choice else None)
        left_open = choice is not None and choice.claim_id is None
        why = choice.why if choice and (value.chosen or left_open) else ""
        found.append(Heard(place[1], said[0].instrument, said, value, why, left_open))
    return found
