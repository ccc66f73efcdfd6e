"""A row that waits is brought in as a person decides, or left out with a reason."""

import pytest
from tests.people.helpers import Right, acting, body
from tests.register.intake.making import row, written

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.places.models import Partner, Region
from gerbang.register.intake.settling import NewPartner, Settlement, leave_out, settle
from gerbang.register.models import ImportRow, Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
CHARLESTON = "kota:4574324"


def waiting(**changes: str) -> ImportRow:
    done = written(row(**changes))
    assert done.of is not None
    return done.of.rows.get(outcome="held")


def charleston() -> ImportRow:
    return waiting(foreign_side="Charleston", country="United States", iso2="US")


def test_a_person_chooses_the_place() -> None:
    settled = settle(by=None, row=charleston(), settlement=Settlement(place=CHARLESTON))
    made = Tie.objects.get()
    assert (settled.outcome, settled.tie, settled.head) == ("created", made, 1)
    partner = made.partners_side[0].partner
    assert partner is not None
    assert partner.city is not None
    assert partner.city.geonameid == 4574324
    assert [entry.kind for entry in ledger.history(settled.of.ref)] == ["import.written", "import.row-settled"]
    assert {claim.imported_by_id for claim in made.claims.all()} == {settled.of_id}


def test_a_person_chooses_the_region() -> None:
    row_ = waiting(indonesian_side="Bandung", indonesian_level="")
    region = Region.objects.get(name_id="Kabupaten Bandung")
    assert region.ref in row_.candidates
    settle(by=None, row=row_, settlement=Settlement(region=region.ref))
    assert Tie.objects.get().regions_side[0].region == region


def test_a_person_adds_a_partner_no_list_knows() -> None:
    row_ = waiting(foreign_side="Vanimo", country="Papua New Guinea", iso2="PG")
    new = NewPartner("Vanimo", "PG", "lower")
    settle(by=None, row=row_, settlement=Settlement(partner=new))
    assert Partner.objects.get(name_id="Vanimo").awaits_confirmation
    assert Tie.objects.get().names_id.endswith("Vanimo")


def test_a_person_sets_a_cell_right() -> None:
    row_ = waiting(signed_date="Senin, 10 Juli 2019")
    with pytest.raises(Invalid) as found:
        settle(by=None, row=row_, settlement=Settlement(cells={"signed_date": "Selasa, 10 Juli 2019"}))
    assert found.value.problems.keys() == {"signed_date"}
    settle(by=None, row=row_, settlement=Settlement(cells={"signed_date": "Rabu, 10 Juli 2019"}))
    assert Tie.objects.get().signed.iso == "2019-07-10"


def test_a_person_says_that_it_is_a_tie_of_the_register() -> None:
    written(row())
    made = Tie.objects.get()
    row_ = waiting(foreign_side="Windhook", source_url="https://lain.example/")
    settled = settle(by=None, row=row_, settlement=Settlement(tie=made.ref))
    assert (settled.outcome, settled.tie) == ("matched", made)
    assert Tie.objects.count() == 1
    assert made.claims.filter(source__url="https://lain.example/").exists()


def test_a_source_that_corrects_itself() -> None:
    written(row())
    row_ = waiting(signed_date="11 Juli 2019")
    with pytest.raises(Invalid):
        settle(by=None, row=row_, settlement=Settlement())
    settle(by=None, row=row_, settlement=Settlement(corrected=True))
    made = Tie.objects.get()
    assert (made.signed.iso, made.disputed) == ("2019-07-11", False)
    assert made.claims.filter(fact="signing-date").exclude(withdrawn_at=None).get().value == "2019-07-10"


def test_what_is_not_settled_changes_nothing() -> None:
    row_ = charleston()
    with pytest.raises(Invalid):
        settle(by=None, row=row_, settlement=Settlement())
    with pytest.raises(Invalid):
        settle(by=None, row=row_, settlement=Settlement(tie="ks-0000000000"))
    row_.refresh_from_db()
    assert (row_.outcome, Tie.objects.count()) == ("held", 0)


def test_a_row_is_settled_once() -> None:
    row_ = charleston()
    settle(by=None, row=row_, settlement=Settlement(place=CHARLESTON))
    with pytest.raises(Conflict):
        settle(by=None, row=row_, settlement=Settlement(place=CHARLESTON))


def test_a_row_is_left_out_with_a_reason() -> None:
    row_ = charleston()
    with pytest.raises(Invalid):
        leave_out(by=None, row=row_, reason=" ")
    left = leave_out(by=None, row=row_, reason="Bukan kerja sama daerah ini")
    assert (left.outcome, left.problems[-1]["code"]) == ("dropped", "left-out")
    assert not Tie.objects.exists()


def test_only_the_body_of_the_import_settles_its_rows() -> None:
    by = acting(body("Pemerintah Kota Bandung"), Right.PREPARE)
    other = acting(body("Pemerintah Kota Surabaya"), Right.PREPARE)
    done = written(row(foreign_side="Nowhere"), by=by)
    assert done.of is not None
    row_ = done.of.rows.get()
    with pytest.raises(Refused):
        leave_out(by=other, row=row_, reason="coba")
    with pytest.raises(Invalid) as found:
        settle(by=by, row=row_, settlement=Settlement(cells={"indonesian_side": "Kota Surabaya"}))
    assert found.value.problems.keys() >= {"indonesian_side"}
    settled = settle(by=by, row=row_, settlement=Settlement(place="kota:3352136"))
    assert settled.settled_by == by.account.ref
