"""Where a provision comes from, drawn as a shape and said in words: law, guideline, practice or house rule."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gerbang.pages.articles import article
from gerbang.values import language

SHAPES = {"regulation": "nat-r", "guideline": "nat-g", "practice": "nat-p", "house": "nat-h"}
NAMES = {
    "regulation": _("Set by regulation"),
    "guideline": _("Guideline or directive"),
    "practice": _("Practice"),
    "house": _("House rule of this system"),
}
DOUBTS = {
    "recalled": _("not yet checked against the text of the regulation"),
    "conflicting": _("sources differ"),
}


def nature(provision: Any) -> SafeString:
    """`■ Diatur dalam peraturan · Pasal 30 ayat (4) PP 28/2018`, with the doubt where there is one."""
    return format_html('<span class="nat {}"><span>{}</span></span>', SHAPES[str(provision.nature)], words(provision))


def marked(provision: Any, text: str) -> SafeString:
    """Another text, such as a holder's name, behind the provision's shape; the nature itself stands in the title."""
    return format_html(
        '<span class="nat {}" title="{}"><span>{}</span></span>', SHAPES[str(provision.nature)], words(provision), text
    )


def words(provision: Any) -> str:
    """The nature without its shape, for titles and plain text."""
    parts = [NAMES[str(provision.nature)], citation(getattr(provision, "basis", None))]
    sure = getattr(provision, "sure", None)
    if str(provision.nature) == "regulation" and sure in DOUBTS:
        parts.append(DOUBTS[sure])
    return " · ".join(str(part) for part in parts if part)


def citation(basis: Any) -> str:
    """A basis written out. Its source is a name, or an object whose name has `.id` and `.en`."""
    if not basis:
        return ""
    name = getattr(basis.source, "name", basis.source)
    if not isinstance(name, str):
        name = language.pick(id=name.id, en=name.en)
    return article(getattr(basis, "at", "") or "", language.active(), name)
