"""A cooperation that was taken off the register says so to programs too; what never was public says nothing."""

from datetime import UTC, datetime

import pytest
from tests.api.conftest import Program
from tests.register.helpers import agreed, tie

from gerbang.register.models import Tie
from gerbang.register.projection import project_tie

pytestmark = pytest.mark.django_db


def withdrawn(gone: Tie, into: Tie | None = None) -> Tie:
    gone.withdrawn_at, gone.merged_into = datetime(2026, 3, 12, 3, tzinfo=UTC), into
    gone.withdrawn_reason = "Salah ketik di dalam berkas rahasia"
    gone.save(update_fields=["withdrawn_at", "withdrawn_reason", "merged_into"])
    project_tie(gone)
    return gone


@pytest.mark.parametrize(("language", "said"), [("id", "pada 12 Maret 2026"), ("en", "on 12 March 2026")])
def test_a_withdrawn_one_answers_that_it_is_gone_and_since_when(language: str, said: str) -> None:
    gone = withdrawn(agreed(with_="Kota Rahasia"))
    answer = Program().ask(f"cooperations/{gone.ref}", **{"Accept-Language": language})
    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["type"], told["status"]) == ("urn:gerbang:problem:gone", 410)
    assert said in told["detail"]
    assert "rahasia" not in answer.content.decode().lower()


def test_what_never_was_public_is_not_found_when_withdrawn_either() -> None:
    assert Program().ask(f"cooperations/{withdrawn(tie()).ref}").status_code == 404
    merged = withdrawn(agreed(with_="Satu"), into=agreed(with_="Dua"))
    assert Program().ask(f"cooperations/{merged.ref}").status_code == 404
