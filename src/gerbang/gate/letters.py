"""Letters on file: what an office keeps of each, and the changes a draft may still see."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gerbang.documents.models import Document
from gerbang.gate import books, participants, projection, rules
from gerbang.gate.models import Case, Letter, Step
from gerbang.gate.writing import Doing, Happening, append, locked
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.rulebook.schema import Paper
from gerbang.rulebook.steps import iso_date
from gerbang.values import Invalid


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterValues:
    """A letter as typed. `received_on` counts for clocks and wants its proof (agenda stamp, receipt)."""

    direction: str
    subject: str
    sender: str
    addressee: str
    number: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    received_proof: str = ""
    agenda_number: str = ""
    classification: str = Letter.Class.ORDINARY
    attachments: str = ""
    sender_body: Body | None = None
    copies: tuple[str, ...] = field(default=())
    signatory_name: str = ""
    signatory_office: str = ""
    signed_for: str = ""
    scan: Document | None = None


LEDGERED = ("direction", "number", "classification", "subject", "sender", "addressee", "signatory_office", "signed_for")
"""What the ledger keeps of a letter beside its dates: never the signatory's name."""

FILLED_LATER = {"number", "dated_on", "received_on", "received_proof", "agenda_number", "scan"}
"""What an office often knows only after the draft: may be filled in while empty, changed only by Ralat."""


@transaction.atomic
def file_letter(*, by: Acting, case: Case, values: LetterValues) -> Letter:
    """Puts a letter on file that no step rests on yet. Raises Refused for a body that keeps no papers here now."""
    rules.must(rules.may_prepare(by, case, [case.holder_role]))
    return enter(by=by, case=case, values=values)


def enter(*, by: Acting, case: Case, values: LetterValues) -> Letter:
    """The letter of a step that is being recorded. Raises Invalid when its dates contradict each other.

    Whoever plays a part in the case and is named among the copies sees it from now on.
    """
    check(values, by.today)
    columns = {name: getattr(values, name) for name in values.__dataclass_fields__} | {"copies": list(values.copies)}
    letter = Letter.objects.create(case=case, entered_by=by.account.ref, **columns)
    participants.copied(case, values.copies)
    _record("letter.filed", letter, by)
    return letter


@transaction.atomic
def fill_in(*, by: Acting, letter: Letter, values: Mapping[str, Any]) -> Letter:
    """Fills in what was still empty: number and date come after the draft, the receipt after the post.

    The paper that rests on the letter is filled in with it, so that a deadline begins to count.
    """
    rules.must(rules.may_prepare(by, letter.case, [letter.case.holder_role]))
    for name, value in values.items():
        if name not in FILLED_LATER:
            raise Invalid({name: _("This cannot be filled in afterwards; use Ralat.")})
        if getattr(letter, name) and getattr(letter, name) != value:
            raise Invalid({name: _("This is already filled in; use Ralat to set it right.")})
        setattr(letter, name, value)
    _check_days(letter.dated_on, letter.received_on, by.today)
    letter.save(update_fields=list(values))
    _record("letter.filled", letter, by)
    _tell_paper(by, letter)
    return letter


def said_by(letter: Letter, paper: Paper) -> dict[str, str]:
    """What a paper asks for and its letter says already, so that nobody types it twice."""
    said = {
        "number": letter.number,
        "received_on": letter.received_on.isoformat() if letter.received_on else "",
        "received_proof": letter.received_proof,
        "signatory": letter.signatory_office,
    }
    return {name: said[name] for name in (*paper.fields, *paper.wanted) if said.get(name)}


