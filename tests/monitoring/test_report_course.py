"""A report goes from draft to submitted, comes back with numbered remarks, and is accepted; each on somebody's desk."""

from datetime import date, timedelta

import pytest
from tests.monitoring import offices
from tests.monitoring.offices import (
    centre,
    city,
    delivered,
    fresh,
    handed_in,
    period,
    province,
    region,
    report,
    returned,
)
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.ledger.models import Entry
from gerbang.monitoring.models import Directive, Remark, Report, ReportedTie, Submission
from gerbang.monitoring.reports import directing, reported, reporting
from gerbang.monitoring.reports.content import Said
from gerbang.monitoring.reports.reporting import HandedIn, Remarked, Span, TieWords, Words
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Right
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
STATES = Report.State


@pytest.fixture
def by() -> Acting:
    agreed()
    return city()


def read_by(who: Acting, made: Report) -> Said:
    return reported.told_to(Actor(who.account), fresh(made), reported.submissions(made))[0]


def desk(who: Acting) -> list[Report]:
    return list(reported.waiting_for(Actor(who.account)))


def test_it_goes_to_who_asked_comes_back_and_is_accepted(by: Acting) -> None:
    kemendagri = centre()
    made = handed_in(by, period(kemendagri))
    assert (made.state, made.holder) == (STATES.SUBMITTED, kemendagri.body)
    assert desk(kemendagri) == [made] and desk(by) == []
    made = returned(kemendagri, made, "Lengkapi hasilnya.", "Sebut sumber dananya.")
    assert (made.state, made.holder) == (STATES.RETURNED, by.body)
    assert desk(by) == [made] and desk(kemendagri) == []
    reporting.submit(by=by, report=made, handed_in=HandedIn(answers={1: "Sudah dilengkapi.", 2: "APBD."}))
    made = reporting.accept(by=kemendagri, report=made, words="Terima kasih.")
    assert (made.state, made.accepted_on) == (STATES.ACCEPTED, kemendagri.today)
    assert desk(by) == desk(kemendagri) == []
    first, second = reported.submissions(made)
    assert [(one.number, one.text, one.answer) for one in first.remarks.all()] == [
        (1, "Lengkapi hasilnya.", "Sudah dilengkapi."), (2, "Sebut sumber dananya.", "APBD."),
    ]  # fmt: skip
    assert (first.outcome, second.outcome, second.note) == ("returned", "accepted", "Terima kasih.")
    kinds = Entry.objects.filter(stream=made.ref).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == [
        "report.begun", "report.submitted", "report.returned", "report.submitted", "report.accepted",
    ]  # fmt: skip


def test_remarks_keep_counting_through_all_returns(by: Acting) -> None:
    kemendagri = centre()
    made = returned(kemendagri, handed_in(by, period(kemendagri)), "Satu", "Dua")
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    returned(kemendagri, fresh(made), "Tiga")
    assert list(Remark.objects.values_list("number", "text")) == [(1, "Satu"), (2, "Dua"), (3, "Tiga")]


def test_through_the_governor_it_is_passed_on_before_it_is_accepted(by: Acting) -> None:
    kemendagri, governor = centre(), province()
    made = handed_in(by, period(kemendagri, route="governor"))
    assert made.holder == governor.body
    with pytest.raises(Refused, match="Provinsi Jawa Barat"):
        reporting.accept(by=kemendagri, report=made)
    with pytest.raises(Invalid, match="teruskan"):
        reporting.accept(by=governor, report=made)
    made = reporting.pass_on(by=governor, report=made, letter="005/12 tanggal 3 Juli 2026")
    assert made.holder == kemendagri.body
    with pytest.raises(Refused):
        reporting.pass_on(by=governor, report=made)
    assert reporting.accept(by=kemendagri, report=made).state == STATES.ACCEPTED
    assert Submission.objects.get().passed_on_letter == "005/12 tanggal 3 Juli 2026"


def test_the_governor_may_return_what_comes_through_the_province(by: Acting) -> None:
    made = returned(province(), handed_in(by, period(route="governor")))
    assert (made.state, made.holder) == (STATES.RETURNED, by.body)


def test_a_province_reports_directly_whatever_the_route() -> None:
    governor, kemendagri = province(), centre()
    agreed(region(governor).name_id, "Provinsi Contoh")
    assert handed_in(governor, period(kemendagri, route="governor")).holder == kemendagri.body


def test_a_report_nobody_asked_for_goes_to_the_ministry(by: Acting) -> None:
    assert handed_in(by).holder == offices.body(offices.CENTRE)


def test_begun_twice_for_one_period_it_is_one_report(by: Acting) -> None:
    asked = period()
    assert report(by, asked) == report(by, asked)
    assert Report.objects.count() == 1


