"""Showing liveliness to regions, their answers, and the switch by which the public sees it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import Conflict, requires, signed_in
from gerbang.ledger import queries as ledger
from gerbang.monitoring.forms import ReasonForm
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.liveliness.thresholds import thresholds
from gerbang.monitoring.models import Showing, ShownTie
from gerbang.monitoring.publication import actions, queries, rules, snapshot, wording
from gerbang.monitoring.publication.forms import EVERY, AnswerForm, MoreTimeForm, ShowForm, SwitchOnForm
from gerbang.monitoring.wording import RULES, STATES, TAGS, said
from gerbang.pages import errors, keyset
from gerbang.pages.forms import Form
from gerbang.people import posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import initial_from_draft
from gerbang.plans.views import frame
from gerbang.plans.views.frame import tie_moved_on
from gerbang.register.rules import SENDERS, acting_where, keeps_register, may_where

PAGE = 40
Crumb = tuple[str, str | None]


@requires(keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Whether liveliness is public, since when and by whose decision; and what regions were shown."""
    actor = actor_of(request)
    shown = keyset.page(queries.listed(actor), queries.NEWEST_FIRST, request.GET.dict(), PAGE)
    context = {
        **_head(),
        "running": queries.publication(),
        "history": list(queries.publications()),
        "page": shown,
        "lines": [(one, *wording.state(one, actor.today)) for one in shown],
        "may_decide": may_where(actor, rules.decides, SENDERS),
        "days": thresholds().answer_days,
    }
    return render(request, "monitoring/publication.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Shows one region, or every region, how alive its agreed cooperations are."""
    by = acting_where(actor_of(request), rules.decides, SENDERS)
    form = ShowForm(request.POST or None, by=by, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        if form.chosen is not None:
            return actions.show(by=acting, region=form.chosen, letter=form.letter).ref
        actions.show_every(by=acting, letter=form.letter)
        return EVERY

    def then(made: str) -> str:
        return reverse("monitoring:publication") if made == EVERY else reverse("monitoring:showing", args=[made])

    answer = _post(request, form, by, do, then, _("It is recorded. The region finds it among its tasks."))
    here, said = _("Show liveliness to a region"), _("Show it")
    return answer or _form(request, form, here, submit_label=said, days=thresholds().answer_days)


@signed_in
@require_http_methods(["GET", "POST"])
def switch_on(request: HttpRequest) -> HttpResponse:
    """Lets the public see what regions could answer."""
    by = acting_where(actor_of(request), rules.decides, SENDERS)
    form = SwitchOnForm(request.POST or None, by=by, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return actions.switch_on(by=acting, letter=form.letter, reason=form.cleaned_data["reason"]).ref

    answer = _post(request, form, by, do, reverse("monitoring:publication"), _("Publication is switched on."))
    here = _("Switch publication on")
    return answer or _form(request, form, here, submit_label=here)


@signed_in
@require_http_methods(["GET", "POST"])
def switch_off(request: HttpRequest) -> HttpResponse:
    """Hides it from the public at once."""
    by = acting_where(actor_of(request), rules.decides, SENDERS)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return actions.switch_off(by=acting, reason=form.cleaned_data["reason"]).ref

    answer = _post(request, form, by, do, reverse("monitoring:publication"), _("Publication is switched off."))
    here = _("Switch publication off")
    return answer or _form(request, form, here, submit_label=here)


# One showing ----------------------------------------------------------------------------------------------------------


@signed_in
@require_safe
def showing(request: HttpRequest, ref: str) -> HttpResponse:
    """What a region was shown of each of its cooperations, with what it answered."""
    actor, found = actor_of(request), _showing(request, ref)
    shown = keyset.page(queries.ties_of(found), queries.IN_ORDER, request.GET.dict(), PAGE)
    tag, state = wording.state(found, actor.today)
    context = {
        **_head(found.region.name),
        "title": _("Liveliness of the cooperations of %(region)s") % {"region": found.region.name},
        "showing": found,
        "tag": tag,
        "state": state,
        "public_from": wording.public_from(found),
        "running": queries.publication(),
        "page": shown,
        "lines": [_line(one) for one in shown],
        "is_open": found.is_open(actor.today),
        "is_own": found.region_id in actor.region_ids,
        "may_decide": found.withdrawn_at is None and may_where(actor, rules.decides, SENDERS),
    }
    return render(request, "monitoring/showing.html", context)


def _line(one: Any) -> dict[str, Any]:
    """One cooperation: what was shown, what was answered, and what it is now where that is another."""
    found = snapshot.read(one.found).found
    return {
        "tie": one.tie,
        "state": STATES[found.state],
        "tag": TAGS[found.state],
        "why": RULES[found.rule],
        "answer": one.answer,
        "now": STATES[State(one.now)] if one.now and one.now != one.state else "",
    }


@signed_in
@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, ref: str) -> HttpResponse:
    """Gives the region more time to answer."""
    found = _showing(request, ref)
    by = acting_where(actor_of(request), rules.decides, SENDERS)
    form = MoreTimeForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, {}))

    def do(acting: Acting, seen: int | None) -> str:
        typed = {name: form.cleaned_data[name] for name in ("until", "reason")}
        return actions.give_more_time(by=acting, showing=found, seen=seen, **typed).ref

    back = reverse("monitoring:showing", args=[found.ref])
    answer = _post(request, form, by, do, back, _("More time is given."), found)
    return answer or _form(request, form, _("Give more time"), found)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes back what was shown in error."""
    found = _showing(request, ref)
    by = acting_where(actor_of(request), rules.decides, SENDERS)
    form = ReasonForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, {}))

    def do(acting: Acting, seen: int | None) -> str:
        return actions.withdraw(by=acting, showing=found, reason=form.cleaned_data["reason"], seen=seen).ref

    back = reverse("monitoring:showing", args=[found.ref])
    answer = _post(request, form, by, do, back, _("It is withdrawn."), found)
    return answer or _form(request, form, _("Withdraw what was shown"), found)


# One cooperation of it ------------------------------------------------------------------------------------------------


@signed_in
@require_safe
def shown(request: HttpRequest, ref: str, tie: str) -> HttpResponse:
    """What was shown of one cooperation and what led to it, what would change it, and every answer."""
    actor, of = actor_of(request), _showing(request, ref)
    one = _shown(of, tie)
    kept = snapshot.read(one.found)
    every = list(one.answers.all())
    may_answer = of.is_open(actor.today) and _may_answer(request, of)
    context = {
        **_head((of.region.name, reverse("monitoring:showing", args=[of.ref])), one.tie.name),
        "title": one.tie.name,
        "showing": of,
        "shown": one,
        **said(kept.found),
        "overrule": kept.found.overrule,
        "delivered": kept.delivered,
        "answer": next((each for each in every if each.stands), None),
        "earlier": [each for each in every if not each.stands],
        "may_answer": may_answer,
        "public_from": wording.public_from(of),
    }
    return render(request, "monitoring/shown.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, tie: str) -> HttpResponse:
    """The region's answer, written or written anew."""
    of = _showing(request, ref)
    one = _shown(of, tie)
    by = acting_where(actor_of(request), lambda one: rules.answers(one, of))
    standing = next((each for each in one.answers.all() if each.stands), None)
    begun = {"text": standing.text, "letter": standing.letter} if standing else {}
    form = AnswerForm(
        request.POST or None, own=rules.is_of(by, of), seen=ledger.head(tie), initial=initial_from_draft(request, begun)
    )

    def do(acting: Acting, seen: int | None) -> str:
        typed = {name: form.cleaned_data[name] for name in ("text", "letter") if name in form.cleaned_data}
        return str(actions.answer(by=acting, shown=one, seen=seen, **typed).pk)

    back = reverse("monitoring:shown", args=[of.ref, tie])
    answered = _post(request, form, by, do, back, _("Answer recorded."), one)
    return answered or _form(request, form, _("Answer"), one, kept=said(snapshot.read(one.found).found))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_answer(request: HttpRequest, ref: str, tie: str) -> HttpResponse:
    """Takes the answer back."""
    of = _showing(request, ref)
    one = _shown(of, tie)
    by = acting_where(actor_of(request), lambda one: rules.answers(one, of))
    form = ReasonForm(request.POST or None, seen=ledger.head(tie), initial=initial_from_draft(request, {}))

    def do(acting: Acting, seen: int | None) -> str:
        actions.withdraw_answer(by=acting, shown=one, reason=form.cleaned_data["reason"], seen=seen)
        return of.ref

    back = reverse("monitoring:shown", args=[of.ref, tie])
    answered = _post(request, form, by, do, back, _("The answer is withdrawn."), one)
    return answered or _form(request, form, _("Withdraw the answer"), one)


