"""Where a webhook may lead, and where never."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.api.addresses import NotUsable, Target, is_public, public_address, target

INSIDE = {
    "0.0.0.0": "this network",
    "10.1.2.3": "private",
    "100.64.0.1": "CGNAT",
    "127.0.0.1": "loopback",
    "127.8.8.8": "loopback",
    "169.254.169.254": "metadata of clouds",
    "172.16.0.1": "private",
    "192.0.0.8": "protocol assignments",
    "192.0.2.1": "documentation",
    "192.88.99.1": "relays of 6to4",
    "192.168.1.1": "private",
    "198.18.0.1": "benchmarks",
    "224.0.0.1": "multicast",
    "255.255.255.255": "broadcast",
    "::": "unspecified",
    "::1": "loopback",
    "::ffff:127.0.0.1": "IPv4-mapped",
    "::ffff:8.8.8.8": "IPv4-mapped, of whatever",
    "::8.8.8.8": "IPv4-compatible",
    "64:ff9b::7f00:1": "NAT64",
    "64:ff9b:1::1": "local NAT64",
    "100::1": "discard",
    "2001::1": "Teredo",
    "2001:db8::1": "documentation",
    "2002:7f00:1::1": "6to4",
    "fc00::1": "unique local",
    "fd12:3456::1": "unique local",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local with its zone",
    "fec0::1": "site-local",
    "ff02::1": "multicast",
    "2606:4700::1111%1": "with a zone",
    "": "nothing",
    "contoh.go.id": "a name",
    "0x7f.1": "a number written otherwise",
}


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "103.10.1.1", "2606:4700:4700::1111", "2404:8000::1"])
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_is_public_is_also_global_for_python(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not is_public(str(address)) or address.is_global


@given(st.ip_addresses(v=4))
def test_no_ipv6_address_that_only_wraps_one_of_ipv4_is_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for wrapped in (number, (0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80)):
        assert not is_public(str(ipaddress.IPv6Address(wrapped)))


def test_one_address_inside_spoils_the_name() -> None:
    assert public_address(["8.8.8.8", "2606:4700::1"]) == "8.8.8.8"
    assert public_address(["8.8.8.8", "127.0.0.1"]) is None
    assert public_address([]) is None


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://contoh.go.id", Target("contoh.go.id", 443, "/")),
        ("https://Contoh.go.id/a/b?c=d", Target("contoh.go.id", 443, "/a/b?c=d")),
        ("https://contoh.go.id:8443?x=1", Target("contoh.go.id", 8443, "/?x=1")),
    ],
)
def test_an_address_is_taken_apart(url: str, parts: Target) -> None:
    assert target(url) == parts


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://contoh.go.id/",
        "ftp://contoh.go.id/",
        "//contoh.go.id/",
        "HTTPS://contoh.go.id/",
        "https://",
        "https:///a",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://contoh.go.id:22/",
        "https://contoh.go.id:99999/",
        "https://orang:sandi@contoh.go.id/",
        "https://contoh.go.id@127.0.0.1/",
        "https://contoh.go.id\\@127.0.0.1/",
        "https://contoh.go.id/#bagian",
        "https://contoh.go.id/a b",
        "https://contoh.go.id/a\r\nHost: lain",
        "https://contoh.go.id/\u0430",
        "https://contoh..go.id/",
        "https://-contoh.go.id/",
        "https://contoh.go.id/" + "a" * 500,
    ],
)
def test_no_other_address_is_sent_to(url: str) -> None:
    with pytest.raises(NotUsable):
        target(url)
