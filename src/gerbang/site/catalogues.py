"""The message catalogues as files: read, written without churn, and compiled. Needs Babel only.

`tools/bootstrap` compiles them before anything of Gerbang is started: nothing here may need settings or GNU gettext.
"""

import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
SOURCE = "en"
PLURAL_FORMS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
LANGUAGES = tuple(PLURAL_FORMS)
OVERRIDES = PACKAGE / "pages" / "locale" / "overrides.toml"

Key = tuple[str, str, str]
"""Context, msgid and plural msgid; what a message does not have is empty."""


@dataclass(frozen=True)
class Override:
    """A message of Django or another package that reads otherwise in Gerbang."""

    key: Key
    text: str


def key_of(message: Message) -> Key:
    singular, plural = message.id if isinstance(message.id, (list, tuple)) else (message.id, "")
    return message.context or "", singular, plural


def file_of(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def new(language: str) -> Catalog:
    """Babel knows no plural rule for Indonesian and would take the English one."""
    catalog = Catalog(locale=language)
    catalog.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return catalog


def read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return new(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def write(path: Path, catalog: Catalog) -> None:
    """Sorted, without line numbers and dates: a catalogue changes only where a message did."""
    body = io.BytesIO()
    write_po(body, catalog, width=120, omit_header=True, no_location=True, sort_output=True, ignore_obsolete=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{header}\n{body.getvalue().decode().rstrip()}\n", encoding="utf-8")


def overrides() -> list[Override]:
    rows = tomllib.loads(OVERRIDES.read_text(encoding="utf-8"))["override"] if OVERRIDES.exists() else []
    return [Override((row.get("context", ""), row["msgid"], row.get("plural", "")), row["id"]) for row in rows]


def found() -> Iterator[tuple[Path, str]]:
    """Every catalogue in the tree with its language."""
    for path in sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po")):
        yield path, path.parts[-3]


def compile_all() -> int:
    """Write the `.mo` file beside every catalogue; says how many there are."""
    paths = list(found())
    for path, language in paths:
        compiled = io.BytesIO()
        write_mo(compiled, read(path, language))
        path.with_suffix(".mo").write_bytes(compiled.getvalue())
    return len(paths)
