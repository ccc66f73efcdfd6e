from datetime import timedelta

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _administers(request: HttpRequest) -> bool:
    from gerbang.people.acting import actor_of
    from gerbang.people.rules import administers

    return administers(actor_of(request)).allowed


class ApiConfig(AppConfig):
    name = "gerbang.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.api import deliveries
        from gerbang.api import panels as own_panels
        from gerbang.ledger import jobs
        from gerbang.pages import panels
        from gerbang.pages.navigation import Item, register
        from gerbang.people import rates

        panels.register("tie-alternates", own_panels.alternate)
        panels.register("open-data", own_panels.read_by_programs)
        panels.register("tie-data", own_panels.for_programs)

        jobs.register("api.webhooks", timedelta(minutes=1), deliveries.run)
        jobs.register("api.forget_rates", timedelta(hours=1), rates.forget)
        register(Item(_("For programs"), "api:about", section="programs", order=27, place="foot"))
        register(Item(_("Programs"), "api:tokens", section="api", order=85, visible=_administers, place="account"))
