"""Reconciliation: ties on which sources differ, the statements of one tie side by side, and a person's decision."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import requires, signed_in
from gerbang.pages import formatting, keyset
from gerbang.people.acting import Acting, actor_of
from gerbang.register import actions, confirmations, differences, faceting, identity, partner_picking, rules, sourcing
from gerbang.register.differences import Asked
from gerbang.register.fact_blocks import FactBlock, block, blocks
from gerbang.register.facts import every
from gerbang.register.forms import OPEN, ClaimForm, ReasonForm, SettleForm
from gerbang.register.models import Claim, Fact, Publisher, Source, Tie
from gerbang.register.queries import LISTED, NEWEST_FIRST
from gerbang.register.views.posting import head, initial_from_draft, kept_tie, of_tie, page, post
from gerbang.register.wording import fact_in_words
from gerbang.values.refs import is_ref

PAGE = 30


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Ties on which sources differ: all of them, of a region its own, of a province also those in it."""
    actor = actor_of(request)
    asked = _asked(request.GET)
    numbers = differences.counted(actor, asked)
    found = differences.differing(actor, asked)
    shown = keyset.page(found.only(*LISTED), NEWEST_FIRST, request.GET.dict(), PAGE)
    number = numbers[asked.state]
    counted = ngettext("%(shown)s cooperation", "%(shown)s cooperations", number)
    where = differences.places(actor)
    context = {
        "title": _("Differences between sources"),
        "section": "register",
        "crumbs": [(_("Register"), reverse("register:index")), (_("Differences"), None)],
        "asked": asked,
        "chips": [(_state_label(one), _query(asked, one), numbers[one], one == asked.state) for one in numbers],
        "facts": [(fact, fact_in_words(fact, None), fact == asked.fact) for fact in differences.FACTS],
        "regions": [(one.ref, one.name, one.ref == asked.region) for one, _n in faceting.regions(where)],
        "countries": [(one.ref, one.name, one.ref == asked.country) for one, _n in faceting.countries(where)],
        "page": replace(shown, counted=counted % {"shown": formatting.number(number)}),
        "lines": [differences.line(tie) for tie in shown],
    }
    return render(request, "register/differences.html", context)


@signed_in
@require_safe
def statements(request: HttpRequest, ref: str) -> HttpResponse:
    """Every fact of one tie with all that sources say of it, side by side."""
    tie = kept_tie(request, ref)
    found = blocks(tie)
    context = {
        "title": tie.name,
        "section": "register",
        "crumbs": of_tie(tie),
        "tie": tie,
        "facts": found,
        "waiting": sum(one.heard.undecided for one in found),
        "may_settle": rules.may_settle(actor_of(request), tie),
        "defined": _defined(found),
        "remarks": confirmations.remarks_on(tie),
        "source": request.GET.get("sumber", ""),
    }
    return render(request, "register/statements.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, ref: str, place: str) -> HttpResponse:
    """One fact: choose a statement, or leave it open, with the reason."""
    tie = kept_tie(request, ref)
    by = rules.acting(actor_of(request), tie)
    one = _block(tie, place)
    beginnings = initial_from_draft(request, _chosen(one))
    form = SettleForm(request.POST or None, block=one, seen=head(tie), initial=beginnings)
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _settle(acting, tie, one, form.cleaned_data, seen),
        then=reverse("register:statements", args=[tie.ref]),
        done=_("The decision is recorded."),
    )
    context = _about(tie, one.title, _("Settle: %(fact)s") % {"fact": one.title})
    return answer or page(request, "register/settle.html", form, fact=one, defined=_defined([one]), **context)


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, ref: str, place: str) -> HttpResponse:
    """Puts what a source says of one fact beside the others."""
    tie = kept_tie(request, ref)
    by = rules.acting(actor_of(request), tie)
    one = _block(tie, place)
    beginnings = {"source": request.GET.get("sumber", "")}
    form = ClaimForm(
        request.POST or None,
        fact=one.heard.fact,
        tie=tie,
        instrument=one.heard.instrument,
        seen=head(tie),
        initial=initial_from_draft(request, beginnings),
    )
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _add(acting, tie, form, seen).ref,
        then=reverse("register:statements", args=[tie.ref]),
        done=_("The statement stands beside the others."),
    )
    context = _about(tie, one.title, _("Add what a source says: %(fact)s") % {"fact": one.title})
    return answer or page(request, "register/claim.html", form, fact=one, **context)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, claim: str) -> HttpResponse:
    """Takes a statement out of use, with the reason; it stays in the history."""
    tie = kept_tie(request, ref)
    by = rules.acting(actor_of(request), tie)
    found = get_object_or_404(Claim.objects.select_related("tie", "instrument"), ref=claim, tie=tie)
    back = reverse("register:statements", args=[tie.ref])
    facts = [one for one in blocks(tie) if found in one.heard.claims]
    form = ReasonForm(request.POST or None, seen=head(tie), initial=initial_from_draft(request, {}))
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _withdraw(acting, found, form.cleaned_data["reason"], seen),
        then=back,
        done=_("The statement is withdrawn."),
    )
    if answer or not facts:  # withdrawn before: there is nothing left to ask
        return answer or HttpResponseRedirect(back)
    statement = next(each for each in facts[0].statements if each.claim == found)
    context = _about(tie, facts[0].title, _("Withdraw a statement"))
    return page(request, "register/withdraw_claim.html", form, fact=facts[0], statement=statement, **context)


