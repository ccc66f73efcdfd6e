"""What is proposed for a cooperation and why; and that texts and endings of cases are read by liveliness itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.gate.living import agreed, begun_upon
from tests.gate.office import Offices, account, act, bandung
from tests.people.helpers import signed_in

from gerbang.monitoring import queries, revitalising
from gerbang.monitoring.liveliness.states import State
from gerbang.people.acting import Actor
from gerbang.people.actions import add_term
from gerbang.people.models import Right, Term
from gerbang.people.queries import government_of
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.actions import sign_instrument
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def actor(offices: Offices) -> Actor:
    return Actor(offices.accounts["region"])


def proposed(offices: Offices, tie: Tie) -> list[str]:
    who = actor(offices)
    found = revitalising.proposal(who, tie, queries.state_on(tie, who.today))
    return [book.id for book in found.books] if found else []


def delivered(tie: Tie, days_ago: int) -> None:
    on = VagueDate.day(actor_day() - timedelta(days=days_ago))
    record_delivery(by=None, tie=tie, told=Told("Pelatihan guru", on))


def actor_day() -> date:
    return Actor(None).today


def term(offices: Offices, since: date, until: date | None = None, **changed: Any) -> Term:
    values = {"office": "Wali Kota Bandung", "holder": "Nama Contoh", "capacity": "definitive", "decree": ""}
    government = government_of(offices.region)
    given = {**values, "since": since, "until": until, **changed}
    return add_term(by=offices.by("region"), body=government, values=given)


def changed_head(offices: Offices, days_ago: int = 60, **changed: Any) -> Term:
    day = actor_day() - timedelta(days=days_ago)
    term(offices, date(2018, 9, 20), day - timedelta(days=1))
    return term(offices, day, **changed)


def test_nothing_is_proposed_of_what_is_alive_or_of_which_nothing_is_known() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    assert proposed(offices, tie) == []
    delivered(tie, 30)
    assert proposed(offices, tie) == []


def test_less_life_proposes_revitalisation_with_its_reason() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    delivered(tie, 365 * 5)
    assert proposed(offices, tie) == ["id.revitalise"]
    found = revitalising.proposal(actor(offices), tie, queries.state_on(tie, actor_day()))
    assert found is not None and "Menurun" in found.reasons[0]


def test_a_term_that_ran_out_proposes_to_extend_or_renew_as_well() -> None:
    offices = bandung()
    assert proposed(offices, agreed(offices)) == ["id.revitalise", "id.extend", "id.renew"]


def test_a_running_case_silences_the_proposal() -> None:
    offices = bandung()
    tie = agreed(offices)
    walk = begun_upon(offices, tie, "extend")
    assert proposed(offices, tie) == []
    act(walk, "stop")
    assert "id.extend" in proposed(offices, tie)


def test_a_new_head_proposes_revitalisation_until_he_has_signed_something() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    changed_head(offices)
    assert proposed(offices, tie) == ["id.revitalise"]
    sign_instrument(by=None, tie=tie, kind="amendment", signed=VagueDate.day(actor_day() - timedelta(days=10)))
    assert proposed(offices, tie) == []


@pytest.mark.parametrize("capacity", ["pj", "pjs", "plt"])
def test_an_acting_head_is_a_change_too(capacity: str) -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    changed_head(offices, capacity=capacity, decree="100.2/1 (contoh)")
    assert proposed(offices, tie) == ["id.revitalise"]


def test_the_first_term_on_record_is_no_change() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    term(offices, actor_day() - timedelta(days=30))
    assert proposed(offices, tie) == []


def test_a_change_of_long_ago_proposes_nothing_more() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    changed_head(offices, days_ago=500)
    assert proposed(offices, tie) == []


def test_a_change_of_head_never_touches_liveliness() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    delivered(tie, 30)
    before = queries.state_on(tie, actor_day())
    changed_head(offices)
    assert queries.state_on(tie, actor_day()) == before
    assert before.state == State.ACTIVE


def test_whoever_cannot_begin_sees_no_proposal() -> None:
    offices = bandung("home-affairs")
    tie = agreed(offices)
    mine = signed_in(offices.accounts["region"])
    reader = signed_in(account(offices.bodies["region"], "Pembaca", (Right.READ,)))
    for name in ("portal:tie", "monitoring:liveliness"):
        where = reverse(name, args=[tie.ref])
        assert "Hanya usulan" in mine.get(where).content.decode()
        for other in (reader, signed_in(offices.accounts["home-affairs"])):
            assert "Hanya usulan" not in other.get(where).content.decode()


def test_a_past_day_proposes_nothing() -> None:
    offices = bandung()
    tie = agreed(offices)
    where = reverse("monitoring:liveliness", args=[tie.ref]) + "?pada=01-01-2021"
    assert "Hanya usulan" not in signed_in(offices.accounts["region"]).get(where).content.decode()


# What cases sign and end, read by liveliness itself -----------------------------------------------------------------


def test_an_extension_signed_in_a_case_ends_the_lapse() -> None:
    """As Denpasar and Mossel Bay: the validity was missed by weeks, then renewed for five years."""
    offices = bandung()
    tie = agreed(offices, signed=date(2019, 10, 1), until=date(2024, 9, 30))
    walk = begun_upon(offices, tie, "extend", happened_on=date(2024, 11, 1))
    for outcome in ("without-council", "stated", "drafted", "discussed", "agreed", "confirmed"):
        walk.take(outcome)
    walk.give("signature-record", data={"valid_until": "2029-12-15"})
    walk.take("sign")
    assert queries.state_on(tie, date(2024, 11, 2), known_on=actor_day()).state == State.LAPSED
    assert queries.state_on(tie, walk.day, known_on=actor_day()).state == State.ACTIVE
    assert queries.state_on(tie, date(2029, 12, 16), known_on=actor_day()).state == State.LAPSED


def test_a_new_text_signed_years_after_the_lapse_begins_a_new_term() -> None:
    """As Jakarta and Moscow: lapsed in 2016, renewed in 2017-2018."""
    offices = bandung()
    tie = agreed(offices, signed=date(2013, 6, 1), until=date(2016, 6, 1))
    walk = begun_upon(offices, tie, "renew", happened_on=date(2017, 9, 1))
    for outcome in ("full", "evaluated", "submit", "approve", "drafted", "discussed", "agreed", "confirmed", "sign"):
        walk.take(outcome)
    known = actor_day()
    assert queries.state_on(tie, date(2017, 8, 31), known_on=known).state == State.LAPSED
    assert queries.state_on(tie, walk.day, known_on=known).state == State.ACTIVE


def test_an_end_counts_from_the_day_of_the_end_and_from_when_it_was_recorded() -> None:
    offices = bandung()
    tie = agreed(offices, until=None)
    walk = begun_upon(offices, tie, "end")
    for outcome in ("undirected", "stated", "notified", "arranged", "reported", "ended"):
        walk.take(outcome)
    tie.refresh_from_db()
    known = actor_day()
    assert queries.state_on(tie, walk.day, known_on=known).state == State.ENDED
    assert queries.state_on(tie, walk.day - timedelta(days=1), known_on=known).state != State.ENDED
    assert queries.state_on(tie, known - timedelta(days=1)).state != State.ENDED, "nobody had recorded it then"
