"""A form posted twice does its work once and gives the first answer both times."""

from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from django.utils import timezone
from tests.ledger.helpers import at_once, write

from gerbang.ledger import actions, queries
from gerbang.ledger.models import Answer
from gerbang.values import Invalid


@pytest.mark.django_db
def test_the_first_answer_again() -> None:
    assert actions.once(actor="ak-1", key="k", do=lambda: "ks-first") == "ks-first"
    assert actions.once(actor="ak-1", key="k", do=lambda: "ks-second") == "ks-first"
    assert actions.once(actor="ak-2", key="k", do=lambda: "ks-third") == "ks-third"
    assert actions.once(actor="ak-1", key="k2", do=lambda: "ks-fourth") == "ks-fourth"


@pytest.mark.django_db
def test_what_failed_may_be_tried_again() -> None:
    def fail() -> str:
        write()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        actions.once(actor="ak-1", key="k", do=fail)
    assert queries.head("br-aaaaaaaaaa") == 0
    assert actions.once(actor="ak-1", key="k", do=lambda: "ks-first") == "ks-first"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 101])
def test_a_form_without_a_key_is_refused(key: str) -> None:
    with pytest.raises(Invalid) as invalid:
        actions.once(actor="ak-1", key=key, do=lambda: "x")
    assert "key" in invalid.value.problems


def test_posts_at_the_same_moment_do_it_once(own_database: Any) -> None:
    def slowly() -> str:
        sleep(0.2)
        return write().ref

    results = at_once(6, lambda number: actions.once(actor="ak-1", key="k", do=slowly))
    assert len(set(results)) == 1, results
    assert queries.head("br-aaaaaaaaaa") == 1


def test_when_the_first_fails_the_one_waiting_does_it(own_database: Any) -> None:
    calls: list[int] = []

    def first_fails() -> str:
        calls.append(1)
        sleep(0.2)
        if len(calls) == 1:
            raise RuntimeError
        return write().ref

    results = at_once(3, lambda number: actions.once(actor="ak-1", key="k", do=first_fails))
    assert [type(result) for result in results].count(RuntimeError) == 1
    assert len({result for result in results if isinstance(result, str)}) == 1
    assert queries.head("br-aaaaaaaaaa") == 1


@pytest.mark.django_db
def test_old_answers_are_forgotten() -> None:
    actions.once(actor="ak-1", key="k", do=lambda: "x")
    now = timezone.now()
    actions.forget_answers(now + timedelta(days=29))
    assert Answer.objects.filter(actor="ak-1").exists()
    actions.forget_answers(now + timedelta(days=31))
    assert not Answer.objects.filter(actor="ak-1").exists()
