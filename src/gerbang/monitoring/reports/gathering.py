"""What is on record of a region's cooperations between two days, as a report tells it. One question a table."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from gerbang.monitoring.models import Obstacle, Outcome, Report, ReportedTie
from gerbang.monitoring.reports.content import Account, Awaited, Carried, Hindered, Paid, Shown, ToDo, Travelled
from gerbang.places.models import Region
from gerbang.plans.models import (
    ActivityLine,
    BudgetLine,
    Delivery,
    FollowUp,
    IndicatorLine,
    Participant,
    PlanVersion,
    Trip,
    TripReport,
)
from gerbang.plans.models.recording import Spent
from gerbang.plans.recorded import Measured, planned_for
from gerbang.plans.travels import took_place
from gerbang.register.confirmations import of_region
from gerbang.register.models import Instrument, Phase, Tie

TENTH = Decimal("0.1")


def ties_of(region: Region, starts: date, ends: date) -> list[Tie]:
    """The region's cooperations a report on these days speaks of.

    Those that are agreed; of the others those of which something was carried out or travelled for in that time.
    """
    delivered = Delivery.objects.filter(withdrawn_at=None, happened_latest__range=(starts, ends))
    travelled = Trip.objects.filter(withdrawn_at=None, ends_on__range=(starts, ends))
    moved = Q(pk__in=delivered.values("tie")) | Q(pk__in=travelled.values("tie"))
    return list(of_region(region).filter(Q(phase=Phase.AGREED) | moved).order_by("kind", "names_id", "pk"))


def spoken_of(report: Report, told: Iterable[ReportedTie]) -> list[Tie]:
    """The cooperations a report speaks of: of its region and days, and those its region says something of."""
    ties = ties_of(report.region, report.starts_on, report.ends_on)
    return [*ties, *(one.tie for one in told if one.has_words and one.tie not in ties)]


def accounts_of(ties: Collection[Tie], starts: date, ends: date, words: Mapping[int, ReportedTie]) -> list[Account]:
    """Each cooperation with all that is on record of it; `words`: what the region says of it, by the tie's key.

    What is known to a year or month only belongs to the period in which its last possible day lies; what is only
    known to be no later than a day belongs to none.
    """
    keys = [tie.pk for tie in ties]
    texts, versions = _texts(keys), _versions(keys, starts, ends)
    deliveries, trips = _deliveries(keys, starts, ends), _trips(keys, starts, ends)
    awaited, shown = _awaited(versions.values(), starts, ends), _shown(versions.values(), starts, ends)
    planned, to_do = _planned(versions.values(), starts, ends), _to_do(keys, starts, ends)
    titles, hindered = _titles(deliveries), _hindered(keys, starts, ends)
    return [
        Account(
            tie=tie.ref,
            name_id=tie.names_id or str(tie),
            name_en=tie.names_en or tie.names_id or str(tie),
            kind=tie.kind,
            phase=tie.phase,
            **texts.get(tie.pk, {}),
            plan=versions[tie.pk].plan.period if tie.pk in versions else "",
            carried=tuple(_carried(one, titles) for one in deliveries[tie.pk]),
            awaited=tuple(awaited[tie.pk]),
            shown=tuple(shown[tie.pk]),
            paid=tuple(_paid(planned[tie.pk], deliveries[tie.pk], trips[tie.pk])),
            travelled=tuple(_travelled(one) for one in trips[tie.pk]),
            hindered=tuple(hindered[tie.pk]),
            to_do=tuple(to_do[tie.pk]),
            **_words(words.get(tie.pk)),
        )
        for tie in ties
    ]


def _words(of: ReportedTie | None) -> dict[str, Any]:
    return {"obstacles": of.obstacles, "follow_up": of.follow_up, "outlook": of.outlook} if of else {}


def _texts(ties: Collection[int]) -> dict[int, dict[str, Any]]:
    """The newest text of each that was not withdrawn, with the end of its term."""
    found: dict[int, dict[str, Any]] = {}
    standing = Instrument.objects.filter(tie__in=ties, withdrawn_at=None)
    for text in standing.order_by("signed_latest", "pk"):
        until = text.valid_until.isoformat() if text.valid_until else ""
        first, last = (day.isoformat() if day else "" for day in (text.signed.earliest, text.signed.latest))
        signed = (first, last, text.signed.precision)
        found[text.tie_id] = {"text": text.title, "signed": signed, "valid_until": until}
    return found


def _versions(ties: Collection[int], starts: date, ends: date) -> dict[int, PlanVersion]:
    """The approved version of the plan that runs in the period, the latest where several do."""
    running = Q(plan__starts_on__lte=ends, plan__ends_on__gte=starts)
    approved = PlanVersion.objects.filter(
        running, state=PlanVersion.State.APPROVED, plan__tie__in=ties, plan__withdrawn_at=None
    )
    return {one.plan.tie_id: one for one in approved.select_related("plan").order_by("plan__starts_on", "pk")}


def _deliveries(ties: Collection[int], starts: date, ends: date) -> dict[int, list[Delivery]]:
    inside = Delivery.objects.filter(
        tie__in=ties, withdrawn_at=None, happened_earliest__isnull=False, happened_latest__range=(starts, ends)
    )
    return _by_tie(inside.prefetch_related("participants", "spending").order_by("happened_latest", "pk"))


def _trips(ties: Collection[int], starts: date, ends: date) -> dict[int, list[Trip]]:
    standing = Prefetch("reports", TripReport.objects.filter(withdrawn_at=None), to_attr="standing_reports")
    made = Trip.objects.filter(took_place(ends), tie__in=ties, withdrawn_at=None, ends_on__range=(starts, ends))
    return _by_tie(made.prefetch_related("money", standing).order_by("begins_on", "pk"))


def _by_tie(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.tie_id].append(row)
    return found


def _titles(deliveries: Mapping[int, Iterable[Delivery]]) -> dict[int, str]:
    """What the plan's activities are called that something served, by their keys, as their newest lines say."""
    served = {one.activity_id for those in deliveries.values() for one in those if one.activity_id}
    lines = ActivityLine.objects.filter(activity__in=served).order_by("version__number", "pk")
    return {line.activity_id: line.title for line in lines}


