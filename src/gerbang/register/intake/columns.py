"""Which column of a table is which of ours. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from gerbang.register.intake.problems import Problem
from gerbang.search.folding import fold

COLUMNS = (
    "id",
    "indonesian_side",
    "indonesian_level",
    "foreign_side",
    "foreign_level",
    "country",
    "iso2",
    "coop_type",
    "instrument",
    "signed_date",
    "date_precision",
    "later_instruments",
    "valid_until",
    "fields",
    "status",
    "evidence",
    "source_url",
    "confidence",
)
"""The columns of `data/cooperations.csv`."""
NEEDED = ("indonesian_side", "foreign_side")
COUNTRY = ("country", "iso2")
"""One of these two is needed."""

OTHER_NAMES = {
    "id": "no|nomor|number|kode|no urut|nomor urut",
    "indonesian_side": (
        "daerah|nama daerah|pemerintah daerah|pemda|pihak indonesia|pihak pertama|pihak i|region|local government|"
        "indonesian region|indonesian party|kabupaten kota|provinsi kabupaten kota|kota kabupaten|daerah indonesia|"
        "nama pemerintah daerah|sisi indonesia|pihak indonesia nama|daerah nama|pihak indonesia daerah"
    ),
    "indonesian_level": (
        "tingkat daerah|jenis daerah|region level|pihak indonesia tingkat|daerah tingkat|"
        "tingkat indonesia|"
        "tingkat pemerintah daerah"
    ),
    "foreign_side": (
        "mitra|nama mitra|mitra luar negeri|mitra asing|pihak asing|pihak kedua|pihak ii|partner|foreign partner|"
        "partner name|counterpart|kota mitra|daerah mitra|pemerintah asing|sister city|foreign party|mitra nama|"
        "pihak asing nama|partner city|mitra kerja sama|mitra kerjasama|daerah asing"
    ),
    "foreign_level": "tingkat mitra|jenis mitra|partner level|mitra tingkat|pihak asing tingkat|level mitra",
    "country": "negara|nama negara|negara mitra|negara asal|partner country|mitra negara|pihak asing negara",
    "iso2": "kode negara|country code|iso|iso 3166|iso2 code|kode iso|iso code|mitra kode negara",
    "coop_type": (
        "jenis kerja sama|jenis kerjasama|bentuk kerja sama|bentuk kerjasama|tipe kerja sama|cooperation type|"
        "type of cooperation|kategori|bentuk"
    ),
    "instrument": (
        "dokumen|jenis dokumen|naskah|jenis naskah|dokumen kerja sama|dokumen kerjasama|naskah kerja sama|document|"
        "document type|agreement|bentuk naskah|instrumen|bentuk dokumen"
    ),
    "signed_date": (
        "tanggal|tanggal penandatanganan|tanggal tanda tangan|tgl penandatanganan|tgl|tgl ttd|tanggal ttd|"
        "ditandatangani|"
        "tanggal ditandatangani|date|date signed|signing date|signed|signed on|date of signing|waktu penandatanganan|"
        "tahun|tahun penandatanganan|tanggal mulai|penandatanganan"
    ),
    "date_precision": "ketepatan tanggal|presisi tanggal|precision|presisi|ketelitian tanggal",
    "later_instruments": (
        "perpanjangan|dokumen lanjutan|dokumen berikutnya|naskah lanjutan|later documents|renewals|tindak lanjut naskah"
    ),
    "valid_until": (
        "berlaku sampai|berlaku hingga|masa berlaku|masa berlaku sampai|tanggal berakhir|berakhir|expiry|expires|"
        "expiry date|valid to|end date|tgl berakhir|masa berlaku hingga|berlaku s d|masa berlaku s d"
    ),
    "fields": (
        "bidang|bidang kerja sama|bidang kerjasama|ruang lingkup|lingkup kerja sama|field|field of cooperation|"
        "areas|scope|areas of cooperation|sektor"
    ),
    "status": "keadaan|status kerja sama|status kerjasama|state|kondisi",
    "evidence": "bukti|bukti kerja sama|keterangan sumber",
    "source_url": "sumber|tautan|link|url|source|alamat sumber|tautan sumber",
    "confidence": "keyakinan|tingkat keyakinan|reliability|keandalan|tingkat kepercayaan",
}
"""What tables call our columns, in the order of how surely; folded.

