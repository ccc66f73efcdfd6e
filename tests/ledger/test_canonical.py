"""The hashed text never changes its spelling; a change here breaks every chain and receipt there is."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from gerbang.ledger import canonical
from gerbang.ledger.models import Entry

HEADER = (
    '{"actor":"ak-aaaaaaaaaa","at":"2026-01-31T17:00:00.000001Z","body":"in-bbbbbbbbbb","kind":"gate.step",'
    '"payload_digest":"pd","prev":"pv","ref":"en-cccccccccc","request_id":"r","schema":2,"seq":7,"stream":"br-dddddddddd"}'
)


def test_header_text_is_stable() -> None:
    entry = Entry(
        ref="en-cccccccccc",
        stream="br-dddddddddd",
        seq=7,
        kind="gate.step",
        schema=2,
        at=datetime(2026, 2, 1, 0, 0, 0, 1, tzinfo=timezone(timedelta(hours=7))),
        actor="ak-aaaaaaaaaa",
        body="in-bbbbbbbbbb",
        request_id="r",
        prev="pv",
        payload_digest="pd",
    )
    text = canonical.text(entry.header_values())
    assert text == HEADER
    assert canonical.header_digest(text) == "2e9ddfce64b4ba4a7b3b3b2ecced457cb00b3cba335d7ff24df1bc924893e831"


def test_keys_are_sorted_and_text_escaped_as_rfc_8785_says() -> None:
    assert canonical.text({"b": "é\n\u20ac\x00", "a": [True, None, 1]}) == '{"a":[true,null,1],"b":"é\\n€\\u0000"}'


def test_dates_and_decimals_are_text() -> None:
    assert canonical.text({"on": date(2018, 7, 13), "sum": Decimal("1E+3")}) == '{"on":"2018-07-13","sum":"1000"}'


@pytest.mark.parametrize("value", [0.5, {1, 2}, object(), b"x"])
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"payload\.a\[0\]"):
        canonical.text({"a": [value]})


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        canonical.instant(datetime(2026, 1, 1))  # noqa: DTZ001


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_always_has_six_digits(at: datetime) -> None:
    assert datetime.fromisoformat(canonical.instant(at)) == at
    assert len(canonical.instant(at).rpartition(".")[2]) == len("000000Z")


def test_payload_digest_depends_on_the_salt() -> None:
    digest = canonical.payload_digest("00" * 16, "{}")
    assert digest == "333b13ff02f57ae18049b82ca66f37592c5a3d8fd54e44e23ae5c7085c24fd2a"
    assert digest != canonical.payload_digest("01" * 16, "{}")
    assert canonical.is_payload("00" * 16, "{}", digest)
    assert not canonical.is_payload("no hexadecimal", "{}", digest)


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(st.characters(max_codepoint=127))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inside: st.lists(inside) | st.dictionaries(TEXTS, inside),
)


@given(PLAIN)
def test_the_quick_encoder_spells_every_value_as_rfc_8785_does(value: object) -> None:
    assert canonical.text(value).encode() == rfc8785.dumps(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {"\ud800": 1}])
def test_what_json_cannot_hold_exactly_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical.text(value)
