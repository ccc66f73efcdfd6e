"""The small drawings: one 16-unit box, stroked in the colour of the text beside them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

MARK = "M7 1H5v3H4v3H3v3H2v3H0v2h7zM9 1h2v3h1v3h1v3h1v3h2v2H9z"

ICONS = {
    "alert": "M8 2.5L14.5 13.5h-13zM8 6.8v3M8 11.6v.1",
    "back": "M9.5 3.5L5 8l4.5 4.5",
    "check": "M3 8.5l3.2 3.2L13 4.8",
    "clock": "M8 4.5V8l2.4 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
    "cross": "M4 4l8 8M12 4l-8 8",
    "differ": "M3 4h4v8H3zM9 4h4v8H9z",
    "document": "M4 1.8h5.2L12 4.6v9.6H4zM9 1.8v3h3M6 8.2h4M6 10.8h4",
    "download": "M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.3h10",
    "forward": "M6.5 3.5L11 8l-4.5 4.5",
    "in": "M11.5 4.5l-7 7M10 11.5H4.5V6",
    "info": "M8 7.2v4M8 4.8v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
    "letter": "M2 4h12v8.5H2zM2.3 4.5L8 9l5.7-4.5",
    "lock": "M4 7.2h8v6.3H4zM5.6 7.2V5a2.4 2.4 0 0 1 4.8 0v2.2",
    "out": "M4.5 11.5l7-7M6 4.5h5.5V10",
    "pause": "M5.5 3.5v9M10.5 3.5v9",
    "pencil": "M3 13l.6-2.9L10.8 3l2.2 2.2-7.1 7.2z",
    "people": "M6 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM2 13c0-2.3 1.8-3.8 4-3.8s4 1.5 4 3.8M12 9.6c1.2.5 2 1.7 2 3.4",
    "plus": "M8 3v10M3 8h10",
    "print": "M4.5 6V2.5h7V6M4.5 11.5H2.6V6h10.8v5.5h-1.9M4.5 9.5h7v4h-7z",
    "question": "M6.2 6.2A1.9 1.9 0 1 1 8.6 8c-.4.2-.6.6-.6 1v.3M8 11.6v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
    "returned": "M6 3L2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 7H7",
    "ring": "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z",
    "search": "M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3.5 3.5",
}


def icon(name: str, css: str = "") -> SafeString:
    """The drawing, hidden from screen readers: the words beside it say the same."""
    drawing = '<svg class="i{}" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>'
    return format_html(drawing, f" {css}" if css else "", ICONS[name])


def mark(css: str = "") -> SafeString:
    """The split gate."""
    head = format_html('<svg class="{}"', css) if css else mark_safe("<svg")
    return head + format_html(' viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>', MARK)
