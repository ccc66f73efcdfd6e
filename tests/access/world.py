"""Something of every kind that a URL may name, for the walk over all of them."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.access import roles
from tests.plans.helpers import THREE_YEARS, draft, filled, new, put

from gerbang.api.actions import make_token, make_webhook
from gerbang.api.models import ApiToken, Webhook
from gerbang.documents.actions import attach, receive
from gerbang.documents.models import Document, Upload
from gerbang.gate import books
from gerbang.gate.actions import Beginning, open_case
from gerbang.gate.letters import LetterValues, file_letter
from gerbang.gate.models import Case, Letter
from gerbang.monitoring.actions import note_contact
from gerbang.monitoring.benefits import benefiting
from gerbang.monitoring.benefits.benefiting import Stated
from gerbang.monitoring.evaluation import evaluating
from gerbang.monitoring.evaluation.partner import make_link
from gerbang.monitoring.models import (
    Attempt,
    Benefit,
    Contact,
    Directive,
    Escalation,
    Evaluation,
    Finding,
    Obstacle,
    PartnerLink,
    Report,
    ReportPeriod,
    Showing,
)
from gerbang.monitoring.obstacles import handling
from gerbang.monitoring.publication import actions as publication
from gerbang.monitoring.reports import directing, reporting
from gerbang.monitoring.reports.directing import Instruction
from gerbang.monitoring.reports.reporting import Asked, HandedIn, Span
from gerbang.monitoring.visits import visiting
from gerbang.people.acting import Acting, Actor
from gerbang.people.actions import add_term
from gerbang.people.models import Account, Body, Membership, Right, Term
from gerbang.places.actions import partner_for
from gerbang.places.models import City
from gerbang.plans import following_up, rows
from gerbang.plans.actions import open_plan
from gerbang.plans.models import Delivery, FollowUp, Indicator, Permit, Plan, Reading, Trip
from gerbang.plans.recording import Measured, Told, record_delivery, record_reading
from gerbang.plans.travelling import Journey, PermitLetter, add_permit, record_trip
from gerbang.plans.workbook import written
from gerbang.register import confirming, importing
from gerbang.register.actions import add_claim, sign_instrument
from gerbang.register.export.release import make as make_release
from gerbang.register.models import Claim, Confirmation, Fact, Import, ImportJob, Release, SavedView, Source, Tie
from gerbang.register.saved import save_view
from gerbang.register.sourcing import take_in
from gerbang.rulebook.schema import Rulebook
from gerbang.values.dates import VagueDate

HALF_YEAR = date(2026, 1, 1), date(2026, 6, 30)


class World:
    """Something of every kind that a URL may name; made when first asked for."""

    @cached_property
    def accounts(self) -> dict[str, Account]:
        return {role: roles.make(role) for role in roles.ROLES}

    @cached_property
    def officer(self) -> Acting:
        return Actor(self.accounts["head of division"]).acting(Right.SEND)

    @cached_property
    def centre(self) -> Acting:
        """Whoever receives reports."""
        return Actor(self.accounts["home affairs"]).acting(Right.SEND)

    @cached_property
    def period(self) -> ReportPeriod:
        asked = Asked("Semester I 2026", *HALF_YEAR, date(2026, 7, 31), "direct", "000.8/1/SJ", date(2026, 6, 1))
        return reporting.set_period(by=self.centre, asked=asked)

    @cached_property
    def report(self) -> Report:
        """A draft of what was carried out in half a year."""
        return reporting.begin(by=self.officer, region=self.tie.parties.get(side="region").region, of=self.period)

    @cached_property
    def submitted(self) -> Report:
        """A report that waits for an answer."""
        own = Span("Laporan sendiri", *HALF_YEAR)
        made = reporting.begin(by=self.officer, region=self.tie.parties.get(side="region").region, of=own)
        reporting.submit(by=self.officer, report=made, handed_in=HandedIn())
        return made

    @cached_property
    def benefit(self) -> Benefit:
        stated = Stated("service", "Sampah berkurang", "Warga")
        return benefiting.state(by=self.officer, tie=self.tie, stated=stated)

    @cached_property
    def showing(self) -> Showing:
        """What the officer's region was shown of the liveliness of the tie."""
        region = self.tie.parties.get(side="region").region
        letter = publication.Letter("100.4/1/PFKS", date(2026, 6, 1))
        return publication.show(by=self.centre, region=region, letter=letter)

    @cached_property
    def directive(self) -> Directive:
        given = Instruction("Susun rencana aksi baru.")
        return directing.direct(by=self.centre, report=self.submitted, ties=[self.tie], given=given)[0]

    @cached_property
    def membership(self) -> Membership:
        return self.accounts["analyst"].memberships.get()

    @cached_property
    def term(self) -> Term:
        values = {"office": "Wali Kota Bandung", "holder": "Contoh", "capacity": "definitive", "decree": ""}
        return add_term(
            by=self.officer, body=self.officer.bodies[-1], values=values | {"since": date(2025, 2, 20), "until": None}
        )

    @cached_property
    def administrator(self) -> Acting:
        return Actor(self.accounts["administrator"]).acting(Right.ADMINISTER)

    @cached_property
    def evaluation(self) -> Evaluation:
        begins_on = self.officer.today - timedelta(400)
        tie = self.claim.tie
        return evaluating.begin(by=self.officer, tie=tie, begins_on=begins_on, ends_on=self.officer.today)

    @cached_property
    def partner_link(self) -> tuple[PartnerLink, str]:
        return make_link(by=self.officer, evaluation=self.evaluation)

    @cached_property
    def finding(self) -> Finding:
        on = self.officer.today
        told = visiting.Assignment("Monev bersama", "090/1/2026", on, "Pejabat", on, on)
        made = visiting.record(by=None, told=told, tie=self.claim.tie, way="visited")
        return visiting.add_finding(by=None, monitoring=made, text="Belum ada rencana aksi", tie=self.claim.tie)

    @cached_property
    def token(self) -> ApiToken:
        return self._made_token[0]

    @cached_property
    def token_secret(self) -> str:
        """What a program of the city sends."""
        return self._made_token[1]

    @cached_property
    def _made_token(self) -> tuple[ApiToken, str]:
        by = self.administrator
        expires = by.today + timedelta(days=30)
        return make_token(by=by, body=by.body, name="Uji", scopes=["read", "webhooks"], expires_on=expires)

    @cached_property
    def webhook(self) -> Webhook:
        by = self.administrator
        return make_webhook(by=by, body=by.body, url="https://contoh.go.id/terima")[0]

    @cached_property
    def document(self) -> Document:
        sent = SimpleUploadedFile("surat.txt", b"Isi surat.", "text/plain")
        upload = receive(by=self.officer, file=sent)
        return attach(
            by=self.officer, upload=upload, subject_ref=self.case.ref, kind="paper.letter", title="Surat",
            disclosure="bodies",
        )  # fmt: skip

    @cached_property
    def case(self) -> Case:
        return self._begun("Kitakyushu")

    @cached_property
    def running(self) -> Case:
        """A case that was under way when it was registered, with earlier stages behind it."""
        return self._begun("Suwon", stage="cooperation-plan", since=self.officer.today)

    def _begun(self, partner_name: str, **changed: Any) -> Case:
        partner = partner_for(self.officer, place=City.objects.filter(name=partner_name).get())
        beginning = Beginning(
            book_id="id.ksdpl",
            kind="ksdpl-sister",
            region=self.officer.body.region,
            partners=[partner],
            facts={},
            happened_on=self.officer.today,
            **changed,
        )
        return open_case(by=self.officer, beginning=beginning)

    @cached_property
    def book(self) -> Rulebook:
        return books.read(self.case.book)

    @cached_property
    def letter(self) -> Letter:
        values = LetterValues(direction="out", subject="Rencana kerja sama", sender="Wali Kota", addressee="Menteri")
        return file_letter(by=self.officer, case=self.case, values=values)

    @cached_property
    def tie(self) -> Tie:
        """One that anybody may see."""
        tie = self.case.tie
        sign_instrument(by=self.officer, tie=tie, kind="mou", signed=VagueDate.day(date(2024, 5, 17)))
        return tie

    @cached_property
    def imported(self) -> Import:
        """A table with one row that waits, brought in."""
        sent = SimpleUploadedFile("daftar.csv", b"daerah,mitra,negara\nKota Bandung,Entahberantah,Jepang\n")
        of = importing.receive(by=self.officer, file=sent)
        importing.begin(of)
        importing.order(by=self.officer, of=of, kind=ImportJob.Kind.WRITE)
        importing.begin(of)
        of.refresh_from_db()
        return of

    @cached_property
    def view(self) -> SavedView:
        """A search that the head of division keeps."""
        return save_view(by=Actor(self.accounts["head of division"]), name="Jepang", query="q=jepang")

    @cached_property
    def release(self) -> Release:
        return make_release(timezone.now())

    @cached_property
    def contact(self) -> Contact:
        """A note on a cooperation of the officer's region."""
        return note_contact(
            by=self.officer, tie=self.claim.tie, happened_on=date(2026, 1, 2), way="visit", about="Kunjungan"
        )

    @cached_property
    def obstacle(self) -> Obstacle:
        """What hinders the tie."""
        told = handling.Told("Anggaran dipotong", "budget")
        return handling.record_obstacle(by=self.officer, tie=self.tie, told=told)

    @cached_property
    def attempt(self) -> Attempt:
        on = VagueDate.day(self.officer.today)
        return handling.record_attempt(by=self.officer, obstacle=self.obstacle, what="Surat", happened=on)

    @cached_property
    def escalation(self) -> Escalation:
        """That the mission was asked for help."""
        to = Body.objects.get(name_id="KJRI Melbourne")
        return handling.escalate(by=self.officer, obstacle=self.obstacle, to=to, asked="Mohon dibantu")

    @cached_property
    def claim(self) -> Claim:
        """What a source says of the tie."""
        source = take_in([Source(name_id="Kantor berita", kind=Source.Kind.PRESS)])[0]
        return add_claim(
            by=self.officer, source=source, fact=Fact.STATUS, confidence="B", tie=self.tie, value="weak",
            said_id="Jarang ada kegiatan.",
        )  # fmt: skip

    @cached_property
    def confirmation(self) -> Confirmation:
        """This year's, with the answers still being gathered."""
        region = self.officer.body.region
        assert region is not None
        return confirming.begin(by=self.officer, region=region)

    @cached_property
    def plan(self) -> Plan:
        """An action plan of the tie, with a draft that lacks money and an office."""
        return filled(open_plan(by=self.officer, tie=self.tie, period=THREE_YEARS))

    @cached_property
    def delivery(self) -> Delivery:
        """Something that was carried out in the tie."""
        told = Told("Kunjungan kerja", VagueDate.day(self.officer.today))
        return record_delivery(by=self.officer, tie=self.tie, told=told)

    @cached_property
    def trip(self) -> Trip:
        """A working trip of the tie, from which everybody came back today."""
        told = Journey("out", "Studi kompos", self.officer.today, self.officer.today, people=3)
        return record_trip(by=self.officer, tie=self.tie, told=told)

    @cached_property
    def permit(self) -> Permit:
        letter = PermitLetter("Izin perjalanan dinas", "099/1", date(2026, 2, 20), "Kementerian Dalam Negeri")
        return add_permit(by=self.officer, trip=self.trip, letter=letter)

    @cached_property
    def follow_up(self) -> FollowUp:
        task = following_up.Task("Surat ucapan terima kasih", "Bagian Kerja Sama")
        return following_up.add(by=self.officer, of=self.trip.ref, task=task)

    @cached_property
    def reading(self) -> Reading:
        """A draft of what the plan's indicator showed."""
        put(self.plan, "indicators", new(name="Orang terlatih"))
        measured = Measured(THREE_YEARS.starts_on.year, self.officer.today, Decimal(3))
        return record_reading(by=self.officer, indicator=Indicator.objects.get(plan=self.plan), measured=measured)

    @cached_property
    def workbook(self) -> Upload:
        """The plan's workbook as the head of division brought it back."""
        version = draft(self.plan)
        tables = {table: rows.load(version, table) for table in rows.of_plan(version)}
        sent = SimpleUploadedFile("rencana.xlsx", written(tables, {}, "id"))
        return receive(by=self.officer, file=sent, inspect=lambda _file, _name: "application/zip")
