"""The page of a cooperation's life, and the forms of what is recorded of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import Decision, Refused, signed_in
from gerbang.ledger import queries as ledger
from gerbang.monitoring import actions, queries, revitalising, watching
from gerbang.monitoring.forms import ContactForm, DayForm, JudgementForm, ReasonForm, RhythmForm
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.wording import said
from gerbang.pages.forms import Form
from gerbang.people import posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import initial_from_draft
from gerbang.plans.views.frame import page, tie_moved_on
from gerbang.register import home, rules
from gerbang.register.models import Tie
from gerbang.register.queries import detail


@signed_in
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """How alive the cooperation is today or on another day, what led to that, and what would change it."""
    tie, actor = _tie(request, ref), actor_of(request)
    asked = DayForm(request.GET)
    asked.is_valid()
    on = asked.cleaned_data.get("pada") or actor.today
    as_known_now = bool(asked.cleaned_data.get("sekarang"))
    life = queries.life(tie, on, actor.today if as_known_now else None)
    context = {
        "title": _("Liveliness"),
        "cap": tie.name,
        "section": "register",
        "crumbs": _crumbs(tie),
        "tie": tie,
        "on": on,
        "is_today": on == actor.today,
        "as_known_now": as_known_now,
        "wrong_day": asked.errors.get("pada"),
        "life": life,
        **said(life.found),
        "may_keep": rules.may_settle(actor, tie),
        "may_note": watching.may_note(actor, tie),
        "own_contacts": watching.own_contacts(actor, life.contacts),
        "proposal": revitalising.proposal(actor, tie, life.found) if on == actor.today else None,
    }
    return render(request, "monitoring/liveliness.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, ref: str) -> HttpResponse:
    """A note that both sides were in touch; a ministry or a mission comes here from its own list."""
    actor = actor_of(request)
    tie = watching.seen(actor, ref) or _tie(request, ref)
    by = rules.acting_where(actor, lambda by: watching.notes_contact(by, tie))

    def keep(acting: Acting, typed: dict[str, Any], seen: int | None) -> str:
        return actions.note_contact(by=acting, tie=tie, seen=seen, **typed).ref

    return _form(request, tie, ContactForm, by, keep, _("Note a contact"), _("The contact is noted."))


@signed_in
@require_http_methods(["GET", "POST"])
def rhythm(request: HttpRequest, ref: str) -> HttpResponse:
    """Every how many months something is to happen; an observed interval is proposed, never taken."""
    tie, actor = _tie(request, ref), actor_of(request)
    by = rules.acting(actor, tie)
    observed = queries.life(tie, actor.today).observed

    def keep(acting: Acting, typed: dict[str, Any], seen: int | None) -> str:
        return actions.state_rhythm(by=acting, tie=tie, seen=seen, **typed).ref

    initial = {"months": observed} if observed else {}
    return _form(
        request,
        tie,
        RhythmForm,
        by,
        keep,
        _("State the rhythm"),
        _("The rhythm is recorded."),
        initial,
        observed=observed,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def judgement(request: HttpRequest, ref: str) -> HttpResponse:
    """A person's own word instead of what is computed."""
    tie = _tie(request, ref)
    by = rules.acting(actor_of(request), tie)

    def keep(acting: Acting, typed: dict[str, Any], seen: int | None) -> str:
        state = State(typed["state"])
        return actions.judge(
            by=acting, tie=tie, state=state, reason=typed["reason"], ends_on=typed["ends_on"], seen=seen
        ).ref

    return _form(
        request, tie, JudgementForm, by, keep, _("Judge in place of the computation"), _("The judgement is recorded.")
    )


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, kept: str) -> HttpResponse:
    """Takes back a contact, a rhythm or a judgement that was recorded wrongly."""
    actor = actor_of(request)
    tie = watching.seen(actor, ref) or _tie(request, ref)
    found = queries.kept(tie, kept)
    if found is None:
        raise Http404
    by = rules.acting_where(actor, lambda by: actions.may_withdraw(by, found))

    def keep(acting: Acting, typed: dict[str, Any], _seen: int | None) -> str:
        actions.withdraw(by=acting, kept=found, reason=typed["reason"])
        return found.ref

    return _form(request, tie, ReasonForm, by, keep, _("Withdraw"), _("It is withdrawn."), about=str(found))


# What the pages share -------------------------------------------------------------------------------------------------


def _tie(request: HttpRequest, ref: str) -> Tie:
    actor = actor_of(request)
    found = queries.insider_of(actor, ref)
    if found is not None:
        return found
    if detail(actor, ref) is None:
        raise Http404
    reason = _("How alive a cooperation is, is told to its regions, their province, and the ministries.")
    raise Refused(Decision(False, reason, code="not-party"))


def _crumbs(tie: Tie, here: str = "") -> list[tuple[str, str | None]]:
    own = reverse("monitoring:liveliness", args=[tie.ref]) if here else None
    path = [(tie.name, home.of(tie.ref)), (_("Liveliness"), own)]
    return [*path, (here, None)] if here else path


def _form(
    request: HttpRequest,
    tie: Tie,
    make: type[Form],
    by: Acting,
    keep: Callable[[Acting, dict[str, Any], int | None], str],
    title: str,
    done: str,
    initial: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """One form: drawn, refused with what was typed, or kept."""
    # Who watches over a cooperation from outside is not told what was done inside it meanwhile.
    inside = queries.insider_of(actor_of(request), tie.ref) is not None
    seen_now = ledger.head(tie.ref) if inside else None
    form = make(request.POST or None, seen=seen_now, initial=initial_from_draft(request, initial or {}))
    back = reverse("monitoring:liveliness" if inside else "monitoring:watched", args=[tie.ref])
    crumbs = (
        _crumbs(tie, title) if inside else [(_("Cooperation we watch over"), None), (tie.name, back), (title, None)]
    )
    answer = posting.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: keep(acting, _typed(form), seen if inside else None),
        then=back,
        done=done,
        on_conflict=tie_moved_on(tie),
    )
    around = {"title": title, "cap": tie.name, "crumbs": crumbs, "tie": tie, "cancel_url": back}
    return answer or page(request, "monitoring/form.html", form, **around, **context)


def _typed(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name not in ("key", "seen")}
