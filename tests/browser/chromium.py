"""Where a Chromium is, and how it is started here."""

import os
import shutil

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The CHROMIUM variable, else the system's own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def flags() -> list[str]:
    """Chromium's sandbox refuses to be set up by root."""
    return [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS
