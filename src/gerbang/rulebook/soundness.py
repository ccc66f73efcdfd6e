"""What can only be seen of a rulebook as a whole: names that lead nowhere, stages nobody reaches, ways without end."""

from collections.abc import Iterable, Mapping

from gerbang.rulebook.conditions import asked_facts
from gerbang.rulebook.reading import Problems
from gerbang.rulebook.schema import (
    END,
    GENERIC_MOVES,
    NEXT,
    START,
    Clock,
    Equals,
    Fact,
    Need,
    Outcome,
    Provision,
    Rulebook,
    Stage,
    Test,
)


def check(book: Rulebook, problems: Problems) -> None:
    """Writes down everything that does not fit together."""
    if not book.stages:
        return
    _conditions(book, problems)
    _papers(book, problems)
    for stage in book.stages:
        _stage(book, stage, problems)
    _ways(book, problems)


def _conditions(book: Rulebook, problems: Problems) -> None:
    for condition in book.conditions.values():
        key = f"condition[{condition.id}]"
        if condition.since not in ("", START) and book.stage(condition.since) is None:
            problems.add(f"{key}.from", f'no stage "{condition.since}"')
        _test(book, condition.test, f"{key}.test", problems)
        _provision(book, condition.provision, key, problems)


def _papers(book: Rulebook, problems: Problems) -> None:
    for paper in book.papers.values():
        key = f"paper[{paper.id}]"
        _provision(book, paper.provision, key, problems)
        _known(book.facts, paper.states, f"{key}.states", "fact", problems)
        _case_facts(book, list(paper.states), f"{key}.states", problems)
        ids = [part.id for part in paper.parts]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            problems.add(f"{key}.parts", f'"{twice}" is used twice')
        for part in paper.parts:
            _provision(book, part.provision, f"{key}.parts[{part.id}]", problems)


def _stage(book: Rulebook, stage: Stage, problems: Problems) -> None:
    key = f"stage[{stage.id}]"
    if stage.id in (START, NEXT, END):
        problems.add(f"{key}.id", f'"{stage.id}" is a word of the schema')
    _provision(book, stage.provision, key, problems)
    _known(book.roles, [stage.holder], f"{key}.holder", "role", problems)
    _known(book.roles, stage.copies, f"{key}.copies", "role", problems)
    _known(book.facts, stage.facts, f"{key}.facts", "fact", problems)
    _case_facts(book, stage.facts, f"{key}.facts", problems)
    _needs(book, stage.needs, f"{key}.needs", problems)
    _needs(book, stage.optional, f"{key}.optional", problems)
    if stage.when is not None:
        _test(book, stage.when, f"{key}.when", problems)
        _case_facts(book, [one.fact for one in asked_facts(stage.when)], f"{key}.when", problems)
    if stage.clock is not None:
        _clock(book, stage.clock, f"{key}.clock", problems)
    for ask in stage.asks:
        _known(book.roles, [ask.role], f"{key}.ask[{ask.id}].role", "role", problems)
        _provision(book, ask.provision, f"{key}.ask[{ask.id}]", problems)
    for outcome in stage.outcomes:
        _outcome(book, stage, outcome, f"{key}.outcome[{outcome.id}]", problems)


def _outcome(book: Rulebook, stage: Stage, outcome: Outcome, key: str, problems: Problems) -> None:
    _provision(book, outcome.provision, key, problems)
    _known(book.roles, [outcome.by], f"{key}.by", "role", problems)
    _needs(book, outcome.needs, f"{key}.needs", problems)
    _known(book.facts, outcome.sets, f"{key}.sets", "fact", problems)
    _case_facts(book, outcome.sets, f"{key}.sets", problems)
    for fact, value in outcome.sets.items():
        _value(book, fact, value, f"{key}.sets.{fact}", problems)
    if outcome.id in GENERIC_MOVES:
        problems.add(f"{key}.id", f'"{outcome.id}" is a move every stage has')
    if outcome.to not in ("", NEXT, END) and book.stage(outcome.to) is None:
        problems.add(f"{key}.to", f'no stage "{outcome.to}"')
    if outcome.to == NEXT and not stage.line:
        problems.add(f"{key}.to", "a stage beside the line has no next one")
    if (outcome.direction == "stay") != (outcome.to == stage.id):
        problems.add(f"{key}.direction", "stay, and only stay, leads to its own stage")
    if outcome.direction == "stop" and outcome.to != END:
        problems.add(f"{key}.to", "stop leads to end")


