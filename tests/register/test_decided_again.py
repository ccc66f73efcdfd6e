"""A value that comes after a person's decision puts the fact to somebody again; what was decided stays meanwhile."""

import importlib
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from tests.people.helpers import signed_in
from tests.portal.reading import read, words
from tests.register.helpers import counted, source
from tests.register.settling import again, disputed, officer, second, text_of, told, writer

from gerbang.people.acting import Acting, Actor
from gerbang.register import actions, claims, differences, facets
from gerbang.register.differences import AGAIN, LEFT_OPEN, UNDECIDED, Asked
from gerbang.register.facts import Heard, heard
from gerbang.register.models import Choice, Claim, Fact, Tie
from gerbang.register.reporting import ReportedText, Said, report_further
from gerbang.register.settling import merge_ties

pytestmark = pytest.mark.django_db


def signing(tie: Tie) -> Heard:
    return next(one for one in heard(again(tie)) if one.fact == Fact.SIGNING_DATE)


def decided(by: Acting | None = None) -> Tie:
    """Two sources differ, and a person chose what the second says."""
    tie = disputed()
    chosen = tie.claims.get(source__name_id="Sumber kedua")
    actions.choose_claim(by=by or officer(), claim=chosen, why="Naskah ada di arsip kami.")
    return again(tie)


def contradicted(by: Acting | None = None) -> Tie:
    tie = decided(by)
    second(tie, "2014-01-02", of=source("Sumber ketiga"))
    return again(tie)


def states(tie: Tie) -> set[str]:
    return {facets.DISPUTED, facets.UNDECIDED, facets.AGAIN, facets.LEFT_OPEN, facets.CHOSEN} & set(tie.facets.split())


def test_a_new_value_asks_again_and_the_chosen_one_stays_in_use() -> None:
    tie = decided()
    assert (tie.disputed, states(tie)) == (False, {facets.CHOSEN})
    second(tie, "2014-01-02", of=source("Sumber ketiga"))
    tie = again(tie)
    fact = signing(tie)
    assert (tie.signed.latest, tie.signed.precision) == (date(2013, 5, 17), "day")
    assert (fact.undecided, fact.again, fact.why) == (True, True, "Naskah ada di arsip kami.")
    assert [claim.source.name_id for claim in fact.since] == ["Sumber ketiga"]
    assert (tie.disputed, states(tie)) == (True, {facets.DISPUTED, facets.UNDECIDED, facets.AGAIN})


@pytest.mark.parametrize(("value", "precision"), [("2013-05-17", "day"), ("2012-12-31", "not-later"), ("", "unknown")])
def test_a_value_that_was_weighed_or_none_at_all_does_not_ask_again(value: str, precision: str) -> None:
    tie = decided()
    second(tie, value, precision, of=source("Sumber ketiga"))
    assert not signing(tie).again
    assert not again(tie).disputed


def test_confirming_the_choice_anew_settles_it_and_so_does_another_choice() -> None:
    by = officer()
    tie = contradicted(by)
    chosen, came = tie.claims.get(source__name_id="Sumber kedua"), tie.claims.get(source__name_id="Sumber ketiga")
    actions.choose_claim(by=by, claim=chosen, why="Diperiksa lagi pada naskahnya.")
    assert (again(tie).disputed, signing(tie).again) == (False, False)
    second(tie, "2015", "year", of=source("Sumber keempat"))
    assert signing(tie).again
    actions.choose_claim(by=by, claim=came, why="Naskah asli ditemukan.")
    assert (again(tie).signed.latest, again(tie).disputed) == (date(2014, 1, 2), False)


def test_what_was_left_open_is_asked_again_too_and_uses_no_value_meanwhile() -> None:
    tie = told(on="2012-05-01", precision="day")
    by, text = officer(), text_of(tie)
    actions.leave_open(by=by, tie=tie, fact=Fact.SIGNING_DATE, instrument=text, why="Sumbernya diragukan.")
    assert not signing(tie).undecided
    second(tie, "2012-05-03")
    fact = signing(tie)
    assert (fact.undecided, fact.left_open, fact.why) == (True, False, "Sumbernya diragukan.")
    assert again(tie).signed_precision == "unknown"


