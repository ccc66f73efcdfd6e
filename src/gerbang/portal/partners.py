"""Partners as the public knows them: those with whom something is signed, and how many cooperations each has."""

from collections.abc import Sequence

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from gerbang.places import kinds
from gerbang.places.models import City, Country, Partner, Subdivision
from gerbang.register import facets
from gerbang.register.models import Tally
from gerbang.search import fold

Fact = tuple[str, str]
"""A label and what stands beside it."""


def signed(*, words: str = "", country: Country | None = None) -> QuerySet[Partner]:
    """Partners of public ties with their `number`; narrowed to a country, and to names with a word that begins so."""
    token = Concat(Value(f"{facets.PARTNER}_"), Substr(OuterRef("ref"), 4))
    counted = Tally.objects.filter(beside=facets.PARTNER, token=token, public=True)
    found = Partner.objects.filter(merged_into=None).select_related("country", "city__admin1")
    if country is not None:
        found = found.filter(country=country)
    for word in fold(words).split():
        found = found.filter(folded_names__contains=f" {word}")
    return found.annotate(number=Subquery(counted.values("number")[:1])).filter(number__gt=0)


def leading(country: Country, most: int) -> list[Partner]:
    """Partners in a country, those with the most cooperation first."""
    return list(signed(country=country).order_by(F("number").desc(), "folded", "ref")[:most])


def number_of(partner: Partner) -> int:
    """Public cooperations of the partner, as the cube has them."""
    cell = Tally.objects.filter(beside=facets.PARTNER, token=facets.of_ref(facets.PARTNER, partner.ref), public=True)
    return cell.values_list("number", flat=True).first() or 0


def facts(partner: Partner) -> Sequence[Fact]:
    """What is known of who the partner is; a code of a standard only where its place bears one."""
    found: list[Fact] = [(_("What it is"), _what(partner))]
    if partner.country:
        found.append((_("Country"), f"{partner.country.name} (ISO 3166-1: {partner.country.alpha2})"))
    place = partner.place
    if isinstance(place, Subdivision):
        found.append(("ISO 3166-2", place.iso))
    if isinstance(place, City):
        if place.admin1:
            found.append((_("Lies in"), f"{place.admin1.name} (ISO 3166-2: {place.admin1.iso})"))
        found.append(("GeoNames", str(place.geonameid)))
    former = "; ".join(name.name_id for name in partner.names.all() if name.until)
    if former:
        found.append((_("Former names"), former))
    return found


def _what(partner: Partner) -> str:
    if partner.kind == Partner.Kind.INSTITUTION:
        return partner.get_institution_type_display()
    place = partner.place
    kind = kinds.label(place.type) if isinstance(place, Subdivision) else ""
    level = partner.get_level_display()
    return f"{kind}. {level}" if kind else level
