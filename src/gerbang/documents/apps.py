from datetime import timedelta

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gerbang.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.documents import comparison, sweeping
        from gerbang.ledger import checks, jobs

        checks.register("document.", comparison.compare)
        jobs.register("documents.sweep", timedelta(hours=6), sweeping.sweep)
