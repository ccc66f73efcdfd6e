"""The filters of both lists: read from the address, offered with what there is to choose from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from gerbang.places.models import Region
from gerbang.rulebook.loader import shipped
from gerbang.values.language import pick
from gerbang.values.refs import is_ref

LONGEST_SEARCH = 120
QUICK = {"lewat": "over", "kembali": "returned", "konfirmasi": "unconfirmed", "keberatan": "disputed"}
"""The quick filters of the desk as an address writes them."""
STATES = ("running", "paused", "stopped", "closed")
KEPT = {"dipantau": "watched", "berjalan": "running", "dijeda": "paused", "berhenti": "stopped", "selesai": "closed"}
"""The states of the watched list as an address writes them."""


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What the desk is narrowed to. `quick` is one of QUICK's values or empty."""

    quick: str = ""
    stage: str = ""
    province: str = ""
    day: date | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == TaskFilters()

    def query(self, quick: str) -> str:
        """The same filters with another quick one, for the address."""
        given = {
            "saring": _key(QUICK, quick),
            "tahap": self.stage,
            "provinsi": self.province,
            "jatuh": self.day.isoformat() if self.day else "",
            "q": self.words,
        }
        return _address(given)

    @property
    def own_query(self) -> str:
        return self.query(self.quick)

    @property
    def quick_key(self) -> str:
        return _key(QUICK, self.quick)


@dataclass(frozen=True, slots=True)
class WatchFilters:
    """What the watched list is narrowed to. `state` is one of KEPT's values or empty for all."""

    state: str = ""
    stage: str = ""
    province: str = ""
    region: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == WatchFilters()

    def query(self, state: str) -> str:
        given = {
            "keadaan": _key(KEPT, state),
            "tahap": self.stage,
            "provinsi": self.province,
            "daerah": self.region,
            "q": self.words,
        }
        return _address(given)

    @property
    def state_key(self) -> str:
        return _key(KEPT, self.state)


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    value: str
    label: str
    selected: bool


def tasks(given: Mapping[str, str]) -> TaskFilters:
    """The filters an address asks for; what is not one of ours is as good as not given."""
    return TaskFilters(
        quick=QUICK.get(given.get("saring", ""), ""),
        stage=_stage(given),
        province=_ref(given, "provinsi"),
        day=_day(given.get("jatuh", "")),
        words=_words(given),
    )


def watched(given: Mapping[str, str]) -> WatchFilters:
    return WatchFilters(
        state=KEPT.get(given.get("keadaan", ""), ""),
        stage=_stage(given),
        province=_ref(given, "provinsi"),
        region=_ref(given, "daerah"),
        words=_words(given),
    )


def stage_names() -> Mapping[str, str]:
    """The stages of the shipped rulebooks by id, in their order; the first book's name where two share an id."""
    names: dict[str, str] = {}
    for one in shipped().values():
        for stage in one.book.stages:
            names.setdefault(stage.id, pick(id=stage.name.id, en=stage.name.en))
    return names


def stage_options(chosen: str, among: set[str] | None = None) -> list[Option]:
    """The stages to choose from: all, or those among which there is something."""
    return [
        Option(stage, name, stage == chosen)
        for stage, name in stage_names().items()
        if among is None or stage in among or stage == chosen
    ]


def region_options(regions: Iterable[Region], chosen: str) -> list[Option]:
    return [Option(region.ref, region.name, region.ref == chosen) for region in regions]


def quick_label(quick: str) -> str:
    """The name of a quick filter."""
    return {
        "": _("All"),
        "over": _("Past the deadline"),
        "returned": _("Returned"),
        "unconfirmed": _("Not yet confirmed"),
        "disputed": _("Disputed"),
    }[quick]


def state_label(state: str) -> str:
    """The name of a state of the watched list."""
    return {
        "": _("All"),
        "watched": _("Only watched"),
        "running": _("Running"),
        "paused": _("Paused"),
        "stopped": _("Not continued"),
        "closed": _("Completed"),
    }[state]


def _stage(given: Mapping[str, str]) -> str:
    stage = given.get("tahap", "")
    return stage if stage in stage_names() else ""


def _ref(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    return text if is_ref(text, "dr") else ""


def _words(given: Mapping[str, str]) -> str:
    return given.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _key(names: Mapping[str, str], value: str) -> str:
    return next((key for key, known in names.items() if known == value), "")


def _address(given: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in given.items() if value})
