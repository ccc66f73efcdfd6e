"""What the demonstration shows of evaluations and joint monitoring is marked as an example, with its sources."""

import pytest

from gerbang.monitoring.demonstration.evaluations import load, sample
from gerbang.monitoring.models import Evaluation, JointMonitoring
from gerbang.register.models import Tie


@pytest.mark.usefixtures("demonstration")
def test_examples_of_the_demonstration_say_so_and_name_their_sources() -> None:
    examples = list(Evaluation.objects.all())
    assert len(examples) == 2 and load() == 0
    assert all("Contoh untuk peragaan" in one.summary and one.state == "completed" for one in examples)
    south_australia = Tie.objects.get(origin="RC056")
    made = next(one for one in examples if one.tie_id == south_australia.pk)
    assert {one.figure: one.value for one in made.corrections.all()} == {"plan-agreed": "22", "plan-done": "17"}
    for one in examples:
        assert all("http" in score.evidence for score in one.scores.exclude(level=0))


@pytest.mark.usefixtures("demonstration")
def test_the_joint_monitoring_of_the_demonstration_is_made_up_in_every_word() -> None:
    made = JointMonitoring.objects.get()
    said = [
        made.purpose,
        made.signatory,
        *(one.roles for one in made.team.all()),
        *(one.text for one in made.findings.all()),
    ]
    assert all("contoh" in words for words in said) and made.letter_number.startswith("CONTOH")
    assert sample(made.visits.get().tie) == 0
