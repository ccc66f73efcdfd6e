"""Evaluations on their pages: begun, filled in, decided, printed, taken away as Word; nothing typed is lost."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.documents.samples import PNG
from tests.monitoring.evaluations import assessment, begun, completed, decided
from tests.people.helpers import Right, acting, body, signed_in
from tests.register.settling import officer, told

from gerbang.monitoring.evaluation import evaluating, partner
from gerbang.monitoring.evaluation.partner import Answered
from gerbang.monitoring.evaluation.questions import evaluation_form
from gerbang.monitoring.models import Evaluation

pytestmark = pytest.mark.django_db


def at(name: str, ref: str) -> str:
    return reverse(f"monitoring:{name}", args=[ref])


def keyed(**typed: Any) -> dict[str, Any]:
    return {"key": uuid4().hex, **typed}


def whole(**changed: Any) -> dict[str, Any]:
    keys = [one.key for one in evaluation_form().criteria]
    scores = {f"score-{key}": "3" for key in keys} | {f"evidence-{key}": f"Bukti {key}" for key in keys}
    about = {"begins_on": "1-1-2024", "ends_on": "31-12-2025", "summary": "Berjalan baik.", "proposed": "continue"}
    return keyed(**{**about, **scores, **changed})


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_evaluation_is_walked_from_the_tie_to_the_decision() -> None:
    tie, by = told(), officer()
    client = signed_in(by.account)
    assert "Mulai evaluasi" in said(client.get(reverse("portal:tie", args=[tie.ref])))
    begun_at = client.post(at("begin-evaluation", tie.ref), keyed(begins_on="1-1-2024", ends_on="31-12-2025"))
    made = Evaluation.objects.get()
    assert begun_at["Location"] == at("fill-evaluation", made.ref)
    assert "Menurut catatan: 0." in said(client.get(begun_at["Location"]))
    form = whole(**{"figure-plan-done": "17", "document-plan": SimpleUploadedFile("bukti.png", PNG)})
    assert client.post(at("fill-evaluation", made.ref), form).status_code == 302
    page = said(client.get(at("evaluation", made.ref)))
    assert "<td>0</td><td>17</td>" in page and "Bukti: Pelaksanaan rencana" in page and "Selesaikan" in page
    client.post(at("complete-evaluation", made.ref), keyed())
    ruling = {"result": "continue", "decided_by": "Wali Kota", "letter_number": "050/7/2026", "decided_on": "3-2-2026"}
    client.post(at("decide-evaluation", made.ref), keyed(**ruling, document=SimpleUploadedFile("surat.png", PNG)))
    page = said(client.get(at("evaluation", made.ref)))
    assert "Sudah diputuskan" in page and "050/7/2026, 3 Februari 2026" in page and "Keputusan evaluasi" in page
    assert "Diputuskan oleh Wali Kota, 3 Februari 2026" in said(client.get(reverse("portal:tie", args=[tie.ref])))


def test_what_is_wrong_stays_typed_and_a_repeated_post_changes_nothing() -> None:
    by = officer()
    made = begun(by)
    client = signed_in(by.account)
    wrong = client.post(at("fill-evaluation", made.ref), whole(ends_on="31-12-2999", summary="Ringkasan panjang"))
    assert wrong.status_code == 422 and "Ringkasan panjang" in said(wrong) and "Bukti plan" in said(wrong)
    assert not made.scores.exists()
    form = whole()
    first, again = (client.post(at("fill-evaluation", made.ref), form) for _time in range(2))
    assert first["Location"] == again["Location"] and made.scores.count() == 6


def test_of_two_colleagues_the_slower_is_shown_what_was_typed() -> None:
    by = officer()
    made = begun(by)
    client = signed_in(by.account)
    page = client.get(at("fill-evaluation", made.ref))
    seen = page.context["form"].initial["seen"]
    evaluating.save(by=by, evaluation=made, told=assessment(summary="Dari rekan"))
    answer = client.post(at("fill-evaluation", made.ref), whole(seen=seen, summary="Dari saya"))
    assert answer.status_code == 409 and "Dari saya" in said(answer)
    made.refresh_from_db()
    assert made.summary == "Dari rekan"


def test_the_view_of_the_partner_stands_beside_on_page_print_and_word() -> None:
    by = officer()
    made = completed(by)
    link, _token = partner.make_link(by=by, evaluation=made)
    view = Answered("City of Kitakyushu", "Head of division", 2, "Compost", "changed", hindered="Budget")
    partner.answer(link=link, key="kunci", language="en", told=view)
    client = signed_in(by.account)
    for name in ("evaluation", "print-evaluation"):
        page = said(client.get(at(name, made.ref)))
        assert "Head of division, City of Kitakyushu" in page and "Bukti plan" in page
    answer = client.get(at("evaluation-word", made.ref))
    file = docx.Document(BytesIO(answer.content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert "Compost" in cells and "Bukti plan" in cells
    assert answer.headers["Content-Disposition"] == f'attachment; filename="evaluasi-{made.ref}.docx"'


def test_strangers_and_the_public_find_no_evaluation() -> None:
    by = officer()
    made = decided(by)
    stranger = signed_in(acting(body("Pemerintah Kota Surabaya"), Right.SEND).account)
    assert stranger.get(at("evaluation", made.ref)).status_code == 404
    assert "Evaluasi dan monev" not in said(Client().get(reverse("portal:tie", args=[made.tie.ref])))
    ministry = signed_in(acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND).account)
    assert "Sudah diputuskan" in said(ministry.get(at("evaluation", made.ref)))
    assert ministry.get(at("withdraw-evaluation", made.ref)).status_code == 403


def test_the_list_of_evaluations_tells_what_waits_and_shows_nothing_of_others() -> None:
    by = officer()
    made = begun(by)
    client = signed_in(by.account)
    assert "1 evaluasi instansi Anda belum diputuskan." in said(client.get(reverse("monitoring:overview")))
    assert made.ref in said(client.get(reverse("monitoring:every-evaluation")))
    stranger = signed_in(acting(body("Pemerintah Kota Surabaya"), Right.SEND).account)
    assert made.ref not in said(stranger.get(reverse("monitoring:every-evaluation")))


def test_the_form_names_every_figure_once_and_its_levels_have_words() -> None:
    form = evaluation_form()
    assert [one.key for one in form.criteria] == ["plan", "outcomes", "exchange", "bodies", "money", "benefit"]
    assert sorted(form.levels) == [0, 1, 2, 3, 4]
    assert all(text.id and text.en for text in form.levels.values())
