"""What rows mean for the register; nothing is written by asking."""

import pytest
from tests.people.helpers import Right, acting, body
from tests.register.helpers import agreed
from tests.register.intake.making import as_csv, brought, checked, codes, outcomes, row, written

from gerbang.ledger.models import Entry
from gerbang.places.actions import add_partner
from gerbang.places.models import Country, Partner, Region
from gerbang.register.intake import planning, tables
from gerbang.register.models import Import, Source, Tie

pytestmark = pytest.mark.django_db
SIZES = (Tie, Partner, Source, Import, Entry)


def test_a_check_writes_nothing() -> None:
    before = [model.objects.count() for model in SIZES]
    done = checked(row(), row(foreign_side="Nowhere"), row(signed_date="besok"))
    assert outcomes(done) == {"created": 1, "held": 1, "refused": 1}
    assert [model.objects.count() for model in SIZES] == before


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"iso2": "XX", "country": ""}, ("iso2", "country-code")),
        ({"iso2": "", "country": "Atlantis"}, ("country", "country-unknown")),
        ({"iso2": "JP"}, ("country", "country-differs")),
        ({"iso2": "ID", "country": "Indonesia"}, ("country", "not-abroad")),
        ({"indonesian_side": "Bandung", "indonesian_level": ""}, ("indonesian_side", "region-ambiguous")),
        ({"indonesian_side": "Kota Atlantis"}, ("indonesian_side", "region-unknown")),
        (
            {"indonesian_side": "Kota Administrasi Jakarta Utara"},
            ("indonesian_side", "region-administrative"),
        ),
        ({"foreign_side": "Atlantis"}, ("foreign_side", "partner-unknown")),
        ({"coop_type": "blah"}, ("coop_type", "kind-unknown")),
        ({"foreign_side": "Namibia", "foreign_level": ""}, ("foreign_side", "partner-unknown")),
    ],
)
def test_what_is_not_certain(changes: dict[str, str], found: tuple[str, str]) -> None:
    assert codes(checked(row(**changes))) == {found}


@pytest.mark.parametrize(
    "changes",
    [
        {"iso2": ""},
        {"coop_type": ""},
        {"coop_type": "Kota Kembar (sister city)"},
        {"coop_type": "Kerjasama Teknik"},
        {"coop_type": "Lain-lain"},
        {"country": ""},
        {"country": "Republik Namibia"},
        {"foreign_side": "Kota Windhoek", "foreign_level": ""},
        {"indonesian_side": "Pemkot Bandung", "indonesian_level": ""},
        {"foreign_side": "Saipan", "country": "United States", "iso2": "MP"},
        {"foreign_side": "Charleston, West Virginia", "country": "Amerika Serikat", "iso2": ""},
        {"foreign_side": "Prefektur Kyoto", "foreign_level": "", "country": "Jepang", "iso2": "JP"},
    ],
)
def test_what_is_certain_enough(changes: dict[str, str]) -> None:
    assert outcomes(checked(row(**changes))) == {"created": 1}


def test_the_same_row_twice_is_one_tie() -> None:
    assert outcomes(checked(row(), row())) == {"created": 1, "matched": 1}


def test_another_spelling_of_both_sides_is_the_same_tie() -> None:
    again = row(indonesian_side="Bandung", foreign_side="WINDHOEK", country="", signed_date="2019-07-10")
    assert outcomes(checked(row(), again)) == {"created": 1, "matched": 1}


def test_a_tie_that_was_opened_here_is_matched() -> None:
    made = agreed()
    partner = made.partners_side[0].partner
    assert partner is not None
    done = checked(row(foreign_side=partner.name_id, foreign_level="", country="Jepang", iso2="JP"))
    assert outcomes(done) == {"matched": 1}


def test_another_kind_is_another_tie() -> None:
    assert outcomes(checked(row(), row(coop_type="technical_cooperation"))) == {"created": 2}


