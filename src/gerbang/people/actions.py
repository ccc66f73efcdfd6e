"""What changes accounts, memberships, terms, audiences and drafts."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.access.typed import KEPT_CHARACTERS, length
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.people.models import Account, Audience, Body, BodyKind, Draft, Membership, Right, Term
from gerbang.people.rules import may_keep_terms
from gerbang.values import Invalid

DRAFTS_KEPT = 100
"""How many forms one account may have half filled in; the oldest make room."""


@transaction.atomic
def make_account(
    *, by: Acting | None, email: str, label: str, password: str | None = None, one_time: bool = False
) -> Account:
    """A new account without any right; `by` is None only where the installation itself makes it (command line).

    `one_time` says that somebody else knows the password, so that it has to be changed before anything else.
    """
    problems = _account_problems(email, label, password)
    if problems:
        raise Invalid(problems)
    try:
        with transaction.atomic():
            account = Account.objects.create(
                email=email, label=label.strip(), password=password or "", one_time_password=one_time
            )
    except IntegrityError:
        raise Invalid({"email": _("There is already an account with this address.")}) from None
    _record("account.made", account.ref, by, {"account": account.ref})
    return account


@transaction.atomic
def grant(*, by: Acting | None, account: Account, body: Body, right: Right, since: date) -> Membership:
    """Gives an account one right in one body; one that has no end yet is given back unchanged."""
    _must_administer(by, body)
    membership, new = Membership.objects.get_or_create(
        account=account,
        body=body,
        right=right,
        until=None,
        defaults={"since": since, "granted_by": by.account.ref if by else ""},
    )
    if new:
        facts = {"membership": membership.ref, "account": account.ref, "body": body.ref, "right": right.value}
        _record("membership.granted", account.ref, by, facts | {"since": since.isoformat()})
    return membership


@transaction.atomic
def enrol(
    *, by: Acting, email: str, label: str, body: Body, rights: Iterable[Right], since: date, password: str
) -> tuple[Account, bool]:
    """Lets somebody work in a body; the second answer says whether the account and its password are new.

    An account that is there already keeps its password and its label: it may work in other bodies as well.
    """
    _must_administer(by, body)
    account = Account.objects.filter(email__iexact=email).first()
    new = account is None
    if account is None:
        account = make_account(by=by, email=email, label=label, password=password, one_time=True)
    for right in rights:
        grant(by=by, account=account, body=body, right=right, since=since)
    return account, new


@transaction.atomic
def end_membership(*, by: Acting, membership: Membership, until: date) -> None:
    """Ends one right after the day `until`; the membership stays as history."""
    _must_administer(by, membership.body)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("account").get(pk=membership.pk)
    if membership.until is not None:
        raise Invalid({"": _("This right has an end already.")})
    if until < membership.since - timedelta(days=1):
        raise Invalid({"until": _("The right cannot end before it began.")})
    if membership.account_id == by.account.pk and membership.right == Right.ADMINISTER:
        raise Invalid({"": _("Your own right to administer accounts is ended by another administrator.")})
    membership.until = until
    membership.save(update_fields=["until"])
    facts = {"membership": membership.ref, "until": until.isoformat()}
    _record("membership.ended", membership.account.ref, by, facts)


@transaction.atomic
def add_term(*, by: Acting, body: Body, values: Mapping[str, Any]) -> Term:
    """A term of office of the head of a region, with capacity and decree. The ledger never holds the person's name."""
    _must(may_keep_terms(by, body))
    problems = _term_problems(body, values)
    if problems:
        raise Invalid(problems)
    term = Term.objects.create(body=body, **values)
    facts = {"term": term.ref, "body": body.ref, "office": term.office, "capacity": term.capacity}
    _record("term.added", body.ref, by, facts | {"since": term.since.isoformat()})
    return term


@transaction.atomic
def end_term(*, by: Acting, term: Term, until: date) -> None:
    """Writes down on which day somebody's time in an office ended."""
    _must(may_keep_terms(by, term.body))
    if until < term.since:
        raise Invalid({"until": _("The term ends before it begins.")})
    term.until = until
    term.save(update_fields=["until"])
    _record("term.ended", term.body.ref, by, {"term": term.ref, "until": until.isoformat()})


