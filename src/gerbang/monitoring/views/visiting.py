"""Joint monitoring: the list, one round with its findings, one finding, and the forms that write of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import Conflict, signed_in
from gerbang.documents import handing_out
from gerbang.monitoring.evaluation.showing import period
from gerbang.monitoring.forms import ReasonForm
from gerbang.monitoring.models import Finding, JointMonitoring
from gerbang.monitoring.visits import paper, visited, visiting
from gerbang.monitoring.visits.forms import AnswerForm, FindingForm, MonitoringForm, TeamForm, VisitForm
from gerbang.pages import errors
from gerbang.pages.forms import Form, picker_results
from gerbang.people import posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.plans import following_up
from gerbang.plans.views.frame import Crumbs, page
from gerbang.register.rules import writing

NEWEST = 100


@signed_in
@require_safe
def monitorings(request: HttpRequest) -> HttpResponse:
    """Every joint monitoring that the account may read of, the latest first."""
    actor = actor_of(request)
    context = {
        "title": _("Joint monitoring"),
        "lead": _(
            "Ministries, missions and provinces look at cooperations together; the regions answer what they find."
        ),
        "section": "monitoring",
        "crumbs": [(_("Monitoring"), reverse("monitoring:overview")), (_("Joint monitoring"), None)],
        "monitorings": [(one, period(one.begins_on, one.ends_on)) for one in visited.listed(actor)[:NEWEST]],
        "may_record": visiting.may_record(actor),
    }
    return render(request, "monitoring/monitorings.html", context)


@signed_in
@require_safe
def monitoring(request: HttpRequest, ref: str) -> HttpResponse:
    """One joint monitoring: its letter, team, cooperations and findings."""
    found, actor = _monitoring(request, ref), actor_of(request)
    context = {
        "title": found.purpose,
        "cap": _("Joint monitoring"),
        "section": "monitoring",
        "crumbs": _crumbs(found.purpose),
        "monitoring": found,
        "period": period(found.begins_on, found.ends_on),
        "whole": visited.whole(actor, found),
        "may_edit": found.stands and visiting.may_keep(actor, found),
    }
    return render(request, "monitoring/monitoring.html", context)


@signed_in
@require_safe
def as_word(request: HttpRequest, ref: str) -> HttpResponse:
    """The draft of its report as a Word file, with what the account may read."""
    found = _monitoring(request, ref)
    whole = visited.whole(actor_of(request), found)
    return handing_out.paper(f"monev-{found.ref}", "docx", lambda: paper.paper(whole))


@signed_in
@require_safe
def finding(request: HttpRequest, ref: str) -> HttpResponse:
    """One finding with what the regions answered and what was agreed."""
    found, actor = _finding(request, ref), actor_of(request)
    stands = found.stands and found.monitoring.stands
    subject = following_up.subject_of(ref) if stands else None
    follows = [by for by in writing(actor) if subject and subject.writes(by, subject.tie).allowed]
    context = {
        "title": _named(found),
        "cap": found.tie.name if found.tie else _("All that were looked at"),
        "section": "monitoring",
        "crumbs": _crumbs(found.monitoring.purpose, found.monitoring, _named(found)),
        "finding": found,
        "documents": visited.documents_of(actor, found),
        "follow_ups": following_up.of(ref),
        "may_answer": stands and visiting.may_answer(actor, found),
        "may_withdraw": stands and visiting.may_keep(actor, found.monitoring),
        "may_edit": bool(follows),
        "is_general": found.tie is None,
    }
    return render(request, "monitoring/finding.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Records a joint monitoring with the first cooperation it looked at."""
    actor = actor_of(request)
    by = visiting.recording(actor)
    initial = initial_from_draft(request, {"tie": request.GET.get("kerja-sama", "")})
    form = MonitoringForm(request.POST or None, request.FILES or None, actor=actor, by=by, initial=initial)

    def do(acting: Acting, _seen: int | None) -> str:
        typed = form.cleaned_data
        made = visiting.record(
            by=acting, told=form.told, tie=form.tie, way=typed["way"], roles=typed["roles"], scan=typed["scan"]
        )
        return made.ref

    answer = posting.post(
        request,
        form=form,
        by=lambda: by,
        do=do,
        then=lambda made: reverse("monitoring:joint-monitoring", args=[made]),
        done=_("The monitoring is recorded."),
        on_conflict=_moved_on,
    )
    here = _("Record a joint monitoring")
    around = {
        "title": here,
        "section": "monitoring",
        "crumbs": _crumbs(here),
        "cancel_url": reverse("monitoring:joint-monitorings"),
    }
    return answer or page(request, "pages/narrow.html", form, **around)


@signed_in
@require_safe
def pick_tie(request: HttpRequest) -> HttpResponse:
    """What the picker of a cooperation shows while one types."""
    actor = actor_of(request)
    return picker_results(request, "tie", lambda words: visited.search(actor, words))