def test_it_is_asked_no_more_once_what_came_is_withdrawn() -> None:
    by = officer()
    tie = contradicted(by)
    came = tie.claims.get(source__name_id="Sumber ketiga")
    actions.withdraw_claim(by=by, claim=came, reason="Milik kerja sama lain.")
    assert (again(tie).disputed, states(again(tie))) == (False, {facets.CHOSEN})


def test_a_table_brought_in_later_asks_again() -> None:
    tie = decided()
    report_further(
        by=None,
        tie=tie,
        source=source("Tabel kantor"),
        confidence="A",
        claims=[],
        texts=[(text_of(tie), ReportedText("mou", "MoU", [Said(Fact.SIGNING_DATE, "2016", "year")]))],
    )
    assert signing(tie).again


def test_a_record_that_is_merged_in_brings_what_was_not_weighed() -> None:
    by = officer()
    tie, other = decided(by), told(with_="Nagoya", on="2018", precision="year", origin="baris-2")
    merge_ties(by=by, into=tie, merged=other, why="Satu kerja sama.", same_text=True)
    assert [claim.value for claim in signing(tie).since] == ["2018"]


def test_lists_and_counts_put_it_to_those_who_keep_the_register() -> None:
    tie = contradicted()
    actor = Actor(writer())
    assert differences.counted(actor, Asked()) == {"": 1, UNDECIDED: 1, AGAIN: 1, LEFT_OPEN: 0}
    client = signed_in(writer(email="lain@daerah.example"))
    page = read(client, reverse("register:differences"), keadaan=AGAIN)
    assert f"Perlu dilihat lagi {tie.name}" in page
    assert "Pada 1 di antaranya, nilai lain datang setelah diputuskan." in read(client, reverse("register:index"))


def test_the_earlier_decision_stands_there_with_what_came_since() -> None:
    tie = contradicted()
    client = signed_in(writer())
    page = read(client, reverse("register:statements", args=[tie.ref]))
    assert "Perlu dilihat lagi Dipakai: 17 Mei 2013 Dipilih pada" in page
    assert "Alasan: Naskah ada di arsip kami." in page
    assert "2 Januari 2014. setelah keputusan" in page
    settle = read(client, reverse("register:settle", args=[tie.ref, signing(tie).place]))
    assert "Tegaskan lagi keputusan itu, atau putuskan yang lain." in settle
    chosen = tie.claims.get(source__name_id="Sumber kedua").ref
    form = client.get(reverse("register:settle", args=[tie.ref, signing(tie).place])).context["form"]
    assert form.initial["claim"] == chosen


def test_the_public_sees_that_it_is_looked_at_again() -> None:
    tie = contradicted()
    counted()
    page = words(Client(), "tie", tie.ref)
    assert "Dipakai: 17 Mei 2013 Sumber berbeda, perlu dilihat lagi Setelah keputusan itu, sumber lain" in page
    assert "Dipilih karena: Naskah ada di arsip kami." in page


def test_choices_made_before_know_what_was_on_record_then() -> None:
    tie = decided()
    Choice.objects.update(weighed=[])
    Claim.objects.filter(source__name_id="Sumber pertama baris-1").update(recorded_at=Choice.objects.get().at)
    second(tie, "2014-01-02", of=source("Sumber ketiga"))
    migration: Any = importlib.import_module("gerbang.register.migrations.0008_facts")
    migration.weigh(apps, None)
    weighed = Choice.objects.get().weighed
    assert weighed == [["2012", "not-later"], ["2013-05-17", "day"]]
    assert [claim.value for claim in signing(tie).since] == ["2014-01-02"]
    assert claims.unheard(tie.claims.filter(fact=Fact.SIGNING_DATE), weighed)
