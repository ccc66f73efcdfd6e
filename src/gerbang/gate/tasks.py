"""Work that a worker does after the page has answered."""

from django_tasks import task

from gerbang.gate import actions


@task()
def recount_clocks(_entry: str) -> int:
    """Follows the publication of a calendar: counts the open clocks with the newest; gives how many dates moved."""
    return actions.reproject_open_clocks(by=None)
