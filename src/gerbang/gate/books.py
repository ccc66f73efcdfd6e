"""Rulebooks in use: each version is copied with its hash on first use; a case is read with the copy it began under."""

from functools import lru_cache

from gerbang.gate.models import Book
from gerbang.rulebook import loader
from gerbang.rulebook.schema import Rulebook


class ChangedBook(RuntimeError):
    """A shipped rulebook differs from the copy kept under the same version; the start is stopped."""


def pinned(book_id: str) -> Book:
    """The kept copy of the shipped rulebook, made on first use."""
    shipped = loader.shipped()[book_id]
    kept, _created = Book.objects.get_or_create(
        book_id=book_id,
        version=shipped.book.version,
        defaults={"digest": shipped.digest, "text": shipped.text},
    )
    if kept.digest != shipped.digest:
        raise ChangedBook(
            f"{shipped.file}: version: {book_id} {kept.version} is already in use with other text "
            f"(SHA-256 {kept.digest[:12]}…, file {shipped.digest[:12]}…); give the changed file a new version"
        )
    return kept


@lru_cache(maxsize=64)
def _parsed(digest: str, text: str, name: str) -> Rulebook:
    return loader.load_text(text, name)


def read(kept: Book) -> Rulebook:
    """The rulebook of a case, parsed once per process."""
    return _parsed(kept.digest, kept.text, f"{kept.book_id} {kept.version}")


def check_kept() -> None:
    """Compares every shipped rulebook with its kept copy, if it has one; raises ChangedBook."""
    for book_id, shipped in loader.shipped().items():
        if Book.objects.filter(book_id=book_id, version=shipped.book.version).exists():
            pinned(book_id)
