"""The register's desk: what waits for those who keep it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.people.acting import actor_of
from gerbang.register import differences, rules


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Differences, held rows of imports and the yearly confirmation, each with its count."""
    actor = actor_of(request)
    context = {
        "title": _("Register"),
        "section": "register",
        "undecided": differences.counted(actor, differences.Asked())[differences.UNDECIDED],
    }
    return render(request, "register/index.html", context)
