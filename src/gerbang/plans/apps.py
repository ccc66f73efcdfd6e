from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "gerbang.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.ledger.subscriptions import subscribe
        from gerbang.pages import panels
        from gerbang.plans import entries, following_up, panel, queries, tasks, travelling
        from gerbang.register import entries as on_tie
        from gerbang.register import uses

        on_tie.name(entries.ON_TIE)
        panels.register("tie", panel.plans_of_tie, order=90)
        panels.register("tie", panel.carried_out_of_tie, order=95)
        panels.register("tie", panel.travel_of_tie, order=97)
        subscribe("plan.adopted", tasks.carry_over)
        subscribe("instrument.signed", tasks.begin_period)
        uses.register(queries.hanging_on)
        following_up.arises_from("pj", travelling.subject)
