"""What has been heard on each fact of a tie, and which value of it is used."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gerbang.register.claims import Accepted, accepted, differ
from gerbang.register.models import Choice, Claim, Fact, Instrument, Publisher, Tie

ABOUT_TIE = (Fact.PARTIES, Fact.KIND, Fact.STATUS)
ABOUT_TEXT = (Fact.SIGNING_DATE, Fact.VALIDITY, Fact.KIND)
"""What sources are heard on: of the tie itself, and of each of its texts."""
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

    @property
    def place(self) -> str:
        """Names the fact in an address: `signing-date.nk-7f3k9q2m4x`, or `kind` of the tie itself."""
        return place_of(self.fact, self.instrument)

    @property
    def undecided(self) -> bool:
        """Sources differ, and nobody has chosen or said that it stays open."""
        return self.accepted.disputed and not self.left_open

    @property
    def differs(self) -> bool:
        """Sources differ, also where a person has chosen among them since."""
        return differ(self.claims)

    @property
    def definitions(self) -> list[Publisher]:
        """Those whose sources are heard and who say what they count as a cooperation, each once."""
        publishers = dict.fromkeys(claim.source.publisher for claim in self.claims)
        return [publisher for publisher in publishers if publisher.definition_id]


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
        left_open = choice is not None and choice.claim_id is None
        value = accepted(said, choice.claim_id if choice else None, left_open=left_open)
        why = choice.why if choice and (value.chosen or left_open) else ""
        found.append(Heard(place[1], said[0].instrument, said, value, why, left_open))
    return found


def every(tie: Tie) -> list[Heard]:
    """Every fact a source could be heard on, also those on which none was yet; reads what was prefetched."""
    known = {fact.place: fact for fact in heard(tie)}
    asked: list[tuple[Fact, Instrument | None]] = [(fact, None) for fact in ABOUT_TIE]
    asked += [(fact, text) for text in tie.instruments.all() for fact in ABOUT_TEXT]
    for fact, text in asked:
        known.setdefault(place_of(fact, text), Heard(fact, text, [], Accepted()))
    return list(known.values())


def place_of(fact: str, instrument: Instrument | None) -> str:
    """How an address names a fact of a tie, or of one of its texts."""
    return f"{fact}.{instrument.ref}" if instrument else str(fact)
