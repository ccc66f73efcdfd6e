from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "gerbang.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gerbang.pages import panels
        from gerbang.pages.navigation import Item, register
        from gerbang.portal import tie_link
        from gerbang.register import home

        panels.register("tie-statements", tie_link.public_page)
        home.leads(tie_link.address)
        register(Item(_("Front page"), "portal:front", section="front", order=10, visible=_not_signed_in))
        register(Item(_("Cooperation"), "portal:ties", section="ties", order=20))
        register(Item(_("Regions"), "portal:regions", section="regions", order=30, visible=_not_signed_in))
        register(
            Item(_("Partner countries"), "portal:countries", section="countries", order=40, visible=_not_signed_in)
        )
        register(Item(_("Statistics"), "portal:statistics", section="statistics", order=45, visible=_not_signed_in))
        register(Item(_("About the data"), "portal:about", section="about", order=50, visible=_not_signed_in))
        register(Item(_("About the data"), "portal:about", section="about", order=10, place="foot"))
        register(Item(_("Statistics"), "portal:statistics", section="statistics", order=20, place="foot"))
        register(Item(_("Record receipts"), "portal:roots", section="receipts", order=25, place="foot"))
        register(Item(_("Open data"), "portal:data", section="data", order=20, place="foot"))
        register(Item(_("Accessibility"), "portal:accessibility", section="accessibility", order=30, place="foot"))


def _not_signed_in(request: HttpRequest) -> bool:
    """Officials have their own desk in the head of the page; these stay in the public's."""
    actor = getattr(request, "actor", None)
    return not (actor and actor.is_authenticated)
