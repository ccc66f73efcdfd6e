"""Sign-in: accounts are made by a body's administrator, never by whoever passes by."""

import json
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url

from gerbang.people.models import Account
from gerbang.values.refs import ALPHABET

GROUPS, GROUP_LENGTH = 4, 5


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up; mail subjects and ways on in our words."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Account, password: str) -> None:
        """Whoever chooses a password of their own has no one-time password any more."""
        user.one_time_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def format_email_subject(self, subject: str) -> str:
        return f"Gerbang: {subject}"


def new_password() -> str:
    """A password that can be read out over the telephone: 100 random bits, no letter taken for another."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def demonstration_accounts() -> list[dict[str, str]]:
    """The accounts of the demonstration, for its sign-in page; none anywhere else."""
    path = settings.STATE / "demonstration-accounts.json"
    if not settings.DEMONSTRATION or not path.exists():
        return []
    accounts: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return accounts
