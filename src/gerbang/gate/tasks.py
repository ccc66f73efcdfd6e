"""Work that a worker does after the page has answered."""

from django_tasks import task

from gerbang.gate import actions


@task()
def recount_clocks(number: int) -> int:
    """Counts the open clocks with the calendar just published; gives how many dates moved."""
    return actions.reproject_open_clocks(by=None, version=f"published-{number}")
