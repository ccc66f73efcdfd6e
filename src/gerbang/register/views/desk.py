"""The register's desk: what waits for those who keep it."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.people.acting import Actor, actor_of
from gerbang.register import confirmations, differences, rules
from gerbang.register.models import Confirmation, Import, ImportRow


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Differences, held rows of imports and the yearly confirmation, each with its count."""
    actor = actor_of(request)
    given = Confirmation.objects.filter(state=Confirmation.State.GIVEN, year=actor.today.year)
    context = {
        "title": _("Register"),
        "section": "register",
        "undecided": differences.number(actor, differences.UNDECIDED),
        "again": differences.number(actor, differences.AGAIN),
        "open": confirmations.open_for(actor),
        "has_region": bool(actor.region_ids),
        "confirmed": given.count() if actor.national_sight else 0,
        "held": _held(actor),
    }
    return render(request, "register/index.html", context)


def _held(actor: Actor) -> int:
    """Rows of imports that wait for a person: of one's own body, or all for national sight."""
    own = Q() if actor.national_sight else Q(of__body__in=list(actor.bodies))
    waiting = ImportRow.objects.filter(own, outcome=ImportRow.Outcome.HELD, settled_at=None)
    return waiting.filter(of__state=Import.State.WRITTEN).count()
