"""Tests with three answers, and what a condition does to a case."""

import pytest
from tests.rulebook.cases import FACTS, TO_COUNCIL, TO_SIGNING, Case, at_council

from gerbang.rulebook.conditions import evaluate
from gerbang.rulebook.schema import All, Any, Equals, Not

YES, NO, OPEN = Equals("yes", True), Equals("no", True), Equals("open", True)
KNOWN = {"yes": True, "no": False, "said": "unknown"}


def test_what_is_not_known_stays_not_known() -> None:
    assert evaluate(OPEN, KNOWN) is None
    assert evaluate(Equals("said", "yes"), KNOWN) is None
    assert evaluate(Not(OPEN), KNOWN) is None
    assert evaluate(All((YES, OPEN)), KNOWN) is None
    assert evaluate(Any((NO, OPEN)), KNOWN) is None


def test_what_is_known_may_settle_it_all_the_same() -> None:
    assert evaluate(All((NO, OPEN)), KNOWN) is False
    assert evaluate(Any((YES, OPEN)), KNOWN) is True
    assert evaluate(All(()), KNOWN) is True


def case_without(**facts: str) -> Case:
    return Case(facts=FACTS | {name.replace("_", "."): value for name, value in facts.items()})


@pytest.mark.rule("id.ksdpl/condition/diplomatic-relations")
def test_no_relations_refuse_the_letter_of_intent_and_no_earlier_move() -> None:
    case = case_without(country_relations="no").open().go("explore", "worthwhile", "consulted")
    case.supply("sign")
    choice = case.now().choice("sign")
    assert choice is not None and [reason.code for reason in choice.refused] == ["condition-fails"]
    assert choice.refused[0].provision is not None and choice.refused[0].provision.basis[0].at == "27(1)a"


@pytest.mark.rule("id.ksdpl/condition/diplomatic-relations")
def test_relations_nobody_knows_of_are_stated_once() -> None:
    case = case_without(country_relations="unknown").open().go("explore", "worthwhile", "consulted")
    case.supply("sign")
    choice = case.now().choice("sign")
    assert choice is not None and [reason.code for reason in choice.refused] == ["condition-unknown"]
    case.add("fact", data={"attested": {"diplomatic-relations": "Daftar Kemlu, 2 Maret 2025"}})
    stated = {one.condition.id: one.status for one in case.now().conditions}
    assert stated["diplomatic-relations"] == "attested"
    case.go("sign")


@pytest.mark.rule("id.ksdpl/condition/diplomatic-relations")
def test_an_attestation_does_not_help_where_relations_are_known_not_to_exist() -> None:
    case = case_without(country_relations="no").open()
    case.add("fact", data={"attested": {"diplomatic-relations": "ada"}})
    assert {one.condition.id: one.status for one in case.now().conditions}["diplomatic-relations"] == "fails"


@pytest.mark.rule("id.ksdpl/condition/equal-level")
def test_unequal_levels_want_a_justification_and_refuse_nothing() -> None:
    case = case_without(level_equal="no").open().go(*TO_COUNCIL, "approve")
    case.supply("draft")
    choice = case.now().choice("draft")
    assert choice is not None and choice.allowed
    assert [reason.code for reason in choice.warnings] == ["condition-needs-justification"]
    case.add("fact", data={"attested": {"equal-level": "Kota metropolitan setingkat provinsi"}})
    justified = case.now().choice("draft")
    assert justified is not None and justified.warnings == ()


@pytest.mark.rule("id.ksdpl/condition/special-rules")
def test_special_rules_warn_from_the_first_move() -> None:
    choice = case_without(country_policy="special").open().now().choice("explore")
    assert choice is not None and choice.allowed
    assert "condition-needs-justification" in [reason.code for reason in choice.warnings]


def signing_as(capacity: str) -> Case:
    case = Case().open(**{"text-as-approved": True, "full-powers-asked": False}).go(*TO_SIGNING)
    case.add("fact", data={"facts": {"signatory-capacity": capacity}})
    case.supply("sign")
    return case


@pytest.mark.rule("id.ksdpl/condition/no-power-of-attorney")
def test_a_power_of_attorney_cannot_sign_a_foreign_text() -> None:
    choice = signing_as("kuasa").now().choice("sign")
    assert choice is not None and [reason.code for reason in choice.refused] == ["condition-fails"]
    assert choice.refused[0].provision is not None and choice.refused[0].provision.basis[0].at == "23(1)"


@pytest.mark.rule("id.ksdpl/condition/signatory-holds-office", "id.ksdpl/condition/predecessor-programme")
def test_an_acting_head_may_sign_and_a_caretaker_wants_a_reason() -> None:
    for capacity in ("pj", "plt", "pjs", "definitive", "plh", "deputy"):
        choice = signing_as(capacity).now().choice("sign")
        assert choice is not None and choice.allowed
        assert bool(choice.warnings) == (capacity in ("pj", "plt", "plh", "deputy"))


@pytest.mark.rule("id.ksdpl/condition/no-power-of-attorney")
def test_the_record_of_signature_settles_the_capacity() -> None:
    case = Case().open(**{"text-as-approved": True, "full-powers-asked": False}).go(*TO_SIGNING)
    case.give("signature-record", signatures=[{"office": "Wali Kota", "capacity": "kuasa"}, {"office": "Mayor"}])
    choice = case.now().choice("sign")
    assert choice is not None and not choice.allowed
    case.give("signature-record", signatures=[{"office": "Wali Kota", "capacity": "definitive"}])
    corrected = case.now().choice("sign")
    assert corrected is not None and corrected.allowed


@pytest.mark.rule("id.ksdpl/condition/text-as-approved")
def test_the_text_is_compared_with_what_the_council_approved() -> None:
    case = at_council().go("approve", "draft")
    case.add("fact", data={"facts": {"text-as-approved": False}})
    case.supply("submit")
    choice = case.now().choice("submit")
    assert choice is not None and choice.allowed and "text-as-approved" in str(choice.warnings)
