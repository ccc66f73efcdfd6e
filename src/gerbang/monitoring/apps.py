from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "gerbang.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.monitoring import panel, visiting
        from gerbang.monitoring.wording import ENTRIES
        from gerbang.pages import panels
        from gerbang.plans import following_up
        from gerbang.register import entries

        entries.name(ENTRIES)
        panels.register("tie", panel.liveliness_of_tie, order=50)
        panels.register("tie", panel.evaluation_of_tie, order=99)
        following_up.arises_from("tn", visiting.subject)
