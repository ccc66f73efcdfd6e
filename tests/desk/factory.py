"""Files in every position the desk shows, made row by row; the gate's own projection folds them."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from unittest.mock import patch

from django.test import Client

from gerbang.gate import books, participants, projection
from gerbang.gate.models import Case, Letter, Step, Waiting
from gerbang.people.acting import Actor
from gerbang.people.actions import involve
from gerbang.people.models import Account, Body, BodyKind, Membership, Right
from gerbang.places.models import Region
from gerbang.register.models import Party, Tie

MONDAY = date(2026, 4, 27)
"""Today in these tests: a Monday with three closed days in the three weeks that follow."""
NOON = datetime.fromisoformat("2026-04-27T12:00:00+07:00")


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def government(code: str) -> Body:
    return Body.objects.get(region__code=code, kind=BodyKind.REGION)


def council(code: str) -> Body:
    return Body.objects.get(region__code=code, kind=BodyKind.COUNCIL)


def ministry() -> Body:
    """The unit of Home Affairs for cooperation abroad."""
    return Body.objects.get(kind=BodyKind.HOME_AFFAIRS_FOREIGN)


def foreign_affairs() -> Body:
    return Body.objects.get(kind=BodyKind.FOREIGN_AFFAIRS)


def officer(*bodies: Body, right: Right = Right.SEND) -> Account:
    count = Account.objects.count()
    account = Account.objects.create(email=f"meja{count}@example.id", label="Verifikator")
    for body in bodies:
        Membership.objects.create(account=account, body=body, right=right, since=date(2020, 1, 1))
    return account


def actor(*bodies: Body, now: datetime = NOON) -> Actor:
    return Actor(officer(*bodies), now)


def client(account: Account) -> Client:
    signed_in = Client()
    signed_in.force_login(account)
    return signed_in


def on_monday(now: datetime = NOON) -> Any:
    """Pages asked for inside are asked on that Monday."""
    return patch("gerbang.people.acting.datetime", **{"now.return_value": now})


@dataclass
class File:
    """A case under construction; `done` folds what was written."""

    case: Case
    rows: list[Step] = field(default_factory=list)

    def step(self, kind: str, on: date, by: Body, *, acting: Body | None = None, **values: Any) -> "File":
        data = values.pop("data", {})
        row = Step.objects.create(
            case=self.case, seq=len(self.rows) + 1, kind=kind, acting=acting or by, recorded_by=by,
            account="ak-0000000000", membership="ka-0000000000", happened_on=on, recorded_on=on,
            on_letter=acting is not None, data=json.dumps(data), **values,
        )  # fmt: skip
        self.rows.append(row)
        return self

    def done(self, on: date = MONDAY) -> Case:
        projection.renew(self.case, on)
        return self.case


def opened(code: str, partner: str, stage: str, on: date, number: str = "") -> File:
    """A running file of that region at that stage."""
    own = region(code)
    tie = Tie.objects.create(kind="ksdpl-sister")
    Party.objects.create(tie=tie, side=Party.Side.REGION, region=own)
    Party.objects.create(tie=tie, side=Party.Side.PARTNER, name_as_signed=partner)
    kept = books.pinned("id.ksdpl")
    case = Case.objects.create(
        number=number or f"KSDPL/{code}/2026/{Case.objects.count() + 1:04}",
        tie=tie, book=kept, region=own, partner_label=partner, opened_on=on, state="running",
    )  # fmt: skip
    participants.seat(case, books.read(kept))
    involve(case.ref, [government(code)], "party")
    first = books.read(kept).stages[0].id
    if stage == first:
        return File(case).step("open", on, government(code), stage=first)
    return File(case).step("register", on, government(code), stage=stage, to=stage)


def letter(case: Case, number: str, on: date) -> Letter:
    return Letter.objects.create(
        case=case, direction="in", number=number, dated_on=on, subject="Surat", sender="Pengirim",
        addressee="Penerima", entered_by="ak-0000000000",
    )  # fmt: skip


def at_council(code: str, partner: str, received: date) -> Case:
    """Before the council, whose 45 working days run from the day the letter was received."""
    file = opened(code, partner, "council", received)
    data = {"number": "180/1", "dated_on": received.isoformat(), "received_on": received.isoformat()}
    return file.step("paper", received, government(code), stage="council", paper="application-letter", data=data).done()


def at_verification(code: str, partner: str, since: date) -> Case:
    return opened(code, partner, "verification", since).done()


def with_target(case: Case, due_on: date) -> Case:
    """Gives the file's holder a service target; no shipped rulebook sets one."""
    Case.objects.filter(pk=case.pk).update(due_on=due_on, due_is_law=False)
    Waiting.objects.filter(case=case, what=Waiting.What.ACT).update(due_on=due_on)
    case.refresh_from_db()
    return case


def confirming(code: str, partner: str) -> Case:
    """The region recorded that the council approved, on the strength of the council's letter."""
    file = opened(code, partner, "council", date(2026, 3, 2))
    arrived = letter(file.case, "170/44/DPRD", date(2026, 3, 30))
    data = {"number": "170/44/DPRD", "dated_on": "2026-03-30"}
    file.step(
        "paper", date(2026, 3, 30), government(code), acting=council(code), stage="council", paper="council-decision",
        letter=arrived, data=data,
    )  # fmt: skip
    return file.done()


def disputed(code: str, partner: str) -> Case:
    """As above, and the council says that it was otherwise."""
    case = confirming(code, partner)
    file = File(case, list(case.steps.order_by("seq")))
    return file.step("dispute", date(2026, 4, 2), council(code), target=2, data={"reason": "Bukan surat kami."}).done()


def returned(code: str, partner: str) -> Case:
    """The council gave the file back for improvement."""
    file = opened(code, partner, "council", date(2026, 3, 2))
    file.step(
        "move", date(2026, 4, 20), council(code), stage="council", outcome="return", to="cooperation-plan",
        data={"reason": "Sumber pembiayaan belum jelas"},
    )  # fmt: skip
    return file.done()


def consulted(code: str, partner: str) -> Case:
    """Both ministers were asked; Foreign Affairs has answered."""
    file = opened(code, partner, "consultation", date(2026, 4, 6))
    for ask, body in (("home-affairs", ministry()), ("foreign-affairs", foreign_affairs())):
        participants.add(file.case, ask, body)
        file.step("ask", date(2026, 4, 7), government(code), stage="consultation", ask=ask, data={"body": body.ref})
    other = foreign_affairs()
    file.step("answer", date(2026, 4, 14), other, stage="consultation", ask="foreign-affairs", data={"body": other.ref})
    return file.done()
