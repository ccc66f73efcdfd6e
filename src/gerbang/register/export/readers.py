"""For whose eyes an export is: the public, somebody who reads in a body, or all that stands on the register."""

from functools import cached_property

from gerbang.people.acting import Actor
from gerbang.people.models import Account, Body, Membership, Right

PUBLIC = Actor(None)


class ReaderIn(Actor):
    """Whoever may read in that body, and works nowhere else. Nobody signs in as it."""

    def __init__(self, body: Body) -> None:
        super().__init__(Account())
        self._body = body

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        return (Membership(account=self.account, body=self._body, right=Right.READ),)


class Everything(Actor):
    """The eyes of whoever keeps the machine: what stands in the database they can read anyway."""

    national_sight = True

    def __init__(self) -> None:
        super().__init__(Account())
