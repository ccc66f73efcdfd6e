"""From TOML tables to the schema's values, one function per kind of table."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from gerbang.rulebook.reading import Table
from gerbang.rulebook.schema import (
    BODY_KINDS,
    COMPARES,
    DIRECTIONS,
    DISCLOSURES,
    EFFECTS,
    FACT_SUPPLIERS,
    FACT_TYPES,
    FAMILIES,
    HOUSE,
    NATURES,
    PAPER_KINDS,
    PHASES,
    PROMPTS,
    SURENESS,
    UNITS,
    All,
    Any,
    Ask,
    Basis,
    Clock,
    Condition,
    Equals,
    Fact,
    Need,
    Not,
    Outcome,
    Paper,
    Part,
    Provision,
    Role,
    Rulebook,
    Source,
    Stage,
    Test,
    Upon,
    is_place,
)

Made = TypeVar("Made", Source, Role, Fact, Condition, Paper)


def rulebook(table: Table) -> Rulebook:
    """The whole file. Problems are written down in the table; what is returned may then be incomplete."""
    sources = {one: _source(one, inner) for one, inner in table.named_tables("sources").items()}
    roles = {one: _role(one, inner) for one, inner in table.named_tables("roles").items()}
    papers = _by_id(table, "paper", _paper)
    book = Rulebook(
        id=table.word("id"),
        version=table.word("version"),
        in_force=table.day("in_force"),
        kind=table.word("kind"),
        name=table.text("name"),
        about=table.text("about"),
        sources=sources,
        roles=roles,
        facts=_by_id(table, "fact", _fact),
        conditions=_by_id(table, "condition", _condition),
        papers=papers,
        stages=_stages(table, papers),
        upon=_upon(table),
    )
    table.done()
    return book


def _by_id(table: Table, name: str, make: Callable[[Table], Made]) -> dict[str, Made]:
    found: dict[str, Made] = {}
    for inner in table.tables(name):
        made = make(inner)
        inner.done()
        if made.id in found:
            inner.wrong("id", f'"{made.id}" is used twice')
        found[made.id] = made
    return found


def _upon(table: Table) -> Upon | None:
    inner = table.table("upon")
    if inner is None:
        return None
    made = Upon(
        families=inner.words("families", among=FAMILIES),
        phases=inner.words("phases", among=PHASES),
        begin=inner.text("begin"),
        proposed=inner.words("proposed", among=PROMPTS),
    )
    for name in ("families", "phases"):
        if not inner.has(name):
            inner.wrong(name, "is missing")
    inner.done()
    return made


def _source(source_id: str, table: Table) -> Source:
    made = Source(source_id, table.text("name"), table.text("title"))
    table.done()
    return made


def _role(role_id: str, table: Table) -> Role:
    made = Role(role_id, table.text("name"), table.word("body", among=BODY_KINDS))
    table.done()
    return made


def _fact(table: Table) -> Fact:
    kind = table.word("type", among=FACT_TYPES)
    values = table.words("values")
    if kind == "choice" and not values:
        table.wrong("values", "a choice needs its values")
    if kind != "choice" and values:
        table.wrong("values", "only a choice has values")
    by = table.word("by", among=FACT_SUPPLIERS)
    named = table.table("labels")
    labels = {value: named.text(value) for value in values} if named else {}
    if named:
        named.done()
    elif kind == "choice" and by == "case":
        table.wrong("labels", "a choice that people make needs a name for each value")
    return Fact(table.word("id"), table.text("name"), kind, values, by, labels)


def _condition(table: Table) -> Condition:
    return Condition(
        id=table.word("id"),
        name=table.text("name"),
        about=table.text("about"),
        since=table.word("from"),
        test=_test(table, "test") or All(()),
        on_unknown=table.word("on_unknown", among=("attest", "block", "warn")),
        override=table.word("override", among=("none", "justify"), default="none"),
        provision=provision(table),
    )


def _test(table: Table, name: str) -> Test | None:
    inner = table.table(name, required=True)
    return _test_of(inner) if inner else None


def _test_of(table: Table) -> Test:
    """A test is one of: fact with equals, not, all, any."""
    made: Test = All(())
    if table.has("fact"):
        made = Equals(table.word("fact"), _value(table, "equals"))
    elif table.has("not"):
        inner = _test(table, "not")
        made = Not(inner) if inner else made
    elif table.has("all"):
        made = All(tuple(_test_of(one) for one in table.tables("all")))
    elif table.has("any"):
        made = Any(tuple(_test_of(one) for one in table.tables("any")))
    else:
        table.problems.add(table.where, "a test needs fact, not, all or any")
    table.done()
    return made


def _value(table: Table, name: str) -> str | bool | int:
    value = table.get(name, required=True)
    if isinstance(value, str | bool | int):
        return value
    if value is not None:
        table.wrong(name, "must be a text, a number, true or false")
    return False


def provision(table: Table, default: Provision | None = None) -> Provision:
    """Basis, nature and sureness of a table; `default` where the table says nothing of its own."""
    if default is not None and not any(table.has(name) for name in ("nature", "sure", "basis")):
        return default
    nature = table.word("nature", among=NATURES)
    sure = table.word("sure", among=SURENESS, default="") if nature != "regulation" or table.has("sure") else ""
    basis = _basis(table)
    if nature == "regulation" and not sure:
        table.wrong("sure", "a regulation says how sure we are: confirmed, recalled or conflicting")
    if nature != "regulation" and sure:
        table.wrong("sure", "only a regulation has it")
    if nature == "regulation" and not basis:
        table.wrong("basis", "a regulation needs its article")
    return Provision(nature, sure, basis)


def _basis(table: Table) -> tuple[Basis, ...]:
    if isinstance(table.values.get("basis"), list):
        places = table.tables("basis")
    else:
        one = table.table("basis")
        places = [one] if one else []
    return tuple(_place(place) for place in places)


def _place(table: Table) -> Basis:
    made = Basis(table.word("source"), table.word("at"))
    if made.at and not is_place(made.at):
        table.wrong("at", f'"{made.at}" is no place: write 27(1)a, X/150-151 or III.4')
    table.done()
    return made


def _paper(table: Table) -> Paper:
    stands_on = provision(table)
    return Paper(
        id=table.word("id"),
        name=table.text("name"),
        kind=table.word("kind", among=PAPER_KINDS),
        scope=table.word("scope", among=("visit", "case"), default="case"),
        fields=table.words("fields"),
        wanted=table.words("wanted"),
        parts=tuple(_part(one, stands_on) for one in table.tables("parts")),
        disclosure=table.word("disclosure", among=DISCLOSURES, default="bodies"),
        provision=stands_on,
        compares=table.word("compares", among=COMPARES, default=""),
        states=_states(table),
    )


def _states(table: Table) -> Mapping[str, str]:
    inner = table.table("states")
    return {fact: inner.word(fact) for fact in inner.values} if inner else {}


def _part(table: Table, default: Provision) -> Part:
    made = Part(table.word("id"), table.text("name"), provision(table, default))
    table.done()
    return made


def _stages(table: Table, papers: dict[str, Paper]) -> tuple[Stage, ...]:
    found: dict[str, Stage] = {}
    for inner in table.tables("stage"):
        made = _stage(inner, papers)
        if made.id in found:
            inner.wrong("id", f'"{made.id}" is used twice')
        found.setdefault(made.id, made)
    if not found:
        table.wrong("stage", "is missing")
    return tuple(found.values())


def _stage(table: Table, papers: dict[str, Paper]) -> Stage:
    stands_on = provision(table)
    holder = table.word("holder")
    clock = table.table("clock")
    stage = Stage(
        id=table.word("id"),
        name=table.text("name"),
        about=table.text("about"),
        number=table.word("number"),
        holder=holder,
        line=table.flag("line", default=True),
        when=_test(table, "when") if table.has("when") else None,
        needs=_needs(table, "needs", papers),
        optional=_needs(table, "optional", papers),
        facts=table.words("facts"),
        clock=_clock(clock) if clock else None,
        copies=table.words("copies"),
        asks=_unique("ask", table, (_ask(one) for one in table.tables("ask"))),
        outcomes=_unique("outcome", table, (_outcome(one, holder, papers) for one in table.tables("outcome"))),
        provision=stands_on,
    )
    if not stage.outcomes:
        table.wrong("outcome", "is missing")
    table.done()
    return stage


Listed = TypeVar("Listed", Ask, Outcome)


def _unique(name: str, table: Table, made: Iterable[Listed]) -> tuple[Listed, ...]:
    found: dict[str, Listed] = {}
    for one in made:
        if one.id in found:
            table.wrong(name, f'"{one.id}" is used twice')
        found.setdefault(one.id, one)
    return tuple(found.values())


def _needs(table: Table, name: str, papers: dict[str, Paper]) -> tuple[Need, ...]:
    """Papers by id, or as tables with a provision of their own; else the paper's provision holds."""
    value = table.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        table.wrong(name, "must be a list")
        return ()
    return tuple(_need(table, f"{name}[{place + 1}]", one, papers) for place, one in enumerate(value))


