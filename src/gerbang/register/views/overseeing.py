"""Which regions have confirmed their list this year: for the ministries and for a province. No ranking, nobody late."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.pages import formatting, keyset
from gerbang.people.acting import Actor, actor_of
from gerbang.places.models import Region
from gerbang.register import confirmations, rules
from gerbang.register.confirming_table import rows, state_in_words
from gerbang.register.views.posting import crumbs
from gerbang.values.refs import is_ref

PAGE = 60


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every region looked at with how it stands, in the order of the codes."""
    actor = actor_of(request)
    asked = _asked(request.GET.dict(), actor)
    everything = _of_province(confirmations.with_state(confirmations.overseen(actor), asked["year"]), asked["province"])
    numbers = {state: confirmations.in_state(everything, state).count() for state in confirmations.STATES}
    found = confirmations.in_state(everything, asked["state"])
    shown = keyset.page(found, ("code",), request.GET.dict(), PAGE)
    number = numbers[asked["state"]]
    counted = ngettext("%(shown)s region", "%(shown)s regions", number) % {"shown": formatting.number(number)}
    context = {
        "title": _("Confirmations %(year)d") % {"year": asked["year"]},
        "section": "register",
        "crumbs": crumbs((_("Yearly confirmation"), None)),
        "asked": asked,
        "chips": [(_label(one), _query(asked, one), numbers[one], one == asked["state"]) for one in numbers],
        "provinces": [(one.ref, one.name, one.ref == asked["province"]) for one in _provinces(actor)],
        "page": replace(shown, counted=counted),
        "lines": [(region, state_in_words(region.confirmation_state)) for region in shown],
        "download": _query(asked, asked["state"]),
    }
    return render(request, "register/confirmed_regions.html", context)


@requires(rules.keeps_register)
@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The same list, all of it, as CSV."""
    actor = actor_of(request)
    asked = _asked(request.GET.dict(), actor)
    everything = _of_province(confirmations.with_state(confirmations.overseen(actor), asked["year"]), asked["province"])
    found = confirmations.in_state(everything, asked["state"]).order_by("code")
    response = StreamingHttpResponse(list(rows(found, asked["year"])), content_type="text/csv; charset=utf-8")
    name = pgettext("name of a file", "confirmations")
    response["Content-Disposition"] = f'attachment; filename="{name}-{asked["year"]}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(given: dict[str, str], actor: Actor) -> dict[str, Any]:
    """Year, province and state asked for; what is not one of ours is as good as not given."""
    year, province, state = given.get("tahun", ""), given.get("provinsi", ""), given.get("keadaan", "")
    known = year.isascii() and year.isdecimal() and len(year) == 4
    return {
        "year": int(year) if known else actor.today.year,
        "province": province if is_ref(province, "dr") else "",
        "state": state if state in confirmations.STATES else "",
    }


def _of_province(regions: Any, ref: str) -> Any:
    return regions.filter(province__ref=ref) if ref else regions


def _provinces(actor: Actor) -> list[Region]:
    return list(Region.objects.filter(province=None).order_by("code")) if actor.national_sight else []


def _query(asked: dict[str, Any], state: str) -> str:
    named = {"tahun": asked["year"], "provinsi": asked["province"], "keadaan": state}
    return "?" + "&".join(f"{name}={value}" for name, value in named.items() if value)


def _label(state: str) -> str:
    return state_in_words(None if state == "none" else state) if state else _("All")
