"""Phrases that mean the same in offices. Data: each row's first phrase stands for all the others.

A phrase is replaced as whole words only, the longest first, so that a query and what is searched meet in one form.
`PHRASES` are names of regions, which are stored in this form; `SEARCHED` are further words of searches, stored nowhere
but in the tokens of what is searched.
"""

from collections.abc import Sequence
from functools import cache

from gerbang.search.folding import tokens

PHRASES: tuple[tuple[str, ...], ...] = (
    ("kerjasama", "kerja sama"),
    ("tandatangan", "tanda tangan"),
    ("yogyakarta", "jogja", "jogjakarta", "yogya", "djogja", "jokja"),
    ("daerah istimewa yogyakarta", "diy", "di yogyakarta", "di yogya", "di jogja", "di jogjakarta"),
    ("jakarta", "dki", "dki jakarta", "dkj", "daerah khusus ibukota jakarta", "daerah khusus jakarta"),
    ("nanggroe aceh darussalam", "nad"),
    ("sumatera", "sumatra"),
    ("sumatera utara", "sumut"),
    ("sumatera barat", "sumbar"),
    ("sumatera selatan", "sumsel"),
    ("kepulauan riau", "kepri"),
    ("kepulauan bangka belitung", "babel", "bangka belitung"),
    ("jawa barat", "jabar"),
    ("jawa tengah", "jateng"),
    ("jawa timur", "jatim"),
    ("nusa tenggara barat", "ntb"),
    ("nusa tenggara timur", "ntt"),
    ("kalimantan barat", "kalbar"),
    ("kalimantan tengah", "kalteng"),
    ("kalimantan selatan", "kalsel"),
    ("kalimantan timur", "kaltim"),
    ("kalimantan utara", "kaltara"),
    ("sulawesi utara", "sulut"),
    ("sulawesi tengah", "sulteng"),
    ("sulawesi selatan", "sulsel"),
    ("sulawesi tenggara", "sultra"),
    ("sulawesi barat", "sulbar"),
    ("maluku utara", "malut"),
)
SEARCHED: tuple[tuple[str, ...], ...] = (
    # Governments by their level, as offices shorten them.
    ("kota", "pemkot", "kotamadya", "pemerintah kota"),
    ("kabupaten", "kab", "pemkab", "pemerintah kabupaten"),
    ("provinsi", "prov", "propinsi", "pemprov", "pemerintah provinsi"),
    # Countries: their short forms, their other names and the adjectives that English makes of them.
    ("afrika selatan", "south africa", "afsel"),
    ("amerika serikat", "usa", "united states", "united states of america"),
    ("arab saudi", "saudi arabia", "saudi"),
    ("australia", "australian"),
    ("belanda", "netherlands", "holland", "dutch", "nederland"),
    ("inggris raya", "inggris", "britania raya", "great britain", "united kingdom", "uk", "british"),
    ("jepang", "japan", "japanese", "nippon"),
    ("jerman", "germany", "german", "deutschland"),
    ("kaledonia baru", "new caledonia", "nouvelle caledonie"),
    ("korea", "korean"),
    ("korea selatan", "korsel", "south korea", "south korean", "republik korea", "republic of korea"),
    ("korea utara", "korut", "north korea", "dprk"),
    ("malaysia", "malaysian"),
    ("papua nugini", "png", "papua new guinea"),
    ("prancis", "perancis", "france", "french"),
    ("rusia", "russia", "russian", "federasi rusia", "russian federation"),
    ("singapura", "singapore"),
    ("swiss", "switzerland"),
    (
        "tiongkok", "china", "cina", "chinese", "rrc", "rrt", "republik rakyat tiongkok", "republik rakyat cina",
        "republik rakyat china", "peoples republic of china",
    ),
    ("turki", "turkey", "turkiye", "turkish"),
    ("uni emirat arab", "uea", "uae", "united arab emirates"),
    ("vietnam", "viet nam", "vietnamese"),
    # Cities as Indonesian or older spelling writes them.
    ("bandung", "bandoeng"),
    ("kyoto", "kioto"),
    ("saint petersburg", "st petersburg", "sankt petersburg"),
    ("surabaya", "soerabaja", "surabaja"),
    ("tokyo", "tokio"),
    # The trade's own words.
    ("kerjasama", "cooperation", "cooperations"),
    (
        "sistercity", "sister city", "sister cities", "kota kembar", "kota bersaudara", "twin city", "twin cities",
        "twin town", "twin towns",
    ),
    (
        "sisterprovince", "sister province", "sister provinces", "provinsi kembar", "provinsi bersaudara",
        "sister state", "sister states", "twin province", "twin provinces",
    ),
    ("mou", "memorandum of understanding", "nota kesepahaman"),
    ("loi", "letter of intent", "pernyataan kehendak", "surat pernyataan kehendak"),
    ("sampah", "pengelolaan sampah"),
    ("waste", "waste management", "solid waste", "solid waste management"),
    ("lingkungan", "lingkungan hidup"),
    ("sumber daya manusia", "sdm"),
    ("usaha kecil", "ukm", "umkm", "usaha mikro kecil dan menengah"),
)  # fmt: skip


def common_form(text: str) -> str:
    """The folded text with every known phrase in its common form: `Pemkot Jogja` → `pemkot yogyakarta`."""
    return " ".join(common_words(tokens(text)))


def common_words(words: Sequence[str]) -> list[str]:
    """The words with every phrase of a name in its common form."""
    return _replaced(words, *_names())


def searched_words(words: Sequence[str]) -> list[str]:
    """The words with every known phrase, of a name or of a search, in its common form."""
    return _replaced(words, *_everything())


_Table = dict[tuple[str, ...], tuple[str, ...]]


def _replaced(words: Sequence[str], table: _Table, longest: int) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            stands_for = table.get(tuple(words[at : at + length]))
            if stands_for is not None:
                found.extend(stands_for)
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    return found


@cache
def _names() -> tuple[_Table, int]:
    return _read(PHRASES)


@cache
def _everything() -> tuple[_Table, int]:
    return _read((*PHRASES, *SEARCHED))


def _read(rows: Sequence[tuple[str, ...]]) -> tuple[_Table, int]:
    table = {tuple(tokens(phrase)): tuple(tokens(row[0])) for row in rows for phrase in row}
    return table, max(map(len, table))
