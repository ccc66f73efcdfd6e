"""`gerbang serve`: the web server, the worker and the clock as one program; one of them ending ends all three."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"
GRACE_SECONDS = 15
START_SECONDS = 60
PAUSE_SECONDS = 0.2

Children = dict[str, subprocess.Popen[bytes]]


class Command(BaseCommand):
    help = "Serve Gerbang on this machine: web, worker and clock together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
        parser.add_argument("--threads", type=int, default=4, help="threads of each of them")

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        refuse_taken(port)
        refuse_unready()
        stopping = listen_for_signals()
        with together(commands(port, options["workers"], options["threads"]), known_at(port)) as children:
            announced = False
            began = time.monotonic()
            while not stopping:
                for name, child in children.items():
                    if child.poll() is not None:
                        raise CommandError(f"The {name} ended by itself (code {child.returncode}); all was stopped.")
                if not announced and answers(port):
                    self._announce(port)
                    announced = True
                if not announced and time.monotonic() - began > START_SECONDS:
                    raise CommandError(f"The web server did not answer within {START_SECONDS} s; all was stopped.")
                time.sleep(PAUSE_SECONDS)
        self.stdout.write("Gerbang has stopped.")

    def _announce(self, port: int) -> None:
        self.stdout.write(f"Gerbang is at http://{HOST}:{port}/ (Ctrl+C stops it).")
        accounts = settings.STATE / "demonstration-accounts.json"
        if settings.DEMONSTRATION and accounts.exists():
            self.stdout.write("\nDemonstration accounts, made for this installation only:\n")
            self.stdout.write(table(json.loads(accounts.read_text(encoding="utf-8"))))
        self.stdout.flush()


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            hint = f"Choose another one: make demo PORT={port + 1}"
            raise CommandError(f"Port {port} on {HOST} cannot be used ({error.strerror}). {hint}") from error


def refuse_unready() -> None:
    """The database must have every table this version knows; nothing is changed without being asked for."""
    executor = MigrationExecutor(connection)
    unready = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if unready:
        raise CommandError("The database is not up to date. Run first: gerbang migrate")


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def listen_for_signals() -> list[int]:
    """A list that is empty until somebody asks for the end."""
    received: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda got, _frame: received.append(got))
    return received


def commands(port: int, workers: int, threads: int) -> dict[str, list[str]]:
    web = ["gunicorn", "gerbang.site.wsgi:application", f"--bind={HOST}:{port}", "--worker-class=gthread"]
    web += [f"--workers={workers}", f"--threads={threads}", "--no-control-socket", "--log-level=warning"]
    gerbang = "gerbang.site.command"
    return {"web server": web, "worker": [gerbang, "db_worker"], "clock": [gerbang, "clock"]}


def known_at(port: int) -> dict[str, str]:
    """What the programs are told of the site's own address: what is configured, else where it is served.

    The clock writes it into releases, and it has no request that it could learn it from.
    """
    configured = os.environ.get("GERBANG_ORIGINS") or os.environ.get("GERBANG_HOSTS")
    return {} if configured else {"GERBANG_ORIGINS": f"http://{HOST}:{port}"}


@contextmanager
def together(programs: dict[str, list[str]], environment: Mapping[str, str] | None = None) -> Iterator[Children]:
    """The programs as children that no signal of the terminal reaches: they are stopped here, in one way only.

    Should this program be killed, they notice and stop by themselves (`site.tied`).
    """
    children: Children = {}
    try:
        for name, arguments in programs.items():
            command = [sys.executable, "-m", "gerbang.site.tied", *arguments]
            children[name] = subprocess.Popen(  # noqa: S603
                command,
                start_new_session=True,
                stdin=subprocess.PIPE,
                env={**os.environ, **(environment or {})},
            )
        yield children
    finally:
        stop(children)


def stop(children: Children) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdin is not None:
            child.stdin.close()


def table(accounts: list[dict[str, str]]) -> str:
    rows = [("Role", "Address", "Password"), *((row["role"], row["email"], row["password"]) for row in accounts)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"  {line}\n" for line in lines)
