"""Whether a file is what its name says. Looks at the bytes; trusts neither the name nor the sender's media type.

Active content inside a PDF (scripts, attachments) is not looked for. Documents are therefore only ever sent as
attachments under a sandbox, never shown inside a page.
"""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import puremagic
from django.utils.translation import gettext as _

from gerbang.documents import filenames
from gerbang.documents.storage import Content
from gerbang.values import Invalid

HEAD = 8_192
TAIL = 65_536
CHUNK = 1 << 20
MOST_MEMBERS = 5_000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 100
"""A member of a Word or Excel file that shrinks better than this, beyond SMALL, is a bomb; real ones reach about 30."""
SMALL = 4 * 1024 * 1024
TEXT_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document that is taken."""

    media_type: str
    check: Callable[[Content, str], None]


class _Wrong(Exception):
    """What is wrong with the content, and what to do."""


def check(file: Content, filename: str, size: int, limit: int) -> str:
    """The media type of the content; `Invalid` says what is wrong, where, and what to do."""
    kind = KINDS.get(filenames.extension(filename))
    try:
        _size(size, limit)
        if kind is None:
            raise _Wrong(_("Documents of this kind are not taken. Save it as PDF, .docx, .xlsx, .odt, .csv or .txt."))
        kind.check(file, filenames.extension(filename))
    except _Wrong as wrong:
        raise Invalid({"file": _("“%(name)s”: %(wrong)s") % {"name": filename, "wrong": wrong}}) from None
    return kind.media_type


def _size(size: int, limit: int) -> None:
    if size == 0:
        raise _Wrong(_("The document is empty. Open it on your computer, save it, and choose it again."))
    if size > limit:
        sizes = {"size": -(-size // 2**20), "limit": limit // 2**20}
        raise _Wrong(
            _("The document has %(size)d MB, at most %(limit)d MB are taken. Scan it in grey at 200 dpi, or split it.")
            % sizes
        )


def _head(file: Content) -> bytes:
    file.seek(0)
    return bytes(file.read(HEAD))


def _tail(file: Content) -> bytes:
    end = file.seek(0, 2)
    file.seek(max(0, end - TAIL))
    return bytes(file.read(TAIL))


def _not_as_named(head: bytes, ending: str) -> _Wrong:
    """Says what the content looks like, as far as its first bytes tell."""
    try:
        seen = puremagic.magic_string(head)[0].name
    except (puremagic.PureError, ValueError):
        seen = _("unknown")
    message = _("The name ends in .%(ending)s, the content is something else (%(seen)s). Save it again as .%(ending)s.")
    return _Wrong(message % {"ending": ending, "seen": seen})


def _cut_off() -> _Wrong:
    return _Wrong(_("The document is cut off or damaged. Open it on your computer, save it again, and send that."))


def _begins(head: bytes, ending: str) -> None:
    """The first bytes are those of the kind (signatures as collected by puremagic)."""
    try:
        endings = {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        endings = set()
    if f".{ending}" not in endings:
        raise _not_as_named(head, ending)


def _pdf(file: Content, ending: str) -> None:
    """ISO 32000-1, 7.5.2 and 7.5.5: begins with its version, ends with an end-of-file marker."""
    head = _head(file)
    if not head.startswith(b"%PDF-"):
        raise _not_as_named(head, ending)
    _begins(head, ending)
    if b"%%EOF" not in _tail(file):
        raise _cut_off()


def _jpeg(file: Content, ending: str) -> None:
    """ISO/IEC 10918-1, B.1.1.3: a start and an end of image."""
    _begins(_head(file), ending)
    if b"\xff\xd9" not in _tail(file):
        raise _cut_off()


def _png(file: Content, ending: str) -> None:
    """ISO/IEC 15948, 5.3: the last chunk is IEND."""
    _begins(_head(file), ending)
    if b"IEND" not in _tail(file):
        raise _cut_off()


def _text(file: Content, ending: str) -> None:
    """Text in UTF-8 or a one-byte code: no control characters but tabs and line ends."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        if not TEXT_CONTROLS.isdisjoint(chunk):
            raise _not_as_named(_head(file), ending)


def _office(part: str) -> Callable[[Content, str], None]:
    """Office Open XML (ISO/IEC 29500-2): a package with its content types and its main part, without macros."""

    def check(file: Content, ending: str) -> None:
        with _opened(file, ending) as package:
            names = set(package.namelist())
            if not {"[Content_Types].xml", part} <= names:
                raise _not_as_named(_head(file), ending)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise _Wrong(_("The document holds macros (small programs). Save it without macros and send that."))
            _unpack(package)

    return check


def _open_document(file: Content, ending: str) -> None:
    """OpenDocument 1.3 part 2, 3.3: the media type stands in a member of that name."""
    with _opened(file, ending) as package:
        if "mimetype" not in package.namelist() or package.getinfo("mimetype").file_size > HEAD:
            raise _not_as_named(_head(file), ending)
        _unpack(package)
        if package.read("mimetype").strip() != KINDS[ending].media_type.encode():
            raise _not_as_named(_head(file), ending)
        if any(name.startswith("Basic/") for name in package.namelist()):
            raise _Wrong(_("The document holds macros (small programs). Save it without macros and send that."))


def _opened(file: Content, ending: str) -> zipfile.ZipFile:
    head = _head(file)
    if not head.startswith(b"PK\x03\x04"):
        raise _not_as_named(head, ending)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _cut_off() from None


def _unpack(package: zipfile.ZipFile) -> None:
    """Unpack every member into nothing, within limits, so that a bomb or a damaged member is found here."""
    members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise _Wrong(_("The document is locked with a password. Remove the password and send it again."))
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1) for member in members
    )
    if len(members) > MOST_MEMBERS or total > MOST_UNPACKED or swollen:
        raise _Wrong(_("The document unpacks to far more than it should. Save it again as PDF and send that."))
    try:
        for member in members:
            with package.open(member) as opened:
                while opened.read(CHUNK):
                    pass
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zlib.error):
        raise _cut_off() from None


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KINDS = {
    "pdf": Kind("application/pdf", _pdf),
    "docx": Kind(_WORD, _office("word/document.xml")),
    "xlsx": Kind(_EXCEL, _office("xl/workbook.xml")),
    "odt": Kind("application/vnd.oasis.opendocument.text", _open_document),
    "jpg": Kind("image/jpeg", _jpeg),
    "jpeg": Kind("image/jpeg", _jpeg),
    "png": Kind("image/png", _png),
    "txt": Kind("text/plain", _text),
    "csv": Kind("text/csv", _text),
}
