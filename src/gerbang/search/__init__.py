"""Folding and aliases, so that a name is found however it is typed."""

from gerbang.search.aliases import common_form, common_words
from gerbang.search.folding import fold, tokens

__all__ = ["common_form", "common_words", "fold", "tokens"]
