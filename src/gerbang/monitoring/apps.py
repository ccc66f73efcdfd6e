from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "gerbang.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.monitoring import panel
        from gerbang.monitoring.wording import ENTRIES
        from gerbang.pages import panels
        from gerbang.register import entries

        entries.name(ENTRIES)
        panels.register("tie", panel.liveliness_of_tie, order=50)
        panels.register("term", panel.memo_of_term)
