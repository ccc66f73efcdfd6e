"""A process that is killed in the middle of an import leaves nothing of it."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.register.intake.making import as_csv, row
from tests.template import PACKAGE, OwnDatabase

from gerbang.ledger.models import Entry
from gerbang.register.intake import actions, tables
from gerbang.register.models import Import, ImportRow, Tie

KILLED = """
import os, signal, sys
import django
django.setup()
from gerbang.register.intake import planning
from gerbang.register.intake.writing import Writer

write, calls = Writer.write, []

def killed(self, rows):
    write(self, rows)
    calls.append(rows)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

planning.BATCH, Writer.write = 1, killed
from django.core.management import execute_from_command_line
execute_from_command_line(["gerbang", "import", "cooperations", sys.argv[1]])
"""


def test_a_killed_import_leaves_nothing_and_can_be_made_again(own_database: OwnDatabase, tmp_path: Path) -> None:
    rows = [row(foreign_side=name) for name in ("Windhoek", "Walvis Bay", "Swakopmund")]
    file = tmp_path / "tabel.csv"
    file.write_bytes(as_csv(rows))
    before = Entry.objects.count()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)],
        env={
            **own_database.environment,
            "DJANGO_SETTINGS_MODULE": "gerbang.site.settings",
            "PYTHONPATH": str(PACKAGE.parent),
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert (Tie.objects.count(), Import.objects.count(), ImportRow.objects.count()) == (0, 0, 0)
    assert Entry.objects.count() == before
    again = actions.write(brought=tables.bring(data=file.read_bytes(), filename=file.name, exact=True))
    assert again.checked.counts["created"] == 3
