"""The yearly confirmation: a region goes through its list, signs a statement, sends it. Nothing changes silently.

No law asks for it: it is a rule of this house. The year is open from 1 January, and nothing is ever late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.places.models import Region
from gerbang.register import rules
from gerbang.register.actions import ENDED_STATE, add_claim, note, withdraw_claim
from gerbang.register.confirmations import of_region
from gerbang.register.models import COOPERATIONS, Claim, Confirmation, Fact, Source, Tie
from gerbang.register.projection import project_ties
from gerbang.register.sourcing import source_named
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate, format_day

NOTE_LENGTH = 500
MISSING_LENGTH = 4000


class Answer(models.TextChoices):
    """What a region says of one tie on its list."""

    RIGHT = "right", pgettext_lazy("confirmation", "Right")
    WRONG = "wrong", pgettext_lazy("confirmation", "Something is wrong")
    ENDED = "ended", pgettext_lazy("confirmation", "It has ended")
    UNKNOWN = "unknown", pgettext_lazy("confirmation", "Not known here")


OF_BEGINNINGS = {
    Answer.RIGHT: pgettext_lazy("confirmation", "Still going on"),
    Answer.ENDED: pgettext_lazy("confirmation", "Not continued"),
}
"""The same answers as they are worded of what is no cooperation yet: there is nothing to call right or ended."""


def in_words(answer: str, phase: str) -> str:
    """An answer as it reads for a tie that has come that far; empty where none was given."""
    if not answer:
        return ""
    one = Answer(answer)
    return str(one.label if phase in COOPERATIONS else OF_BEGINNINGS.get(one, one.label))


@dataclass(frozen=True, slots=True)
class Given:
    """The signed statement as it is on file."""

    number: str
    dated_on: date
    signatory: str
    upload: Upload | None


@transaction.atomic
def begin(*, by: Acting, region: Region) -> Confirmation:
    """This year's confirmation of a region; the one that is there, if it was begun already."""
    rules.must(rules.confirms_for(by, region))
    standing = Confirmation.objects.exclude(state=Confirmation.State.WITHDRAWN)
    known = standing.filter(region=region, year=by.today.year).first()
    if known is not None:
        return known
    made = Confirmation.objects.create(region=region, year=by.today.year, by=by.account.ref)
    _note(by, "confirmation.begun", made, {"region": region.ref, "year": made.year})
    return made


@transaction.atomic
def answer(
    *, by: Acting, confirmation: Confirmation, lines: Mapping[str, Mapping[str, str]], missing: str | None = None
) -> Confirmation:
    """Keeps answers as one goes; those of other ties stay. An empty answer is taken back. `missing` None leaves it."""
    held = _locked(confirmation)
    rules.must(rules.confirms_for(by, held.region))
    _must_be_draft(held)
    _check_lines(held, lines, missing)
    kept = dict(held.lines)
    for ref, line in lines.items():
        kept.pop(ref, None)
        if line.get("answer") or line.get("note", "").strip():
            kept[ref] = {"answer": line.get("answer", ""), "note": line.get("note", "").strip()}
    held.lines = kept
    if missing is not None:
        held.missing = missing.strip()
    held.by = by.account.ref
    held.save(update_fields=["lines", "missing", "by"])
    answered = sum(bool(line["answer"]) for line in kept.values())
    _note(by, "confirmation.answered", held, {"answered": answered})
    return held


@transaction.atomic
def give(*, by: Acting, confirmation: Confirmation, statement: Given, seen: int | None = None) -> Confirmation:
    """Records the signed statement. Ties answered "right" are confirmed; "ended" is claimed in its name; what is wrong
    is set right by a person, who finds it on the confirmation's page.
    """
    held = _locked(confirmation)
    rules.must(rules.confirms_for(by, held.region, rules.SENDERS))
    _must_be_draft(held)
    ties = {tie.ref: tie for tie in of_region(held.region)}
    _check_complete(held, ties)
    _check_statement(held, statement, by)
    held.source = _source(held, statement)
    held.letter_number, held.letter_date = statement.number.strip(), statement.dated_on
    held.signatory, held.document = statement.signatory.strip(), _attached(by, held, statement)
    held.lines = {ref: {**line, "phase": ties[ref].phase} for ref, line in held.lines.items() if ref in ties}
    held.state, held.confirmed_on, held.by = Confirmation.State.GIVEN, by.today, by.account.ref
    held.save()
    answers = counts(held)
    told = {"year": held.year, "dated_on": statement.dated_on.isoformat(), "answers": answers}
    _note(by, "confirmation.given", held, told, seen)
    _confirm(by, held, [ties[ref] for ref in _answered(held, Answer.RIGHT)])
    for ref in _answered(held, Answer.ENDED):
        _claim_ended(by, held, ties[ref])
    return held


