"""Stems of Indonesian and English words; a word is searched under both, because nobody says which language it is."""

from functools import lru_cache

import snowballstemmer

STEM_VERSION = 5
"""Raise it when stems, aliases, tokens or names in titles change: what bears another number is indexed anew."""
CACHED_WORDS = 200_000
LONGEST_WORD = 80
"""What is longer is no word but is found by its beginning; PostgreSQL takes no token of more than 2,046 bytes."""

_STEMMERS = (snowballstemmer.stemmer("indonesian"), snowballstemmer.stemmer("english"))


@lru_cache(maxsize=CACHED_WORDS)
def forms(word: str) -> tuple[str, ...]:
    """The word itself, then its stems that differ from it: `persampahan` → (`persampahan`, `sampah`)."""
    word = word[:LONGEST_WORD]
    if not word.isalpha():
        return (word,)
    return tuple(dict.fromkeys((word, *(str(stemmer.stemWord(word)) for stemmer in _STEMMERS))))
