"""What the rows of the compilation say, and how they are counted; every expected figure comes from the file itself."""

import csv
from collections import Counter
from datetime import date

import pytest

from gerbang.register import compilation
from gerbang.register.compilation import DATA, Row, dated, knows_form, published, read, rows


def cells() -> list[dict[str, str]]:
    with (DATA / "cooperations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row.id: row for row in rows()}


def row(**changes: str) -> Row:
    return read(cells()[0] | changes)


def test_every_row_is_read_once() -> None:
    assert list(ROWS) == [each["id"] for each in cells()]


def test_phases_follow_the_word_for_the_text() -> None:
    words = [(each["instrument"], each["indonesian_level"]) for each in cells()]
    contacts = sum(word == "exploring" for word, _level in words)
    intended = sum(word in ("LoI", "intention", "MoU stage") for word, _level in words)
    assert Counter(each.phase for each in ROWS.values()) == {
        "idea": contacts,
        "intended": intended,
        "agreed": len(words) - contacts - intended,
    }


def test_kinds() -> None:
    sister = sum("sister" in each["coop_type"] for each in cells())
    kinds = Counter(each.tie_kind for each in ROWS.values())
    assert kinds == {"ksdpl-sister": sister, "ksdpl-other": len(ROWS) - sister}


def test_every_form_of_the_compilation_is_known() -> None:
    assert all(knows_form(each["coop_type"]) for each in cells() if each["coop_type"])
    assert not knows_form("blah")


def test_by_is_never_a_signing_date() -> None:
    bounded = [each["id"] for each in cells() if each["date_precision"] == "by"]
    assert bounded
    assert all(ROWS[each].date.precision == "not-later" and ROWS[each].date.earliest is None for each in bounded)


def test_by_a_month() -> None:
    assert dated("2015-11", "by").latest == date(2015, 11, 30)


def test_one_village() -> None:
    assert [each.id for each in ROWS.values() if each.is_village] == ["RC126"]


def test_namibia_survives() -> None:
    assert row(iso2="NA", country="Namibia").alpha2 == "NA"


def test_an_unknown_status_is_no_word_of_the_source() -> None:
    assert row(status="unknown").status == ""
    assert row(status="weak").status == "weak"


@pytest.mark.parametrize(
    ("id_", "said", "kind", "date_"),
    [
        ("RC045", "LoI 1996-06-14", "loi", "1996-06-14"),
        ("RC045", "renewed 2002-08-31 then every five years", "extension", "2002-08-31"),
        ("RC061", "renewed 2022-11-24 Bandung / 2022-11-30 Shizuoka", "extension", "2022-11-30"),
        ("RC046", "joint declaration 1997", "declaration", "1997"),
        ("RC120", "renewed 2023-01-31 for five years", "extension", "2023-01-31"),
        ("RC020", "MoU DUTEP 2022-08-29", "arrangement", "2022-08-29"),
        ("RC001", "amended and signed in Bandung 1960-06-02", "amendment", "1960-06-02"),
    ],
)
def test_later_texts_that_can_be_read(id_: str, said: str, kind: str, date_: str) -> None:
    later = next(each for each in ROWS[id_].later if each.said == said)
    assert later.date is not None
    assert (later.kind, later.date.as_written) == (kind, date_)


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("RC068", "renewed every five years"),
        ("RC010", "MoU promised within one year"),
        ("RC124", "LoI planned 2021"),
        ("RC097", "draft LoI handed over"),
        ("RC025", "renewal trip 2017-08-02"),
        ("RC103", "protocol of intention 1997-09 did not work"),
    ],
)
def test_what_cannot_be_read_stays_a_remark(id_: str, said: str) -> None:
    later = next(each for each in ROWS[id_].later if each.said == said)
    assert (later.kind, later.date) == ("", None)


def test_every_field_and_every_sentence_has_its_indonesian() -> None:
    fields = compilation.field_names()
    assert not {field for each in ROWS.values() for field in each.fields} - fields.keys()
    with (DATA / "evidence.csv").open(encoding="utf-8", newline="") as file:
        told = {each["id"]: each for each in csv.DictReader(file)}
    for each in ROWS.values():
        remarks = [later for later in each.later if not later.kind]
        texts = told.get(each.id, {"evidence_id": "", "remarks_id": ""})
        assert bool(texts["evidence_id"]) == bool(each.evidence), each.id
        assert len([part for part in texts["remarks_id"].split(";") if part]) == len(remarks), each.id


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://inisurabaya.com/2018/12/kitakyushu-as-a-green/", "2018-12"),
        ("https://jabarekspres.com/berita/2024/08/30/pemprov/", "2024-08-30"),
        ("https://www.daejeon.go.kr/english/EngPartnerCities.do?menuSeq=7029", ""),
        ("https://example.org/2018/99/x/", ""),
    ],
)
def test_the_date_in_an_address(url: str, expected: str) -> None:
    assert published(url) == expected