def test_sent_twice_it_is_one_report_and_the_second_sender_is_told(by: Acting) -> None:
    made = report(by, period())
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    with pytest.raises(Conflict):
        reporting.submit(by=by, report=made, handed_in=HandedIn())
    assert Submission.objects.count() == 1


def test_of_two_who_answer_the_second_is_told(by: Acting) -> None:
    kemendagri = centre()
    made = handed_in(by, period(kemendagri))
    reporting.accept(by=kemendagri, report=made)
    with pytest.raises(Refused, match="tidak menunggu"):
        returned(kemendagri, made)


def test_what_was_handed_in_stays_whatever_is_recorded_later(by: Acting) -> None:
    tie = agreed(with_="Kota Kedua")
    delivered(by, tie)
    made = handed_in(by, period())
    delivered(by, tie, title="Terlambat dicatat")
    told = next(one for one in read_by(by, made).accounts if one.tie == tie.ref)
    assert [one.title for one in told.carried] == ["Pelatihan"]
    back = returned(centre(), made)
    told = next(one for one in read_by(by, back).accounts if one.tie == tie.ref)
    assert {one.title for one in told.carried} == {"Pelatihan", "Terlambat dicatat"}


def test_what_is_being_set_right_its_region_alone_reads(by: Acting) -> None:
    tie = agreed(with_="Kota Kedua")
    made = handed_in(by, period())
    back = returned(centre(), made)
    delivered(by, tie, title="Belum disampaikan")
    reporting.say(by=by, report=back, words=Words(summary="Kalimat konsep"))
    own = read_by(by, back)
    assert own.summary == "Kalimat konsep" and any(one.carried for one in own.accounts)
    for outside in (centre(), province()):
        told = read_by(outside, back)
        assert told.summary == "" and not any(one.carried for one in told.accounts)
    reporting.submit(by=by, report=back, handed_in=HandedIn(answers={}))
    assert read_by(centre(), back).summary == "Kalimat konsep"


def test_an_accepted_report_cannot_be_changed_by_any_action(by: Acting) -> None:
    kemendagri = centre()
    tie = ReportedTie.objects.create(report=report(by, period(kemendagri)), tie=agreed(with_="Kota Lain")).tie
    made = Report.objects.get()
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    reporting.accept(by=kemendagri, report=made)
    tried = (
        lambda: reporting.say(by=by, report=made, words=Words("x")),
        lambda: reporting.say_of_tie(by=by, report=made, tie=tie, words=TieWords("x")),
        lambda: reporting.submit(by=by, report=made, handed_in=HandedIn()),
        lambda: reporting.withdraw(by=by, report=made, reason="x"),
        lambda: returned(kemendagri, made),
        lambda: reporting.accept(by=kemendagri, report=made),
        lambda: reporting.pass_on(by=kemendagri, report=made),
    )
    for attempt in tried:
        with pytest.raises((Conflict, Refused)):
            attempt()
    assert fresh(made).summary == "" and Submission.objects.count() == 1


def test_a_report_is_handed_in_once_its_period_is_over(by: Acting) -> None:
    made = report(by, Span("Tahun ini", by.today, by.today + timedelta(30)))
    with pytest.raises(Invalid, match="belum berakhir"):
        reporting.submit(by=by, report=made, handed_in=HandedIn())
    assert fresh(made).state == STATES.DRAFT


def test_only_the_region_writes_and_only_who_may_send_hands_in(by: Acting) -> None:
    made = report(by, period())
    preparing = city(Right.PREPARE)
    reporting.say(by=preparing, report=made, words=Words("Ringkasan"))
    with pytest.raises(Refused):
        reporting.submit(by=preparing, report=made, handed_in=HandedIn())
    for stranger in (centre(), province()):
        with pytest.raises(Refused):
            reporting.say(by=stranger, report=made, words=Words("x"))
    assert fresh(made).summary == "Ringkasan"


def test_a_return_needs_a_remark_and_speaks_of_cooperations_of_the_report(by: Acting) -> None:
    kemendagri = centre()
    made = handed_in(by, period(kemendagri))
    with pytest.raises(Invalid):
        reporting.send_back(by=kemendagri, report=made, remarks=[Remarked("  ")])
    stranger = agreed("Kota Surabaya", "Kota Jauh")
    with pytest.raises(Invalid):
        reporting.send_back(by=kemendagri, report=made, remarks=[Remarked("x", stranger)])
    assert fresh(made).state == STATES.SUBMITTED


def test_only_a_draft_that_was_never_handed_in_is_withdrawn(by: Acting) -> None:
    kemendagri = centre()
    asked = period(kemendagri)
    made = report(by, asked)
    with pytest.raises(Invalid):
        reporting.withdraw(by=by, report=made, reason=" ")
    reporting.withdraw(by=by, report=made, reason="Salah periode")
    again = handed_in(by, asked)
    assert again != made
    with pytest.raises(Invalid, match="pernah disampaikan"):
        reporting.withdraw(by=by, report=returned(kemendagri, again), reason="Batal")


