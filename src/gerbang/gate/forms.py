"""Forms of the gate. What a stage asks for comes from its rulebook; these build the fields for it."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from gerbang.documents.forms import UploadField
from gerbang.documents.models import Document
from gerbang.gate import paper_fields, signatures
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Letter
from gerbang.gate.paper_fields import Text
from gerbang.gate.wording import said
from gerbang.pages.forms import DateField, Form, PickerField, marked
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.register import partner_picking as picking
from gerbang.register.models import Tie
from gerbang.rulebook.schema import Fact, Paper, Rulebook

FACT = "fact-"


def fact_field(fact: Fact) -> forms.Field:
    """The field a case fact is asked with, by its type."""
    label = said(fact.name)
    if fact.type == "boolean":
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
    if fact.type == "choice":
        named = [(value, said(fact.named(value))) for value in fact.values]
        return forms.ChoiceField(label=label, choices=named, widget=forms.RadioSelect, required=False)
    if fact.type == "number":
        return forms.IntegerField(label=label, min_value=0, required=False)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), required=False)


def typed_facts(book: Rulebook, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that were answered, as the engine reads them."""
    answers: dict[str, Any] = {}
    for name, value in cleaned.items():
        if not name.startswith(FACT) or value in ("", None):
            continue
        fact = book.facts[name.removeprefix(FACT)]
        answers[fact.id] = value == "yes" if fact.type == "boolean" else value
    return answers


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading: a letter, or one party's signature. Those without a heading stand by themselves."""

    key: str
    fields: list[forms.BoundField]

    @property
    def heading(self) -> Text:
        """The heading that the first field brings along; a letter's is the page's to give."""
        return getattr(self.fields[0].field, "heading", "") if self.fields else ""


class Grouped(Form):
    """A form whose fields stand in groups, the rarely used ones of a letter folded away."""

    @property
    def groups(self) -> list[Group]:
        found = groupby(self.visible_fields(), key=lambda bound: self.group_of(bound.name))
        shown = [(key, [bound for bound in fields if bound.name not in self.folded_names]) for key, fields in found]
        return [Group(key, fields) for key, fields in shown if fields]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if bound.name in self.folded_names]

    @cached_property
    def folded_names(self) -> set[str]:
        """Never what still has to be filled in or put right: nobody would look for it in a fold."""
        return {
            bound.name
            for bound in self.visible_fields()
            if bound.name in self.less_used and not bound.errors and (bound.value() or not bound.field.required)
        }

    def goes_out(self, subject: str) -> None:
        """Our own letter: it goes out, and its subject is proposed."""
        self.fields[LETTER + "direction"].widget = forms.HiddenInput()
        self.initial.setdefault(LETTER + "direction", Letter.Direction.OUT)
        self.initial.setdefault(LETTER + "subject", subject)

    @property
    def less_used(self) -> set[str]:
        return set()

    def group_of(self, name: str) -> str:
        found = HEADED.match(name)
        return found[1] if found else ""


HEADED = re.compile(r"(letter|sign-\d+)-")


