"""Joint monitoring: who records it, who of the team then sees what, what regions read and answer."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.documents.samples import PNG
from tests.people.helpers import Right, acting, body, signed_in
from tests.plans.helpers import officer as officer_of_bandung
from tests.register.helpers import agreed, partner, region
from tests.register.settling import officer

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Finding, FindingAnswer, JointMonitoring
from gerbang.monitoring.visits import visited as visits
from gerbang.monitoring.visits import visiting
from gerbang.monitoring.visits.visiting import Assignment
from gerbang.people.acting import Acting, Actor
from gerbang.plans import following_up
from gerbang.plans.following_up import Task
from gerbang.plans.models import FollowUp
from gerbang.register import queries as register
from gerbang.register import uses
from gerbang.register.actions import open_tie
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 11)


def ministry() -> Acting:
    return acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND)


def told(**changed: Any) -> Assignment:
    values: dict[str, Any] = {
        "purpose": "Monev triwulan II", "letter_number": "090/17/2026", "letter_date": date(2026, 5, 4),
        "signatory": "Direktur", "begins_on": ON, "ends_on": ON,
    }  # fmt: skip
    return Assignment(**{**values, **changed})


def recorded(by: Acting | None = None, tie: Tie | None = None) -> JointMonitoring:
    return visiting.record(by=by or ministry(), told=told(), tie=tie or agreed(), way="visited", roles="ketua tim")


def keyed(**typed: Any) -> dict[str, Any]:
    return {"key": uuid4().hex, **typed}


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_bodies_with_national_sight_record_it_and_a_province_for_its_cities() -> None:
    tie = agreed()
    province = acting(body("Pemerintah Provinsi Jawa Barat"), Right.PREPARE)
    for by in (ministry(), province):
        assert recorded(by, tie).team.get().body == by.body
    for other in (
        officer(),
        acting(body("Pemerintah Provinsi Jawa Timur"), Right.SEND),
        acting(body("KJRI Melbourne"), Right.SEND),
        acting(body("Pusat Fasilitasi Kerja Sama"), Right.READ),
    ):
        with pytest.raises(Refused):
            recorded(other, tie)
    assert ledger.history(tie.ref).last().kind == "joint-monitoring.recorded"


def test_a_letter_of_assignment_is_told_whole() -> None:
    with pytest.raises(Invalid) as refused:
        wrong = told(
            purpose=" ", letter_number="", signatory="", ends_on=date(2026, 5, 1), letter_date=date(2999, 1, 1)
        )
        visiting.record(by=ministry(), told=wrong, tie=agreed(), way="visited")
    assert set(refused.value.problems) == {"purpose", "letter_number", "signatory", "ends_on", "letter_date"}
    assert not JointMonitoring.objects.exists()


def test_a_body_of_the_team_sees_the_inside_of_the_cooperations_and_a_stranger_nothing() -> None:
    tie = open_tie(by=None, kind="ksdpl-sister", region=region(), partners=[partner()])
    mission = acting(body("KJRI Melbourne"), Right.PREPARE)
    by = ministry()
    made = recorded(by, tie)
    assert not register.inside(Actor(mission.account)).exists()
    visiting.add_to_team(by=by, monitoring=made, body=mission.body, roles="pengamat")
    assert list(register.inside(Actor(mission.account))) == [tie]
    assert list(visits.visible_to(Actor(mission.account))) == [made]
    with pytest.raises(Invalid):
        visiting.add_to_team(by=by, monitoring=made, body=mission.body)
    stranger = acting(body("Pemerintah Kota Surabaya"), Right.SEND)
    assert not visits.visible_to(Actor(stranger.account)).exists()
    assert not visits.visible_to(Actor(None)).exists()


def test_a_cooperation_that_is_added_later_is_open_to_the_team_too() -> None:
    by, mission = ministry(), acting(body("KJRI Melbourne"), Right.PREPARE)
    made = recorded(by)
    visiting.add_to_team(by=by, monitoring=made, body=mission.body)
    later = open_tie(by=None, kind="ksdpl-sister", region=region("Kota Surabaya"), partners=[partner("Kota Lain")])
    visiting.add_visit(by=by, monitoring=made, tie=later, way="invited")
    assert later in register.inside(Actor(mission.account))
    with pytest.raises(Invalid):
        visiting.add_visit(by=by, monitoring=made, tie=later, way="invited")


def test_findings_are_numbered_and_a_region_reads_those_on_its_own_and_on_all() -> None:
    by, tie = ministry(), agreed()
    made = recorded(by, tie)
    other = agreed("Kota Surabaya", "Kota Lain")
    visiting.add_visit(by=by, monitoring=made, tie=other, way="invited")
    texts = (("Tentang Bandung", tie), ("Tentang Surabaya", other), ("Umum", None))
    found = [visiting.add_finding(by=by, monitoring=made, text=text, tie=of) for text, of in texts]
    visiting.withdraw_finding(by=by, finding=found[2], reason="Salah tulis")
    found.append(visiting.add_finding(by=by, monitoring=made, text="Umum kembali"))
    assert [one.number for one in found] == [1, 2, 3, 4]
    bandung = Actor(officer().account)
    whole = visits.whole(bandung, made)
    assert [one.finding.number for one in whole.findings] == [1, 4]
    assert [one.tie for one in whole.visits] == [tie]
    assert [one.finding.number for one in visits.whole(Actor(by.account), made).findings] == [1, 2, 4]
    with pytest.raises(Invalid):
        visiting.add_finding(by=by, monitoring=made, text="Lain", tie=agreed("Kota Medan", "Ichikawa"))


def test_the_region_answers_and_nobody_else_and_earlier_answers_stay() -> None:
    by, tie = ministry(), agreed()
    made = recorded(by, tie)
    finding = visiting.add_finding(by=by, monitoring=made, text="Belum ada rencana aksi", tie=tie)
    region_ = officer()
    for text in ("Akan disusun", "Sudah disusun"):
        visiting.answer(by=region_, finding=finding, text=text)
    assert [one.text for one in FindingAnswer.objects.all()] == ["Akan disusun", "Sudah disusun"]
    assert ledger.history(tie.ref).last().kind == "finding.answered"
    for other in (by, acting(body("Pemerintah Kota Surabaya"), Right.SEND)):
        with pytest.raises(Refused):
            visiting.answer(by=other, finding=finding, text="Bukan kami")
    with pytest.raises(Invalid):
        visiting.answer(by=region_, finding=finding, text=" ")
    with pytest.raises(Refused):
        visiting.add_finding(by=region_, monitoring=made, text="Bukan tim")


def test_what_hangs_on_a_cooperation_is_told_before_it_is_merged_away() -> None:
    tie = agreed()
    assert uses.of(tie) == []
    recorded(tie=tie)
    assert uses.of(tie) == ["1 monev bersama tercatat pada kerja sama ini."]


def test_what_is_withdrawn_takes_nothing_more() -> None:
    by, tie = ministry(), agreed()
    made = recorded(by, tie)
    finding = visiting.add_finding(by=by, monitoring=made, text="Temuan", tie=tie)
    visiting.withdraw(by=by, monitoring=made, reason="Tidak dilaksanakan")
    with pytest.raises(Conflict):
        visiting.add_finding(by=by, monitoring=made, text="Lagi")
    with pytest.raises(Conflict):
        visiting.answer(by=officer(), finding=finding, text="Jawaban")
    assert following_up.subject_of(finding.ref) is None
    assert visits.of_tie(Actor(by.account), tie) == []


def test_follow_ups_arise_from_a_finding_on_one_cooperation() -> None:
    by, tie = ministry(), agreed()
    made = recorded(by, tie)
    finding = visiting.add_finding(by=by, monitoring=made, text="Temuan", tie=tie)
    general = visiting.add_finding(by=by, monitoring=made, text="Umum")
    task = Task("Menyusun rencana aksi", "Bagian Kerja Sama")
    for who in (by, officer()):
        following_up.add(by=who, of=finding.ref, task=task)
    assert FollowUp.objects.filter(arises_from=finding.ref, tie=tie).count() == 2
    assert following_up.subject_of(general.ref) is None
    with pytest.raises(Refused):
        following_up.add(by=acting(body("Pemerintah Kota Surabaya"), Right.SEND), of=finding.ref, task=task)


# Pages ----------------------------------------------------------------------------------------------------------------


def ministry_client() -> Client:
    return signed_in(acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND).account)


def typed(tie: Tie, **changed: Any) -> dict[str, Any]:
    about = {
        "tie": tie.ref, "way": "visited", "purpose": "Monev triwulan II", "letter_number": "090/17/2026",
        "letter_date": "4-5-2026", "signatory": "Direktur", "begins_on": "11-5-2026", "ends_on": "12-5-2026",
    }  # fmt: skip
    return keyed(**{**about, **changed})


def test_a_monitoring_is_recorded_on_its_form_once_and_what_is_wrong_stays_typed() -> None:
    tie, client = agreed(), ministry_client()
    at = reverse("monitoring:record-monitoring")
    wrong = client.post(at, typed(tie, letter_number="", purpose="Monev yang panjang"))
    assert wrong.status_code == 422 and "Monev yang panjang" in said(wrong) and tie.name in said(wrong)
    form = typed(tie, scan=SimpleUploadedFile("surat.png", PNG))
    first = client.post(at, form)
    again = client.post(at, {**form, "scan": ""})
    assert first.status_code == 302 and first["Location"] == again["Location"]
    page = said(client.get(first["Location"]))
    assert all(words in page for words in ("090/17/2026", "4 Mei 2026", "Surat tugas 090/17/2026", "Dikunjungi"))
    assert JointMonitoring.objects.count() == 1


def test_the_region_reads_and_answers_on_its_pages_and_the_report_leaves_as_word() -> None:
    by, tie = ministry(), agreed()
    made = recorded(by, tie)
    finding = visiting.add_finding(by=by, monitoring=made, text="Belum ada rencana aksi", tie=tie)
    region_ = signed_in(officer_of_bandung())
    assert "Monev triwulan II" in said(region_.get(reverse("portal:tie", args=[tie.ref])))
    assert "Monev triwulan II" in said(region_.get(reverse("monitoring:joint-monitorings")))
    at = reverse("monitoring:answer-finding", args=[finding.ref])
    assert region_.post(at, keyed(text=" ")).status_code == 422
    region_.post(at, keyed(text="Disusun bulan depan"))
    page = said(region_.get(reverse("monitoring:finding", args=[finding.ref])))
    assert "Disusun bulan depan" in page and "Tindak lanjut" in page
    answer = region_.get(reverse("monitoring:monitoring-word", args=[made.ref]))
    words = "\n".join(
        [one.text for one in docx.Document(BytesIO(answer.content)).paragraphs]
        + [
            cell.text
            for table in docx.Document(BytesIO(answer.content)).tables
            for row in table.rows
            for cell in row.cells
        ]
    )
    for expected in ("Laporan monev bersama", "090/17/2026", "Belum ada rencana aksi", "Disusun bulan depan"):
        assert expected in words


def test_a_form_that_lay_open_while_the_monitoring_was_withdrawn_shows_what_was_typed() -> None:
    by = ministry()
    made = recorded(by)
    client = signed_in(by.account)
    form = keyed(text="Temuan yang panjang", about="")
    visiting.withdraw(by=by, monitoring=made, reason="Tidak dilaksanakan")
    answer = client.post(reverse("monitoring:add-finding", args=[made.ref]), form)
    assert answer.status_code == 409 and "Temuan yang panjang" in said(answer)
    assert not Finding.objects.exists()


def test_the_public_sees_nothing_of_it() -> None:
    tie = agreed()
    recorded(tie=tie)
    assert "Monev triwulan" not in said(Client().get(reverse("portal:tie", args=[tie.ref])))
