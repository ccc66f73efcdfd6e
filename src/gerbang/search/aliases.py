"""Phrases that mean the same in offices. Data: each row's first phrase stands for all the others.

A phrase is replaced as whole words only, the longest first, so that a query and what is searched meet in one form.
"""

from collections.abc import Sequence
from functools import cache

from gerbang.search.folding import tokens

PHRASES: tuple[tuple[str, ...], ...] = (
    ("kerjasama", "kerja sama"),
    ("tandatangan", "tanda tangan"),
    ("yogyakarta", "jogja", "jogjakarta", "yogya", "djogja"),
    ("daerah istimewa yogyakarta", "diy", "di yogyakarta", "di yogya", "di jogja", "di jogjakarta"),
    ("jakarta", "dki", "dki jakarta", "dkj", "daerah khusus ibukota jakarta", "daerah khusus jakarta"),
    ("nanggroe aceh darussalam", "nad"),
    ("sumatera", "sumatra"),
    ("sumatera utara", "sumut"),
    ("sumatera barat", "sumbar"),
    ("sumatera selatan", "sumsel"),
    ("kepulauan riau", "kepri"),
    ("kepulauan bangka belitung", "babel", "bangka belitung"),
    ("jawa barat", "jabar"),
    ("jawa tengah", "jateng"),
    ("jawa timur", "jatim"),
    ("nusa tenggara barat", "ntb"),
    ("nusa tenggara timur", "ntt"),
    ("kalimantan barat", "kalbar"),
    ("kalimantan tengah", "kalteng"),
    ("kalimantan selatan", "kalsel"),
    ("kalimantan timur", "kaltim"),
    ("kalimantan utara", "kaltara"),
    ("sulawesi utara", "sulut"),
    ("sulawesi tengah", "sulteng"),
    ("sulawesi selatan", "sulsel"),
    ("sulawesi tenggara", "sultra"),
    ("sulawesi barat", "sulbar"),
    ("maluku utara", "malut"),
)


def common_form(text: str) -> str:
    """The folded text with every known phrase in its common form: `Pemkot Jogja` → `pemkot yogyakarta`."""
    return " ".join(common_words(tokens(text)))


def common_words(words: Sequence[str]) -> list[str]:
    table, longest = _table()
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            stands_for = table.get(tuple(words[at : at + length]))
            if stands_for is not None:
                found.extend(stands_for)
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    return found


@cache
def _table() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    table = {tuple(tokens(phrase)): tuple(tokens(row[0])) for row in PHRASES for phrase in row}
    return table, max(map(len, table))
