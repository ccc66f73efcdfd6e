"""Offices and a case walked through them, for tests: accounts by role, and each stage given what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from gerbang.gate import actions, books, projection
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Case, Step
from gerbang.gate.writing import Happening
from gerbang.people.acting import Acting, Actor
from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Account, Body, Right
from gerbang.people.queries import body_of_kind, government_of
from gerbang.places import actions as places
from gerbang.places import queries as places_queries
from gerbang.places.models import Partner, Region
from gerbang.rulebook.schema import Paper, Rulebook
from gerbang.rulebook.standing import Standing

BANDUNG = "32.73"
BEGAN = date(2025, 2, 3)
EVERY_RIGHT = (Right.PREPARE, Right.CHECK, Right.SEND)


def account(body: Body, label: str = "Petugas", rights: tuple[Right, ...] = EVERY_RIGHT) -> Account:
    made = make_account(by=None, email=f"{uuid4().hex[:10]}@example.go.id", label=label, password="sandi-uji-coba-1")
    for right in rights:
        grant(by=None, account=made, body=body, right=right, since=date(2020, 1, 1))
    return made


def acting(of: Account, right: Right = Right.SEND) -> Acting:
    return Actor(of).acting(right)


@dataclass
class Offices:
    """The bodies of a walk, each with one account."""

    region: Region
    bodies: dict[str, Body] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def by(self, role: str) -> Acting:
        return acting(self.accounts[role])


def bandung(*roles: str) -> Offices:
    """Kota Bandung's cooperation section, and accounts for the other roles asked for."""
    region = Region.objects.get(code=BANDUNG)
    offices = Offices(region)
    unit = make_unit(parent=government_of(region), name_id="Bagian Kerja Sama Setda Kota Bandung")
    kinds = {"council": "council", "home-affairs": "home-affairs-foreign", "foreign-affairs": "foreign-affairs"}
    offices.bodies["region"] = unit
    for role in roles:
        if role == "province":
            offices.bodies[role] = government_of(region.province_or_self)
        else:
            found = body_of_kind(kinds[role], region)
            assert found is not None
            offices.bodies[role] = found
    offices.accounts = {role: account(body, role) for role, body in offices.bodies.items()}
    return offices


def melbourne(by: Acting) -> Partner:
    place = places_queries.place(places_queries.pick("Melbourne", country="AU")[0].key)
    assert place is not None
    return places.partner_for(by, place=place)


def filled(paper: Paper, on: date) -> dict[str, Any]:
    """Details with which a paper counts."""
    values: dict[str, Any] = {}
    for name in paper.fields:
        if name == "signatures":
            values[name] = [
                {
                    "office": "Wali Kota Bandung",
                    "capacity": "definitive",
                    "signed_on": on.isoformat(),
                    "place": "Bandung",
                },
                {"office": "Lord Mayor", "signed_on": on.isoformat(), "place": "Melbourne"},
            ]
        elif name.endswith("_on"):
            values[name] = on.isoformat()
        elif name == "originals":
            values[name] = ["Kementerian Luar Negeri", "Pemerintah Kota Bandung", "City of Melbourne"]
        else:
            values[name] = "A/1"
    answer: Any = {"answer": "meets", "note": ""} if paper.kind == "sheet" else "Terisi."
    return values | ({"parts": {part.id: answer for part in paper.parts}} if paper.parts else {})


