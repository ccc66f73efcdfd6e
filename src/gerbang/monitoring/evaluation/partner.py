"""The partner's view of a cooperation: a link that opens one form once, and what was answered on it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.ledger import queries as ledger
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.evaluation.evaluated import Opens
from gerbang.monitoring.evaluation.questions import evaluation_form
from gerbang.monitoring.evaluation.rules import SENDERS, keeps, must
from gerbang.monitoring.models import Evaluation, PartnerLink, PartnerView
from gerbang.people.acting import Acting
from gerbang.register.actions import note
from gerbang.values import Invalid

LASTS = timedelta(days=30)
MOST_OPEN = 5
"""Links of one evaluation that are open at once: a partner is a few offices, not a crowd."""


class Closed(Exception):
    """The link opens nothing any more; `why` as `evaluated.opens` says it."""

    def __init__(self, why: Opens) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def make_link(*, by: Acting, evaluation: Evaluation) -> tuple[PartnerLink, str]:
    """A link with its token, which nobody is shown again: only its digest is kept. Only who may send sends it out."""
    must(keeps(by, evaluation, SENDERS))
    found = Evaluation.objects.select_for_update(of=("self",)).select_related("tie", "body").get(pk=evaluation.pk)
    if not found.stands or found.state == Evaluation.State.DECIDED:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    now = timezone.now()
    if sum(evaluated.opens(link, now) == "open" for link in evaluated.links_of(found)) >= MOST_OPEN:
        raise Invalid({"": _("%(n)d links are open already. Revoke one first.") % {"n": MOST_OPEN}})
    token = secrets.token_urlsafe(32)
    made = PartnerLink.objects.create(
        evaluation=found, digest=digest_of(token), by=by.account.ref, made_at=now, expires_at=now + LASTS
    )
    told = {"evaluation": found.ref, "link": made.ref, "until": made.expires_at.date().isoformat()}
    note(by, "evaluation.link-made", found.tie, told)
    return made, token


@transaction.atomic
def revoke_link(*, by: Acting, link: PartnerLink) -> PartnerLink:
    """Lets a link open nothing any more; one that was used or is revoked stays as it is."""
    must(keeps(by, link.evaluation))
    found = _locked(link)
    if evaluated.opens(found, timezone.now()) == "open":
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        tie = found.evaluation.tie
        note(by, "evaluation.link-revoked", tie, {"evaluation": found.evaluation.ref, "link": found.ref})
    return found


@dataclass(frozen=True, slots=True)
class Answered:
    """What the partner says, and in which capacity."""

    office: str
    role: str
    level: int
    worked: str
    wish: str
    hindered: str = ""
    benefit: str = ""
    proposals: str = ""


@transaction.atomic
def answer(*, link: PartnerLink, key: str, language: str, told: Answered) -> PartnerView:
    """Keeps the answer once. The same post again gives the same answer; anything else finds the link Closed."""
    found = _locked(link)
    if (kept := PartnerView.objects.filter(link=found).first()) is not None:
        if kept.key == key:
            return kept
        raise Closed("used")
    now = timezone.now()
    if (why := evaluated.opens(found, now)) != "open":
        raise Closed(why)
    _check(told)
    typed = {
        name: getattr(told, name).strip() for name in ("office", "role", "worked", "hindered", "benefit", "proposals")
    }
    made = PartnerView.objects.create(
        link=found, key=key, language=language, level=told.level, wish=told.wish, received_at=now, **typed
    )
    of = found.evaluation
    note(None, "evaluation.partner-answered", of.tie, {"evaluation": of.ref, "link": found.ref, "wish": made.wish})
    return made


# Reads ----------------------------------------------------------------------------------------------------------------


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so that a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> PartnerLink | None:
    """The link of a token, whatever became of it."""
    found = PartnerLink.objects.filter(digest=digest_of(token)).select_related("evaluation__tie", "view")
    return found.first()


def opens_now(link: PartnerLink, now: datetime | None = None) -> Opens:
    return evaluated.opens(link, now or timezone.now())


def _locked(link: PartnerLink) -> PartnerLink:
    return PartnerLink.objects.select_for_update(of=("self",)).select_related("evaluation__tie", "view").get(pk=link.pk)


def _check(told: Answered) -> None:
    problems = {}
    for name in ("office", "role", "worked"):
        if not getattr(told, name).strip():
            problems[name] = _("Fill this in.")
    if told.level not in evaluation_form().levels:
        problems["level"] = _("This is no level of the scale.")
    if told.wish not in PartnerView.Wish.values:
        problems["wish"] = _("Choose what you wish.")
    if problems:
        raise Invalid(problems)
