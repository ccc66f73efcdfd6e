from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "gerbang.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.pages import panels
        from gerbang.plans import panel, queries
        from gerbang.register import uses

        panels.register("tie", panel.plans_of_tie, order=90)
        uses.register(queries.hanging_on)
