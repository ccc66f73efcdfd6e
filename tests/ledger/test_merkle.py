"""Against a recursive reading of RFC 6962, section 2.1, written anew here, and Certificate Transparency's vectors."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.ledger import merkle

DATA = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def power_below(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def mth(data: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, word for word."""
    if not data:
        return hashlib.sha256().digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = power_below(len(data))
    return hashlib.sha256(b"\x01" + mth(data[:k]) + mth(data[k:])).digest()


def path(index: int, data: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1."""
    if len(data) == 1:
        return []
    k = power_below(len(data))
    if index < k:
        return [*path(index, data[:k]), mth(data[k:])]
    return [*path(index - k, data[k:]), mth(data[:k])]


def subproof(size: int, data: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2."""
    if size == len(data):
        return [] if whole else [mth(data)]
    k = power_below(len(data))
    if size <= k:
        return [*subproof(size, data[:k], whole), mth(data[k:])]
    return [*subproof(size - k, data[k:], False), mth(data[:k])]


def hashed(data: list[bytes]) -> list[bytes]:
    return [merkle.leaf_hash(each) for each in data]


books = st.lists(st.binary(max_size=4), max_size=40)


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_certificate_transparency(size: int) -> None:
    assert merkle.root(hashed(DATA[:size])).hex() == ROOTS[size - 1] == mth(DATA[:size]).hex()


def test_the_empty_tree() -> None:
    assert merkle.root([]) == mth([])


@given(books)
def test_root_is_that_of_the_standard(data: list[bytes]) -> None:
    assert merkle.root(hashed(data)) == mth(data)


@given(books, st.integers(0, 40))
def test_a_kept_frontier_grows_as_if_never_kept(data: list[bytes], cut: int) -> None:
    first, rest = hashed(data)[:cut], hashed(data)[cut:]
    tree = merkle.Frontier()
    for leaf in first:
        tree.append(leaf)
    tree = merkle.Frontier(tree.size, tree.peaks)
    for leaf in rest:
        tree.append(leaf)
    assert tree.root() == mth(data)


def test_a_frontier_with_the_wrong_number_of_peaks_is_refused() -> None:
    with pytest.raises(ValueError, match="perfect subtrees"):
        merkle.Frontier(3, [b"one"])


@given(books.filter(bool), st.data())
def test_inclusion(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    leaves = hashed(data)
    proof = merkle.inclusion_proof(index, leaves)
    assert proof == path(index, data)
    assert merkle.verify_inclusion(index, len(data), leaves[index], proof, mth(data))
    assert not merkle.verify_inclusion(index, len(data), leaves[index], [*proof, b"x" * 32], mth(data))
    assert not merkle.verify_inclusion(index, len(data), merkle.leaf_hash(b"other!"), proof, mth(data))
    assert not merkle.verify_inclusion(len(data), len(data), leaves[index], proof, mth(data))


@given(books.filter(bool), st.data())
def test_consistency(data: list[bytes], draw: st.DataObject) -> None:
    old = draw.draw(st.integers(1, len(data)))
    proof = merkle.consistency_proof(old, hashed(data))
    assert proof == subproof(old, data, True)
    assert merkle.verify_consistency(old, len(data), mth(data[:old]), mth(data), proof)
    assert not merkle.verify_consistency(old, len(data), merkle.leaf_hash(b"other!"), mth(data), proof)
    assert not merkle.verify_consistency(old, len(data), mth(data[:old]), merkle.leaf_hash(b"other!"), proof)
    assert not merkle.verify_consistency(old, len(data), mth(data[:old]), mth(data), [*proof, b"x" * 32])


def test_proofs_of_nothing_are_refused() -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(1, hashed([b""]))
    with pytest.raises(IndexError):
        merkle.consistency_proof(0, hashed([b""]))
    assert not merkle.verify_consistency(0, 1, merkle.EMPTY, mth([b""]), [])
    assert not merkle.verify_consistency(1, 2, mth([b"1"]), mth([b"2", b"3"]), [])
