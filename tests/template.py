"""The template database: migrated and filled with the reference data once, then copied for whoever needs one.

Reference data are some ten thousands of rows and the ledger refuses to delete, so that neither loading them for each
worker nor emptying tables after a test is possible. SQLite copies a file, PostgreSQL a template database.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "src" / "gerbang"
CACHE = PROJECT / ".cache" / "tests"

NEVER_WRITE = {"views.py", "urls.py", "forms.py", "middleware.py", "context.py"}
NEVER_READ = {"templates", "static", "locale", "templatetags", "assets", "__pycache__", "demonstration"}
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class OwnDatabase:
    """A database that belongs to one test."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """For a process that the test starts."""
        return {**os.environ, "GERBANG_DATABASE_URL": self.url}


def fingerprint(package: Path = PACKAGE, demonstration: bool = False) -> str:
    """Changes with every file that can change what a freshly loaded database holds: code as well as data.

    Of the demonstration also with the day, to which its sample dates are relative.
    """
    import django

    digest = hashlib.sha256(django.__version__.encode())
    if demonstration:
        digest.update(datetime.now(UTC).date().isoformat().encode())
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        beside = not demonstration and inside.parts[0] == "site" and path.name != "reference.py"
        if path.is_file() and path.name not in NEVER_WRITE and not beside and not NEVER_READ & set(inside.parts):
            digest.update(str(inside).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def point_at(url: str) -> None:
    """Let Django's default connection, in every thread, be the database at this address."""
    from django.conf import settings
    from django.db import connections

    connections["default"].close()
    wanted: dict[str, Any] = dict(dj_database_url.parse(url))
    if wanted["ENGINE"].endswith("sqlite3"):
        wanted["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON"
            ),
        }
    current = connections.settings["default"]
    current.clear()
    current.update(wanted)
    settings.DATABASES["default"] = current
    connections.configure_settings({"default": current})
    del connections["default"]


def fill() -> None:
    """Migrate the database that Django points at and load the reference data into it."""
    from django.core.management import call_command

    from gerbang.site import reference

    call_command("migrate", verbosity=0, interactive=False)
    reference.load()
    close()


def close() -> None:
    """Let nobody hold a database that is about to be copied or dropped."""
    from django.db import connections

    connections["default"].close()


def add_demonstration() -> None:
    """Load into a database with the reference data what `gerbang demonstration` adds."""
    from gerbang.site import demonstration

    demonstration.load()
    close()


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One process at a time, over all workers and all test runs in this tree."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


CONTENTS: dict[str, Callable[[], None]] = {"reference": fill, "demonstration": add_demonstration}
"""What a template may hold, and what makes it."""
BASES = {"demonstration": "reference"}
"""Templates that begin as a copy of another one."""


class SqliteTemplates:
    """Copies of files under `.cache/tests`, made anew when migrations, data or loading code change."""

    def __init__(self) -> None:
        self.templates = {
            holding: CACHE / f"template-{holding}-{fingerprint(demonstration=holding == 'demonstration')}.sqlite3"
            for holding in CONTENTS
        }

    def copy(self, name: str, holding: str = "reference") -> str:
        target = CACHE / f"{name}.sqlite3"
        with _alone("sqlite"):
            shutil.copyfile(self._template(holding), target)
        return f"sqlite:///{target}"

    def drop(self, name: str) -> None:
        for path in CACHE.glob(f"{name}.sqlite3*"):
            path.unlink(missing_ok=True)

    def _template(self, holding: str) -> Path:
        template = self.templates[holding]
        if not template.exists():
            self._build(template, holding)
        return template

    def _build(self, template: Path, holding: str) -> None:
        unfinished = template.with_suffix(".unfinished")
        for path in CACHE.glob(f"{unfinished.name}*"):
            path.unlink()
        if holding in BASES:
            shutil.copyfile(self._template(BASES[holding]), unfinished)
        point_at(f"sqlite:///{unfinished}")
        CONTENTS[holding]()
        with closing(sqlite3.connect(unfinished)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.rename(template)
        for path in CACHE.glob("*.sqlite3*"):
            if path not in self.templates.values() and time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)


class PostgresTemplates:
    """Copies inside the tests' own cluster; `server` is the address of its maintenance database."""

    def __init__(self, server: str) -> None:
        self.server = server

    def copy(self, name: str, holding: str = "reference") -> str:
        with _alone("postgresql"), psycopg.connect(self.server, autocommit=True) as admin:
            template = self._template(admin, holding)
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self._url(name)

    def drop(self, name: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _template(self, admin: psycopg.Connection[Any], holding: str) -> str:
        template = f"gerbang_template_{holding}"
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            self._build(admin, template, holding)
        return template

    def _build(self, admin: psycopg.Connection[Any], template: str, holding: str) -> None:
        base = self._template(admin, BASES[holding]) if holding in BASES else "template1"
        unfinished = "gerbang_unfinished"
        admin.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE "{base}" STRATEGY FILE_COPY')
        point_at(self._url(unfinished))
        CONTENTS[holding]()
        admin.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')

    def _url(self, database: str) -> str:
        return f"{self.server.rpartition('/')[0]}/{database}"
