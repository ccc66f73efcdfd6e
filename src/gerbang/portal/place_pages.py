"""What the pages of places show beside the list: names and codes over time, what came of what, numbers by place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gerbang.pages import formatting
from gerbang.places.models import Region, RegionName, RegionSuccession
from gerbang.register import faceting
from gerbang.register.faceting import Counted
from gerbang.values import language

REGULATION = re.compile(r"(?:UU|PP|Perppu|Inpres|Kepmendagri) [\d.\-]+(?:/\d{4})?")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a region's past: what, the region it leads to if another, when as far as known, and by which law."""

    label: str
    text: str
    when: str
    source: str
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """Cooperation of a province with that of its regencies and cities: how many in all, and each region's own."""

    total: int
    rows: Sequence[tuple[Region, int]]

    @property
    def most(self) -> int:
        return max((number for _region, number in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Share:
    """A place beside which ties stand, how many, and the address of their list."""

    name: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Such places, as one table."""

    rows: Sequence[Share]

    @property
    def most(self) -> int:
        return max((row.number for row in self.rows), default=0)


def regions() -> QuerySet[Region]:
    """Regions with everything their page tells of their past."""
    old = Prefetch("predecessors", RegionSuccession.objects.select_related("old").order_by("on", "pk"))
    new = Prefetch("successors", RegionSuccession.objects.select_related("new").order_by("on", "pk"))
    return Region.objects.select_related("province").prefetch_related("names", "codes", old, new)


def past(region: Region) -> list[Line]:
    """Former and other names, former codes, and the regions it was split off from or that were split off from it."""
    names = [name for name in region.names.all() if name.usage in (RegionName.Usage.FORMER, RegionName.Usage.OTHER)]
    lines = [Line(name.get_usage_display(), _name(name), _span(name.since, name.until), name.source) for name in names]
    lines += [
        Line(_("Former code"), code.code, _span(code.since, code.until), code.source) for code in region.codes.all()
    ]
    lines += [
        Line(_came_from(one.kind), "", formatting.day(one.on), one.source, one.old)
        for one in region.predecessors.all()
        if one.old_id != region.pk
    ]
    lines += [
        Line(_became(one.kind), "", formatting.day(one.on), one.source, one.new)
        for one in region.successors.all()
        if one.new_id != region.pk
    ]
    return [replace(line, source=_law(line.source)) for line in lines]


def _law(note: str) -> str:
    """The regulations that a working note names, and whether their text was read; the note itself is not shown."""
    named = "; ".join(dict.fromkeys(REGULATION.findall(note)))
    unread = _("not yet checked against the text of the regulation") if named and "recalled" in note else ""
    return ", ".join(filter(None, (named, unread)))


def _name(name: RegionName) -> str:
    return language.pick(id=name.name_id, en=name.name_en)


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        return _("%(since)s to %(until)s") % {"since": formatting.day(since), "until": formatting.day(until)}
    if since:
        return _("since %(day)s") % {"day": formatting.day(since)}
    return _("until %(day)s") % {"day": formatting.day(until)} if until else ""


def _came_from(kind: str) -> str:
    split = kind == RegionSuccession.Kind.SPLIT
    return _("Split off from") if split else _("Came out of")


def _became(kind: str) -> str:
    split = kind == RegionSuccession.Kind.SPLIT
    return _("Split off from it") if split else _("Became")


def inside(province: Region, counted: Counted) -> Inside:
    """The numbers of a province: a region elsewhere that shares a tie with it is not inside."""
    rows = [(one, number) for one, number in faceting.regions(counted) if one.province_or_self == province]
    return Inside(counted.total, rows)


def countries(counted: Counted, **beside: str) -> Shares:
    """Countries of the partners, the most ties first."""
    found = faceting.countries(counted)
    return Shares([Share(one.name, number, _list(negara=one.ref, **beside)) for one, number in found])


def provinces(counted: Counted, **beside: str) -> Shares:
    """Provinces of the regions, in the order of their codes."""
    found = faceting.provinces(counted)
    return Shares([Share(one.name, number, _list(provinsi=one.ref, **beside)) for one, number in found])


def _list(**query: str) -> str:
    return f"{reverse('portal:ties')}?{urlencode(query)}"
