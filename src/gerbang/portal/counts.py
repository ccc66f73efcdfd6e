"""What others count, beside what this register counts: each with its source, its year and what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from gerbang.places.models import Country
from gerbang.register import cube, facets
from gerbang.register.faceting import Counted
from gerbang.register.queries import CountClaim, counts_claimed


@dataclass(frozen=True, slots=True)
class Beside:
    """Cooperation with one country, or all of it: our number with the address of its list, and what sources count."""

    country: Country | None
    ours: int
    url: str
    claims: Sequence[CountClaim]

    @property
    def differ(self) -> bool:
        """Whether the sources give several numbers."""
        return len({claim.number for claim in self.claims}) > 1


def beside(claimed: Sequence[CountClaim], counted: Counted) -> list[Beside]:
    """The counts of others by country, each beside ours; `counted` is the public's register, whoever asks."""
    return [
        _beside(counted, list(claims)) for _country, claims in groupby(claimed, key=lambda one: one.claim.country_id)
    ]


def of_country(country: Country) -> list[Beside]:
    """The counts of cooperation with one country; our figure is read only where there is one to stand beside."""
    claimed = counts_claimed(country)
    return beside(claimed, Counted(cube.numbers())) if claimed else []


def _beside(counted: Counted, claims: Sequence[CountClaim]) -> Beside:
    country, listed = claims[0].claim.country, reverse("portal:ties")
    if country is None:
        return Beside(None, counted.total, listed, claims)
    number = counted.number(facets.of_ref(facets.COUNTRY, country.ref))
    return Beside(country, number, f"{listed}?negara={country.ref}", claims)
