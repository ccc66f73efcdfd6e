"""Articles of law as officials cite them: "27(1)a" is Pasal 27 ayat (1) huruf a."""

import re
from collections.abc import Sequence

WORDS = {
    "id": {"article": "Pasal", "paragraph": "ayat", "letter": "huruf", "number": "angka", "and": "dan",
           "chapter": "Bab", "part": "bagian"},
    "en": {"article": "Article", "paragraph": "paragraph", "letter": "letter", "number": "number", "and": "and",
           "chapter": "Chapter", "part": "part"},
}  # fmt: skip
SHAPE = re.compile(
    r"(?P<article>\d+[A-Z]*)(?P<paragraphs>(?:\(\w+\))*)(?P<letters>[a-z](?:,[a-z])*)?(?:\.(?P<number>\d+))?"
)

ITEM = re.compile(r"(?P<division>[IVXL]+)(?P<mark>[/.])(?P<number>\d+(?:-\d+)?)")


def article(at: str, language: str, source: str = "") -> str:
    """One place in a law, written out; `source` (the law's short name) follows it.

    "30" · "30(4)" · "30(1)(4)(5)" (several paragraphs) · "27(1)a" · "27(1)a,c" · "27(1)a.2" · "X/150-151" (chapter and
    items) · "III.4" (part and item); what has another shape is cited as it stands.
    """
    words = WORDS[language]
    if found := SHAPE.fullmatch(at.replace(" ", "")):
        written = _write(found, words)
    elif item := ITEM.fullmatch(at):
        division = words["chapter" if item["mark"] == "/" else "part"]
        written = f"{division} {item['division']} {words['number']} {item['number']}"
    else:
        written = at
    return f"{written} {source}".strip()


def _write(found: re.Match[str], words: dict[str, str]) -> str:
    parts = [words["article"], found["article"]]
    if found["paragraphs"]:
        parts += [words["paragraph"], listed(re.findall(r"\(\w+\)", found["paragraphs"]), words["and"])]
    if found["letters"]:
        parts += [words["letter"], listed(found["letters"].split(","), words["and"])]
    if found["number"]:
        parts += [words["number"], found["number"]]
    return " ".join(parts)


def listed(items: Sequence[str], conjunction: str) -> str:
    """`a` · `a dan b` · `a, b, dan c`."""
    if len(items) < 3:
        return f" {conjunction} ".join(items)
    return f"{', '.join(items[:-1])}, {conjunction} {items[-1]}"
