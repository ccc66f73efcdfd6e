"""Allauth's forms in our words: plain labels, no placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code"),
}
HINTS = {"password1": _("At least 12 characters. Several words in a row are easy to remember and hard to guess.")}
MISSING = {
    "login": _("Give the e-mail address you sign in with."),
    "email": _("Give the e-mail address you sign in with."),
    "code": _("Give the code."),
}
WRONG = {
    "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
    "too_many_login_attempts": _("There have been too many attempts. Wait a few minutes and try again."),
    "rate_limited": _("There have been too many attempts. Wait a few minutes and try again."),
    "enter_current_password": _("The current password is not right."),
    "incorrect_password": _("The password is not right."),
    "incorrect_code": _("The code is not right. Codes change every half minute; try the newest one."),
}
"""By allauth's codes; none says whether an address has an account."""


class _Plain(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.error_messages["required"] = MISSING.get(name, _("Give your password."))

    def add_error(self, field: str | None, error: Any) -> None:
        code = getattr(error, "code", None)
        super().add_error(field, ValidationError(WRONG[code], code) if code in WRONG else error)


class SignIn(_Plain, account.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class PasswordAgain(_Plain, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


class ChangePassword(_Plain, account.ChangePasswordForm):  # type: ignore[misc]
    """From one password to another."""


class SetPassword(_Plain, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class AskForReset(_Plain, account.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link for a new password."""


class ResetPassword(_Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password instead of a forgotten one."""


class Code(_Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of a sign-in."""


class CodeAgain(_Plain, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that matters."""


class ActivateCodes(_Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""
