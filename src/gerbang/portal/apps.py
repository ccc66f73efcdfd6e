from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "gerbang.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.pages.navigation import Item, register

        register(Item(_("Front page"), "portal:front", section="front", order=10))
        register(Item(_("Cooperation"), "portal:ties", section="ties", order=20))
        register(Item(_("Regions"), "portal:regions", section="regions", order=30))
        register(Item(_("Partner countries"), "portal:countries", section="countries", order=40))
        register(Item(_("About the data"), "portal:about", section="about", order=50))
        register(Item(_("About the data"), "portal:about", section="about", order=10, place="foot"))
        register(Item(_("Accessibility"), "portal:accessibility", section="accessibility", order=30, place="foot"))
