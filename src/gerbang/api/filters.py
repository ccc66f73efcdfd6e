"""The filters of the list of cooperations as programs give them."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from gerbang.api.asking import DIGITS, Truth
from gerbang.api.shapes import ref
from gerbang.places.models import Country, Region
from gerbang.register.areas import areas
from gerbang.register.models import Phase, TieKind
from gerbang.register.queries import Filters
from gerbang.values.refs import is_ref

LONGEST_SEARCH = 120
MOST = 20
"""Fields and goals that may be asked for at once."""


Place = f"{ref('dr')}|^[0-9]{{2}}([.][0-9]{{2}})?$"


class Narrowing(Schema):
    """All of them must be met; several fields or goals must all be met as well."""

    q: str = Field(
        "", max_length=LONGEST_SEARCH, description="Words, in Indonesian or English.", examples=["kota kembar Jepang"]
    )
    region: str | None = Field(
        None, pattern=Place, description="A region that is a party: ref or code of Kemendagri.", examples=["32.73"]
    )
    province: str | None = Field(
        None, pattern=Place, description="A province in which a party lies: ref or code.", examples=["32"]
    )
    country: str | None = Field(
        None, pattern=f"{ref('ng')}|^[A-Z]{{2}}$", description="Ref or ISO 3166-1 alpha-2.", examples=["JP"]
    )
    partner: str | None = Field(None, pattern=ref("mt"))
    kind: TieKind | None = None
    phase: Phase | None = None
    area: list[Literal[tuple(areas())]] = Field([], max_length=MOST)  # type: ignore[valid-type]
    sdg: list[Annotated[int, Field(ge=1, le=17), DIGITS]] = Field([], max_length=MOST)
    year: Annotated[int, Field(ge=1900, le=2200), DIGITS] | None = Field(
        None, description="Certainly signed in that year."
    )
    possibly: Truth = Field(False, description="With `year`: a date that only may lie in it fits too.")
    dated: Truth = Field(False, description="Only those with a full date of signing.")
    disputed: Truth = Field(False, description="Only those on which sources differ and nobody has chosen.")

    def filters(self) -> Filters:
        """As the register has them. A place that does not exist has no cooperation."""
        return Filters(
            words=self.q.strip(),
            region=_region(self.region),
            province=_region(self.province),
            country=_country(self.country),
            partner=self.partner or "",
            kind=self.kind or "",
            phase=self.phase or "",
            areas=tuple(dict.fromkeys(self.area)),
            sdgs=tuple(dict.fromkeys(self.sdg)),
            year=self.year,
            possibly=self.possibly,
            dated=self.dated,
            disputed=self.disputed,
        )


def _region(given: str | None) -> str:
    if not given or is_ref(given, "dr"):
        return given or ""
    return Region.objects.filter(code=given).values_list("ref", flat=True).first() or NOWHERE


def _country(given: str | None) -> str:
    if not given or is_ref(given, "ng"):
        return given or ""
    return Country.objects.filter(alpha2=given).values_list("ref", flat=True).first() or NOWHERE


NOWHERE = "-nowhere"
"""What a code that no place bears is looked for under: nothing is found there."""
