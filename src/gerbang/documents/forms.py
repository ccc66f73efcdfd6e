"""A form field for a document that is not lost when the rest of the form is wrong.

What was chosen is kept as an upload as soon as the form arrives (or, with JavaScript, as soon as it is chosen), and the
form carries its ref from then on. A form gives the field whoever acts: `form.fields["scan"].by = acting`.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gerbang.documents import actions, content, queries
from gerbang.documents.models import Upload
from gerbang.documents.storage import Sent
from gerbang.people.acting import Acting
from gerbang.values import Invalid

ACCEPT = ",".join(f".{ending}" for ending in content.KINDS)


class Chosen(NamedTuple):
    """What a form brings: a new file, and the ref of one kept earlier."""

    file: "Sent | None"
    ref: str


def drawn(name: str, kept: Upload | None, *, css: str = "", described: str = "", problem: str = "") -> SafeString:
    """The input with what has been kept so far; also what `documents_upload` answers with."""
    shown = {"name": name, "kept": kept, "css": css, "described": described, "problem": problem, "accept": ACCEPT}
    return render_to_string("documents/upload.html", shown)


class UploadWidget(forms.Widget):
    needs_multipart_form = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Chosen:
        return Chosen(files.get(name), str(data.get(f"{name}_ref", "")))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return name not in files and f"{name}_ref" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = {**self.attrs, **(attrs or {})}
        kept = value if isinstance(value, Upload) else None
        return drawn(name, kept, css=given.get("class", ""), described=given.get("aria-describedby", ""))


class UploadField(forms.Field):
    """Cleans to an `Upload` of the account that acts, or None when nothing was chosen and nothing is required."""

    widget = UploadWidget
    default_error_messages = {
        "required": _("Choose a document."),
        "gone": _("This document was used or removed already. Choose it again."),
    }
    by: Acting | None = None
    kept: Upload | None = None
    seen: Chosen | None = None

    def clean(self, value: Any) -> Upload | None:
        kept = self._take(value)
        if kept is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return kept

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a form shown again carries, also one that was not judged yet."""
        if data != self.seen:
            with suppress(ValidationError):
                self._take(data)
        return self.kept

    def _take(self, chosen: Chosen) -> Upload | None:
        if self.by is None:
            raise RuntimeError("An UploadField needs to know who acts before it is cleaned: field.by = acting.")
        self.seen = chosen
        self.kept = queries.upload_of(self.by.account.ref, chosen.ref) if chosen.ref else None
        if chosen.file is not None:
            try:
                self.kept = actions.receive(by=self.by, file=chosen.file)
            except Invalid as invalid:
                raise ValidationError(invalid.problems["file"], code="invalid") from None
        elif chosen.ref and self.kept is None:
            raise ValidationError(self.error_messages["gone"], code="gone")
        return self.kept
