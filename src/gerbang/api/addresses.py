"""Where a webhook may lead: an https address whose name stands for public addresses alone. Pure."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 500
LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
NAME = rf"({LABEL}\.)+[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?"
PATTERN = rf"^https://{NAME}(:(443|8443))?([/?][!-\"$-~]*)?$"
"""A whole name, no number; one of two ports; no account before the name and no `#` after the path."""
USUAL_PORT = 443

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
CLOSED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a provider's translation (CGNAT)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and the metadata of clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "2001::/23",  # Teredo, ORCHID and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries any IPv4 address
        "3fff::/20",
    )
)
"""Networks that are no part of the public Internet (IANA's special-purpose registries).

Of IPv6 only global unicast is let through at all: no loopback, link-local, unique local, IPv4-mapped nor NAT64 address.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `path` holds the query too."""

    host: str
    port: int
    path: str


class NotUsable(ValueError):
    """This address is none a webhook may have; `code` says why: scheme or form."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def target(url: str) -> Target:
    """The parts of a webhook's address; raises `NotUsable`."""
    if not url.startswith("https://"):
        raise NotUsable("scheme")
    if len(url) > LONGEST or not re.fullmatch(PATTERN, url):
        raise NotUsable("form")
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(str(parts.hostname), parts.port or USUAL_PORT, path)


def is_public(address: str) -> bool:
    """Whether anybody on the Internet could be asked at this address, and no machine beside ours."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address) and (known not in GLOBAL_UNICAST or known.scope_id):
        return False
    return known.is_global and not any(known in network for network in CLOSED if network.version == known.version)


def public_address(addresses: Iterable[str]) -> str | None:
    """The address to ask: the first, if all of them are public. A name that also leads inside is not trusted at all."""
    found = list(addresses)
    return found[0] if found and all(is_public(address) for address in found) else None
