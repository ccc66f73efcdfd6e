"""Who begins to see a case when: parties, whoever is asked, holds or is copied. It never shrinks."""

from dataclasses import replace
from datetime import date

import pytest
from tests.gate.office import Walk, account, act, attest_relations, bandung, begun, correct, offices_of, registered

from gerbang.access import Refused
from gerbang.gate import actions, letters, queries
from gerbang.gate.models import Waiting
from gerbang.gate.writing import Happening
from gerbang.people.acting import Actor
from gerbang.people.models import Account, Audience, Body, Right
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def sees(walk: Walk, who: Account | None) -> bool:
    return queries.visible_to(Actor(who)).filter(pk=walk.case.pk).exists()


def why(walk: Walk) -> dict[str, str]:
    return dict(Audience.objects.filter(subject_ref=walk.case.ref).values_list("body__name_id", "why"))


def test_the_public_and_strangers_see_no_case() -> None:
    walk = registered(bandung("home-affairs"), "implementation")
    stranger = offices_of("35.78").accounts["region"]
    ministry = account(Body.objects.filter(kind="ministry").order_by("pk")[0])
    assert not any(sees(walk, who) for who in (None, stranger, ministry))


def test_region_unit_province_and_ministry_see_it_from_the_start() -> None:
    walk = begun(bandung("home-affairs", "foreign-affairs", "province", "council"))
    accounts = walk.offices.accounts
    assert {role for role, who in accounts.items() if sees(walk, who)} == {
        "region", "home-affairs", "foreign-affairs", "province",
    }  # fmt: skip
    assert set(why(walk).values()) == {"party"}


def test_the_council_sees_it_when_it_holds_it_and_ever_after() -> None:
    walk = registered(bandung("council", "home-affairs"), "cooperation-plan")
    council = walk.offices.accounts["council"]
    walk.supply("submit")
    assert not sees(walk, council)
    step = act(walk, "submit", on=Happening(happened_on=walk.day))
    assert sees(walk, council) and why(walk)["Sekretariat DPRD Kota Bandung"] == "holder"
    correct(walk, step)
    assert sees(walk, council)


def ask(walk: Walk, ask_id: str, body: Body | None = None) -> None:
    on = Happening(happened_on=walk.day)
    actions.ask(by=walk.by("region"), case=walk.case, ask_id=ask_id, body=body, on=on, seen=None)


def test_a_ministry_sees_it_when_it_is_asked_and_its_answer_is_waited_for() -> None:
    walk = registered(bandung(), "inter-ministry")
    first, second = Body.objects.filter(kind="ministry").order_by("pk")[:2]
    officers = {body: account(body) for body in (first, second)}
    with pytest.raises(Invalid):
        ask(walk, "ministries")
    with pytest.raises(Invalid):
        ask(walk, "ministries", walk.offices.bodies["region"])
    for body in (first, second):
        assert not sees(walk, officers[body])
        ask(walk, "ministries", body)
        assert sees(walk, officers[body]) and why(walk)[body.name_id] == "asked"
    waiting = Waiting.objects.filter(case=walk.case, what=Waiting.What.ANSWER)
    assert set(waiting.values_list("body", flat=True)) == {first.pk, second.pk}
    by = Actor(officers[second]).acting(Right.SEND)
    on = Happening(happened_on=walk.day)
    actions.answer(by=by, case=walk.case, ask_id="ministries", on=on, seen=None, data={"summary": "Sesuai."})
    assert waiting.get().body == first
    assert sees(walk, officers[second])


