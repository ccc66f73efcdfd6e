"""A document is what its name says, or is refused with what is wrong and what to do."""

import io
import zipfile

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.samples import EXE, JPG, ODT, OLE, PDF, PNG, XLSX, docx, package

from gerbang.documents import content, filenames
from gerbang.values import Invalid

LIMIT = 40 * 1024 * 1024


def check(name: str, data: bytes, limit: int = LIMIT) -> str:
    return content.check(io.BytesIO(data), name, len(data), limit)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("surat.pdf", PDF, "application/pdf"),
        ("SURAT.PDF", PDF, "application/pdf"),
        ("foto.jpg", JPG, "image/jpeg"),
        ("foto.jpeg", JPG, "image/jpeg"),
        ("pindai.png", PNG, "image/png"),
        ("naskah.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("tabel.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("naskah.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("catatan.txt", "Naskah – kerja sama\r\n\tPasal 1".encode(), "text/plain"),
        ("data.csv", b"nama;kota\nx;y\n", "text/csv"),
        ("lama.csv", "café;münchen\n".encode("cp1252"), "text/csv"),
    ],
)
def test_what_is_taken(name: str, data: bytes, media_type: str) -> None:
    assert check(name, data) == media_type


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("surat.pdf", b"", "empty"),
        ("surat.exe", EXE, "Documents of this kind"),
        ("surat", PDF, "Documents of this kind"),
        (".pdf", PDF, "Documents of this kind"),
        ("surat.docm", docx(), "Documents of this kind"),
        ("surat.pdf", EXE, "something else"),
        ("surat.pdf", b"\n" + PDF, "something else"),
        ("surat.pdf", PDF[:40], "cut off"),
        ("surat.docx", PDF, "something else"),
        ("surat.docx", XLSX, "something else"),
        ("surat.docx", OLE, "something else"),
        ("surat.docx", docx()[:-30], "cut off"),
        ("surat.xlsx", docx(), "something else"),
        ("surat.odt", docx(), "something else"),
        ("surat.odt", package({"mimetype": b"application/x-other"}), "something else"),
        ("surat.docx", docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macros"),
        ("surat.odt", package({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/x.xml": b""}), "macros"),
        ("foto.jpg", PNG, "something else"),
        ("foto.jpg", JPG[:-2], "cut off"),
        ("foto.png", JPG, "something else"),
        ("foto.png", PNG[:20], "cut off"),
        ("data.csv", XLSX, "something else"),
        ("catatan.txt", "teks".encode("utf-16"), "something else"),
    ],
)
def test_what_is_refused(name: str, data: bytes, says: str) -> None:
    with override_settings(LANGUAGE_CODE="en"), pytest.raises(Invalid) as invalid:
        check(name, data)
    assert says in invalid.value.problems["file"]
    assert name in invalid.value.problems["file"]


def test_what_the_content_looks_like_is_said() -> None:
    with pytest.raises(Invalid, match="Windows"):
        check("surat.pdf", EXE)


def test_too_large() -> None:
    with pytest.raises(Invalid, match="at most 1 MB"):
        check("surat.pdf", PDF + bytes(2**20) + b"%%EOF", 2**20)


def test_a_member_that_swells_is_a_bomb() -> None:
    with pytest.raises(Invalid, match="unpacks"):
        check("surat.docx", docx(word__media=bytes(8 * 2**20)))


def test_many_members_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_MEMBERS", 10)
    with pytest.raises(Invalid, match="unpacks"):
        check("surat.docx", docx(**{f"m{number}": b"" for number in range(10)}))


def test_much_in_all_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_UNPACKED", 1000)
    with pytest.raises(Invalid, match="unpacks"):
        check("surat.docx", docx(a=bytes(600), b=bytes(600)))


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    data = bytearray(docx(word__media=bytes(100_000)))
    info = next(member for member in zipfile.ZipFile(io.BytesIO(data)).infolist() if member.filename == "word/media")
    true, small = info.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little")
    with pytest.raises(Invalid, match="cut off or damaged"):
        check("surat.docx", bytes(data).replace(true, small))


def test_a_locked_document() -> None:
    made = bytearray(docx())
    at = made.rfind(b"PK\x01\x02")
    made[at + 8] |= 1
    with pytest.raises(Invalid, match="password"):
        check("surat.docx", bytes(made))


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("surat.pdf", "surat.pdf"),
        ("..\\..\\C:\\surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("nama\r\nX-Header: 1.pdf", "namaX-Header_ 1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ("...pdf", "pdf"),
        ('<"?>.pdf', "____.pdf"),
        ("", "dokumen"),
        ("   .  ", "dokumen"),
        ("Surat   Gubernur  No. 1/2026 – é.PDF", "2026 – é.pdf"),
    ],
)
def test_names_are_made_harmless(given_name: str, cleaned: str) -> None:
    assert filenames.clean(given_name) == cleaned


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_stays_as_it_is(name: str) -> None:
    cleaned = filenames.clean(name)
    assert cleaned == filenames.clean(cleaned)
    assert 0 < len(cleaned) <= filenames.LENGTH
    assert not set(cleaned) & set('/\\\0\r\n<>:"|?*')
    assert cleaned not in (".", "..")
