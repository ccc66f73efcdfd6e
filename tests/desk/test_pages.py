"""The pages of the desk: filters, counts, links, empty states, both languages, and how many queries they take."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.desk.factory import (
    at_council,
    at_verification,
    client,
    confirming,
    consulted,
    council,
    disputed,
    government,
    letter,
    ministry,
    officer,
    on_monday,
    opened,
    region,
    returned,
    with_target,
)

from gerbang.people.models import Right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "monday")]

TASKS = "/tugas/"
WATCHED = "/tugas/dipantau/"
TASK_QUERIES = 19
WATCHED_QUERIES = 10


@pytest.fixture
def monday() -> Iterator[None]:
    with on_monday():
        yield


def text(of: Client, address: str = TASKS, **query: str) -> str:
    response = of.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def numbers(page: str) -> list[str]:
    """The numbers of the cases listed, in order."""
    return [part.partition("<")[0] for part in page.split("<small>")[1:] if part.startswith("KSDPL/")]


@pytest.fixture
def ministry_desk() -> Client:
    return client(officer(ministry()))


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    for name in ("tasks", "download", "watched"):
        response = Client().get(reverse(f"desk:{name}"))
        assert response.status_code == 302 and "next=" in response["Location"]


def test_signing_in_leads_here(settings: object) -> None:
    with translation.override("id"):
        assert reverse("desk:tasks") == settings.LOGIN_REDIRECT_URL  # type: ignore[attr-defined]


def test_one_line_says_all(ministry_desk: Client) -> None:
    case = with_target(at_verification("32", "Gyeongsangbuk-do, Korea Selatan", date(2026, 4, 8)), date(2026, 4, 29))
    page = text(ministry_desk)
    for part in (
        "Provinsi Jawa Barat",
        "Gyeongsangbuk-do, Korea Selatan",
        case.number,
        f'href="/berkas/{case.ref}/"',
        "Verifikasi dan pertimbangan",
        "8 April 2026",
        "29 April 2026",
        "2 hari kerja lagi",
        "Target waktu internal",
        "Belum ada: Surat penyampaian rencana kepada Menteri. Masih kurang 2 hal lain.",
        '<tr class="soon">',
        "Senin, 27 April 2026.",
        "1 tugas menunggu Pusat Fasilitasi Kerja Sama.",
    ):
        assert part in page


def test_past_a_deadline_of_the_law_in_both_languages() -> None:
    at_council("36.71", "Yantai, Tiongkok", date(2026, 2, 2))
    desk = client(officer(council("36.71")))
    page = text(desk)
    assert '<tr class="over">' in page and "Melewati batas waktu</span><b>16 April 2026</b>" in page
    assert "7 hari kerja lewat" in page and "Pasal 30 ayat (4) PP 28/2018" in page
    page = text(desk, "/en/tugas/")
    assert "Past the deadline</span><b>16 April 2026</b>" in page and "7 working days past" in page


def test_confirming_and_settling_in_indonesian(ministry_desk: Client) -> None:
    disputed("34.71", "Kathmandu, Nepal")
    confirming("33.10", "Nanjing, Tiongkok")
    assert "Selesaikan keberatan ini." in text(ministry_desk)
    page = text(client(officer(council("33.10"))))
    assert (
        "Pemerintah Kabupaten Klaten mencatat “Keputusan DPRD, atau keputusan atau surat Pimpinan DPRD” berdasarkan "
        "surat nomor 170/44/DPRD. Konfirmasi atau ajukan keberatan." in page
    )


def test_the_link_in_the_navigation_counts_what_waits(ministry_desk: Client) -> None:
    at_verification("32", "Shanghai", date(2026, 4, 8))
    consulted("71.73", "Baguio")
    assert '>Tugas saya<span class="n">2</span></a>' in text(ministry_desk)
    assert 'aria-current="page">Tugas saya' in text(ministry_desk)
    assert "Tugas saya" not in text(Client(), "/")


# --- Filters ---


def test_quick_filters_count_and_keep() -> None:
    both = client(officer(council("36.71"), council("33.10"), government("51.07"), ministry()))
    over = at_council("36.71", "Yantai", date(2026, 2, 2))
    confirm = confirming("33.10", "Nanjing")
    back = returned("51.07", "Cuttack")
    quarrel = disputed("34.71", "Kathmandu")
    page = text(both)
    for label, number in (
        ("Semua", 4), ("Melewati batas waktu", 1), ("Dikembalikan", 1), ("Belum dikonfirmasi", 1), ("Ada keberatan", 1),
    ):  # fmt: skip
        assert f'{label}<span class="n">{number}</span></a>' in page
    for key, case in (("lewat", over), ("kembali", back), ("konfirmasi", confirm), ("keberatan", quarrel)):
        assert numbers(text(both, saring=key)) == [case.number]


def test_a_target_that_has_passed_is_not_past_the_deadline(ministry_desk: Client) -> None:
    with_target(at_verification("32", "Shanghai", date(2026, 4, 8)), date(2026, 4, 20))
    assert 'Melewati batas waktu<span class="n">0</span>' in text(ministry_desk)


def test_stage_province_day_and_words_narrow(ministry_desk: Client) -> None:
    java = with_target(at_verification("32", "Shanghai", date(2026, 4, 8)), date(2026, 4, 29))
    tomohon = consulted("71.73", "Baguio")
    letter(tomohon, "045/12/SETDA", date(2026, 4, 1))
    assert numbers(text(ministry_desk, tahap="consultation")) == [tomohon.number]
    assert numbers(text(ministry_desk, provinsi=region("71").ref)) == [tomohon.number]
    assert numbers(text(ministry_desk, provinsi=region("32").ref)) == [java.number]
    assert numbers(text(ministry_desk, jatuh="2026-04-29")) == [java.number]
    for words, case in (("tomohon", tomohon), ("shang", java), (java.number, java), ("045/12", tomohon)):
        assert numbers(text(ministry_desk, q=words)) == [case.number]


def test_only_what_there_is_can_be_chosen(ministry_desk: Client) -> None:
    at_verification("32", "Shanghai", date(2026, 4, 8))
    consulted("71.73", "Baguio")
    page = text(ministry_desk)
    assert '<option value="verification">' in page and '<option value="council">' not in page
    assert f'<option value="{region("71").ref}">' in page and f'<option value="{region("33").ref}">' not in page


def test_filters_stay_together(ministry_desk: Client) -> None:
    consulted("71.73", "Baguio")
    page = text(ministry_desk, saring="konfirmasi", q="bag", tahap="consultation")
    assert 'href="?saring=lewat&amp;tahap=consultation&amp;q=bag"' in page
    assert '<input type="hidden" name="saring" value="konfirmasi">' in page and 'value="bag"' in page
    assert 'Semua<span class="n">1</span>' in page


@pytest.mark.parametrize("query", ["saring=x", "tahap=x", "provinsi=x", "jatuh=x", "q=%00", "after=x", "before=W10"])
def test_an_address_made_by_hand_shows_everything(ministry_desk: Client, query: str) -> None:
    case = at_verification("32", "Shanghai", date(2026, 4, 8))
    assert numbers(ministry_desk.get(f"{TASKS}?{query}").content.decode()) == [case.number]


def test_long_desks_have_pages(ministry_desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gerbang.desk.views.PAGE", 2)
    dated = [with_target(at_verification(code, "Fujian", date(2026, 4, 8)), date(2026, 5, 6)) for code in ("31", "32")]
    undated = [at_verification(code, "Fujian", date(2026, 4, 8)) for code in ("33", "34")]
    first = ministry_desk.get(TASKS)
    assert numbers(first.content.decode()) == [case.number for case in dated]
    after = first.context["page"].after
    assert numbers(text(ministry_desk, after=after)) == [case.number for case in undated]


# --- Three weeks ---


def test_the_strip_shows_three_weeks_with_holidays_and_what_falls_due(ministry_desk: Client) -> None:
    for code, due in (("32", 29), ("33", 29), ("34", 30)):
        with_target(at_verification(code, "Fujian", date(2026, 4, 8)), date(2026, 4, due))
    page = text(ministry_desk)
    assert "27 April–15 Mei: 3 tugas jatuh waktu, 3 hari libur" in page
    assert page.count("<li", page.index('class="week"'), page.index("</ul>", page.index('class="week"'))) == 15
    assert '<li class="t" title="27 April: hari ini">' in page
    assert '<li class="h" title="1 Mei: Hari Buruh Internasional">' in page
    assert '<li class="o" title="29 April: 2 tugas jatuh waktu">' in page and 'href="?jatuh=2026-04-29"' in page


# --- What is only watched ---


def test_what_is_only_watched_is_counted_and_linked(ministry_desk: Client) -> None:
    at_verification("32", "Shanghai", date(2026, 4, 8))
    other = at_council("36.71", "Yantai", date(2026, 2, 2))
    page = text(ministry_desk)
    assert f'<a href="{WATCHED}?keadaan=dipantau">1 berkas lain hanya dipantau</a>, tidak menunggu Anda.' in page
    assert numbers(text(ministry_desk, WATCHED, keadaan="dipantau")) == [other.number]


def test_the_watched_list_narrows(ministry_desk: Client) -> None:
    running = at_verification("32", "Shanghai", date(2026, 4, 8))
    stopped = opened("33.10", "Nanjing", "initiative", date(2026, 4, 1)).step(
        "stop", date(2026, 4, 2), government("33.10"), data={"reason": "Tidak layak"}
    )
    stopped.done()
    assert numbers(text(ministry_desk, WATCHED)) == [stopped.case.number, running.number]
    for query, case in (
        ({"keadaan": "berhenti"}, stopped.case),
        ({"keadaan": "berjalan"}, running),
        ({"tahap": "verification"}, running),
        ({"provinsi": region("33").ref}, stopped.case),
        ({"daerah": region("32").ref}, running),
        ({"q": "nanj"}, stopped.case),
    ):
        assert numbers(text(ministry_desk, WATCHED, **query)) == [case.number]
    assert "Tidak dilanjutkan" in text(ministry_desk, WATCHED, keadaan="berhenti")
    assert "Menunggu Anda" in text(ministry_desk, WATCHED, keadaan="berjalan")


def test_a_province_chooses_among_its_own_regions() -> None:
    opened("33.10", "Nanjing", "initiative", date(2026, 4, 1)).done()
    page = text(client(officer(government("33"))), WATCHED)
    assert f'<option value="{region("33.10").ref}">' in page
    assert f'<option value="{region("34.71").ref}">' not in page and 'name="provinsi"' not in page


# --- Nothing there ---


def test_an_empty_desk_says_what_will_come_and_how_to_begin() -> None:
    page = text(client(officer(government("11.01"))))
    assert "Tidak ada berkas yang menunggu Anda" in page and "Berkas muncul di sini bila" in page
    assert reverse("gate:choose").removeprefix("/en") in page
    assert "tugas menunggu" not in page and "<table" not in page
    at_council("36.71", "Yantai", date(2026, 2, 2))
    page = text(client(officer(ministry(), right=Right.READ)))
    assert "Lihat 1 berkas yang hanya dipantau" in page and "/berkas/baru/" not in page


def test_an_account_without_an_office_is_told_so() -> None:
    page = text(client(officer()))
    assert "Akun Anda belum terhubung dengan instansi mana pun." in page


def test_filters_that_find_nothing_offer_the_way_back(ministry_desk: Client) -> None:
    at_verification("32", "Shanghai", date(2026, 4, 8))
    page = text(ministry_desk, q="tidak ada")
    assert "Tidak ada berkas yang cocok" in page and "Tampilkan semua yang menunggu" in page
    assert "Tidak ada berkas yang cocok" in text(ministry_desk, WATCHED, q="tidak ada")
    assert "Belum ada berkas" in text(client(officer(government("11.01"))), WATCHED)


# --- Queries ---


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_desk(
    ministry_desk: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _row in range(rows):
        at_verification("32", "Shanghai", date(2026, 4, 8))
    text(ministry_desk)
    with django_assert_num_queries(TASK_QUERIES):
        page = text(ministry_desk)
    assert len(numbers(page)) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_watched_list(
    ministry_desk: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _row in range(rows):
        at_council("36.71", "Yantai", date(2026, 2, 2))
    text(ministry_desk, WATCHED)
    with django_assert_num_queries(WATCHED_QUERIES):
        page = text(ministry_desk, WATCHED)
    assert len(numbers(page)) == rows
