"""Evaluations of a cooperation: the list, one evaluation, and the forms by which it is filled in and decided."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import signed_in
from gerbang.documents import handing_out
from gerbang.ledger import queries as ledger
from gerbang.monitoring.evaluation import evaluated, evaluating, paper
from gerbang.monitoring.evaluation import rules as evaluation_rules
from gerbang.monitoring.evaluation.forms import AssessmentForm, DecisionForm, PeriodForm, SureForm, told_before
from gerbang.monitoring.evaluation.paper import facts_of
from gerbang.monitoring.evaluation.questions import evaluation_form
from gerbang.monitoring.evaluation.showing import STATE_TAGS, period, shown, shown_view
from gerbang.monitoring.forms import ReasonForm
from gerbang.monitoring.models import Evaluation
from gerbang.monitoring.visits import visited
from gerbang.pages.forms import Form
from gerbang.people import posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.plans.views.frame import Crumbs, page, tie_moved_on, tie_of, tie_page
from gerbang.register import rules
from gerbang.register.models import Tie

NEWEST = 100


@signed_in
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The evaluations that the account may see, those that wait for something first."""
    found = evaluated.listed(actor_of(request))[:NEWEST]
    context = {
        "title": _("Evaluations"),
        "section": "monitoring",
        "crumbs": [(_("Monitoring"), reverse("monitoring:overview")), (_("Evaluations"), None)],
        "evaluations": [(one, STATE_TAGS[Evaluation.State(one.state)]) for one in found],
    }
    return render(request, "monitoring/every_evaluation.html", context)


@signed_in
@require_safe
def evaluations(request: HttpRequest, ref: str) -> HttpResponse:
    """Every evaluation of a cooperation that the account may see, and the joint monitorings it was part of."""
    tie, actor = tie_of(request, ref), actor_of(request)
    context = {
        "title": _("Evaluations and joint monitoring"),
        "cap": tie.name,
        "section": "register",
        "crumbs": _crumbs(tie),
        "tie": tie,
        "evaluations": [(one, STATE_TAGS[Evaluation.State(one.state)]) for one in evaluated.of_tie(actor, tie)],
        "monitorings": visited.of_tie(actor, tie),
        "may_begin": evaluation_rules.may_begin(actor, tie),
    }
    return render(request, "monitoring/evaluations.html", context)


@signed_in
@require_safe
def evaluation(request: HttpRequest, ref: str) -> HttpResponse:
    """One evaluation with the figures of the records, the partner's view beside it, and what was decided."""
    found, actor = _evaluation(request, ref), actor_of(request)
    may_edit = found.stands and evaluation_rules.may(actor, found)
    context = {
        **_shown(request, found),
        "crumbs": _crumbs(found.tie, _named(found)),
        "may_edit": may_edit,
        "may_decide": found.stands and evaluation_rules.may(actor, found, evaluation_rules.SENDERS),
        "missing": evaluating.missing_of(found) if may_edit and found.is_draft else [],
        "links": [(link, evaluated.opens(link, actor.now)) for link in evaluated.links_of(found)] if may_edit else [],
    }
    return render(request, "monitoring/evaluation.html", context)


@signed_in
@require_safe
def printed(request: HttpRequest, ref: str) -> HttpResponse:
    """The same as a sheet to be printed."""
    found = _evaluation(request, ref)
    return render(
        request, "monitoring/evaluation_sheet.html", {**_shown(request, found), "today": actor_of(request).today}
    )


