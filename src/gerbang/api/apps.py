from datetime import timedelta

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "gerbang.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.api import deliveries, rates
        from gerbang.ledger import jobs

        jobs.register("api.webhooks", timedelta(minutes=1), deliveries.run)
        jobs.register("api.forget_rates", timedelta(hours=1), rates.forget)
