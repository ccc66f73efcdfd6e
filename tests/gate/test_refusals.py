"""What is refused, with its article; and what only warns and wants a reason."""

from datetime import date
from typing import Any

import pytest
from tests.gate.office import (
    Walk,
    act,
    attest_relations,
    bandung,
    begun,
    institution,
    offices_of,
    partner,
    refusal,
    registered,
    relations,
)

from gerbang.access import Refused
from gerbang.gate import actions
from gerbang.gate.models import Case
from gerbang.gate.writing import Happening
from gerbang.places import queries as places_queries
from gerbang.places.models import Partner
from gerbang.places.queries import country_facts
from gerbang.rulebook.standing import Choice
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def picked(text: str, country: str) -> Partner:
    by = bandung().by("region")
    return partner(by, places_queries.pick(text, country=country)[0].key)


def choice(walk: Walk, choice_id: str) -> Choice:
    found = walk.position().choice(choice_id)
    assert found is not None
    return found


def happened(walk: Walk) -> Happening:
    return Happening(happened_on=walk.day)


def codes(reasons: Any) -> list[str]:
    return [reason.code for reason in reasons]


def test_without_diplomatic_relations_the_case_is_shown_so_and_stopped_at_the_letter_of_intent() -> None:
    offices = bandung()
    relations("AU", "yes")
    walk = registered(offices, "consultation")
    relations("AU", "no")
    [verdict] = [one for one in walk.position().conditions if one.condition.id == "diplomatic-relations"]
    assert (verdict.status, verdict.refuses) == ("fails", False), "shown before it blocks"
    act(walk, "consulted")
    walk.supply("sign")
    with pytest.raises(Refused) as caught:
        act(walk, "sign", on=happened(walk))
    assert "27" in refusal(caught).basis and "condition-fails" in codes(choice(walk, "sign").refused)


def test_unknown_relations_are_stated_once_for_the_case() -> None:
    walk = registered(bandung(), "cooperation-plan")
    relations("AU", "unknown")
    walk.supply("submit")
    assert codes(choice(walk, "submit").refused) == ["condition-unknown"]
    attest_relations(walk)
    assert choice(walk, "submit").allowed
    act(walk, "submit", on=happened(walk))
    assert "condition-unknown" not in codes(choice(walk, "approve").refused)


def test_israel_is_refused_from_the_start_with_the_article() -> None:
    with pytest.raises(Refused) as caught:
        begun(bandung(), partners=[picked("Haifa", "IL")])
    assert (refusal(caught).code, Case.objects.count()) == ("no-contact", 0)
    assert "150" in refusal(caught).basis


def test_taiwan_warns_and_wants_a_reason_and_is_not_refused() -> None:
    walk = begun(bandung(), partners=[picked("Taipei", "TW")])
    explore = choice(walk, "explore")
    assert explore.allowed and "condition-needs-justification" in codes(explore.warnings)
    with pytest.raises(Invalid):
        act(walk, "explore", reason="")
    act(walk, "explore", reason="Sesuai arahan Kementerian Luar Negeri.")


def test_a_dependency_follows_its_sovereign_and_an_associated_state_itself() -> None:
    offices = bandung()
    by = offices.by("region")
    relations("FR", "yes")
    relations("NC", "no")
    relations("NZ", "yes")
    relations("CK", "no")
    caledonia, cook = partner(by, "negara:NC"), partner(by, "negara:CK")
    assert country_facts(caledonia, offices.region)["country.relations"] == "yes"
    assert country_facts(cook, offices.region)["country.relations"] == "no"
    walk = registered(offices, "letter-of-intent", partners=[caledonia])
    assert "condition-fails" not in codes(choice(walk, "sign").refused)
    walk = registered(offices, "letter-of-intent", partners=[cook])
    assert "condition-fails" in codes(choice(walk, "sign").refused)


@pytest.mark.parametrize("code", ["31.01", "31.71", "31.72", "31.73", "31.74", "31.75"])
def test_jakartas_six_administrative_areas_sign_nothing(code: str) -> None:
    with pytest.raises(Refused) as caught:
        begun(offices_of(code))
    assert (refusal(caught).code, Case.objects.count()) == ("autonomous-region", 0)
    assert "23" in refusal(caught).basis


def test_no_region_cooperates_with_an_administrative_area() -> None:
    with pytest.raises(Refused) as caught:
        begun(bandung(), "ksdd-voluntary", regions=[offices_of("31.74").region], facts={})
    assert refusal(caught).code == "autonomous-region"


