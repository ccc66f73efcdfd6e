"""The daily release, made by a worker: at national size it takes longer than the clock may be held up."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from gerbang.register.export import release


def order(now: datetime) -> None:
    """The clock's job, once a day: has a release made if something happened to a cooperation since the newest one."""
    if release.is_due():
        make_if_due.enqueue()


@task()
def make_if_due() -> None:
    """Ordered twice it makes one release: the second finds that nothing has happened since."""
    release.due(timezone.now())
