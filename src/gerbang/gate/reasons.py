"""Why something is refused or warned of, in words: the engine's codes with the names of what they are about."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gerbang.access import Decision
from gerbang.gate.wording import citations, said
from gerbang.rulebook.reasons import SENTENCES, Reason
from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Choice, Verdict
from gerbang.rulebook.steps import StepError


def words(book: Rulebook, reason: Reason) -> str:
    """One sentence: what it is about, then why."""
    about = _about(book, reason)
    sentence = said(SENTENCES[reason.code])
    return f"{about}: {sentence[0].lower()}{sentence[1:]}" if about else sentence


def refusal(book: Rulebook, choice: Choice) -> Decision:
    """Every reason a move is refused for, with the articles behind them."""
    return Decision(False, _sentences(book, choice.refused), _basis(book, choice.refused), choice.refused[0].code)


def refused_condition(book: Rulebook, verdict: Verdict) -> Decision:
    """Why the parties themselves cannot be accepted."""
    condition = verdict.condition
    return Decision(False, said(condition.about), citations(book, [condition.provision]), condition.id)


def not_allowed(error: StepError) -> Decision:
    """What the rulebook says of a step that does not fit where the case stands."""
    if error.code == "not-the-last":
        text = _("Only the last move of a case can be undone. Undo the later ones first, or amend dates and fields.")
    elif error.code == "opening-stays":
        text = _("The opening of a case cannot be undone. Stop the case instead.")
    elif error.code == "not-an-earlier-stage":
        text = _("This is no stage that lay behind the case when it was registered.")
    elif error.code == "already-corrected":
        text = _("This step has been set right already.")
    else:
        text = _("This does not fit where the case stands now. Reload the page and look at its stage.")
    return Decision(False, text, code=error.code)


def _sentences(book: Rulebook, found: Sequence[Reason]) -> str:
    return " ".join(dict.fromkeys(words(book, reason) for reason in found))


def _basis(book: Rulebook, found: Sequence[Reason]) -> str:
    return citations(book, [reason.provision for reason in found if reason.provision])


def _about(book: Rulebook, reason: Reason) -> str:
    params = reason.params
    if paper := book.papers.get(str(params.get("paper", ""))):
        return said(paper.name) + _empty(book, reason)
    if condition := book.conditions.get(str(params.get("condition", ""))):
        return said(condition.name)
    if fact := book.facts.get(str(params.get("fact", ""))):
        return said(fact.name)
    if "ask" in params:
        asks = (stage.ask(str(params["ask"])) for stage in book.stages)
        return next((said(ask.name) for ask in asks if ask), "")
    return ""


def _empty(book: Rulebook, reason: Reason) -> str:
    """The parts of a plan or sheet that are still empty, by name; fields are named by the form itself."""
    empty = reason.params.get("empty", ())
    parts = book.papers[str(reason.params["paper"])].parts
    named = [said(part.name) for part in parts if isinstance(empty, tuple) and part.id in empty]
    return f" ({', '.join(named)})" if named else ""
