from datetime import timedelta

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "gerbang.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.documents import subjects
        from gerbang.ledger import jobs
        from gerbang.ledger.subscriptions import subscribe
        from gerbang.pages.navigation import Item
        from gerbang.pages.navigation import register as add
        from gerbang.register import cube, projection, tasks
        from gerbang.register.export import tasks as releases
        from gerbang.register.queries import public_subject

        subjects.register("ks", public_subject)
        jobs.register(cube.JOB, timedelta(minutes=1), cube.refresh)
        jobs.register("register.reindex", timedelta(minutes=1), projection.reindex)
        subscribe("partner.renamed", tasks.describe_ties_of_partner)
        jobs.register("register.release", timedelta(days=1), releases.order)
        add(Item(_("Register"), "register:index", section="register", order=30, visible=_keeps_register))


def _keeps_register(request: HttpRequest) -> bool:
    from gerbang.people.acting import actor_of
    from gerbang.register.rules import keeps_register

    actor = actor_of(request)
    return actor.is_authenticated and keeps_register(actor).allowed
