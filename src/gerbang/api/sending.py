"""Sends one message to a webhook: to a public address that was looked up once, over TLS, in five seconds, no further.

The name is resolved once and that address is connected to, so that it cannot lead elsewhere by then. Certificate and
SNI are those of the name. Redirects are not followed; of the answer only its status is used.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection

from gerbang.api.addresses import NotUsable, Target, public_address, target

SECONDS = 5.0
LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: the status answered, if any, and in few words what went wrong; empty when it went well."""

    answered: int | None = None
    error: str = ""

    @property
    def went_well(self) -> bool:
        return not self.error


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_kind, address in found))


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Network:
    """What sending needs of the world."""

    resolve: Callable[[str, int], Sequence[str]] = _resolve
    connect: Callable[[str, int, float], socket.socket] = _connect
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS


INTERNET = Network()


class _Pinned(HTTPSConnection):
    """A connection to the address that was found, in the name of the host; at its deadline it is cut off."""

    def __init__(self, to: Target, address: str, network: Network, ends: float) -> None:
        super().__init__(to.host, to.port, context=network.context())
        self.address, self.network, self.ends = address, network, ends
        self.late = threading.Event()
        self._timer: threading.Timer | None = None

    def connect(self) -> None:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        raw = self.network.connect(self.address, self.port, left)
        raw.settimeout(self.network.seconds)
        context: ssl.SSLContext = self._context  # type: ignore[attr-defined]
        wrapped = context.wrap_socket(raw, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = wrapped
        self._timer = threading.Timer(max(0.0, self.ends - time.monotonic()), self._cut, [wrapped])
        self._timer.daemon = True
        self._timer.start()
        wrapped.do_handshake()

    def _cut(self, open_socket: socket.socket) -> None:
        """Below TLS, which would wait for the other side to agree."""
        self.late.set()
        try:
            socket.socket.shutdown(open_socket, socket.SHUT_RDWR)
        except OSError:
            return

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()
        super().close()


def send(url: str, text: str, headers: Mapping[str, str], network: Network = INTERNET) -> Outcome:
    """Posts the text; never raises for what the other side does."""
    ends = time.monotonic() + network.seconds
    try:
        to = target(url)
    except NotUsable as unusable:
        return Outcome(error=f"address: {unusable.code}")
    try:
        addresses = _in_time(network, to, ends)
    except TimeoutError:
        return Outcome(error="timeout")
    except OSError:
        return Outcome(error="name not found")
    address = public_address(addresses)
    if address is None:
        return Outcome(error="address: not public")
    return _post(_Pinned(to, address, network, ends), to, text, headers)


def _in_time(network: Network, to: Target, ends: float) -> Sequence[str]:
    """Looks the name up; the system's own resolver knows no deadline, so that another thread waits for it."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        return pool.submit(network.resolve, to.host, to.port).result(timeout=max(0.0, ends - time.monotonic()))
    finally:
        pool.shutdown(wait=False)


def _post(connection: _Pinned, to: Target, text: str, headers: Mapping[str, str]) -> Outcome:
    try:
        connection.request("POST", to.path, text.encode(), dict(headers))
        answer = connection.getresponse()
        answer.read(LARGEST_ANSWER)
        late = connection.late.is_set()
    except ssl.SSLCertVerificationError:
        return Outcome(error="certificate not valid for this name")
    except (OSError, HTTPException) as error:
        if connection.late.is_set() or isinstance(error, TimeoutError):
            return Outcome(error="timeout")
        return Outcome(error="connection failed" if isinstance(error, OSError) else "no HTTP answer")
    finally:
        connection.close()
    if late:
        return Outcome(error="timeout")
    if 300 <= answer.status < 400:
        return Outcome(answer.status, "redirect, which is not followed")
    return Outcome(answer.status, "" if 200 <= answer.status < 300 else f"answered {answer.status}")
