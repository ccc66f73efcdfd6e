"""What is asked of a set of tokens, and how either full-text engine is asked it. Pure."""

from collections.abc import Iterable
from functools import lru_cache

from gerbang.search.aliases import common_words
from gerbang.search.folding import tokens
from gerbang.search.stemming import forms

Query = tuple[tuple[str, ...], ...]
"""All groups must be met, each by one of its tokens. A token that ends in `*` is met by any token it begins."""

CACHED_TEXTS = 50_000
PREFIX_LETTERS = 3
"""Letters the last word needs to find words that it only begins; while it is being typed it is seldom whole."""
LITTLE_WORDS = frozenset(
    tokens("dan di ke dari dengan antara oleh untuk yang pada of the and in with between by for a an")
)


def words_query(text: str) -> Query:
    """The query for what a person typed; little words are left out unless nothing else was typed."""
    words = common_words(tokens(text))
    telling = [word for word in words if word not in LITTLE_WORDS] or words
    groups = [forms(word) for word in telling]
    if groups and len(telling[-1]) >= PREFIX_LETTERS:
        groups[-1] = (*groups[-1], f"{telling[-1]}*")
    return tuple(dict.fromkeys(groups))


def terms(texts: Iterable[str]) -> set[str]:
    """Every token that texts are found by: their words in the common form, and the stems of these."""
    return set().union(*map(_terms_of, texts))


@lru_cache(maxsize=CACHED_TEXTS)
def _terms_of(text: str) -> frozenset[str]:
    """Names of places and fields come again and again when many rows are indexed."""
    return frozenset(form for word in common_words(tokens(text)) for form in forms(word))


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