def _tell_paper(by: Acting, letter: Letter) -> None:
    """Gives the paper again with what its letter says now, unless the case has left it behind."""
    given = letter.steps.filter(kind="paper").order_by("seq").last()
    if given is None:
        return
    held = locked(letter.case, None)
    paper = books.read(held.book).papers[given.paper]
    position = projection.standing_of(held, by.today)
    on_file = next((one for one in position.present if given.seq in one.seqs), None)
    if on_file is None or (paper.scope == "visit" and on_file.visit != len(position.visits) - 1):
        return
    told = {name: text for name, text in said_by(letter, paper).items() if not on_file.fields.get(name)}
    if told:
        doing = Doing(kind="paper", stage=held.stage, paper=paper.id, data=told)
        on = Happening(happened_on=given.happened_on, letter=letter)
        append(by=by, case=held, acting=rules.own_body(by), doing=doing, on=on)


def amended(letter: Letter, step: Step, amend: Mapping[str, Any]) -> dict[str, dict[str, str | None]]:
    """What a Ralat of a step changes in the letter it rests on: `before` and `after`, kept in the Ralat itself.

    A letter given as a paper is dated as the step is; where it carries an act, only a date typed as the letter's own.
    """
    data = amend.get("data") or {}
    as_dated = step.kind == "paper" and step.happened_on == letter.dated_on
    dated = data.get("dated_on") or (amend.get("happened_on") if as_dated else None)
    typed = {
        "number": data.get("number"),
        "dated_on": iso_date(dated),
        "received_on": iso_date(data.get("received_on") or amend.get("received_on")),
    }
    changed = {name: value for name, value in typed.items() if value and value != getattr(letter, name)}
    if not changed:
        return {}
    return {
        "before": {name: _text(getattr(letter, name)) for name in changed},
        "after": {name: _text(value) for name, value in changed.items()},
    }


def set_right(*, by: Acting, letter: Letter, values: Mapping[str, str | None]) -> None:
    """Writes what a Ralat says of a letter into its row, so that it is found under its right number."""
    for name, text in values.items():
        setattr(letter, name, (text or "") if name == "number" else iso_date(text))
    _check_days(letter.dated_on, letter.received_on, by.today)
    letter.save(update_fields=list(values))
    _record("letter.corrected", letter, by)


def check(values: LetterValues, today: date) -> None:
    """Raises Invalid for dates in the future or a receipt before the letter was written."""
    _check_days(values.dated_on, values.received_on, today)
    problems: dict[str, str] = {}
    if not values.subject.strip():
        problems["subject"] = _("Say what the letter is about.")
    if problems:
        raise Invalid(problems)


def stands_for_act(values: LetterValues | None) -> dict[str, str]:
    """What is missing for this letter to carry another body's act: number, date, receipt, signatory and scan."""
    wanted = {
        "number": _("Enter the letter's number."),
        "dated_on": _("Enter the letter's date."),
        "received_on": _("Enter the day the letter was received."),
        "signatory_office": _("Say who signed the letter."),
        "scan": _("Attach the scan of the letter."),
    }
    return {name: problem for name, problem in wanted.items() if values is None or not getattr(values, name)}


def _check_days(dated_on: date | None, received_on: date | None, today: date) -> None:
    problems: dict[str, str] = {}
    for name, on in (("dated_on", dated_on), ("received_on", received_on)):
        if on and on > today:
            problems[name] = _("This date lies in the future.")
    if dated_on and received_on and received_on < dated_on:
        problems["received_on"] = _("The letter was received before it was dated.")
    if problems:
        raise Invalid(problems)


def _text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else str(value) if value else None


def _record(kind: str, letter: Letter, by: Acting) -> None:
    kept = {name: getattr(letter, name) for name in LEDGERED}
    days = {name: on.isoformat() if (on := getattr(letter, name)) else None for name in ("dated_on", "received_on")}
    facts = {"letter": letter.ref, "scan": letter.scan.ref if letter.scan else None, **kept, **days}
    record(kind=kind, stream=letter.case.ref, actor=by.account.ref, body=by.body.ref, payload=facts)


def as_dict(values: LetterValues) -> dict[str, Any]:
    """Typed values back as a mapping, for a form that is shown again."""
    return asdict(values)
