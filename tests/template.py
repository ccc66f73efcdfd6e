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
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
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


def fingerprint(package: Path = PACKAGE) -> str:
    """Changes with every file that can change what a freshly loaded database holds: code as well as data."""
    import django

    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and path.name not in NEVER_WRITE and not NEVER_READ & set(inside.parts):
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
    from django.db import connections

    from gerbang.site import reference

    call_command("migrate", verbosity=0, interactive=False)
    reference.load()
    connections["default"].close()


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One process at a time, over all workers and all test runs in this tree."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteTemplates:
    """Copies of one file under `.cache/tests`, made anew when migrations, data or loading code change."""

    def __init__(self) -> None:
        self.template = CACHE / f"template-{fingerprint()}.sqlite3"

    def copy(self, name: str) -> str:
        with _alone("sqlite"):
            if not self.template.exists():
                self._build()
            target = CACHE / f"{name}.sqlite3"
            shutil.copyfile(self.template, target)
        return f"sqlite:///{target}"

    def drop(self, name: str) -> None:
        for path in CACHE.glob(f"{name}.sqlite3*"):
            path.unlink(missing_ok=True)

    def _build(self) -> None:
        unfinished = self.template.with_suffix(".unfinished")
        for path in CACHE.glob(f"{unfinished.name}*"):
            path.unlink()
        point_at(f"sqlite:///{unfinished}")
        fill()
        with closing(sqlite3.connect(unfinished)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.rename(self.template)
        for path in CACHE.glob("*.sqlite3*"):
            if path != self.template and time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)


class PostgresTemplates:
    """Copies inside the tests' own cluster; `server` is the address of its maintenance database."""

    TEMPLATE = "gerbang_template"

    def __init__(self, server: str) -> None:
        self.server = server

    def copy(self, name: str) -> str:
        with _alone("postgresql"), psycopg.connect(self.server, autocommit=True) as admin:
            known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.TEMPLATE]).fetchone()
            if not known:
                self._build(admin)
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.TEMPLATE}" STRATEGY FILE_COPY')
        return self._url(name)

    def drop(self, name: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _build(self, admin: psycopg.Connection[Any]) -> None:
        unfinished = "gerbang_unfinished"
        admin.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{unfinished}"')
        point_at(self._url(unfinished))
        fill()
        admin.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.TEMPLATE}"')

    def _url(self, database: str) -> str:
        return f"{self.server.rpartition('/')[0]}/{database}"
