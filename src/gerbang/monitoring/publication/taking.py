"""Takes what a region is shown: the clock's job, region by region, a batch of cooperations in each transaction.

A showing that was stopped half-way goes on where it was; the region sees nothing of it before all is there, and its
days to answer are counted from then.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from gerbang.ledger.actions import record
from gerbang.monitoring.liveliness import gathering
from gerbang.monitoring.liveliness.states import Evidence, liveliness
from gerbang.monitoring.liveliness.thresholds import thresholds
from gerbang.monitoring.models import Showing, ShownTie
from gerbang.monitoring.publication import snapshot
from gerbang.monitoring.publication.snapshot import Snapshot
from gerbang.register.confirmations import of_region
from gerbang.register.models import Phase, Tie
from gerbang.values import zones

JOB = "monitoring.showing"
BATCH = 500
MOST = 100
"""Batches in one run, so that the clock's other jobs are not kept waiting; the next run goes on."""


def take_all(now: datetime | None = None, most: int = MOST) -> int:
    """Goes on with the showings that wait, the first ordered first; returns how many batches it took."""
    today, taken = zones.today("WIB", now), 0
    waiting = Showing.objects.filter(shown_on=None, withdrawn_at=None).order_by("pk").values_list("pk", flat=True)
    for key in list(waiting):
        while taken < most and take(key, today):
            taken += 1
    return taken


@transaction.atomic
def take(key: int, today: date) -> bool:
    """Computes the next batch of a showing; False once it is shown, or was withdrawn."""
    held = Showing.objects.select_for_update(of=("self",)).select_related("region", "body").get(pk=key)
    if held.shown_on is not None or held.withdrawn_at is not None:
        return False
    ties = _next(held)
    if not ties:
        _show(held, today)
        return False
    evidence = gathering.evidence_of(ties)
    ShownTie.objects.bulk_create([_shown(held, tie, evidence[tie.pk], today) for tie in ties])
    return True


def _next(of: Showing) -> Sequence[Tie]:
    last = of.ties.aggregate(last=Max("tie"))["last"] or 0
    return list(of_region(of.region).filter(phase=Phase.AGREED, pk__gt=last).order_by("pk")[:BATCH])


def _shown(of: Showing, tie: Tie, evidence: Evidence, today: date) -> ShownTie:
    found = liveliness(evidence, today, thresholds())
    kept = snapshot.write(Snapshot(found, snapshot.last_delivery(evidence)))
    return ShownTie(showing=of, tie=tie, state=found.state.value, computed_on=today, found=kept)


def _show(of: Showing, today: date) -> None:
    of.shown_on, of.answers_until = today, today + timedelta(thresholds().answer_days)
    of.cooperations = of.ties.count()
    of.save(update_fields=["shown_on", "answers_until", "cooperations"])
    told = {"region": of.region.ref, "cooperations": of.cooperations, "until": of.answers_until.isoformat()}
    body = of.body.ref if of.body else ""
    record(kind="liveliness.shown", stream=of.ref, actor=of.by, body=body, payload=told)
