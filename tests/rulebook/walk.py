"""Random walks through a rulebook: every step is one that an office could record there and then."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from tests.rulebook.cases import Case, filled

from gerbang.rulebook.schema import Fact, Rulebook
from gerbang.rulebook.standing import Choice, Standing, StepError
from gerbang.rulebook.steps import Step

PLACES: dict[str, tuple[Any, ...]] = {
    "region.autonomous": (True,),
    "country.relations": ("yes", "unknown"),
    "country.policy": ("normal", "special"),
    "level.equal": ("yes", "no", "unknown"),
    "tie.family": ("ksdpl", "ksdll", "ksdd", "ksdpk"),
}
Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def walks(draw: Draw, book: Rulebook, length: int = 25) -> Case:
    """A case some random steps after its opening or registration."""
    case = Case(book=book, facts={name: draw(st.sampled_from(values)) for name, values in PLACES.items()})
    if draw(st.integers(0, 4)) == 0:
        stage = draw(st.sampled_from(book.stages)).id
        case.add("register", stage=stage, to=stage)
    else:
        case.open()
    for _ in range(draw(st.integers(0, length))):
        case.day += timedelta(days=draw(st.integers(0, 40)))
        _one(draw, case)
    return case


def _one(draw: Draw, case: Case) -> None:
    now = case.now()
    kind = draw(st.sampled_from(["move", "move", "move", "move", "paper", "fact", "ask", "rest", "correct", "note"]))
    match kind:
        case "move" if now.state == "running":
            _move(draw, case, now)
        case "paper":
            _paper(draw, case)
        case "fact":
            case.add("fact", data={"facts": _facts(draw, case.book)})
        case "ask" if now.stage and now.stage.asks:
            ask = draw(st.sampled_from(now.stage.asks))
            case.add(draw(st.sampled_from(["ask", "answer"])), ask=ask.id)
        case "rest":
            _rest(draw, case, now)
        case "correct":
            _correct(draw, case)
        case _:
            case.add("note", data={"text": "catatan"})


def _move(draw: Draw, case: Case, now: Standing) -> None:
    assert now.stage is not None
    wanted = draw(st.sampled_from([*(outcome.id for outcome in now.stage.outcomes), "skip"]))
    if draw(st.integers(0, 5)):
        case.supply(wanted)
    choice = case.now().choice(wanted)
    if choice is not None and choice.allowed:
        take(case, choice, on_letter=draw(st.booleans()))


def take(case: Case, choice: Choice, **values: Any) -> Step:
    return case.add(choice.kind, outcome=choice.outcome, to=choice.to, role=choice.roles[0], **values)


def _paper(draw: Draw, case: Case) -> None:
    paper = draw(st.sampled_from(list(case.book.papers.values())))
    case.add("paper", paper=paper.id, data=draw(st.sampled_from([{}, filled(paper)])))


def _facts(draw: Draw, book: Rulebook) -> dict[str, Any]:
    own = [fact for fact in book.facts.values() if fact.by == "case"]
    return {fact.id: draw(values_of(fact)) for fact in own if draw(st.booleans())}


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    return st.sampled_from(fact.values) if fact.values else st.booleans()


def _rest(draw: Draw, case: Case, now: Standing) -> None:
    moves = [choice for choice in now.choices if choice.kind in ("pause", "resume", "stop") and choice.allowed]
    moves = [choice for choice in moves if choice.kind != "stop" or draw(st.integers(0, 3)) == 0]
    if moves:
        take(case, draw(st.sampled_from(moves)))


def _correct(draw: Draw, case: Case) -> None:
    """A void or an amendment of any step so far; taken back where it comes too late, as the gate would refuse it."""
    target = draw(st.sampled_from(case.steps))
    later = (target.happened_on + timedelta(days=draw(st.integers(0, 9)))).isoformat()
    case.correct(target, draw(st.sampled_from([None, {"happened_on": later}, {"data": {"received_on": later}}])))
    try:
        case.now()
    except StepError:
        case.steps.pop()
