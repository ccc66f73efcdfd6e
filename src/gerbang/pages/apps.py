from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "gerbang.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.pages import navigation  # noqa: F401 - registers its system check
