"""What a kind of foreign government is called; ISO 3166-2 gives English type words, officials read Indonesian ones."""

from gerbang.search import tokens
from gerbang.values.language import pick

INDONESIAN = {
    "Administrative region": "Wilayah administratif",
    "Autonomous community": "Komunitas otonom",
    "Autonomous region": "Daerah otonom",
    "Autonomous republic": "Republik otonom",
    "Canton": "Kanton",
    "City": "Kota",
    "Country": "Negara konstituen",
    "County": "County",
    "Department": "Departemen",
    "District": "Distrik",
    "Emirate": "Emirat",
    "Governorate": "Kegubernuran",
    "Land": "Negara bagian",
    "Metropolitan city": "Kota metropolitan",
    "Metropolitan region": "Region",
    "Municipality": "Munisipalitas",
    "Oblast": "Oblast",
    "Parish": "Paroki",
    "Prefecture": "Prefektur",
    "Province": "Provinsi",
    "Region": "Region",
    "Republic": "Republik",
    "Special administrative region": "Daerah administratif khusus",
    "Special city": "Kota khusus",
    "Special municipality": "Munisipalitas khusus",
    "Special self-governing province": "Provinsi swatantra khusus",
    "State": "Negara bagian",
    "Territory": "Teritori",
    "Union territory": "Wilayah persatuan",
    "Voivodship": "Voivodat",
}
ENGLISH = {"Land": "State", "Metropolitan region": "Region"}
OWN_WORDS = {"Republic": ("respublika",)}
"""Type words of the names' own languages, where they are not those of ours but for an accent."""


def label(type_word: str) -> str:
    """The type in the active language."""
    return pick(id=INDONESIAN.get(type_word, type_word), en=ENGLISH.get(type_word, type_word))


def government_names(name: str, type_word: str, *, is_city: bool) -> tuple[str, str]:
    """Indonesian and English names of a government: Prefektur Kyoto, Kyoto Prefecture.

    A city bears its name alone, and so does what says in its name what it is: Northern Territory, Région wallonne.
    """
    if is_city or type_word not in INDONESIAN or _says_itself(name, type_word):
        return name, name
    kind = INDONESIAN[type_word]
    return f"{kind[0].upper()}{kind[1:]} {name}", f"{name} {ENGLISH.get(type_word, type_word).title()}"


def _says_itself(name: str, type_word: str) -> bool:
    words = {*tokens(type_word), *tokens(INDONESIAN[type_word]), *OWN_WORDS.get(type_word, ())}
    return not words.isdisjoint(tokens(name))
