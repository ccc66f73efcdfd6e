"""Sources, and what each of them counts as a cooperation."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import requires
from gerbang.ledger import queries as ledger
from gerbang.pages import keyset
from gerbang.people.acting import Acting, actor_of
from gerbang.register import rules, sourcing
from gerbang.register.forms import DefinitionForm
from gerbang.register.models import Source
from gerbang.register.views.posting import crumbs, initial_from_draft, page, post

PAGE = 50


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every source by name, with what it counts where it says so."""
    words = request.GET.get("q", "").strip()[:120]
    shown = keyset.page(sourcing.found(words), ("name_id", "pk"), request.GET.dict(), PAGE)
    context = {
        "title": _("Sources"),
        "section": "register",
        "crumbs": crumbs((_("Sources"), None)),
        "words": words,
        "page": replace(shown, counted=""),
        "may_define": rules.has_national_sight(actor_of(request)).allowed,
    }
    return render(request, "register/sources.html", context)


@requires(rules.has_national_sight)
@require_http_methods(["GET", "POST"])
def define(request: HttpRequest, ref: str) -> HttpResponse:
    """Writes down what one source counts as a cooperation."""
    source = get_object_or_404(Source, ref=ref)
    beginnings = {"definition_id": source.definition_id, "definition_en": source.definition_en}
    form = DefinitionForm(
        request.POST or None, seen=ledger.head(source.ref), initial=initial_from_draft(request, beginnings)
    )
    answer = None
    if request.method == "POST":
        answer = post(
            request,
            form=form,
            by=lambda: rules.acting(actor_of(request)),
            do=lambda acting, seen: _define(acting, source, form, seen),
            then=reverse("register:sources"),
            done=_("What the source counts is written down."),
        )
    context = {
        "title": _("What this source counts"),
        "cap": source.name,
        "source": source,
        "crumbs": crumbs((_("Sources"), reverse("register:sources")), (source.name, None)),
        "cancel_url": reverse("register:sources"),
    }
    return answer or page(request, "register/define.html", form, **context)


def _define(by: Acting, source: Source, form: DefinitionForm, seen: int | None) -> str:
    typed = form.cleaned_data
    return sourcing.define(
        by=by,
        source=source,
        definition_id=typed["definition_id"],
        definition_en=typed["definition_en"],
        seen=seen,
    ).ref
