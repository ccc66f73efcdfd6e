"""The page on which a case about an existing cooperation is begun, and what it does with what is wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.gate.living import agreed, begun_upon
from tests.gate.office import Offices, account, bandung, offices_of
from tests.people.helpers import signed_in

from gerbang.gate.models import Case
from gerbang.people.models import Right
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db
BEGIN = "Mulai revitalisasi"


def address(tie: Tie, name: str = "open-upon", book: str = "id.revitalise") -> str:
    return reverse(f"gate:{name}", args=[tie.ref, book])


def of_region(offices: Offices) -> Client:
    return signed_in(offices.accounts["region"])


def page(client: Client, tie: Tie) -> str:
    return client.get(reverse("portal:tie", args=[tie.ref])).content.decode()


def typed(offices: Offices, **changed: Any) -> dict[str, Any]:
    on = offices.by("region").today - timedelta(days=3)
    return {"key": "sekali", "happened_on": on.strftime("%d-%m-%Y"), "reason": "Wali kota baru.", **changed}


def test_it_is_begun_from_the_page_of_the_cooperation_which_then_shows_it() -> None:
    offices = bandung()
    tie, client = agreed(offices), of_region(offices)
    assert BEGIN in page(client, tie)
    shown = client.get(address(tie)).content.decode()
    assert "Kota Bandung" in shown and "20 Mei 2016" in shown and "berlaku sampai 19 Mei 2019" in shown
    answer = client.post(address(tie), typed(offices))
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("gate:case", args=[case.ref])
    assert case.tie == tie and case.number.startswith("REVITALISASI/32.73/") and case.partner_label
    after = page(client, tie)
    assert case.number in after and "Revitalisasi kerja sama" in after and "Jalur menurut arahan" in after
    assert f'href="{address(tie)}"' not in after


def test_sent_twice_it_is_one_case() -> None:
    offices = bandung()
    tie, client = agreed(offices), of_region(offices)
    first, second = (client.post(address(tie), typed(offices)) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_where_one_is_open_the_page_leads_to_it() -> None:
    offices = bandung()
    tie, client = agreed(offices), of_region(offices)
    case = begun_upon(offices, tie, "revitalise").case
    for answer in (client.get(address(tie)), client.post(address(tie), typed(offices))):
        assert answer.status_code == 409
        assert reverse("gate:case", args=[case.ref]) in answer.content.decode()
    assert Case.objects.count() == 1


def test_a_day_to_come_is_refused_and_what_was_typed_stays() -> None:
    offices = bandung()
    tie, client = agreed(offices), of_region(offices)
    ahead = (offices.by("region").today + timedelta(days=2)).strftime("%d-%m-%Y")
    answer = client.post(address(tie), typed(offices, happened_on=ahead))
    assert answer.status_code == 422
    assert "Wali kota baru." in answer.content.decode() and not Case.objects.exists()


def test_a_file_under_way_is_registered_at_its_stage() -> None:
    offices = bandung()
    tie, client = agreed(offices), of_region(offices)
    since = typed(offices)["happened_on"]
    answer = client.post(address(tie, "register-upon"), typed(offices, stage="support", since=since))
    assert answer.status_code == 302
    assert Case.objects.get().stage == "support"


def test_whoever_only_reads_is_offered_nothing_and_may_not_begin() -> None:
    offices = bandung("home-affairs")
    tie = agreed(offices)
    reader = signed_in(account(offices.bodies["region"], "Pembaca", (Right.READ,)))
    preparer = signed_in(account(offices.bodies["region"], "Penyiap", (Right.PREPARE,)))
    for client in (reader, preparer, signed_in(offices.accounts["home-affairs"])):
        assert BEGIN not in page(client, tie)
        assert client.get(address(tie)).status_code == 403
    assert Client().get(address(tie)).status_code == 302
    assert BEGIN not in page(Client(), tie)


def test_another_region_begins_nothing_on_it() -> None:
    tie = agreed(bandung())
    client = of_region(offices_of("33.74"))
    assert client.get(address(tie)).status_code == 403
    assert BEGIN not in page(client, tie)


@pytest.mark.parametrize("book", ["id.ksdpl", "id.tidak-ada", "id.renew/x"])
def test_what_is_no_procedure_for_it_is_not_there(book: str) -> None:
    offices = bandung()
    tie = agreed(offices)
    found = of_region(offices).get(f"/berkas/atas/{tie.ref}/{book}/")
    assert found.status_code == 404


def test_a_procedure_upon_a_tie_does_not_begin_a_cooperation() -> None:
    client = of_region(bandung())
    assert client.get(reverse("gate:open", args=["id.revitalise"])).status_code == 404
    assert "id.revitalise" not in client.get(reverse("gate:choose")).content.decode()
