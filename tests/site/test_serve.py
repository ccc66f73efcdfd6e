"""`gerbang serve`: three programs that live and die together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.template import PROJECT, OwnDatabase

from gerbang.site.management.commands import serve

PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(database: OwnDatabase, port: int, state: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**database.environment, "PYTHONPATH": str(PROJECT / "src"), "GERBANG_STATE": str(state)}
    command = [sys.executable, "-m", "gerbang.site.command", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_SECONDS)


def wait_until_announced(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Gerbang is at" in line:
            return said
    pytest.fail(f"it ended early: {said}")


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_files_name_the_address_it_is_served_at(own_database: OwnDatabase, tmp_path: Path) -> None:
    port = free_port()
    with started(own_database, port, tmp_path) as process:
        wait_until_announced(process)
        address = f"http://{serve.HOST}:{port}"
        with urlopen(f"{address}/kerja-sama/unduh.jsonld", timeout=PATIENCE_SECONDS) as answer:
            assert f'"{address}/' in answer.read().decode()


@pytest.mark.parametrize("name", ["GERBANG_ORIGINS", "GERBANG_HOSTS"])
def test_a_configured_address_is_not_replaced(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for each in ("GERBANG_ORIGINS", "GERBANG_HOSTS"):
        monkeypatch.delenv(each, raising=False)
    assert serve.known_at(8123) == {"GERBANG_ORIGINS": "http://127.0.0.1:8123"}
    monkeypatch.setenv(name, "https://kerjasama.example.go.id")
    assert serve.known_at(8123) == {}


def test_a_signal_stops_all_three(own_database: OwnDatabase, tmp_path: Path) -> None:
    port = free_port()
    with started(own_database, port, tmp_path) as process:
        wait_until_announced(process)
        children = children_of(process.pid)
        assert len(children) == 3
        process.send_signal(signal.SIGINT)
        said, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 0
        assert "Gerbang has stopped." in said
        assert all(gone(child) for child in children)
        assert not serve.answers(port)


def test_when_one_dies_the_others_are_stopped_and_it_is_named(own_database: OwnDatabase, tmp_path: Path) -> None:
    with started(own_database, free_port(), tmp_path) as process:
        wait_until_announced(process)
        children = children_of(process.pid)
        os.kill(children[2], signal.SIGKILL)
        said, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 1
        assert "The clock ended by itself" in said
        assert all(gone(child) for child in children)


def test_when_it_is_killed_itself_nothing_of_it_is_left(own_database: OwnDatabase, tmp_path: Path) -> None:
    port = free_port()
    with started(own_database, port, tmp_path) as process:
        wait_until_announced(process)
        # The port is open before the web server has its workers; an answer comes from one of them.
        with urlopen(f"http://{serve.HOST}:{port}/", timeout=PATIENCE_SECONDS) as answer:
            assert answer.status == 200
        children = children_of(process.pid)
        workers = [worker for child in children for worker in children_of(child)]
        assert workers, "the web server has its own"
        process.kill()
        process.communicate(timeout=PATIENCE_SECONDS)  # ends when the last of them has closed its output
        assert all(gone(one) for one in [*children, *workers])


def test_a_database_without_tables_is_refused_with_the_command_to_run(tmp_path: Path) -> None:
    with started(OwnDatabase(f"sqlite:///{tmp_path / 'empty.sqlite3'}"), free_port(), tmp_path) as process:
        said, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 1
        assert "Run first: gerbang migrate" in said


def test_a_taken_port_is_refused_with_a_way_out(own_database: OwnDatabase, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with started(own_database, port, tmp_path) as process:
            said, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
            assert process.returncode == 1
            assert f"Port {port} on 127.0.0.1 cannot be used" in said
            assert f"make demo PORT={port + 1}" in said


def test_the_demonstration_accounts_are_listed_in_columns() -> None:
    listed = serve.table([{"role": "Officer", "email": "officer@example.org", "password": "secret"}])
    assert listed.splitlines() == [
        "  Role     Address              Password",
        "  Officer  officer@example.org  secret",
    ]


def test_children_that_ignore_the_signal_are_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "GRACE_SECONDS", 0.5)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    began = time.monotonic()
    serve.stop({"deaf": child})
    assert child.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 10
    child.stdout.close()
