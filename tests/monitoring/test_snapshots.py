"""What is kept with what a region was shown says later what was said on the day."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.monitoring.test_liveliness_properties import FIRST, LAST, USUAL, days, evidences

from gerbang.monitoring.liveliness.states import Evidence, Overrule, State, liveliness
from gerbang.monitoring.publication import snapshot
from gerbang.monitoring.publication.snapshot import Snapshot
from gerbang.monitoring.wording import said

judgements = st.builds(
    Overrule, st.sampled_from(State), st.text("ab", max_size=3), st.just(FIRST), st.just(LAST), st.just(FIRST)
)


def of(evidence: Evidence, on: date) -> Snapshot:
    return Snapshot(liveliness(evidence, on, USUAL, known_on=LAST), snapshot.last_delivery(evidence))


@given(evidences, days, st.none() | judgements)
def test_a_snapshot_is_read_as_it_was_written(evidence: Evidence, on: date, judged: Overrule | None) -> None:
    taken = of(replace(evidence, overrules=(judged,) if judged else ()), on)
    read = snapshot.read(snapshot.write(taken))
    assert said(read.found) == said(taken.found)
    assert (read.found.until, read.found.rhythm.months) == (taken.found.until, taken.found.rhythm.months)
    assert (read.delivered is None) == (taken.delivered is None)
    assert snapshot.write(read) == snapshot.write(taken)
