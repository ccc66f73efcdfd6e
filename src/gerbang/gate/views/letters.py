"""Letters on file: those of one case, one letter, and the search by number over all cases one may see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gerbang.access import signed_in
from gerbang.gate import letters, queries, rules
from gerbang.gate.filing import filed
from gerbang.gate.forms import LetterForm
from gerbang.gate.models import Case, Letter
from gerbang.gate.views.posting import acting_in, case_or_404, crumbs, initial_from_draft, page, post
from gerbang.pages import keyset
from gerbang.people.acting import Acting, actor_of


@signed_in
def of_case(request: HttpRequest, ref: str) -> HttpResponse:
    """Every letter of a case, newest first."""
    case = case_or_404(request, ref)
    title = _("Letters")
    found = queries.letters(actor_of(request)).filter(case=case).order_by("-dated_on", "-pk")
    context = {
        "title": title,
        "case": case,
        "letters": found,
        "section": "letters",
        "crumbs": crumbs(case, title),
        "may_write": rules.keeps(actor_of(request), case),
    }
    return render(request, "gate/letters.html", context)


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Any letter by its number or subject: an official's file is found by its letters."""
    text = request.GET.get("q", "").strip()
    found = queries.letters(actor_of(request))
    if text:
        found = queries.letters_found(found, text)
    shown = keyset.page(found, ["-pk"], request.GET, size=30)
    context = {"title": _("Letters"), "text": text, "page": shown, "section": "letters"}
    return render(request, "gate/letter_search.html", context)


@signed_in
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One letter with its dates, signatory, scan and the steps that rest on it."""
    letter = _letter(request, ref)
    title = letter.number or _("Letter without a number yet")
    path = crumbs(letter.case, title)
    empty = [name for name in ("number", "dated_on", "received_on") if not getattr(letter, name)]
    may_fill = bool(empty) and rules.keeps(actor_of(request), letter.case)
    context = {"title": title, "letter": letter, "crumbs": path, "section": "letters", "may_fill": may_fill}
    return render(request, "gate/letter.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """Puts a letter on file that no step rests on yet, such as a draft that still waits for its number."""
    case = case_or_404(request, ref)
    actor = actor_of(request)
    by = acting_in(actor, case, rules.PREPARING)
    beginnings = initial_from_draft(request, {"direction": "out", "sender": by.body.name})
    form = LetterForm(request.POST or None, request.FILES or None, by=by, seen=case.head, initial=beginnings)
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: _file(acting, case, form),
        then=reverse("gate:letters", args=[case.ref]),
        done=_("The letter is on file."),
    )
    return answer or page(request, "gate/form.html", form, case, title=_("File a letter"))


def _file(by: Acting, case: Case, form: LetterForm) -> str:
    typed = form.cleaned_data
    scan = filed(by=by, upload=typed["scan"], case=case, kind="letter", title=typed["subject"])
    return letters.file_letter(by=by, case=case, values=form.values(scan)).ref


def _letter(request: HttpRequest, ref: str) -> Letter:
    letter = queries.letters(actor_of(request)).select_related("case__region", "scan").filter(ref=ref).first()
    if letter is None:
        raise Http404
    return letter


@signed_in
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, ref: str) -> HttpResponse:
    """Fills in what came later: the number and date the office gave, the day it was received."""
    letter = _letter(request, ref)
    by = acting_in(actor_of(request), letter.case, rules.PREPARING)
    form = LetterForm(request.POST or None, request.FILES or None, by=by)
    for name in list(form.fields):
        if name not in letters.FILLED_LATER | {"key", "seen"} or getattr(letter, name, None):
            form.fields.pop(name)
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: _fill(acting, letter, form),
        then=reverse("gate:letter", args=[letter.ref]),
        done=_("The letter is filled in."),
    )
    return answer or page(request, "gate/form.html", form, letter.case, title=_("Fill in number or dates"))


def _fill(by: Acting, letter: Letter, form: LetterForm) -> str:
    values = {name: value for name, value in form.cleaned_data.items() if value and name not in ("key", "seen")}
    if "scan" in values:
        values["scan"] = filed(by=by, upload=values["scan"], case=letter.case, kind="letter", title=letter.subject)
    return letters.fill_in(by=by, letter=letter, values=values).ref
