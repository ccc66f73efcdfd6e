"""A token sees what a reader of its body sees, as long as it lives, and no more."""

import logging
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.conftest import Program, token_for
from tests.people.helpers import acting, bandung, body, division, signed_in, working
from tests.register.helpers import agreed, tie

from gerbang.access import Refused
from gerbang.api.actions import make_token, revoke_token
from gerbang.api.models import ApiToken
from gerbang.ledger.models import Entry, Payload
from gerbang.people.acting import Actor, BodyReader
from gerbang.people.models import Body, Right
from gerbang.register import queries
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db

SECRET = re.compile(r"<code[^>]*>(gbg_[0-9a-z]{40})</code>")
LATER = date.today() + timedelta(days=40)  # noqa: DTZ011


@pytest.mark.parametrize(
    "name",
    ["Pemerintah Kota Bandung", "Pemerintah Provinsi Jawa Barat", "Pusat Fasilitasi Kerja Sama", "KJRI Melbourne",
     "Sekretariat DPRD Kota Bandung", "Pemerintah Kota Surabaya"],
)  # fmt: skip
def test_a_program_sees_exactly_what_a_reader_of_its_body_sees(name: str) -> None:
    agreed(), tie(with_="Rahasia"), tie("Kota Surabaya", "Lain")
    whose = body(name)
    reader, program = Actor(working(whose, Right.READ)), BodyReader(whose)
    assert set(queries.visible_to(program)) == set(queries.visible_to(reader))
    assert (program.national_sight, program.region_ids) == (reader.national_sight, reader.region_ids)
    assert not program.may(Right.SEND) and not program.may(Right.ADMINISTER)


def test_a_token_opens_what_is_not_public() -> None:
    secret = tie()
    assert Program().ask(f"cooperations/{secret.ref}").status_code == 404
    assert Program(token_for("Pemerintah Kota Surabaya")).ask(f"cooperations/{secret.ref}").status_code == 404
    assert Program(token_for("Pemerintah Kota Bandung")).get(f"cooperations/{secret.ref}")["phase"] == "idea"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer gbg_", "Bearer gbg_" + "x" * 40, "Basic YTpi", "gbg_x", "Bearer \xe9"]
)
def test_a_wrong_token_is_refused_also_for_public_data(header: str) -> None:
    answer = Client().get("/api/v1/cooperations", headers={"Authorization": header})
    assert answer.status_code == (200 if not header else 401)
    assert header == "" or answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_that_was_revoked_or_has_expired_or_whose_body_ended_opens_nothing() -> None:
    program = Program(token_for("Pemerintah Kota Bandung"))
    assert program.ask("cooperations").status_code == 200
    token = ApiToken.objects.select_related("body").get()
    for change in ({"revoked_at": timezone.now()}, {"expires_on": date(2020, 1, 1)}):
        ApiToken.objects.update(**change)
        assert program.ask("cooperations").status_code == 401
        ApiToken.objects.update(revoked_at=None, expires_on=LATER)
    Body.objects.filter(pk=token.body_id).update(ended_on=date(2020, 1, 1))
    assert program.ask("cooperations").status_code == 401


def test_its_last_use_is_kept_to_the_day() -> None:
    program = Program(token_for("Pemerintah Kota Bandung"))
    assert ApiToken.objects.get().last_used_on is None
    program.get("cooperations")
    assert ApiToken.objects.get().last_used_on


def test_a_scope_that_is_missing_is_told() -> None:
    reading, keeping = token_for("Pemerintah Kota Bandung", "read"), token_for("Pemerintah Kota Surabaya", "webhooks")
    assert Program(reading).ask("webhooks").status_code == 403
    assert Program(keeping).ask("webhooks").status_code == 200
    refused = Program(keeping).ask("cooperations", **{"Accept-Language": "en"})
    assert refused.status_code == 403 and refused.json()["todo"]


def test_cookies_open_nothing() -> None:
    secret = tie()
    client = signed_in(working(bandung(), Right.SEND))
    assert client.get(f"/api/v1/cooperations/{secret.ref}").status_code == 404
    assert client.get("/api/v1/webhooks").status_code == 401
    assert client.get(reverse("portal:tie", args=[secret.ref])).status_code == 200