@dataclass
class Walk:
    """One case, driven by the accounts given; every move is made by whoever `who` names for its role."""

    offices: Offices
    case: Case
    day: date = BEGAN
    letters_only: bool = False

    @property
    def book(self) -> Rulebook:
        return books.read(self.case.book)

    def position(self, on: date | None = None) -> Standing:
        self.case.refresh_from_db()
        return projection.standing_of(self.case, on or self.day)

    def by(self, *roles: str) -> Acting:
        if not self.letters_only:
            for role in roles:
                if role in self.offices.accounts:
                    return self.offices.by(role)
        return self.offices.by("region")

    def give(self, paper_id: str, *, data: Mapping[str, Any] | None = None, on: date | None = None) -> Step:
        self.day = on or self.day + timedelta(days=1)
        details = filled(self.book.papers[paper_id], self.day) | dict(data or {})
        received = date.fromisoformat(details["received_on"]) if details.get("received_on") else None
        happening = Happening(happened_on=self.day, received_on=received)
        stage = self.position().stage
        holder = stage.holder if stage else "region"
        return actions.give_paper(
            by=self.by(holder), case=self.case, paper_id=paper_id, on=happening, seen=None, data=details
        )

    def supply(self, choice_id: str) -> None:
        for one in self.position().missing:
            if one.kind == "paper" and not one.optional and one.outcome in ("", choice_id):
                self.give(one.id)

    def consult(self) -> None:
        stage = self.position().stage
        for ask in stage.asks if stage else ():
            if ask.recorded:
                self.day += timedelta(days=1)
                on = Happening(happened_on=self.day)
                actions.ask(by=self.by("region"), case=self.case, ask_id=ask.id, body=None, on=on, seen=None)
                by = self.by(ask.role)
                letter = None if ask.role in self.offices.accounts and not self.letters_only else self.letter(ask.role)
                actions.answer(
                    by=by, case=self.case, ask_id=ask.id, on=on, seen=None, data={"summary": "Sudah."}, letter=letter
                )

    def take(self, choice_id: str, *, reason: str = "", on: date | None = None) -> Step:
        """Gives what the stage and the outcome need, then takes the outcome, on the body's letter where it has no account."""
        self.supply(choice_id)
        self.day = on or self.day + timedelta(days=1)
        choice = self.position().choice(choice_id)
        assert choice is not None, choice_id
        by = self.by(*choice.roles)
        own = any(by.speaks_for(body) for body in self.seats(choice.roles))
        letter = None if own else self.letter(choice.roles[0])
        why = reason or ("Alasan dicatat." if choice.wants_reason else "")
        happening = Happening(happened_on=self.day)
        return actions.move(
            by=by, case=self.case, choice_id=choice_id, on=happening, seen=None, reason=why, letter=letter
        )

    def seats(self, roles: tuple[str, ...]) -> list[Body]:
        return [seat.body for seat in self.case.participants.filter(role__in=roles).select_related("body")]

    def letter(self, role: str) -> LetterValues:
        from gerbang.documents import actions as documents
        from tests.gate.paper import pdf

        by = self.by("region")
        upload = documents.receive(by=by, file=pdf())
        scan = documents.attach(
            by=by, upload=upload, subject_ref=self.case.ref, kind="letter", title="Pindaian", disclosure="bodies"
        )
        return LetterValues(
            direction="in", subject=f"Jawaban {role}", sender=role, addressee="Pemerintah Kota Bandung",
            number=f"{role}/{self.day:%d}", dated_on=self.day, received_on=self.day, signatory_office="Sekretaris", scan=scan,
        )  # fmt: skip


def begun(offices: Offices, **facts: Any) -> Walk:
    """A KSDPL case of Kota Bandung with Melbourne, at its first stage."""
    by = offices.by("region")
    beginning = actions.Beginning(
        book_id="id.ksdpl",
        kind="ksdpl-sister",
        region=offices.region,
        partners=[melbourne(by)],
        fields_id="Pendidikan\nKota layak huni",
        facts={"initiative-source": "region", "form": "sister"} | facts,
        happened_on=BEGAN,
    )
    return Walk(offices, actions.open_case(by=by, beginning=beginning))


def attest_relations(walk: Walk) -> None:
    """Says once that the countries have diplomatic relations, which no open source lists."""
    actions.state_facts(
        by=walk.by("region"), case=walk.case, values={}, seen=None,
        attested={"diplomatic-relations": "Daftar Kementerian Luar Negeri."},
    )  # fmt: skip
