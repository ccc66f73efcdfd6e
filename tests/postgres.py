"""A PostgreSQL cluster of the tests' own: in a new directory, on a free port, gone when the tests end."""

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}
"""The cluster holds nothing that has to survive a power cut."""


def programs() -> Path | None:
    """Where the newest installed PostgreSQL keeps `initdb` and `pg_ctl`, which Debian leaves out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Cluster:
    """`start()` makes and starts it, `stop()` ends it and removes every file; both may be called twice."""

    def __init__(self) -> None:
        found = programs()
        if found is None:
            raise RuntimeError("PostgreSQL is not installed: no initdb was found (Debian: apt-get install postgresql)")
        self.programs = found
        self.home: Path | None = None
        self.port = 0
        self.started_by = os.getpid()

    def start(self) -> None:
        # The server refuses to run as root, so root hands the directory to the account that Debian's package makes.
        self.home = Path(tempfile.mkdtemp(prefix="gerbang-postgres-", dir="/tmp"))
        atexit.register(self.stop)
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.home, owner.pw_uid, owner.pw_gid)
        # Other accounts of the machine have no business in a cluster that trusts whoever reaches it.
        self.home.chmod(0o700)
        self.port = _free_port()
        self._run("initdb", "-D", self._data, "-U", "gerbang", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = {**QUICK, "port": str(self.port), "listen_addresses": "127.0.0.1"}
        options["unix_socket_directories"] = str(self.home)
        flags = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run("pg_ctl", "-D", self._data, "-l", str(self.home / "log"), "-w", "-o", flags, "start")

    def stop(self) -> None:
        if self.home is None or os.getpid() != self.started_by:
            return
        try:
            self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.home, ignore_errors=True)
            self.home = None

    def url(self, database: str) -> str:
        return f"postgresql://gerbang@127.0.0.1:{self.port}/{database}"

    @property
    def _data(self) -> str:
        return str(self.home / "data") if self.home else ""

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            # Unlike runuser it lies in /usr/bin, which every search path has.
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        # pg_ctl leaves the server holding its output, so that waiting for the end of a pipe would wait for ever.
        with tempfile.TemporaryFile("w+") as said:
            ended = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False)
            said.seek(0)
            if ended.returncode:
                raise RuntimeError(f"{program} failed: {said.read()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
