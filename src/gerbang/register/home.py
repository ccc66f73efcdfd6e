"""Where a cooperation's own page is: the room above that has it says so; until then, what is on record of it."""

from collections.abc import Callable

from django.urls import reverse

Address = Callable[[str], str]

_addresses: list[Address] = []


def leads(address: Address) -> None:
    """Names the page of a cooperation by its ref."""
    _addresses[:] = [address]


def of(ref: str) -> str:
    """The address of the cooperation's page."""
    return _addresses[0](ref) if _addresses else reverse("register:statements", args=[ref])