def test_only_an_administrator_of_the_body_makes_and_revokes_one() -> None:
    whose = bandung()
    strangers = [acting(whose, Right.SEND), acting(body("Pemerintah Kota Surabaya"), Right.ADMINISTER),
                 acting(division(), Right.ADMINISTER)]  # fmt: skip
    token_for(whose.name_id)
    for by in strangers:
        with pytest.raises(Refused):
            make_token(by=by, body=whose, name="Uji 2", scopes=["read"], expires_on=LATER)
        with pytest.raises(Refused):
            revoke_token(by=by, token=ApiToken.objects.get())
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"scopes": []}, {"scopes": ["everything"]}, {"expires_on": date(2020, 1, 1)},
     {"expires_on": date(2199, 1, 1)}],
)  # fmt: skip
def test_wrong_input_makes_no_token(wrong: dict[str, object]) -> None:
    given = {"name": "Uji", "scopes": ["read"], "expires_on": LATER, **wrong}
    with pytest.raises(Invalid):
        make_token(by=acting(bandung(), Right.ADMINISTER), body=bandung(), **given)
    assert not ApiToken.objects.exists()


# --- The page ---


def typed(**changed: object) -> dict[str, object]:
    fixed = {"body": bandung().ref, "name": "Portal data terbuka", "scopes": ["read"]}
    return {**fixed, "expires_on": f"{LATER:%d-%m-%Y}", **changed}


def administrator(of: Body | None = None) -> Client:
    return signed_in(working(of or bandung(), Right.ADMINISTER))


def test_the_secret_is_shown_once_and_kept_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    client, address = administrator(), reverse("api:tokens")
    with caplog.at_level(logging.DEBUG):
        page = client.post(address, typed())
    found = SECRET.search(page.content.decode())
    assert found and "no-store" in page.headers["Cache-Control"]
    secret, token = found[1], ApiToken.objects.get()
    assert Program(secret).ask("cooperations").status_code == 200
    again = client.get(address).content.decode()
    assert secret not in again and token.hint in again and "Portal data terbuka" in again
    assert secret not in caplog.text and secret not in str(list(ApiToken.objects.values()))
    assert not any(secret in text for text in Payload.objects.values_list("text", flat=True))
    assert Entry.objects.filter(stream=token.ref, kind="token.made").exists()


def test_sending_the_form_again_makes_no_second_token() -> None:
    client = administrator()
    client.post(reverse("api:tokens"), typed())
    page = client.post(reverse("api:tokens"), typed()).content.decode()
    assert "govuk-error-summary" in page and not SECRET.search(page)
    assert ApiToken.objects.count() == 1


def test_nobody_makes_or_revokes_one_of_a_body_of_others() -> None:
    token_for("Pemerintah Kota Bandung")
    stranger = administrator(body("Pemerintah Kota Surabaya"))
    stranger.post(reverse("api:tokens"), typed())
    assert stranger.post(reverse("api:revoke", args=[ApiToken.objects.get().ref])).status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_a_token_is_revoked_on_its_page() -> None:
    program = Program(token_for("Pemerintah Kota Bandung"))
    client, address = administrator(), reverse("api:revoke", args=[ApiToken.objects.get().ref])
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert program.ask("cooperations").status_code == 401
    assert client.get(address).status_code == 404
    assert "Dicabut" in client.get(reverse("api:tokens")).content.decode()


def test_a_webhook_is_made_tried_and_switched_off_on_its_pages() -> None:
    client = administrator()
    page = client.post(reverse("api:webhooks"), {"body": bandung().ref, "url": "https://contoh.go.id/terima"})
    assert "whs_" in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    assert "whs_" not in client.get(reverse("api:webhooks")).content.decode()
    twice = client.post(reverse("api:webhooks"), {"body": bandung().ref, "url": "https://contoh.go.id/terima"})
    assert "govuk-error-summary" in twice.content.decode()
    ref = re.search(r"wh-[0-9a-z]{10}", client.get(reverse("api:webhooks")).content.decode())
    assert ref
    address = reverse("api:webhook", args=[ref[0]])
    client.post(reverse("api:try", args=[ref[0]]))
    assert re.search(r"kr-[0-9a-z]{10}", client.get(address).content.decode())
    client.post(reverse("api:off", args=[ref[0]]))
    client.post(reverse("api:try", args=[ref[0]]))
    shown = client.get(address).content.decode()
    assert reverse("api:try", args=[ref[0]]) not in shown
    assert administrator(body("Pemerintah Kota Surabaya")).get(address).status_code == 404


def test_the_way_to_the_pages_is_shown_to_administrators_alone() -> None:
    address = reverse("api:tokens")
    for right in Right:
        client = signed_in(working(bandung(), right))
        shown = f'href="{address}"' in client.get(reverse("mfa_index")).content.decode()
        assert shown == (right == Right.ADMINISTER) == (client.get(address).status_code == 200)
