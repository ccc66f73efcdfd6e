"""Whether two spellings may name one area: what a source writes, and what a list of codes has. Pure.

It serves to offer more to a person who chooses, and decides nothing by itself.
"""

from difflib import SequenceMatcher

from gerbang.search import tokens

ALIKE = 0.8
"""How alike two names must be, by difflib's ratio: Samarkand and Samarqand are, Kochi and Aichi are not."""
SHORTEST = 4
"""Letters below which a likeness says nothing."""
AREA_WORDS = frozenset(
    tokens(
        "autonomous region province prefecture state oblast viloyat county department canton governorate republic of "
        "provinsi prefektur daerah otonom wilayah negara bagian"
    )
)
"""Words for what an area is, which one list has and another leaves out."""


def is_near(written: str, name: str) -> bool:
    """Whether the names are nearly the same, or one is the other with more words behind it: Guangxi, Guangxi Zhuang."""
    one, other = _telling(written), _telling(name)
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    if longer[: len(shorter)] == shorter:
        return True
    left, right = sorted((" ".join(one), " ".join(other)))  # the ratio of two texts depends on which comes first
    return min(len(left), len(right)) >= SHORTEST and SequenceMatcher(None, left, right).ratio() >= ALIKE


def _telling(name: str) -> list[str]:
    return [word for word in tokens(name) if word not in AREA_WORDS]
