"""Whoever has the secret can check a message, and nobody else can make one."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from gerbang.api.signing import FRESH_SECONDS, is_signed, new_secret, signature

NOW = 1_770_000_000


@given(st.text())
def test_a_message_is_known_by_its_signature(text: str) -> None:
    secret = new_secret()
    header = signature(secret, NOW, text)
    assert is_signed(secret, header, text, NOW)
    assert not is_signed(secret, header, text + " ", NOW)
    assert not is_signed(new_secret(), header, text, NOW)


def test_it_is_the_hmac_that_the_documentation_tells_of() -> None:
    digest = hmac.new(b"whs_x", b'1770000000.{"a":1}', hashlib.sha256).hexdigest()
    assert signature("whs_x", NOW, '{"a":1}') == f"t=1770000000,v1={digest}"


def test_an_old_message_is_refused_and_so_is_another_time() -> None:
    header = signature("whs_x", NOW, "a")
    assert not is_signed("whs_x", header, "a", NOW + FRESH_SECONDS + 1)
    assert not is_signed("whs_x", header.replace(str(NOW), str(NOW + 1)), "a", NOW)


@given(st.text())
def test_no_header_breaks_the_check(header: str) -> None:
    assert not is_signed("whs_x", header, "a", NOW)
