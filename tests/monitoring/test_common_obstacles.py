"""Which obstacles are common and what helped, over the cooperations somebody sees from inside."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.monitoring.facing import CENTRE, MISSION, asked, obstacle, office, resolved
from tests.people import helpers as people
from tests.plans.helpers import acting, officer
from tests.register.helpers import agreed

from gerbang.monitoring.obstacles import faced, handling
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Acting:
    """Two obstacles of Bandung, one of them resolved, and one of Surabaya."""
    by, tie = acting(officer()), agreed()
    obstacle(by, tie)
    resolved(by, obstacle(by, tie, title="Dana pendamping belum ada"))
    obstacle(None, agreed("Kota Surabaya", "Kota Lain"), category="skill", title="Kekurangan penerjemah")
    return by


def numbers(account: Account) -> dict[str, tuple[int, int, int]]:
    return {one.category: (one.all, one.open, one.resolved) for one in faced.common(Actor(account))}


def page(account: Account, name: str, query: str = "") -> str:
    answer: Any = people.signed_in(account).get(reverse(f"monitoring:{name}") + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_ministry_sees_all_a_province_and_a_city_their_own(by: Acting) -> None:
    assert numbers(office(CENTRE)) == {"budget": (2, 1, 1), "skill": (1, 1, 0)}
    assert numbers(office("Pemerintah Provinsi Jawa Barat")) == {"budget": (2, 1, 1)}
    assert numbers(by.account) == {"budget": (2, 1, 1)}
    assert numbers(office(MISSION)) == {}


def test_the_numbers_are_one_query(by: Acting, django_assert_num_queries: Any) -> None:
    actor = Actor(office(CENTRE))
    assert actor.national_sight
    with django_assert_num_queries(1):
        faced.common(actor)
    with django_assert_num_queries(1):
        list(faced.remedies(actor, "budget", "mitra"))


def test_every_number_leads_to_what_it_counts(by: Acting) -> None:
    account = office(CENTRE)
    shown = page(account, "common-obstacles")
    assert "?kategori=budget&amp;keadaan=resolved" in shown and "Dibiayai bersama mitra" in shown
    listed = page(account, "obstacle-list", "?kategori=budget&keadaan=resolved")
    assert "Dana pendamping belum ada" in listed and "Anggaran perjalanan dipotong" not in listed
    assert "penerjemah" in page(account, "obstacle-list", "?q=PENERJEMAH&kategori=ini-tidak-ada")


def test_what_helped_is_found_by_kind_and_words_and_not_what_was_reopened(by: Acting) -> None:
    actor = Actor(by.account)
    assert faced.remedies(actor, "budget", "bersama").count() == 1
    assert faced.remedies(actor, "skill").count() == 0
    assert "Dibiayai bersama mitra" in page(by.account, "remedies", "?kategori=budget")
    handling.withdraw_part(by=by, part=faced.remedies(actor).get(), reason="Terjadi lagi")
    assert not faced.remedies(actor).exists()


def test_who_was_asked_finds_the_request_on_the_page_and_in_the_list(by: Acting) -> None:
    account = office(MISSION)
    asked(by, faced.visible_to(Actor(by.account)).get(state="open"))
    assert "Mohon dibantu menghubungi mitra." in page(account, "common-obstacles")
    listed = page(account, "obstacle-list", "?kepada=kami")
    assert "Anggaran perjalanan dipotong" in listed and "Dana pendamping" not in listed


def test_the_list_leaves_as_a_workbook_in_which_nothing_is_run(by: Acting) -> None:
    obstacle(by, agreed(with_="Kota Ketiga"), title="=1+1")
    answer: Any = people.signed_in(by.account).get(reverse("monitoring:download-obstacles") + "?keadaan=open")
    sheet = load_workbook(BytesIO(answer.content)).active
    titles = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert sorted(cell.value for cell in titles) == ["=1+1", "Anggaran perjalanan dipotong"]
    assert {cell.data_type for cell in titles} == {"s"}


def test_the_public_sees_none_of_it(by: Acting) -> None:
    for name in ("common-obstacles", "obstacle-list", "remedies", "download-obstacles"):
        assert Client().get(reverse(f"monitoring:{name}")).status_code == 302


def test_a_wrong_address_is_no_error(by: Acting) -> None:
    page(by.account, "obstacle-list", "?q=%00&kategori=x&keadaan=y&after=zzz")
    page(by.account, "remedies", "?q=" + "a" * 500)
