"""What shows regions the liveliness of their cooperations, takes their answers, and switches publication.

Entries stand in the stream of the showing and of the publication; an answer in that of its cooperation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.ledger import queries as ledger
from gerbang.ledger.actions import record
from gerbang.monitoring.models import Publication, RegionAnswer, Showing, ShownTie
from gerbang.monitoring.publication import queries, rules, taking
from gerbang.pages import formatting
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.places.models import Region
from gerbang.register.actions import note
from gerbang.register.models import Party, Phase
from gerbang.register.rules import must
from gerbang.values import Invalid


@dataclass(frozen=True, slots=True)
class Letter:
    """The ministry's letter that something is done by."""

    number: str
    on: date


# Showing --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def show(*, by: Acting, region: Region, letter: Letter) -> Showing:
    """Shows a region how alive each of its agreed cooperations is today; it has its days to answer from then."""
    must(rules.decides(by))
    _check_letter(by, letter)
    locked = Region.objects.select_for_update().get(pk=region.pk)
    if not with_agreed().filter(pk=locked.pk).exists():
        raise Invalid({"region": _("This region has no agreed cooperation.")})
    running = queries.running(by.today).filter(region=locked).first()
    if running is not None:
        raise Invalid({"region": _already_shown(running)})
    made = _order(by, locked, letter)
    while taking.take(made.pk, by.today):
        pass
    made.refresh_from_db()
    return made


@transaction.atomic
def show_every(*, by: Acting, letter: Letter) -> int:
    """Orders it for every region with an agreed cooperation that has none to answer yet; the clock computes them."""
    must(rules.decides(by))
    _check_letter(by, letter)
    regions = list(with_agreed().select_for_update(of=("self",)).order_by("pk"))
    busy = set(queries.running(by.today).values_list("region", flat=True))
    free = [region for region in regions if region.pk not in busy]
    if not free:
        raise Invalid(
            {"region": _("Every region with an agreed cooperation was shown it already and may still answer.")}
        )
    for region in free:
        _order(by, region, letter)
    return len(free)


def with_agreed() -> QuerySet[Region]:
    """Regions with a cooperation that is agreed and stands."""
    agreed = Party.objects.filter(
        region=OuterRef("pk"), tie__phase=Phase.AGREED, tie__withdrawn_at=None, tie__merged_into=None,
        tie__outside_law=False,
    )  # fmt: skip
    return Region.objects.filter(Exists(agreed))


@transaction.atomic
def give_more_time(*, by: Acting, showing: Showing, until: date, reason: str, seen: int | None = None) -> Showing:
    """Gives the region more time to answer; nothing of it is public before."""
    held = _locked(by, showing)
    problems = {} if reason.strip() else {"reason": _("Give the reason.")}
    if not held.is_open(by.today) or held.due is None:
        raise Invalid({"": _("The time to answer has passed. Show it to the region again.")})
    if until <= held.due:
        problems["until"] = _("This is no later than what the region has: %(on)s.") % {"on": formatting.day(held.due)}
    if problems:
        raise Invalid(problems)
    held.more_time_until, held.more_time_reason = until, reason.strip()
    held.save(update_fields=["more_time_until", "more_time_reason"])
    told = {"until": until.isoformat(), "reason": held.more_time_reason}
    _note(by, "liveliness.more-time", held.ref, told, seen)
    return held


@transaction.atomic
def withdraw(*, by: Acting, showing: Showing, reason: str, seen: int | None = None) -> Showing:
    """Takes back what was shown in error: it counts no more, and nothing of it is or becomes public."""
    held = _locked(by, showing)
    held.withdrawn_at, held.withdrawn_reason = timezone.now(), _required(reason)
    held.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _note(by, "liveliness.showing-withdrawn", held.ref, {"reason": held.withdrawn_reason}, seen)
    return held


# Answering ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(*, by: Acting, shown: ShownTie, text: str, letter: str = "", seen: int | None = None) -> RegionAnswer:
    """The region's answer on one cooperation; a later one takes the place of the earlier until the last day."""
    held = _open(by, shown)
    must(rules.answers(by, held))
    problems = {} if text.strip() else {"text": _("Write the answer.")}
    own = rules.is_of(by, held)
    if not own and not letter.strip():
        problems["letter"] = _("Name the letter by which the region answers.")
    if problems:
        raise Invalid(problems)
    shown.answers.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    made = RegionAnswer.objects.create(
        shown=shown, body=by.body, by=by.account.ref, text=text.strip(), letter=letter.strip()
    )
    note(by, "liveliness.answered", shown.tie, {"showing": held.ref, "by_letter": not own}, seen=seen)
    return made


