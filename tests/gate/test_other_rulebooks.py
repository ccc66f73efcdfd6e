"""The other five rulebooks, walked to their ends through the same actions that know no stage by name."""

from typing import Any

import pytest
from tests.gate.office import Offices, Walk, act, agrees, attest_relations, bandung, begun, institution

from gerbang.gate import actions
from gerbang.gate.agreement import steps_agree
from gerbang.gate.writing import Happening
from gerbang.ledger import checks
from gerbang.places.models import Region
from gerbang.register.models import Instrument

pytestmark = pytest.mark.django_db

ABROAD = (
    "sign", "submit", "approve", "draft", "submit", "discussed", "approve", "agreed", "delivered", "sign",
    "located", "report-accepted",
)  # fmt: skip
TEXTS = ("drafted", "sign", "begun", "recorded", "report-accepted")


def with_institution(offices: Offices, book: str) -> Walk:
    partner = institution(offices.by("region"), "international-organisation")
    walk = begun(offices, book, partners=[partner])
    walk.take("explore")
    walk.take("worthwhile")
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    return walk


def state(walk: Walk, **facts: Any) -> None:
    values = {name.replace("_", "-"): value for name, value in facts.items()}
    actions.state_facts(by=walk.by("region"), case=walk.case, values=values, attested={}, seen=None)


def ended(walk: Walk, *texts: str) -> None:
    """Closed, agreed, its texts signed, and the book, the steps and the projection of one mind."""
    walk.case.refresh_from_db()
    walk.case.tie.refresh_from_db()
    assert (walk.case.state, walk.case.tie.phase) == ("closed", "agreed")
    assert sorted(Instrument.objects.filter(withdrawn_at=None).values_list("kind", flat=True)) == sorted(texts)
    assert list(steps_agree(checks.recorded("gate.step"))) == []
    assert agrees(walk.case)


def test_an_institution_with_the_governments_approval() -> None:
    walk = with_institution(bandung("council", "home-affairs", "foreign-affairs"), "ksdll-approved")
    for outcome in ABROAD:
        walk.take(outcome)
    ended(walk, "loi", "mou")
    assert walk.case.unconfirmed == 0


def test_an_institution_passed_on_by_the_government_without_the_council() -> None:
    walk = with_institution(bandung(), "ksdll-passthrough")
    for outcome in ABROAD[:2]:
        walk.take(outcome)
    act(walk, "skip", reason="Program pusat; surat Kementerian Dalam Negeri.", on=Happening(happened_on=walk.day))
    for outcome in ABROAD[3:]:
        walk.take(outcome)
    ended(walk, "loi", "mou")
    assert walk.case.unconfirmed > 0


def regions(book: str, **facts: Any) -> Walk:
    others = [Region.objects.get(code="32.77")]
    return begun(bandung("home-affairs-domestic"), book, regions=others, facts=facts)


def to_the_agreement(walk: Walk) -> None:
    for outcome in ("offer", "accepted", "drafted"):
        walk.take(outcome)


def test_voluntary_cooperation_of_regions_that_asks_the_council_nothing() -> None:
    walk = regions("ksdd-voluntary")
    to_the_agreement(walk)
    state(walk, burdens_community=False, funding_outside_budget=False)
    walk.take("sign")
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "intended", "the joint agreement alone does not put it in force"
    for outcome in TEXTS:
        walk.take(outcome)
    assert "council" not in {visit.stage for visit in walk.position().visits}
    ended(walk, "kb", "pks")


def test_mandatory_cooperation_of_regions_that_burdens_the_community_asks_the_council() -> None:
    walk = regions("ksdd-mandatory", **{"coordination-level": "province"})
    walk.take("mapped")
    walk.take("agreed")
    to_the_agreement(walk)
    state(walk, burdens_community=True, funding_outside_budget=False)
    for outcome in ("sign", "return", "resubmit", "approve", *TEXTS):
        walk.take(outcome)
    assert [visit.stage for visit in walk.position().visits].count("council") == 2
    ended(walk, "kb", "pks")


@pytest.mark.parametrize(("source", "study"), [("region", "region-study"), ("third-party", "third-party-study")])
def test_cooperation_with_a_third_party(source: str, study: str) -> None:
    walk = begun(bandung(), "ksdpk", third_party="PT Uji Coba", facts={"initiative-source": source})
    walk.take("study")
    found = walk.position().stage
    assert found is not None and found.id == study
    walk.take("feasible")
    to_the_agreement(walk)
    state(walk, burdens_community=False, funding_outside_budget=False)
    for outcome in ("sign", *TEXTS):
        walk.take(outcome)
    ended(walk, "kb", "pks")


def test_an_undone_contract_falls_back_to_the_joint_agreement() -> None:
    walk = regions("ksdd-voluntary")
    to_the_agreement(walk)
    state(walk, burdens_community=False, funding_outside_budget=False)
    walk.take("sign")
    walk.take("drafted")
    step = walk.take("sign")
    actions.correct(by=walk.by("region"), case=walk.case, target=step.seq, reason="Belum ditandatangani.", seen=None)
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "intended"
    assert [text.kind for text in Instrument.objects.filter(withdrawn_at=None)] == ["kb"]
