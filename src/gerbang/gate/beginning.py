"""What every case begins with, whether it makes a cooperation or is about one there is: number, seats, first step."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from gerbang.gate import books, effects, letters, numbering, participants, projection, rules
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Book, Case
from gerbang.gate.writing import Doing, Happening, append
from gerbang.people.acting import Acting
from gerbang.people.actions import involve
from gerbang.places.models import Region
from gerbang.register.models import Tie


class Opened(Protocol):
    """What is known of a case when it begins; `stage` and `since` where it was under way on paper already."""

    @property
    def region(self) -> Region: ...

    @property
    def facts(self) -> Mapping[str, Any]: ...

    @property
    def happened_on(self) -> date: ...

    @property
    def stage(self) -> str: ...

    @property
    def since(self) -> date | None: ...


def begun(
    *, by: Acting, kept: Book, tie: Tie, partners: str, beginning: Opened, letter: LetterValues | None = None,
    reason: str = "",
) -> Case:  # fmt: skip
    """The case with its seats and its first step; part of the caller's transaction, which holds the region's lock."""
    book = books.read(kept)
    opened_on = beginning.happened_on
    case = Case.objects.create(
        number=numbering.next_number(book.kind, beginning.region, opened_on),
        tie=tie,
        book=kept,
        region=beginning.region,
        partner_label=partners,
        opened_on=opened_on,
        state="running",
    )
    participants.seat(case, book)
    involve(case.ref, [rules.government(case), *by.bodies], "party")
    filed = letters.enter(by=by, case=case, values=letter) if letter else None
    capacity = rules.capacity(by, case, [book.keeper])
    opening = Doing(
        kind="register" if beginning.stage else "open",
        stage=beginning.stage or book.stages[0].id,
        to=beginning.stage,
        role=capacity.role,
        data={"facts": dict(beginning.facts), **({"reason": reason} if reason else {})},
    )
    on = Happening(happened_on=beginning.since or opened_on, letter=filed)
    append(by=by, case=case, acting=capacity.acting, doing=opening, on=on)
    if beginning.stage:
        effects.agree(by=by, case=case, position=projection.standing_of(case, by.today))
    return case
