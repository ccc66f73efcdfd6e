"""A report as a paper: the order of Surabaya's quarterly reports to its governor, for page, Word and PDF alike.

Cooperations by their category with what was carried out, when and where, by whom and with which result; then
associations, guests from abroad, and the outlook (domain reference, D2).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from string import ascii_uppercase
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.documents.paper import Block, Facts, Heading, Listed, Paper, Paragraph, SignedBy, Table
from gerbang.monitoring.models import Obstacle, Report, Submission
from gerbang.monitoring.reports.content import Account, Awaited, Carried, Hindered, Paid, Said, Shown, ToDo, Travelled
from gerbang.pages import formatting
from gerbang.plans import cells
from gerbang.plans.models import BudgetLine, Trip
from gerbang.register.models import TieKind
from gerbang.values.dates import Precision, VagueDate
from gerbang.values.language import active, pick

VALUE = cells.Amount(4, negative=True)


def paper(report: Report, said: Said, handed_in: Submission | None) -> Paper:
    """The whole report in the language that is active; without `handed_in` it is a draft."""
    return Paper(
        title=_("Report on cooperation: %(name)s") % {"name": report.name},
        cap=report.region.name,
        blocks=[*_head(report, handed_in), *body(said), SignedBy("")],
        language="id" if active() == "id" else "en",
        footer=_("%(region)s · %(ref)s · written with Gerbang") % {"region": report.region.name, "ref": report.ref},
        draft="" if handed_in else _("Draft, not handed in"),
    )


def body(said: Said) -> list[Block]:
    """What stands between the head and the signature."""
    found: list[Block] = [Heading(_("I. Introduction")), Paragraph(said.summary or _("Nothing was written here."))]
    found += [Heading(_("II. What was carried out")), *_cooperations(said.accounts)]
    found += [Heading(_("III. Associations")), Paragraph(said.associations or _("Nothing to report."))]
    found += [Heading(_("IV. Guests and delegations from abroad")), *_guests(said.accounts)]
    found += [Heading(_("V. Outlook")), Paragraph(said.outlook or _("Nothing was written here."))]
    return found


def of_tie(account: Account) -> list[Block]:
    """One cooperation, as the report tells it."""
    found: list[Block] = [Facts(_facts(account))]
    if not account.is_told_of:
        found.append(Paragraph(_("Nothing is on record of this period.")))
    found += _carried(account.carried) if account.carried else []
    found += _awaited(account.awaited) if account.awaited else []
    found += _shown(account.shown) if account.shown else []
    found += _paid(account.paid) if account.paid else []
    found += _travelled([one for one in account.travelled if one.direction == Trip.Direction.OUT])
    found += _hindered(account.hindered) if account.hindered else []
    words = (
        (_("Problems and obstacles"), account.obstacles),
        (_("Follow-up"), account.follow_up),
        (_("Outlook"), account.outlook),
    )
    for name, text in words:
        if text:
            found += [Paragraph(f"{name}: {text}")]
    found += _to_do(account.to_do) if account.to_do else []
    return found


def name_of(account: Account) -> str:
    return pick(id=account.name_id, en=account.name_en)


def _head(report: Report, handed_in: Submission | None) -> Iterator[Block]:
    rows = [
        (_("Region"), report.region.name),
        (_("Period"), f"{formatting.day(report.starts_on)} – {formatting.day(report.ends_on)}"),
    ]
    if report.period:
        said = _("letter of %(body)s number %(number)s of %(on)s") % {
            "body": report.period.body.name,
            "number": report.period.letter_number,
            "on": formatting.day(report.period.letter_date),
        }
        rows.append((_("Asked for by"), said))
    if handed_in:
        rows.append((_("Handed in"), formatting.day(handed_in.submitted_on)))
        if handed_in.letter_number:
            rows.append((_("Covering letter"), handed_in.letter_number))
    yield Facts(rows)


def _cooperations(accounts: Sequence[Account]) -> Iterator[Block]:
    if not accounts:
        yield Paragraph(_("The region had no cooperation in this period."))
    for letter, kind in zip(ascii_uppercase, dict.fromkeys(one.kind for one in accounts), strict=False):
        yield Heading(f"{letter}. {TieKind(kind).label}", 2)
        of_kind = [one for one in accounts if one.kind == kind]
        for account in of_kind:
            if account.is_told_of or account.awaited:
                yield Heading(name_of(account), 2)
                yield from of_tie(account)
        silent = [one for one in of_kind if not one.is_told_of and not one.awaited]
        yield from _silent(silent) if silent else []


def _silent(accounts: Sequence[Account]) -> list[Block]:
    """Cooperations of which nothing is told, in one table."""
    rows = [(name_of(one), _text(one), _iso(one.valid_until)) for one in accounts]
    head = (_("Cooperation"), _("Text"), _("Valid until"))
    return [Paragraph(_("Nothing is on record of this period:")), Table(head, rows, (4, 4, 2))]


def _text(account: Account) -> str:
    """The title of its newest text with the day it was signed, as well as that is known."""
    first, last, precision = account.signed
    signed = VagueDate(_day(first), _day(last), cast(Precision, precision), "")
    if not account.text:
        return _("not known")
    return f"{account.text}, {formatting.day(signed)}" if signed.is_known else account.text


def _facts(account: Account) -> list[tuple[str, str]]:
    rows = [(_("Text"), _text(account))]
    if account.valid_until:
        rows.append((_("Valid until"), formatting.day(_day(account.valid_until))))
    rows.append((_("Action plan"), account.plan or _("none was approved for this period")))
    return rows


def _carried(found: Iterable[Carried]) -> list[Block]:
    head = (_("Activity"), _("When and where"), _("Who took part"), _("Result"))
    rows = [
        (
            f"{one.title}\n{_('Plan: %(activity)s') % {'activity': one.planned}}" if one.planned else one.title,
            "\n".join(filter(None, (_when(one), one.place))),
            "\n".join([*one.ours, *one.theirs, *_people(one)]),
            one.result,
        )
        for one in found
    ]
    return [Table(head, rows, (3, 2, 3, 3))]


def _when(one: Carried) -> str:
    """As precisely as it is known."""
    happened = VagueDate(_day(one.earliest), _day(one.latest), cast(Precision, one.precision), "")
    ends = _day(one.ended_on)
    begins = formatting.day(happened)
    return f"{begins} – {formatting.day(ends)}" if ends and ends != happened.latest else begins


def _people(one: Carried) -> list[str]:
    said = []
    if one.people_out is not None:
        counted = ngettext("%(n)s person went abroad", "%(n)s people went abroad", one.people_out)
        said.append(counted % {"n": formatting.number(one.people_out)})
    if one.people_in is not None:
        counted = ngettext("%(n)s person came from abroad", "%(n)s people came from abroad", one.people_in)
        said.append(counted % {"n": formatting.number(one.people_in)})
    return said


def _awaited(found: Iterable[Awaited]) -> list[Block]:
    said = _("Planned for this period; nothing is on record:")
    points = [" · ".join(filter(None, (one.title, one.owner, _span(one.begins_on, one.ends_on)))) for one in found]
    return [Paragraph(said), Listed(points)]


def _shown(found: Iterable[Shown]) -> list[Block]:
    head = (_("Indicator"), _("Year"), _("Target"), _("Reading"), _("Reached"))
    rows = [
        (
            f"{one.name} ({one.unit})" if one.unit else one.name,
            str(one.year),
            _number(one.target),
            _number(one.value),
            f"{_number(one.reached)}%" if one.reached else "",
        )
        for one in found
    ]
    return [Table(head, rows, (5, 1, 2, 2, 2), frozenset({2, 3, 4}))]


def _paid(found: Iterable[Paid]) -> list[Block]:
    labels = {str(value): str(label) for value, label in BudgetLine.Source.choices}
    head = (_("Source of money"), _("Planned for the years of this period"), _("Spent in this period"))
    rows = [
        (labels.get(one.source, one.source), _money(one.planned, one.currency), _money(one.spent, one.currency))
        for one in found
    ]
    return [Table(head, rows, (3, 3, 3), frozenset({1, 2}))]


def _travelled(found: Sequence[Travelled]) -> list[Block]:
    if not found:
        return []
    return [Table((_("Working trip abroad"), _("When"), _("People"), _("Result")), _trips(found), (3, 2, 1, 4))]


def _trips(found: Iterable[Travelled]) -> list[tuple[str, ...]]:
    return [
        (
            "\n".join(filter(None, (one.purpose, one.places))),
            _span(one.begins_on, one.ends_on),
            formatting.number(one.people) if one.people is not None else "",
            one.result,
        )
        for one in found
    ]


def _guests(accounts: Iterable[Account]) -> list[Block]:
    rows = [
        (name_of(account), *row)
        for account in accounts
        for row in _trips([one for one in account.travelled if one.direction == Trip.Direction.IN])
    ]
    if not rows:
        return [Paragraph(_("Nothing to report."))]
    return [Table((_("Cooperation"), _("Visit"), _("When"), _("People"), _("Result")), rows, (3, 3, 2, 1, 3))]


def _hindered(found: Iterable[Hindered]) -> list[Block]:
    kinds, states = dict(Obstacle.Category.choices), dict(Obstacle.State.choices)
    rows = [(one.title, str(kinds.get(one.category, "")), str(states.get(one.state, ""))) for one in found]
    return [Table((_("Problem or obstacle"), _("Kind"), _("State")), rows, (6, 2, 2))]


def _to_do(found: Iterable[ToDo]) -> list[Block]:
    head = (_("Follow-up"), _("Who"), _("Until when"), _("Done"))
    rows = [(one.what, one.owner, _iso(one.due_on), _iso(one.done_on) or _("not yet")) for one in found]
    return [Table(head, rows, (5, 3, 2, 2))]


def _span(begins: str, ends: str) -> str:
    first, last = _iso(begins), _iso(ends)
    return f"{first} – {last}" if first and last and first != last else first or last


def _iso(day: str) -> str:
    return formatting.day(_day(day)) if day else ""


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _number(plain: str) -> str:
    return VALUE.show(plain, active()) if plain else ""


def _money(plain: str, currency: str) -> str:
    return formatting.money(Decimal(plain), currency) if plain else ""
