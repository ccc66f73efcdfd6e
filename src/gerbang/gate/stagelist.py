"""The list of stages beside a case: which are done, returned, current, waiting or only taken when needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.gate.models import Participant
from gerbang.gate.wording import ShownProvision, said, shown
from gerbang.pages.articles import article
from gerbang.people.models import Body
from gerbang.places.queries import calendar
from gerbang.rulebook.conditions import evaluate
from gerbang.rulebook.schema import Rulebook, Stage
from gerbang.rulebook.standing import Standing, Visit
from gerbang.values.language import active


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a running clock has come."""

    value: int
    most: int
    label: str


@dataclass(frozen=True, slots=True)
class StageTag:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage. `css`: dn done, rt returned and done, cu current, wt waiting, op taken only when needed.

    `counted`: it has a number of the line and, as far as is known, the case comes by it.
    """

    number: str
    name: str
    css: str
    said: str
    provision: ShownProvision
    holder: str
    right: str
    counted: bool
    tags: tuple[StageTag, ...] = ()
    bar: Bar | None = None

    @property
    def tick(self) -> str:
        return {"dn": "p", "rt": "p", "cu": "c"}.get(self.css, "")


def lines(taken: Iterable[Participant], book: Rulebook, position: Standing, on: date) -> list[StageLine]:
    """Every stage of the numbered line, and places beside it only where the case has been or is."""
    seats: dict[str, Body] = {}
    for seat in taken:
        seats.setdefault(seat.role, seat.body)
    visited = {visit.stage for visit in position.visits}
    stages = [stage for stage in book.stages if stage.line or stage.id in visited]
    return [_line(stage, book, position, seats, on) for stage in stages]


def _line(stage: Stage, book: Rulebook, position: Standing, seats: dict[str, Body], on: date) -> StageLine:
    visits = [visit for visit in position.visits if visit.stage == stage.id]
    current = position.open and position.stage is not None and position.stage.id == stage.id
    returned = sum(visit.returned for visit in visits)
    css, words = _state(stage, visits, current=current, returned=bool(returned))
    role = book.roles[stage.holder]
    return StageLine(
        number=stage.number,
        name=said(stage.name),
        css=css,
        said=words,
        provision=shown(book, stage.provision),
        holder=seats[stage.holder].name if stage.holder in seats else said(role.name),
        right=_right(stage, book, visits, current, on),
        counted=is_numbered(stage) and (bool(visits) or _is_open(stage, position)),
        tags=_tags(stage, visits, returned, current),
        bar=_bar(position, on) if current else None,
    )


def is_numbered(stage: Stage) -> bool:
    """Whether it has a number of its own; `12a` is a place beside the line, or one between two stages of it."""
    return stage.line and stage.number.isdigit()


def _is_open(stage: Stage, position: Standing) -> bool:
    """Whether the case may still come by it: facts may have ruled out one that is taken only when needed."""
    return stage.when is None or evaluate(stage.when, position.facts) is not False


def _state(stage: Stage, visits: list[Visit], *, current: bool, returned: bool) -> tuple[str, str]:
    if current:
        return "cu", _("present stage")
    if visits and returned:
        return "rt", _("done after it was returned")
    if visits:
        return "dn", _("done")
    if stage.when is not None or not stage.line:
        return "op", _("when needed")
    return "wt", _("waiting")


def _right(stage: Stage, book: Rulebook, visits: list[Visit], current: bool, on: date) -> str:
    if not visits:
        return article(stage.provision.basis[0].at.partition("(")[0], active()) if stage.provision.basis else ""
    if current:
        return ""
    held = [days for visit in visits if (days := visit.held_days(on)) is not None]
    if not held:
        return _("no dates")
    return ngettext("%(n)d day", "%(n)d days", sum(held)) % {"n": sum(held)}


def _tags(stage: Stage, visits: list[Visit], returned: int, current: bool) -> tuple[StageTag, ...]:
    tags: list[StageTag] = []
    if returned:
        text = ngettext("Returned %(n)d time", "Returned %(n)d times", returned) % {"n": returned}
        tags.append(StageTag("soon", text))
    if not current and any(visit.undocumented for visit in visits):
        said_so = any(visit.undocumented and visit.left_on for visit in visits)
        tags.append(StageTag("open", _("No document") if said_so else _("Not filled in yet")))
    if stage.provision.sure == "conflicting":
        tags.append(StageTag("open", _("Sources differ")))
    return tuple(tags)


def _bar(position: Standing, on: date) -> Bar | None:
    if position.due is None:
        return None
    clock = position.due.clock
    passed = min(position.due.explain(calendar(), on).passed(on), clock.days)
    text = _("%(passed)d of %(days)d working days") % {"passed": passed, "days": clock.days}
    return Bar(passed, clock.days, text)
