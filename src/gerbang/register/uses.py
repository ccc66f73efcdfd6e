"""What hangs on a tie in rooms above: each registers here whether it would be torn by a merge or by other parties."""

from collections.abc import Callable

from gerbang.register.models import Tie
from gerbang.values import Invalid

Why = Callable[[Tie], str]
"""Says in a sentence what hangs on the tie; nothing where nothing does."""

_registered: list[Why] = []


def register(why: Why) -> None:
    """Let `why` be asked before a tie's parties change or it is merged into another."""
    if why not in _registered:
        _registered.append(why)


def of(tie: Tie) -> list[str]:
    """What hangs on the tie, in sentences."""
    return [reason for why in _registered if (reason := why(tie))]


def must_be_free(tie: Tie, field: str = "") -> None:
    """Raises Invalid where something hangs on the tie."""
    if found := of(tie):
        raise Invalid({field: " ".join(found)})
