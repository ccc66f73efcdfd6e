"""Which messages the sources of a room use: Python through Babel, templates through Django's own `templatize`."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation import templatize

from gerbang.site.catalogues import OVERRIDES, Key, overrides

PLAIN = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None}
PLURAL = {"ngettext": (1, 2), "ngettext_lazy": (1, 2)}
IN_CONTEXT = {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2)}
PLURAL_IN_CONTEXT = {"npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3)}
KEYWORDS: dict[str, Any] = {**PLAIN, **PLURAL, **IN_CONTEXT, **PLURAL_IN_CONTEXT}

TEMPLATES = (".html", ".txt", ".svg")
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Unreadable(Exception):
    """A source file from which messages cannot be taken; the text names it and says why."""


def messages_of(room: Path) -> set[Key]:
    keys: set[Key] = set()
    for path in sorted(room.rglob("*")):
        inside = path.relative_to(room).parts
        if path.suffix == ".py" and "migrations" not in inside:
            keys.update(_python(path, path.read_text(encoding="utf-8")))
        elif path.suffix in TEMPLATES and "templates" in inside:
            # What is left of the page is blanked out, yet still indented, which the tokenizer of Python would refuse.
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            keys.update(_python(path, INDENTATION.sub("", source)))
    if room == OVERRIDES.parents[1]:
        keys.update(override.key for override in overrides())
    return keys


def _python(path: Path, source: str) -> Iterator[Key]:
    try:
        for _line, texts, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            if isinstance(texts, str):
                yield context or "", texts, ""
            else:
                singular, plural = (text for text in texts if text)
                yield context or "", singular, plural
    except (SyntaxError, ValueError) as error:
        raise Unreadable(f"{path}: {error}") from error
