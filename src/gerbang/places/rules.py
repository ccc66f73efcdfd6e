"""Who may settle what holds for the whole country."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision


class Account(Protocol):
    @property
    def ref(self) -> str: ...


class Body(Protocol):
    @property
    def ref(self) -> str: ...

    @property
    def national_sight(self) -> bool: ...


class Acting(Protocol):
    """The account and the membership a write is done under, as far as this room needs to know them."""

    @property
    def account(self) -> Account: ...

    @property
    def body(self) -> Body: ...

    @property
    def bodies(self) -> Sequence[Body]: ...

    @property
    def today(self) -> date: ...


def settles_for_all(by: Acting | None) -> Decision:
    """Bodies with national sight; nobody (None) is the installation itself, on the command line."""
    if by is None or any(body.national_sight for body in by.bodies):
        return ALLOWED
    reason = _("This holds for the whole country, so only a ministry with national sight may change it.")
    return Decision(False, reason, code="national-only")
