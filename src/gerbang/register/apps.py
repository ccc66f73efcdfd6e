from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "gerbang.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.documents import subjects
        from gerbang.register.queries import public_subject

        subjects.register("ks", public_subject)
