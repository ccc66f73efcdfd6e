"""Whether the steps of every case and the ledger say the same, both ways, for `gerbang ledger verify --deep`."""

from collections.abc import Iterable, Iterator

from gerbang.gate import history
from gerbang.gate.models import Step
from gerbang.ledger.checks import Fault, Recorded


def steps_agree(recorded: Iterator[Recorded]) -> Iterable[Fault]:
    """Each entry's payload equals its step, and each step has its entry."""
    rows = Step.objects.select_related("case", "acting", "recorded_by", "letter", "document")
    unseen = set(rows.values_list("ref", flat=True))
    for entry in recorded:
        if entry.payload is None:
            continue
        ref = str(entry.payload.get("step", ""))
        row = rows.filter(ref=ref).first()
        unseen.discard(ref)
        if row is None:
            yield Fault(entry.stream, entry.seq, f"the entry records step {ref}, and there is no such step")
        elif history.payload(row) != entry.payload:
            changed = [key for key, value in history.payload(row).items() if entry.payload.get(key) != value]
            yield Fault(entry.stream, entry.seq, f"step {ref} differs from its entry in: {', '.join(changed)}")
    for row in rows.filter(ref__in=unseen):
        yield Fault(row.case.ref, 0, f"step {row.ref} (seq {row.seq}) has no entry")
