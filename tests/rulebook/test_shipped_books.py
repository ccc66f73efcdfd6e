"""What holds of every rulebook that comes with Gerbang."""

import json
from collections.abc import Iterator

import pytest
from tests.rulebook.cases import FACTS

from gerbang.rulebook import loader
from gerbang.rulebook.schema import Provision, Rulebook
from gerbang.rulebook.standing import opening

BOOKS = loader.books()


def provisions(book: Rulebook) -> Iterator[Provision]:
    for paper in book.papers.values():
        yield paper.provision
        yield from (part.provision for part in paper.parts)
    yield from (condition.provision for condition in book.conditions.values())
    for stage in book.stages:
        yield from (stage.provision, *(need.provision for need in (*stage.needs, *stage.optional)))
        yield from (one.provision for one in (*stage.asks, *stage.outcomes))


BEGINNING = [book.id for book in BOOKS.values() if book.upon is None]
UPON = [book.id for book in BOOKS.values() if book.upon is not None]


def test_six_begin_a_cooperation_and_five_are_about_one_there_is() -> None:
    assert sorted(BEGINNING) == [
        "id.ksdd-mandatory", "id.ksdd-voluntary", "id.ksdll-approved", "id.ksdll-passthrough", "id.ksdpk", "id.ksdpl",
    ]  # fmt: skip
    assert sorted(UPON) == ["id.amend", "id.end", "id.extend", "id.renew", "id.revitalise"]


@pytest.mark.parametrize("book_id", UPON)
def test_what_is_done_with_a_cooperation_begins_with_one_question_to_the_ministry(book_id: str) -> None:
    first = BOOKS[book_id].stages[0]
    assert [BOOKS[book_id].roles[ask.role].body for ask in first.asks] == ["home-affairs"]
    assert not any(ask.recorded for ask in first.asks), "silence does not hold the file"
    directed = [outcome for outcome in first.outcomes if outcome.needs]
    assert [outcome.sets for outcome in directed] == [{"path": value} for value in BOOKS[book_id].facts["path"].values]
    assert all([need.paper for need in outcome.needs] == ["direction-letter"] for outcome in directed)
    default = next(outcome for outcome in first.outcomes if not outcome.needs)
    assert default.reason and default.sets == {"path": "notice" if book_id == "id.end" else "full"}


@pytest.mark.parametrize("book_id", UPON)
def test_of_what_the_law_has_no_procedure_for_only_two_conditions_refuse(book_id: str) -> None:
    """Article 23(1) on who signs abroad, and Article 9(2) on what ends no domestic cooperation."""
    refusing = [
        where
        for where in (*BOOKS[book_id].conditions.values(), *BOOKS[book_id].papers.values(), *BOOKS[book_id].stages)
        if where.provision.may_refuse
    ]
    expected = {"id.end": ["new-head-ends-nothing"]}.get(book_id, ["no-power-of-attorney"])
    assert [where.id for where in refusing] == expected


@pytest.mark.parametrize("book_id", BOOKS)
def test_only_what_was_read_may_refuse(book_id: str) -> None:
    for provision in provisions(BOOKS[book_id]):
        if provision.may_refuse:
            assert provision.basis and provision.basis[0].source in ("pp28", "permenlu3")


@pytest.mark.rule("*/stage/*/clock")
@pytest.mark.parametrize("book_id", BOOKS)
def test_the_council_of_foreign_cooperation_has_the_only_deadline(book_id: str) -> None:
    clocks = {stage.id: stage.clock for stage in BOOKS[book_id].stages if stage.clock}
    expected = {"council"} if book_id in ("id.ksdpl", "id.ksdll-approved", "id.ksdll-passthrough") else set()
    assert set(clocks) == expected
    assert all((clock.days, clock.unit) == (45, "working") for clock in clocks.values())


@pytest.mark.parametrize("book_id", BOOKS)
def test_it_can_be_shown_as_json(book_id: str) -> None:
    shown = json.loads(json.dumps(loader.to_dict(BOOKS[book_id])))
    assert shown["id"] == book_id and len(shown["stages"]) == len(BOOKS[book_id].stages)


@pytest.mark.rule("*/condition/autonomous-region")
@pytest.mark.parametrize("book_id", BEGINNING)
def test_an_administrative_area_of_jakarta_cannot_open_a_case(book_id: str) -> None:
    refused = [one for one in opening(BOOKS[book_id], FACTS | {"region.autonomous": False}) if one.refuses]
    assert [one.condition.id for one in refused] == ["autonomous-region"]
    assert not any(one.refuses for one in opening(BOOKS[book_id], FACTS))


@pytest.mark.rule("*/condition/no-contact", "*/condition/special-rules")
@pytest.mark.parametrize("book_id", ["id.ksdpl", "id.ksdll-approved", "id.ksdll-passthrough"])
def test_israel_cannot_open_a_case_and_taiwan_can(book_id: str) -> None:
    def refused(policy: str) -> list[str]:
        return [one.condition.id for one in opening(BOOKS[book_id], FACTS | {"country.policy": policy}) if one.refuses]

    assert refused("no-contact") == ["no-contact"]
    assert refused("special") == []


@pytest.mark.rule("*/condition/no-direct-initiative")
@pytest.mark.parametrize("book_id", ["id.ksdll-approved", "id.ksdll-passthrough"])
def test_a_foreign_institution_cannot_begin_directly(book_id: str) -> None:
    found = opening(BOOKS[book_id], FACTS | {"initiative-source": "institution"})
    assert [(one.condition.id, one.condition.provision.basis[0].at) for one in found if one.refuses] == [
        ("no-direct-initiative", "28(2)")
    ]


@pytest.mark.rule("id.ksdpl/condition/diplomatic-relations")
def test_no_relations_are_shown_at_the_opening_and_refuse_nothing_yet() -> None:
    found = {one.condition.id: one for one in opening(BOOKS["id.ksdpl"], FACTS | {"country.relations": "no"})}
    assert found["diplomatic-relations"].status == "fails" and not found["diplomatic-relations"].refuses