# What the pages share -------------------------------------------------------------------------------------------------


def _showing(request: HttpRequest, ref: str) -> Showing:
    return get_object_or_404(queries.visible_to(actor_of(request)), ref=ref)


def _shown(of: Showing, tie: str) -> ShownTie:
    """What was shown of it; nothing of a showing that is still being computed."""
    found = queries.shown_tie(of, tie) if of.shown_on else None
    if found is None:
        raise Http404
    return found


def _may_answer(request: HttpRequest, of: Showing) -> bool:
    return may_where(actor_of(request), lambda by: rules.answers(by, of))


def _head(*here: str | tuple[str, str]) -> dict[str, Any]:
    """The title, and the way from monitoring to a page; the last one is where one is."""
    top: Crumb = (pgettext("navigation", "Monitoring"), reverse("monitoring:overview"))
    own: Crumb = (_("Publication of liveliness"), reverse("monitoring:publication") if here else None)
    rest: list[Crumb] = [(one, None) if isinstance(one, str) else one for one in here]
    return {"title": _("Publication of liveliness"), "section": "monitoring", "crumbs": [top, own, *rest]}


def _post(
    request: HttpRequest,
    form: Form,
    by: Acting,
    do: posting.Do,
    then: str | Callable[[str], str],
    done: str,
    of: Showing | ShownTie | None = None,
) -> HttpResponse | None:
    """Runs the action once for this form's key; tells what was done meanwhile to what it is about."""

    def on_conflict(asked: HttpRequest, posted: Form, conflict: Conflict) -> HttpResponse:
        meanwhile = wording.since(conflict.stream, conflict.seen or 0)
        return errors.conflict(asked, meanwhile=meanwhile, typed=posted.typed(), back=asked.path)

    moved_on = tie_moved_on(of.tie) if isinstance(of, ShownTie) else on_conflict
    return posting.post(request, form=form, by=lambda: by, do=do, then=then, done=done, on_conflict=moved_on)


def _form(
    request: HttpRequest, form: Form, here: str, of: Showing | ShownTie | None = None, **context: Any
) -> HttpResponse:
    """A form page with the way back to what it is about."""
    back, path = reverse("monitoring:publication"), []
    if isinstance(of, Showing):
        back = reverse("monitoring:showing", args=[of.ref])
        path, context["cap"] = [(of.region.name, back)], of.region.name
    elif isinstance(of, ShownTie):
        back = reverse("monitoring:shown", args=[of.showing.ref, of.tie.ref])
        path = [(of.showing.region.name, reverse("monitoring:showing", args=[of.showing.ref])), (of.tie.name, back)]
        context["cap"] = of.tie.name
    around = {**_head(*path, here), "title": here, "cancel_url": back, **context}
    return frame.page(request, "monitoring/publication_form.html", form, **around)
