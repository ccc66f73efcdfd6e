"""What every recording page has: the case as opened today by one account, and the letter a step rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.gate import books, history, participants, projection, rules
from gerbang.gate.filing import filed
from gerbang.gate.forms import LETTER, RecordForm
from gerbang.gate.models import Case, Step
from gerbang.gate.views.posting import Do, acting_in, case_or_404, page, post
from gerbang.gate.wording import said
from gerbang.people.acting import Acting, actor_of
from gerbang.people.models import Body
from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Standing

FORM = "gate/form.html"


@dataclass
class Opened:
    """The case behind a form page, as this actor sees it today."""

    request: HttpRequest
    case: Case
    by: Acting
    rows: list[Step]
    book: Rulebook
    position: Standing

    @property
    def back(self) -> str:
        return reverse("gate:case", args=[self.case.ref])

    def answer(
        self, form: Any, do: Do, done: str, then: Callable[[], str] | None = None, **context: Any
    ) -> HttpResponse:
        """The redirect after a good post (to the case, or where `then` says), else the form page."""
        taken = post(
            self.request,
            form=form,
            by=lambda: self.by,
            do=do,
            then=lambda _ref: then() if then else self.back,
            done=done,
        )
        return taken or page(self.request, context.pop("template", FORM), form, self.case, **context)

    def must_prepare(self) -> None:
        """Raises Refused before anything is typed, where the account may not put this on file."""
        stage = self.position.stage
        acting = {stage.holder, *(outcome.by for outcome in stage.outcomes)} if stage else set()
        rules.must(rules.may_prepare(self.by, self.case, acting))

    def step(self, seq: int) -> Step:
        for row in self.rows:
            if row.seq == seq:
                return row
        raise Http404


def opened_case(request: HttpRequest, ref: str, rights: Any = rules.PREPARING, roles: tuple[str, ...] = ()) -> Opened:
    case = case_or_404(request, ref)
    by = acting_in(actor_of(request), case, rights, roles)
    rows = history.of(case)
    position = projection.standing_of(case, by.today, _as_seen(request, rows))
    return Opened(request, case, by, rows, books.read(case.book), position)


def _as_seen(request: HttpRequest, rows: list[Step]) -> list[Step]:
    """The steps there were when a posted form was made: its move may be gone from the stage since.

    The action then gives the first answer again where the same form came twice, or says that somebody was faster.
    """
    seen = request.POST.get("seen", "")
    return [row for row in rows if row.seq <= int(seen)] or rows if seen.isdecimal() else rows


def bound(request: HttpRequest) -> dict[str, Any]:
    """What every form takes from the request."""
    return {"data": request.POST or None, "files": request.FILES or None}


def letter_of_another(opened: Opened, acting: Body, papers: Sequence[str] = ()) -> dict[str, Any]:
    """A letter that carries another body's act: from them to us, with what the paper it brought says already."""
    on_file = [one for one in opened.position.present if one.paper in papers]
    fields = on_file[-1].fields if on_file else {}
    known = {"number": fields.get("number", ""), "signatory_office": fields.get("signatory", "")}
    if on_file:
        known |= {"dated_on": on_file[-1].on, "subject": said(opened.book.papers[on_file[-1].paper].name)}
    addressee = rules.government(opened.case).name
    return {"direction": "in", "sender": acting.name, "addressee": addressee, **known}


def own_letter(opened: Opened, asked_role: str = "") -> dict[str, Any]:
    """A letter of one's own: to the body that is asked or must act, with the copies that the stage foresees."""
    stage = opened.position.stage
    receiving = participants.bodies_in(opened.case, asked_role or (stage.holder if stage else ""))
    addressee = next((body.name for body in receiving if not opened.by.speaks_for(body)), "")
    copies = [
        body.name for role in (stage.copies if stage else ()) for body in participants.bodies_in(opened.case, role)
    ]
    sender = opened.by.bodies[-1].name
    return {"direction": "out", "sender": sender, "addressee": addressee, "copies": "\n".join(copies)}


def letter_context(other: Body | None, own: bool = False) -> dict[str, Any]:
    """What is said above the letter on the form."""
    if other is not None:
        about = _("Number, date, day of receipt, signatory and scan are needed: this step rests on the letter alone.")
        return {"letter_title": _("Letter of %s") % other.name, "letter_about": about}
    if own:
        about = _("Number and date may follow once the office has given them.")
        return {"letter_title": _("Letter"), "letter_about": about}
    return {}


def typed_letter(by: Acting, case: Case, form: RecordForm, sender_body: Body | None) -> Any:
    upload = form.cleaned_data.get(f"{LETTER}scan") if form.with_letter else None
    title = form.cleaned_data.get(f"{LETTER}subject", "")
    scan = filed(by=by, upload=upload, case=case, kind="letter", title=title)
    return form.letter(scan, sender_body)