@pytest.mark.parametrize("book", ["ksdll-approved", "ksdll-passthrough"])
def test_a_foreign_institution_does_not_begin_by_itself(book: str) -> None:
    offices = bandung()
    partners = [institution(offices.by("region"), "nonprofit")]
    with pytest.raises(Refused) as caught:
        begun(offices, book, partners=partners, facts={"initiative-source": "institution"})
    assert refusal(caught).code == "no-direct-initiative" and refusal(caught).basis
    begun(offices, book, partners=partners, facts={"initiative-source": "institution-through-ministry"})


def signed_as(capacity: str) -> Walk:
    walk = registered(bandung("home-affairs"), "signing")
    party = {"office": "Wali Kota Bandung", "capacity": capacity, "signed_on": "2025-03-06"}
    walk.give("signature-record", data={"signatures": [party]})
    return walk


def test_nobody_signs_by_power_of_attorney() -> None:
    walk = signed_as("kuasa")
    assert walk.position().facts["signatory-capacity"] == "kuasa"
    with pytest.raises(Refused) as caught:
        act(walk, "sign", on=happened(walk))
    assert "23" in refusal(caught).basis and refusal(caught).code == "condition-fails"


@pytest.mark.parametrize("capacity", ["pj", "plt"])
def test_acting_heads_sign_lawfully_and_are_reminded(capacity: str) -> None:
    walk = signed_as(capacity)
    sign = choice(walk, "sign")
    warned = [reason for reason in sign.warnings if reason.params.get("condition") == "predecessor-programme"]
    assert sign.allowed and warned and warned[0].provision is not None
    assert "132A" in warned[0].provision.basis[0].at
    act(walk, "sign", on=happened(walk))


def test_the_council_is_not_skipped_and_for_passed_on_institutions_only_with_a_reason() -> None:
    offices = bandung()
    with pytest.raises(Refused) as caught:
        act(registered(offices, "council"), "skip")
    assert "30" in refusal(caught).basis and refusal(caught).code == "stage-required"
    relations("AU", "yes")
    walk = registered(offices, "council", "ksdll-passthrough")
    assert "stage-skipped" in codes(choice(walk, "skip").warnings)
    with pytest.raises(Invalid):
        act(walk, "skip", reason="")
    act(walk, "skip", reason="Program pusat; surat Kementerian Dalam Negeri terlampir.")
    found = walk.position().stage
    assert found is not None and found.id == "verification"


def test_a_passed_deadline_is_no_approval() -> None:
    walk = registered(bandung("council"), "council")
    walk.give("application-letter")
    late = walk.position(date(2026, 1, 5))
    approve = late.choice("approve")
    assert late.due is not None and late.due.overdue(date(2026, 1, 5))
    assert approve is not None and not approve.allowed
    assert "overdue-is-not-approval" in codes(approve.refused)
    with pytest.raises(Refused) as caught:
        act(walk, "approve", walk.offices.by("council"))
    assert "30" in refusal(caught).basis


def test_an_unequal_level_wants_a_justification_and_is_never_refused() -> None:
    offices = offices_of("32", "home-affairs")
    walk = registered(offices, "verification")
    walk.supply("draft")
    draft = choice(walk, "draft")
    assert draft.allowed and "condition-needs-justification" in codes(draft.warnings)
    actions.state_facts(
        by=walk.by("region"), case=walk.case, values={}, seen=None, attested={"equal-level": "Setara jumlah penduduk."}
    )
    assert "condition-needs-justification" not in codes(choice(walk, "draft").warnings)


def test_a_plan_without_its_seven_parts_does_not_go_to_the_council() -> None:
    walk = registered(bandung(), "cooperation-plan")
    walk.give("cooperation-plan", data={"parts": {"subject": "Uji"}})
    with pytest.raises(Refused) as caught:
        act(walk, "submit", on=happened(walk))
    assert refusal(caught).code == "paper-incomplete" and "30" in refusal(caught).basis
    [lack] = [one for one in walk.position().missing if one.id == "cooperation-plan"]
    assert len(lack.empty) == 6


def test_silence_of_those_consulted_warns_and_does_not_hold_the_file() -> None:
    walk = registered(bandung(), "consultation")
    consulted = choice(walk, "consulted")
    assert consulted.allowed and codes(consulted.warnings) == ["consultation-not-recorded"] * 2
    act(walk, "consulted", reason="Menunggu jawaban tertulis.")


def test_facts_and_choices_a_rulebook_does_not_know_are_refused() -> None:
    walk = begun(bandung())
    for values in ({"region.autonomous": True}, {"initiative-source": "bulan"}, {"full-powers-asked": "ya"}):
        with pytest.raises(Invalid):
            actions.state_facts(by=walk.by("region"), case=walk.case, values=values, attested={}, seen=None)
    with pytest.raises(Refused) as caught:
        act(walk, "approve")
    assert refusal(caught).code == "not-in-this-stage"