def _carried(one: Delivery, titles: Mapping[int, str]) -> Carried:
    sides: dict[str, list[str]] = {side: [] for side in Participant.Side.values}
    for participant in one.participants.all():
        sides[participant.side].append(str(participant))
    return Carried(
        title=one.title,
        earliest=one.happened_earliest.isoformat() if one.happened_earliest else "",
        latest=one.happened_latest.isoformat(),
        precision=one.happened_precision,
        ended_on=one.ended_on.isoformat() if one.ended_on else "",
        place=one.place,
        ours=tuple(sides[Participant.Side.OURS]),
        theirs=tuple(sides[Participant.Side.THEIRS]),
        people_out=one.people_out,
        people_in=one.people_in,
        result=one.result,
        planned=titles.get(one.activity_id or 0, ""),
    )


def _travelled(one: Any) -> Travelled:
    result = next((report.result for report in one.standing_reports), "")
    begins, ends = one.begins_on.isoformat(), one.ends_on.isoformat()
    return Travelled(one.direction, one.purpose, begins, ends, one.places, one.people, result)


def _awaited(versions: Iterable[PlanVersion], starts: date, ends: date) -> dict[int, list[Awaited]]:
    """Activities agreed for the period of which nothing was carried out by its end."""
    done = Delivery.objects.filter(withdrawn_at=None, happened_latest__lte=ends, activity__isnull=False)
    lines = ActivityLine.objects.filter(planned_for(starts, ends), version__in=list(versions)).select_related(
        "owner", "version__plan"
    )
    found: dict[int, list[Awaited]] = defaultdict(list)
    for line in lines.exclude(activity__in=done.values("activity")).order_by("number"):
        first, last = (day.isoformat() if day else "" for day in (line.begins_on, line.ends_on))
        found[line.version.plan.tie_id].append(Awaited(line.title, line.owner_name, first, last))
    return found


