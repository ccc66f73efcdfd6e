"""What to put into every URL that takes arguments.

A URL that is missing here fails the walk, so that none is forgotten: a room that adds one adds its line to `MAKERS`,
and to `World` what it needs.
"""

from collections.abc import Callable
from typing import Any

from tests.access.world import World

from gerbang.gate.projection import standing_of
from gerbang.places.models import Country

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
            for name in ("plan", "chart", "period", "take-up", "hand-up", "approve", "withdraw", "download", "upload")
        ],
        lambda world: {"ref": world.plan.ref},
    ),
    "portal:partner": lambda world: {"ref": world.tie.partners_side[0].partner.ref},
    "portal:statistics-table": lambda world: {"key": "provinsi"},
}
