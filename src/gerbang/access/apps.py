from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "gerbang.access"
    label = "access"

    def ready(self) -> None:
        from gerbang.access import checks  # noqa: F401