class StepForm(Grouped):
    """What every step has: when it happened."""

    happened_on = DateField(
        label=_("Date it happened"), help_text=_("The date of the letter or event, not of this entry.")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        happened = self.fields["happened_on"]
        if isinstance(happened, DateField):
            happened.not_after = today
        self.initial.setdefault("happened_on", today)

    def add(self, named: Iterable[tuple[str, forms.Field]]) -> None:
        """Puts further fields behind those that are there."""
        for name, field in named:
            self.fields[name] = field


class ReasonForm(StepForm):
    """A step that wants its reason: pause, stop, skip, a return."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


class LetterForm(Grouped):
    """One letter on file. Number and date may follow the draft; a letter that carries another body's act needs all."""

    direction = forms.ChoiceField(label=_("Direction"), choices=Letter.Direction.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    number = forms.CharField(label=_("Letter number"), max_length=120, required=False)
    dated_on = DateField(label=_("Letter date"), required=False)
    received_on = DateField(label=_("Received on"), required=False)
    received_proof = forms.CharField(
        label=_("Proof of receipt"), max_length=200, required=False, help_text=_("Agenda stamp, receipt, courier note.")
    )
    signatory_office = forms.CharField(label=_("Signatory's office"), max_length=200, required=False)
    signatory_name = forms.CharField(label=_("Signatory"), max_length=160, required=False)
    scan = UploadField(label=_("Scan of the letter"), required=False)
    sender = forms.CharField(label=_("From"), max_length=300)
    addressee = forms.CharField(label=_("To"), max_length=300)
    copies = forms.CharField(
        label=_("Copies to"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("One a line.")
    )
    signed_for = forms.ChoiceField(
        label=_("Signed"),
        choices=[("", _("in the office's own name")), ("a.n.", "a.n."), ("u.b.", "u.b."), ("Plh.", "Plh.")],
        required=False,
    )
    classification = forms.ChoiceField(label=_("Class"), choices=Letter.Class.choices)
    agenda_number = forms.CharField(label=_("Agenda number"), max_length=120, required=False)
    attachments = forms.CharField(label=_("Attachments"), max_length=300, required=False)

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        prepare_letter(self, by, "")

    @classmethod
    def base_letter_fields(cls) -> list[tuple[str, forms.Field]]:
        """Fresh copies of the letter's own fields, for a form that has a letter inside."""
        return [(name, deepcopy(field)) for name, field in cls.base_fields.items() if name not in ("key", "seen")]

    def values(self, scan: Document | None, sender_body: Body | None = None) -> LetterValues:
        """The letter as typed, with its stored scan."""
        return letter_values(self.cleaned_data, "", scan, sender_body)


LETTER = "letter-"
OF_LETTER = {
    "number": "number",
    "received_on": "received_on",
    "received_proof": "received_proof",
    "signatory": "signatory_office",
}
"""Details of a paper that are those of the letter it is."""
CARRIES_ACT = ("number", "dated_on", "received_on", "signatory_office", "scan")
LESS_USED = ("sender", "addressee", "copies", "signed_for", "classification", "agenda_number", "attachments")


def prepare_letter(form: forms.Form, by: Acting, prefix: str) -> None:
    """Sets what a letter's fields need to know of who acts: no dates ahead, and whose upload the scan is."""
    for name in ("dated_on", "received_on"):
        field = form.fields[prefix + name]
        if isinstance(field, DateField):
            field.not_after = by.today
    scan = form.fields[prefix + "scan"]
    if isinstance(scan, UploadField):
        scan.by = by
    form.initial.setdefault(prefix + "classification", Letter.Class.ORDINARY)


def letter_values(
    cleaned: Mapping[str, Any], prefix: str, scan: Document | None, sender_body: Body | None = None
) -> LetterValues:
    """A letter typed into a form under a prefix."""
    names = [name for name in LetterValues.__dataclass_fields__ if name not in ("sender_body", "scan", "copies")]
    kept = {name: cleaned[prefix + name] for name in names}
    lines = cleaned[prefix + "copies"].splitlines()
    copies = tuple(line.strip() for line in lines if line.strip())
    return LetterValues(**kept, copies=copies, scan=scan, sender_body=sender_body)


class RecordForm(StepForm):
    """A step as it is recorded: its day, perhaps its reason and document, perhaps the letter it rests on."""

    def __init__(
        self, *args: Any, by: Acting, reason: bool = False, letter: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, today=by.today, **options)
        self.with_letter = letter is not None
        if reason:
            self.add([("reason", forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4})))])
        if letter is not None:
            self.add((LETTER + name, field) for name, field in LetterForm.base_letter_fields())
            prepare_letter(self, by, LETTER)
            for name, value in letter.items():
                self.initial.setdefault(LETTER + name, value)

    def rests_on_letter(self) -> None:
        """Another body's act: the letter comes in, and number, dates, office and scan are demanded."""
        self.fields[LETTER + "direction"].widget = forms.HiddenInput()
        for name in CARRIES_ACT:
            self.fields[LETTER + name].required = True

    @property
    def less_used(self) -> set[str]:
        """Details of a letter that most never need; the page folds them away."""
        return {LETTER + name for name in LESS_USED} if self.with_letter else set()

    def letter(self, scan: Document | None, sender_body: Body | None = None) -> LetterValues | None:
        """The letter as typed; None where the form asks for none or nothing of it was filled in."""
        if not self.with_letter or not (self.cleaned_data[LETTER + "number"] or self.cleaned_data[LETTER + "subject"]):
            return None
        return letter_values(self.cleaned_data, LETTER, scan, sender_body)


