"""A report: its page, what the region writes on it, handing in, answering, directives, and its files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gerbang.access import Decision, Refused, signed_in
from gerbang.documents import handing_out
from gerbang.documents.queries import visible_to as documents
from gerbang.ledger import queries as ledger
from gerbang.monitoring.forms import ReasonForm
from gerbang.monitoring.models import Remark, Report, ReportedTie, Submission
from gerbang.monitoring.reports import directing, paper, reported, reporting, rules, tables, wording
from gerbang.monitoring.reports.forms import (
    AcceptForm,
    DirectiveForm,
    PassOnForm,
    RemarksForm,
    SubmitForm,
    TieWordsForm,
    WordsForm,
)
from gerbang.monitoring.views.reporting_frame import around, crumbs, page, post, report_of
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, Actor, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.plans import following_up
from gerbang.plans.rules import may as may_follow_up


@signed_in
@require_safe
def report(request: HttpRequest, ref: str) -> HttpResponse:
    """Where a report stands, what it says, its remarks and directives, and what may be done next."""
    found, actor = report_of(request, ref), actor_of(request)
    submissions = reported.submissions(found)
    directives = reported.directives(found)
    said, handed_in = reported.told_to(actor, found, submissions)
    context = {
        "title": found.name,
        "cap": found.region.name,
        "section": "monitoring",
        "crumbs": crumbs(found.name),
        "report": found,
        "tag": wording.TAGS[Report.State(found.state)],
        "on_desk": wording.on_desk(found, actor.today),
        "late": wording.lateness(found.period, found.first_submitted_on, actor.today),
        "accounts": [(one, paper.name_of(one)) for one in said.accounts],
        "blocks": paper.body(said),
        "submissions": submissions,
        "handed_in": handed_in,
        "returns": [one for one in reversed(submissions) if one.outcome == Submission.Outcome.RETURNED],
        "over": found.ends_on <= actor.today,
        "scans": list(documents(actor).filter(subject_ref=found.ref, withdrawn_at=None).order_by("pk")),
        "directives": directives,
        **_offers(actor, found, reported.recallable(found, submissions, directives)),
        "form": Form(),
    }
    return render(request, "monitoring/report.html", context)


def _offers(actor: Actor, found: Report, untouched: bool) -> dict[str, bool]:
    """What the page offers this account; `untouched`: nobody has taken in hand what was handed in."""
    own = found.open_to_region
    answers = rules.may_where(actor, lambda by: rules.answers(by, found), rules.SENDERS)
    last = found.holder_id == reporting.receiver_of(found).pk
    handed_in = found.withdrawn_at is None and found.state == Report.State.SUBMITTED
    recalls = handed_in and rules.may_where(
        actor, lambda by: rules.writes(by, found.region, rules.SENDERS), rules.SENDERS
    )
    return {
        "may_write": own and rules.may_where(actor, lambda by: rules.writes(by, found.region)),
        "may_submit": own
        and rules.may_where(actor, lambda by: rules.writes(by, found.region, rules.SENDERS), rules.SENDERS),
        "may_answer": answers,
        "may_examine": answers and untouched,
        "may_recall": recalls and untouched,
        "asks_for_return": recalls and not untouched,
        "may_accept": answers and last,
        "may_pass_on": answers and not last,
        "may_direct": found.first_submitted_on is not None
        and rules.may_where(actor, lambda by: rules.instructs(by, found), rules.SENDERS),
    }


@signed_in
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, ref: str) -> HttpResponse:
    """What the report says beside its cooperations."""
    found = report_of(request, ref)
    by = _writer(request, found)
    told = {name: getattr(found, name) for name in ("summary", "associations", "outlook")}
    form = WordsForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, told))

    def do(acting: Acting, seen: int | None) -> str:
        return reporting.say(by=acting, report=found, words=form.words, seen=seen).ref

    return _answered(request, found, form, by, do, _("Introduction and outlook"), _("It is saved."))


@signed_in
@require_http_methods(["GET", "POST"])
def say_of_tie(request: HttpRequest, ref: str, tie: str) -> HttpResponse:
    """What the report says of one cooperation; what is on record stands beside."""
    found = report_of(request, ref)
    by = _writer(request, found)
    of = reported.reported_tie(found, tie)
    if of is None:
        raise Http404
    told = {name: getattr(of, name) for name in ("obstacles", "follow_up", "outlook")}
    form = TieWordsForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, told))

    def do(acting: Acting, seen: int | None) -> str:
        reporting.say_of_tie(by=acting, report=found, tie=of.tie, words=form.words, seen=seen)
        return found.ref

    account = next((one for one in reported.said(found).accounts if one.tie == tie), None)
    blocks = paper.of_tie(account) if account else []
    here = {"blocks": blocks, "remarks": [one for one in _remarks(found) if one.tie_id == of.tie_id], "tie": of.tie}
    return _answered(request, found, form, by, do, of.tie.name, _("It is saved."), "monitoring/report_tie.html", **here)


@signed_in
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, ref: str) -> HttpResponse:
    """Hands the report in, with answers to the remarks it came back with."""
    found = report_of(request, ref)
    by = _writer(request, found, rules.SENDERS)
    form = SubmitForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        remarks=_remarks(found),
        seen=ledger.head(found.ref),
        initial=initial_from_draft(request, {}),
    )

    def do(acting: Acting, seen: int | None) -> str:
        reporting.submit(by=acting, report=found, handed_in=form.handed_in, seen=seen)
        return found.ref

    silent = [one for one in reported.said(found).accounts if not one.is_told_of]
    here = {"silent": [paper.name_of(one) for one in silent], "submit_label": _("Hand in the report")}
    done = _("The report is handed in.")
    return _answered(
        request, found, form, by, do, _("Hand in the report"), done, "monitoring/report_submit.html", **here
    )


@signed_in
@require_POST
def examine(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes the report in hand; a second press changes nothing."""
    found = report_of(request, ref)
    by = _answerer(request, found)

    def do(acting: Acting, seen: int | None) -> str:
        return reporting.examine(by=acting, report=found, seen=seen).ref

    here, done = _("Begin to examine"), _("The report is in your hands. The region can take it back no more.")
    return _answered(request, found, Form(request.POST), by, do, here, done)


@signed_in
@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes back what was handed in, while nobody has it in hand."""
    found = report_of(request, ref)
    if request.method == "GET" and found.state != Report.State.SUBMITTED:
        raise Refused(rules.not_open(found))
    by = rules.acting_where(actor_of(request), lambda by: rules.writes(by, found.region, rules.SENDERS), rules.SENDERS)
    form = ReasonForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, {}))

    def do(acting: Acting, seen: int | None) -> str:
        return reporting.recall(by=acting, report=found, reason=form.cleaned_data["reason"], seen=seen).ref

    here, done = _("Take the report back"), _("The report is with your region again.")
    told = _(
        "It is with your region again, to be set right and handed in anew. That it was taken back stays on record."
    )
    return _answered(
        request, found, form, by, do, here, done, "monitoring/told_first.html", told=told, submit_label=here
    )


@signed_in
@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, ref: str) -> HttpResponse:
    """The governor passes the report on to who asked for it."""
    found = report_of(request, ref)
    by = _answerer(request, found)
    form = PassOnForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, {}))

    def do(acting: Acting, seen: int | None) -> str:
        return reporting.pass_on(by=acting, report=found, letter=form.cleaned_data["letter"], seen=seen).ref

    return _answered(
        request,
        found,
        form,
        by,
        do,
        _("Pass the report on"),
        _("The report is passed on."),
        submit_label=_("Pass the report on"),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Returns the report with numbered remarks."""
    found = report_of(request, ref)
    by = _answerer(request, found)
    form = RemarksForm(
        request.POST or None,
        reported=_reported(found),
        first=Remark.objects.filter(submission__report=found).count() + 1,
        seen=ledger.head(found.ref),
        initial=initial_from_draft(request, {}),
    )

    def do(acting: Acting, seen: int | None) -> str:
        words = form.cleaned_data["words"]
        return reporting.send_back(by=acting, report=found, remarks=form.remarks, words=words, seen=seen).ref

    here, done = _("Return for improvement"), _("The report is returned with its remarks.")
    return _answered(
        request, found, form, by, do, here, done, "monitoring/report_return.html", submit_label=_("Return the report")
    )


