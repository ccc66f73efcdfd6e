"""Accounts: made by an administrator or from the command line, never by whoever passes by."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.people.helpers import PASSWORD, account, acting, bandung, body, division, working

from gerbang.access import Refused
from gerbang.people.acting import Actor
from gerbang.people.actions import enrol, make_account
from gerbang.people.models import Account, Right
from gerbang.people.signin import new_password
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("email", "label", "password", "field"),
    [
        ("not an address", "Analis", PASSWORD, "email"),
        ("a@x.example", "  ", PASSWORD, "label"),
        ("a@x.example", "Analis", "short", "password"),
        ("a@x.example", "Analis", "password1234", "password"),
        ("penyuluhdaerah@x.example", "Analis", "penyuluhdaerah", "password"),
    ],
)
def test_wrong_input_is_said_at_its_field(email: str, label: str, password: str, field: str) -> None:
    with pytest.raises(Invalid) as invalid:
        make_account(by=None, email=email, label=label, password=password)
    assert set(invalid.value.problems) == {field}
    assert not Account.objects.exists()


def test_an_address_has_one_account_however_it_is_written() -> None:
    assert account("Analis@Bandung.Example").email == "analis@bandung.example"
    with pytest.raises(Invalid, match="email"):
        account("ANALIS@bandung.example")


def test_an_account_without_a_password_cannot_be_guessed() -> None:
    made = make_account(by=None, email="a@x.example", label="Analis")
    assert not made.has_usable_password()
    assert not made.check_password("")


def test_enrolling_makes_an_account_with_a_one_time_password() -> None:
    by = acting(bandung(), Right.ADMINISTER)
    rights = [Right.PREPARE, Right.CHECK]
    options = {"by": by, "label": "Analis", "body": division(), "rights": rights, "since": by.today}
    made, new = enrol(email="a@x.example", password=new_password(), **options)
    assert new and made.one_time_password
    again, new = enrol(email="A@x.example", password=new_password(), **options)
    assert again == made and not new
    assert {one.right for one in Actor(made).memberships} == {"prepare", "check"}


def test_enrolling_elsewhere_keeps_the_password_and_is_refused_to_strangers() -> None:
    old = working(body("Pemerintah Kota Surabaya"), Right.READ, email="a@x.example")
    by = acting(bandung(), Right.ADMINISTER)
    options = {"email": "a@x.example", "label": "Analis", "rights": [Right.READ], "since": by.today}
    same, new = enrol(by=by, body=bandung(), password=new_password(), **options)
    assert same == old and not new
    assert same.check_password(PASSWORD) and not same.one_time_password
    with pytest.raises(Refused):
        enrol(by=by, body=body("Pemerintah Kota Surabaya"), password=new_password(), **options)


def test_new_passwords_are_long_and_different() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}", one) for one in made)


def test_the_command_makes_the_first_administrator() -> None:
    said = StringIO()
    office = ["--label", "Pengelola Akun", "--body", "pemerintah kota bandung"]
    rights = ["--right", "administer", "--right", "send"]
    call_command("account", "make", "kepala@bandung.example", *office, *rights, stdout=said)
    made = Account.objects.get()
    password = said.getvalue().strip().rpartition(" ")[2]
    assert made.check_password(password) and made.one_time_password
    assert Actor(made).administering(division()).body == bandung()


def test_the_command_says_what_is_wrong_and_leaves_nothing_behind() -> None:
    for options in (
        {"email": "a@x.example", "body": "Pemerintah Negeri Dongeng"},
        {"email": "no address", "body": bandung().ref},
    ):
        with pytest.raises(CommandError):
            call_command("account", "make", options["email"], label="Analis", body=options["body"], right=["send"])
    assert not Account.objects.exists()