class PaperForm(RecordForm):
    """One paper of a stage: its details, its parts, its signatures and its document, as the rulebook asks."""

    def __init__(self, *args: Any, paper: Paper, tie: Tie, by: Acting, **options: Any) -> None:
        super().__init__(*args, by=by, **options)
        self.paper, self.tie = paper, tie
        self.needed: set[str] = set()
        self.fields["happened_on"].label = _("Date of the paper")
        asked = [name for name in (*paper.fields, *paper.wanted) if name not in ("dated_on", paper_fields.SIGNATURES)]
        if self.with_letter:
            asked = self._one_with_its_letter(asked)
        known = [name for name in asked if name in paper_fields.FIELDS]
        self.add((name, paper_fields.FIELDS[name].make(paper_fields.FIELDS[name].label)) for name in known)
        for name in (*paper.fields, *(PART + part.id for part in paper.parts)):
            self.needed.add(name)
        self.add(part_fields(paper))
        if paper_fields.SIGNATURES in (*paper.fields, *paper.wanted):
            self.add(signatures.party_fields(tie))
        if not self.with_letter:
            document = UploadField(label=_("Document (scan or text)"), required=False)
            document.by = by
            self.add([("document", document)])
        for name in self.needed & self.fields.keys():
            marked(self.fields[name], needed=True)

    def _one_with_its_letter(self, asked: list[str]) -> list[str]:
        """A paper that is a letter has one number and one date, and its scan is its document: nothing is typed twice.

        Gives what is still asked beside the letter.
        """
        self.fields["happened_on"].label = _("Letter date")
        del self.fields[LETTER + "dated_on"]
        self.needed |= {LETTER + OF_LETTER[name] for name in self.paper.fields if name in OF_LETTER}
        for name, of_letter in OF_LETTER.items():
            self.initial.setdefault(LETTER + of_letter, self.initial.get(name))
        self.order_fields([LETTER + "direction", LETTER + "subject", LETTER + "number", "happened_on"])
        return [name for name in asked if name not in OF_LETTER]

    def group_of(self, name: str) -> str:
        return "" if self.with_letter else super().group_of(name)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if self.with_letter:
            typed |= {LETTER + "dated_on": typed.get("happened_on"), "document": None}
            asked = {*self.paper.fields, *self.paper.wanted}
            typed |= {name: typed.get(LETTER + kept) for name, kept in OF_LETTER.items() if name in asked}
        return typed

    def details(self) -> dict[str, Any]:
        """What the step holds: details, parts and signatures, without what was left empty and without names."""
        typed = self.cleaned_data
        found = {name: paper_fields.kept(name, typed[name]) for name in paper_fields.FIELDS if typed.get(name)}
        parts = {part.id: self._part(part.id) for part in self.paper.parts if self._part(part.id)}
        entries = [dict(entry.fields) for entry in signatures.typed(self.tie, typed)]
        found |= {"parts": parts} if parts else {}
        return found | ({paper_fields.SIGNATURES: entries} if entries else {})

    def names(self) -> dict[str, str]:
        """The persons named, by the key of the signature they belong to."""
        entries = signatures.typed(self.tie, self.cleaned_data)
        return {f"{paper_fields.SIGNATURES}-{index}": entry.name for index, entry in enumerate(entries) if entry.name}

    def _part(self, part_id: str) -> Any:
        if self.paper.kind != "sheet":
            return self.cleaned_data.get(PART + part_id) or ""
        answer, note = self.cleaned_data.get(PART + part_id), self.cleaned_data.get(NOTE + part_id)
        return {"answer": answer, "note": note or ""} if answer else {}


PART, NOTE = "part-", "note-"
ANSWERS = [("meets", _("meets it")), ("improve", _("needs improvement")), ("remark", _("remark"))]