@transaction.atomic
def withdraw(*, by: Acting, confirmation: Confirmation, reason: str, seen: int | None = None) -> Confirmation:
    """Takes back a confirmation that was given in error, or a draft: what was claimed in its name goes with it.

    A tie is then confirmed as of the last statement that still stands.
    """
    held = _locked(confirmation)
    rules.must(rules.confirms_for(by, held.region, rules.SENDERS))
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is withdrawn.")})
    if held.state == Confirmation.State.WITHDRAWN:
        return held
    given = held.state == Confirmation.State.GIVEN
    held.state, held.withdrawn_reason = Confirmation.State.WITHDRAWN, reason.strip()
    held.save(update_fields=["state", "withdrawn_reason"])
    _note(by, "confirmation.withdrawn", held, {"year": held.year}, seen)
    if given:
        _unconfirm(by, held)
        for claim in Claim.objects.filter(source=held.source, withdrawn_at=None).select_related("tie", "instrument"):
            withdraw_claim(by=None, claim=claim, reason=reason)
    return held


def counts(confirmation: Confirmation) -> dict[str, int]:
    """How many ties were answered how; all four stand there."""
    return {one.value: len(_answered(confirmation, one)) for one in Answer}


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a list still lacks: ties without an answer, and those called wrong of which nobody wrote what is wrong."""

    unanswered: Sequence[str]
    unexplained: Sequence[str]

    @property
    def refs(self) -> list[str]:
        return [*self.unanswered, *self.unexplained]

    def __bool__(self) -> bool:
        return bool(self.refs)


def gaps(confirmation: Confirmation, refs: Iterable[str]) -> Gaps:
    """What the answers lack on a list of these ties."""
    said = [(ref, confirmation.lines.get(ref, {})) for ref in refs]
    left = [ref for ref, line in said if not line.get("answer")]
    bare = [ref for ref, line in said if line.get("answer") == Answer.WRONG and not line.get("note")]
    return Gaps(left, bare)


def _answered(confirmation: Confirmation, how: Answer) -> list[str]:
    return [ref for ref, line in confirmation.lines.items() if line.get("answer") == how]


def _locked(confirmation: Confirmation) -> Confirmation:
    rows = Confirmation.objects.select_for_update(of=("self",)).select_related("region", "source")
    return rows.get(pk=confirmation.pk)


def _must_be_draft(confirmation: Confirmation) -> None:
    if confirmation.state != Confirmation.State.DRAFT:
        raise Invalid({"": _("This confirmation was sent or withdrawn already; its answers stay as they are.")})


def _check_lines(confirmation: Confirmation, lines: Mapping[str, Mapping[str, str]], missing: str | None) -> None:
    known = set(of_region(confirmation.region).filter(ref__in=list(lines)).values_list("ref", flat=True))
    problems = {}
    for ref, line in lines.items():
        if ref not in known or line.get("answer", "") not in ("", *Answer.values):
            problems[f"answer-{ref}"] = _("There is no such answer.")
        if len(line.get("note", "")) > NOTE_LENGTH:
            problems[f"note-{ref}"] = _("At most %(most)d characters.") % {"most": NOTE_LENGTH}
    if missing and len(missing) > MISSING_LENGTH:
        problems["missing"] = _("At most %(most)d characters.") % {"most": MISSING_LENGTH}
    if problems:
        raise Invalid(problems)


def _check_complete(confirmation: Confirmation, ties: Mapping[str, Tie]) -> None:
    """One sitting, the whole list: a statement about a part of it would confirm nothing."""
    lacking = gaps(confirmation, ties)
    left, bare = lacking.unanswered, lacking.unexplained
    problems = []
    if left:
        said = ngettext("%(n)d line has no answer yet.", "%(n)d lines have no answer yet.", len(left))
        problems.append(said % {"n": len(left)})
    if bare:
        said = ngettext("Say of %(n)d line what is wrong.", "Say of %(n)d lines what is wrong.", len(bare))
        problems.append(said % {"n": len(bare)})
    if problems:
        raise Invalid({"": " ".join(problems)})


def _check_statement(confirmation: Confirmation, statement: Given, by: Acting) -> None:
    problems = {}
    if not statement.number.strip():
        problems["number"] = _("Enter the letter's number.")
    if not statement.signatory.strip():
        problems["signatory"] = _("Say who signed the letter.")
    if statement.upload is None:
        problems["scan"] = _("Attach the scan of the letter.")
    if statement.dated_on > by.today:
        problems["dated_on"] = _("This date lies in the future.")
    elif statement.dated_on.year != confirmation.year:
        problems["dated_on"] = _("A statement for %(year)d is dated in %(year)d.") % {"year": confirmation.year}
    if problems:
        raise Invalid(problems)


def _source(confirmation: Confirmation, statement: Given) -> Source:
    """The statement as a source of its own, named after the letter in both languages."""
    of, number, on = confirmation.region, statement.number.strip(), statement.dated_on
    name_id = f"Surat pernyataan {of.full_name_id} nomor {number}, {format_day(on, 'id')}"[:200]
    source = source_named(name=name_id, url="", kind=Source.Kind.PAPER, published=VagueDate.day(on))
    source.name_en = f"Statement of {of.full_name_en}, number {number}, {format_day(on, 'en')}"[:200]
    source.save(update_fields=["name_en"])
    return source


def _attached(by: Acting, confirmation: Confirmation, statement: Given) -> str:
    if statement.upload is None:
        return ""
    title = f"Surat pernyataan konfirmasi {confirmation.year}"
    return attach(
        by=by,
        upload=statement.upload,
        subject_ref=confirmation.ref,
        kind="confirmation",
        title=title,
        disclosure=Disclosure.BODIES,
    ).ref


def _confirm(by: Acting, confirmation: Confirmation, ties: Sequence[Tie]) -> None:
    Tie.objects.filter(pk__in=[tie.pk for tie in ties]).update(confirmed_on=confirmation.letter_date)
    project_ties([tie.pk for tie in ties])
    for tie in ties:
        note(by, "tie.confirmed", tie, {"confirmation": confirmation.ref, "year": confirmation.year})


def _claim_ended(by: Acting, confirmation: Confirmation, tie: Tie) -> None:
    """The region's own word that it has ended, beside what other sources say; nobody has chosen it yet."""
    said = confirmation.lines[tie.ref].get("note", "")
    add_claim(
        by=by,
        source=_stated(confirmation),
        fact=Fact.STATUS,
        confidence=Claim.Confidence.A,
        tie=tie,
        value=ENDED_STATE,
        said_id=said,
        quoted_on=confirmation.letter_date,
    )


