from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy


class MonitoringConfig(AppConfig):
    name = "gerbang.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.monitoring import directing, panel
        from gerbang.monitoring.wording import ENTRIES
        from gerbang.pages import panels
        from gerbang.pages.navigation import Item
        from gerbang.pages.navigation import register as add
        from gerbang.plans import following_up
        from gerbang.register import entries

        entries.name(ENTRIES)
        add(Item(pgettext_lazy("navigation", "Monitoring"), "monitoring:overview", "monitoring", 40, _keeps))
        following_up.arises_from("ar", directing.directive_subject)
        panels.register("tie", panel.liveliness_of_tie, order=50)
        panels.register("term", panel.memo_of_term)
        panels.register("tie", panel.reports_of_tie, order=98)


def _keeps(request: HttpRequest) -> bool:
    """Only those who may open it are led there."""
    from gerbang.monitoring.reporting_rules import keeps_register
    from gerbang.people.acting import actor_of

    return keeps_register(actor_of(request)).allowed