def test_the_same_source_that_says_otherwise_waits() -> None:
    done = checked(row(), row(signed_date="11 Juli 2020"))
    assert outcomes(done) == {"created": 1, "held": 1}
    assert codes(done) == {("signed_date", "said-otherwise")}
    assert "2019-07-10" in done.problems[0].text


def test_another_source_may_say_otherwise() -> None:
    assert outcomes(checked(row(), row(signed_date="2020", source_url="https://lain.example/"))) == {
        "created": 1,
        "matched": 1,
    }


def test_a_partner_added_by_hand_is_found() -> None:
    country = Country.objects.get(alpha2="NA")
    add_partner(None, name_id="Atlantis", country=country, level="second")
    assert outcomes(checked(row(foreign_side="Atlantis"))) == {"created": 1}


def test_a_name_that_is_almost_that_of_a_partner_shows_the_tie_with_it() -> None:
    written(row())
    made = Tie.objects.get()
    done = checked(row(foreign_side="Windhook"))
    assert codes(done) == {("foreign_side", "partner-unknown")}
    assert made.ref in done.rows[0].candidates


def test_a_new_tie_is_shown_beside_one_with_the_same_parties() -> None:
    written(row())
    made = Tie.objects.get()
    done = checked(row(coop_type="technical_cooperation"))
    assert outcomes(done) == {"created": 1}
    assert done.rows[0].candidates == [made.ref]


def test_a_region_brings_in_only_its_own_rows() -> None:
    by = acting(body("Pemerintah Kota Bandung"), Right.PREPARE)
    done = checked(
        row(), row(indonesian_side="Kota Medan"), row(indonesian_side="Desa Mas", indonesian_level="desa"), by=by
    )
    assert outcomes(done) == {"created": 1, "refused": 2}
    assert codes(done) == {("indonesian_side", "not-yours")}


def test_national_sight_brings_in_all() -> None:
    by = acting(body("Pusat Fasilitasi Kerja Sama"), Right.PREPARE)
    assert outcomes(checked(row(), row(indonesian_side="Kota Medan"), by=by)) == {"created": 2}


def test_with_an_unknown_column_no_row_is_looked_at() -> None:
    data = b"indonesian_side,foreign_side,iso2,Warna\nKota Bandung,Windhoek,NA,biru\n"
    done = tables.check(tables.bring(data=data, filename="x.csv", exact=True))
    assert done.counts == {"read": 1, "created": 0, "matched": 0, "held": 0, "refused": 1}
    assert [(problem.code, problem.cell) for problem in done.problems] == [("unknown-column", "Warna")]


def test_more_rows_than_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "BATCH", 2)
    names = [region.name_id for region in Region.objects.filter(kind="kota", autonomous=True)[:5]]
    done = checked(*(row(indonesian_side=name) for name in (*names, *names)))
    assert outcomes(done) == {"created": 5, "matched": 5}


def test_the_plan_of_a_table_can_be_made_again() -> None:
    table = brought(row(), row())
    assert tables.check(table).counts == tables.check(table).counts


def test_a_bad_cell_hides_nothing_else_that_is_wrong_with_the_row() -> None:
    done = checked(row(foreign_side="Charleston", country="United States", iso2="US", signed_date="31-02-2015"))
    assert codes(done) == {("signed_date", "no-such-day"), ("foreign_side", "partner-ambiguous")}
    assert outcomes(done)["refused"] == 1


def test_a_column_nobody_knows_hides_no_problem_of_the_rows() -> None:
    named = as_csv([row(signed_date="31-02-2015")]).replace(b"confidence", b"PIC", 1)
    done = tables.check(tables.bring(data=named, filename="tabel.csv", exact=True))
    assert {("PIC", "unknown-column"), ("signed_date", "no-such-day")} <= codes(done)
    assert outcomes(done)["refused"] == 1


def test_the_country_may_be_told_by_its_code_in_either_column() -> None:
    for told in ({"country": "NA", "iso2": ""}, {"country": "", "iso2": "NA"}, {"country": "na", "iso2": ""}):
        done = checked(row(foreign_side="Windhoek", **told))
        assert not [code for column, code in codes(done) if column in ("country", "iso2")], told