def _stated(confirmation: Confirmation) -> Source:
    assert confirmation.source is not None, "a given confirmation is its own source"
    return confirmation.source


def _unconfirm(by: Acting, confirmation: Confirmation) -> None:
    ties = Tie.objects.filter(ref__in=_answered(confirmation, Answer.RIGHT)).prefetch_related("parties")
    for tie in ties:
        tie.confirmed_on = _last_confirmed(tie)
        tie.save(update_fields=["confirmed_on"])
        note(by, "tie.unconfirmed", tie, {"confirmation": confirmation.ref, "year": confirmation.year})
    project_ties([tie.pk for tie in ties])


def _last_confirmed(tie: Tie) -> date | None:
    """The date of the newest statement that stands and calls the tie right, of any region in it."""
    regions = [party.region_id for party in tie.parties.all() if party.region_id]
    standing = Confirmation.objects.filter(region__in=regions, state=Confirmation.State.GIVEN)
    days = [one.letter_date for one in standing if one.lines.get(tie.ref, {}).get("answer") == Answer.RIGHT]
    return max((day for day in days if day is not None), default=None)


def _note(by: Acting, kind: str, confirmation: Confirmation, payload: dict[str, Any], seen: int | None = None) -> None:
    record(
        kind=kind,
        stream=confirmation.ref,
        actor=by.account.ref,
        body=by.body.ref,
        payload=payload,
        expected_head=seen,
    )
