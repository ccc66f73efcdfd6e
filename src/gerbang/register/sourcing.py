"""Sources: finding one on the register, taking in a new one, and what each of them counts as a cooperation."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gerbang.ledger.actions import record
from gerbang.pages.forms import Option
from gerbang.people.acting import Acting
from gerbang.register import rules
from gerbang.register.compilation import site
from gerbang.register.models import Claim, Import, Publisher, Source
from gerbang.register.queries import cited
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

OFFERED = 12
DIGITS = {"day": 10, "month": 7, "year": 4}
"""How much of an ISO date a source's own date has."""
SHOWN_ENDS = (40, 24)
"""Letters shown of the beginning and the end of a long address."""


def search(text: str) -> Sequence[Option]:
    """The first sources found."""
    return [_option(source) for source in found(text).order_by("name_id", "pk")[:OFFERED]]


def found(words: str) -> QuerySet[Source]:
    """Sources whose name or address holds every word."""
    sources = Source.objects.select_related("publisher")
    for word in words.split():
        sources = sources.filter(Q(name_id__icontains=word) | Q(name_en__icontains=word) | Q(url__icontains=word))
    return sources


def with_use(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Each with whether a statement cites it (`cited`), and whether an undone import brought it (`undone`)."""
    undone = Claim.objects.filter(source=OuterRef("pk"), imported_by__state=Import.State.UNDONE)
    return sources.annotate(cited=cited(), undone=Exists(undone))


def short_place(source: Source) -> str:
    """Its place on the site: beginning and end, by which two addresses on one site are told apart."""
    first, last = SHOWN_ENDS
    place = source.place
    return place if len(place) <= first + last else f"{place[:first]}…{place[-last:]}"


def find(ref: str) -> Option | None:
    source = Source.objects.filter(ref=ref).first()
    return _option(source) if source else None


def source_named(*, name: str, url: str, kind: str, published: VagueDate) -> Source:
    """The source at that address, or of that name where it has none; part of the caller's transaction."""
    name = name.strip()
    if not name:
        raise Invalid({"new_name": _("Give the source a name.")})
    known = {"url": url} if url else {"url": "", "name_id": name}
    standing = Source.objects.filter(**known).first()
    return standing or take_in([Source(url=url, name_id=name, kind=kind, published=_iso(published))])[0]


def take_in(sources: Iterable[Source], publisher: str = "") -> list[Source]:
    """Keeps new sources, each under its publisher; part of the caller's transaction.

    That is the site the source is on. One without an address is its own publisher, unless the caller knows whose it is.
    """
    taken = list(sources)
    named = {publisher or published_by(source) for source in taken}
    Publisher.objects.bulk_create([Publisher(name=name) for name in sorted(named)], ignore_conflicts=True)
    known = {one.name: one for one in Publisher.objects.filter(name__in=named)}
    for source in taken:
        source.publisher = known[publisher or published_by(source)]
    return Source.objects.bulk_create(taken)


def published_by(source: Source) -> str:
    """The name of the publisher of a source, as far as the source itself tells it."""
    return site(source.url) if source.url else source.name_id


@transaction.atomic
def define(
    *, by: Acting, publisher: Publisher, definition_id: str, definition_en: str, seen: int | None = None
) -> Publisher:
    """Writes down what a publisher counts as a cooperation, so that the numbers of its sources can be read beside
    others."""
    rules.must(rules.settles_nationally(by))
    if definition_en.strip() and not definition_id.strip():
        raise Invalid({"definition_id": _("Give the definition in Indonesian too.")})
    publisher.definition_id, publisher.definition_en = definition_id.strip(), definition_en.strip()
    publisher.save(update_fields=["definition_id", "definition_en"])
    told = {"definition": publisher.definition_id}
    record(
        kind="publisher.defined",
        stream=publisher.ref,
        actor=by.account.ref,
        body=by.body.ref,
        payload=told,
        expected_head=seen,
    )
    return publisher


def _iso(published: VagueDate) -> str:
    digits = DIGITS.get(published.precision, 0)
    return published.latest.isoformat()[:digits] if published.latest and digits else ""


def _option(source: Source) -> Option:
    told = (str(source.get_kind_display()), source.published_text, short_place(source))
    detail = " · ".join(part for part in told if part)
    return Option(source.ref, source.name, detail)
