"""What is missing as an Excel table."""

from collections.abc import Iterable, Mapping
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from gerbang.monitoring.missing import Kind, Missing

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def written(found: Iterable[Missing], kinds: Mapping[Kind, str]) -> bytes:
    """The workbook, written row by row. Text is typed as text, so that nothing in it is run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("What is missing")[:31])
    head = [
        WriteOnlyCell(sheet, value=name)
        for name in (_("What"), _("About"), _("Cooperation or region"), _("Since"), _("Code"))
    ]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for one in found:
        words = [WriteOnlyCell(sheet, value=_clean(text)) for text in (kinds[one.kind], one.what, one.name)]
        for cell in words:
            cell.data_type = "s"
        sheet.append([*words, one.since, one.ref])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
