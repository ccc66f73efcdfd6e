import gc

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "gerbang.site"
    label = "gerbang_site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What is loaded by now stays as long as the process: collecting garbage need not look through it each time.

        It is a hundred thousand objects, and each full collection held up whoever was being served.
        """
        gc.freeze()
