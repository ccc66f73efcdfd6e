from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _administers(request: HttpRequest) -> bool:
    from gerbang.people.acting import actor_of
    from gerbang.people.rules import administers

    return administers(actor_of(request)).allowed


class PeopleConfig(AppConfig):
    name = "gerbang.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.pages.navigation import Item, register
        from gerbang.people import drafts  # noqa: F401

        register(
            Item(_("Accounts"), "people_members", section="people", order=80, visible=_administers, place="account")
        )
        register(Item(_("My account"), "mfa_index", section="account", order=90, place="account"))
        register(Item(_("Sign out"), "account_logout", section="account", order=99, place="account"))
