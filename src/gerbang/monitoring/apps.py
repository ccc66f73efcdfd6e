from datetime import timedelta

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, pgettext_lazy


class MonitoringConfig(AppConfig):
    name = "gerbang.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.ledger import jobs
        from gerbang.monitoring import following, panel, queries
        from gerbang.monitoring.memo import handing_over
        from gerbang.monitoring.obstacles import faced, handling
        from gerbang.monitoring.publication import taking
        from gerbang.monitoring.reports import directing
        from gerbang.monitoring.visits import visited, visiting
        from gerbang.monitoring.wording import ENTRIES
        from gerbang.pages import panels
        from gerbang.pages.navigation import Item
        from gerbang.pages.navigation import register as add
        from gerbang.plans import following_up
        from gerbang.register import entries, uses

        entries.name(ENTRIES)
        jobs.register(following.JOB, timedelta(minutes=1), following.refresh)
        jobs.register(taking.JOB, timedelta(minutes=1), taking.take_all)
        label = pgettext_lazy("navigation", "Monitoring")
        add(Item(label, "monitoring:overview", "monitoring", 40, _keeps))
        add(Item(label, "monitoring:watch", "monitoring", 40, _watches))
        for prefix, find in (("ar", directing.directive_subject), ("tn", visiting.subject), ("hb", handling.subject)):
            following_up.arises_from(prefix, find)
        uses.register(queries.hanging_on)
        uses.register(faced.hanging_on)
        panels.register("tie", panel.liveliness_of_tie, order=50)
        panels.register("tie", panel.watched_tie, order=52)
        panels.register("tie", panel.benefits_of_tie, order=60)
        panels.register("tie", panel.obstacles_of_tie, order=98)
        panels.register("term", panel.memo_of_term)
        handing_over.tells(gettext_lazy("Problems and obstacles"), faced.open_lines)
        handing_over.tells(gettext_lazy("Findings"), visited.open_lines)
        panels.register("tie", panel.reports_of_tie, order=98)
        panels.register("tie", panel.evaluation_of_tie, order=99)


def _keeps(request: HttpRequest) -> bool:
    """Only those who may open it are led there."""
    from gerbang.monitoring.reports.rules import reads
    from gerbang.people.acting import actor_of

    return reads(actor_of(request)).allowed


def _watches(request: HttpRequest) -> bool:
    """Ministries and missions, whose one page of this room it is; the others reach it from the overview."""
    from gerbang.monitoring.watching import watches
    from gerbang.people.acting import actor_of

    actor = actor_of(request)
    return actor.is_authenticated and watches(actor).allowed and not _keeps(request)
