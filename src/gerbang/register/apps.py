from datetime import timedelta

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "gerbang.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.documents import subjects
        from gerbang.ledger import jobs
        from gerbang.ledger.subscriptions import subscribe
        from gerbang.register import cube, projection, tasks
        from gerbang.register.queries import public_subject

        subjects.register("ks", public_subject)
        jobs.register("register.cube", timedelta(minutes=1), cube.refresh)
        jobs.register("register.reindex", timedelta(minutes=1), projection.reindex)
        subscribe("partner.renamed", tasks.describe_ties_of_partner)
