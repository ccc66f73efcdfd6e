"""Sources by who publishes them, and what each publisher counts as a cooperation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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
from gerbang.register.models import Publisher, Source
from gerbang.register.views.posting import crumbs, initial_from_draft, page, post

PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Sources of one publisher."""

    publisher: Publisher
    sources: Sequence[tuple[Source, str]]
    """Each with its place on the publisher's site, shortened."""


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every source under its publisher, with what that counts where it says so."""
    words = request.GET.get("q", "").strip()[:120]
    shown = keyset.page(sourcing.with_use(sourcing.found(words)), ("publisher__name", "pk"), request.GET.dict(), PAGE)
    context = {
        "title": _("Sources"),
        "section": "register",
        "crumbs": crumbs((_("Sources"), None)),
        "words": words,
        "page": replace(shown, counted=""),
        "groups": _groups(shown.rows),
        "may_define": rules.has_national_sight(actor_of(request)).allowed,
    }
    return render(request, "register/sources.html", context)


@requires(rules.has_national_sight)
@require_http_methods(["GET", "POST"])
def define(request: HttpRequest, ref: str) -> HttpResponse:
    """Writes down what one publisher counts as a cooperation, for all its sources at once."""
    publisher = get_object_or_404(Publisher, ref=ref)
    beginnings = {"definition_id": publisher.definition_id, "definition_en": publisher.definition_en}
    form = DefinitionForm(
        request.POST or None, seen=ledger.head(publisher.ref), initial=initial_from_draft(request, beginnings)
    )
    answer = post(
        request,
        form=form,
        by=lambda: rules.acting(actor_of(request)),
        do=lambda acting, seen: _define(acting, publisher, form, seen),
        then=reverse("register:sources"),
        done=_("What its sources count is written down."),
    )
    context = {
        "title": _("What its sources count"),
        "cap": publisher.name,
        "publisher": publisher,
        "number": publisher.sources.count(),
        "crumbs": crumbs((_("Sources"), reverse("register:sources")), (publisher.name, None)),
        "cancel_url": reverse("register:sources"),
    }
    return answer or page(request, "register/define.html", form, **context)


def _define(by: Acting, publisher: Publisher, form: DefinitionForm, seen: int | None) -> str:
    typed = form.cleaned_data
    return sourcing.define(
        by=by,
        publisher=publisher,
        definition_id=typed["definition_id"],
        definition_en=typed["definition_en"],
        seen=seen,
    ).ref


def _groups(sources: Iterable[Source]) -> list[Group]:
    """Sources in the order of their publishers, those of one publisher together."""
    return [
        Group(publisher, [(source, sourcing.short_place(source)) for source in of])
        for publisher, of in groupby(sources, key=lambda source: source.publisher)
    ]
