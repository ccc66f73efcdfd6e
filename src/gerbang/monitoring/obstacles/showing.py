"""What the pages show of obstacles: their state and what is overdue of them, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gerbang.monitoring.models import Obstacle

TAGS = {
    Obstacle.State.OPEN: "soon",
    Obstacle.State.RESOLVED: "done",
    Obstacle.State.UNRESOLVED: "over",
    Obstacle.State.ACCEPTED: "open",
}
"""The look of a state; the words stand beside it always."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An obstacle as a list or its own page shows it; `late`: its office's own target has passed."""

    obstacle: Obstacle
    tag: str
    state: str
    late: str


def shown(of: Obstacle, today: date) -> Shown:
    late = of.is_open and of.due_on is not None and of.due_on < today
    state = Obstacle.State(of.state)
    return Shown(of, TAGS[state], str(state.label), _("Past its target") if late else "")


def all_shown(found: Iterable[Obstacle], today: date) -> list[Shown]:
    return [shown(one, today) for one in found]
