"""Who asks and who acts: an account with its live memberships, and the one it acts under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.access.typed import seal
from gerbang.people.models import Account, Body, BodyKind, Membership, Right
from gerbang.values import zones


@dataclass(frozen=True, slots=True)
class Acting:
    """The account, the membership a write is done under, and what follows from it."""

    account: Account
    membership: Membership
    today: date

    @property
    def body(self) -> Body:
        """The body or unit the membership is in."""
        return self.membership.body

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The unit and the bodies it is part of: those it may speak for."""
        return tuple(one_with(self.body))

    def speaks_for(self, body: Body | None) -> bool:
        """Whether this is that body, or one of its units."""
        return body is not None and any(above.pk == body.pk for above in self.bodies)

    def is_over(self, body: Body) -> bool:
        """Whether that body is this one or a unit of it."""
        return any(above.pk == self.body.pk for above in _upwards(body))


class Actor:
    """Whoever asks for a page. Reads its memberships once, when first needed."""

    def __init__(self, account: Account | None, now: datetime | None = None) -> None:
        self.account = account
        self.now = now or datetime.now(UTC)

    @property
    def is_authenticated(self) -> bool:
        return self.account is not None

    @property
    def ref(self) -> str:
        return self.account.ref if self.account else ""

    @property
    def seal(self) -> str:
        """Names the account inside a form, so that what an expired sign-in interrupts is given back to nobody else."""
        return seal(self.ref) if self.account else ""

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Those alive today, as today is in the zone of each body."""
        if self.account is None:
            return ()
        first, last = zones.today("WIB", self.now), zones.today("WIT", self.now)
        near = (
            self.account.memberships.filter(Q(until=None) | Q(until__gte=first), since__lte=last)
            .select_related("body__parent__parent__region", "body__parent__region", "body__region")
            .order_by("pk")
        )
        return tuple(one for one in near if one.alive(zones.today(one.body.zone, self.now)))

    @cached_property
    def today(self) -> date:
        """Today where the actor's first body is; in western Indonesia for those without one."""
        return zones.today(self.memberships[0].body.zone if self.memberships else "WIB", self.now)

    @property
    def label(self) -> str:
        return self.account.label if self.account else ""

    @property
    def body_label(self) -> str:
        return self.memberships[0].body.name if self.memberships else ""

    @cached_property
    def bodies(self) -> dict[int, Body]:
        """Every body the account belongs to, units and the bodies above them, by key."""
        return {body.pk: body for membership in self.memberships for body in one_with(membership.body)}

    @cached_property
    def national_sight(self) -> bool:
        """A property of the very body worked in: a mission does not see what its ministry sees."""
        return any(membership.body.national_sight for membership in self.memberships)

    @cached_property
    def region_ids(self) -> frozenset[int]:
        """Regions whose government the account works in; a council sees by audience instead."""
        governments = (body for body in self.bodies.values() if body.kind in ("region", "unit"))
        return frozenset(body.region_id for body in governments if body.region_id)

    @property
    def region_refs(self) -> list[str]:
        """The same by their public refs."""
        regions = {body.region_id: body.region for body in self.bodies.values()}
        return sorted(region.ref for key, region in regions.items() if region and key in self.region_ids)

    def may(self, right: Right, bodies: Iterable[Body] | None = None) -> bool:
        """Whether some live membership carries the right, in one of these bodies when given."""
        return self._membership(right, bodies) is not None

    def acting(self, right: Right, bodies: Iterable[Body] | None = None) -> Acting:
        """The membership to write under; raises Refused when the account has none with that right there."""
        membership = self._membership(right, bodies)
        if membership is None or self.account is None:
            reason = _("Your account does not have the right “%(right)s” in this body.") % {"right": right.label}
            raise Refused(Decision(False, str(reason), code="right-missing"))
        return Acting(self.account, membership, zones.today(membership.body.zone, self.now))

    def administering(self, body: Body) -> Acting:
        """The membership under which it administers that body; raises Refused when there is none."""
        above = {one.pk for one in _upwards(body)}
        for membership in self.memberships:
            if membership.right == Right.ADMINISTER and membership.body_id in above and self.account:
                return Acting(self.account, membership, zones.today(membership.body.zone, self.now))
        reason = _("Only an administrator of this body may change who works in it.")
        raise Refused(Decision(False, str(reason), code="not-administrator"))

    def _membership(self, right: Right, bodies: Iterable[Body] | None) -> Membership | None:
        wanted = None if bodies is None else {body.pk for body in bodies}
        for membership in self.memberships:
            inside = wanted is None or any(body.pk in wanted for body in one_with(membership.body))
            if membership.right == right and inside:
                return membership
        return None


class BodyReader(Actor):
    """A program that reads in the name of a body: it sees what a reader of that body sees, and does nothing."""

    def __init__(self, body: Body, now: datetime | None = None) -> None:
        super().__init__(None, now)
        self.memberships = (Membership(body=body, right=Right.READ, since=date.min),)

    @property
    def is_authenticated(self) -> bool:
        return True


def actor_of(request: HttpRequest) -> Actor:
    """Whoever asks for this page (set by `people.middleware`)."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def one_with(body: Body) -> Iterable[Body]:
    """A body and those above it as far as they are one: units of a government, units of their parent's own kind.

    A mission is no part of its ministry in this sense, nor one of a ministry's gates of the ministry as a whole.
    """
    yield body
    while body.parent is not None and body.kind in (BodyKind.UNIT, body.parent.kind):
        body = body.parent
        yield body


def _upwards(body: Body | None) -> Iterable[Body]:
    while body is not None:
        yield body
        body = body.parent
