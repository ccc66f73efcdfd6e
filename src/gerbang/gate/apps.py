from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    name = "gerbang.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.gate import agreement, panel
        from gerbang.gate import checks as gate_checks  # noqa: F401
        from gerbang.ledger import checks
        from gerbang.pages import panels
        from gerbang.pages.navigation import Item, register

        panels.register("tie", panel.cases_of_tie)
        register(Item(_("Cases"), "gate:cases", section="cases", order=10, visible=_signed_in))
        register(Item(_("Letters"), "gate:letter-search", section="letters", order=50, visible=_signed_in))
        checks.register("gate.step", agreement.steps_agree)
        post_save.connect(_recount, sender="places.CalendarVersion", dispatch_uid="gate.recount")


def _recount(instance: Any, created: bool, **_unused: Any) -> None:
    """Places lie below and cannot call the gate. The job is queued in the transaction that publishes the calendar."""
    from gerbang.gate import tasks

    if created:
        tasks.recount_clocks.enqueue(instance.number)


def _signed_in(request: object) -> bool:
    actor = getattr(request, "actor", None)
    return bool(actor and actor.is_authenticated)
