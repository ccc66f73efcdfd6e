"""What is missing as a table for Excel."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gerbang.documents.workbook import Sheet
from gerbang.monitoring.missing.asking import Missing
from gerbang.monitoring.missing.awaited import Kind


def sheet(found: Iterable[Missing], kinds: Mapping[Kind, str]) -> Sheet:
    """One row a thing that is awaited. `kinds`: their names in the active language."""
    head = [_("Kind"), _("About"), pgettext("how many", "Number"), _("Cooperation or region"), _("Since"), _("Code")]
    rows = ((kinds[one.kind], _about(one), one.number, one.name, one.since, one.ref) for one in found)
    return Sheet(_("What is missing"), head, rows)


def _about(one: Missing) -> str:
    """How it is called. A plan that is not there has no name: it is said what its day is."""
    return _("no plan yet; the day is that of the agreement") if one.kind == Kind.PLAN and one.since else one.what
