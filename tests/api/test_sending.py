"""One message to a webhook: to the address that was looked up, in the name of the host, in its time, no further."""

import socket
import ssl
import threading
import time
from pathlib import Path

import pytest
from tests.api.receiver import NAME, PUBLIC, Receiver, answering

from gerbang.api.sending import LARGEST_ANSWER, Network, Outcome, send

URL = f"https://{NAME}/terima?x=1"
HEADERS = {"Content-Type": "application/json", "Gerbang-Delivery": "kr-0000000000"}


def test_the_message_arrives_at_the_pinned_address_in_the_name_of_the_host(tmp_path: Path) -> None:
    with Receiver(tmp_path) as receiver:
        outcome = send(URL, '{"é": 1}', HEADERS, receiver.network())
    assert outcome == Outcome(200) and outcome.went_well
    [(headers, text)] = receiver.arrived
    assert text == '{"é": 1}' and headers["Host"] == NAME and headers["Gerbang-Delivery"] == "kr-0000000000"
    assert receiver.connected_to == [(PUBLIC, 443)]
    assert receiver.asked_for == [NAME]


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "::1", "::ffff:8.8.8.8"])
def test_a_name_that_leads_inside_is_connected_to_nowhere(tmp_path: Path, inside: str) -> None:
    with Receiver(tmp_path) as receiver:
        for addresses in ([inside], [PUBLIC, inside]):
            assert send(URL, "{}", HEADERS, receiver.network(addresses)) == Outcome(error="address: not public")
    assert receiver.connected_to == []


def test_the_name_is_looked_up_once(tmp_path: Path) -> None:
    """A name that leads to a public address when it is checked and inside when it is connected to gains nothing."""
    asked = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    with Receiver(tmp_path) as receiver:
        network = receiver.network()
        turned = Network(turning, network.connect, network.context)
        assert send(URL, "{}", HEADERS, turned).went_well
    assert asked == [NAME] and receiver.connected_to == [(PUBLIC, 443)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(tmp_path: Path, status: int) -> None:
    away = f"HTTP/1.1 {status} Away\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n".encode()
    with Receiver(tmp_path, answering(away)) as receiver:
        outcome = send(URL, "{}", HEADERS, receiver.network())
    assert outcome.answered == status and "redirect" in outcome.error
    assert len(receiver.connected_to) == 1


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503])
def test_an_error_is_told_with_its_status(tmp_path: Path, status: int) -> None:
    refusal = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
    with Receiver(tmp_path, answering(refusal)) as receiver:
        assert send(URL, "{}", HEADERS, receiver.network()) == Outcome(status, f"answered {status}")


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    with Receiver(tmp_path, certified="lain.contoh.go.id") as receiver:
        assert "certificate" in send(URL, "{}", HEADERS, receiver.network()).error
    assert receiver.arrived == []


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with Receiver(tmp_path) as receiver:
        network = receiver.network()
        strict = Network(network.resolve, network.connect, ssl.create_default_context)
        assert "certificate" in send(URL, "{}", HEADERS, strict).error
    assert receiver.arrived == []


def test_whoever_does_not_answer_in_time_is_left(tmp_path: Path) -> None:
    over = threading.Event()
    with Receiver(tmp_path, lambda connection: over.wait(5) and None) as receiver:
        began = time.monotonic()
        outcome = send(URL, "{}", HEADERS, receiver.network(seconds=0.4))
        took = time.monotonic() - began
        over.set()
    assert outcome == Outcome(error="timeout") and took < 3


def test_whoever_answers_drop_by_drop_is_left_too(tmp_path: Path) -> None:
    over = threading.Event()

    def dripping(connection: ssl.SSLSocket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.wait(0.05):
            connection.sendall(b"X-Again: 1\r\n")

    with Receiver(tmp_path, dripping) as receiver:
        began = time.monotonic()
        outcome = send(URL, "{}", HEADERS, receiver.network(seconds=0.5))
        took = time.monotonic() - began
        over.set()
    assert not outcome.went_well and took < 3


def test_an_endless_answer_is_not_read_to_its_end(tmp_path: Path) -> None:
    sent = []

    def endless(connection: ssl.SSLSocket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _part in range(1000):
            connection.sendall(b"x" * LARGEST_ANSWER)
            sent.append(1)

    with Receiver(tmp_path, endless) as receiver:
        assert send(URL, "{}", HEADERS, receiver.network()).went_well
    assert len(sent) < 1000


def test_what_is_not_http_is_told(tmp_path: Path) -> None:
    with Receiver(tmp_path, answering(b"SSH-2.0-x\r\n")) as receiver:
        assert send(URL, "{}", HEADERS, receiver.network()) == Outcome(error="no HTTP answer")


def test_a_name_without_an_address_is_told() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert send(URL, "{}", HEADERS, Network(resolve=nowhere)) == Outcome(error="name not found")


def test_a_resolver_that_hangs_is_left() -> None:
    over = threading.Event()

    def hanging(host: str, port: int) -> list[str]:
        over.wait(5)
        return [PUBLIC]

    began = time.monotonic()
    assert send(URL, "{}", HEADERS, Network(resolve=hanging, seconds=0.3)) == Outcome(error="timeout")
    over.set()
    assert time.monotonic() - began < 3


def test_a_closed_port_is_told() -> None:
    def closed(address: str, port: int, seconds: float) -> socket.socket:
        raise ConnectionRefusedError

    assert send(URL, "{}", HEADERS, Network(lambda *_name: [PUBLIC], closed)) == Outcome(error="connection failed")


def test_an_address_that_became_unusable_is_not_sent_to() -> None:
    assert send("http://contoh.go.id/", "{}", HEADERS) == Outcome(error="address: scheme")
