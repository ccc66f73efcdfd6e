"""One written form for every way of typing a name: no accents, no case, no other script (engineering decision 22)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

APOSTROPHES = str.maketrans("", "", "'’‘ʻʼʽ`´ʿʾ")
WORD = re.compile(r"[0-9a-z]+")


def fold(text: str) -> str:
    """The text without marks, case, punctuation and foreign letters: `Nouméa` → `noumea`, `Kyōto-fu` → `kyoto fu`."""
    return " ".join(_words(text))


def tokens(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return list(_words(text))


def _words(text: str) -> Iterator[str]:
    plain = _plain(text.translate(APOSTROPHES))
    return (match.group() for match in WORD.finditer(plain))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    folded = bare.casefold()
    return (folded if folded.isascii() else anyascii(folded).casefold()).translate(APOSTROPHES)
