"""A tie's record itself: what it is about, the languages of its texts, and two records that turn out to be one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gerbang.access import signed_in
from gerbang.pages.forms import Option
from gerbang.people.acting import Acting, actor_of
from gerbang.register import actions, rules, settling
from gerbang.register.forms import DescribeForm, MergeForm, VersionForm
from gerbang.register.languages import language_name
from gerbang.register.models import Instrument, Source, Tie
from gerbang.register.queries import visible_to
from gerbang.register.views.posting import head, initial_from_draft, kept_tie, of_tie, page, post


@signed_in
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, ref: str) -> HttpResponse:
    """What the cooperation is about: fields in words, the fields it is counted under, goals."""
    tie = kept_tie(request, ref)
    by = rules.acting(actor_of(request), tie)
    beginnings = {"fields_id": tie.fields_id, "fields_en": tie.fields_en, "areas": tie.areas, "sdgs": tie.sdgs}
    form = DescribeForm(request.POST or None, seen=head(tie), initial=initial_from_draft(request, beginnings))
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _describe(acting, tie, form, seen),
        then=reverse("register:statements", args=[tie.ref]),
        done=_("The fields of cooperation are written down."),
    )
    title = _("Fields of cooperation")
    back = reverse("register:statements", args=[tie.ref])
    return answer or page(
        request,
        "register/describe.html",
        form,
        title=title,
        cap=tie.name,
        tie=tie,
        crumbs=of_tie(tie, title),
        cancel_url=back,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, ref: str) -> HttpResponse:
    """The languages a text was signed in, each with its own day where they differ."""
    tie = kept_tie(request, ref)
    by = rules.acting(actor_of(request), tie)
    texts = {text.ref: text for text in tie.instruments.filter(withdrawn_at=None).prefetch_related("versions__source")}
    initial = initial_from_draft(request, {"text": next(iter(texts), "")})
    form = VersionForm(request.POST or None, texts=list(texts.values()), seen=head(tie), initial=initial)
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _record_version(acting, texts, form, seen),
        then=reverse("register:versions", args=[tie.ref]),
        done=_("The language version is recorded."),
    )
    title = _("Languages of the texts")
    listed = [(text, [(language_name(one.language), one) for one in text.versions.all()]) for text in texts.values()]
    return answer or page(
        request,
        "register/versions.html",
        form,
        title=title,
        cap=tie.name,
        tie=tie,
        listed=listed,
        crumbs=of_tie(tie, title),
        cancel_url=reverse("register:statements", args=[tie.ref]),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """Two records of one cooperation become one; the old number leads to it from then on."""
    tie = kept_tie(request, ref)
    actor = actor_of(request)
    by = rules.acting(actor, tie)
    candidates = {other.ref: other for other in settling.alike(visible_to(actor), tie)}
    options = [Option(one.ref, one.name, f"{one.get_kind_display()} · {one.ref}") for one in candidates.values()]
    form = MergeForm(request.POST or None, candidates=options, seen=head(tie), initial=initial_from_draft(request, {}))
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: _merge(acting, tie, candidates, form, seen),
        then=lambda into: reverse("register:statements", args=[into]),
        done=_("The two records are one now."),
    )
    title = _("Merge into another record")
    back = reverse("register:statements", args=[tie.ref])
    return answer or page(
        request,
        "register/merge.html",
        form,
        title=title,
        cap=tie.name,
        tie=tie,
        candidates=options,
        crumbs=of_tie(tie, title),
        cancel_url=back,
        submit_label=title,
    )


def _describe(by: Acting, tie: Tie, form: DescribeForm, seen: int | None) -> str:
    typed = form.cleaned_data
    return settling.describe_tie(
        by=by,
        tie=tie,
        fields_id=typed["fields_id"],
        fields_en=typed["fields_en"],
        areas=typed["areas"],
        sdgs=typed["sdgs"],
        seen=seen,
    ).ref


def _record_version(by: Acting, texts: dict[str, Instrument], form: VersionForm, seen: int | None) -> str:
    typed = form.cleaned_data
    instrument = texts[typed["text"]]
    actions.record_version(
        by=by,
        instrument=instrument,
        language=typed["language"],
        signed_on=typed["signed_on"],
        note_on_it=typed["note"],
        source=Source.objects.get(ref=typed["source"]) if typed["source"] else None,
        seen=seen,
    )
    return instrument.ref


def _merge(by: Acting, tie: Tie, candidates: dict[str, Tie], form: MergeForm, seen: int | None) -> str:
    typed = form.cleaned_data
    into = candidates[typed["into"]]
    return settling.merge_ties(
        by=by, into=into, merged=tie, why=typed["why"], same_text=typed["same_text"], seen=seen
    ).ref
