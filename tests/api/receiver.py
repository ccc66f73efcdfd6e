"""A server under a public name, with a certificate for it, that answers as a test wants; and the way to it.

Loopback is refused by design. So the name is resolved, for the test, to a public address, and the connection to that
address is made to the server here: everything between is what runs in use.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gerbang.api.sending import Network

NAME = "terima.contoh.go.id"
PUBLIC = "103.10.1.1"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
Answer = Callable[[ssl.SSLSocket], None]


def answering(raw: bytes) -> Answer:
    return lambda connection: connection.sendall(raw)


@dataclass
class Receiver:
    """What arrived, and where it was connected to."""

    folder: Path
    answer: Answer = field(default_factory=lambda: answering(OK))
    certified: str = NAME
    arrived: list[tuple[dict[str, str], str]] = field(default_factory=list)
    asked_for: list[str | None] = field(default_factory=list)
    connected_to: list[tuple[str, int]] = field(default_factory=list)

    def __enter__(self) -> "Receiver":
        certificate, key = _certificate(self.folder, self.certified)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.context.sni_callback = lambda _socket, name, _context: self.asked_for.append(name)
        self.certificate = certificate
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in accept
        self.listener.close()
        self.thread.join(5)

    def network(self, addresses: Sequence[str] = (PUBLIC,), seconds: float = 5.0) -> Network:
        """The Internet, for a test: the name leads to these addresses, and each of them to this server."""
        return Network(
            resolve=lambda host, port: addresses,
            connect=self._connect,
            context=lambda: ssl.create_default_context(cafile=str(self.certificate)),
            seconds=seconds,
        )

    def _connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected_to.append((address, port))
        return socket.create_connection(self.listener.getsockname(), timeout=seconds)

    def _serve(self) -> None:
        while True:
            try:
                raw, _address = self.listener.accept()
            except OSError:
                return
            try:
                with self.context.wrap_socket(raw, server_side=True) as connection:
                    connection.settimeout(5)
                    self.arrived.append(_read(connection))
                    self.answer(connection)
            except OSError:
                continue


def _read(connection: ssl.SSLSocket) -> tuple[dict[str, str], str]:
    with connection.makefile("rb") as stream:
        stream.readline()
        headers = {}
        while (line := stream.readline().decode().strip()) and ":" in line:
            name, _colon, value = line.partition(":")
            headers[name] = value.strip()
        return headers, stream.read(int(headers.get("Content-Length", 0))).decode()


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret
