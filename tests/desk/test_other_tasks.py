"""What waits beside files is counted with them: in the number, the quick filters and the days."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from tests.monitoring.evaluations import begun, completed
from tests.monitoring.offices import centre, city, handed_in, period, returned
from tests.people.helpers import signed_in
from tests.register.helpers import agreed

from gerbang.desk import other_tasks, queries
from gerbang.desk.filters import TaskFilters
from gerbang.monitoring.evaluation import evaluating
from gerbang.people.acting import Acting, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    with translation.override("id"):
        yield


def page(of: Acting, **query: str) -> str:
    response = signed_in(of.account).get(reverse("desk:tasks"), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def asked(of: Acting) -> list[str]:
    return [one.asked for one in other_tasks.tasks(Actor(of.account))]


def test_the_number_in_the_heading_and_in_the_navigation_is_that_of_what_is_listed() -> None:
    agreed()
    by, kemendagri = city(), centre()
    period(kemendagri, due_on=by.today + timedelta(2))
    back = returned(kemendagri, handed_in(by))
    begun(by)
    assert back.state == "returned" and len(asked(by)) == queries.waiting_count(Actor(by.account)) == 3
    shown = page(by)
    assert "3 tugas menunggu Pemerintah Kota Bandung" in shown and 'Tugas saya<span class="n">3</span>' in shown
    assert shown.count("Tidak ada berkas yang") == 0
    assert "1 tugas jatuh waktu" in shown


def test_the_quick_filters_count_and_keep_what_waits_beside_files() -> None:
    agreed()
    by, kemendagri = city(), centre()
    late = period(kemendagri)
    returned(kemendagri, handed_in(by))
    assert late.due_on < by.today
    kept = {quick: [one.asked for one in other_tasks.tasks(Actor(by.account)) if one.kept(quick)] for quick in QUICK}
    assert kept == {
        "": ["Laporan diminta dari daerah Anda", "Laporan dikembalikan untuk diperbaiki"],
        "over": ["Laporan diminta dari daerah Anda"],
        "returned": ["Laporan dikembalikan untuk diperbaiki"],
        "unconfirmed": [], "disputed": [],
    }  # fmt: skip
    shown = page(by, saring="kembali")
    assert "Laporan dikembalikan untuk diperbaiki" in shown and "Laporan diminta dari daerah Anda" not in shown
    assert "Tidak ada berkas yang cocok" not in shown
    assert "Tidak ada berkas yang cocok" in page(by, saring="konfirmasi")


QUICK = ("", "over", "returned", "unconfirmed", "disputed")


def test_a_day_and_words_narrow_it_too() -> None:
    agreed()
    by = city()
    made = period(centre(), due_on=by.today + timedelta(2))
    found = other_tasks.tasks(Actor(by.account))
    for chosen, number in (
        (TaskFilters(), 1), (TaskFilters(day=made.due_on), 1), (TaskFilters(words="semester"), 1),
        (TaskFilters(day=by.today), 0), (TaskFilters(words="lain"), 0), (TaskFilters(stage="verification"), 0),
    ):  # fmt: skip
        assert len(other_tasks.narrowed(found, chosen)) == number, chosen


def test_an_evaluation_waits_for_its_own_office_until_it_is_decided() -> None:
    tie, by = agreed(), city()
    made = begun(by, tie)
    assert asked(by) == ["Evaluasi perlu diselesaikan"] and asked(centre()) == []
    evaluating.withdraw(by=by, evaluation=made, reason="Keliru")
    made = completed(by, tie)
    assert asked(by) == ["Evaluasi menunggu keputusan"]
    assert reverse("monitoring:evaluation", args=[made.ref]) in page(by)
