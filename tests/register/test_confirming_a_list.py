"""A region confirms its list once a year by a signed statement; nothing is changed silently."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people.helpers import Right, body
from tests.register.settling import again, national, officer, told

from gerbang.access import Conflict, Refused
from gerbang.documents.actions import receive
from gerbang.documents.models import Document
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting, Actor
from gerbang.register import confirmations, confirming, queries
from gerbang.register.confirming import Given
from gerbang.register.facets import CONFIRMED, of_key
from gerbang.register.models import Claim, Confirmation, Fact, Phase, Source, Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def ties() -> list[Tie]:
    return [told(), told(with_="Kawasaki", origin="baris-2"), told(with_="Kobe", origin="baris-3", kind="loi")]


@pytest.fixture
def by() -> Acting:
    return officer()


def begun(by: Acting) -> Confirmation:
    region = by.body.region
    assert region is not None
    return confirming.begin(by=by, region=region)


def lines(ties: list[Tie], *answers: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {tie.ref: {"answer": how, "note": why} for tie, (how, why) in zip(ties, answers, strict=True)}


RIGHT, ENDED = ("right", ""), ("ended", "Tidak diperpanjang pada 2015.")
WRONG, UNKNOWN = ("wrong", "Tanggalnya 12 Maret 2017."), ("unknown", "")


def statement(by: Acting, **changed: Any) -> Given:
    sent = SimpleUploadedFile("pernyataan.txt", BytesIO(b"Surat pernyataan.").read(), "text/plain")
    values: dict[str, Any] = {
        "number": "400/12/KS",
        "dated_on": by.today,
        "signatory": "Wali Kota",
        "upload": receive(by=by, file=sent),
    }
    return Given(**{**values, **changed})


def given(by: Acting, ties: list[Tie], *answers: tuple[str, str]) -> Confirmation:
    made = begun(by)
    confirming.answer(by=by, confirmation=made, lines=lines(ties, *answers), missing="Suwon, Korea Selatan")
    return confirming.give(by=by, confirmation=made, statement=statement(by))


def test_the_list_has_every_tie_of_the_region_signed_or_not(ties: list[Tie], by: Acting) -> None:
    other = told(of="Kota Surabaya", origin="baris-4")
    outside = told(with_="Nagoya", origin="baris-5")
    Tie.objects.filter(pk=outside.pk).update(outside_law=True)
    assert by.body.region
    assert set(confirmations.of_region(by.body.region)) == set(ties)
    assert other not in confirmations.of_region(by.body.region)


def test_begun_twice_it_is_one(by: Acting) -> None:
    assert begun(by) == begun(by)
    assert Confirmation.objects.get().year == by.today.year


def test_answers_are_kept_as_one_goes(ties: list[Tie], by: Acting) -> None:
    made = begun(by)
    confirming.answer(by=by, confirmation=made, lines=lines(ties[:1], RIGHT))
    confirming.answer(by=by, confirmation=made, lines=lines(ties[1:2], WRONG), missing="Suwon")
    confirming.answer(by=by, confirmation=made, lines=lines(ties[:1], ("", "")))
    kept = Confirmation.objects.get()
    assert kept.lines == lines(ties[1:2], WRONG)
    assert kept.missing == "Suwon"
    assert again(ties[0]).confirmed_on is None


def test_given_each_tie_called_right_bears_the_date_of_the_statement(ties: list[Tie], by: Acting) -> None:
    made = given(by, ties, RIGHT, WRONG, UNKNOWN)
    assert made.state == Confirmation.State.GIVEN
    assert [again(tie).confirmed_on for tie in ties] == [by.today, None, None]
    assert ledger.history(ties[0].ref).last().kind == "tie.confirmed"
    assert [of_key(CONFIRMED, by.today.year) in again(tie).facets.split() for tie in ties] == [True, False, False]
    assert Document.objects.get(ref=made.document).subject_ref == made.ref


def test_the_public_finds_a_tie_by_the_number_of_a_statement_that_its_page_shows(ties: list[Tie], by: Acting) -> None:
    made = given(by, ties, ENDED, RIGHT, RIGHT)
    found = queries.narrowed(Tie.objects.all(), queries.Filters(words=made.letter_number))
    assert list(found) == [ties[0]]


def test_ended_is_claimed_in_the_name_of_the_statement_and_changes_nothing_by_itself(
    ties: list[Tie], by: Acting
) -> None:
    made = given(by, ties, ENDED, RIGHT, RIGHT)
    claim = Claim.objects.get(tie=ties[0], fact=Fact.STATUS)
    assert (claim.value, claim.said_id, claim.quoted_on) == ("ended", ENDED[1], by.today)
    assert claim.source == made.source
    assert claim.source.kind == Source.Kind.PAPER
    assert "400/12/KS" in claim.source.name_id
    assert again(ties[0]).phase == Phase.AGREED


def test_what_was_never_agreed_is_over_by_an_accepted_word_and_no_cooperation_for_it(by: Acting) -> None:
    from gerbang.register.actions import choose_claim

    tie = told()
    Tie.objects.filter(pk=tie.pk).update(phase=Phase.INTENDED)
    made = given(by, [again(tie)], ("ended", "Tidak dilanjutkan sejak 2016."))
    assert made.lines[tie.ref]["phase"] == Phase.INTENDED
    assert [(task.not_yet, task.settled) for task in confirmations.tasks(made)] == [(True, False)]
    assert [remark.not_yet for remark in confirmations.remarks_on(again(tie))] == [True]
    choose_claim(by=by, claim=Claim.objects.get(tie=tie, fact=Fact.STATUS, source=made.source), why="Surat daerah.")
    assert again(tie).phase == Phase.INTENDED
    assert [task.settled for task in confirmations.tasks(made)] == [True]


def test_what_is_wrong_waits_until_somebody_has_set_it_right(ties: list[Tie], by: Acting) -> None:
    from gerbang.register.actions import add_claim

    made = given(by, ties, WRONG, RIGHT, RIGHT)
    assert [(task.tie, task.note, task.settled) for task in confirmations.tasks(made)] == [(ties[0], WRONG[1], False)]
    assert [remark.note for remark in confirmations.remarks_on(ties[0])] == [WRONG[1]]
    assert made.source
    add_claim(
        by=by,
        source=made.source,
        fact=Fact.SIGNING_DATE,
        confidence="A",
        instrument=ties[0].instruments.get(),
        value="2017-03-12",
        precision="day",
    )
    assert [task.settled for task in confirmations.tasks(made)] == [True]


def test_a_list_with_gaps_is_not_confirmed(ties: list[Tie], by: Acting) -> None:
    made = begun(by)
    confirming.answer(by=by, confirmation=made, lines=lines(ties[:2], RIGHT, ("wrong", "")))
    with pytest.raises(Invalid, match="1 baris belum dijawab"):
        confirming.give(by=by, confirmation=made, statement=statement(by))
    assert Confirmation.objects.get().state == Confirmation.State.DRAFT


def test_a_tie_that_came_meanwhile_is_asked_about_too(ties: list[Tie], by: Acting) -> None:
    made = begun(by)
    confirming.answer(by=by, confirmation=made, lines=lines(ties, RIGHT, RIGHT, RIGHT))
    told(with_="Sapporo", origin="baris-9")
    with pytest.raises(Invalid, match="belum dijawab"):
        confirming.give(by=by, confirmation=made, statement=statement(by))


@pytest.mark.parametrize(
    ("field", "value"), [("number", " "), ("signatory", ""), ("scan", None), ("dated_on", 1), ("dated_on", -400)]
)
def test_a_statement_needs_number_date_of_the_year_signatory_and_scan(
    ties: list[Tie], by: Acting, field: str, value: Any
) -> None:
    made = begun(by)
    confirming.answer(by=by, confirmation=made, lines=lines(ties, RIGHT, RIGHT, RIGHT))
    name = "upload" if field == "scan" else field
    changed = by.today + timedelta(days=value) if field == "dated_on" else value
    with pytest.raises(Invalid) as caught:
        confirming.give(by=by, confirmation=made, statement=statement(by, **{name: changed}))
    assert set(caught.value.problems) == {field}
    assert not Tie.objects.exclude(confirmed_on=None).exists()


def test_answers_that_changed_under_the_statement_are_told(ties: list[Tie], by: Acting) -> None:
    made = begun(by)
    confirming.answer(by=by, confirmation=made, lines=lines(ties, RIGHT, RIGHT, RIGHT))
    seen = ledger.head(made.ref)
    confirming.answer(by=by, confirmation=made, lines=lines(ties[:1], WRONG))
    with pytest.raises(Conflict):
        confirming.give(by=by, confirmation=made, statement=statement(by), seen=seen)
    assert Confirmation.objects.get().state == Confirmation.State.DRAFT


def test_withdrawn_it_leaves_no_trace_in_the_ties_and_the_year_is_open_again(ties: list[Tie], by: Acting) -> None:
    made = given(by, ties, RIGHT, ENDED, RIGHT)
    confirming.withdraw(by=by, confirmation=made, reason="Surat keliru.")
    assert [again(tie).confirmed_on for tie in ties] == [None, None, None]
    assert of_key(CONFIRMED, by.today.year) not in again(ties[0]).facets.split()
    assert not Claim.objects.filter(source=made.source, withdrawn_at=None).exists()
    assert Confirmation.objects.get().withdrawn_reason == "Surat keliru."
    assert begun(by) != made


def test_withdrawn_a_tie_falls_back_to_the_statement_before(ties: list[Tie], by: Acting) -> None:
    earlier = given(by, ties, RIGHT, RIGHT, RIGHT)
    before = by.today - timedelta(days=365)
    Confirmation.objects.filter(pk=earlier.pk).update(year=by.today.year - 1, letter_date=before)
    later = given(by, ties, RIGHT, RIGHT, WRONG)
    confirming.withdraw(by=by, confirmation=later, reason="Keliru.")
    assert [again(tie).confirmed_on for tie in ties[:2]] == [before, before]


def test_what_was_sent_is_answered_no_more(ties: list[Tie], by: Acting) -> None:
    made = given(by, ties, RIGHT, RIGHT, RIGHT)
    with pytest.raises(Invalid):
        confirming.answer(by=by, confirmation=made, lines=lines(ties[:1], WRONG))
    with pytest.raises(Invalid):
        confirming.give(by=by, confirmation=made, statement=statement(by))


def test_no_tie_of_another_region_is_answered(ties: list[Tie], by: Acting) -> None:
    other = told(of="Kota Surabaya", origin="baris-4")
    with pytest.raises(Invalid):
        confirming.answer(by=by, confirmation=begun(by), lines=lines([other], RIGHT))


@pytest.mark.parametrize("name", ["Pemerintah Provinsi Jawa Barat", "Pusat Fasilitasi Kerja Sama", "KJRI Melbourne"])
def test_nobody_else_confirms_for_a_region(name: str, by: Acting) -> None:
    assert by.body.region
    with pytest.raises(Refused):
        confirming.begin(by=officer(body(name)), region=by.body.region)


def test_whoever_prepares_gathers_answers_and_whoever_sends_confirms(ties: list[Tie]) -> None:
    prepares = officer(right=Right.PREPARE)
    made = begun(prepares)
    confirming.answer(by=prepares, confirmation=made, lines=lines(ties, RIGHT, RIGHT, RIGHT))
    with pytest.raises(Refused):
        confirming.give(by=prepares, confirmation=made, statement=statement(prepares))
    reader = officer(right=Right.READ)
    with pytest.raises(Refused):
        confirming.answer(by=reader, confirmation=made, lines={})


def test_the_year_is_open_while_it_has_not_been_confirmed(ties: list[Tie], by: Acting) -> None:
    actor = Actor(by.account)
    opened = confirmations.open_for(actor)
    assert opened
    assert opened.draft is None
    draft = begun(by)
    opened = confirmations.open_for(actor)
    assert opened
    assert opened.draft == draft
    confirming.answer(by=by, confirmation=draft, lines=lines(ties, RIGHT, RIGHT, RIGHT))
    confirming.give(by=by, confirmation=draft, statement=statement(by))
    assert confirmations.open_for(actor) is None
    assert confirmations.open_for(Actor(national().account)) is None


def test_a_draft_is_seen_by_its_region_alone_and_what_was_sent_by_those_above(ties: list[Tie], by: Acting) -> None:
    above = [Actor(officer(body("Pemerintah Provinsi Jawa Barat")).account), Actor(national().account)]
    stranger = Actor(officer(body("Pemerintah Kota Surabaya")).account)
    draft = begun(by)
    assert not any(confirmations.visible_to(one).exists() for one in (*above, stranger, Actor(None)))
    assert confirmations.visible_to(Actor(by.account)).get() == draft
    confirming.answer(by=by, confirmation=draft, lines=lines(ties, RIGHT, RIGHT, RIGHT))
    confirming.give(by=by, confirmation=draft, statement=statement(by))
    assert all(confirmations.visible_to(one).get() == draft for one in above)
    assert not confirmations.visible_to(stranger).exists()
