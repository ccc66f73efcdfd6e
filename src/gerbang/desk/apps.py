from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _signed_in(request: HttpRequest) -> bool:
    from gerbang.people.acting import actor_of

    return actor_of(request).is_authenticated


def _waiting(request: HttpRequest) -> int:
    from gerbang.desk.queries import waiting_count
    from gerbang.people.acting import actor_of

    return waiting_count(actor_of(request))


class DeskConfig(AppConfig):
    name = "gerbang.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.pages.navigation import Item, register

        register(Item(_("My tasks"), "desk:tasks", section="desk", order=5, visible=_signed_in, count=_waiting))
