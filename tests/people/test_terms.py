"""Terms of office: who lawfully held an office on a day, elected or acting by a decree."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.people.helpers import acting, bandung, body, division, office, signed_in, working

from gerbang.access import Refused
from gerbang.ledger.models import Payload
from gerbang.people import queries
from gerbang.people.acting import Actor
from gerbang.people.actions import add_term, end_term, grant
from gerbang.people.models import Right, Term
from gerbang.people.rules import keeping_terms
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def values(**changed: Any) -> dict[str, Any]:
    fixed = {"office": "Wali Kota Bandung", "holder": "Nama Rahasia", "capacity": "definitive", "decree": ""}
    return {**fixed, "since": date(2025, 2, 20), "until": None, **changed}


def test_an_acting_head_holds_the_office_between_two_elected_ones() -> None:
    by = acting(division(), Right.PREPARE)
    acting_head = values(
        capacity="pj", decree="100.2.1.3-1 Tahun 2023", since=date(2023, 9, 20), until=date(2025, 2, 20)
    )
    for each in (values(since=date(2018, 9, 20), until=date(2023, 9, 20)), acting_head, values()):
        add_term(by=by, body=bandung(), values=each)
    capacities = {
        day: set(queries.office_holders(bandung(), day).values_list("capacity", flat=True))
        for day in (date(2018, 1, 1), date(2020, 1, 1), date(2024, 4, 1), date(2025, 2, 20), date(2026, 1, 1))
    }
    assert list(capacities.values()) == [set(), {"definitive"}, {"pj"}, {"pj", "definitive"}, {"definitive"}]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": date(2025, 2, 19)}, "until"),
        ({"capacity": "plt"}, "decree"),
        ({"holder": " "}, "holder"),
        ({"office": " "}, "office"),
        ({"since": date(2026, 1, 1)}, "since"),
    ],
)
def test_a_term_that_cannot_be(changed: dict[str, Any], field: str) -> None:
    by = acting(bandung(), Right.SEND)
    add_term(by=by, body=bandung(), values=values())
    with pytest.raises(Invalid) as invalid:
        add_term(
            by=by,
            body=bandung(),
            values=values(**{"since": date(2030, 1, 1), "office": "Lain"} | changed)
            if field != "since"
            else values(**changed),
        )
    assert field in invalid.value.problems
    assert Term.objects.count() == 1


def test_a_term_is_kept_by_the_region_and_not_by_readers_councils_or_others() -> None:
    strangers = [
        acting(bandung(), Right.READ),
        acting(body("Sekretariat DPRD Kota Bandung"), Right.SEND),
        acting(body("Pemerintah Provinsi Jawa Barat"), Right.SEND),
        acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND),
    ]
    for by in strangers:
        with pytest.raises(Refused):
            add_term(by=by, body=bandung(), values=values())
    with pytest.raises(Refused):
        add_term(by=acting(division(), Right.SEND), body=division(), values=values())


def test_the_book_never_holds_the_name() -> None:
    by = acting(division(), Right.SEND)
    term = add_term(by=by, body=bandung(), values=values())
    end_term(by=by, term=term, until=date(2026, 1, 1))
    texts = list(Payload.objects.values_list("text", flat=True))
    assert any(term.ref in text for text in texts)
    assert not any("Rahasia" in text or "@" in text for text in texts)


def test_a_term_is_added_listed_and_ended_on_the_page() -> None:
    client = signed_in(working(division(), Right.PREPARE))
    typed = {
        "office": "Wali Kota Bandung",
        "holder": "Nama Pejabat",
        "capacity": "pj",
        "decree": "",
        "since": "20-9-2023",
    }
    page = client.post(reverse("people_add_term"), typed)
    assert page.status_code == 200 and "keputusan pengangkatan" in page.content.decode()
    page = client.post(reverse("people_add_term"), typed | {"decree": "Kepmendagri 1/2023"}, follow=True)
    assert "Nama Pejabat" in page.content.decode()
    term = Term.objects.get()
    assert client.get(reverse("people_end_term", args=[term.ref])).status_code == 200
    client.post(reverse("people_end_term", args=[term.ref]), {"until": "19 Februari 2025"})
    assert Term.objects.get().until == date(2025, 2, 19)
    assert client.get(reverse("people_end_term", args=[term.ref])).status_code == 404


def test_a_reader_reads_and_a_neighbour_does_not_find_it() -> None:
    term = add_term(by=acting(division(), Right.SEND), body=bandung(), values=values())
    reader = signed_in(working(bandung(), Right.READ))
    page = reader.get(reverse("people_terms"))
    assert "Nama Rahasia" in page.content.decode()
    assert reverse("people_add_term") not in page.content.decode()
    assert reader.get(reverse("people_add_term")).status_code == 403
    neighbour = signed_in(working(body("Pemerintah Kota Surabaya"), Right.SEND))
    assert neighbour.get(reverse("people_end_term", args=[term.ref])).status_code == 404
    assert "Nama Rahasia" not in neighbour.get(reverse("people_terms")).content.decode()
    ministry = signed_in(working(body("Kementerian Perdagangan"), Right.SEND))
    assert ministry.get(reverse("people_terms")).status_code == 403


def test_a_dinas_of_the_region_reads_the_terms_and_is_told_who_keeps_them() -> None:
    keeper = acting(division(), Right.PREPARE)
    term = add_term(by=keeper, body=bandung(), values=values())
    for right in (Right.PREPARE, Right.SEND, Right.ADMINISTER):
        by = acting(office(), right)
        with pytest.raises(Refused, match="Dinas Lingkungan Hidup"):
            add_term(by=by, body=bandung(), values=values(since=date(2020, 1, 1), until=date(2024, 1, 1)))
        with pytest.raises(Refused):
            end_term(by=by, term=term, until=date(2026, 1, 1))
    client = signed_in(working(office(), Right.PREPARE, email="dlh@bandung.example"))
    page = client.get(reverse("people_terms")).content.decode()
    assert "Nama Rahasia" in page and reverse("people_add_term") not in page
    assert reverse("people_end_term", args=[term.ref]) not in page
    assert "unit yang mengelola kerja sama" in page
    assert client.get(reverse("people_add_term")).status_code == 403
    assert client.post(reverse("people_end_term", args=[term.ref]), {"until": "1-1-2026"}).status_code == 403
    assert Term.objects.get().until is None


def test_who_also_works_in_the_unit_that_keeps_cooperation_writes_as_that_unit() -> None:
    who = working(office(), Right.PREPARE)
    grant(by=None, account=who, body=division(), right=Right.PREPARE, since=date(2020, 1, 1))
    assert keeping_terms(Actor(who), bandung()).body == division()
