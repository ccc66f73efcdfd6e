"""A rulebook file is wholly right, or every problem in it is named."""

from pathlib import Path

import pytest
from tests.rulebook.small import TEXT

from gerbang.rulebook import loader
from gerbang.rulebook.loader import RulebookError
from gerbang.rulebook.schema import is_place


def problems(text: str) -> list[str]:
    with pytest.raises(RulebookError) as caught:
        loader.load_text(text, "small.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_rulebook_loads() -> None:
    book = loader.load_text(TEXT, "small.toml")
    assert [stage.id for stage in book.stages] == ["first", "extra", "second"]
    assert book.keeper == "office"


WRONG = {
    "an unknown key": ('facts = ["ready"]', 'factz = ["ready"]', "stage[first].factz: is not a key"),
    "an unknown key at the top": ('kind = "small"', 'kind = "small"\nkinds = "x"', "kinds: is not a key"),
    "a wrong type": ('number = "1"', "number = 1", "stage[first].number: must be a text"),
    "a missing key": ('number = "1"\n', "", "stage[first].number: is missing"),
    "a missing English text": (', en = "Small"', "", "name.en: is missing"),
    "a missing Indonesian text": ('id = "Kecil", ', "", "name.id: is missing"),
    "a regulation without an article": (
        'basis = { source = "act", at = "3" }\n', "", "condition[here].basis: a regulation needs its article"),
    "a regulation without sureness": ('sure = "confirmed"', "", "condition[here].sure: a regulation says"),
    "sureness of a house rule": ('kind = "letter"', 'kind = "letter"\nsure = "recalled"', "sure: only a regulation"),
    "a place that is none": ('at = "3"', 'at = "ayat 3"', 'condition[here].basis.at: "ayat 3" is no place'),
    "an unknown source": ('source = "act"', 'source = "law"', 'condition[here].basis: no source "law"'),
    "an unknown role": ('id = "first"\n', 'id = "first"\ncopies = ["king"]\n', 'stage[first].copies: no role "king"'),
    "an unknown kind of body": ('body = "region"', 'body = "court"', 'roles.office.body: "court" is not one of'),
    "an unknown fact": ('facts = ["ready"]', 'facts = ["rady"]', 'stage[first].facts: no fact "rady"'),
    "an unknown paper": ('needs = ["request"]', 'needs = ["requets"]', 'stage[second].needs: no paper "requets"'),
    "an unknown stage": ('to = "first"', 'to = "frist"', 'stage[second].outcome[back].to: no stage "frist"'),
    "an unknown stage of a condition": ('from = "second"', 'from = "third"', 'condition[here].from: no stage "third"'),
    "an unknown effect": ('"case.close"]', '"case.burn"]', 'effects: "case.burn" is not one of'),
    "a when on a fact of places": (
        'when = { fact = "ready", equals = true }', 'when = { fact = "place", equals = "here" }',
        'stage[extra].when: fact "place" is supplied by places'),
    "a value the fact does not have": (
        'test = { fact = "place", equals = "here" }', 'test = { fact = "place", equals = "moon" }',
        'condition[here].test: "moon" is no value of fact "place"'),
    "a test of no kind": ('test = { fact = "place", equals = "here" }', "test = {}", "a test needs fact, not, all"),
    "a clock from a field the paper lacks": (
        'from = "request.received_on"', 'from = "request.dated_on"',
        'stage[second].clock.from: paper "request" has no field "dated_on"'),
    "a clock from no paper": (
        'from = "request.received_on"', 'from = "letter.received_on"', 'stage[second].clock.from: no paper "letter"'),
    "a clock of no days": ("days = 10", "days = 0", "stage[second].clock.days: must be a whole number from 1"),
    "a stage id used twice": ('id = "second"', 'id = "first"', 'stage[first].id: "first" is used twice'),
    "an outcome id used twice": ('id = "back"', 'id = "finish"', 'stage[second].outcome: "finish" is used twice'),
    "an outcome named like a move of every case": ('id = "back"', 'id = "pause"', '"pause" is a move every stage has'),
    "an outcome that stays elsewhere": ('direction = "back"', 'direction = "stay"', "stay, and only stay"),
    "forward outcomes in a circle": ('direction = "back"', 'direction = "forward"', "lead round in a circle"),
    "a way without an end": ('to = "end"', 'to = "first"', "stage[second]: no way leads from here to an end"),
    "a stage nobody reaches": ('id = "extra"\n', 'id = "extra"\nline = false\n', "stage[extra]: no outcome leads here"),
    "a choice without values": ('values = ["here", "there", "unknown"]\n', "", "fact[place].values: a choice needs"),
    "a choice of the case without names": (
        'by = "places"', 'by = "case"', "fact[place].labels: a choice that people make needs a name"),
    "a paper that settles a fact of places": (
        'kind = "letter"', 'kind = "letter"\nstates = { place = "number" }',
        'paper[request].states: fact "place" is supplied by places'),
    "a date that is none": ("in_force = 2020-01-01", 'in_force = "2020"', "in_force: must be a date"),
    "a wrong flag": ("recorded = true", 'recorded = "yes"', "ask[office].recorded: must be true or false"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_it_is_refused_with_file_key_and_reason(what: str) -> None:
    before, after, expected = WRONG[what]
    assert before in TEXT
    found = problems(TEXT.replace(before, after, 1))
    assert any(line.startswith("small.toml: ") and expected in line for line in found), found


UPON = """
[upon]
families = ["ksdpl"]
phases = ["agreed"]
begin = { id = "Mulai", en = "Begin" }
proposed = ["lapsed"]

[sources.act]"""


def about_a_tie(before: str = "", after: str = "") -> str:
    return TEXT.replace("\n[sources.act]", UPON.replace(before, after, 1), 1)


def test_a_book_about_existing_cooperations_says_which_and_when() -> None:
    upon = loader.load_text(about_a_tie(), "small.toml").upon
    assert upon is not None
    assert (upon.families, upon.phases, upon.begin.id, upon.proposed) == (("ksdpl",), ("agreed",), "Mulai", ("lapsed",))
    assert loader.load_text(TEXT, "small.toml").upon is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('"ksdpl"', '"twin"', 'upon.families: "twin" is not one of'),
        ('families = ["ksdpl"]\n', "", "upon.families: is missing"),
        ('"agreed"', '"idea"', 'upon.phases: "idea" is not one of'),
        ('"lapsed"', '"bored"', 'upon.proposed: "bored" is not one of'),
        ("begin =", "start =", "upon.begin: is missing"),
    ],
)
def test_what_is_wrong_about_existing_cooperations_is_named(before: str, after: str, expected: str) -> None:
    assert any(expected in line for line in problems(about_a_tie(before, after)))


def test_a_syntax_error_names_its_line() -> None:
    assert problems('id = "a"\nname = = 1\n') == ["small.toml: line 2: is not TOML: Invalid value"]


def test_every_problem_is_listed_at_once() -> None:
    found = problems(TEXT.replace('number = "1"\n', "", 1).replace('to = "first"', 'to = "frist"', 1))
    assert {line.split(": ")[1] for line in found} >= {"stage[first].number", "stage[second].outcome[back].to"}


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(b'id = "\xff"')
    with pytest.raises(RulebookError, match=r"bad\.toml: byte 6: is not UTF-8"):
        loader.load(file)


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"abc")
    assert loader.digest(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("at", ["27(1)a", "47", "132A", "17b", "X/150-151", "III.4"])
def test_a_basis_is_an_article_an_item_of_a_chapter_or_of_a_part(at: str) -> None:
    assert is_place(at)
