"""The demonstration, counted, and programs that ask for it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.people.helpers import working
from tests.template import OwnDatabase

from gerbang.api.actions import make_token
from gerbang.ledger import actions as ledger
from gerbang.people.acting import Actor
from gerbang.people.models import Body, Right
from gerbang.register import cube

REGION, MINISTRY = "Pemerintah Kota Bandung", "Pusat Fasilitasi Kerja Sama"


@pytest.fixture
def register(demonstration: OwnDatabase) -> None:
    """The demonstration with its ledger sealed and its cube counted, as the clock leaves them."""
    counted()


def counted() -> None:
    ledger.seal()
    cube.refresh()


def token_for(name: str, *scopes: str) -> str:
    """The secret of a token of the body of that name."""
    body = Body.objects.select_related("region").get(name_id=name)
    by = Actor(working(body, Right.ADMINISTER, email=f"{body.ref}@contoh.example")).administering(body)
    expires = by.today + timedelta(days=30)
    return make_token(by=by, body=body, name="Uji", scopes=scopes or ("read",), expires_on=expires)[1]


class Program:
    """Asks the API, as whoever its token says."""

    def __init__(self, token: str = "") -> None:
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, path: str, method: str = "get", data: Any = None, **headers: str) -> Any:
        sent = {"data": data, "content_type": "application/json"} if data is not None else {}
        ask: Callable[..., Any] = getattr(Client(), method)
        return ask(f"/api/v1/{path}", headers={**self.headers, **headers}, **sent)

    def get(self, path: str) -> Any:
        answer = self.ask(path)
        assert answer.status_code == 200, answer.content
        return answer.json()


@pytest.fixture
def unlimited(settings: LazySettings) -> None:
    """Rates that a test does not reach."""
    settings.API_RATES = {"anonymous": 10**9, "token": 10**9}


__all__ = ["MINISTRY", "REGION", "Program", "date"]
