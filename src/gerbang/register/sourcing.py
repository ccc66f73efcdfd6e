"""Sources: finding one on the register, taking in a new one, and what each of them counts as a cooperation."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gerbang.ledger.actions import record
from gerbang.pages.forms import Option
from gerbang.people.acting import Acting
from gerbang.register import rules
from gerbang.register.models import Source
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

OFFERED = 12
DIGITS = {"day": 10, "month": 7, "year": 4}
"""How much of an ISO date a source's own date has."""


def search(text: str) -> Sequence[Option]:
    """The first sources found."""
    return [_option(source) for source in found(text).order_by("name_id", "pk")[:OFFERED]]


def found(words: str) -> QuerySet[Source]:
    """Sources whose name or address holds every word."""
    sources = Source.objects.all()
    for word in words.split():
        sources = sources.filter(Q(name_id__icontains=word) | Q(name_en__icontains=word) | Q(url__icontains=word))
    return sources


def find(ref: str) -> Option | None:
    source = Source.objects.filter(ref=ref).first()
    return _option(source) if source else None


def source_named(*, name: str, url: str, kind: str, published: VagueDate) -> Source:
    """The source at that address, or of that name where it has none; part of the caller's transaction."""
    name = name.strip()
    if not name:
        raise Invalid({"new_name": _("Give the source a name.")})
    known = {"url": url} if url else {"url": "", "name_id": name}
    defaults = {"name_id": name, "kind": kind, "published": _iso(published)}
    return Source.objects.get_or_create(**known, defaults=defaults)[0]


@transaction.atomic
def define(*, by: Acting, source: Source, definition_id: str, definition_en: str, seen: int | None = None) -> Source:
    """Writes down what a source counts as a cooperation, so that its numbers can be read beside others."""
    rules.must(rules.settles_nationally(by))
    if definition_en.strip() and not definition_id.strip():
        raise Invalid({"definition_id": _("Give the definition in Indonesian too.")})
    source.definition_id, source.definition_en = definition_id.strip(), definition_en.strip()
    source.save(update_fields=["definition_id", "definition_en"])
    told = {"definition": source.definition_id}
    record(
        kind="source.defined",
        stream=source.ref,
        actor=by.account.ref,
        body=by.body.ref,
        payload=told,
        expected_head=seen,
    )
    return source


def _iso(published: VagueDate) -> str:
    digits = DIGITS.get(published.precision, 0)
    return published.latest.isoformat()[:digits] if published.latest and digits else ""


def _option(source: Source) -> Option:
    detail = " · ".join(part for part in (str(source.get_kind_display()), source.published_text) if part)
    return Option(source.ref, source.name, detail)
