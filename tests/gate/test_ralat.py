"""Ralat: a wrong step is set right by a further one; what it did outside the case follows."""

from datetime import date

import pytest
from tests.gate.office import (
    Walk,
    account,
    act,
    acting,
    agrees,
    bandung,
    begun,
    correct,
    projected,
    refusal,
    registered,
    waiting,
)

from gerbang.access import Refused
from gerbang.documents import actions as documents
from gerbang.gate import actions, queries
from gerbang.gate.models import Letter
from gerbang.gate.writing import Happening
from gerbang.people.acting import Actor
from gerbang.people.actions import make_unit
from gerbang.people.models import Right
from gerbang.people.queries import government_of
from gerbang.places.queries import calendar
from gerbang.register.actions import sign_instrument
from gerbang.register.models import Instrument
from gerbang.site.walking import pdf
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


def at_signing() -> Walk:
    return registered(bandung("home-affairs"), "signing")


def test_undoing_the_last_move_restores_the_standing_before_it() -> None:
    walk = registered(bandung("home-affairs"), "cooperation-plan")
    walk.supply("submit")
    walk.case.refresh_from_db()
    before, waited = projected(walk.case), waiting(walk)
    step = act(walk, "submit", on=Happening(happened_on=walk.day))
    assert waiting(walk) != waited
    correct(walk, step)
    walk.case.refresh_from_db()
    assert projected(walk.case) | {"head": 0} == before | {"head": 0}
    assert waiting(walk) == waited
    assert [row.seq for row in walk.case.steps.all()] == list(range(1, walk.case.head + 1)), "both stay on file"


def test_an_undone_signing_withdraws_the_text_and_the_tie_falls_back() -> None:
    walk = at_signing()
    step = walk.take("sign")
    assert (walk.case.tie.phase, Instrument.objects.get().step_ref) == ("intended", step.ref)
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "agreed"
    voiding = correct(walk, step)
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "intended"
    assert not Instrument.objects.filter(withdrawn_at=None).exists()
    correct(walk, voiding)
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "agreed"
    assert Instrument.objects.get(withdrawn_at=None).step_ref == step.ref


def test_an_undone_letter_of_intent_leaves_an_idea() -> None:
    walk = registered(bandung(), "letter-of-intent")
    step = walk.take("sign")
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "intended"
    correct(walk, step)
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "idea"


def test_a_case_on_a_cooperation_that_is_agreed_already_never_makes_it_less() -> None:
    offices = bandung("home-affairs")
    first = registered(offices, "signing")
    first.take("sign")
    renewal = registered(offices, "letter-of-intent")
    assert renewal.case.tie == first.case.tie
    step = renewal.take("sign")
    renewal.case.tie.refresh_from_db()
    assert renewal.case.tie.phase == "agreed"
    correct(renewal, step)
    renewal.case.tie.refresh_from_db()
    assert renewal.case.tie.phase == "agreed"
    correct(first, first.case.steps.get(kind="move"))
    first.case.tie.refresh_from_db()
    assert first.case.tie.phase == "intended", "its own letter of intent lies before its registration"


def test_a_case_leaves_what_is_known_of_a_cooperation_from_elsewhere() -> None:
    walk = registered(bandung(), "letter-of-intent")
    sign_instrument(by=None, tie=walk.case.tie, kind="mou", signed=VagueDate.day(date(2018, 3, 1)))
    step = walk.take("sign")
    correct(walk, step)
    walk.case.tie.refresh_from_db()
    assert walk.case.tie.phase == "agreed"
    assert Instrument.objects.get(withdrawn_at=None).kind == "mou"


def test_a_signed_text_follows_its_record() -> None:
    walk = at_signing()
    walk.take("sign")
    record = walk.case.steps.get(paper="signature-record")
    signed = [{"office": "Penjabat Wali Kota", "capacity": "pj", "signed_on": "2025-03-06", "place": "Bandung"}]
    correct(walk, record, amend={"data": {"signatures": signed}})
    text = Instrument.objects.get(withdrawn_at=None)
    assert (text.signed.latest, text.signatures.get().office) == (date(2025, 3, 6), "Penjabat Wali Kota")
    walk.give("signature-record", data={"signatures": signed, "valid_until": "2030-03-06", "originals_count": 3})
    text = Instrument.objects.get(withdrawn_at=None)
    assert (text.valid_until, text.originals_count) == (date(2030, 3, 6), 3)


def test_the_record_of_a_standing_signature_cannot_be_taken_away() -> None:
    walk = at_signing()
    walk.take("sign")
    record = walk.case.steps.get(paper="signature-record")
    with pytest.raises(Invalid):
        actions.withdraw_paper(by=walk.by("region"), case=walk.case, target=record.seq, reason="Salah.", seen=None)
    assert Instrument.objects.filter(withdrawn_at=None).count() == 1


def test_a_corrected_receipt_moves_the_deadline_and_the_first_date_still_shows() -> None:
    walk = registered(bandung(), "council")
    letter = walk.give("application-letter", on=date(2025, 3, 6))
    walk.case.refresh_from_db()
    first = walk.case.due_on
    correction = correct(walk, letter, amend={"data": {"received_on": "2025-03-12"}})
    walk.case.refresh_from_db()
    due = walk.position().due
    assert due is not None and due.causes == (("start-corrected", correction.seq),)
    assert walk.case.due_on == calendar().due(date(2025, 3, 12), 45, "working") != first
    assert walk.case.first_due_on == first
    assert walk.case.waiting.get(what="act").due_on == walk.case.due_on
    assert agrees(walk.case)


def test_the_recorder_corrects_until_another_body_has_acted() -> None:
    walk = registered(bandung("council", "home-affairs"), "cooperation-plan")
    plan = walk.give("cooperation-plan")
    step = act(walk, "submit")
    correct(walk, plan, amend={"data": {"parts": {"term": "tiga tahun"}}})
    walk.give("application-letter")
    for wrong in (plan, step):
        with pytest.raises(Refused) as caught:
            correct(walk, wrong)
        assert refusal(caught).code == "acted-on" and refusal(caught).reason
    correct(walk, step, walk.offices.by("home-affairs"))
    found = walk.position()
    assert found.stage is not None and found.stage.id == "cooperation-plan"


def test_another_unit_of_the_city_does_not_undo_what_the_cooperation_section_sent() -> None:
    walk = registered(bandung(), "cooperation-plan")
    step = walk.take("submit")
    unit = make_unit(parent=government_of(walk.case.region), name_id="Dinas Pendidikan")
    with pytest.raises(Refused):
        correct(walk, step, acting(account(unit)))


def test_the_government_itself_corrects_what_its_unit_recorded() -> None:
    walk = registered(bandung(), "cooperation-plan")
    step = walk.take("submit")
    correct(walk, step, acting(account(government_of(walk.case.region))))
    found = walk.position()
    assert found.stage is not None and found.stage.id == "cooperation-plan"


def test_undoing_a_move_takes_the_right_to_send() -> None:
    walk = registered(bandung(), "cooperation-plan")
    step = walk.take("submit")
    preparer = account(walk.offices.bodies["region"], rights=(Right.PREPARE,))
    with pytest.raises(Refused) as caught:
        correct(walk, step, acting(preparer, Right.PREPARE))
    assert refusal(caught).code == "right-missing"


def test_only_the_last_move_is_undone_and_an_empty_ralat_undoes_nothing() -> None:
    walk = begun(bandung())
    first = walk.take("explore")
    walk.take("worthwhile")
    with pytest.raises(Refused) as caught:
        correct(walk, first)
    assert refusal(caught).code == "not-the-last"
    with pytest.raises(Refused) as caught:
        correct(walk, walk.case.steps.get(seq=1))
    assert refusal(caught).code == "opening-stays"
    with pytest.raises(Invalid):
        correct(walk, walk.case.steps.get(seq=3), amend={})
    found = walk.position()
    assert found.head == 3 and found.stage is not None and found.stage.id == "consultation"


def test_amended_moves_stay_in_their_order() -> None:
    walk = begun(bandung())
    first = walk.take("explore")
    second = walk.take("worthwhile")
    with pytest.raises(Invalid):
        correct(walk, first, amend={"happened_on": date(2025, 2, 20)})
    with pytest.raises(Invalid):
        correct(walk, second, amend={"happened_on": date(2100, 1, 1)})
    correct(walk, second, amend={"happened_on": date(2025, 2, 20)})
    assert walk.position().since == date(2025, 2, 20)


def paper_with_scan() -> tuple[Walk, int]:
    walk = registered(bandung("council"), "cooperation-plan")
    by, letter = walk.by("region"), walk.letter("council")
    upload = documents.receive(by=by, file=pdf("rencana.pdf"))
    document = documents.attach(
        by=by, upload=upload, subject_ref=walk.case.ref, kind="plan", title="Rencana", disclosure="bodies"
    )
    on = Happening(happened_on=walk.day, document=document)
    data = {"parts": {"subject": "Uji"}}
    step = actions.give_paper(
        by=by, case=walk.case, paper_id="cooperation-plan", on=on, seen=None, data=data, letter=letter
    )
    return walk, step.seq


def test_a_wrong_upload_withdrawn_closes_its_document_at_once() -> None:
    walk, seq = paper_with_scan()
    step = actions.withdraw_paper(by=walk.by("region"), case=walk.case, target=seq, reason="Salah unggah.", seen=None)
    given = walk.case.steps.get(seq=seq)
    assert given.document is not None and given.letter is not None and given.letter.scan is not None
    assert given.document.withdrawn_at and given.letter.scan.withdrawn_at
    assert walk.position().present == () and step.target == seq
    with pytest.raises(Invalid):
        actions.withdraw_paper(by=walk.by("region"), case=walk.case, target=seq, reason="Lagi.", seen=None)


def test_a_paper_undone_by_ralat_closes_its_document_too() -> None:
    walk, seq = paper_with_scan()
    correct(walk, walk.case.steps.get(seq=seq))
    given = walk.case.steps.get(seq=seq)
    assert given.document is not None and given.document.withdrawn_at


def test_a_corrected_number_is_the_one_the_letter_is_found_by() -> None:
    walk = registered(bandung("council"), "council")
    letter = walk.letter("region")
    on = Happening(happened_on=walk.day)
    step = actions.give_paper(
        by=walk.by("region"), case=walk.case, paper_id="application-letter", on=on, seen=None, data={}, letter=letter
    )
    assert walk.position().present[0].fields["number"] == letter.number, "taken from the letter"
    correction = correct(walk, step, amend={"happened_on": date(2025, 3, 4), "data": {"number": "100.3/77"}})
    actor = Actor(walk.offices.accounts["region"])
    found = queries.letters_found(queries.letters(actor), "100.3/77").get()
    assert (found, found.dated_on) == (step.letter, date(2025, 3, 4))
    correct(walk, correction)
    assert Letter.objects.get().number == letter.number
    assert Letter.objects.get().dated_on == letter.dated_on


def test_the_number_of_a_letter_that_carries_an_act_is_set_right_as_well() -> None:
    walk = registered(bandung(), "council")
    step = act(walk, "return", letter=walk.letter("council"))
    correct(walk, step, amend={"data": {"number": "DPRD/12"}})
    assert Letter.objects.get().number == "DPRD/12"
    assert queries.letters_found(Letter.objects.all(), "council/05").count() == 0
