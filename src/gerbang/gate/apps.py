from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    name = "gerbang.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.gate import agreement, panel, queries, tasks
        from gerbang.gate import checks as gate_checks  # noqa: F401
        from gerbang.ledger import checks
        from gerbang.ledger.subscriptions import subscribe
        from gerbang.pages import panels
        from gerbang.pages.navigation import Item, register
        from gerbang.register import uses

        panels.register("tie", panel.cases_of_tie)
        uses.register(queries.hanging_on)
        register(Item(_("Cases"), "gate:cases", section="cases", order=10, visible=_signed_in))
        register(Item(_("Letters"), "gate:letter-search", section="letters", order=50, visible=_signed_in))
        checks.register("gate.step", agreement.steps_agree)
        subscribe("calendar.published", tasks.recount_clocks)


def _signed_in(request: object) -> bool:
    actor = getattr(request, "actor", None)
    return bool(actor and actor.is_authenticated)