@signed_in
@require_http_methods(["GET", "POST"])
def add_visit(request: HttpRequest, ref: str) -> HttpResponse:
    """One more cooperation."""
    found, by = _kept(request, ref)
    form = VisitForm(request.POST or None, actor=actor_of(request), initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return visiting.add_visit(by=acting, monitoring=found, tie=form.tie, way=form.cleaned_data["way"]).ref

    done = _("The cooperation is added. Its regions can read the findings on it and answer.")
    return _posted(request, form, by, found, do, done, _("Add a cooperation"))


@signed_in
@require_http_methods(["GET", "POST"])
def add_to_team(request: HttpRequest, ref: str) -> HttpResponse:
    """One more body of the team."""
    found, by = _kept(request, ref)
    form = TeamForm(request.POST or None, bodies=visited.teams(), initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        roles = form.cleaned_data["roles"]
        return visiting.add_to_team(by=acting, monitoring=found, body=form.chosen, roles=roles).ref

    told = _("From now on this body sees the inside of the cooperations that were looked at. That is not taken back.")
    done, here = _("The body is added to the team."), _("Add a body to the team")
    return _posted(request, form, by, found, do, done, here, told=told)


@signed_in
@require_http_methods(["GET", "POST"])
def add_finding(request: HttpRequest, ref: str) -> HttpResponse:
    """One more finding."""
    found, by = _kept(request, ref)
    ties = [visit.tie for visit in visited.whole(actor_of(request), found).visits]
    form = FindingForm(
        request.POST or None, request.FILES or None, by=by, ties=ties, initial=initial_from_draft(request, {})
    )

    def do(acting: Acting, _seen: int | None) -> str:
        typed = form.cleaned_data
        made = visiting.add_finding(
            by=acting, monitoring=found, text=typed["text"], tie=form.tie, document=typed["document"]
        )
        return made.ref

    told = _("A follow-up is agreed on the page of a finding, and belongs to one cooperation.")
    return _posted(request, form, by, found, do, _("The finding is recorded."), _("Add a finding"), told=told)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a monitoring back, with the reason."""
    found, by = _kept(request, ref)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return visiting.withdraw(by=acting, monitoring=found, reason=form.cleaned_data["reason"]).ref

    told = _("For a monitoring that did not take place, or was recorded twice. It stays to be seen with the reason.")
    done, here = _("The record is withdrawn."), _("Withdraw the monitoring")
    return _posted(request, form, by, found, do, done, here, told=told)


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """The region's answer to a finding."""
    found = _finding(request, ref)
    by = visiting.answering(actor_of(request), found)
    form = AnswerForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        visiting.answer(by=acting, finding=found, text=form.cleaned_data["text"])
        return found.ref

    return _of_finding(request, form, by, found, do, _("The answer is recorded."), _("Answer the finding"))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_finding(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a finding back, with the reason."""
    found = _finding(request, ref)
    by = visiting.keeping(actor_of(request), found.monitoring)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return visiting.withdraw_finding(by=acting, finding=found, reason=form.cleaned_data["reason"]).ref

    return _of_finding(request, form, by, found, do, _("The record is withdrawn."), _("Withdraw the finding"))


# What the pages share -------------------------------------------------------------------------------------------------


def _monitoring(request: HttpRequest, ref: str) -> JointMonitoring:
    return get_object_or_404(visited.visible_to(actor_of(request)), ref=ref)


def _kept(request: HttpRequest, ref: str) -> tuple[JointMonitoring, Acting]:
    """The monitoring, and the membership to write of it under."""
    found = _monitoring(request, ref)
    return found, visiting.keeping(actor_of(request), found)


def _finding(request: HttpRequest, ref: str) -> Finding:
    return get_object_or_404(visited.findings(actor_of(request)), ref=ref)


def _named(of: Finding) -> str:
    return _("Finding %(number)d") % {"number": of.number}


def _moved_on(request: HttpRequest, form: Form, _conflict: Conflict) -> HttpResponse:
    """What this is about was withdrawn while the form lay open."""
    return errors.conflict(request, typed=form.typed(), back=request.path)


def _posted(
    request: HttpRequest, form: Form, by: Acting, of: JointMonitoring, do: Do, done: str, here: str, **context: Any
) -> HttpResponse:
    """Runs what a form does to a monitoring and goes back to it, or shows the form."""
    back = reverse("monitoring:joint-monitoring", args=[of.ref])
    answered = posting.post(request, form=form, by=lambda: by, do=do, then=back, done=done, on_conflict=_moved_on)
    around = {
        "title": here,
        "section": "monitoring",
        "cap": of.purpose,
        "crumbs": _crumbs(of.purpose, of, here),
        "cancel_url": back,
    }
    return answered or page(request, "monitoring/told_first.html", form, **around, **context)


def _of_finding(
    request: HttpRequest, form: Form, by: Acting, of: Finding, do: Do, done: str, here: str
) -> HttpResponse:
    """Runs what a form does to a finding and goes back to it, or shows the form below the finding's own words."""
    back = reverse("monitoring:finding", args=[of.ref])
    answered = posting.post(request, form=form, by=lambda: by, do=do, then=back, done=done, on_conflict=_moved_on)
    crumbs = [*_crumbs(of.monitoring.purpose, of.monitoring, _named(of), back), (here, None)]
    around = {
        "title": here,
        "section": "monitoring",
        "cap": _named(of),
        "crumbs": crumbs,
        "cancel_url": back,
        "told": of.text,
    }
    return answered or page(request, "monitoring/told_first.html", form, **around)


def _crumbs(name: str, of: JointMonitoring | None = None, here: str = "", at: str | None = None) -> Crumbs:
    own = reverse("monitoring:joint-monitoring", args=[of.ref]) if of else None
    rounds = (_("Joint monitoring"), reverse("monitoring:joint-monitorings"))
    path: Crumbs = [(_("Monitoring"), reverse("monitoring:overview")), rounds, (name, own)]
    return [*path, (here, at)] if here else path
