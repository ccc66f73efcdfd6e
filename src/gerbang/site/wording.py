"""Whether the catalogues say everything that the sources ask for, in both languages, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from gerbang.site.catalogues import LANGUAGES, SOURCE, Key, file_of, key_of, new, overrides, read, write
from gerbang.site.extraction import messages_of

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def update(room: Path, rooms: Iterable[Path] = ()) -> None:
    """Bring a room's catalogues to what its sources use; what was translated stays, or comes from another room."""
    used = messages_of(room)
    fixed = {override.key: override.text for override in overrides()}
    for language in LANGUAGES:
        path = file_of(room, language)
        if not used:
            path.unlink(missing_ok=True)
            continue
        known = _translated([*rooms, room], language)
        catalog = new(language)
        for context, singular, plural in used:
            key = (context, singular, plural)
            text = _source_text(key, catalog) if language == SOURCE else (fixed.get(key) or known.get(key, ""))
            catalog.add(
                (singular, plural) if plural else singular,
                _forms(text, catalog) if plural else _first(text),
                context=context or None,
            )
        write(path, catalog)


def faults(rooms: Iterable[Path]) -> Iterator[str]:
    rooms = list(rooms)
    for room in rooms:
        used = messages_of(room)
        for language in LANGUAGES:
            path = file_of(room, language)
            for fault in _faults(used, read(path, language), language):
                yield f"{room.name}, {language}: {fault}"
    yield from _disagreements(rooms)


def _faults(used: set[Key], catalog: Catalog, language: str) -> Iterator[str]:
    known = _texts(catalog)
    fixed = {} if language == SOURCE else {override.key: override.text for override in overrides()}
    for key in sorted(used - known.keys()):
        yield f"missing: {key[1]!r}"
    for key in sorted(known.keys() - used):
        yield f"no longer used: {key[1]!r}"
    for message in catalog:
        if message.id and message.fuzzy:
            yield f"marked fuzzy: {key_of(message)[1]!r}"
    for key in sorted(used & known.keys()):
        forms = _forms(known[key], catalog) if key[2] else (_first(known[key]),)
        if not all(forms):
            yield f"not translated: {key[1]!r}"
        elif fixed.get(key, forms[0]) != forms[0]:
            yield f"differs from overrides.toml: {key[1]!r}"
        elif language == SOURCE and forms != _wanted(key, catalog):
            yield f"differs from its msgid: {key[1]!r}"
        elif any(_wrong_placeholders(key, form) for form in forms):
            yield f"other placeholders than the msgid: {key[1]!r}"


def _wrong_placeholders(key: Key, text: str) -> bool:
    """A plural form may leave out what its msgids do not both have: *one file* need not name the count."""
    sets = [set(PLACEHOLDER.findall(part)) for part in key[1:] if part]
    has = set(PLACEHOLDER.findall(text))
    return not set.intersection(*sets) <= has <= set.union(*sets)


def _disagreements(rooms: list[Path]) -> Iterator[str]:
    """Rooms share one space of messages at run time: two translations of one msgid would hide one another."""
    for language in LANGUAGES:
        said: dict[Key, tuple[str, str | tuple[str, ...]]] = {}
        for room in rooms:
            for key, text in _translated([room], language).items():
                other, before = said.setdefault(key, (room.name, text))
                if before != text:
                    yield f"{other} and {room.name}, {language}: translated in two ways: {key[1]!r}"


def _texts(catalog: Catalog) -> dict[Key, str | tuple[str, ...]]:
    return {
        key_of(message): message.string if isinstance(message.string, str) else tuple(message.string or ())
        for message in catalog
        if message.id
    }


def _translated(rooms: Iterable[Path], language: str) -> dict[Key, str | tuple[str, ...]]:
    """What the rooms say; where two say something of one message, the last."""
    catalogs = [_texts(read(file_of(room, language), language)) for room in rooms]
    return {key: text for catalog in catalogs for key, text in catalog.items() if _first(text)}


def _source_text(key: Key, catalog: Catalog) -> str | tuple[str, ...]:
    forms = _wanted(key, catalog)
    return forms if key[2] else forms[0]


def _wanted(key: Key, catalog: Catalog) -> tuple[str, ...]:
    return (key[1], *[key[2]] * (catalog.num_plurals - 1)) if key[2] else (key[1],)


def _forms(text: str | tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    given = (text,) if isinstance(text, str) else text
    return (*given, *[""] * catalog.num_plurals)[: catalog.num_plurals]


def _first(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]
