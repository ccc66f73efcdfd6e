"""A process that is killed while it makes a release publishes nothing, and the next one is whole."""

import hashlib
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.template import PACKAGE, OwnDatabase

from gerbang.register.export import release as releases
from gerbang.register.models import Release

KILLED = """
import os, signal, sys
import django
django.setup()
from gerbang.register.export import release

def killed(*_given):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(release, sys.argv[1], killed)
from django.core.management import execute_from_command_line
execute_from_command_line(["gerbang", "release"])
"""


@pytest.mark.parametrize("point", ["_written", "_publish", "_put"])
def test_a_killed_release_is_not_published_and_the_next_is_whole(
    own_database: OwnDatabase, settings, tmp_path: Path, point: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, point],
        env={
            **own_database.environment,
            "GERBANG_STATE": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "gerbang.site.settings",
            "PYTHONPATH": str(PACKAGE.parent),
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert not Release.objects.exists()
    [media] = [path.parent for path in tmp_path.rglob("releases")]
    settings.MEDIA_ROOT = media
    [left] = (media / "releases").iterdir()
    assert left.name.startswith(releases.INCOMING)
    later = datetime.now(UTC) + timedelta(days=2)
    made = releases.make(later)
    assert [path.name for path in (media / "releases").iterdir()] == [made.version]
    for line in (media / "releases" / made.version / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((media / "releases" / made.version / name).read_bytes()).hexdigest() == digest
