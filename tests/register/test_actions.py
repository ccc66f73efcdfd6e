"""What opens, signs, withdraws and claims; each leaves its entry in the ledger."""

from datetime import date
from typing import Any

import pytest
from tests.people.helpers import acting, bandung, body
from tests.register.helpers import agreed, partner, region, sign, source, tie

from gerbang.access import Refused
from gerbang.ledger import queries as ledger
from gerbang.people.models import Right
from gerbang.register import actions
from gerbang.register.actions import SignatureEntry, open_tie, sign_instrument
from gerbang.register.models import Claim, Instrument, Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate, format_vague

pytestmark = pytest.mark.django_db


def entries(made: Tie) -> list[str]:
    return [entry.kind for entry in ledger.history(made.ref)]


def reread(made: Tie) -> Tie:
    return Tie.objects.get(pk=made.pk)


def test_a_tie_begins_as_an_idea() -> None:
    made = tie()
    assert (made.phase, made.name) == ("idea", "Kota Bandung – Kota Contoh")
    assert entries(made) == ["tie.opened"]


def test_a_tie_keeps_the_names_it_is_signed_under() -> None:
    made = open_tie(
        by=None,
        kind="ksdpl-sister",
        region=region("Papua"),
        partners=[partner("Prefektur Contoh")],
        names_as_signed=["Irian Jaya", "Prefektur Contoh"],
    )
    side = reread(made).regions_side[0]
    assert (side.name, side.other_name) == ("Provinsi Papua", "Irian Jaya")


