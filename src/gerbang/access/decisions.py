"""What a rule answers: allowed or not, why, and on what basis; so that a page can always say why not."""

from dataclasses import dataclass, field
from typing import Any, Protocol


class Actor(Protocol):
    """Whoever asks: an account with its live memberships, or nobody."""

    @property
    def ref(self) -> str: ...

    @property
    def is_authenticated(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Decision:
    """A rule's answer: `reason` is a sentence for people, `basis` the article it rests on, if any."""

    allowed: bool
    reason: str = ""
    basis: str = ""
    code: str = ""


ALLOWED = Decision(True)


class Refused(Exception):
    """An action that a rule does not allow; nothing was changed."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__(decision.reason)


@dataclass
class Conflict(Exception):
    """Somebody else changed the same thing first; nothing was changed. `head` is the stream's newest seq."""

    stream: str
    head: int
    seen: int | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.stream} has moved on to {self.head} (seen: {self.seen})"
