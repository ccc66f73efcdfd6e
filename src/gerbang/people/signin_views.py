"""Allauth's pages with what only we know about a visit."""

from base64 import b64encode
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView

from gerbang.access.typed import INTERRUPTED
from gerbang.people.acting import actor_of
from gerbang.people.queries import own_government
from gerbang.people.signin import demonstration_accounts
from gerbang.people.signin_forms import ActivateCodes, SignIn


class SignInView(LoginView):  # type: ignore[misc]
    """Says that an interrupted form is kept, and in a demonstration which accounts there are."""

    form_class = SignIn

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**options)
        return shown | {
            "interrupted": INTERRUPTED in self.request.session,
            "demonstration_accounts": demonstration_accounts(),
        }


class AccountView(IndexView):  # type: ignore[misc]
    """My account: the office, the rights, how I sign in, and the way to my region's terms of office."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**options)
        return shown | {"government": own_government(actor_of(self.request))}


class ActivateCodesView(ActivateTOTPView):  # type: ignore[misc]
    """The key of an authenticator app, drawn dark on white in the dark theme too, or no camera could read it."""

    form_class = ActivateCodes

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**options)
        opening, closed, rest = str(shown["totp_svg"]).partition("<path")
        picture = f'{opening}<rect width="100%" height="100%" fill="#fff"/>{closed}{rest}'
        return shown | {"totp_svg_data_uri": f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"}
