from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gerbang.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.people import drafts  # noqa: F401
