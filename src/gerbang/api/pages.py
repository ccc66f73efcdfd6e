"""The page for people who write programs: in words, what the description in OpenAPI says to programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.api.problems import SORTS

ADDRESSES = (
    ("cooperations", gettext_lazy("The list, the newest first, narrowed by words and filters")),
    ("cooperations/{ref}", gettext_lazy("One cooperation in full: its parties, its texts, what each source says")),
    ("facets", gettext_lazy("How many each further filter would give, with the names of fields and goals")),
    ("regions", gettext_lazy("Regions with their codes; one of them under its permanent number")),
    ("countries", gettext_lazy("Partner countries; one of them under its permanent number")),
    ("partners", gettext_lazy("Partners abroad; one of them under its permanent number")),
    ("figures", gettext_lazy("The numbers of the whole register")),
    ("changes", gettext_lazy("What has changed since a place in the ledger")),
)
EXAMPLES = (
    (gettext_lazy("Cooperations with Japan on waste"), "cooperations?q=sampah&country=JP&limit=20"),
    (gettext_lazy("All of Kota Bandung, by its code of Kemendagri"), "cooperations?region=32.73"),
    (gettext_lazy("What has changed, from the beginning"), "changes?limit=100"),
)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Where to ask, what comes back, the limits and the errors, with examples to copy."""
    base = request.build_absolute_uri(reverse("api-v1:index"))
    context = {
        "section": "programs",
        "title": _("For programs: the API"),
        "base": base,
        "addresses": ADDRESSES,
        "examples": [(words, f"curl '{base}{path}'") for words, path in EXAMPLES],
        "anonymous": settings.API_RATES["anonymous"],
        "token": settings.API_RATES["token"],
        "errors": list(SORTS.items()),
        "answer_label": _("What comes back"),
        "meaning": _("Meaning"),
        "todo": _("What to do"),
    }
    return render(request, "api/about.html", context)
