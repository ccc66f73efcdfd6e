"""Work in processes of its own, each with its own connection: to be raced against each other, or to be killed."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connections

CONTEXT = multiprocessing.get_context("fork")


def in_process(work: Callable[[], Any]) -> int:
    """Runs it in another process and gives how that ended: 0, or minus the signal that killed it."""
    connections["default"].close()
    process = CONTEXT.Process(target=work)
    process.start()
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode


def in_processes(count: int, work: Callable[[int], str]) -> list[str]:
    """Lets this many processes do it at the same moment; an error is given back by its name."""
    connections["default"].close()
    barrier, answers = CONTEXT.Barrier(count), CONTEXT.SimpleQueue()

    def one(number: int) -> None:
        barrier.wait(30)
        try:
            answers.put(work(number))
        except Exception as problem:
            answers.put(type(problem).__name__)
        finally:
            connections["default"].close()

    processes = [CONTEXT.Process(target=one, args=(number,)) for number in range(count)]
    for process in processes:
        process.start()
    found = [answers.get() for _process in processes]
    for process in processes:
        process.join(60)
    return found


def kill_at(point: str) -> Callable[[str], None]:
    """Ends the process that reaches this point, as a power cut would."""

    def reached(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached
