"""The pages of a plan: read by those inside, edited as a table without JavaScript, and nothing typed is lost."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.people import helpers as people
from tests.plans.helpers import acting, approval, base, changed, draft, filled, ministry, officer, plan, put
from tests.register.helpers import agreed

from gerbang.people.models import Right
from gerbang.plans import actions
from gerbang.plans.merging import Typed
from gerbang.plans.models import ActivityLine, Plan

pytestmark = pytest.mark.django_db


def at(of: Plan, view: str = "plan", *more: str) -> str:
    return reverse(f"plans:{view}", args=[of.ref, *more])


def form_of(of: Plan, name: str, **cells: str) -> dict[str, str]:
    """A table's form as a browser would post it, with some cells typed over."""
    data = {"key": uuid4().hex, "base": json.dumps(base(of, name))}
    for place, (key, now) in enumerate(base(of, name).items()):
        data[f"r{place}-key"] = key
        data |= {f"r{place}-{column}": text for column, text in now.items()}
    return (
        data | {f"r{len(base(of, name))}-key": ""} | {name.replace("_", "-", 1): text for name, text in cells.items()}
    )


def browser(*rights: Right) -> Client:
    return people.signed_in(officer(*rights))


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_tells_activities_money_dates_and_what_is_missing() -> None:
    made = filled(plan())
    page = said(browser().get(at(made)))
    for words in ("Rencana Aksi 2026–2028", "Sampah berkurang", "Pelatihan kompos", "Dinas Lingkungan Hidup",
                  "Rp250.000.000", "1 Maret 2026 – 31 Mei 2026", "1 dari 2 kegiatan belum ada dananya",
                  "Penanggung jawab belum disebut"):  # fmt: skip
        assert words in page
    assert '<svg class="gantt"' in page


def test_the_public_and_other_regions_see_no_plan() -> None:
    made = filled(plan())
    assert Client().get(at(made)).status_code == 302
    stranger = people.signed_in(people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND))
    for view, more in (("plan", ()), ("chart", ()), ("edit", ("kegiatan",)), ("approve", ())):
        assert stranger.get(at(made, view, *more)).status_code == 404
    assert "Pelatihan kompos" not in said(Client().get(reverse("portal:tie", args=[made.tie.ref])))


def test_ministry_and_province_read_and_write_nothing() -> None:
    made = filled(plan())
    for account in (ministry(), people.working(people.body("Pemerintah Provinsi Jawa Barat"), Right.SEND)):
        reader = people.signed_in(account)
        page = said(reader.get(at(made)))
        assert "Pelatihan kompos" in page
        assert "Ubah konsep" not in page
        assert reader.post(at(made, "edit", "kegiatan"), form_of(made, "activities")).status_code == 403
        assert reader.post(at(made, "approve"), {}).status_code == 403


def test_the_tie_shows_its_plans_to_those_inside() -> None:
    made = filled(plan())
    page = said(browser().get(reverse("portal:tie", args=[made.tie.ref])))
    assert at(made) in page
    assert "1 dari 2 kegiatan belum ada dananya" in page


def test_a_plan_is_opened_from_its_tie() -> None:
    tie = agreed()
    client = browser()
    typed = {"key": uuid4().hex, "starts_on": "1 Januari 2026", "ends_on": "31-12-2028", "interval_months": "12"}
    answer = client.post(reverse("plans:open", args=[tie.ref]), typed)
    made = Plan.objects.get(tie=tie)
    assert answer.headers["Location"] == at(made, "edit", "tujuan")
    assert (made.interval_months, made.years) == (12, [2026, 2027, 2028])
    assert client.post(reverse("plans:open", args=[tie.ref]), typed).status_code == 302
    assert Plan.objects.count() == 1


def test_a_table_is_edited_and_grows_without_javascript() -> None:
    made = filled(plan())
    client = browser()
    page = said(client.get(at(made, "edit", "kegiatan")))
    assert 'name="r6-title"' in page
    typed = form_of(made, "activities", r0_place="Bandung", r2_title="Ketiga", r2_begins_on="1/9/2026")
    assert client.post(at(made, "edit", "kegiatan"), typed).status_code == 302
    lines = list(draft(made).activitylines.all())
    assert (lines[0].place, lines[2].title, str(lines[2].begins_on)) == ("Bandung", "Ketiga", "2026-09-01")
    assert client.post(at(made, "edit", "kegiatan"), typed).status_code == 302
    assert ActivityLine.objects.count() == 3


def test_wrong_cells_are_named_and_everything_typed_is_kept() -> None:
    made = filled(plan())
    client = browser()
    typed = form_of(
        made, "activities", r0_begins_on="31 Februari 2026", r0_place="Bandung", r1_sdg="18.2", r2_place="X"
    )
    answer = client.post(at(made, "edit", "kegiatan"), typed)
    page = said(answer)
    assert answer.status_code == 422
    for words in (
        "31 Februari 2026",
        "Mulai, baris 1",
        "Target SDG, baris 2",
        'value="Bandung"',
        'href="#r0-begins_on"',
    ):
        assert words in page
    assert draft(made).activitylines.all()[0].place == ""
    again = said(client.get(at(made, "edit", "kegiatan")))
    assert "31 Februari 2026" in again
    typed = form_of(made, "activities", r2_place="Bandung")
    assert "Kegiatan, baris 3" in said(client.post(at(made, "edit", "kegiatan"), typed))


def test_all_that_is_wrong_in_a_table_is_said_at_once() -> None:
    made = filled(plan())
    typed = form_of(made, "activities", r0_begins_on="31 Februari 2026", r1_objective="7", r2_place="Bandung")
    client = browser()
    page = said(client.post(at(made, "edit", "kegiatan"), typed))
    for words in ("Mulai, baris 1", "Tidak ada tujuan nomor 7", "Kegiatan, baris 3", "3 sel"):
        assert words in page
    typed = form_of(made, "budget", r0_amount="10,000", r0_activity="9")
    page = said(client.post(at(made, "edit", "anggaran"), typed))
    for words in (
        "Tulis 10000 atau 10.000 (dengan titik) untuk ribuan; 10,00 (dengan koma) untuk desimal",
        "Tidak ada kegiatan nomor 9", "2 sel", 'value="10,000"',
    ):  # fmt: skip
        assert words in page
    assert "Ada mata uang" not in page


def test_an_english_page_holds_amounts_that_can_be_saved_again() -> None:
    made = filled(plan())
    page = said(browser().get("/en" + at(made, "edit", "anggaran")))
    assert 'value="250000000"' in page


def test_pasted_cells_come_into_the_empty_rows_and_are_saved_by_nobody_yet() -> None:
    made = filled(plan())
    pasted = "\t\tKetiga\tDinas\r\n\t\tKeempat\t\tBiro\t1-2-2026\r\n"
    typed = form_of(made, "activities") | {"pasted": pasted, "_search": "paste"}
    answer = browser().post(at(made, "edit", "kegiatan"), typed)
    page = said(answer)
    assert answer.status_code == 200
    for words in ("Ketiga", "Keempat", "1-2-2026"):
        assert words in page
    assert draft(made).activitylines.count() == 2


def test_more_rows_are_given_and_what_was_typed_stays() -> None:
    made = filled(plan())
    typed = form_of(made, "activities", r2_title="Belum selesai") | {"_search": "rows"}
    page = said(browser().post(at(made, "edit", "kegiatan"), typed))
    assert 'name="r12-title"' in page
    assert "Belum selesai" in page


def test_the_same_cell_changed_meanwhile_is_shown_with_both_and_saved_knowingly() -> None:
    made = filled(plan())
    client = browser()
    typed = form_of(made, "activities", r0_place="Bandung", r1_place="Cimahi")
    put(made, "activities", changed(made, "activities", place="Kitakyushu", output="200 kader"))
    answer = client.post(at(made, "edit", "kegiatan"), typed)
    page = said(answer)
    assert answer.status_code == 409
    for words in ("Kitakyushu", 'value="Bandung"', 'value="200 kader"', 'value="Cimahi"'):
        assert words in page
    assert draft(made).activitylines.all()[0].place == "Kitakyushu"
    again = form_of(made, "activities", r0_place="Bandung", r1_place="Cimahi")
    assert client.post(at(made, "edit", "kegiatan"), again).status_code == 302
    first, second = draft(made).activitylines.all()
    assert (first.place, first.output, second.place) == ("Bandung", "200 kader", "Cimahi")


def test_a_row_taken_out_meanwhile_comes_back_as_a_new_one_only_when_it_is_saved_again() -> None:
    made = filled(plan())
    client = browser()
    typed = form_of(made, "activities", r1_place="Cimahi")
    key, cells = list(base(made, "activities").items())[1]
    put(made, "activities", Typed(1, key, cells, removed=True))
    answer = client.post(at(made, "edit", "kegiatan"), typed)
    page = said(answer)
    assert answer.status_code == 409
    assert "Baris ini sudah dihapus orang lain" in page
    assert 'value="Cimahi"' in page
    again = form_of(made, "activities", r1_title="Kunjungan balasan", r1_place="Cimahi", r1_number="2")
    assert client.post(at(made, "edit", "kegiatan"), again).status_code == 302
    assert [line.place for line in draft(made).activitylines.all()] == ["", "Cimahi"]


def test_what_was_typed_into_a_draft_approved_meanwhile_is_shown_and_not_lost() -> None:
    made = filled(plan())
    account = officer()
    client = people.signed_in(account)
    typed = form_of(made, "activities", r0_place="Cimahi")
    page = client.get(at(made, "edit", "kegiatan"))
    assert page.status_code == 200
    version = draft(made)
    actions.approve(by=acting(account), plan=made, approval=approval())
    answer = client.post(at(made, "edit", "kegiatan"), typed)
    assert answer.status_code == 409
    for words in ("Rencana aksi disetujui", "Tempat, baris 1", "Cimahi"):
        assert words in said(answer)
    assert version.activitylines.all()[0].place == ""


def test_the_plan_is_approved_by_whoever_may_send() -> None:
    made = filled(plan())
    client = browser()
    page = client.get(at(made, "approve"))
    assert "1 dari 2 kegiatan belum ada dananya" in said(page)
    typed = {"key": uuid4().hex, "seen": page.context["form"].initial["seen"], "approved_by": "Wali Kota",
             "approved_on": "2-2-2026", "letter_number": "050/1"}  # fmt: skip
    assert client.post(at(made, "approve"), typed).status_code == 302
    assert made.versions.get().state == "approved"
    assert client.get(at(made, "edit", "kegiatan")).status_code == 404
    assert client.post(at(made, "take-up")).headers["Location"] == at(made, "edit", "kegiatan")
    assert "konsep" in said(client.get(at(made) + "?versi=konsep"))


def test_a_plan_approved_meanwhile_is_not_approved_again() -> None:
    made = filled(plan())
    account = officer()
    client = people.signed_in(account)
    seen = client.get(at(made, "approve")).context["form"].initial["seen"]
    actions.approve(by=acting(account), plan=made, approval=approval())
    typed = {"key": uuid4().hex, "seen": seen, "approved_by": "Sekretaris Daerah", "approved_on": "3-2-2026"}
    answer = client.post(at(made, "approve"), typed)
    assert answer.status_code == 409
    assert "Sekretaris Daerah" in said(answer)
    assert made.versions.get().approved_by == "Wali Kota"


def test_before_a_plan_is_withdrawn_it_is_said_what_stays() -> None:
    made = filled(plan())
    client = browser()
    for address in (at(made), at(made, "withdraw")):
        assert "Pelaksanaan yang sudah dicatat tetap ada" in said(client.get(address))


def test_a_preparer_may_not_approve() -> None:
    made = filled(plan())
    assert browser(Right.PREPARE).get(at(made, "approve")).status_code == 403


def test_english_readers_read_english() -> None:
    made = filled(plan())
    page = said(browser().get("/en" + at(made)))
    assert "1 of 2 activities has no money" in page
    assert "No office named" in page


def test_a_table_or_version_that_is_not_there_is_not_found() -> None:
    made = filled(plan())
    client = browser()
    assert client.get(at(made, "edit", "lain")).status_code == 404
    assert client.get(at(made) + "?versi=7").status_code == 404
