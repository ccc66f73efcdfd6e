"""The hard cases of real tables, row by row (see README.md beside `real_cases.csv`)."""

from pathlib import Path

import pytest

from gerbang.register.intake import actions, tables
from gerbang.register.intake.actions import Written
from gerbang.register.models import Import, ImportRow, Tie

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parent / "real_cases.csv"


@pytest.fixture
def done() -> Written:
    return actions.write(brought=tables.bring(data=FILE.read_bytes(), filename=FILE.name, exact=True))


def waiting(done: Written, id_: str) -> ImportRow:
    assert done.of is not None
    return next(row for row in done.of.rows.filter(outcome="held") if row.cells["id"] == id_)


def codes(row: ImportRow) -> list[str]:
    return [problem["code"] for problem in row.problems]


def tie(id_: str) -> Tie:
    return Tie.objects.get(origin=id_)


def test_every_row_is_counted_once(done: Written) -> None:
    assert done.checked.counts == {"read": 16, "created": 7, "matched": 3, "held": 6, "refused": 0}


def test_charleston_is_in_several_states(done: Written) -> None:
    row = waiting(done, "charleston")
    assert codes(row) == ["partner-ambiguous"]
    assert {"kota:4574324", "kota:4801859"} <= set(row.candidates)


def test_the_level_decides_between_city_and_prefecture(done: Written) -> None:
    city, prefecture = tie("kyoto-city").partners_side[0].partner, tie("kyoto-prefecture").partners_side[0].partner
    assert city is not None
    assert prefecture is not None
    assert (city.level, prefecture.level) == ("second", "first")
    assert codes(waiting(done, "kyoto-either")) == ["partner-ambiguous"]
    assert set(waiting(done, "kyoto-either").candidates) == {"kota:1857910", "iso:JP-26"}


def test_papua_signed_as_irian_jaya_is_papua(done: Written) -> None:
    made = tie("irian-jaya")
    party = made.regions_side[0]
    assert party.region is not None
    assert (party.region.name_id, party.name_as_signed) == ("Papua", "Irian Jaya")
    assert not Tie.objects.filter(origin="irian-jaya-again").exists()
    assert made.claims.filter(fact="parties").count() == 2


def test_a_village_is_no_party(done: Written) -> None:
    made = tie("village")
    assert made.outside_law
    assert not made.public
    assert not made.parties.exists()


def test_two_partners_of_one_meeting_wait(done: Written) -> None:
    row = waiting(done, "meeting")
    assert codes(row) == ["partners-several"]
    assert row.candidates


def test_three_cities_at_once_wait_with_all_that_may_be_meant(done: Written) -> None:
    row = waiting(done, "three-cities")
    assert codes(row) == ["partners-several"]
    assert {"kota:1859146", "kota:1859307", "kota:1859171"} <= set(row.candidates)


def test_a_partner_nobody_named_waits(done: Written) -> None:
    assert codes(waiting(done, "unnamed")) == ["partner-unnamed"]


def test_a_letter_of_intent_and_a_memorandum_are_two_texts_of_one_tie(done: Written) -> None:
    made = tie("milwaukee-loi")
    assert [text.kind for text in made.instruments.order_by("pk")] == ["loi", "mou"]
    assert (made.phase, made.public, made.signed_as_written) == ("agreed", True, "2016-02-01")
    assert not Tie.objects.filter(origin="milwaukee-mou").exists()


def test_a_renewal_after_lapsing_is_one_tie_with_a_gap(done: Written) -> None:
    made = tie("lapsed")
    first, second = made.instruments.order_by("pk")
    assert (first.kind, first.signed.iso, first.valid_until_text) == ("mou", "2019-11", "November 2022")
    assert (second.kind, second.signed.iso, str(second.valid_until)) == ("mou", "2023-01-31", "2028-01-31")


def test_a_weekday_that_contradicts_its_date_waits(done: Written) -> None:
    row = waiting(done, "weekday")
    assert [(problem["column"], problem["code"]) for problem in row.problems] == [("signed_date", "wrong-weekday")]


def test_namibia_is_no_empty_cell(done: Written) -> None:
    partner = tie("namibia").partners_side[0]
    assert partner.country is not None
    assert partner.country.alpha2 == "NA"


def test_the_same_table_again_is_matched_and_leaves_nothing(done: Written) -> None:
    before = (Tie.objects.count(), Import.objects.count(), ImportRow.objects.count())
    again = actions.write(brought=tables.bring(data=FILE.read_bytes(), filename=FILE.name, exact=True))
    assert again.checked.counts == {"read": 16, "created": 0, "matched": 10, "held": 6, "refused": 0}
    assert (again.new, again.of) == (False, done.of)
    assert (Tie.objects.count(), Import.objects.count(), ImportRow.objects.count()) == before
