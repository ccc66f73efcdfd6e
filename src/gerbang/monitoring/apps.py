from django.apps import AppConfig
from django.http import HttpRequest


class MonitoringConfig(AppConfig):
    name = "gerbang.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gerbang.monitoring import faced, obstacles, panel
        from gerbang.monitoring.wording import ENTRIES
        from gerbang.pages import navigation, panels
        from gerbang.plans import following_up
        from gerbang.register import entries, uses

        entries.name(ENTRIES)
        panels.register("tie", panel.liveliness_of_tie, order=50)
        panels.register("tie", panel.obstacles_of_tie, order=98)
        following_up.arises_from("hb", obstacles.subject)
        uses.register(faced.hanging_on)
        panels.register("tie", panel.watched_tie, order=52)
        for leads_to, visible in (("watch", _watches), ("common-obstacles", _looks_after_own)):
            navigation.register(
                navigation.Item(_("Monitoring"), f"monitoring:{leads_to}", section="watch", order=25, visible=visible)
            )


def _looks_after_own(request: HttpRequest) -> bool:
    """Regions and provinces watch over nobody else's cooperations; they are led to what hinders their own."""
    from gerbang.people.acting import actor_of

    return bool(actor_of(request).region_ids) and not _watches(request)


def _watches(request: HttpRequest) -> bool:
    from gerbang.monitoring.watching import watches
    from gerbang.people.acting import actor_of

    actor = actor_of(request)
    return actor.is_authenticated and watches(actor).allowed
