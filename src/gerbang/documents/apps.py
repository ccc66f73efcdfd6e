from datetime import timedelta

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gerbang.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.documents import sweeping
        from gerbang.ledger import jobs

        jobs.register("documents.sweep", timedelta(hours=6), sweeping.sweep)
