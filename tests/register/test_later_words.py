"""What a source writes of further texts stays in its words: as they are brought in, shown, published and read again."""

import pytest
from tests.register.export.reading import objects, rows
from tests.register.helpers import agreed, sign
from tests.register.import_pages import officer, page, signed_in
from tests.register.intake.making import checked, outcomes, row, written

from gerbang.people.acting import Actor
from gerbang.register import import_reading
from gerbang.register.compilation import read_later
from gerbang.register.models import Claim, ImportRow, Instrument, Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db

TWO_DAYS = "renewed 2022-11-24 Bandung / 2022-11-30 Shizuoka"
ACCORD = "accord 2000-08-31 for 4 years from 2001"
FIVE_YEARS = "renewed 2023-01-31 for five years"
THEN = "renewed 2002-08-31 then every five years"
DATED = [
    (TWO_DAYS, "extension", "2022-11-30", ""),
    (ACCORD, "arrangement", "2000-08-31", "accord"),
    (FIVE_YEARS, "extension", "2023-01-31", ""),
    (THEN, "extension", "2002-08-31", ""),
    ("LoI 2018-03-28 (virtual)", "loi", "2018-03-28", ""),
    ("joint statement 1990-12", "declaration", "1990-12", ""),
    ("amended and signed in Bandung 2020-06-02", "amendment", "2020-06-02", ""),
    ("MoU DUTEP 2022-08-29", "arrangement", "2022-08-29", "MoU DUTEP"),
]
WHOLE = f"{ACCORD}; {TWO_DAYS}; {FIVE_YEARS}; then every five years"


def bring(cell: str, **changes: str) -> Tie:
    written(row(later_instruments=cell, **changes))
    return Tie.objects.get()


@pytest.mark.parametrize(("words", "kind", "day", "called"), DATED)
def test_a_further_text_keeps_its_words_whole_beside_its_date(words: str, kind: str, day: str, called: str) -> None:
    tie = bring(words)
    text = tie.instruments.exclude(kind="mou").get()
    claim = text.claims.get()
    assert (text.kind, text.called) == (kind, called)
    assert (claim.fact, claim.value, claim.said_id, claim.said_en) == ("signing-date", day, words, words)
    assert text.valid_until is None


@pytest.mark.parametrize("words", [words for words, *_rest in DATED] + ["then every five years", WHOLE])
def test_the_words_are_shown_published_and_found_again(words: str) -> None:
    tie = bring(words)
    shown = page(signed_in(officer()), "statements", tie.ref)
    assert all(part in shown for part in words.split("; "))
    [published] = rows()
    assert published["later_instruments"] == words
    told = str(objects())
    assert all(part in told for part in words.split("; "))
    before = Claim.objects.count(), Instrument.objects.count()
    assert outcomes(checked(published)) == {"matched": 1}
    written(published)
    assert (Claim.objects.count(), Instrument.objects.count()) == before


def test_the_published_row_says_the_same_on_another_register() -> None:
    bring(WHOLE)
    [published] = rows()
    ImportRow.objects.all().delete()
    Tie.objects.all().delete()
    written(published)
    [again] = rows()
    assert again["later_instruments"] == WHOLE
    assert again["valid_until"] == ""


def test_a_part_without_a_date_is_a_remark_of_the_source() -> None:
    tie = bring("then every five years")
    assert [text.kind for text in tie.instruments.all()] == ["mou"]
    assert tie.claims.get(fact="validity").said_id == "then every five years"


def test_two_days_in_one_source_are_no_dispute() -> None:
    tie = bring(TWO_DAYS)
    assert not tie.disputed
    assert tie.instruments.get(kind="extension").signed == VagueDate.parse("2022-11-30")


@pytest.mark.parametrize("words", [words for words, *_rest in DATED] + ["then every five years"])
def test_the_opened_row_has_the_words_beside_what_was_read(words: str) -> None:
    done = written(row(later_instruments=words, foreign_side="Kota Entahberantah"))
    waiting = done.of.rows.get(outcome=ImportRow.Outcome.HELD)
    reading = import_reading.reading(Actor(None), done.of, waiting)
    assert reading is not None
    [cell] = [cell for cell in reading.cells if words in cell.written]
    assert f"“{words}”" in cell.read


def test_words_that_come_later_beside_a_known_date_are_added() -> None:
    bring("renewed 2023-01-31")
    tie = bring(FIVE_YEARS)
    text = tie.instruments.get(kind="extension")
    assert [claim.said_id for claim in text.claims.all()] == ["renewed 2023-01-31", FIVE_YEARS]
    [published] = rows()
    assert published["later_instruments"] == f"renewed 2023-01-31; {FIVE_YEARS}"


def test_a_date_written_another_way_adds_nothing() -> None:
    bring("")
    before = Claim.objects.count()
    bring("", signed_date="2019-07-10")
    assert Claim.objects.count() == before


def test_a_name_longer_than_a_text_may_bear_stays_among_its_words() -> None:
    words = f"MoU {'seni ' * 40}2016-04-12"
    text = bring(words).instruments.get(kind="arrangement")
    assert (text.called, text.claims.get().said_id) == ("", words)
    assert rows()[0]["later_instruments"] == words


def test_a_text_without_words_is_published_by_its_kind_and_date() -> None:
    made = agreed()
    sign(made, VagueDate.parse("2022-04-07").latest, kind="extension")
    assert rows()[0]["later_instruments"] == "renewed 2022-04-07"


def test_words_of_an_impossible_day_stay_a_remark() -> None:
    assert read_later("renewed 2023-02-31 for five years").kind == ""


@pytest.mark.parametrize("word", ["sister_city", "sister_province", "Kota Kembar", "friendship city", "Sister City"])
def test_a_form_is_published_in_the_word_of_its_source(word: str) -> None:
    bring("", indonesian_side="DKI Jakarta", indonesian_level="provinsi", coop_type=word)
    [published] = rows()
    assert published["coop_type"] == word
    assert outcomes(checked(published)) == {"matched": 1}


def test_a_form_whose_word_was_not_kept_is_published_as_it_was_read() -> None:
    bring("", indonesian_side="DKI Jakarta", indonesian_level="provinsi")
    Claim.objects.filter(fact="kind", instrument=None).update(said_id="", said_en="")
    [published] = rows()
    assert published["coop_type"] == "sister"
    assert outcomes(checked(published)) == {"matched": 1}


def test_the_level_of_a_partner_is_said_to_be_a_word_of_this_register() -> None:
    from gerbang.register.export.columns import columns

    [level] = [column for column in columns("cooperations") if column.name == "foreign_level"]
    assert "bukan kata sumber" in level.about_id
    assert "not the source's own" in level.about_en
    bring("", foreign_side="Jeju", foreign_level="province", country="South Korea", iso2="KR")
    [published] = rows()
    assert published["foreign_level"] == "region"
    assert outcomes(checked(published)) == {"matched": 1}
