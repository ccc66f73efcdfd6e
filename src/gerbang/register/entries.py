"""What happened to a tie or a confirmation: the ledger's entries in words, and which of them anybody may hear of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.pages import formatting
from gerbang.people.queries import bodies_named

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

TITLES: "dict[str, StrPromise]" = {
    "tie.opened": _("Cooperation put on the register"),
    "tie.reported": _("Reported by a source"),
    "tie.reported-further": _("Reported by a further source"),
    "tie.phase": _("Phase changed"),
    "tie.described": _("Fields of cooperation written down"),
    "tie.merged": _("Merged into another record"),
    "tie.absorbed": _("Another record merged into this one"),
    "tie.confirmed": _("Confirmed by the region"),
    "tie.unconfirmed": _("Confirmation withdrawn"),
    "instrument.signed": _("Text recorded"),
    "instrument.withdrawn": _("Text withdrawn"),
    "version.recorded": _("Language version of a text recorded"),
    "plan.adopted": _("Cooperation plan adopted"),
    "original.located": _("Place of an original recorded"),
    "claim.added": _("Statement of a source added"),
    "claim.withdrawn": _("Statement of a source withdrawn"),
    "claim.chosen": _("Value chosen"),
    "claim.left-open": _("Left open on purpose"),
    "publisher.defined": _("What its sources count written down"),
    "confirmation.begun": _("Confirmation begun"),
    "confirmation.answered": _("Answers saved"),
    "confirmation.given": _("Signed statement recorded"),
    "tie.withdrawn": _("Cooperation withdrawn from the register"),
    "tie.report-withdrawn": _("Report of an import withdrawn"),
    "import.written": _("Table brought in"),
    "import.undone": _("Import undone"),
    "import.dropped": _("Table not brought in"),
    "import.row-settled": _("Waiting row brought in"),
    "import.row-partner-settled": _("One partner of a waiting row brought in"),
    "import.row-left-out": _("Waiting row left out"),
    "confirmation.withdrawn": _("Confirmation withdrawn"),
}


ABOVE: "dict[str, StrPromise]" = {}
"""Those of the rooms above, which are the parties' own."""


def name(titles: "Mapping[str, StrPromise]") -> None:
    """What the entries of a room above are called, where they stand in the stream of a tie."""
    TITLES.update(titles)
    ABOVE.update(titles)


OPEN = ("tie.", "instrument.", "version.", "claim.")
"""Beginnings of the kinds about what the public page shows. Plans and where originals lie are the parties' own."""
OPENED = "tie.opened"
"""When talks began is the parties' own too."""


def is_open(kind: str) -> bool:
    """Whether anybody may hear of such an entry, once the tie it is on is public."""
    return kind.startswith(OPEN) and kind != OPENED


def open_ones(found: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those of the entries that anybody may hear of."""
    about = reduce(or_, (Q(kind__startswith=beginning) for beginning in OPEN))
    return found.filter(about).exclude(kind=OPENED)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a list shows it."""

    title: str
    when: str
    by: str


def since(stream: str, seen: int) -> Sequence[Line]:
    """What was done to the subject after that entry, newest first."""
    found = list(ledger.history(stream).filter(seq__gt=seen).order_by("-seq"))
    bodies = bodies_named(entry.body for entry in found if entry.body)
    return [
        Line(
            str(TITLES.get(entry.kind, entry.kind)),
            formatting.moment(entry.at),
            bodies[entry.body].name if entry.body in bodies else "",
        )
        for entry in found
    ]
