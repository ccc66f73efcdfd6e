"""What every test stands on: one template database, and a copy of it for whoever needs one.

`db` (or the mark `django_db`) gives a test the worker's copy, reference data and all, and rolls back afterwards.
`own_database` gives it a copy of its own, where it may commit, use threads and start processes; it is thrown away.
`demonstration` gives it such a copy in which the demonstration has been loaded.
Never use `transactional_db`: it empties tables, and the ledger refuses that.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import postgres
from tests.template import OwnDatabase, PostgresTemplates, SqliteTemplates, point_at

ENGINE = os.environ.get("GERBANG_TEST_DATABASE", "sqlite")
SERVER = "GERBANG_TEST_SERVER"
"""The address of the running test cluster: set by the process that started it, inherited by its xdist workers."""

state = pytest.StashKey[Path]()
cluster = pytest.StashKey[postgres.Cluster]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-query-counts", action="store_true", help="keep what tests/site/test_query_counts finds")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # Another job on the machine makes an example slow; speed is measured by benches and by no test.
    hypothesis.settings.register_profile("gerbang", deadline=None)
    hypothesis.settings.load_profile("gerbang")
    config.stash[state] = Path(tempfile.mkdtemp(prefix="gerbang-tests-"))
    settings.STATE = config.stash[state]
    settings.MEDIA_ROOT = config.stash[state] / "files"
    settings.STATIC_ROOT = config.stash[state] / "static"
    settings.STATIC_ROOT.mkdir()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests of a page ask what it says, not whether its files were collected; the browser tests collect them.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    if ENGINE == "postgresql" and SERVER not in os.environ and not config.option.collectonly:
        started = postgres.Cluster()
        started.start()
        config.stash[cluster] = started
        os.environ[SERVER] = started.url("postgres")
    elif ENGINE not in ("sqlite", "postgresql"):
        raise pytest.UsageError(f"GERBANG_TEST_DATABASE is {ENGINE!r}; it may be sqlite or postgresql")


def pytest_unconfigure(config: pytest.Config) -> None:
    if cluster in config.stash:
        config.stash[cluster].stop()
        del os.environ[SERVER]
    shutil.rmtree(config.stash[state], ignore_errors=True)


@pytest.fixture(scope="session")
def templates() -> SqliteTemplates | PostgresTemplates:
    return PostgresTemplates(os.environ[SERVER]) if ENGINE == "postgresql" else SqliteTemplates()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    templates: SqliteTemplates | PostgresTemplates,
    worker_id: str,
) -> Iterator[None]:
    """pytest-django's own fixture would make an empty database for each worker; this one copies the template."""
    name = f"gerbang_{os.getpid()}_{worker_id}"
    with django_db_blocker.unblock():
        point_at(templates.copy(name))
        yield
        from django.db import connections

        connections["default"].close()
        templates.drop(name)


@pytest.fixture(autouse=True)
def indonesian_first() -> Iterator[None]:
    """A request leaves its language active in the thread; no test begins with that of another."""
    from django.utils.translation import override

    with override("id"):
        yield


@pytest.fixture
def reference(db: None) -> None:
    """The reference data: countries, regions, partners, bodies, calendars. They are in the template already."""


@pytest.fixture
def own_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    templates: SqliteTemplates | PostgresTemplates,
    worker_id: str,
) -> Iterator[OwnDatabase]:
    """A copy of the template for this test alone: commits are real, other threads and processes see them."""
    with django_db_blocker.unblock(), one_copy(templates, worker_id, "reference") as database:
        yield database


@pytest.fixture
def demonstration(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    templates: SqliteTemplates | PostgresTemplates,
    worker_id: str,
) -> Iterator[OwnDatabase]:
    """A copy of a database in which `gerbang demonstration` has run, for this test alone."""
    with django_db_blocker.unblock(), one_copy(templates, worker_id, "demonstration") as database:
        yield database


@contextmanager
def one_copy(templates: SqliteTemplates | PostgresTemplates, worker_id: str, holding: str) -> Iterator[OwnDatabase]:
    """Django at a fresh copy of a template; afterwards at the worker's own database again."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    shared = dict(connections.settings["default"])
    name = f"gerbang_own_{os.getpid()}_{worker_id}"
    try:
        url = templates.copy(name, holding)
        point_at(url)
        ContentType.objects.clear_cache()
        yield OwnDatabase(url)
    finally:
        connections["default"].close()
        templates.drop(name)
        connections.settings["default"].clear()
        connections.settings["default"].update(shared)
        del connections["default"]
        ContentType.objects.clear_cache()
