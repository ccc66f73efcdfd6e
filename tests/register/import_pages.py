"""A region's officials with a table in hand: uploading it and pressing the buttons of its pages."""

import csv
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from tests.gate.office import account, bandung

from gerbang.people.models import Account, Body, Right
from gerbang.register.models import Import

COLUMNS = ("indonesian_side", "foreign_side", "country", "coop_type", "instrument", "signed_date", "source_url")
MELBOURNE = ("Kota Bandung", "Melbourne", "Australia", "sister city", "MoU", "2024-05-17", "https://contoh.id/satu")
SUWON = ("Kota Bandung", "Suwon", "Korea Selatan", "sister city", "MoU", "1997-08-25", "https://contoh.id/dua")
UNKNOWN = ("Kota Bandung", "Kota Entahberantah", "Jepang", "", "MoU", "2020", "https://contoh.id/tiga")
NOT_OURS = ("Kota Surabaya", "Busan", "Korea Selatan", "", "MoU", "1994", "https://contoh.id/empat")


def delimited(*rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue().encode()


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def signed_in(person: Account) -> Client:
    client = Client()
    client.force_login(person)
    return client


def officer() -> Account:
    return bandung().accounts["region"]


def ministry() -> Account:
    return account(Body.objects.get(name_id="Pusat Fasilitasi Kerja Sama"))


def reader() -> Account:
    return account(Body.objects.get(name_id="Pemerintah Kota Bandung"), rights=(Right.READ,))


def upload(client: Client, data: bytes, name: str = "daftar.csv", **typed: Any) -> Any:
    sent = {"file": SimpleUploadedFile(name, data), "key": uuid4().hex, **typed}
    return client.post(reverse("register:imports"), sent, follow=True)


def uploaded(client: Client, *rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> Import:
    answer = upload(client, delimited(*rows, columns=columns))
    assert answer.status_code == 200
    return newest()


def newest() -> Import:
    return Import.objects.order_by("-pk")[0]


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"register:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def press(client: Client, name: str, *args: Any, **typed: Any) -> Any:
    """Opens a page, fills in its form and sends it, with the hidden fields that it carries."""
    url = reverse(f"register:{name}", args=args)
    return client.post(url, {**hidden(client.get(url).content.decode()), **typed}, follow=True)


def brought_in(client: Client, *rows: Sequence[str]) -> Import:
    of = uploaded(client, *rows)
    press(client, "write-import", of.ref)
    of.refresh_from_db()
    assert of.state == Import.State.WRITTEN
    return of


def hidden(html: str) -> Mapping[str, str]:
    found = _Hidden()
    found.feed(html)
    return found.values


class _Hidden(HTMLParser):
    """The form fields of a page as they stand: hidden ones, ticked boxes and chosen options."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.values[self._select] = value
        elif tag == "input" and name and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.values[name] = value or "on"
        elif tag == "input" and name and given.get("type") != "file":
            self.values[name] = value
