"""The state of every cooperation is kept for national views; it follows the book and the days, and never drifts."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.monitoring.offices import city, delivered
from tests.register.helpers import agreed

from gerbang.ledger.actions import seal
from gerbang.ledger.models import Reader
from gerbang.monitoring import following, queries
from gerbang.monitoring.liveliness import keeping
from gerbang.monitoring.models import KeptLiveliness, LivelinessTally
from gerbang.places.models import Region
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def kept(of: Tie) -> str:
    return KeptLiveliness.objects.get(tie=of).state


def refreshed() -> int:
    seal()
    return following.refresh()


def assert_nothing_drifted() -> None:
    tallied = LivelinessTally.objects.exclude(number=0).values_list("token", "state", "number")
    assert Counter({(token, state): number for token, state, number in tallied}) == keeping.recounted()


def test_what_is_kept_is_what_the_page_computes_and_follows_the_book() -> None:
    old, new = agreed(on=date(2015, 1, 1)), agreed(with_="Kota Baru", on=date(2026, 6, 1))
    assert refreshed() == 2
    assert (kept(old), kept(new)) == ("no-data", "active")
    assert keeping.numbers() == {("", "no-data"): 1, ("", "active"): 1}
    delivered(city(), old)
    assert refreshed() == 1 and kept(old) == "active"
    assert KeptLiveliness.objects.get(tie=old).delivered_on == date(2026, 3, 10)
    for tie in (old, new):
        assert kept(tie) == queries.state_on(tie, TODAY).state
    assert keeping.numbers() == {("", "active"): 2}
    assert_nothing_drifted()


def test_nothing_new_means_nothing_to_do() -> None:
    agreed()
    refreshed()
    assert refreshed() == 0


def test_a_day_that_passes_changes_the_answer_without_any_entry() -> None:
    tie = agreed(on=TODAY - timedelta(100))
    refreshed()
    until = KeptLiveliness.objects.get(tie=tie).until
    assert until is not None
    following.recompute([tie.pk], until)
    assert kept(tie) == "active"
    assert following._pass_days(until + timedelta(1)) == 1
    assert kept(tie) == "no-data" and following._pass_days(until + timedelta(1)) is None
    assert_nothing_drifted()


def test_states_are_counted_by_region_country_and_field() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh", on=date(2015, 1, 1))
    refreshed()
    bandung = Region.objects.get(name_id="Kota Bandung")
    by_region = keeping.numbers("dr")
    assert by_region[f"dr_{bandung.ref[3:]}", kept(Tie.objects.get(parties__region=bandung))] == 1
    assert sum(by_region.values()) == 2
    assert_nothing_drifted()


def test_what_is_withdrawn_is_counted_no_more() -> None:
    tie = agreed()
    refreshed()
    Tie.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Salah catat")
    following.recompute([tie.pk], TODAY)
    assert not KeptLiveliness.objects.exists() and keeping.numbers() == {}
    assert_nothing_drifted()


def test_a_raised_reader_computes_everything_anew() -> None:
    tie = agreed()
    refreshed()
    KeptLiveliness.objects.update(state="ended")
    KeptLiveliness.objects.all().delete()
    LivelinessTally.objects.all().delete()
    Reader.objects.filter(name=following.READER).update(name="monitoring.liveliness.0")
    refreshed()
    assert kept(tie) == queries.state_on(tie, TODAY).state
