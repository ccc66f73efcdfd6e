"""What to put into every URL that takes arguments.

A URL that is missing here fails the walk, so that none is forgotten: a room that adds one adds its line to `MAKERS`,
and to `World` what it needs.
"""

from collections.abc import Callable
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
from gerbang.gate.projection import standing_of
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
from gerbang.places.models import City, Country
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


Made = dict[str, Any]


def _case(world: World) -> Made:
    return {"ref": world.case.ref}


def _first_step(world: World) -> Made:
    return {"ref": world.case.ref, "seq": 1}


def _paper(world: World) -> Made:
    return {"ref": world.case.ref, "paper_id": next(iter(world.book.papers))}


def _ask(world: World) -> Made:
    asked = next(ask for stage in world.book.stages for ask in stage.asks)
    return {"ref": world.case.ref, "ask_id": asked.id}


def _move(world: World) -> Made:
    choices = standing_of(world.case, world.officer.today).choices
    return {"ref": world.case.ref, "choice_id": choices[0].id}


def _book(world: World) -> Made:
    return {"book_id": "id.ksdpl"}


def _letter(world: World) -> Made:
    return {"ref": world.letter.ref}


def _webhook(world: World) -> Made:
    return {"ref": world.webhook.ref}


MAKERS: dict[str, Callable[[World], Made]] = {
    "account_reset_password_from_key": lambda world: {"uidb36": "1", "key": "abcdef-0123456789abcdef"},
    "people_end_membership": lambda world: {"ref": world.membership.ref},
    "people_end_term": lambda world: {"ref": world.term.ref},
    "documents_download": lambda world: {"ref": world.document.ref, "version": 1},
    "gate:open": _book,
    "gate:register": _book,
    **dict.fromkeys(
        ["gate:open-upon", "gate:register-upon"], lambda world: {"ref": world.tie.ref, "book_id": "id.revitalise"}
    ),
    "monitoring:memo": lambda world: {"ref": world.term.ref},
    "monitoring:memo-file": lambda world: {"ref": world.term.ref, "form": "docx"},
    "gate:move": _move,
    "gate:paper": _paper,
    "gate:show-paper": _paper,
    "gate:print-paper": _paper,
    "gate:ask": _ask,
    "gate:answer": _ask,
    "gate:letter": _letter,
    "gate:fill-letter": _letter,
    **dict.fromkeys(
        [f"gate:{name}" for name in ("case", "history", "trail", "position", "reminder", "facts", "note", "letters")],
        _case,
    ),
    "gate:file-letter": _case,
    "gate:past-stages": lambda world: {"ref": world.running.ref},
    "gate:past": lambda world: {"ref": world.running.ref, "stage_id": "initiative"},
    **dict.fromkeys([f"gate:{name}" for name in ("confirm", "correct", "withdraw", "step")], _first_step),
    "portal:take": lambda world: {"form": "csv"},
    "portal:release-file": lambda world: {"version": world.release.version, "name": "ties.csv"},
    **dict.fromkeys(
        ["api-v1:cooperation", *(f"portal:{name}" for name in ("tie", "receipt", "receipt-file"))],
        lambda world: {"ref": world.tie.ref},
    ),
    **dict.fromkeys(
        [
            f"register:{name}"
            for name in (
                "import",
                "import-progress",
                "import-again",
                "write-import",
                "drop-import",
                "undo-import",
                "import-problems",
            )
        ],
        lambda world: {"ref": world.imported.ref},
    ),
    **dict.fromkeys(
        [f"register:{name}" for name in ("import-row", "leave-out-row", "set-row-right")],
        lambda world: {"ref": world.imported.ref, "number": 2},
    ),
    "register:empty-table": lambda world: {"kind": "csv"},
    "portal:saved-view": lambda world: {"ref": world.view.ref},
    **dict.fromkeys(
        [f"register:{name}" for name in ("statements", "describe", "merge", "versions")],
        lambda world: {"ref": world.claim.tie.ref},
    ),
    **dict.fromkeys(
        [f"register:{name}" for name in ("settle", "add-claim")],
        lambda world: {"ref": world.claim.tie.ref, "place": "status"},
    ),
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("liveliness", "note-contact", "state-rhythm", "judge")],
        lambda world: {"ref": world.claim.tie.ref},
    ),
    **dict.fromkeys(
        [
            f"monitoring:{name}"
            for name in ("report-period", "more-time-to-report", "withdraw-report-period", "begin-report")
        ],
        lambda world: {"ref": world.period.ref},
    ),
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("report", "write-report", "submit-report", "withdraw-report")],
        lambda world: {"ref": world.report.ref},
    ),
    "monitoring:report-on-tie": lambda world: {"ref": world.report.ref, "tie": world.tie.ref},
    **dict.fromkeys(
        [
            f"monitoring:{name}"
            for name in (
                "examine-report",
                "recall-report",
                "pass-on-report",
                "return-report",
                "accept-report",
                "direct-report",
            )
        ],
        lambda world: {"ref": world.submitted.ref},
    ),
    "monitoring:download-report": lambda world: {"ref": world.report.ref, "form": "xlsx"},
    **dict.fromkeys(["monitoring:benefits", "monitoring:state-benefit"], lambda world: {"ref": world.tie.ref}),
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("showing", "more-time-to-answer", "withdraw-showing")],
        lambda world: {"ref": world.showing.ref},
    ),
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("shown", "answer-shown", "withdraw-answer-shown")],
        lambda world: {"ref": world.showing.ref, "tie": world.tie.ref},
    ),
    "monitoring:picture-download": lambda _world: {"form": "xlsx"},
    "monitoring:withdraw-benefit": lambda world: {"ref": world.benefit.ref},
    "monitoring:directive": lambda world: {"ref": world.directive.ref},
    "monitoring:withdraw-kept": lambda world: {"ref": world.contact.tie.ref, "kept": world.contact.ref},
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("evaluations", "begin-evaluation")],
        lambda world: {"ref": world.claim.tie.ref},
    ),
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("obstacles", "record-obstacle", "watched")],
        lambda world: {"ref": world.tie.ref},
    ),
    **dict.fromkeys(
        [
            f"monitoring:{name}"
            for name in (
                "evaluation",
                "fill-evaluation",
                "complete-evaluation",
                "decide-evaluation",
                "withdraw-evaluation",
                "print-evaluation",
                "evaluation-word",
                "make-link",
            )
        ],
        lambda world: {"ref": world.evaluation.ref},
    ),
    "monitoring:revoke-link": lambda world: {"ref": world.evaluation.ref, "link": world.partner_link[0].ref},
    "monitoring:partner-form": lambda world: {"token": world.partner_link[1]},
    **dict.fromkeys(
        [f"monitoring:{name}" for name in ("finding", "answer-finding", "withdraw-finding")],
        lambda world: {"ref": world.finding.ref},
    ),
    **dict.fromkeys(
        [
            f"monitoring:{name}"
            for name in (
                "joint-monitoring",
                "add-visit",
                "add-to-team",
                "add-finding",
                "withdraw-monitoring",
                "monitoring-word",
            )
        ],
        lambda world: {"ref": world.finding.monitoring.ref},
    ),
    **dict.fromkeys(
        [
            f"monitoring:{name}"
            for name in (
                "obstacle",
                "set-obstacle-right",
                "record-attempt",
                "escalate-obstacle",
                "close-obstacle",
                "withdraw-obstacle",
            )
        ],
        lambda world: {"ref": world.obstacle.ref},
    ),
    "monitoring:answer-escalation": lambda world: {"ref": world.obstacle.ref, "asked": world.escalation.ref},
    "monitoring:withdraw-obstacle-part": lambda world: {"ref": world.obstacle.ref, "part": world.attempt.ref},
    "register:withdraw-claim": lambda world: {"ref": world.claim.tie.ref, "claim": world.claim.ref},
    "register:publisher": lambda world: {"ref": world.claim.source.publisher.ref},
    **dict.fromkeys(
        [
            f"register:{name}"
            for name in ("confirmation", "confirmation-letter", "give-confirmation", "withdraw-confirmation")
        ],
        lambda world: {"ref": world.confirmation.ref},
    ),
    **dict.fromkeys(["portal:region", "api-v1:region"], lambda world: {"ref": world.officer.body.region.ref}),
    **dict.fromkeys(["portal:country", "api-v1:country"], lambda world: {"ref": Country.objects.get(alpha2="JP").ref}),
    "api-v1:partner": lambda world: {"ref": world.tie.partners_side[0].partner.ref},
    "api-v1:nothing": lambda world: {"rest": "tidak-ada"},
    **dict.fromkeys([f"api-v1:{name}" for name in ("webhook", "webhook-test", "webhook-deliveries")], _webhook),
    **dict.fromkeys([f"api:{name}" for name in ("webhook", "try", "off")], _webhook),
    "api:revoke": lambda world: {"ref": world.token.ref},
    "plans:open": lambda world: {"ref": world.tie.ref},
    "plans:edit": lambda world: {"ref": world.plan.ref, "table": "kegiatan"},
    **dict.fromkeys(["plans:deliveries", "plans:record"], lambda world: {"ref": world.tie.ref}),
    **dict.fromkeys(
        [f"plans:{name}" for name in ("delivery", "set-right", "add-evidence", "withdraw-delivery")],
        lambda world: {"ref": world.delivery.ref},
    ),
    **dict.fromkeys(["plans:trips", "plans:record-trip"], lambda world: {"ref": world.tie.ref}),
    **dict.fromkeys(
        [
            f"plans:{name}"
            for name in (
                "trip",
                "set-trip-right",
                "add-permit",
                "report-trip",
                "add-follow-up",
                "withdraw-trip",
                "forget-names",
            )
        ],
        lambda world: {"ref": world.trip.ref},
    ),
    "plans:withdraw-part": lambda world: {"ref": world.trip.ref, "part": world.permit.ref},
    **dict.fromkeys(["plans:finish-follow-up", "plans:withdraw-follow-up"], lambda world: {"ref": world.follow_up.ref}),
    **dict.fromkeys(
        [f"plans:{name}" for name in ("readings", "submit-readings", "answer-readings", "close-year", "reopen-year")],
        lambda world: {"ref": world.plan.ref, "year": world.reading.year},
    ),
    "plans:record-reading": lambda world: {
        "ref": world.plan.ref,
        "year": world.reading.year,
        "indicator": world.reading.indicator.ref,
    },
    "plans:withdraw-reading": lambda world: {"ref": world.plan.ref, "reading": world.reading.ref},
    "plans:check": lambda world: {"ref": world.plan.ref, "sent": world.workbook.ref},
    **dict.fromkeys(
        [
            f"plans:{name}"
            for name in ("plan", "chart", "period", "take-up", "approve", "withdraw", "download", "upload")
        ],
        lambda world: {"ref": world.plan.ref},
    ),
    "portal:partner": lambda world: {"ref": world.tie.partners_side[0].partner.ref},
    "portal:statistics-table": lambda world: {"key": "provinsi"},
}
