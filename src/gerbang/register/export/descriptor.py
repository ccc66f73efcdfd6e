"""What describes a release to machines: a data package (datapackage.org, version 2) and a DCAT 3 catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gerbang.register.export.columns import columns
from gerbang.register.export.writing import FORMATS

Node = dict[str, Any]

TITLE = {
    "id": "Daftar kerja sama daerah dengan mitra di luar negeri",
    "en": "Register of the cooperation of Indonesian regions with partners abroad",
}
ABOUT = {
    "id": "Kerja sama pemerintah daerah di Indonesia yang telah ditandatangani, menurut sedikitnya satu sumber atau "
    "menurut catatan pihaknya. “Disepakati” tidak berarti naskahnya masih berlaku atau ada yang dikerjakan.",
    "en": "Cooperation of regional governments of Indonesia that has been signed, according to at least one source or "
    "by the record of a party. “Agreed” does not mean that the text is still valid or that anything is being done.",
}
SAMPLE = {
    "id": " Data peragaan: tahap, tanggal, dan nomor sebagian adalah contoh.",
    "en": " Demonstration data: some stages, dates and numbers are samples.",
}
CC0 = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "Creative Commons Zero 1.0",
}
GEONAMES = {
    "title": "GeoNames (geonames.org), CC BY 4.0: names and numbers of cities abroad, selected and linked",
    "path": "https://www.geonames.org/",
}
TABLES = {"cooperations.csv": "cooperations", "ties.csv": "ties"}
MEDIA_TYPES = {
    **{f"cooperations.{name}": made.media_type for name, made in FORMATS.items()},
    "ties.csv": FORMATS["csv"].media_type,
    "datapackage.json": "application/json",
    "catalog.jsonld": "application/ld+json",
    "SHA256SUMS": "text/plain; charset=utf-8",
}
INDONESIA = "https://sws.geonames.org/1643084/"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a release as it lies there."""

    sha256: str
    bytes: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a release. `leaves` and `root` are the size and root of the ledger it was made at."""

    version: str
    made_at: datetime
    leaves: int
    root: str
    base: str
    demonstration: bool
    years: tuple[date | None, date | None]

    @property
    def place(self) -> str:
        return f"{self.base}/data/{self.version}"

    def about(self, language: str) -> str:
        return ABOUT[language] + (SAMPLE[language] if self.demonstration else "")


def package(facts: Facts, files: Mapping[str, Written]) -> Node:
    """`datapackage.json`. The specification has no languages: titles are Indonesian, English stands in keys of ours."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "gerbang-register",
        "title": TITLE["id"],
        "title_en": TITLE["en"],
        "description": facts.about("id"),
        "description_en": facts.about("en"),
        "homepage": f"{facts.base}/data/",
        "version": facts.version,
        "created": facts.made_at.isoformat(timespec="seconds"),
        "licenses": [CC0],
        "sources": [GEONAMES],
        "ledger": {"leaves": facts.leaves, "root": facts.root},
        "resources": [_resource(name, file) for name, file in files.items()],
    }


def _resource(name: str, file: Written) -> Node:
    stem, _dot, ending = name.partition(".")
    found: Node = {
        "name": name.replace(".", "-").lower(),
        "path": name,
        "format": ending,
        "mediatype": MEDIA_TYPES[name].partition(";")[0],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if ending != "xlsx":
        found["encoding"] = "utf-8"
    if name in TABLES:
        found |= {"type": "table", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}, "schema": _schema(stem)}
    return found


def _schema(table: str) -> Node:
    fields = [
        {"name": column.name, "type": column.type, "description": column.about_id, "description_en": column.about_en}
        for column in columns(table)
    ]
    if table == "ties":
        return {"fields": fields, "missingValues": [""], "primaryKey": ["ref"]}
    key = {"fields": ["id"], "reference": {"resource": "ties-csv", "fields": ["ref"]}}
    return {"fields": fields, "missingValues": [""], "foreignKeys": [key]}


CATALOGUE_CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(facts: Facts, files: Mapping[str, Written]) -> Node:
    """`catalog.jsonld`: one catalogue, one dataset, a distribution for each file of data."""
    page = {"@id": f"{facts.base}/data/"}
    modified = {"@value": facts.made_at.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}
    licence = {"@id": CC0["path"]}
    return {
        "@context": CATALOGUE_CONTEXT,
        "@id": f"{facts.base}/data/katalog.jsonld",
        "@type": "dcat:Catalog",
        "dcterms:title": _told(TITLE),
        "dcterms:description": _told({language: facts.about(language) for language in ("id", "en")}),
        "dcterms:license": licence,
        "dcterms:modified": modified,
        "foaf:homepage": page,
        "dcat:dataset": {
            "@id": f"{facts.base}/data/#register",
            "@type": "dcat:Dataset",
            "dcterms:title": _told(TITLE),
            "dcterms:description": _told({language: facts.about(language) for language in ("id", "en")}),
            "dcterms:license": licence,
            "dcterms:modified": modified,
            "dcterms:accrualPeriodicity": {"@id": "http://purl.org/cld/freq/daily"},
            "dcterms:language": [
                {"@id": "http://id.loc.gov/vocabulary/iso639-1/id"},
                {"@id": "http://id.loc.gov/vocabulary/iso639-1/en"},
            ],
            "dcterms:spatial": {"@id": INDONESIA},
            **_temporal(facts.years),
            "dcat:version": facts.version,
            "dcat:landingPage": page,
            "dcat:distribution": [_distribution(facts, name, file) for name, file in files.items()],
        },
    }


def _distribution(facts: Facts, name: str, file: Written) -> Node:
    media_type = MEDIA_TYPES[name].partition(";")[0]
    return {
        "@id": f"{facts.place}/{name}",
        "@type": "dcat:Distribution",
        "dcterms:title": name,
        "dcterms:license": {"@id": CC0["path"]},
        "dcat:accessURL": {"@id": f"{facts.base}/data/"},
        "dcat:downloadURL": {"@id": f"{facts.place}/{name}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _told(texts: Mapping[str, str]) -> list[Node]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _temporal(years: tuple[date | None, date | None]) -> Node:
    """From the earliest to the latest date that stands in the data; nothing where there is none."""
    first, last = years
    if first is None or last is None:
        return {}
    return {
        "dcterms:temporal": {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": {"@value": first.isoformat(), "@type": "xsd:date"},
            "dcat:endDate": {"@value": last.isoformat(), "@type": "xsd:date"},
        }
    }
