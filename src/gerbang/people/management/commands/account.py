"""`gerbang account make`: an account from the command line, for the first administrator of a body."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from gerbang.people.actions import grant, make_account
from gerbang.people.models import Account, Body, Right
from gerbang.people.signin import new_password
from gerbang.values import Invalid, zones


class Command(BaseCommand):
    help = "Make an account with rights in a body. Later accounts are made by the body's administrator, on the page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        make = what.add_parser("make", help="make an account")
        make.add_argument("email")
        make.add_argument("--label", required=True, help="the office held, as it stands on the page")
        make.add_argument("--body", required=True, help="the body's ref, or its Indonesian name")
        make.add_argument("--right", required=True, action="append", choices=Right.values, help="may be repeated")
        make.add_argument("--ask", action="store_true", help="ask for the password instead of making a one-time one")

    def handle(self, *args: Any, **options: Any) -> None:
        body = self._body(options["body"])
        password = self._asked() if options["ask"] else new_password()
        try:
            account = self._make(options, body, password)
        except Invalid as invalid:
            raise CommandError(str(invalid)) from invalid
        self.stdout.write(f"{account.email} ({account.ref}) works in {body.name_id}: {', '.join(options['right'])}.")
        if not options["ask"]:
            self.stdout.write(f"One-time password, shown only now: {password}")

    @transaction.atomic
    def _make(self, options: dict[str, Any], body: Body, password: str) -> Account:
        account = make_account(
            by=None, email=options["email"], label=options["label"], password=password, one_time=not options["ask"]
        )
        for right in dict.fromkeys(options["right"]):
            grant(by=None, account=account, body=body, right=Right(right), since=zones.today(body.zone))
        return account

    def _body(self, named: str) -> Body:
        found = Body.objects.filter(ref=named).first()
        if found:
            return found
        same = list(Body.objects.filter(name_id__iexact=named)[:2])
        if len(same) != 1:
            raise CommandError(f"There is {'no' if not same else 'more than one'} body {named!r}. Give its ref.")
        return same[0]

    def _asked(self) -> str:
        first = getpass("Password: ")
        if first != getpass("Once more: "):
            raise CommandError("The two are not the same.")
        return first
