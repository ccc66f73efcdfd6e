"""Two act at the same moment: publication is switched on once, and a region is shown it once."""

import threading
from collections.abc import Callable

from django.db import connection
from tests.monitoring.offices import centre, city, region
from tests.monitoring.publishing import LETTER, WHY, switched_on
from tests.register.helpers import agreed
from tests.template import OwnDatabase

from gerbang.monitoring.models import Publication, Showing
from gerbang.monitoring.publication import actions
from gerbang.values import Invalid


def at_once(work: Callable[[], object]) -> list[Invalid]:
    """Does it twice at the same moment; gives what was refused."""
    gate, refused = threading.Barrier(2), []

    def run() -> None:
        gate.wait()
        try:
            work()
        except Invalid as invalid:
            refused.append(invalid)
        finally:
            connection.close()

    both = [threading.Thread(target=run) for _person in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    return refused


def test_of_two_who_switch_it_on_one_is_told_that_it_is_on(own_database: OwnDatabase) -> None:
    by = centre()
    assert len(at_once(lambda: actions.switch_on(by=by, letter=LETTER, reason=WHY))) == 1
    assert Publication.objects.filter(ended_at=None).count() == 1


def test_of_two_who_switch_it_off_one_is_told_that_it_is_off(own_database: OwnDatabase) -> None:
    switched_on()
    by = centre()
    assert len(at_once(lambda: actions.switch_off(by=by, reason=WHY))) == 1
    assert not Publication.objects.filter(ended_at=None).exists()


def test_of_two_who_show_a_region_its_list_one_is_told_that_it_has_it(own_database: OwnDatabase) -> None:
    agreed()
    by, where = centre(), region(city())
    assert len(at_once(lambda: actions.show(by=by, region=where, letter=LETTER))) == 1
    assert Showing.objects.count() == 1


def test_of_two_who_show_it_to_every_region_one_is_told_that_they_have_it(own_database: OwnDatabase) -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Lain")
    by = centre()
    assert len(at_once(lambda: actions.show_every(by=by, letter=LETTER))) == 1
    assert Showing.objects.count() == 2
