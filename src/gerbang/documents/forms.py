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
    """What a form brings: a new file, the ref of one kept earlier, and what the page said of the last one."""

    file: "Sent | None"
    ref: str
    refused: bool = False
    removed: bool = False


class Shown(NamedTuple):
    """What a form shown again carries: the document kept so far, and whether the last one was refused."""

    kept: Upload | None
    refused: bool


def drawn(name: str, shown: Shown, *, css: str = "", described: str = "", problem: str = "") -> SafeString:
    """The input with what has been kept so far; also what `documents_upload` answers with."""
    context = {"name": name, "css": css, "described": described, "problem": problem, "accept": ACCEPT}
    return render_to_string("documents/upload.html", context | shown._asdict())


class UploadWidget(forms.Widget):
    needs_multipart_form = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Chosen:
        ref = str(data.get(f"{name}_ref", ""))
        return Chosen(files.get(name), ref, f"{name}_refused" in data, f"{name}_removed" in data)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return name not in files and f"{name}_ref" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = {**self.attrs, **(attrs or {})}
        shown = value if isinstance(value, Shown) else Shown(None, refused=False)
        return drawn(name, shown, css=given.get("class", ""), described=given.get("aria-describedby", ""))


class UploadField(forms.Field):
    """Cleans to an `Upload` of the account that acts, or None when nothing was chosen and nothing is required."""

    widget = UploadWidget
    default_error_messages = {
        "required": _("Choose a document."),
        "gone": _("This document was used or removed already. Choose it again."),
        "refused": _("The last document was not accepted. Choose another one, or remove it."),
    }
    by: Acting | None = None
    kept: Upload | None = None
    refused = False
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
        return Shown(self.kept, self.refused)

    def _take(self, chosen: Chosen) -> Upload | None:
        if self.by is None:
            raise RuntimeError("An UploadField needs to know who acts before it is cleaned: field.by = acting.")
        self.seen = chosen
        ref = "" if chosen.removed else chosen.ref
        self.kept = queries.upload_of(self.by.account.ref, ref) if ref else None
        self.refused = False
        if chosen.file is not None:
            self.kept = self._received(self.by, chosen.file)
        elif ref and self.kept is None:
            raise ValidationError(self.error_messages["gone"], code="gone")
        elif self.kept is None and chosen.refused and not chosen.removed:
            self.refused = True
            raise ValidationError(self.error_messages["refused"], code="refused")
        return self.kept

    def _received(self, by: Acting, file: Sent) -> Upload:
        try:
            return actions.receive(by=by, file=file)
        except Invalid as invalid:
            self.refused = True
            raise ValidationError(invalid.problems["file"], code="invalid") from None
