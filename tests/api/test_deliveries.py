"""Webhooks are told of what their body may see, once, signed, again and again until they answer or are given up."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.api.receiver import NAME, Receiver, answering
from tests.people.helpers import acting, body
from tests.register.helpers import agreed, sign, tie

from gerbang.access import Refused
from gerbang.api import actions, deliveries
from gerbang.api.models import ApiToken, Delivery, Webhook
from gerbang.api.problems import Taken
from gerbang.api.sending import Network
from gerbang.api.signing import HEADER, is_signed
from gerbang.ledger.actions import seal
from gerbang.ledger.jobs import RETRIES
from gerbang.ledger.models import Entry, Payload
from gerbang.people.actions import involve
from gerbang.people.models import Body, Right
from gerbang.register.actions import set_phase
from gerbang.register.models import Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db

URL = f"https://{NAME}/terima"
NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
DOWN = b"HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n"


def webhook(of: str = "Pemerintah Kota Surabaya", kinds: tuple[str, ...] = ()) -> Webhook:
    whose = body(of)
    return actions.make_webhook(by=acting(whose, Right.ADMINISTER), body=whose, url=URL, kinds=kinds)[0]


def told(to: Webhook) -> list[tuple[str, str, bool]]:
    """What its messages tell of, the oldest first."""
    texts = to.deliveries.order_by("pk").values_list("text", flat=True)
    return [(one["ref"], one["kind"], one["gone"]) for text in texts for one in json.loads(text)["changes"]]


def follow(to: Webhook) -> None:
    seal()
    deliveries.follow(to, NOW)


def test_it_is_told_of_what_happens_from_now_on_and_once() -> None:
    before = agreed()
    seal()
    hook = webhook()
    follow(hook)
    assert told(hook) == []
    after = agreed(with_="Kota Lain")
    follow(hook)
    follow(hook)
    assert {ref for ref, _kind, _gone in told(hook)} == {after.ref}
    assert before.ref not in str(told(hook))


def test_what_its_body_may_not_see_is_never_told() -> None:
    mine, others = webhook("Pemerintah Kota Bandung"), webhook()
    secret = tie()
    for hook in (mine, others):
        follow(hook)
    assert [ref for ref, _kind, _gone in told(mine)] == [secret.ref]
    assert told(others) == []


def test_a_text_that_outsiders_do_not_see_is_told_to_insiders_alone() -> None:
    made = agreed()
    seal()
    mine, others = webhook("Pemerintah Kota Bandung"), webhook()
    sign(made, date(2024, 1, 1), kind="loi")
    for hook in (mine, others):
        follow(hook)
    assert (made.ref, "instrument.signed", False) in told(mine)
    assert told(others) == []


def test_whoever_is_in_the_audience_is_told() -> None:
    council = body("Sekretariat DPRD Kota Bandung")
    hook = webhook(council.name_id)
    secret = tie()
    involve(secret.ref, [council], "asked")
    follow(hook)
    assert [ref for ref, _kind, _gone in told(hook)] == [secret.ref]


def test_that_something_is_gone_is_told_to_those_who_saw_it() -> None:
    made = agreed()
    seal()
    others, narrow = webhook(), webhook("Pemerintah Kota Medan", kinds=("claim.added",))
    set_phase(by=None, tie=made, phase="idea", reason="Keliru")
    Tie.objects.filter(pk=made.pk).update(public=False)
    for hook in (others, narrow):
        follow(hook)
        assert told(hook) == [(made.ref, "tie.gone", True)]


def test_it_is_told_only_of_the_kinds_it_asked_for() -> None:
    hook = webhook("Pemerintah Kota Bandung", kinds=("tie.phase",))
    agreed()
    follow(hook)
    assert {kind for _ref, kind, _gone in told(hook)} == {"tie.phase"}


def test_a_message_holds_refs_and_kinds_and_no_more() -> None:
    hook = webhook("Pemerintah Kota Bandung")
    agreed()
    follow(hook)
    said = json.loads(hook.deliveries.get().text)
    assert said.keys() == {"delivery", "webhook", "type", "made_at", "changes"}
    assert all(one.keys() == {"index", "ref", "kind", "gone"} for one in said["changes"])


def test_many_changes_come_in_several_messages_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "LARGEST", 2)
    hook = webhook("Pemerintah Kota Bandung")
    agreed()
    follow(hook)
    texts = [json.loads(one.text) for one in hook.deliveries.order_by("pk")]
    indexes = [change["index"] for text in texts for change in text["changes"]]
    assert len(texts) == 2 and indexes == sorted(indexes) and len(indexes) == 3


def test_a_run_of_the_clock_makes_the_message_and_it_arrives_signed(tmp_path: Path) -> None:
    hook = webhook()
    agreed()
    seal()
    with Receiver(tmp_path) as receiver:
        deliveries.run(NOW, receiver.network())
        deliveries.run(NOW + timedelta(minutes=1), receiver.network())
    [(headers, text)] = receiver.arrived
    assert is_signed(hook.secret, headers[HEADER], text, int(NOW.timestamp()))
    sent = hook.deliveries.get()
    assert headers["Gerbang-Delivery"] == sent.ref == json.loads(text)["delivery"]
    assert (sent.status, sent.answered, sent.attempts, sent.next_at) == ("delivered", 200, 1, None)


def tried(network: Network, now: datetime) -> int:
    return deliveries.send_due(now, network)


def test_a_message_that_fails_is_tried_as_often_as_a_job_and_then_listed_as_failed(tmp_path: Path) -> None:
    hook = webhook()
    agreed()
    follow(hook)
    with Receiver(tmp_path, answering(DOWN)) as receiver:
        now = NOW
        for wait in RETRIES:
            assert tried(receiver.network(), now) == 1
            waiting = hook.deliveries.get()
            assert (waiting.status, waiting.next_at, waiting.answered) == ("waiting", now + wait, 503)
            assert tried(receiver.network(), now + wait - timedelta(seconds=1)) == 0
            now += wait
        assert tried(receiver.network(), now) == 1
        assert tried(receiver.network(), now + timedelta(days=2)) == 0
    failed = hook.deliveries.get()
    assert (failed.status, failed.attempts, failed.error) == ("failed", len(RETRIES) + 1, "answered 503")
    assert len({text for _headers, text in receiver.arrived}) == 1
    assert len({headers["Gerbang-Delivery"] for headers, _text in receiver.arrived}) == 1


def test_a_message_that_arrives_at_last_ends_the_counting(tmp_path: Path) -> None:
    hook = webhook()
    Webhook.objects.update(failures=4)
    agreed()
    follow(hook)
    with Receiver(tmp_path) as receiver:
        tried(receiver.network(), NOW)
    hook.refresh_from_db()
    assert hook.failures == 0


def given_up(hook: Webhook, network: Network, start: datetime) -> None:
    """One message tried until nobody tries it again."""
    message = deliveries._delivery(hook, [deliveries.Told(1, "ks-0000000000", "tie.phase")], start)
    message.attempts = len(RETRIES)
    message.save()
    tried(network, start)


def test_after_too_many_a_webhook_is_switched_off_and_the_ledger_says_so(tmp_path: Path) -> None:
    hook = webhook()
    with Receiver(tmp_path, answering(DOWN)) as receiver:
        for number in range(deliveries.PATIENCE):
            assert Webhook.objects.get().disabled_at is None
            given_up(hook, receiver.network(), NOW + timedelta(days=number))
    hook.refresh_from_db()
    assert hook.disabled_at and hook.disabled_why == "failing"
    assert Entry.objects.filter(stream=hook.ref, kind="webhook.failing").exists()
    agreed()
    seal()
    deliveries.run(NOW)
    assert hook.deliveries.count() == deliveries.PATIENCE


def test_one_webhook_that_fails_does_not_keep_others_waiting(tmp_path: Path) -> None:
    failing, well = webhook(), webhook("Pemerintah Kota Medan")
    Webhook.objects.filter(pk=failing.pk).update(url="https://mati.contoh.go.id/")
    for number in range(3):
        agreed(with_=f"Kota {number}")
        follow(failing)
        follow(well)
    with Receiver(tmp_path) as receiver:
        network = receiver.network()

        def only(host: str, port: int) -> list[str]:
            return list(network.resolve(host, port)) if host == NAME else ["127.0.0.1"]

        assert tried(Network(only, network.connect, network.context), NOW) == 4
    assert well.deliveries.filter(status="delivered").count() == 3
    assert failing.deliveries.filter(attempts=0).count() == 2


def test_a_test_message_is_tried_once_and_counts_nothing(tmp_path: Path) -> None:
    hook = webhook()
    with Receiver(tmp_path, answering(DOWN)) as receiver:
        deliveries.trial(hook, NOW)
        tried(receiver.network(), NOW)
    sent = hook.deliveries.get()
    assert (sent.status, sent.is_test, json.loads(sent.text)["type"]) == ("failed", True, "test")
    hook.refresh_from_db()
    assert hook.failures == 0


def test_two_clocks_never_send_one_message_twice(tmp_path: Path) -> None:
    hook = webhook()
    deliveries.trial(hook, NOW)
    assert deliveries._claim(NOW, set()) is not None
    assert deliveries._claim(NOW, set()) is None
    assert deliveries._claim(NOW + deliveries.CLAIM, set()) is not None


def test_what_was_sent_long_ago_is_forgotten() -> None:
    hook = webhook()
    deliveries.trial(hook, NOW)
    Delivery.objects.update(status="delivered", next_at=None, created=NOW - deliveries.KEPT - timedelta(days=1))
    deliveries.run(NOW)
    assert not hook.deliveries.exists()


def test_a_webhook_switched_off_gets_nothing_that_was_waiting() -> None:
    hook = webhook()
    deliveries.trial(hook, NOW)
    actions.switch_off(by=acting_for(hook.body), webhook=hook)
    actions.switch_off(by=acting_for(hook.body), webhook=hook)
    assert hook.deliveries.get().status == "failed"
    assert deliveries.send_due(NOW) == 0
    assert Entry.objects.filter(stream=hook.ref, kind="webhook.off").count() == 1


def acting_for(whose: Body) -> ApiToken:
    """A token of the body that may keep its webhooks."""
    return ApiToken(ref="tk-0000000000", body=whose, scopes=["webhooks"])


def test_only_an_administrator_or_a_token_with_the_scope_makes_one() -> None:
    whose = body("Pemerintah Kota Surabaya")
    makers: list[Callable[[], actions.By]] = [
        lambda: acting(whose, Right.SEND),
        lambda: acting(body("Pemerintah Kota Medan"), Right.ADMINISTER),
        lambda: ApiToken(body=whose, scopes=["read"]),
        lambda: acting_for(body("Pemerintah Kota Bandung")),
    ]
    for maker in makers:
        with pytest.raises(Refused):
            actions.make_webhook(by=maker(), body=whose, url=URL)
    assert not Webhook.objects.exists()


def test_the_same_address_twice_too_many_and_a_wrong_one_are_refused() -> None:
    hook = webhook()
    by = acting_for(hook.body)
    with pytest.raises(Taken):
        actions.make_webhook(by=by, body=hook.body, url=URL)
    for number in range(actions.MOST_WEBHOOKS - 1):
        actions.make_webhook(by=by, body=hook.body, url=f"{URL}/{number}")
    with pytest.raises(Taken):
        actions.make_webhook(by=by, body=hook.body, url=f"{URL}/lagi")
    for wrong in ({"url": "http://contoh.go.id/"}, {"url": "https://10.0.0.1/"}, {"url": URL, "kinds": ["semua"]}):
        with pytest.raises(Invalid):
            actions.make_webhook(by=by, body=hook.body, **wrong)


def test_the_ledger_never_holds_a_secret() -> None:
    hook = webhook()
    assert not any(hook.secret in text for text in Payload.objects.values_list("text", flat=True))