def part_fields(paper: Paper) -> list[tuple[str, forms.Field]]:
    """A plan's parts are written; a sheet's lines are answered, each with room for a note."""
    found: list[tuple[str, forms.Field]] = []
    for part in paper.parts:
        label = said(part.name)
        if paper.kind == "sheet":
            answers = forms.ChoiceField(label=label, choices=ANSWERS, widget=forms.RadioSelect, required=False)
            marked(answers, in_line=True)
            note = forms.CharField(label=_("Note on “%s”") % label, max_length=1000, required=False)
            found += [(PART + part.id, answers), (NOTE + part.id, note)]
        else:
            rows = 5 if paper.kind == "plan" else 2
            text = forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), required=False)
            found.append((PART + part.id, text))
    return found


class OpeningForm(StepForm):
    """A new case: the other party, the fields, and what the first stage asks."""

    fields_id = forms.CharField(
        label=_("Fields of cooperation"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, in Indonesian."),
    )  # fmt: skip
    fields_en = forms.CharField(
        label=_("Fields of cooperation in English"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        required=False, help_text=_("May follow later."),
    )  # fmt: skip

    def __init__(self, *args: Any, book: Rulebook, kinds: list[tuple[str, Any]], today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self.book = book
        ordered: list[tuple[str, forms.Field]] = []
        if len(kinds) > 1:
            field = forms.ChoiceField(label=_("Form of cooperation"), choices=kinds, widget=forms.RadioSelect)
            ordered.append(("kind", field))
        ordered.append(("party", party_field(book)))
        ordered += [(FACT + fact, fact_field(book.facts[fact])) for fact in book.stages[0].facts]
        self.fields = {**dict(ordered), **self.fields}


class RunningForm(OpeningForm):
    """A case that is already under way on paper: the stage it is in, and since when."""

    stage = forms.ChoiceField(label=_("Stage the file is in now"))
    since = DateField(label=_("In this stage since"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        _where_it_is(self, self.book, today)
        self.fields["happened_on"].label = _("The cooperation was begun on")


class UponForm(StepForm):
    """A case about a cooperation there is: its parties and texts are known; the day and the reason are asked."""

    reason = forms.CharField(
        label=_("Why is it begun?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False,
        help_text=_("It stays in the history of the case."),
    )  # fmt: skip

    def __init__(self, *args: Any, book: Rulebook, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self.book = book
        self.fields["happened_on"].label = _("Begun on")
        self.fields |= {FACT + fact: fact_field(book.facts[fact]) for fact in book.stages[0].facts}


class RunningUponForm(UponForm):
    """The same for one that is under way on paper already."""

    stage = forms.ChoiceField(label=_("Stage the file is in now"))
    since = DateField(label=_("In this stage since"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        _where_it_is(self, self.book, today)


def _where_it_is(form: StepForm, book: Rulebook, today: date) -> None:
    """The stages of the rulebook to choose from, and no day that has not come."""
    stage, since = form.fields["stage"], form.fields["since"]
    if isinstance(stage, forms.ChoiceField):
        stage.choices = [(known.id, f"{known.number}. {said(known.name)}") for known in book.stages]
    if isinstance(since, DateField):
        since.not_after = today


def party_field(book: Rulebook) -> forms.Field:
    """How the other party is named: a government abroad, an institution, a region of Indonesia, or a name."""
    family = book.kind.partition("-")[0]
    if family == "ksdpl":
        return PickerField(
            label=_("Partner"), search=picking.search_governments, find=picking.find_government,
            url=reverse_lazy("gate:pick-government"),
            help_text=_("Type the name of the city, province or state. Level and country tell namesakes apart."),
        )  # fmt: skip
    if family == "ksdll":
        return PickerField(
            label=_("Foreign institution"), search=picking.search_institutions, find=picking.find_institution,
            url=reverse_lazy("gate:pick-institution"),
        )  # fmt: skip
    if family == "ksdd":
        return PickerField(
            label=_("Other region"), search=picking.search_regions, find=picking.find_region,
            url=reverse_lazy("gate:pick-region"),
        )  # fmt: skip
    return forms.CharField(label=_("Third party"), max_length=200)
