"""The cube says what counting would say, whatever happened and in whatever order."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.helpers import agreed, counted, sign, source, tie

from gerbang.ledger.models import Reader
from gerbang.people.acting import Actor
from gerbang.register import cube, faceting, facets, queries
from gerbang.register.actions import add_claim, set_phase, withdraw_instrument
from gerbang.register.models import Tally, Tie

TOKENS = st.sampled_from(
    [
        "dr_aaaaaaaaaa",
        "dr_bbbbbbbbbb",
        "pv_aaaaaaaaaa",
        "ng_cccccccccc",
        "jn_ksdpl_sister",
        "th_agreed",
        "tn_2015",
        "mt_x",
    ]
)


def by_counting() -> Counter[cube.Cell]:
    return Counter(cell for tie in Tie.objects.all() for cell in cube.cells(cube.counted_as(tie)))


def by_cube() -> Counter[cube.Cell]:
    rows = Tally.objects.exclude(number=0).values_list("token", "beside", "public", "number")
    return Counter({(token, beside, public): number for token, beside, public, number in rows})


@given(st.sets(TOKENS))
def test_a_tie_is_counted_once_alone_and_once_beside_every_place_and_kind(tokens: set[str]) -> None:
    cells = Counter(facets.cells(" ".join(sorted(tokens))))
    assert set(cells.values()) <= {1}
    alone = {token for token, beside in cells if not beside}
    assert alone == {token for token in tokens if facets.facet(token) in facets.COUNTED}
    for token, beside in cells:
        paired = beside in tokens and facets.facet(beside) in facets.PAIRED and token != beside
        assert not beside or paired or (beside == facets.facet(token) == facets.PARTNER)


@pytest.mark.django_db
def test_it_follows_every_change() -> None:
    one, two = agreed(with_="Kota Satu"), agreed(with_="Kota Dua", alpha2="CN")
    counted()
    assert by_cube() == by_counting()
    set_phase(by=None, tie=one, phase="ended")
    withdraw_instrument(by=None, instrument=two.instruments.get(), reason="salah catat")
    tie(with_="Kota Tiga")
    counted()
    assert by_cube() == by_counting()


@pytest.mark.django_db
def test_counting_twice_changes_nothing() -> None:
    agreed()
    counted()
    before = by_cube()
    counted()
    assert cube.recount(Tie.objects.all()) == 0
    assert by_cube() == before


@pytest.mark.django_db
def test_a_reader_that_follows_an_earlier_one_begins_the_cube_anew() -> None:
    agreed()
    counted()
    before = by_cube()
    Tally.objects.update(number=99)
    Reader.objects.filter(name=cube.READER).update(name="register.cube.0")
    cube.refresh()
    assert by_cube() == before


@pytest.mark.django_db
def test_what_is_not_public_is_in_no_number_shown_to_the_public() -> None:
    add_claim(by=None, tie=tie(with_="Kota Rahasia"), fact="status", source=source(), confidence="B")
    counted()
    shown = faceting.count(Actor(None), queries.Filters())
    assert shown.numbers == {}


@pytest.mark.django_db
def test_numbers_beside_filters_are_those_of_the_lists_they_lead_to() -> None:
    for name, alpha2, year in (("Kota Satu", "JP", 2015), ("Kota Dua", "JP", 2016), ("Kota Tiga", "CN", 2015)):
        sign(tie(with_=name, alpha2=alpha2), date(year, 3, 1))
    counted()
    nobody = Actor(None)
    for chosen in (queries.Filters(), queries.Filters(kind="ksdpl-sister"), queries.Filters(year=2015)):
        numbers = faceting.count(nobody, chosen)
        for year, number in faceting.years(numbers):
            both = queries.Filters(kind=chosen.kind, year=year)
            if chosen.year in (None, year):
                assert queries.narrowed(queries.visible_to(nobody), both).count() == number
