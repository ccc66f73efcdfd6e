"""Working trips and visits are recorded, ahead or afterwards, set right and withdrawn; what comes later is added."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.people import helpers as people
from tests.people.helpers import Right
from tests.plans.helpers import acting, filled, ministry, officer, plan
from tests.plans.travel import days, journey, trip
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting, Actor
from gerbang.plans import following_up, queries, recording, travelling, travels
from gerbang.plans.delegation import Member
from gerbang.plans.following_up import Task
from gerbang.plans.models import Activity, Delivery, Plan, Trip, TripReport
from gerbang.plans.recording import Told
from gerbang.plans.travelling import PermitLetter, record_trip
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

pytestmark = pytest.mark.django_db

LETTER = PermitLetter("Izin perjalanan dinas luar negeri", "099/1/2026", date(2026, 2, 20), "Kementerian Dalam Negeri")


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def by() -> Acting:
    return acting(officer())


@pytest.fixture
def of(tie: Tie) -> Plan:
    return filled(plan(tie=tie))


def activity(of: Plan) -> Activity:
    return Activity.objects.filter(plan=of).order_by("pk")[0]


def test_who_goes_why_and_with_which_money_is_kept(tie: Tie, of: Plan, by: Acting) -> None:
    told = journey(
        places="Kitakyushu, Jepang",
        people=4,
        members=[Member("Kepala Dinas", "Dinas Lingkungan Hidup", "Nama Contoh"), Member("Penerjemah")],
        invited_by="City of Kitakyushu",
        invitation_number="12/2026",
        invited_on=date(2026, 1, 15),
        money=[("apbd", Money(Decimal(90_000_000), "IDR")), ("partner", Money(Decimal(200_000), "JPY"))],
    )
    made = record_trip(by=by, tie=tie, told=told, activity=activity(of))
    assert [str(one) for one in made.travellers.all()] == ["Kepala Dinas, Dinas Lingkungan Hidup", "Penerjemah"]
    assert [str(one) for one in made.money.all()] == ["IDR 90000000.00", "JPY 200000.00"]
    assert (made.people, made.body, made.activity) == (4, by.body, activity(of))
    assert ledger.history(tie.ref).filter(kind="trip.recorded").count() == 1


def test_a_trip_that_lies_ahead_is_recorded(tie: Tie, by: Acting) -> None:
    assert trip(by, tie, **days(by.today + timedelta(90))).stands


def test_what_is_wrong_is_named_all_at_once(tie: Tie, by: Acting) -> None:
    elsewhere = activity(filled(plan(tie=agreed(with_="Kota Lain"))))
    wrong = journey(
        direction="up", purpose=" ", ends_on=date(2026, 3, 1), people=1, members=[Member("a"), Member("b")],
        invited_on=by.today + timedelta(2), money=[("apbd", Money(Decimal(0), "IDR"))],
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        record_trip(by=by, tie=tie, told=wrong, activity=elsewhere)
    assert set(refused.value.problems) == {
        "direction", "purpose", "ends_on", "people", "invited_on", "money", "activity",
    }  # fmt: skip
    assert not Trip.objects.exists()


def test_only_the_regions_of_the_cooperation_record(tie: Tie, by: Acting) -> None:
    stranger = people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND)
    made = trip(by, tie)
    for account in (ministry(), stranger):
        with pytest.raises(Refused):
            trip(acting(account), tie)
        with pytest.raises(Refused):
            travelling.add_permit(by=acting(account), trip=made, letter=LETTER)
        with pytest.raises(Refused):
            travelling.forget_names(by=acting(account), trip=made, reason="x")


def test_what_was_added_to_a_trip_goes_on_with_the_record_that_sets_it_right(tie: Tie, by: Acting) -> None:
    wrong = trip(by, tie, purpose="Studi kompas")
    travelling.add_permit(by=by, trip=wrong, letter=LETTER)
    travelling.report_trip(by=by, trip=wrong, result="Metode Takakura dipelajari")
    following_up.add(by=by, of=wrong.ref, task=Task("Percontohan di dua kelurahan", "Dinas Lingkungan Hidup"))
    told = Told("Pelatihan", VagueDate.day(date(2026, 3, 10)))
    recording.record_delivery(by=by, tie=tie, told=told, trip=wrong)
    right = record_trip(by=by, tie=tie, told=journey(), replaces=wrong)
    assert [added.count() for added in (right.permits, right.reports, right.deliveries)] == [1] * 3
    assert len(following_up.of(right.ref)) == 1 and not following_up.of(wrong.ref)
    assert travels.of_tie(Actor(by.account), tie) == [right]
    assert travels.chain(right) == [right.ref, wrong.ref]


def test_of_two_who_set_a_trip_right_or_add_to_it_the_second_is_told(tie: Tie, by: Acting) -> None:
    wrong = trip(by, tie)
    record_trip(by=by, tie=tie, told=journey(), replaces=wrong)
    with pytest.raises(Conflict):
        record_trip(by=by, tie=tie, told=journey(), replaces=wrong)
    with pytest.raises(Conflict):
        travelling.report_trip(by=by, trip=wrong, result="x")
    with pytest.raises(Conflict):
        travelling.withdraw_trip(by=by, trip=wrong, reason="Ganda")


def test_withdrawing_needs_a_reason_and_leaves_the_record_to_be_seen(tie: Tie, by: Acting) -> None:
    made = trip(by, tie)
    with pytest.raises(Invalid):
        travelling.withdraw_trip(by=by, trip=made, reason=" ")
    travelling.withdraw_trip(by=by, trip=made, reason="Batal berangkat")
    made.refresh_from_db()
    assert (made.stands, made.withdrawn_reason) == (False, "Batal berangkat")
    assert travels.of_tie(Actor(by.account), tie) == []


def test_a_permit_letter_says_what_it_is_and_is_not_of_tomorrow(tie: Tie, by: Acting) -> None:
    made = trip(by, tie)
    with pytest.raises(Invalid) as refused:
        travelling.add_permit(by=by, trip=made, letter=PermitLetter(" ", "", by.today + timedelta(2), ""))
    assert set(refused.value.problems) == {"kind", "number", "issuer", "dated_on"}
    for number in ("099/1/2026", "099/2/2026"):
        travelling.add_permit(
            by=by, trip=made, letter=PermitLetter(LETTER.kind, number, LETTER.dated_on, LETTER.issuer)
        )
    assert made.permits.count() == 2


def test_of_the_result_the_last_word_stands(tie: Tie, by: Acting) -> None:
    made = trip(by, tie)
    first = travelling.report_trip(by=by, trip=made, result="Lokakarya diikuti")
    last = travelling.report_trip(by=by, trip=made, result="Lokakarya diikuti", reported_on=date(2026, 3, 20))
    first.refresh_from_db()
    assert not first.stands
    assert TripReport.objects.get(trip=made, withdrawn_at=None) == last


def test_nothing_is_reported_of_a_trip_that_has_not_begun_or_before_it_began(tie: Tie, by: Acting) -> None:
    ahead = trip(by, tie, **days(by.today + timedelta(9)))
    with pytest.raises(Invalid):
        travelling.report_trip(by=by, trip=ahead, result="Berhasil")
    with pytest.raises(Invalid) as early:
        travelling.report_trip(by=by, trip=trip(by, tie), result=" ", reported_on=date(2026, 3, 1))
    assert set(early.value.problems) == {"result", "reported_on"}


def test_a_part_is_withdrawn_with_a_reason_and_once(tie: Tie, by: Acting) -> None:
    made = trip(by, tie)
    permit = travelling.add_permit(by=by, trip=made, letter=LETTER)
    with pytest.raises(Invalid):
        travelling.withdraw_part(by=by, part=permit, reason="")
    travelling.withdraw_part(by=by, part=permit, reason="Surat untuk perjalanan lain")
    assert travels.part_of(made, permit.ref) is None
    with pytest.raises(Conflict):
        travelling.withdraw_part(by=by, part=permit, reason="Lagi")


def test_a_trip_is_no_part_of_a_delivery_of_another_cooperation(tie: Tie, by: Acting) -> None:
    elsewhere = trip(by, agreed(with_="Kota Lain"))
    with pytest.raises(Invalid) as refused:
        told = Told("Pelatihan", VagueDate.day(date(2026, 3, 10)))
        recording.record_delivery(by=by, tie=tie, told=told, trip=elsewhere)
    assert set(refused.value.problems) == {"trip"}
    assert not Delivery.objects.exists()


def test_a_trip_hangs_on_its_cooperation(tie: Tie, by: Acting) -> None:
    trip(by, tie)
    assert queries.hanging_on(tie) == "1 catatan perjalanan tercatat padanya."


def test_the_trip_of_a_closed_year_changes_no_more(tie: Tie, of: Plan, by: Acting) -> None:
    made = record_trip(by=by, tie=tie, told=journey(), activity=activity(of))
    follow_up = following_up.add(by=by, of=made.ref, task=Task("Percontohan", "Dinas Lingkungan Hidup"))
    permit = travelling.add_permit(by=by, trip=made, letter=LETTER)
    recording.close_year(by=by, plan=of, year=2026)
    tried = (
        lambda: record_trip(by=by, tie=tie, told=journey(), activity=activity(of)),
        lambda: record_trip(by=by, tie=tie, told=journey(), replaces=made),
        lambda: travelling.withdraw_trip(by=by, trip=made, reason="Batal"),
        lambda: travelling.add_permit(by=by, trip=made, letter=LETTER),
        lambda: travelling.report_trip(by=by, trip=made, result="x"),
        lambda: following_up.add(by=by, of=made.ref, task=Task("x", "y")),
        lambda: following_up.finish(by=by, follow_up=follow_up, done_on=date(2026, 4, 1)),
        lambda: travelling.withdraw_part(by=by, part=permit, reason="x"),
    )
    for attempt in tried:
        with pytest.raises(Invalid, match="2026"):
            attempt()
    made.refresh_from_db()
    assert made.stands and made.reports.count() == 0
    recording.reopen_year(by=by, plan=of, year=2026, reason="Ada temuan")
    assert travelling.report_trip(by=by, trip=made, result="Selesai").stands


def test_a_trip_over_new_year_is_of_both_years(tie: Tie, of: Plan, by: Acting) -> None:
    recording.close_year(by=by, plan=of, year=2026)
    with pytest.raises(Invalid):
        told = journey(begins_on=date(2026, 12, 28), ends_on=date(2027, 1, 3))
        record_trip(by=by, tie=tie, told=told, activity=activity(of))
    assert record_trip(by=by, tie=tie, told=journey(**days(date(2027, 1, 2))), activity=activity(of)).stands