def _need(table: Table, key: str, value: object, papers: dict[str, Paper]) -> Need:
    if isinstance(value, str):
        known = papers.get(value)
        return Need(value, known.provision if known else HOUSE)
    if not isinstance(value, dict):
        table.wrong(key, "must be a paper's id or a table")
        return Need("", HOUSE)
    inner = Table(value, table.key(key), table.problems)
    paper = inner.word("paper")
    made = Need(paper, provision(inner, papers[paper].provision if paper in papers else None))
    inner.done()
    return made


def _clock(table: Table) -> Clock:
    start = table.word("from")
    paper, dot, field = start.partition(".")
    if start and not (paper and dot and field):
        table.wrong("from", "must be written paper.field")
    made = Clock(
        days=table.count("days"),
        unit=table.word("unit", among=UNITS),
        paper=paper,
        field=field,
        count_from=table.word("count_from", among=("next-working-day",), default="next-working-day"),
        provision=provision(table),
    )
    table.done()
    return made


def _ask(table: Table) -> Ask:
    made = Ask(table.word("id"), table.word("role"), table.text("name"), table.flag("recorded"), provision(table))
    table.done()
    return made


def _outcome(table: Table, holder: str, papers: dict[str, Paper]) -> Outcome:
    made = Outcome(
        id=table.word("id"),
        name=table.text("name"),
        to=table.word("to"),
        direction=table.word("direction", among=DIRECTIONS),
        by=table.word("by", default=holder),
        needs=_needs(table, "needs", papers),
        reason=table.flag("reason"),
        sets=_sets(table),
        effects=table.words("effects", among=EFFECTS),
        provision=provision(table),
    )
    table.done()
    return made


def _sets(table: Table) -> dict[str, str | bool | int]:
    inner = table.table("sets")
    return {name: _value(inner, name) for name in inner.values} if inner else {}
