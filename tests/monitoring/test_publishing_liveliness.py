"""What the public sees of liveliness: nothing before its three conditions are there, and nothing that is outdated."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.monitoring.offices import acting, centre, city, delivered, province, region
from tests.monitoring.publishing import LETTER, WHY, kept, only, passed, public, shown, switched_on
from tests.people.helpers import signed_in
from tests.register.helpers import agreed, sign
from tests.register.helpers import tie as idea_of

from gerbang.access import Refused
from gerbang.ledger import queries as ledger
from gerbang.ledger.actions import once
from gerbang.monitoring import actions as life
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.models import KeptLiveliness, Publication
from gerbang.monitoring.publication import actions, queries
from gerbang.monitoring.publication.queries import Standing
from gerbang.people.models import Right
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.actions import open_tie
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def page(tie: Tie, client: Client | None = None) -> str:
    answer = (client or Client()).get(reverse("portal:tie", args=[tie.ref]))
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def standing(tie: Tie) -> Standing:
    return queries.course(Tie.objects.get(pk=tie.pk)).standing


def is_public(tie: Tie) -> bool:
    found = queries.published(Tie.objects.get(pk=tie.pk)) is not None
    assert found == (standing(tie) == Standing.PUBLIC)
    assert found == ("Keaktifan" in page(tie))
    return found


# --- The switch ---


def test_it_is_off_until_the_ministry_switches_it_on_by_a_letter_and_off_again_with_a_reason() -> None:
    assert queries.publication() is None
    begun = switched_on()
    assert queries.publication() == begun
    assert (begun.begun_on, begun.reason, begun.letter_number) == (centre().today, WHY, LETTER.number)
    ended = actions.switch_off(by=centre(), reason="Ditinjau ulang.")
    assert queries.publication() is None
    assert (ended.ended_on, ended.ended_reason) == (centre().today, "Ditinjau ulang.")
    assert switched_on().number == 2
    assert [entry.kind for entry in ledger.history(begun.ref)] == [
        "liveliness.publication-begun",
        "liveliness.publication-ended",
    ]


def test_nobody_but_the_ministry_switches_it() -> None:
    for by in (city(), province(), acting("Kementerian Luar Negeri"), acting(centre().body.name_id, Right.CHECK)):
        with pytest.raises(Refused):
            actions.switch_on(by=by, letter=LETTER, reason=WHY)
    switched_on()
    for by in (city(), acting("Kementerian Luar Negeri")):
        with pytest.raises(Refused):
            actions.switch_off(by=by, reason=WHY)
    assert queries.publication() is not None


def test_what_is_on_is_not_switched_on_again_and_what_is_off_not_off() -> None:
    with pytest.raises(Invalid, match="tidak berjalan"):
        actions.switch_off(by=centre(), reason=WHY)
    switched_on()
    with pytest.raises(Invalid, match="sudah berjalan"):
        switched_on()
    with pytest.raises(Invalid, match="alasan"):
        actions.switch_off(by=centre(), reason=" ")
    assert Publication.objects.count() == 1


def test_sent_twice_is_one() -> None:
    by = centre()
    first, second = (once(actor=by.account.ref, key="k", do=lambda: switched_on().ref) for _press in range(2))
    assert first == second
    assert Publication.objects.count() == 1


# --- What the public sees ---


def test_nothing_is_public_until_it_was_shown_the_days_have_passed_and_it_is_switched_on() -> None:
    tie = agreed(on=centre().today - timedelta(100))
    kept()
    assert (is_public(tie), standing(tie)) == (False, Standing.NEVER_SHOWN)
    switched_on()
    assert not is_public(tie)
    made = shown()
    assert (is_public(tie), standing(tie)) == (False, Standing.ANSWERING)
    passed(made, 30)
    assert not is_public(tie)
    passed(made, 1)
    assert is_public(tie)
    actions.switch_off(by=centre(), reason="Ditinjau ulang.")
    assert (is_public(tie), standing(tie)) == (False, Standing.OFF)


def test_facts_come_first_then_the_state_as_of_its_day_and_the_answer_beside_it() -> None:
    tie = agreed(on=date(2015, 1, 1))
    delivered(city(), tie, on=city().today - timedelta(3))
    made = shown()
    actions.answer(by=city(), shown=only(made), text="Pelatihan lanjutan disiapkan.")
    passed(made)
    switched_on()
    kept()
    said = page(tie)
    order = ["Kegiatan terakhir yang dilaporkan", "Keaktifan per", "Aktif", "Ada kegiatan", "Jawaban Kota Bandung"]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "Pelatihan lanjutan disiapkan." in said
    assert "irama kerja sama itu sendiri: setiap 36 bulan" in said


def test_no_word_of_what_is_the_parties_own_is_public() -> None:
    tie = agreed(on=date(2015, 1, 1))
    by = city()
    life.note_contact(by=by, tie=tie, happened_on=by.today, way="visit", about="Pembicaraan rahasia")
    life.state_rhythm(by=by, tie=tie, months=24, reason="Surat rahasia")
    life.judge(by=by, tie=tie, state=State.ACTIVE, reason="Alasan rahasia", ends_on=by.today + timedelta(300))
    passed(shown())
    switched_on()
    kept()
    assert is_public(tie)
    assert "rahasia" not in page(tie).casefold()
    assert "Kunjungan" not in page(tie)


def test_an_activity_of_which_only_a_bound_is_known_is_told_with_its_bound() -> None:
    tie = agreed(on=date(2015, 1, 1))
    record_delivery(by=city(), tie=tie, told=Told("Pelatihan", VagueDate.not_later(date(2016, 12, 31))))
    passed(shown())
    switched_on()
    kept()
    said = page(tie)
    assert "Tidak lebih lambat dari 2016" in said
    assert "Kegiatan terakhir sudah lewat" in said
    assert "Belum ada data" not in said


def test_no_data_is_called_so_and_never_not_active() -> None:
    tie = agreed(on=date(2015, 1, 1))
    passed(shown())
    switched_on()
    kept()
    said = page(tie)
    assert "Belum ada data" in said
    assert "Tidak aktif" not in said


def test_what_has_changed_since_is_withheld_until_it_is_shown_anew() -> None:
    tie = agreed(on=date(2015, 1, 1))
    passed(shown())
    switched_on()
    kept()
    assert is_public(tie)
    delivered(city(), tie, on=city().today)
    kept()
    assert (is_public(tie), standing(tie)) == (False, Standing.CHANGED)
    passed(shown())
    assert is_public(tie)


def test_a_judgement_after_it_was_shown_withholds_it() -> None:
    tie, by = public(), city()
    life.judge(by=by, tie=tie, state=State.INACTIVE, reason="Mitra mundur.", ends_on=by.today)
    kept()
    assert (is_public(tie), standing(tie)) == (False, Standing.CHANGED)


def test_what_nobody_has_computed_since_a_day_that_changes_it_is_withheld() -> None:
    tie = public()
    assert is_public(tie)
    KeptLiveliness.objects.update(until=centre().today - timedelta(1))
    assert not is_public(tie)
    KeptLiveliness.objects.all().delete()
    assert not is_public(tie)


def test_more_time_keeps_it_from_the_public() -> None:
    tie = agreed(on=centre().today - timedelta(100))
    made = passed(shown(), 20)
    actions.give_more_time(by=centre(), showing=made, until=centre().today + timedelta(30), reason="Libur.")
    passed(made, 15)
    switched_on()
    kept()
    assert not is_public(tie)


def test_the_newest_that_could_be_answered_counts_while_a_newer_one_is_answered() -> None:
    tie = public()
    again = shown()
    actions.answer(by=city(), shown=only(again), text="Belum selesai.")
    assert is_public(tie)
    assert "Belum selesai." not in page(tie)
    passed(again)
    assert "Belum selesai." in page(tie)


def test_what_was_withdrawn_is_public_no_more() -> None:
    tie = public()
    actions.withdraw(by=centre(), showing=queries.course(tie).shown[0].showing, reason="Keliru.")
    assert (is_public(tie), standing(tie)) == (False, Standing.NEVER_SHOWN)


def test_every_region_of_a_cooperation_must_have_been_shown_it() -> None:
    made = open_tie(
        by=None, kind="ksdd-voluntary", region=region(city()), regions=[region(acting("Pemerintah Kota Surabaya"))]
    )
    sign(made, centre().today - timedelta(100))
    passed(shown())
    switched_on()
    kept()
    assert (is_public(made), standing(made)) == (False, Standing.OTHERS)
    assert "Yang disampaikan" in page(made, signed_in(city().account))
    other = page(made, signed_in(acting("Pemerintah Kota Surabaya").account))
    assert "belum disampaikan kepada semua daerah" in other
    assert "Yang disampaikan" not in other
    second = shown(acting("Pemerintah Kota Surabaya"))
    assert standing(made) == Standing.ANSWERING
    passed(second)
    assert is_public(made)
    assert "Jawaban Kota Bandung" in page(made)
    assert "Jawaban Kota Surabaya" in page(made)


def test_another_region_sees_what_the_public_sees_and_insiders_are_told_where_it_stands() -> None:
    tie = public()
    other = signed_in(acting("Pemerintah Kota Surabaya").account)
    assert "Keaktifan per" in page(tie, other)
    own = page(tie, signed_in(city().account))
    assert "Keaktifan per" not in own
    assert "Masyarakat melihat apa yang disampaikan kepada daerah" in own
    actions.switch_off(by=centre(), reason="Ditinjau ulang.")
    assert "Keaktifan per" not in page(tie, other)
    assert "publikasi tidak berjalan" in page(tie, signed_in(city().account))


def test_of_what_is_not_agreed_yet_nobody_is_told_that_it_is_not_public() -> None:
    idea = idea_of(with_="Kota Rencana")
    assert "Tidak dipublikasikan" not in page(idea, signed_in(city().account))


def test_no_public_list_tells_of_it() -> None:
    public()
    for name in ("ties", "regions", "statistics", "front"):
        assert "Keaktifan" not in Client().get(reverse(f"portal:{name}")).content.decode()


def test_the_public_asks_one_question_of_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tie = public()
    read = Tie.objects.prefetch_related("parties").get(pk=tie.pk)
    with django_assert_num_queries(1):
        assert queries.published(read)
    actions.switch_off(by=centre(), reason="Ditinjau ulang.")
    with django_assert_num_queries(1):
        assert queries.published(read) is None