def _shown(versions: Iterable[PlanVersion], starts: date, ends: date) -> dict[int, list[Shown]]:
    """Indicators in the years of the period that have a target or an accepted reading there."""
    lines = IndicatorLine.objects.filter(version__in=list(versions)).select_related("version__plan")
    found: dict[int, list[Shown]] = defaultdict(list)
    for line in lines.prefetch_related("targets", "indicator__readings").order_by("number"):
        for year in range(starts.year, ends.year + 1):
            target = next((one.value for one in line.targets.all() if one.year == year), None)
            row = Measured(line, target, [one for one in line.indicator.readings.all() if one.year == year])
            if target is not None or row.counts:
                found[line.version.plan.tie_id].append(_measured(row, year))
    return found


def _measured(row: Measured, year: int) -> Shown:
    reached = row.reached.quantize(TENTH, ROUND_HALF_UP) if row.reached is not None else None
    value = row.counts.value if row.counts else None
    return Shown(row.line.name, row.line.unit, year, _plain(row.target), _plain(value), _plain(reached))


def _planned(versions: Iterable[PlanVersion], starts: date, ends: date) -> dict[int, list[BudgetLine]]:
    years = range(starts.year, ends.year + 1)
    lines = BudgetLine.objects.filter(version__in=list(versions), year__in=years, amount__isnull=False)
    found: dict[int, list[BudgetLine]] = defaultdict(list)
    for line in lines.select_related("version__plan"):
        found[line.version.plan.tie_id].append(line)
    return found


def _paid(planned: Iterable[BudgetLine], deliveries: Iterable[Delivery], trips: Iterable[Trip]) -> Iterator[Paid]:
    """Sums within a source and a currency, in the order of the sources, rupiah first."""
    sums: dict[tuple[str, str], list[Decimal | None]] = {}
    spent: list[Spent] = [one for delivery in deliveries for one in delivery.spending.all()]
    spent += [one for trip in trips for one in trip.money.all()]
    told = [(0, line.source, line.currency, line.amount or Decimal(0)) for line in planned]
    told += [(1, line.source, line.currency, line.amount) for line in spent]
    for place, source, currency, amount in told:
        pair = sums.setdefault((source, currency), [None, None])
        pair[place] = (pair[place] or Decimal(0)) + amount
    order = [str(source) for source in BudgetLine.Source]
    for source, currency in sorted(sums, key=lambda key: (order.index(key[0]), key[1] != "IDR", key[1])):
        yield Paid(source, currency, *(_plain(amount) for amount in sums[source, currency]))


def _hindered(ties: Collection[int], starts: date, ends: date) -> dict[int, list[Hindered]]:
    """Obstacles that stood open in the period: begun by its end, and open now or closed since it began.

    One of which nobody knows since when belongs to every period until it is closed.
    """
    not_before = Q(happened_latest__gte=starts) | Q(happened_latest=None)
    closed = Outcome.objects.filter(not_before, obstacle=OuterRef("pk"), withdrawn_at=None)
    begun = Q(happened_earliest__lte=ends) | Q(happened_earliest=None)
    standing = Obstacle.objects.filter(begun, tie__in=ties, withdrawn_at=None)
    open_then = standing.filter(Q(state=Obstacle.State.OPEN) | Exists(closed))
    found: dict[int, list[Hindered]] = defaultdict(list)
    for one in open_then.order_by("pk"):
        found[one.tie_id].append(Hindered(one.title, one.category, one.state))
    return found


def _to_do(ties: Collection[int], starts: date, ends: date) -> dict[int, list[ToDo]]:
    """Follow-ups recorded by the end of the period that were not done before it."""
    open_then = Q(done_on=None) | Q(done_on__gte=starts)
    standing = FollowUp.objects.filter(open_then, tie__in=ties, withdrawn_at=None, recorded_at__date__lte=ends)
    found: dict[int, list[ToDo]] = defaultdict(list)
    for one in standing.order_by("pk"):
        due, done = (day.isoformat() if day else "" for day in (one.due_on, one.done_on))
        found[one.tie_id].append(ToDo(one.what, one.owner, due, done))
    return found


def _plain(value: Decimal | None) -> str:
    """`12.5`, never `12.5000` or `1E+1`."""
    return "" if value is None else f"{value.normalize():f}"