def involve(subject_ref: str, bodies: Iterable[Body], why: str) -> None:
    """Lets bodies see a subject from now on; part of the caller's transaction. Repeating it changes nothing."""
    rows = [Audience(subject_ref=subject_ref, body=body, why=why) for body in bodies]
    Audience.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def save_draft(*, account: Account, path: str, data: Mapping[str, list[str]]) -> Draft:
    """Keeps what has been typed into a form; the newest wins. Drafts are nobody's business but the account's."""
    if length(data) > KEPT_CHARACTERS:
        raise Invalid({"": _("This draft is too long to keep.")})
    draft, new = Draft.objects.update_or_create(account=account, path=path[:300], defaults={"data": dict(data)})
    if new:
        kept = account.drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[:DRAFTS_KEPT]
        account.drafts.exclude(pk__in=list(kept)).delete()
    return draft


def drop_draft(*, account: Account, path: str) -> None:
    """Forgets a draft once its form has been accepted."""
    Draft.objects.filter(account=account, path=path[:300]).delete()


def make_unit(*, parent: Body, name_id: str, name_en: str = "", keeps_cooperation: bool = False) -> Body:
    """A unit inside a body; a regional one keeps its region. Repeating it gives the one that is there."""
    kind = BodyKind.UNIT if parent.region_id else parent.kind
    unit, _created = Body.objects.get_or_create(
        kind=kind,
        name_id=name_id,
        region=parent.region,
        defaults={"parent": parent, "name_en": name_en, "zone": parent.zone, "national_sight": parent.national_sight},
    )
    if keeps_cooperation and not unit.keeps_cooperation:
        unit.keeps_cooperation = True
        unit.save(update_fields=["keeps_cooperation"])
    return unit


def _account_problems(email: str, label: str, password: str | None) -> dict[str, str]:
    problems: dict[str, str] = {}
    try:
        validate_email(email)
    except ValidationError as error:
        problems["email"] = " ".join(error.messages)
    if not label.strip():
        problems["label"] = _("Say which office the account is for.")
    if password is not None:
        try:
            validate_password(password, Account(email=email, label=label))
        except ValidationError as error:
            problems["password"] = " ".join(error.messages)
    return problems


def _term_problems(body: Body, values: Mapping[str, Any]) -> dict[str, str]:
    problems: dict[str, str] = {}
    since, until = values["since"], values["until"]
    if until and until < since:
        problems["until"] = _("The term ends before it begins.")
    if not values["office"].strip():
        problems["office"] = _("Say which office it is.")
    if not values["holder"].strip():
        problems["holder"] = _("Say who holds the office.")
    definitive = values["capacity"] == Term.Capacity.DEFINITIVE
    if not definitive and not values["decree"].strip():
        problems["decree"] = _("Give the decree that appoints an acting head.")
    if definitive and _overlapping(body, values["office"], since, until):
        problems["since"] = _("Another definitive term in this office has not ended by then. End that one first.")
    return problems


def _overlapping(body: Body, office: str, since: date, until: date | None) -> bool:
    terms = Term.objects.filter(body=body, office=office, capacity=Term.Capacity.DEFINITIVE)
    return any((until is None or term.since <= until) and (term.until is None or since < term.until) for term in terms)


def _must_administer(by: Acting | None, body: Body) -> None:
    """An administrator of that body or of one above it; one of a unit has no say over the whole."""
    if by is None:
        return
    if by.membership.right != Right.ADMINISTER or not by.is_over(body):
        reason = _("Only an administrator of this body may change who works in it.")
        raise Refused(Decision(False, reason, code="not-administrator"))


def _must(decision: Decision) -> None:
    if not decision.allowed:
        raise Refused(decision)


def _record(kind: str, stream: str, by: Acting | None, payload: dict[str, Any]) -> None:
    record(
        kind=kind, stream=stream, actor=by.account.ref if by else "", body=by.body.ref if by else "", payload=payload
    )
