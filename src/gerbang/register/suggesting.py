"""What to try when a search finds nothing: which word found nothing, and what would find something.

Every suggestion is a search that was made for this actor and found something, so none tells of a tie they may not see.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from gerbang.people.acting import Actor
from gerbang.places import queries as places
from gerbang.register.areas import areas
from gerbang.register.queries import Filters, bounded_count, narrowed, visible_to
from gerbang.search.folding import tokens
from gerbang.search.numbers import is_number
from gerbang.search.querying import LITTLE_WORDS

WORDS_TRIED = 6
SPELLINGS = 3
ALIKE = 0.75
"""How alike two spellings must be, by difflib's ratio."""
LETTERS_AN_ERROR = 4
"""A spelling may be a letter longer or shorter for so many letters: `sun` is no spelling of `suwon`."""
LOOSENED = (
    "words", "province", "region", "country", "partner", "kind", "phase", "areas", "sdgs", "year", "precision",
    "confirmed", "dated", "disputed", "chosen", "held",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A search that finds something. `number` is None where it is too many to count.

    `change` is what was taken away: the word itself, or the name of a filter; or the words written otherwise.
    """

    change: str
    by: Filters
    number: int | None


@dataclass(frozen=True, slots=True)
class Help:
    """`nowhere`: words that find nothing even by themselves."""

    nowhere: tuple[str, ...] = ()
    spelled: tuple[Suggestion, ...] = ()
    fewer: tuple[Suggestion, ...] = ()
    looser: tuple[Suggestion, ...] = ()


def help_for(actor: Actor, by: Filters) -> Help:
    """Why these filters find nothing, and what comes nearest; asked for only when they do."""
    words = _tried(by.words)
    nowhere = tuple(word for word in words if not _finds(actor, Filters(words=word)))
    return Help(
        nowhere,
        spelled=tuple(_spelled(actor, by, nowhere)),
        fewer=tuple(_fewer(actor, by, words)),
        looser=tuple(_looser(actor, by)),
    )


def _tried(text: str) -> list[str]:
    """The words of a search; the number of a paper is one of them, and its parts are none."""
    if is_number(text):
        return [text.strip()]
    words = dict.fromkeys(tokens(text))
    return [word for word in words if word not in LITTLE_WORDS][:WORDS_TRIED]


def _finds(actor: Actor, by: Filters) -> bool:
    """Counted, because a database that looks for one row only reads the whole table where there is none."""
    return bounded_count(narrowed(visible_to(actor), by)) != 0


def _suggested(actor: Actor, change: str, by: Filters) -> Iterator[Suggestion]:
    number = bounded_count(narrowed(visible_to(actor), by))
    if number != 0:
        yield Suggestion(change, by, number)


def _fewer(actor: Actor, by: Filters, words: list[str]) -> Iterator[Suggestion]:
    """Without one of the words, all the rest as it is."""
    if len(words) > 1:
        for word in words:
            rest = " ".join(other for other in tokens(by.words) if other != word)
            yield from _suggested(actor, word, replace(by, words=rest, also=()))


def _looser(actor: Actor, by: Filters) -> Iterator[Suggestion]:
    """Without one of the filters, if there are several; the year's own leniency goes with it."""
    empty = Filters()
    held = [name for name in LOOSENED if getattr(by, name) != getattr(empty, name)]
    if len(held) > 1:
        for name in held:
            without = replace(by, **{name: getattr(empty, name)}, also=())
            yield from _suggested(actor, name, replace(without, possibly=without.possibly and bool(without.year)))


def _spelled(actor: Actor, by: Filters, nowhere: tuple[str, ...]) -> Iterator[Suggestion]:
    """With words that find nothing written as a place or a field of the same look is; each at its likeliest first."""
    alike = {word: get_close_matches(word, _vocabulary(word), n=SPELLINGS, cutoff=ALIKE) for word in nowhere[:2]}
    likeliest = {word: found[0] for word, found in alike.items() if found}
    tried: set[str] = set()
    for word, found in alike.items():
        for other in found:
            instead = likeliest | {word: other}
            words = " ".join(instead.get(one, one) for one in tokens(by.words))
            if words not in tried:
                tried.add(words)
                yield from _suggested(actor, words, replace(by, words=words, also=()))


def _vocabulary(word: str) -> list[str]:
    """Known words of the same first two letters and about as long; from reference data only, never from ties."""
    if word.isdigit() or len(word) < 3:
        return []
    fields = {one for area in areas().values() for one in tokens(f"{area.name_id} {area.name_en}")}
    known = places.words_beginning(word[:2]) | {one for one in fields if one.startswith(word[:2])}
    return sorted(one for one in known - {word} if abs(len(one) - len(word)) <= max(1, len(word) // LETTERS_AN_ERROR))
