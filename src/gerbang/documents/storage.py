"""Bytes under the name of their hash, written so that a killed process leaves all of them or none."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any, TypeAlias
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

Reached = Callable[[str], None]
"""Told the name of each point that a killed process may not get past; tests end the process there."""

Sent: TypeAlias = "File[Any]"
Content: TypeAlias = "IO[bytes] | File[Any]"

ALIAS = "documents"
INCOMING = "incoming"
CHUNK = 1 << 20
CONTENT = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}")


def nowhere(point: str) -> None:
    """What the points are told to outside tests."""


class ContentStorage(FileSystemStorage):
    """Files on disk: written under a temporary name, synced, renamed (atomic in POSIX), and their folder synced."""

    def __init__(self, *args: Any, reached: Reached = nowhere, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reached = reached

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: the same name is the same content."""
        return name

    def _save(self, name: str, content: Sent) -> str:
        final = Path(self.path(name))
        temporary = Path(self.path(f"{INCOMING}/{uuid4().hex}"))
        for folder in (temporary.parent, final.parent):
            _make(folder, Path(self.location))
        try:
            self._write(temporary, content)
            self.reached("written")
            temporary.rename(final)
        finally:
            temporary.unlink(missing_ok=True)
        _sync(final.parent)
        return name

    def _write(self, path: Path, content: Sent) -> None:
        content.seek(0)
        with path.open("xb") as file:
            while chunk := content.read(CHUNK):
                file.write(chunk)
            file.flush()
            self.reached("half")
            os.fsync(file.fileno())

    def stored(self) -> Iterator[tuple[str, datetime]]:
        """Every file here with the time it was written, unfinished ones included."""
        base = Path(self.location)
        for folder, _folders, names in os.walk(base):
            for name in names:
                relative = str((Path(folder) / name).relative_to(base))
                with suppress(FileNotFoundError):
                    yield relative, self.get_modified_time(relative)


def _make(folder: Path, base: Path) -> None:
    """Make a folder so that it is still there after a power cut: each new one is synced in the one above it."""
    missing = []
    while not folder.exists() and folder != base.parent:
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True, parents=True)
        _sync(each.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def current() -> Storage:
    """The storage of documents: the alias `documents` of STORAGES where there is one, else files under MEDIA_ROOT."""
    return storages[ALIAS] if ALIAS in settings.STORAGES else ContentStorage(location=settings.MEDIA_ROOT)


def path_of(sha256: str) -> str:
    """Two levels of folders, so that none holds more than a few thousand names."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def is_content(name: str) -> bool:
    """Whether a file here is one of ours, by its name."""
    return CONTENT.fullmatch(name) is not None


def sha256_of(name: str) -> str:
    return name.rpartition("/")[2]


def digest(file: Content) -> str:
    """SHA-256 (FIPS 180-4) of a file from its beginning."""
    found = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()
