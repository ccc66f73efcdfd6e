"""Form fields and error summaries as HTML, in the shape people know from govuk-frontend."""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
)


def field(bound: BoundField, *, width: int | None = None, label_size: str = "", hint: str = "") -> SafeString:
    """One field with its label, hint and error; groups of choices become a fieldset with a legend."""
    if bound.is_hidden:
        return bound.as_hidden()
    widget = bound.field.widget
    shown = {
        "field": bound,
        "id": bound.id_for_label or bound.auto_id,
        "hint": hint or bound.help_text,
        "errors": bound.errors,
        "label_size": label_size,
        "prefix": getattr(bound.field, "prefix", ""),
        "described": _described(bound, hint),
    }
    shown["control"] = _control(bound, width, shown["described"])
    return render_to_string(_template(widget), shown)


def _template(widget: forms.Widget) -> str:
    if own := getattr(widget, "field_template", ""):
        return str(own)
    if isinstance(widget, GROUPS):
        return "pages/fields/choices.html"
    return "pages/fields/checkbox.html" if isinstance(widget, forms.CheckboxInput) else "pages/fields/field.html"


def _described(bound: BoundField, hint: str) -> str:
    parts = [f"{bound.auto_id}-hint"] if hint or bound.help_text else []
    return " ".join([*parts, *([f"{bound.auto_id}-error"] if bound.errors else [])])


def _control(bound: BoundField, width: int | None, described: str) -> SafeString:
    widget = bound.field.widget
    css = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    if isinstance(widget, (*GROUPS, forms.CheckboxInput)):
        css = ""
    attrs: dict[str, Any] = {"class": " ".join(part for part in (widget.attrs.get("class", ""), css) if part)}
    if css and bound.errors:
        attrs["class"] += f" {css}--error"
    if width:
        attrs["class"] += f" {css}--width-{width}"
    if described and not isinstance(widget, GROUPS):
        attrs["aria-describedby"] = described
    if not attrs["class"]:
        del attrs["class"]
    return bound.as_widget(attrs=attrs)


def error_summary(form: BaseForm) -> SafeString:
    """The list of problems, each leading to its field; empty when there is none."""
    if not form.is_bound or not form.errors:
        return SafeString("")
    problems = [("", problem) for problem in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        problems += [(_target(bound), problem) for problem in bound.errors]
    return render_to_string("pages/components/error_summary.html", {"problems": problems})


def _target(bound: BoundField) -> str:
    """The id of the thing to fill in: the first of a group of choices, else the field itself."""
    if isinstance(bound.field.widget, GROUPS):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id
