"""Jobs that follow what other rooms record."""

from django_tasks import task

from gerbang.ledger.models import Entry
from gerbang.register import importing
from gerbang.register.models import Tie


@task()
def describe_ties_of_partner(ref: str) -> None:
    """A partner has a new name: the ties that bear it are marked, and the clock describes them anew."""
    partner = Entry.objects.get(ref=ref).stream
    Tie.objects.filter(parties__partner__ref=partner).update(stem_version=0)


@task()
def work_on_import(token: str) -> None:
    """A table that is too large to be checked or written while a page waits."""
    importing.work(token)