def test_a_draft_is_seen_by_its_region_alone(by: Acting) -> None:
    made = report(by, period())
    outside = (centre(), province(), offices.acting("Kementerian Luar Negeri", Right.READ))
    assert list(reported.visible_to(Actor(by.account))) == [made]
    assert [list(reported.visible_to(Actor(one.account))) for one in outside] == [[], [], []]
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    assert [list(reported.visible_to(Actor(one.account))) for one in outside] == [[made]] * 3
    assert list(reported.visible_to(Actor(None))) == []


def test_a_letter_of_tomorrow_is_refused_and_nothing_is_handed_in(by: Acting) -> None:
    made = report(by, period())
    with pytest.raises(Invalid) as refused:
        reporting.submit(by=by, report=made, handed_in=HandedIn("1", by.today + timedelta(1)))
    assert set(refused.value.problems) == {"letter_date"} and fresh(made).state == STATES.DRAFT


def test_words_of_a_cooperation_are_kept_where_the_report_speaks_of_it(by: Acting) -> None:
    made = report(by, period())
    tie = ReportedTie.objects.get().tie
    reporting.say_of_tie(by=by, report=made, tie=tie, words=TieWords(" Anggaran terbatas ", outlook="Lanjut"))
    account = read_by(by, made).accounts[0]
    assert (account.obstacles, account.outlook, account.is_told_of) == ("Anggaran terbatas", "Lanjut", True)
    with pytest.raises(Invalid):
        reporting.say_of_tie(by=by, report=made, tie=agreed("Kota Surabaya", "Kota Jauh"), words=TieWords("x"))


def test_a_report_of_its_own_needs_a_name_and_days_in_order(by: Acting) -> None:
    with pytest.raises(Invalid) as refused:
        report(by, Span(" ", date(2026, 2, 1), date(2026, 1, 1)))
    assert set(refused.value.problems) == {"name", "ends_on"}


def test_a_region_takes_back_what_nobody_has_in_hand(by: Acting) -> None:
    kemendagri = centre()
    asked = period(kemendagri)
    made = handed_in(by, asked)
    with pytest.raises(Refused):
        reporting.recall(by=kemendagri, report=made, reason="Salah")
    with pytest.raises(Refused):
        reporting.recall(by=city(Right.PREPARE), report=made, reason="Salah")
    with pytest.raises(Invalid):
        reporting.recall(by=by, report=made, reason=" ")
    made = reporting.recall(by=by, report=made, reason="Lampirannya salah")
    assert (made.state, made.holder, made.first_submitted_on) == (STATES.DRAFT, by.body, None)
    assert desk(kemendagri) == [] and reported.missing_of(region(by)) == [asked]
    assert not reported.visible_to(Actor(kemendagri.account)).filter(pk=made.pk)
    newest = Entry.objects.filter(stream=made.ref).latest("seq")
    assert newest.kind == "report.recalled"
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    told = [(one.number, one.outcome, one.note) for one in reported.submissions(made)]
    assert told == [(1, "recalled", "Lampirannya salah"), (2, "", "")]
    with pytest.raises(Conflict):
        reporting.recall(by=by, report=reporting.accept(by=kemendagri, report=made), reason="Lagi")


def test_a_report_taken_back_after_it_had_come_back_is_to_be_improved_again(by: Acting) -> None:
    kemendagri = centre()
    made = returned(kemendagri, handed_in(by, period(kemendagri)))
    first = made.first_submitted_on
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    made = reporting.recall(by=by, report=made, reason="Terlalu cepat")
    assert (made.state, made.first_submitted_on) == (STATES.RETURNED, first) and desk(by) == [made]


def untouched(made: Report) -> bool:
    return reported.recallable(fresh(made), reported.submissions(made), reported.directives(made))


def test_what_is_in_hand_passed_on_or_directed_on_is_taken_back_no_more(by: Acting) -> None:
    kemendagri, governor = centre(), province()
    made = handed_in(by, period(kemendagri, route="governor"))
    with pytest.raises(Refused):
        reporting.examine(by=kemendagri, report=made)
    for _twice in range(2):
        reporting.examine(by=governor, report=made)
    assert Entry.objects.filter(stream=made.ref, kind="report.examined").count() == 1
    with pytest.raises(Conflict):
        reporting.recall(by=by, report=made, reason="Salah")
    Submission.objects.update(examined_since=None)
    assert untouched(made)
    tie = ReportedTie.objects.get(report=made).tie
    directing.direct(by=kemendagri, report=made, ties=[tie], given=directing.Instruction("Lengkapi"))
    assert not untouched(made)
    Directive.objects.all().delete()
    reporting.pass_on(by=governor, report=made)
    assert not untouched(made)
