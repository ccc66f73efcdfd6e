"""How the name of an Indonesian region is taken apart, and how a partner's names are kept for searching."""

from collections.abc import Iterable

from gerbang.search import common_words, fold, tokens

FIRST = {
    "provinsi": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "pemprov": "provinsi",
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "pemkab": "kabupaten",
    "kota": "kota",
    "kotamadya": "kota",
    "pemkot": "kota",
}
LAST = {"province": "provinsi", "regency": "kabupaten", "city": "kota"}
BEFORE = {"pemerintah", "pemda", "government", "of", "the"}


def split_region_name(text: str) -> tuple[str, str]:
    """The type a text names (empty if none) and the rest in its common form: `Kab. Bandung` → (kabupaten, bandung).

    An Indonesian type word stands first, an English one last: Kabupaten Lima Puluh Kota is a regency.
    """
    words = tokens(text)
    while len(words) > 1 and words[0] in BEFORE:
        words = words[1:]
    kind = ""
    if len(words) > 1 and words[0] in FIRST:
        kind, words = FIRST[words[0]], words[1:]
    elif len(words) > 1 and words[-1] in LAST:
        kind, words = LAST[words[-1]], words[:-1]
    return kind, " ".join(common_words(words))


def bare_region_name(name: str) -> str:
    """The name without its type word, as it is searched."""
    return split_region_name(name)[1]


def folded_names(names: Iterable[str]) -> str:
    """Every name once, folded, a bar between them: ` | unicef | dana anak | `, so that each word follows a space."""
    return " | ".join(["", *dict.fromkeys(folded for name in names if (folded := fold(name))), ""])
