"""Runs a module that ends with whoever started it, however that one ended: `python -m gerbang.site.tied MODULE ...`.

The starter holds the other end of this program's standard input. When it is gone, even killed, the end is read here.
"""

import os
import runpy
import signal
import sys
import threading
import time

GRACE_SECONDS = 15


def main() -> None:
    threading.Thread(target=end_with_starter, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def end_with_starter() -> None:
    """Asks this program to stop once nobody holds its input any more; insists when it does not."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
