from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "gerbang.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.monitoring import directing, panel
        from gerbang.monitoring.wording import ENTRIES
        from gerbang.pages import panels
        from gerbang.plans import following_up
        from gerbang.register import entries

        entries.name(ENTRIES)
        following_up.arises_from("ar", directing.directive_subject)
        panels.register("tie", panel.liveliness_of_tie, order=50)