@transaction.atomic
def withdraw_answer(*, by: Acting, shown: ShownTie, reason: str, seen: int | None = None) -> None:
    """Takes the answer back while the region may still answer; it stays on record and stands beside nothing."""
    held = _open(by, shown)
    must(rules.answers(by, held))
    why = _required(reason)
    standing = shown.answers.filter(withdrawn_at=None)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_reason=why):
        raise Invalid({"": _("There is no answer to take back.")})
    note(by, "liveliness.answer-withdrawn", shown.tie, {"showing": held.ref}, seen=seen)


# Switching ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def switch_on(*, by: Acting, letter: Letter, reason: str) -> Publication:
    """Lets the public see what regions were shown and had time to answer, from now on."""
    must(rules.decides(by))
    _check_letter(by, letter)
    why = _required(reason)
    # The number is taken before it is asked whether one stands: who commits in between is seen, or has this number.
    number = (Publication.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    if queries.publication() is not None:
        raise Invalid({"": _("Publication is switched on already.")})
    try:
        with transaction.atomic():
            made = Publication.objects.create(
                number=number, body=_ministry(by), by=by.account.ref, begun_on=by.today, reason=why,
                letter_number=letter.number.strip(), letter_date=letter.on,
            )  # fmt: skip
    except IntegrityError:
        raise Invalid({"": _("Publication is switched on already.")}) from None
    told = {"letter": made.letter_number, "reason": why}
    _note(by, "liveliness.publication-begun", made.ref, told)
    return made


@transaction.atomic
def switch_off(*, by: Acting, reason: str) -> Publication:
    """Hides it from the public at once."""
    must(rules.decides(by))
    why = _required(reason)
    held = Publication.objects.select_for_update(of=("self",)).filter(ended_at=None).first()
    if held is None:
        raise Invalid({"": _("Publication is switched off already.")})
    held.ended_at, held.ended_on, held.ended_reason = timezone.now(), by.today, why
    held.ended_by, held.ended_by_body = by.account.ref, _ministry(by)
    held.save(update_fields=["ended_at", "ended_on", "ended_reason", "ended_by", "ended_by_body"])
    _note(by, "liveliness.publication-ended", held.ref, {"reason": why})
    return held


# What the actions share -----------------------------------------------------------------------------------------------


def _order(by: Acting, region: Region, letter: Letter) -> Showing:
    return Showing.objects.create(
        region=region, body=_ministry(by), by=by.account.ref, letter_number=letter.number.strip(), letter_date=letter.on
    )


def _ministry(by: Acting) -> Body:
    found = rules.ministry(by)
    assert found is not None  # `rules.decides` said so
    return found


def _locked(by: Acting, showing: Showing) -> Showing:
    must(rules.decides(by))
    held = Showing.objects.select_for_update(of=("self",)).select_related("region").get(pk=showing.pk)
    if held.withdrawn_at is not None:
        raise Conflict(held.ref, ledger.head(held.ref))
    return held


def _open(by: Acting, shown: ShownTie) -> Showing:
    """The showing under lock, while the region may answer."""
    held = Showing.objects.select_for_update(of=("self",)).select_related("region").get(pk=shown.showing_id)
    if held.withdrawn_at is not None:
        raise Invalid({"": _("What was shown was withdrawn; there is nothing to answer any more.")})
    if not held.is_open(by.today) or held.due is None:
        last = formatting.day(held.due) if held.due else ""
        raise Invalid({"": _("The time to answer ended on %(on)s.") % {"on": last}})
    return held


def _already_shown(running: Showing) -> str:
    if running.due is None:
        return _("This is being computed for the region already.")
    said = {"on": formatting.day(running.shown_on), "until": formatting.day(running.due)}
    return _("The region was shown this on %(on)s and may answer until %(until)s.") % said


def _check_letter(by: Acting, letter: Letter) -> None:
    problems = {}
    if not letter.number.strip():
        problems["letter_number"] = _("Give the number of the letter.")
    if letter.on > by.today:
        problems["letter_date"] = _("This day has not come yet.")
    if problems:
        raise Invalid(problems)


def _required(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason.")})
    return reason.strip()


def _note(by: Acting, kind: str, stream: str, payload: Mapping[str, object], seen: int | None = None) -> None:
    record(kind=kind, stream=stream, actor=by.account.ref, body=by.body.ref, payload=payload, expected_head=seen)
