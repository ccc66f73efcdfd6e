from datetime import timedelta

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "gerbang.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.ledger import actions, jobs

        jobs.register("ledger.seal", timedelta(minutes=1), lambda now: actions.seal())
        jobs.register("ledger.forget_answers", timedelta(days=1), actions.forget_answers)
