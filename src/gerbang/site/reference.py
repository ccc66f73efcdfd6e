"""The reference data every installation begins with: places, bodies, and a check of the rulebooks in use."""

from gerbang.gate.books import check_kept
from gerbang.people.reference import load_bodies
from gerbang.places.actions import load_reference


def load() -> None:
    """Adds or renews what the shipped data say. Running it again changes nothing that people have entered."""
    load_reference()
    load_bodies()
    check_kept()