@signed_in
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    """Accepts the report; it changes no more."""
    found = report_of(request, ref)
    by = _answerer(request, found)
    form = AcceptForm(request.POST or None, seen=ledger.head(found.ref), initial=initial_from_draft(request, {}))

    def do(acting: Acting, seen: int | None) -> str:
        return reporting.accept(by=acting, report=found, words=form.cleaned_data["words"], seen=seen).ref

    here, done = _("Accept the report"), _("The report is accepted.")
    return _answered(request, found, form, by, do, here, done, submit_label=_("Accept"))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes back a draft that was never handed in."""
    found = report_of(request, ref)
    by = _writer(request, found)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return reporting.withdraw(by=acting, report=found, reason=form.cleaned_data["reason"]).ref

    return _answered(request, found, form, by, do, _("Withdraw the draft"), _("The draft is withdrawn."))


@signed_in
@require_http_methods(["GET", "POST"])
def direct(request: HttpRequest, ref: str) -> HttpResponse:
    """Instructs on cooperations of the report; the region has a follow-up for each."""
    found = report_of(request, ref)
    by = rules.acting_where(actor_of(request), lambda one: rules.instructs(one, found), rules.SENDERS)
    initial = initial_from_draft(request, {"dated_on": by.today})
    form = DirectiveForm(request.POST or None, by=by, reported=_reported(found), initial=initial)

    def do(acting: Acting, _seen: int | None) -> str:
        directing.direct(by=acting, report=found, ties=form.chosen, given=form.given)
        return found.ref

    return _answered(
        request,
        found,
        form,
        by,
        do,
        _("Give a directive"),
        _("The directive is given."),
        submit_label=_("Give a directive"),
    )


@signed_in
@require_safe
def directive(request: HttpRequest, ref: str) -> HttpResponse:
    """One directive with what follows from it."""
    actor = actor_of(request)
    found = get_object_or_404(reported.directives_visible_to(actor), ref=ref)
    back = reverse("monitoring:report", args=[found.report.ref])
    context = {
        "title": _("Directive"),
        "cap": found.tie.name,
        "section": "monitoring",
        "crumbs": crumbs((found.report.name, back), _("Directive")),
        "directive": found,
        "follow_ups": following_up.of(found.ref),
        "may_edit": may_follow_up(actor, found.tie),
    }
    return render(request, "monitoring/directive.html", context)


@signed_in
@require_safe
def download(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """The report as Word, PDF or Excel, in the language of the page."""
    found = report_of(request, ref)
    said, handed_in = reported.told_to(actor_of(request), found, reported.submissions(found))
    name = wording.file_name(found)
    if form == "xlsx":
        return handing_out.tables(name, tables.sheets(said.accounts))
    return handing_out.paper(name, form, lambda: paper.paper(found, said, handed_in))


# What the pages share -------------------------------------------------------------------------------------------------


def _writer(request: HttpRequest, found: Report, rights: Any = rules.WRITERS) -> Acting:
    """Whoever writes the report; a form on one that is closed is not even opened, so that nobody types in vain."""
    if request.method == "GET" and not found.open_to_region:
        raise Refused(rules.not_open(found))
    return rules.acting_where(actor_of(request), lambda by: rules.writes(by, found.region, rights), rights)


def _answerer(request: HttpRequest, found: Report) -> Acting:
    def decide(by: Acting) -> Decision:
        return rules.answers(by, found)

    return rules.acting_where(actor_of(request), decide, rules.SENDERS)


def _remarks(found: Report) -> list[Remark]:
    """The remarks of the last return, to be answered when the report is handed in again."""
    newest = Remark.objects.filter(submission__report=found).order_by("-submission__number").first()
    return list(Remark.objects.filter(submission=newest.submission_id)) if newest else []


def _reported(found: Report) -> list[ReportedTie]:
    return list(ReportedTie.objects.filter(report=found).select_related("tie"))


def _answered(
    request: HttpRequest,
    found: Report,
    form: Form,
    by: Acting,
    do: Do,
    here: str,
    done: str,
    template: str = "pages/narrow.html",
    **context: Any,
) -> HttpResponse:
    """Runs what the form says and goes back to the report, or shows the form."""
    back = reverse("monitoring:report", args=[found.ref])
    answer = post(request, form=form, by=by, do=do, stream=found.ref, then=back, done=done)
    return answer or page(request, template, form, **around(found, here), **context)
