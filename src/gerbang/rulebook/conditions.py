"""Three-valued tests over facts: true, false, or not known (None)."""

from collections.abc import Mapping

from gerbang.rulebook.schema import All, Any, Equals, Not, Test

UNKNOWN = "unknown"
"""The value by which a fact says of itself that it is not known."""

FactValue = str | bool | int | None


def evaluate(test: Test, facts: Mapping[str, FactValue]) -> bool | None:
    """Whether the test holds; None where what is known does not settle it."""
    match test:
        case Equals(fact, equals):
            value = facts.get(fact)
            return None if value is None or value == UNKNOWN else value == equals
        case Not(inner):
            found = evaluate(inner, facts)
            return None if found is None else not found
        case All(tests):
            return _settle([evaluate(one, facts) for one in tests], decisive=False)
        case Any(tests):
            return _settle([evaluate(one, facts) for one in tests], decisive=True)


def asked_facts(test: Test) -> tuple[Equals, ...]:
    """Every comparison inside a test."""
    match test:
        case Equals():
            return (test,)
        case Not(inner):
            return asked_facts(inner)
        case All(tests) | Any(tests):
            return tuple(found for one in tests for found in asked_facts(one))


def _settle(found: list[bool | None], *, decisive: bool) -> bool | None:
    if decisive in found:
        return decisive
    return None if None in found else not decisive
