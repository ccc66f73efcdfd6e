"""A region states what a cooperation is good for, for whom, and by which outcome; what everybody reads it decides."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.monitoring.offices import acting, centre, city
from tests.people import helpers as people
from tests.plans.helpers import acting as planning
from tests.plans.helpers import approval, filled, new, officer, plan, put
from tests.plans.travel import trip
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.ledger.actions import seal
from gerbang.monitoring import following
from gerbang.monitoring.benefits import benefiting, queries, showing
from gerbang.monitoring.benefits.benefiting import Stated
from gerbang.monitoring.models import Benefit
from gerbang.monitoring.picture import counting
from gerbang.people.acting import Acting, Actor
from gerbang.plans.actions import approve
from gerbang.plans.models import Indicator
from gerbang.plans.recording import Measured, answer_readings, record_reading
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
SERVICE = Stated("service", "Sampah organik diolah di rumah tangga", "Warga kota")


@pytest.fixture
def by() -> Acting:
    return city()


def measured(tie: Tie) -> Indicator:
    """An indicator that is to fall from 1,500, of an approved plan."""
    made = filled(plan(tie=tie))
    put(made, "indicators", new(name="Sampah ke TPA", unit="ton/hari", direction="down", baseline="1500"))
    approve(by=planning(officer()), plan=made, approval=approval())
    return Indicator.objects.get(plan=made)


def read(by: Acting, indicator: Indicator, value: int) -> None:
    said = Measured(2026, date(2026, 6, 30), Decimal(value))
    reading = record_reading(by=by, indicator=indicator, measured=said, submit=True)
    answer_readings(by=by, plan=indicator.plan, readings=[reading.ref], accept=True)


def client(of: Acting) -> Client:
    return people.signed_in(of.account)


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_it_is_shown_by_an_outcome_with_its_baseline(by: Acting) -> None:
    tie = agreed()
    indicator = measured(tie)
    benefiting.state(by=by, tie=tie, stated=Stated("service", "Sampah berkurang", "Warga", indicator=indicator))
    shown = showing.shown(queries.of_tie(tie, insider=True))
    assert [words for _one, words in shown] == [""]
    read(by, indicator, 1050)
    ((_one, words),) = showing.shown(queries.of_tie(tie, insider=True))
    assert words == "Sampah ke TPA (ton/hari): dari 1.500 menjadi 1.050 (30 Juni 2026), -30%"


def test_it_needs_a_kind_a_benefit_and_somebody_it_serves(by: Acting) -> None:
    tie = agreed()
    elsewhere = measured(agreed(with_="Kota Lain"))
    with pytest.raises(Invalid) as refused:
        benefiting.state(by=by, tie=tie, stated=Stated("x", " ", "", indicator=elsewhere))
    assert set(refused.value.problems) == {"kind", "what", "whom", "indicator"}
    assert not Benefit.objects.exists()


def test_only_its_region_states_it_and_takes_it_back_once(by: Acting) -> None:
    tie = agreed()
    for stranger in (centre(), acting("Pemerintah Kota Surabaya")):
        with pytest.raises(Refused):
            benefiting.state(by=stranger, tie=tie, stated=SERVICE)
    made = benefiting.state(by=by, tie=tie, stated=SERVICE)
    with pytest.raises(Invalid):
        benefiting.withdraw(by=by, benefit=made, reason=" ")
    benefiting.withdraw(by=by, benefit=made, reason="Keliru")
    with pytest.raises(Conflict):
        benefiting.withdraw(by=by, benefit=made, reason="Lagi")
    assert queries.of_tie(tie, insider=True) == []


def test_everybody_reads_what_the_region_opens_and_nothing_else(by: Acting) -> None:
    tie = agreed()
    benefiting.state(by=by, tie=tie, stated=SERVICE)
    address = reverse("portal:tie", args=[tie.ref])
    assert "Sampah organik" not in said(Client().get(address)) and "Sampah organik" in said(client(by).get(address))
    opened = Stated("innovation", "Keranjang Takakura", "Rumah tangga", public=True)
    benefiting.state(by=by, tie=tie, stated=opened)
    public = said(Client().get(address))
    assert "Keranjang Takakura" in public and "Sampah organik" not in public


def test_a_region_states_it_on_the_page(by: Acting) -> None:
    tie = agreed()
    browser = client(by)
    assert "Belum ada manfaat" in said(browser.get(reverse("monitoring:benefits", args=[tie.ref])))
    address = reverse("monitoring:state-benefit", args=[tie.ref])
    empty = browser.post(address, {"key": str(uuid4()), "what": "Sesuatu"})
    assert empty.status_code == 422 and "Sesuatu" in said(empty)
    typed = {"kind": "research", "what": "Riset kompos", "whom": "Petani", "with_research": "BRIDA", "public": "on"}
    page = said(browser.post(address, {"key": str(uuid4()), "indicator": "", **typed}, follow=True))
    assert "Manfaat telah dinyatakan" in page and "Didukung oleh: BRIDA" in page and "terbuka untuk umum" in page
    made = Benefit.objects.get()
    withdraw = reverse("monitoring:withdraw-benefit", args=[made.ref])
    browser.post(withdraw, {"key": str(uuid4()), "reason": "Keliru"})
    assert "Riset kompos" not in said(browser.get(reverse("monitoring:benefits", args=[tie.ref])))
    assert browser.get(withdraw).status_code == 404


def test_the_national_page_adds_cooperations_and_people_who_were_counted(by: Acting) -> None:
    tie = agreed()
    for stated in (SERVICE, Stated("service", "Lain", "Warga"), Stated("research", "Riset", "Petani")):
        benefiting.state(by=by, tie=tie, stated=stated)
    trip(by, tie, people=4)
    trip(by, tie, purpose="Tidak dihitung")
    seal()
    following.refresh()
    picture = counting.picture(Actor(centre().account))
    assert (picture.benefits, picture.people) == ({"service": 1, "research": 1}, {"out": 4})
