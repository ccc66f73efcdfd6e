"""An evaluation as a paper: the blocks from which the Word file is made."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from gerbang.documents.paper import Block, Facts, Heading, Paper, Paragraph, SignedBy, Table
from gerbang.monitoring.evaluation.questions import evaluation_form
from gerbang.monitoring.evaluation.showing import ShownCriterion, ShownView, period
from gerbang.monitoring.models import Evaluation
from gerbang.pages import formatting
from gerbang.pages.formatting import picked
from gerbang.values.language import active


def paper(of: Evaluation, criteria: Sequence[ShownCriterion], views: Iterable[ShownView]) -> Paper:
    """All that the page of an evaluation shows, in the language of the page."""
    return Paper(
        title=_("Evaluation of the cooperation %(tie)s") % {"tie": of.tie.name},
        cap=of.body.name if of.body else "",
        blocks=[*_facts(of), *_criteria(criteria), *_ending(of), *_views(list(views))],
        language="en" if active() == "en" else "id",
        footer=_("Gerbang, evaluation %(ref)s") % {"ref": of.ref},
        draft=of.get_state_display() if of.is_draft else "",
    )


def _facts(of: Evaluation) -> Iterator[Block]:
    yield Facts(
        [
            (_("Period"), period(of.begins_on, of.ends_on)),
            (_("Evaluated by"), of.body.name if of.body else ""),
            (_("State"), of.get_state_display()),
        ]
    )
    yield Paragraph(picked(evaluation_form().source), quiet=True)


def _criteria(criteria: Sequence[ShownCriterion]) -> Iterator[Block]:
    for number, one in enumerate(criteria, start=1):
        yield Heading(f"{number}. {one.name}")
        yield Paragraph(one.question, quiet=True)
        if one.figures:
            head = (_("Figure"), _("From the records"), _("According to the evaluator"))
            yield Table(head, [(row.name, row.computed, row.corrected or "–") for row in one.figures], (4, 4, 4))
        yield Facts([(_("Level"), one.level), (_("What shows it"), one.evidence or _("not told yet"))])


def _ending(of: Evaluation) -> Iterator[Block]:
    yield Heading(_("Summary and result"))
    yield Paragraph(of.summary or _("not told yet"))
    yield Facts([(_("Proposed"), of.get_proposed_display() or _("not told yet"))])
    if of.state == Evaluation.State.DECIDED:
        yield Facts(
            [
                (_("Decided"), of.get_result_display()),
                (_("Decided by"), of.decided_by),
                (_("Letter"), f"{of.letter_number}, {formatting.day(of.decided_on)}"),
                *([(_("Reason"), of.reason)] if of.reason else []),
            ]
        )
    else:
        yield SignedBy(of.body.name if of.body else "")


def _views(views: Sequence[ShownView]) -> Iterator[Block]:
    if not views:
        return
    yield Heading(_("View of the partner"))
    yield Paragraph(_("It stands beside the evaluation above and is no part of its levels."), quiet=True)
    for one in views:
        yield Facts(facts_of(one))


def facts_of(one: ShownView) -> list[tuple[str, str]]:
    """What a partner answered, with its names; what was left empty is left out."""
    view = one.view
    said = (
        (_("Answered by"), f"{view.role}, {view.office}"),
        (_("Received"), formatting.day(view.received_at)),
        (_("Written in"), one.language),
        (_("Reached what was expected"), one.level),
        (_("What went well"), view.worked),
        (_("What stood in the way"), view.hindered),
        (_("What people have from it"), view.benefit),
        (_("How it should go on"), view.get_wish_display()),
        (_("Proposals"), view.proposals),
    )
    return [(name, value) for name, value in said if value]
