"""What all answers have in common: ETags, languages, origins, and errors that say what to do."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.api.conftest import Program, token_for
from tests.register.helpers import agreed

from gerbang.api import openapi
from gerbang.places.models import Partner
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def test_what_is_unchanged_is_not_sent_again() -> None:
    made = agreed()
    for path in ("cooperations", f"cooperations/{made.ref}", "facets", "figures", "changes", "openapi.json"):
        first = Program().ask(path)
        again = Program().ask(path, **{"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and again.content == b"", path
        assert again.headers["ETag"] == first.headers["ETag"] and again.headers["Vary"] == "Authorization"
        assert Program().ask(path, **{"If-None-Match": '"other"'}).status_code == 200


def test_whatever_changes_the_answer_changes_its_etag() -> None:
    made = agreed()
    path = f"cooperations/{made.ref}"
    before = Program().ask(path).headers["ETag"]
    Partner.objects.filter(name_id="Kota Contoh").update(name_id="Kota Berganti Nama")
    renamed = Program().ask(path, **{"If-None-Match": before})
    assert renamed.status_code == 200 and renamed.headers["ETag"] != before
    listed = Program().ask("cooperations").headers["ETag"]
    Tie.objects.filter(pk=made.pk).update(fields_id="Persampahan")
    assert Program().ask("cooperations").headers["ETag"] != listed


def test_a_condition_that_is_not_met_is_told() -> None:
    answer = Program().ask("figures", **{"If-Match": '"other"'})
    assert answer.status_code == 412 and answer.json()["status"] == 412


def test_any_origin_may_read_and_none_with_cookies() -> None:
    answer = Program().ask("figures", Origin="https://contoh.org")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies
    before = Client().options(
        "/api/v1/figures", headers={"Origin": "https://contoh.org", "Access-Control-Request-Method": "GET"}
    )
    assert before.status_code == 204 and "Authorization" in before.headers["Access-Control-Allow-Headers"]
    assert "POST" not in before.headers["Access-Control-Allow-Methods"]


def test_a_page_of_the_site_is_not_open_to_other_origins() -> None:
    assert "Access-Control-Allow-Origin" not in Client().get("/tentang-data/").headers


def test_head_answers_like_get_without_content() -> None:
    whole, head = Program().ask("figures"), Program().ask("figures", "head")
    assert head.status_code == 200 and head.content == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert int(head.headers["Content-Length"]) == len(whole.content)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("", "post", 405),
        ("tidak-ada", "get", 404),
        ("cooperations/ks-0000000000", "get", 404),
        ("cooperations", "post", 405),
        ("openapi.json", "delete", 405),
        ("cooperations/1", "get", 422),
        ("webhooks", "get", 401),
    ],
)
def test_every_error_says_what_where_and_what_to_do(path: str, method: str, status: int) -> None:
    said = {}
    for language in ("id", "en"):
        answer = Program().ask(path, method, **{"Accept-Language": language})
        assert answer.status_code == status and answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Content-Language"] == language and answer.headers["Cache-Control"] == "no-store"
        problem = answer.json()
        assert problem["status"] == status and problem["type"].startswith("urn:gerbang:problem:")
        assert problem["instance"].startswith("/api/v1/") and problem["detail"] and problem["todo"]
        said[language] = problem["title"]
    assert said["id"] != said["en"]
    assert status != 405 or answer.headers["Allow"]


def test_a_fault_on_our_side_is_a_problem_too_and_tells_nothing_of_the_inside(caplog) -> None:
    with patch("gerbang.register.queries.figures", side_effect=RuntimeError("sandi rahasia")):
        answer = Program().ask("figures")
    assert answer.status_code == 500 and answer.json()["status"] == 500
    assert "rahasia" not in answer.content.decode() and "rahasia" in caplog.text


def test_a_body_that_is_no_json_or_has_other_fields_is_refused() -> None:
    token = token_for("Pemerintah Kota Bandung", "webhooks")
    headers = {"Authorization": f"Bearer {token}"}
    for sent, status in (("{", 400), ("[]", 422), ('{"url": 1}', 422), ('{"link": "https://a.go.id"}', 422), ("", 422)):
        answer = Client().post("/api/v1/webhooks", sent, content_type="application/json", headers=headers)
        assert answer.status_code == status, (sent, answer.content)


def test_a_program_keeps_webhooks_of_its_own_body_alone() -> None:
    mine, others = (Program(token_for(f"Pemerintah Kota {name}", "webhooks")) for name in ("Bandung", "Surabaya"))
    made = mine.ask("webhooks", "post", {"url": "https://contoh.go.id/terima", "kinds": ["tie.phase"]})
    assert made.status_code == 201 and made.json()["secret"].startswith("whs_")
    assert made.headers["Cache-Control"] == "no-store"
    ref = made.json()["ref"]
    assert mine.ask("webhooks", "post", {"url": "https://contoh.go.id/terima"}).status_code == 409
    assert "secret" not in mine.get(f"webhooks/{ref}") and others.get("webhooks")["items"] == []
    assert mine.ask(f"webhooks/{ref}/test", "post").status_code == 202
    assert [one["test"] for one in mine.get(f"webhooks/{ref}/deliveries")["items"]] == [True]
    for path, method in ((f"webhooks/{ref}", "get"), (f"webhooks/{ref}", "delete"), (f"webhooks/{ref}/test", "post")):
        assert others.ask(path, method).status_code == 404
    assert mine.ask(f"webhooks/{ref}", "delete").status_code == 204
    assert mine.ask(f"webhooks/{ref}/test", "post").status_code == 409
    assert mine.get(f"webhooks/{ref}")["disabled_why"] == "by-hand"


def test_the_committed_description_is_what_the_operations_say(settings, tmp_path: Path) -> None:
    call_command("api", "schema", "--check")
    settings.PROJECT = tmp_path
    with pytest.raises(CommandError, match="gerbang api schema"):
        call_command("api", "schema", "--check")
    call_command("api", "schema")
    call_command("api", "schema", "--check")


def test_the_description_is_served_and_its_examples_fit() -> None:
    assert Program().get("openapi.json") == openapi.schema()
    for operation in (one for methods in openapi.schema()["paths"].values() for one in methods.values()):
        assert operation["description"] and operation["operationId"] and "security" in operation
