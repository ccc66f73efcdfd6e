"""Every address of the site. Indonesian stands at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "gerbang.pages.errors.bad_request"
handler403 = "gerbang.pages.errors.permission_denied"
handler404 = "gerbang.pages.errors.page_not_found"
handler429 = "gerbang.pages.errors.too_many"
handler500 = "gerbang.pages.errors.server_error"

urlpatterns = [
    path("api/v1/", include("gerbang.api.v1_urls")),
    *i18n_patterns(
        path("", include("gerbang.people.urls")),
        path("", include("gerbang.documents.urls")),
        path("", include("gerbang.register.urls")),
        path("", include("gerbang.gate.urls")),
        path("", include("gerbang.plans.urls")),
        path("", include("gerbang.monitoring.urls")),
        path("", include("gerbang.desk.urls")),
        path("", include("gerbang.portal.urls")),
        path("", include("gerbang.api.urls")),
        prefix_default_language=False,
    ),
]