def test_an_answer_on_a_letter_is_of_the_ministry_that_wrote_it() -> None:
    walk = registered(bandung(), "inter-ministry")
    first, second = Body.objects.filter(kind="ministry").order_by("pk")[:2]
    on = Happening(happened_on=walk.day)
    with pytest.raises(Invalid):
        actions.answer(by=walk.by("region"), case=walk.case, ask_id="ministries", on=on, seen=None, data={})
    ask(walk, "ministries", first)
    with pytest.raises(Invalid):
        actions.answer(
            by=walk.by("region"), case=walk.case, ask_id="ministries", on=on, seen=None, data={},
            letter=walk.letter("ministries"), body=second,
        )  # fmt: skip
    ask(walk, "ministries", second)
    step = actions.answer(
        by=walk.by("region"), case=walk.case, ask_id="ministries", on=on, seen=None, data={},
        letter=walk.letter("ministries"), body=second,
    )  # fmt: skip
    assert (step.acting, step.on_letter) == (second, True)
    assert Waiting.objects.get(case=walk.case, what=Waiting.What.ANSWER).body == first
    assert Waiting.objects.get(case=walk.case, what=Waiting.What.CONFIRM).body == second
    oldest = actions.answer(
        by=walk.by("region"), case=walk.case, ask_id="ministries", on=on, seen=None, data={},
        letter=walk.letter("ministries"),
    )  # fmt: skip
    assert oldest.acting == first


def test_the_two_ministries_consulted_have_it_on_their_desks() -> None:
    walk = registered(bandung("home-affairs"), "consultation")
    for ask_id in ("home-affairs", "foreign-affairs"):
        ask(walk, ask_id)
    waiting = Waiting.objects.filter(case=walk.case, what=Waiting.What.ANSWER)
    assert set(waiting.values_list("body__kind", flat=True)) == {"home-affairs-foreign", "foreign-affairs"}


def test_whoever_gets_a_copy_of_a_letter_sees_it() -> None:
    walk = registered(bandung("council"), "consultation")
    council = walk.offices.accounts["council"]
    letter = replace(walk.letter("region"), direction="out")
    letters.file_letter(by=walk.by("region"), case=walk.case, values=letter)
    assert not sees(walk, council)
    copied = replace(letter, copies=("sekretariat DPRD Kota Bandung", "Arsip"))
    letters.file_letter(by=walk.by("region"), case=walk.case, values=copied)
    assert sees(walk, council) and why(walk)["Sekretariat DPRD Kota Bandung"] == "copied"


def test_letters_are_filed_by_those_who_keep_the_file() -> None:
    walk = registered(bandung(), "consultation")
    stranger = offices_of("35.78").by("region")
    letter = walk.letter("region")
    with pytest.raises(Refused):
        letters.file_letter(by=stranger, case=walk.case, values=letter)
    filed = letters.file_letter(by=walk.by("region"), case=walk.case, values=replace(letter, number=""))
    with pytest.raises(Refused):
        letters.fill_in(by=stranger, letter=filed, values={"number": "1"})
    with pytest.raises(Invalid):
        letters.fill_in(by=walk.by("region"), letter=filed, values={"dated_on": date(2020, 1, 1)})
    letters.fill_in(by=walk.by("region"), letter=filed, values={"number": "100.3/1"})


def test_the_other_region_sees_it_from_the_offer_on_as_a_party() -> None:
    cimahi = offices_of("32.77")
    walk = registered(bandung(), "offer", "ksdd-voluntary", regions=[cimahi.region], facts={})
    assert not sees(walk, cimahi.accounts["region"])
    ask(walk, "other-party")
    assert sees(walk, cimahi.accounts["region"]) and why(walk)["Pemerintah Kota Cimahi"] == "party"
    assert ("region", Waiting.What.ANSWER) in set(walk.case.waiting.values_list("body__kind", "what"))


def test_audiences_only_grow_on_the_way() -> None:
    walk = begun(bandung())
    walk.letters_only = True
    before: set[str] = set()
    for outcome in ("explore", "worthwhile"):
        walk.take(outcome)
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    for outcome in ("sign", "submit", "return", "submit"):
        walk.take(outcome)
        now = set(why(walk))
        assert before <= now
        before = now
