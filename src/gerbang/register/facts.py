"""What has been heard on each fact of a tie, and which value of it is used."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gerbang.register.claims import Accepted, accepted, differ, unheard
from gerbang.register.models import Choice, Claim, Fact, Instrument, Publisher, Tie

ABOUT_TIE = (Fact.PARTIES, Fact.KIND, Fact.STATUS)
ABOUT_TEXT = (Fact.SIGNING_DATE, Fact.VALIDITY, Fact.KIND)
"""What sources are heard on: of the tie itself, and of each of its texts."""
ORDER = [Fact.SIGNING_DATE, Fact.VALIDITY, Fact.KIND, Fact.STATUS, Fact.PARTIES]


@dataclass(frozen=True, slots=True)
class Heard:
    """All claims on one fact of a tie, or of one of its texts, and the value in use.

    `choice` is the decision that stands; `since` are claims that came after it with a value nobody had weighed. The
    value chosen stays in use meanwhile, and the fact is put to somebody again.
    """

    fact: str
    instrument: Instrument | None
    claims: Sequence[Claim]
    accepted: Accepted
    choice: Choice | None = None
    since: Sequence[Claim] = ()

    @property
    def place(self) -> str:
        """Names the fact in an address: `signing-date.nk-7f3k9q2m4x`, or `kind` of the tie itself."""
        return place_of(self.fact, self.instrument)

    @property
    def why(self) -> str:
        """The reason of the decision that stands."""
        return self.choice.why if self.choice else ""

    @property
    def again(self) -> bool:
        """Decided before, and contradicted since."""
        return bool(self.since)

    @property
    def left_open(self) -> bool:
        """Left open on purpose, by somebody who had weighed all that is said."""
        return self.choice is not None and self.choice.claim_id is None and not self.again

    @property
    def disputed(self) -> bool:
        """Sources differ, and nobody who had weighed all they say has chosen."""
        return self.accepted.disputed or self.again

    @property
    def undecided(self) -> bool:
        """Somebody has still to choose, or to say that it stays open."""
        return self.disputed and not self.left_open

    @property
    def differs(self) -> bool:
        """Sources differ, also where a person has chosen among them since."""
        return differ(self.claims)

    @property
    def is_used(self) -> bool:
        """There is a value in use. A state stays the word of its source, never the register's own."""
        return self.accepted.is_known and self.fact != Fact.STATUS

    @property
    def definitions(self) -> list[Publisher]:
        """Those whose sources are heard and who say what they count as a cooperation, each once."""
        publishers = dict.fromkeys(claim.source.publisher for claim in self.claims)
        return [publisher for publisher in publishers if publisher.definition_id]


def heard(tie: Tie) -> list[Heard]:
    """Every fact with a claim, of the tie and then of each text; reads what was prefetched.

    Whoever may see a text may see all that sources say of it; of one that the reader may not know of, nothing.
    """
    shown = {None, *(text.pk for text in tie.instruments.all())}
    return told((claim for claim in tie.claims.all() if claim.instrument_id in shown), tie.choices.all())


def told(claims: Iterable[Claim], choices: Iterable[Choice]) -> list[Heard]:
    """The same from claims and choices at hand, the choices oldest first."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.is_live:
            groups[(claim.instrument_id or 0, claim.fact)].append(claim)
    chosen = {(choice.instrument_id or 0, choice.fact): choice for choice in choices}
    places = sorted(groups.items(), key=lambda item: (ORDER.index(Fact(item[0][1])), item[0][0]))
    return [_heard(said, chosen.get(place)) for place, said in places]


def _heard(said: Sequence[Claim], choice: Choice | None) -> Heard:
    value = in_use(said, choice)
    stands = choice is not None and (value.chosen or choice.claim_id is None)
    since = unheard(said, choice.weighed) if choice is not None and stands else []
    return Heard(said[0].fact, said[0].instrument, said, value, choice if stands else None, since)


def in_use(said: Iterable[Claim], choice: Choice | None) -> Accepted:
    """The value of a fact that is used, given what is said of it and the newest choice."""
    if choice is None:
        return accepted(said)
    return accepted(said, choice.claim_id, left_open=choice.claim_id is None)


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
