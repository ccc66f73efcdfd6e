"""One set of parties and one kind is one tie, however often it is begun."""

import pytest

from gerbang.places import actions as places
from gerbang.places import queries
from gerbang.places.models import Partner, Region
from gerbang.register.actions import tie_between
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def partner(name: str, country: str) -> Partner:
    place = queries.place(queries.pick(name, country=country)[0].key)
    assert place is not None
    return places.partner_for(None, place=place)


@pytest.fixture
def bandung() -> Region:
    return Region.objects.get(code="32.73")


def test_the_same_parties_and_kind_give_the_same_tie(bandung: Region) -> None:
    melbourne = partner("Melbourne", "AU")
    first = tie_between(by=None, kind="ksdpl-sister", region=bandung, partners=[melbourne])
    again = tie_between(by=None, kind="ksdpl-sister", region=bandung, partners=[melbourne], fields_id="Pendidikan")
    assert again == first
    assert Tie.objects.get(pk=first.pk).fields_id == "Pendidikan"


def test_another_kind_or_another_party_is_another_tie(bandung: Region) -> None:
    melbourne, busan = partner("Melbourne", "AU"), partner("Busan", "KR")
    ties = {
        tie_between(by=None, kind="ksdpl-sister", region=bandung, partners=[melbourne]),
        tie_between(by=None, kind="ksdpl-other", region=bandung, partners=[melbourne]),
        tie_between(by=None, kind="ksdpl-sister", region=bandung, partners=[melbourne, busan]),
        tie_between(by=None, kind="ksdpl-sister", region=Region.objects.get(code="32.04"), partners=[melbourne]),
    }
    assert len(ties) == 4


def test_two_third_parties_of_one_name_are_not_taken_for_one(bandung: Region) -> None:
    first = tie_between(by=None, kind="ksdpk", region=bandung, third_party="PT Contoh")
    second = tie_between(by=None, kind="ksdpk", region=bandung, third_party="PT Contoh")
    assert first != second
