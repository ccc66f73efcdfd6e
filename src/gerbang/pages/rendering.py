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
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.widgets.Input, "govuk-input"),
)


def field(bound: BoundField, *, width: int | None = None, hint: str = "") -> SafeString:
    """One field with its label, hint and error; groups of choices become a fieldset with a legend."""
    if bound.is_hidden:
        return bound.as_hidden()
    widget = bound.field.widget
    described = _described(bound, hint)
    shown = {
        "field": bound,
        "id": bound.id_for_label or bound.auto_id,
        "hint": hint or bound.help_text,
        "errors": bound.errors,
        "prefix": getattr(bound.field, "prefix", ""),
        "described": described,
    }
    if isinstance(widget, GROUPS):
        shown["part"] = "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
        widget.attrs["class"] = f"govuk-{shown['part']}__input"
    else:
        shown["control"] = _control(bound, width, described)
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
    classes = [*str(widget.attrs.get("class", "")).split(), css]
    if css and bound.errors:
        classes.append(f"{css}--error")
    if width:
        classes = [each for each in classes if "--width-" not in each] + [f"{css}--width-{width}"]
    attrs: dict[str, Any] = {"class": " ".join(each for each in classes if each)} if css else {}
    if described and not getattr(widget, "field_template", ""):
        attrs["aria-describedby"] = described
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
