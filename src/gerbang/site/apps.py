from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "gerbang.site"
    label = "gerbang_site"
    default_auto_field = "django.db.models.BigAutoField"
