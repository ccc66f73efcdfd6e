"""Accounts that work somewhere, for tests."""

from datetime import date

from django.test import Client

from gerbang.people.acting import Acting, Actor
from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Account, Body, BodyKind, Right

PASSWORD = "benteng hujan kapal"
LONG_AGO = date(2020, 1, 1)


def body(name: str) -> Body:
    return Body.objects.select_related("region").get(name_id=name)


def bandung() -> Body:
    return body("Pemerintah Kota Bandung")


def division() -> Body:
    """The unit of a city that works on cooperation."""
    named = {"name_id": "Bagian Kerja Sama Setda Kota Bandung", "name_en": "Cooperation Division"}
    return make_unit(parent=bandung(), keeps_cooperation=True, **named)


def office() -> Body:
    """A unit of the same city with work of its own."""
    return make_unit(parent=bandung(), name_id="Dinas Lingkungan Hidup Kota Bandung")


def account(email: str = "analis@bandung.example", label: str = "Analis Kerja Sama", **options: bool) -> Account:
    return make_account(by=None, email=email, label=label, password=PASSWORD, **options)


def working(in_body: Body, *rights: Right, email: str = "", since: date = LONG_AGO) -> Account:
    """A new account with these rights in a body."""
    made = account(email or f"{in_body.ref}-{'-'.join(rights)}@contoh.example", in_body.name_id[:120])
    for right in rights:
        grant(by=None, account=made, body=in_body, right=right, since=since)
    return made


def acting(in_body: Body, right: Right) -> Acting:
    return Actor(working(in_body, right)).acting(right)


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


__all__ = ["Account", "Body", "BodyKind", "Right"]
