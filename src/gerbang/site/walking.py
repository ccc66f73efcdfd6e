"""A case walked through its rulebook by the accounts of its bodies: each stage is given what it needs.

The demonstration, the benches and the tests of the gate use this one driver; every step goes through the real actions.
Whatever it fills in says of itself that it is a sample.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gerbang.documents import actions as documents
from gerbang.documents.models import Document
from gerbang.gate import actions, books, projection
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Case, Step
from gerbang.gate.writing import Happening
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account, Body, Right
from gerbang.places.models import Region
from gerbang.rulebook.schema import Paper, Rulebook
from gerbang.rulebook.standing import Standing

BEGAN = date(2025, 2, 3)
MIDDAY = time(5, tzinfo=UTC)
"""An hour at which it is the same day in all three zones."""
OFFICES = {Region.Kind.PROVINCE: "Gubernur", Region.Kind.REGENCY: "Bupati", Region.Kind.CITY: "Wali Kota"}
SAMPLE = "Contoh isian untuk peragaan."


def acting(of: Account, right: Right = Right.SEND, on: date | None = None) -> Acting:
    """The account at work: on that day, or today."""
    return Actor(of, datetime.combine(on, MIDDAY) if on else None).acting(right)


@dataclass
class Offices:
    """The bodies of a walk, each with one account; the keeper of the file plays the role `region`."""

    region: Region
    bodies: dict[str, Body] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def by(self, role: str, on: date | None = None) -> Acting:
        return acting(self.accounts[role], on=on)


def pdf(name: str = "contoh.pdf") -> SimpleUploadedFile:
    """One small page on which stands that it is a sample, as an office would scan a letter."""
    text = b"BT /F1 48 Tf 60 400 Td (Contoh) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, table, size, len(body))
    return SimpleUploadedFile(name, body + tail, content_type="application/pdf")


def filled(paper: Paper, on: date, region: Region | None = None) -> dict[str, Any]:
    """Details with which a paper counts."""
    values = {name: _detail(name, on, region) for name in paper.fields}
    answer: Any = {"answer": "meets", "note": ""} if paper.kind == "sheet" else SAMPLE
    return values | ({"parts": {part.id: answer for part in paper.parts}} if paper.parts else {})


def _detail(name: str, on: date, region: Region | None) -> Any:
    if name == "signatures":
        return _signatures(on, region)
    if name.endswith("_on"):
        return on.isoformat()
    if name == "originals":
        return ["Kementerian Luar Negeri", "Pemerintah daerah", "Mitra"]
    return SAMPLE if name == "summary" else sample_number(on)


def _signatures(on: date, region: Region | None) -> list[dict[str, str]]:
    own = (
        {"office": f"{OFFICES[Region.Kind(region.kind)]} {region.short_id}"} if region else {"office": "Kepala daerah"}
    )
    signed = {"signed_on": on.isoformat(), "place": "Contoh"}
    return [own | {"capacity": "definitive"} | signed, {"office": "Kepala pemerintahan mitra"} | signed]


def sample_number(on: date) -> str:
    """The number of a letter that nobody wrote."""
    return f"CONTOH/{on:%j}/{on.year}"


@dataclass
class Walk:
    """One case, driven by the accounts given; every move is made by whoever plays its role.

    `as_it_happens`: each step is entered on the day it happens, as an office would; else all of them today.
    """

    offices: Offices
    case: Case
    day: date = BEGAN
    letters_only: bool = False
    as_it_happens: bool = False

    @property
    def book(self) -> Rulebook:
        return books.read(self.case.book)

    def position(self, on: date | None = None) -> Standing:
        self.case.refresh_from_db()
        return projection.standing_of(self.case, on or self.day)

    def by(self, *roles: str) -> Acting:
        on = self.day if self.as_it_happens else None
        if not self.letters_only:
            for role in roles:
                if role in self.offices.accounts:
                    return self.offices.by(role, on)
        return self.offices.by("region", on)

    def give(self, paper_id: str, *, data: Mapping[str, Any] | None = None, on: date | None = None) -> Step:
        self.day = on or self.day + timedelta(days=1)
        details = filled(self.book.papers[paper_id], self.day, self.offices.region) | dict(data or {})
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
                self.answer(ask.id)

    def answer(self, ask_id: str, *, on: date | None = None) -> Step:
        """The asked body's answer: its own, or on its letter where it has no account."""
        self.day = on or self.day
        stage = self.position().stage
        ask = stage.ask(ask_id) if stage else None
        if ask is None:
            raise LookupError(f"{ask_id} is not asked in this stage")
        letter = None if ask.role in self.offices.accounts and not self.letters_only else self.letter(ask.role)
        happening = Happening(happened_on=self.day)
        return actions.answer(
            by=self.by(ask.role), case=self.case, ask_id=ask_id, on=happening, seen=None,
            data={"summary": SAMPLE}, letter=letter,
        )  # fmt: skip

    def take(self, choice_id: str, *, reason: str = "", on: date | None = None) -> Step:
        """Gives what the stage and the outcome need, then takes it: on the body's letter where it has no account."""
        self.supply(choice_id)
        self.day = on or self.day + timedelta(days=1)
        choice = self.position().choice(choice_id)
        if choice is None:
            raise LookupError(f"{choice_id} cannot be taken in this stage")
        by = self.by(*choice.roles)
        own = any(by.speaks_for(body) for body in self.seats(choice.roles))
        letter = None if own else self.letter(choice.roles[0])
        why = reason or (SAMPLE if choice.wants_reason else "")
        happening = Happening(happened_on=self.day)
        return actions.move(
            by=by, case=self.case, choice_id=choice_id, on=happening, seen=None, reason=why, letter=letter
        )

    def seats(self, roles: tuple[str, ...]) -> list[Body]:
        return [seat.body for seat in self.case.participants.filter(role__in=roles).select_related("body")]

    def scan(self, title: str = "Pindaian (contoh)") -> Document:
        """A scanned sample on this case's file."""
        by = self.by("region")
        upload = documents.receive(by=by, file=pdf())
        return documents.attach(
            by=by, upload=upload, subject_ref=self.case.ref, kind="letter", title=title, disclosure="bodies"
        )

    def letter(self, role: str) -> LetterValues:
        """The letter of a body without account, on whose strength its act is recorded."""
        sender = next(iter(self.seats((role,))), None)
        return LetterValues(
            direction="in",
            subject="Jawaban tertulis (contoh)",
            sender=sender.name_id if sender else "Mitra",
            sender_body=sender,
            addressee=f"Pemerintah {self.offices.region.full_name_id}",
            number=sample_number(self.day),
            dated_on=self.day,
            received_on=self.day,
            received_proof="Cap agenda (contoh)",
            signatory_office="Sekretaris",
            scan=self.scan(),
        )


def attest_relations(walk: Walk) -> None:
    """Says once that the countries have diplomatic relations, which no open source lists."""
    actions.state_facts(
        by=walk.by("region"), case=walk.case, values={}, seen=None,
        attested={"diplomatic-relations": "Daftar Kementerian Luar Negeri."},
    )  # fmt: skip
