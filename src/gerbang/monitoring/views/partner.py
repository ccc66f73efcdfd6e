"""The link by which a partner answers, and the one form it opens to whoever holds it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import public, signed_in
from gerbang.ledger.actions import once
from gerbang.monitoring.evaluation import evaluated, rules
from gerbang.monitoring.evaluation import partner as partner_views
from gerbang.monitoring.evaluation.evaluated import Opens
from gerbang.monitoring.evaluation.forms import PartnerForm, SureForm
from gerbang.monitoring.evaluation.showing import period
from gerbang.monitoring.models import PartnerLink
from gerbang.pages import errors
from gerbang.people import rates
from gerbang.people.acting import actor_of
from gerbang.values import Invalid
from gerbang.values.language import active

A_MINUTE = 20
"""How often one address may come to these pages in a minute: more than a person needs, far too few to guess."""
GONE = 410


@signed_in
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def make_link(request: HttpRequest, ref: str) -> HttpResponse:
    """Makes a link for the partner. Its token is shown on the answer to this very post and never again."""
    actor = actor_of(request)
    found = get_object_or_404(evaluated.visible_to(actor), ref=ref)
    by = rules.acting(actor, found, rules.SENDERS)
    form, made, tokens = SureForm(request.POST or None), None, list[str]()

    def do() -> str:
        link, token = partner_views.make_link(by=by, evaluation=found)
        tokens.append(token)
        return link.ref

    if request.method == "POST" and form.is_valid():
        try:
            ref_made = once(actor=by.account.ref, key=form.cleaned_data["key"], do=do)
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            made = PartnerLink.objects.get(evaluation=found, ref=ref_made)
    back = reverse("monitoring:evaluation", args=[found.ref])
    context = {
        "title": _("Link for the partner"),
        "cap": found.tie.name,
        "section": "register",
        "form": form,
        "evaluation": found,
        "made": made,
        "addresses": [(name, request.build_absolute_uri(path)) for token in tokens for name, path in _addresses(token)],
        "crumbs": [(_("Evaluation"), back), (_("Link for the partner"), None)],
        "cancel_url": back,
        "submit_label": _("Make a link"),
    }
    return render(request, "monitoring/partner_link.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def revoke_link(request: HttpRequest, ref: str, link: str) -> HttpResponse:
    """Lets a link open nothing any more."""
    actor = actor_of(request)
    found = get_object_or_404(evaluated.visible_to(actor), ref=ref)
    kept = get_object_or_404(PartnerLink.objects.select_related("evaluation__tie"), evaluation=found, ref=link)
    by = rules.acting(actor, found)
    back = reverse("monitoring:evaluation", args=[found.ref])
    form = SureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        partner_views.revoke_link(by=by, link=kept)
        return redirect(back)
    context = {
        "title": _("Revoke the link"),
        "cap": found.tie.name,
        "section": "register",
        "form": form,
        "told": _("Whoever holds it can answer no more. What was answered before stays."),
        "crumbs": [(_("Evaluation"), back), (_("Revoke the link"), None)],
        "cancel_url": back,
        "submit_label": _("Revoke the link"),
    }
    return render(request, "monitoring/told_first.html", context)


@public
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """One form for whoever holds the link; it shows the names of the two parties and the period, and nothing else."""
    if rates.spend(rates.caller_at(request, "partner"), A_MINUTE, timezone.now()).is_over:
        return errors.too_many(request)
    link = partner_views.link_of(token)
    if link is None:
        return _closed("unknown", request)
    posted = request.method == "POST"
    typed = PartnerForm(request.POST if posted else None)
    if posted and typed.is_valid():
        try:
            key = typed.cleaned_data["key"]
            partner_views.answer(link=link, key=key, language=active(), told=typed.told)
        except Invalid as invalid:
            typed.refuse(invalid)
        except partner_views.Closed as closed:
            return _closed(closed.why, request, link)
        else:
            return redirect("monitoring:partner-thanks")
    why = partner_views.opens_now(link)
    if why != "open":
        return _closed(why, request, link)
    tie = link.evaluation.tie
    context = {
        "title": _("Your view of the cooperation"),
        "lead": tie.name,
        "office": _office(link),
        "form": typed,
        "period": period(link.evaluation.begins_on, link.evaluation.ends_on),
        "until": link.expires_at,
    }
    answer = render(request, "monitoring/partner_form.html", context, status=422 if typed.errors else 200)
    answer.headers["Referrer-Policy"] = "strict-origin"  # with no-referrer a browser posts no origin, and CSRF refuses
    return answer


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The answer has come in. The token is no longer in the address."""
    context = {
        "title": _("Thank you"),
        "lead": _("Your answer has come in and is kept. The link has now been used and opens nothing more."),
    }
    return render(request, "monitoring/partner_closed.html", context)


def _closed(why: Opens | str, request: HttpRequest, link: PartnerLink | None = None) -> HttpResponse:
    """A link that opens nothing says why in both languages; of one that nobody made it says no more than that."""
    first = _language(link)
    told = []
    for code in (first, "en" if first == "id" else "id"):
        with override(code):
            told.append((code, *_why(why, _office(link))))
    _code, title, lead = told[0]
    with override(first):
        context = {"title": title, "lead": lead, "others": told[1:]}
        answer = render(request, "monitoring/partner_closed.html", context, status=404 if why == "unknown" else GONE)
    answer.headers["Content-Language"] = first
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _language(link: PartnerLink | None) -> str:
    """The language in which the partner has answered; before that English, but to a partner in Indonesia."""
    if link is None:
        return "en"
    if hasattr(link, "view"):
        return str(link.view.language)
    return "en" if link.evaluation.tie.is_abroad else "id"


def _office(link: PartnerLink | None) -> str:
    """The office that asks, by its name in the language of the page."""
    body = link.evaluation.body if link else None
    return body.name if body else _("the office that sent it")


def _why(why: Opens | str, office: str) -> tuple[str, str]:
    said = {
        "used": (
            _("This link has been used"),
            _("It opens the form once, and an answer has come in. To add something, ask: %(office)s."),
        ),
        "revoked": (
            _("This link was closed"),
            _("It was closed, or the evaluation has been decided already. For a new one, ask: %(office)s."),
        ),
        "expired": (
            _("This link has expired"),
            _("It could be used for thirty days. For a new one, ask: %(office)s."),
        ),
        "unknown": (
            _("This link opens nothing"),
            _("Check that the address is whole, as it was sent to you."),
        ),
    }
    title, lead = said[why]
    return title, lead % {"office": office}


def _addresses(token: str) -> list[tuple[str, str]]:
    """The form in each language, English first: the partner is abroad."""
    found = []
    for code, name in (("en", "English"), ("id", "Bahasa Indonesia")):
        with override(code):
            found.append((name, reverse("monitoring:partner-form", args=[token])))
    return found