A column of remarks is none of ours by its name: what an office notes for itself would stand on a public page. Whoever
wants it there says so.
"""


GROUPS = (
    (
        "pihak indonesia|daerah|pemerintah daerah|pemda|daerah indonesia|pihak pertama|pihak i|indonesian party",
        {"indonesian_side": "nama|daerah|name", "indonesian_level": "tingkat|jenis|level"},
    ),
    (
        "mitra|mitra luar negeri|mitra asing|mitra kerja sama|pihak asing|pihak luar negeri|pihak kedua|pihak ii|"
        "daerah mitra|daerah asing|pemerintah asing|partner|foreign partner|foreign party",
        {
            "foreign_side": "nama|daerah|kota|mitra|name",
            "foreign_level": "tingkat|jenis|level",
            "country": "negara|nama negara|asal negara|negara asal|country",
            "iso2": "kode negara|kode iso|country code|iso",
        },
    ),
    (
        "naskah|dokumen|instrumen|naskah kerja sama|naskah kerjasama|dokumen kerja sama|dokumen kerjasama|document|"
        "agreement|instrument",
        {
            "instrument": "jenis|bentuk|nama|type|kind",
            "signed_date": (
                "tanggal|tgl|tanggal penandatanganan|tgl penandatanganan|tanggal tanda tangan|tanggal ttd|"
                "ditandatangani|tahun|date|date signed|signed"
            ),
            "valid_until": "berlaku sampai|berlaku hingga|masa berlaku|tanggal berakhir|berakhir|valid until|expires",
        },
    ),
    (
        "kerja sama|kerjasama|cooperation",
        {
            "coop_type": "jenis|bentuk|type",
            "instrument": "naskah|dokumen|document",
            "signed_date": "tanggal|tgl|tahun|tanggal penandatanganan|date",
            "valid_until": "berlaku sampai|berlaku hingga|masa berlaku|tanggal berakhir|valid until",
            "fields": "bidang|ruang lingkup|fields",
            "status": "status|keadaan",
        },
    ),
)
"""Titles that stand over several columns, and what the columns below each are; folded."""
EITHER = {
    "tingkat": ("indonesian_level", "foreign_level"),
    "level": ("indonesian_level", "foreign_level"),
    "jenis": ("coop_type", "instrument"),
    "type": ("coop_type", "instrument"),
}
"""Words that by themselves may name one column as well as another."""


def _table() -> dict[str, tuple[str, int]]:
    """Folded name → our column, and how far down its list the name stands."""
    found: dict[str, tuple[str, int]] = {}
    for column in COLUMNS:
        for place, name in enumerate([fold(column), *OTHER_NAMES[column].split("|")]):
            found.setdefault(name, (column, place))
    for titles, below in GROUPS:
        for column, names in below.items():
            grouped = (f"{title} {name}" for title in titles.split("|") for name in names.split("|"))
            for place, name in enumerate(grouped, start=len(found)):
                found.setdefault(name, (column, place))
    return found


NAMES = _table()
TITLES = {title for titles, _below in GROUPS for title in titles.split("|")}


def recognised(name: str) -> bool:
    """Whether a header's text is a name of one of our columns, or may be that of several."""
    return fold(name) in NAMES or is_either(name)


def is_either(name: str) -> bool:
    """Whether a text by itself may name one of our columns as well as another."""
    return fold(name) in EITHER


def is_title(name: str) -> bool:
    """Whether a text stands over several columns and says what they are about."""
    return fold(name) in TITLES


def guessed(header: Sequence[str]) -> dict[str, str]:
    """Our column → theirs, as far as their names say; of two that fit, the surer one.

    A word that may name two of our columns is taken only where the other one is found already.
    """
    best: dict[str, tuple[int, str]] = {}
    for name in header:
        column, place = NAMES.get(fold(name), ("", 0))
        if column and (column not in best or place < best[column][0]):
            best[column] = (place, name)
    for name, times in Counter(header).items():
        left = [column for column in EITHER.get(fold(name), ()) if column not in best]
        if len(left) == 1 and times == 1:
            best[left[0]] = (0, name)
    return {column: best[column][1] for column in COLUMNS if column in best}


def exact(header: Sequence[str]) -> dict[str, str]:
    """Our column → theirs, where the table has our own names; capitals and spaces around them do not matter."""
    return {name.strip().casefold(): name for name in header if name.strip().casefold() in COLUMNS}


def checked(header: Sequence[str], mapping: Mapping[str, str], left_out: Sequence[str], row: int) -> Iterator[Problem]:
    """What is wrong with the columns; `row` is the header's. A column nobody maps or leaves out is unknown."""
    times = Counter(header)
    for name, number in times.items():
        if number > 1 and name in mapping.values():
            yield Problem(row, name, "double-column", name)
        if name and name not in mapping.values() and name not in left_out:
            yield Problem(row, name, "unknown-column", name)
    for column, name in mapping.items():
        if name not in times or column not in COLUMNS:
            yield Problem(row, column, "missing-column", name)
    for column in NEEDED:
        if column not in mapping:
            yield Problem(row, column, "missing-column", column)
    if not any(column in mapping for column in COUNTRY):
        yield Problem(row, COUNTRY[0], "missing-column", COUNTRY[0])


def places(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Our column → the place of theirs in a row."""
    return {column: header.index(name) for column, name in mapping.items() if name in header}


def fingerprint(header: Sequence[str]) -> str:
    """By this a header is known again, however it is capitalised."""
    return sha256("\n".join(fold(name) for name in header).encode()).hexdigest()