def test_a_tie_between_regions_and_one_with_a_third_party() -> None:
    inside = open_tie(by=None, kind="ksdd-voluntary", region=region(), regions=[region("Kota Surabaya")])
    third = open_tie(by=None, kind="ksdpk", region=region(), third_party="PT Contoh Sejahtera")
    assert inside.name == "Kota Bandung – Kota Surabaya"
    assert third.name == "Kota Bandung – PT Contoh Sejahtera"


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({}, "partners"),
        ({"third_party": "  "}, "partners"),
        ({"third_party": "X", "names_as_signed": ["Y"]}, "names_as_signed"),
    ],
)
def test_a_tie_needs_another_party(others: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        open_tie(by=None, kind="ksdpk", region=region(), **others)
    assert list(wrong.value.problems) == [field]


def test_a_region_is_not_its_own_partner() -> None:
    with pytest.raises(Invalid):
        open_tie(by=None, kind="ksdd-voluntary", region=region(), regions=[region()])


def test_a_text_signed_apart_bears_the_date_of_the_last_signature() -> None:
    made = tie()
    signatures = [
        SignatureEntry("Wali kota", "Wali Kota", signed_on=date(2024, 4, 2), place="Bandung", manner="apart"),
        SignatureEntry("Mayor", "Mayor", signed_on=date(2024, 4, 9), place="Melbourne", manner="apart"),
    ]
    text = sign_instrument(by=None, tie=made, kind="mou", signatures=signatures, languages=["id", "en"], originals=2)
    assert text.signed == VagueDate.day(date(2024, 4, 9))
    assert reread(made).signed_latest == date(2024, 4, 9)
    assert reread(made).phase == "agreed"
    assert entries(made) == ["tie.opened", "instrument.signed", "tie.phase"]


def test_with_an_undated_signature_the_date_is_not_known() -> None:
    signatures = [SignatureEntry("A", "Wali Kota", signed_on=date(2024, 4, 2)), SignatureEntry("B", "Mayor")]
    assert not sign_instrument(by=None, tie=tie(), kind="mou", signatures=signatures).signed.is_known


def test_the_ledger_holds_no_names_of_people() -> None:
    made = tie()
    sign_instrument(by=None, tie=made, kind="mou", signatures=[SignatureEntry("Budi Contoh", "Wali Kota")])
    assert all("Budi" not in entry.payload.text for entry in ledger.history(made.ref))


def test_a_letter_of_intent_makes_an_idea_intended_and_moves_nothing_back() -> None:
    made = tie()
    sign(made, date(2020, 1, 1), "loi")
    assert reread(made).phase == "intended"
    sign(reread(made), date(2021, 1, 1), "mou")
    sign(reread(made), date(2022, 1, 1), "loi")
    assert reread(made).phase == "agreed"


def test_a_renewal_does_not_change_when_the_tie_was_agreed() -> None:
    made = agreed(on=date(2019, 11, 4))
    sign(made, date(2023, 1, 31), "extension")
    sign(made, date(2024, 1, 31), "mou")
    assert reread(made).signed_latest == date(2019, 11, 4)


def test_withdrawing_the_only_text_takes_the_tie_back_to_what_remains() -> None:
    made = tie()
    sign(made, date(2020, 1, 1), "loi")
    text = sign(made, date(2021, 1, 1), "mou")
    actions.withdraw_instrument(by=None, instrument=text, reason="Salah berkas")
    actions.withdraw_instrument(by=None, instrument=text, reason="sekali lagi")
    fallen = reread(made)
    assert (fallen.phase, fallen.signed_precision) == ("intended", "unknown")
    assert entries(made).count("instrument.withdrawn") == 1
    assert Instrument.objects.get(pk=text.pk).withdrawn_reason == "Salah berkas"


def test_a_withdrawal_needs_its_reason() -> None:
    text = sign(tie())
    with pytest.raises(Invalid):
        actions.withdraw_instrument(by=None, instrument=text, reason=" ")


@pytest.mark.parametrize(
    "dates",
    [{"valid_until": date(2020, 1, 1)}, {"valid_from": date(2026, 1, 1), "valid_until": date(2025, 1, 1)}],
)
def test_a_text_does_not_end_before_it_begins(dates: dict[str, Any]) -> None:
    signed = VagueDate.day(date(2024, 1, 1))
    with pytest.raises(Invalid) as wrong:
        sign_instrument(by=None, tie=tie(), kind="mou", signed=signed, **dates)
    assert "valid_until" in wrong.value.problems


def test_the_same_phase_again_writes_nothing() -> None:
    made = agreed()
    before = entries(made)
    actions.set_phase(by=None, tie=made, phase="agreed")
    assert entries(made) == before


def test_an_original_is_located_once_for_each_holder() -> None:
    text = sign(tie())
    for place in ("Lemari 3", "Lemari 4"):
        actions.locate_original(by=None, instrument=text, holder="Kementerian Luar Negeri", located=place)
    assert [original.located for original in text.originals.all()] == ["Lemari 4"]


def reported(made: Tie) -> Instrument:
    return Instrument.objects.create(tie=made, kind="mou", reported=True)


def claim(text: Instrument, value: str, precision: str, name: str) -> Claim:
    return actions.add_claim(
        by=None,
        source=source(name),
        fact="signing-date",
        confidence="B",
        instrument=text,
        value=value,
        precision=precision,
    )


def test_claims_date_a_reported_text_until_they_differ_and_somebody_chooses() -> None:
    made = tie()
    text = reported(made)
    first = claim(text, "2012", "not-later", "Satu")
    assert format_vague(reread(made).signed, "id") == "tidak lebih lambat dari 2012"
    claim(text, "2005-06-04", "day", "Dua")
    assert (format_vague(reread(made).signed, "id"), reread(made).disputed) == ("tidak lebih lambat dari 2012", True)
    officer = acting(bandung(), Right.PREPARE)
    actions.choose_claim(by=officer, claim=first, why="Sesuai arsip")
    assert (reread(made).signed_precision, reread(made).disputed) == ("not-later", False)


def test_a_claim_does_not_overrule_a_text_on_file() -> None:
    made = agreed(on=date(2024, 5, 17))
    text = made.instruments.get()
    claim(text, "2023", "year", "Satu")
    assert reread(made).signed_latest == date(2024, 5, 17)


def test_withdrawing_a_claim_settles_a_dispute() -> None:
    made = tie()
    text = reported(made)
    claim(text, "2012", "year", "Satu")
    wrong = claim(text, "2013", "year", "Dua")
    actions.withdraw_claim(by=None, claim=wrong, reason="Sumber membetulkan")
    assert (format_vague(reread(made).signed, "id"), reread(made).disputed) == ("2012", False)


def test_only_a_party_or_the_nation_speaks_for_a_tie() -> None:
    made = agreed(of="Kota Surabaya")
    stranger = acting(bandung(), Right.PREPARE)
    ministry = acting(body("Pusat Fasilitasi Kerja Sama"), Right.PREPARE)
    with pytest.raises(Refused):
        actions.add_claim(by=stranger, source=source(), fact="status", confidence="B", tie=made, value="active")
    actions.add_claim(by=ministry, source=source("Lain"), fact="status", confidence="B", tie=made, value="active")


@pytest.mark.parametrize(
    ("fact", "value", "field"), [("rumour", "x", "fact"), ("signing-date", "kemarin", "value"), ("status", "x", "tie")]
)
def test_a_claim_is_checked(fact: str, value: str, field: str) -> None:
    subject = None if field == "tie" else tie()
    with pytest.raises(Invalid) as wrong:
        actions.add_claim(
            by=None, source=source(), fact=fact, confidence="B", tie=subject, value=value, precision="day"
        )
    assert list(wrong.value.problems) == [field]


def test_a_claim_without_a_value_cannot_be_chosen() -> None:
    made = agreed()
    officer = acting(bandung(), Right.PREPARE)
    empty = actions.add_claim(by=officer, source=source(), fact="status", confidence="B", tie=made, said_id="Ada")
    with pytest.raises(Invalid):
        actions.choose_claim(by=officer, claim=empty, why="Karena")


def test_versions_in_two_languages_may_be_signed_on_two_days() -> None:
    """Bali and Hawaii signed one language on each of two days (domain.md C1)."""
    made = tie("Bali", "Hawaii", "US")
    text = sign(made, date(2014, 5, 1))
    actions.record_version(by=None, instrument=text, language="en", signed_on=date(2014, 5, 1))
    actions.record_version(by=None, instrument=text, language=" ID ", signed_on=date(2014, 5, 2))
    actions.record_version(by=None, instrument=text, language="id", signed_on=date(2014, 5, 3), note_on_it="Ralat")
    versions = [(one.language, one.signed_on, one.note) for one in text.versions.order_by("pk")]
    assert versions == [("en", date(2014, 5, 1), ""), ("id", date(2014, 5, 3), "Ralat")]
    text.refresh_from_db()
    assert (text.languages, text.signed.iso) == (["en", "id"], "2014-05-01")
    assert entries(made)[-3:] == ["version.recorded"] * 3
    with pytest.raises(Invalid):
        actions.record_version(by=None, instrument=text, language="bahasa Indonesia")


def test_only_a_region_of_the_tie_records_a_version() -> None:
    text = sign(tie())
    with pytest.raises(Refused):
        actions.record_version(
            by=acting(body("Pemerintah Kota Surabaya"), Right.PREPARE), instrument=text, language="id"
        )