@signed_in
@require_safe
def as_word(request: HttpRequest, ref: str) -> HttpResponse:
    """The same as a Word file."""
    found = _evaluation(request, ref)
    said = _shown(request, found)
    return handing_out.paper(
        f"evaluasi-{found.ref}", "docx", lambda: paper.paper(found, said["criteria"], said["views"])
    )


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """Begins an evaluation of a period."""
    tie = tie_of(request, ref)
    by = rules.acting(actor_of(request), tie)
    form = PeriodForm(request.POST or None, by=by, initial=initial_from_draft(request, {"ends_on": by.today}))
    answer = posting.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: (
            evaluating.begin(
                by=acting, tie=tie, begins_on=form.cleaned_data["begins_on"], ends_on=form.cleaned_data["ends_on"]
            ).ref
        ),
        then=lambda made: reverse("monitoring:fill-evaluation", args=[made]),
        done=_("The evaluation is begun. Its figures are filled in from the records."),
        on_conflict=tie_moved_on(tie),
    )
    around = {
        "title": _("Begin an evaluation"),
        "cap": tie.name,
        "crumbs": _crumbs(tie, _("Begin an evaluation")),
        "cancel_url": reverse("monitoring:evaluations", args=[tie.ref]),
        "draft": evaluated.open_draft(tie, evaluation_rules.evaluator(by)),
        "submit_label": _("Begin"),
    }
    return answer or page(request, "monitoring/begin_evaluation.html", form, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole form of a draft: levels, what shows them, and figures set right."""
    found = _evaluation(request, ref)
    by = evaluation_rules.acting(actor_of(request), found)
    computed = evaluated.figures(found.tie, found.begins_on, found.ends_on)
    form = AssessmentForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        computed=computed,
        seen=ledger.head(found.ref),
        initial=initial_from_draft(request, told_before(found)),
    )

    def do(acting: Acting, seen: int | None) -> str:
        return evaluating.save(by=acting, evaluation=found, told=form.told, seen=seen).ref

    done = _("The draft is saved.")
    around = {"form_source": evaluation_form().source, "submit_label": _("Save the draft")}
    return _posted(
        request, "monitoring/fill_evaluation.html", form, by, found, do, done, _("Fill in the evaluation"), **around
    )


@signed_in
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, ref: str) -> HttpResponse:
    """Closes a draft once nothing is missing."""
    found = _evaluation(request, ref)
    by = evaluation_rules.acting(actor_of(request), found)
    form = SureForm(request.POST or None)

    def do(acting: Acting, _seen: int | None) -> str:
        return evaluating.complete(by=acting, evaluation=found).ref

    told = _("The levels and figures are kept as they are now and change no more. What is decided comes next.")
    around = {"told": told, "submit_label": _("Complete")}
    done, here = _("The evaluation is completed."), _("Complete the evaluation")
    return _posted(request, "monitoring/told_first.html", form, by, found, do, done, here, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Records what was decided."""
    found = _evaluation(request, ref)
    by = evaluation_rules.acting(actor_of(request), found, evaluation_rules.SENDERS)
    initial = initial_from_draft(request, {"result": found.proposed})
    form = DecisionForm(request.POST or None, request.FILES or None, by=by, initial=initial)

    def do(acting: Acting, _seen: int | None) -> str:
        document = form.cleaned_data["document"]
        return evaluating.decide(by=acting, evaluation=found, ruling=form.ruling, document=document).ref

    done, here = _("The decision is recorded."), _("Record the decision")
    return _posted(request, "pages/narrow.html", form, by, found, do, done, here)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes an evaluation back, with the reason."""
    found = _evaluation(request, ref)
    rights = evaluation_rules.WRITERS if found.is_draft else evaluation_rules.SENDERS
    by = evaluation_rules.acting(actor_of(request), found, rights)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return evaluating.withdraw(by=acting, evaluation=found, reason=form.cleaned_data["reason"]).ref

    told = _("It stays to be seen with the reason and counts no more. A link for the partner opens nothing then.")
    done, here = _("The evaluation is withdrawn."), _("Withdraw the evaluation")
    return _posted(request, "monitoring/told_first.html", form, by, found, do, done, here, told=told)


# What the pages share -------------------------------------------------------------------------------------------------


def _evaluation(request: HttpRequest, ref: str) -> Evaluation:
    return get_object_or_404(evaluated.visible_to(actor_of(request)), ref=ref)


def _shown(request: HttpRequest, found: Evaluation) -> dict[str, Any]:
    documents = evaluated.documents_of(actor_of(request), found)
    views = [shown_view(one) for one in evaluated.views_of(found)]
    return {
        "title": _named(found),
        "cap": found.tie.name,
        "section": "register",
        "evaluation": found,
        "tie": found.tie,
        "period": period(found.begins_on, found.ends_on),
        "tag": STATE_TAGS[Evaluation.State(found.state)],
        "criteria": shown(found, documents),
        "decision_documents": documents.get("decision", []),
        "views": views,
        "answers": [facts_of(one) for one in views],
        "form_source": evaluation_form().source,
    }


def _named(of: Evaluation) -> str:
    return _("Evaluation %(period)s") % {"period": period(of.begins_on, of.ends_on)}


def _posted(
    request: HttpRequest,
    template: str,
    form: Form,
    by: Acting,
    of: Evaluation,
    do: Do,
    done: str,
    here: str,
    **context: Any,
) -> HttpResponse:
    """Runs what a form does to an evaluation and goes back to it, or shows the form."""
    back = reverse("monitoring:evaluation", args=[of.ref])
    answer = posting.post(
        request, form=form, by=lambda: by, do=do, then=back, done=done, on_conflict=tie_moved_on(of.tie)
    )
    around = {
        "title": here,
        "cap": f"{_named(of)} · {of.tie.name}",
        "tie": of.tie,
        "crumbs": [*_crumbs(of.tie, _named(of), back), (here, None)],
        "cancel_url": back,
    }
    return answer or page(request, template, form, **around, **context)


def _crumbs(tie: Tie, here: str = "", at: str | None = None) -> Crumbs:
    own = reverse("monitoring:evaluations", args=[tie.ref]) if here else None
    path: Crumbs = [(tie.name, tie_page(tie)), (_("Evaluations and joint monitoring"), own)]
    return [*path, (here, at)] if here else path
