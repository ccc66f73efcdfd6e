"""What states the benefit of a cooperation, and takes it back."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Benefit
from gerbang.people.acting import Acting
from gerbang.plans import rules
from gerbang.plans.models import Indicator
from gerbang.register.actions import note
from gerbang.register.models import Tie
from gerbang.values import Invalid


@dataclass(frozen=True, slots=True)
class Stated:
    """A benefit as it is stated: of which kind, what it is, whom it serves."""

    kind: str
    what: str
    whom: str
    with_research: str = ""
    indicator: Indicator | None = None
    public: bool = False


@transaction.atomic
def state(*, by: Acting, tie: Tie, stated: Stated, seen: int | None = None) -> Benefit:
    """The region states what a cooperation is good for; it decides whether everybody may read it."""
    rules.must(rules.keeps(by, tie))
    problems = {}
    if stated.kind not in Benefit.Kind.values:
        problems["kind"] = _("Choose of which kind it is.")
    if not stated.what.strip():
        problems["what"] = _("Say what the benefit is.")
    if not stated.whom.strip():
        problems["whom"] = _("Say whom it serves.")
    if stated.indicator is not None and stated.indicator.plan.tie_id != tie.pk:
        problems["indicator"] = _("This indicator is of another cooperation.")
    if problems:
        raise Invalid(problems)
    made = Benefit.objects.create(
        tie=tie, kind=stated.kind, what=stated.what.strip(), whom=stated.whom.strip(),
        with_research=stated.with_research.strip(), indicator=stated.indicator, public=stated.public,
        body=by.body, by=by.account.ref,
    )  # fmt: skip
    note(by, "benefit.stated", tie, {"benefit": made.ref, "kind": made.kind, "public": made.public}, seen=seen)
    return made


@transaction.atomic
def withdraw(*, by: Acting, benefit: Benefit, reason: str) -> Benefit:
    """Takes back what was stated; nobody reads it any more, and it stays in the ledger."""
    rules.must(rules.keeps(by, benefit.tie))
    held = Benefit.objects.select_for_update(of=("self",)).select_related("tie").get(pk=benefit.pk)
    if held.withdrawn_at is not None:
        raise Conflict(held.tie.ref, ledger.head(held.tie.ref))
    if not reason.strip():
        raise Invalid({"reason": _("Say why.")})
    held.withdrawn_at, held.withdrawn_reason = timezone.now(), reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    note(by, "benefit.withdrawn", held.tie, {"benefit": held.ref})
    return held
