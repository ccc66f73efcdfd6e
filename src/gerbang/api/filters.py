"""The filters of the list of cooperations as programs give them."""

from itertools import groupby
from typing import Annotated, Any, Literal, NoReturn

from ninja import Schema
from pydantic import Field

from gerbang.api.asking import DIGITS, Truth
from gerbang.api.problems import Wrong
from gerbang.api.shapes import ref
from gerbang.places.models import Country, Region
from gerbang.places.reference import country_codes, region_codes
from gerbang.register.areas import areas
from gerbang.register.models import Phase, TieKind
from gerbang.register.queries import Filters
from gerbang.values.refs import is_ref

LONGEST_SEARCH = 120
MOST = 20
"""Fields and goals that may be asked for at once."""


def _described(prefix: str, codes: str) -> dict[str, Any]:
    """A ref or a code, as the description has them: only codes that a place bears, so that whoever reads it knows."""
    return {"pattern": f"{ref(prefix)}|^(?:{codes})$"}


def _country_codes() -> str:
    """The two letters of every country, in either case."""
    return "|".join(
        "".join(f"[{letter}{letter.lower()}]" for letter in code) for code in sorted(set(country_codes().values()))
    )


def _region_codes() -> str:
    """The codes of provinces, each with those of its regencies and cities behind the point."""
    found = []
    for province, codes in groupby(sorted(region_codes()), key=lambda code: code[:2]):
        inside = "|".join(code[3:] for code in codes if code != province)
        found.append(f"{province}(?:[.](?:{inside}))?" if inside else province)
    return "|".join(found)


def _province_codes() -> str:
    return "|".join(sorted(code for code in region_codes() if len(code) == 2))


class Narrowing(Schema):
    """All of them must be met; several fields or goals must all be met as well."""

    q: str = Field(
        "", max_length=LONGEST_SEARCH, description="Words, in Indonesian or English.", examples=["kota kembar Jepang"]
    )
    region: str | None = Field(
        None,
        json_schema_extra=_described("dr", _region_codes()),
        description="A region that is a party: ref or code of Kemendagri.",
        examples=["32.73"],
    )
    province: str | None = Field(
        None,
        json_schema_extra=_described("dr", _province_codes()),
        description="A province in which a party lies: ref or code.",
        examples=["32"],
    )
    country: str | None = Field(
        None,
        json_schema_extra=_described("ng", _country_codes()),
        description="Ref or ISO 3166-1 alpha-2, in either case.",
        examples=["JP"],
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
    disputed: Truth = Field(False, description="Only those on which sources differ, not decided yet.")
    chosen: Truth = Field(False, description="Only those on which sources differ, one chosen.")

    def filters(self) -> Filters:
        """As the register has them. A code that no place bears is refused; a ref that leads nowhere finds nothing."""
        return Filters(
            words=self.q.strip(),
            region=_region("region", self.region),
            province=_region("province", self.province),
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
            chosen=self.chosen,
        )


def _region(name: str, given: str | None) -> str:
    if given is None or is_ref(given, "dr"):
        return given or ""
    found = Region.objects.filter(code=given)
    if name == "province":
        found = found.filter(kind=Region.Kind.PROVINCE)
    return found.values_list("ref", flat=True).first() or _nowhere(name)


def _country(given: str | None) -> str:
    if given is None or is_ref(given, "ng"):
        return given or ""
    return Country.objects.filter(alpha2=given.upper()).values_list("ref", flat=True).first() or _nowhere("country")


def _nowhere(name: str) -> NoReturn:
    raise Wrong(f"query.{name}", name)
