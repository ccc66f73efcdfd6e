"""Jobs that follow what other rooms record."""

from django_tasks import task

from gerbang.plans import carrying


@task()
def carry_over(ref: str) -> None:
    """A cooperation plan was adopted: its action plan begins with what it says."""
    carrying.carry_over(ref)


@task()
def begin_period(ref: str) -> None:
    """A text was signed: the plan of its case runs from then on."""
    carrying.begin_period(ref)
