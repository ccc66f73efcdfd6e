"""Forms of the yearly confirmation: the answers of one page of the list, and the signed statement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gerbang.documents.forms import UploadField
from gerbang.pages.forms import DateField, Form, marked
from gerbang.people.acting import Acting
from gerbang.register.confirming import MISSING_LENGTH, NOTE_LENGTH, Answer, Given, in_words
from gerbang.register.models import COOPERATIONS, Confirmation, Instrument, Tie


def in_a_line(tie: Tie) -> str:
    """What the register has of a tie, for somebody who compares it with the archive; reads what was prefetched."""
    stage = "" if tie.phase in COOPERATIONS else tie.get_phase_display()
    texts = [_text_in_words(text) for text in tie.instruments.all()] or [_("no text is known")]
    return " · ".join(str(part) for part in (stage, *texts, tie.fields, tie.countries, tie.ref) if part)


def _text_in_words(text: Instrument) -> str:
    words = f"{text.title}: {text.signed_text}"
    if text.valid_until_text:
        words += ", " + _("valid until %(until)s") % {"until": text.valid_until_text}
    return words


class SheetForm(Form):
    """One page of the list: an answer and a note for each tie, and on the last page what is missing from it."""

    def __init__(self, *args: Any, ties: Sequence[Tie], draft: Confirmation, last: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ties = ties
        for tie in ties:
            self._ask(tie, draft.lines.get(tie.ref, {}))
        if last:
            self.fields["missing"] = forms.CharField(
                label=_("Missing from the list"),
                widget=forms.Textarea(attrs={"rows": 4}),
                required=False,
                max_length=MISSING_LENGTH,
                help_text=_("One cooperation a line: partner, country, text and date as far as they are known."),
            )
            self.initial.setdefault("missing", draft.missing)

    def _ask(self, tie: Tie, line: Mapping[str, str]) -> None:
        chosen = forms.ChoiceField(
            label=tie.name,
            choices=[(answer.value, in_words(answer, tie.phase)) for answer in Answer],
            widget=forms.RadioSelect,
            required=False,
            help_text=in_a_line(tie),
        )
        marked(chosen, in_line=True, needed=True)
        agreed = tie.phase in COOPERATIONS
        why = (
            _("What is wrong, or when and how it ended") if agreed else _("What is wrong, or why it was not continued")
        )
        explained = forms.CharField(label=why, required=False, max_length=NOTE_LENGTH)
        self.fields[f"answer-{tie.ref}"], self.fields[f"note-{tie.ref}"] = chosen, explained
        self.initial.setdefault(f"answer-{tie.ref}", line.get("answer", ""))
        self.initial.setdefault(f"note-{tie.ref}", line.get("note", ""))

    @property
    def cooperations(self) -> list[tuple[Tie, forms.BoundField, forms.BoundField]]:
        """Each tie that is, or was, agreed, with its two fields."""
        return self._asked(tie for tie in self.ties if tie.phase in COOPERATIONS)

    @property
    def beginnings(self) -> list[tuple[Tie, forms.BoundField, forms.BoundField]]:
        """The same of what is no cooperation yet."""
        return self._asked(tie for tie in self.ties if tie.phase not in COOPERATIONS)

    def _asked(self, ties: Iterable[Tie]) -> list[tuple[Tie, forms.BoundField, forms.BoundField]]:
        return [(tie, self[f"answer-{tie.ref}"], self[f"note-{tie.ref}"]) for tie in ties]

    @property
    def lines(self) -> dict[str, dict[str, str]]:
        """What was answered on this page."""
        typed = self.cleaned_data
        return {tie.ref: {"answer": typed[f"answer-{tie.ref}"], "note": typed[f"note-{tie.ref}"]} for tie in self.ties}


class StatementForm(Form):
    """The signed statement: its number and date, who signed it, and the scan."""

    number = forms.CharField(label=gettext_lazy("Letter number"), max_length=80)
    dated_on = DateField(label=gettext_lazy("Letter date"))
    signatory = forms.CharField(
        label=gettext_lazy("Signatory (office)"),
        max_length=160,
        help_text=gettext_lazy("The office without the name: for example Wali Kota."),
    )
    scan = UploadField(label=gettext_lazy("Scan of the signed statement"))

    def __init__(self, *args: Any, by: Acting, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["scan"], by=by)
        marked(self.fields["dated_on"], not_after=today)

    @property
    def given(self) -> Given:
        typed = self.cleaned_data
        return Given(typed["number"], typed["dated_on"], typed["signatory"], typed["scan"])