def _about(tie: Tie, here: str, title: str) -> dict[str, Any]:
    """What the pages of one fact share."""
    back = reverse("register:statements", args=[tie.ref])
    return {"title": title, "cap": tie.name, "tie": tie, "crumbs": of_tie(tie, here), "cancel_url": back}


def _block(tie: Tie, place: str) -> FactBlock:
    """The fact an address names; one that this tie does not have is not there."""
    found = next((one for one in every(tie) if one.place == place), None)
    if found is None:
        raise Http404
    return block(found)


def _chosen(one: FactBlock) -> dict[str, Any]:
    choice = one.heard.choice
    if choice is None:
        return {}
    chosen = (claim.ref for claim in one.heard.claims if claim.pk == choice.claim_id)
    return {"claim": next(chosen, OPEN)}


def _settle(by: Acting, tie: Tie, one: FactBlock, typed: Mapping[str, Any], seen: int | None) -> str:
    heard = one.heard
    if typed["claim"] == OPEN:
        actions.leave_open(by=by, tie=tie, fact=heard.fact, instrument=heard.instrument, why=typed["why"], seen=seen)
    else:
        claim = next(claim for claim in heard.claims if claim.ref == typed["claim"])
        actions.choose_claim(by=by, claim=claim, why=typed["why"], seen=seen)
    return tie.ref


def _add(by: Acting, tie: Tie, form: ClaimForm, seen: int | None) -> Claim:
    typed = form.cleaned_data
    source = _source(typed)
    value, said = form.value, typed["said"].strip()
    if form.fact == Fact.PARTIES:
        places = [_party(by, key) for key in form.party_keys]
        value = identity.value_of(places)
        said = said or " – ".join(place.name for place in places)
    return actions.add_claim(
        by=by,
        source=source,
        fact=form.fact,
        confidence=typed["confidence"],
        tie=tie,
        instrument=form.instrument,
        value=value,
        precision=form.precision,
        said_id=said,
        basis=typed["basis"].strip(),
        quoted_on=typed["quoted_on"] or source.published_on,
        seen=seen,
    )


def _source(typed: Mapping[str, Any]) -> Source:
    if typed["source"]:
        return Source.objects.get(ref=typed["source"])
    return sourcing.source_named(
        name=typed["new_name"], url=typed["new_url"], kind=typed["new_kind"], published=typed["new_published"]
    )


def _party(by: Acting, key: str) -> Any:
    if key.startswith(partner_picking.REGION):
        return partner_picking.region(key)
    return partner_picking.partner(by, key)


def _withdraw(by: Acting, claim: Claim, reason: str, seen: int | None) -> str:
    actions.withdraw_claim(by=by, claim=claim, reason=reason, seen=seen)
    return claim.ref


def _defined(found: list[FactBlock]) -> list[Publisher]:
    """Whose sources on the page say what they count as a cooperation, each publisher once."""
    return list(dict.fromkeys(publisher for one in found for publisher in one.heard.definitions))


def _asked(given: Any) -> Asked:
    """The filters an address asks for; what is not one of ours is as good as not given."""
    fact, state = given.get("fakta", ""), given.get("keadaan", "")
    return Asked(
        region=_ref(given.get("daerah", ""), "dr"),
        country=_ref(given.get("negara", ""), "ng"),
        fact=fact if fact in differences.FACTS else "",
        state=state if state in differences.STATES else "",
    )


def _ref(text: str, prefix: str) -> str:
    return text if is_ref(text, prefix) else ""


def _query(asked: Asked, state: str) -> str:
    named = {"daerah": asked.region, "negara": asked.country, "fakta": asked.fact, "keadaan": state}
    return "?" + "&".join(f"{name}={value}" for name, value in named.items() if value)


def _state_label(state: str) -> str:
    labels = {
        "": _("All"),
        differences.UNDECIDED: _("To be settled"),
        differences.AGAIN: _("To be looked at again"),
        differences.LEFT_OPEN: _("Left open"),
    }
    return labels[state]
