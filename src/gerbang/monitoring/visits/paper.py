"""A joint monitoring as a paper: the draft of its report, from which the Word file is made."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gerbang.documents.paper import Block, Facts, Heading, Listed, Paper, Paragraph, SignedBy, Table
from gerbang.monitoring.evaluation.showing import period
from gerbang.monitoring.visits.visited import Found, Whole
from gerbang.pages import formatting
from gerbang.values.language import active


def paper(of: Whole) -> Paper:
    """The report, in the order in which such reports are written: basis, what was done, findings, what follows."""
    told = of.monitoring
    return Paper(
        title=_("Report on joint monitoring"),
        cap=told.body.name if told.body else "",
        blocks=[*_opening(of), *_findings(of), *_ending(of)],
        language="en" if active() == "en" else "id",
        footer=_("Gerbang, joint monitoring %(ref)s") % {"ref": told.ref},
        draft=_("Draft"),
    )


def _opening(of: Whole) -> Iterator[Block]:
    told = of.monitoring
    yield Heading(_("I. Introduction"))
    letter = _("Number %(number)s of %(day)s, signed by %(office)s") % {
        "number": told.letter_number,
        "day": formatting.day(told.letter_date),
        "office": told.signatory,
    }
    yield Facts([(_("Letter of assignment"), letter), (_("Purpose"), told.purpose)])
    yield Heading(_("II. What was done"))
    yield Facts([(_("When"), period(told.begins_on, told.ends_on)), (_("Places"), told.places or _("not told"))])
    yield Heading(_("Team"), 2)
    yield Listed([str(one) for one in of.team])
    yield Heading(_("Cooperations"), 2)
    yield Table((_("Cooperation"), _("Way")), [(one.tie.name, one.get_way_display()) for one in of.visits], (9, 3))


def _findings(of: Whole) -> Iterator[Block]:
    yield Heading(_("III. Findings"))
    if not of.findings:
        yield Paragraph(_("No finding is recorded."))
    for one in of.findings:
        about = one.finding.tie.name if one.finding.tie else _("All that were looked at")
        yield Heading(_("Finding %(number)d") % {"number": one.finding.number}, 2)
        yield Paragraph(about, quiet=True)
        yield Paragraph(one.finding.text)
        yield from _answers(one)
        if one.follow_ups:
            yield Table((_("What is agreed"), _("Office"), _("Until"), _("Done")), _following(one), (6, 3, 2, 2))


def _answers(one: Found) -> Iterator[Block]:
    for answer in one.finding.answers.all():
        yield Facts([(_("Answer of %(body)s") % {"body": answer.body.name}, answer.text)])


def _following(one: Found) -> list[tuple[str, str, str, str]]:
    return [
        (row.what, row.owner, formatting.day(row.due_on) if row.due_on else "–",
         formatting.day(row.done_on) if row.done_on else "–")
        for row in one.follow_ups
    ]  # fmt: skip


def _ending(of: Whole) -> Iterator[Block]:
    yield Heading(_("IV. Conclusion"))
    yield Paragraph("…")
    yield SignedBy(of.monitoring.signatory)
