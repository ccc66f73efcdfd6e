"""What is asked of a set of tokens, and how either full-text engine is asked it. Pure."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from gerbang.search.aliases import searched_words
from gerbang.search.folding import tokens
from gerbang.search.stemming import forms

Query = tuple[tuple[str, ...], ...]
"""All groups must be met, each by one of its tokens. A token that ends in `*` is met by any token it begins."""

CACHED_TEXTS = 50_000
PREFIX_LETTERS = 3
"""Letters the last word needs to find words that it only begins; while it is being typed it is seldom whole."""
LITTLE_WORDS = frozenset(
    tokens(
        "dan di ke dari dengan antara oleh untuk yang pada of the and in with between by for a an "
        "pemerintah pemda government tahun year nomor number"
    )
)


def telling_words(text: str) -> list[str]:
    """The words of a search in their common form; little words are left out unless nothing else was typed."""
    words = searched_words(tokens(text))
    return [word for word in words if word not in LITTLE_WORDS] or words


def words_query(text: str) -> Query:
    """The query for what a person typed; every telling word must be met."""
    return query_of(telling_words(text))


def query_of(words: Sequence[str]) -> Query:
    """The query for words in their common form; the last may be the beginning of a longer one."""
    groups = [forms(word) for word in words]
    if groups and len(words[-1]) >= PREFIX_LETTERS:
        groups[-1] = (*groups[-1], f"{groups[-1][0]}*")
    return tuple(dict.fromkeys(groups))


def terms(texts: Iterable[str]) -> set[str]:
    """Every token that texts are found by: their words as they stand and in the common form, and the stems of these.

    As they stand, too, because a word that is still being typed is no phrase yet.
    """
    return set().union(*map(_terms_of, texts))


@lru_cache(maxsize=CACHED_TEXTS)
def _terms_of(text: str) -> frozenset[str]:
    """Names of places and fields come again and again when many rows are indexed."""
    words = tokens(text)
    return frozenset(form for word in {*words, *searched_words(words)} for form in forms(word))


def as_tsquery(query: Query) -> str:
    """For PostgreSQL's `::tsquery`: `('kota') & ('kyoto' | 'kyoto':*)`."""
    return " & ".join(f"({' | '.join(_lexeme(token) for token in group)})" for group in query)


def as_fts5(query: Query) -> str:
    """For SQLite's MATCH: `("kota") AND ("kyoto" OR "kyoto"*)`."""
    return " AND ".join(f"({' OR '.join(_string(token) for token in group)})" for group in query)


def _lexeme(token: str) -> str:
    return f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'"


def _string(token: str) -> str:
    return f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"'