def _clock(book: Rulebook, clock: Clock, key: str, problems: Problems) -> None:
    _provision(book, clock.provision, key, problems)
    paper = book.papers.get(clock.paper)
    if paper is None:
        problems.add(f"{key}.from", f'no paper "{clock.paper}"')
    elif clock.field not in paper.fields:
        problems.add(f"{key}.from", f'paper "{paper.id}" has no field "{clock.field}"')


def _needs(book: Rulebook, needs: Iterable[Need], key: str, problems: Problems) -> None:
    for need in needs:
        _known(book.papers, [need.paper], key, "paper", problems)
        _provision(book, need.provision, key, problems)


def _provision(book: Rulebook, provision: Provision, key: str, problems: Problems) -> None:
    _known(book.sources, [basis.source for basis in provision.basis], f"{key}.basis", "source", problems)


def _known(among: Mapping[str, object], names: Iterable[str], key: str, what: str, problems: Problems) -> None:
    for name in names:
        if name and name not in among:
            problems.add(key, f'no {what} "{name}"')


def _case_facts(book: Rulebook, names: Iterable[str], key: str, problems: Problems) -> None:
    for name in names:
        fact = book.facts.get(name)
        if fact is not None and fact.by != "case":
            problems.add(key, f'fact "{name}" is supplied by {fact.by}; only facts of the case may stand here')


def _test(book: Rulebook, test: Test, key: str, problems: Problems) -> None:
    for comparison in asked_facts(test):
        _comparison(book, comparison, key, problems)


def _comparison(book: Rulebook, comparison: Equals, key: str, problems: Problems) -> None:
    _known(book.facts, [comparison.fact], key, "fact", problems)
    _value(book, comparison.fact, comparison.equals, key, problems)


def _value(book: Rulebook, name: str, value: str | bool | int, key: str, problems: Problems) -> None:
    fact = book.facts.get(name)
    if fact is not None and not takes(fact, value):
        allowed = f"one of {', '.join(fact.values)}" if fact.values else f"a {fact.type}"
        problems.add(key, f'"{value}" is no value of fact "{name}": {allowed}')


def takes(fact: Fact, value: object) -> bool:
    """Whether a value belongs to a fact."""
    match fact.type:
        case "choice":
            return value in fact.values
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)


def _ways(book: Rulebook, problems: Problems) -> None:
    ways = {
        stage.id: {target for outcome in stage.outcomes for target in book.targets(stage, outcome)}
        for stage in book.stages
    }
    reached = _reached(ways, book.stages[0].id)
    ending = {one for one in ways if END in _reached(ways, one)}
    forward = {
        stage.id: {
            target
            for outcome in stage.outcomes
            if outcome.direction == "forward"
            for target in book.targets(stage, outcome)
        }
        for stage in book.stages
    }
    for stage in book.stages:
        key = f"stage[{stage.id}]"
        if stage.id not in reached:
            problems.add(key, "no outcome leads here")
        if stage.id not in ending:
            problems.add(key, "no way leads from here to an end")
        if any(stage.id in _reached(forward, target) for target in forward[stage.id]):
            problems.add(key, "forward outcomes lead round in a circle; mark the one that goes back")


def _reached(ways: Mapping[str, set[str]], start: str) -> set[str]:
    found, open_ends = {start}, [start]
    while open_ends:
        for target in ways.get(open_ends.pop(), ()):
            if target not in found:
                found.add(target)
                open_ends.append(target)
    return found
