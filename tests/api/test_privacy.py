"""What outsiders never read: private texts and what is said of them, and words on how lively a cooperation is."""

from datetime import date

import pytest
from tests.api.conftest import MINISTRY, Program, counted, token_for
from tests.register.helpers import agreed, sign, source, tie

from gerbang.register.actions import add_claim, set_phase
from gerbang.register.models import Fact, Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def test_a_letter_of_intent_and_what_is_said_of_it_is_for_insiders() -> None:
    made = agreed()
    letter = sign(made, date(2023, 2, 1), kind="loi")
    add_claim(by=None, tie=made, instrument=letter, fact=Fact.SIGNING_DATE, value="2023-02-03", precision="day",
              source=source(), confidence="B", said_id="Rahasia", said_en="Secret")  # fmt: skip
    outsider = Program().ask(f"cooperations/{made.ref}").content.decode()
    assert letter.ref not in outsider and "2023-02" not in outsider and "Rahasia" not in outsider
    for name in ("Pemerintah Kota Surabaya",):
        assert letter.ref not in Program(token_for(name)).ask(f"cooperations/{made.ref}").content.decode()
    for name in ("Pemerintah Kota Bandung", MINISTRY):
        shown = Program(token_for(name)).get(f"cooperations/{made.ref}")
        assert letter.ref in [text["ref"] for text in shown["instruments"]]
        assert letter.ref in [fact["instrument"] for fact in shown["facts"]]


def test_a_word_on_the_state_is_shown_to_everybody_as_its_sources_and_never_as_a_value_in_use() -> None:
    made = agreed()
    add_claim(by=None, tie=made, fact=Fact.STATUS, value="dormant", precision="", source=source(), confidence="B",
              said_id="Tidak ada kegiatan sejak 2019", said_en="No activity since 2019")  # fmt: skip
    for asking in (Program(), Program(token_for("Pemerintah Kota Bandung"))):
        [told] = [one for one in asking.get(f"cooperations/{made.ref}")["facts"] if one["fact"] == "status"]
        assert (told["value"], told["precision"]) == (None, None)
        assert [(one["value"], one["said"]["id"]) for one in told["statements"]] == [
            ("dormant", "Tidak ada kegiatan sejak 2019")
        ]


def test_changes_tell_of_what_the_asker_may_see_and_the_cursor_moves_over_the_rest() -> None:
    hidden, shown = tie(), agreed(with_="Kota Lain")
    letter = sign(shown, date(2023, 2, 1), kind="loi")
    counted()
    everybody, insider = Program().get("changes"), Program(token_for("Pemerintah Kota Bandung")).get("changes")
    assert {one["ref"] for one in everybody["items"]} == {shown.ref}
    assert {one["ref"] for one in insider["items"]} == {hidden.ref, shown.ref}
    assert everybody["next"] >= max(one["index"] for one in insider["items"])
    assert len(insider["items"]) > len(everybody["items"]) + 1, letter.ref
    assert Program().get(f"changes?after={everybody['next']}")["items"] == []


def test_pages_of_changes_lose_nothing_and_repeat_nothing() -> None:
    for number in range(6):
        agreed(with_=f"Kota {number}")
    counted()
    whole, parts, after, more = Program().get("changes?limit=1000")["items"], [], -1, True
    while more:
        page = Program().get(f"changes?after={after}&limit=3")
        parts += page["items"]
        after, more = page["next"], page["more"]
    assert parts == whole and len(whole) > 8


def test_a_cooperation_that_is_no_longer_public_is_told_as_gone() -> None:
    made = agreed()
    counted()
    after = Program().get("changes")["next"]
    set_phase(by=None, tie=made, phase="idea", reason="Keliru")
    Tie.objects.filter(pk=made.pk).update(public=False)
    counted()
    [told] = Program().get(f"changes?after={after}")["items"]
    assert (told["ref"], told["kind"], told["gone"]) == (made.ref, "tie.gone", True)


def test_a_partner_is_known_from_a_cooperation_one_may_see() -> None:
    hidden = tie().partners_side[0].partner
    assert hidden
    assert Program().ask(f"partners/{hidden.ref}").status_code == 404
    assert hidden.ref not in Program().ask("partners").content.decode()
    mine = Program(token_for("Pemerintah Kota Bandung"))
    assert mine.get(f"partners/{hidden.ref}")["cooperations"] == 1


def test_an_undated_text_keeps_its_vagueness() -> None:
    made = tie()
    sign(made)
    Tie.objects.filter(pk=made.pk).update(signed_precision="not-later", signed_earliest=None)
    shown = Program().get(f"cooperations/{made.ref}")["signed"]
    assert shown["earliest"] is None and shown["precision"] == "not-later" and shown["latest"] == "2024-05-17"
    assert VagueDate.not_later(date(2024, 5, 17)).precision == shown["precision"]
