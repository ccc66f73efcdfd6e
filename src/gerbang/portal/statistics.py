"""Figures that people cite, each with what it counts and where the list of it is; all from the cube."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.pages.charts import Point
from gerbang.portal.facet_lists import PRECISIONS
from gerbang.portal.filters import PRECISION_WORDS, SDGS
from gerbang.register import cube, faceting, facets
from gerbang.register.areas import areas, by_name
from gerbang.register.faceting import Counted
from gerbang.register.goals import goal_label
from gerbang.register.models import COOPERATIONS, Phase, TieKind

YEARS = "tahun"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a code for machines, a name for people, the number, and the address of the list it counts."""

    code: str
    name: str
    number: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One statistic. `apart` is counted beside the rows and belongs to none of them.

    `several`: one tie may stand in more than one row, so that the rows do not add up.
    """

    key: str
    title: str
    definition: str
    rows: Sequence[Row]
    apart: Sequence[Row] = field(default_factory=list)
    several: bool = False

    @property
    def most(self) -> int:
        return max((row.number for row in (*self.rows, *self.apart)), default=0)

    @property
    def points(self) -> list[Point]:
        """Every year from the first to the last, also those in which nothing was agreed."""
        numbers = {int(row.code): row.number for row in self.rows}
        return [Point(str(year), numbers.get(year, 0)) for year in range(min(numbers), max(numbers) + 1)]

    @property
    def described(self) -> str:
        """What the picture shows, in a sentence."""
        most = max(row.number for row in self.rows)
        return _("From %(first)s to %(last)s; the most in %(year)s: %(number)s.") % {
            "first": self.rows[0].name,
            "last": self.rows[-1].name,
            "year": ", ".join(row.name for row in self.rows if row.number == most),
            "number": most,
        }

    @property
    def ends(self) -> list[str]:
        """The years written under the picture: the first, the middle and the last."""
        labels = [point.label for point in self.points]
        return list(dict.fromkeys([labels[0], labels[len(labels) // 2], labels[-1]]))


def public_numbers() -> Counted:
    """What the cube holds of the public register."""
    return Counted(cube.numbers())


def tables(counted: Counted, on: date) -> list[Table]:
    """All statistics of the public register; asks for the provinces and countries, and for what is not shown."""
    return [
        _years(counted),
        _precisions(counted),
        _phases(counted),
        _provinces(counted),
        _countries(counted),
        _areas(counted),
        _kinds(counted),
        _goals(counted),
        _record(counted, on),
    ]


def _list(**query: str | int) -> str:
    return f"{reverse('portal:ties')}?{urlencode(query)}"


def _years(counted: Counted) -> Table:
    rows = [Row(str(year), str(year), number, _list(tahun=year)) for year, number in reversed(faceting.years(counted))]
    return Table(
        YEARS,
        _("By year of agreement"),
        _(
            "The year in which the text that a cooperation was agreed by was certainly signed. What is only known not "
            "to be later than some year, or not dated at all, is counted apart and in no year."
        ),
        rows,
        apart=_precision_rows(counted, ["not-later", "unknown"]),
    )


def _precisions(counted: Counted) -> Table:
    return Table(
        "tanggal",
        _("By how well the date is known"),
        _(
            "How precisely the date of signing is known from the value in use. Where sources differ and nobody has "
            "chosen, it is the month or the year they share, or not known. “Not later than” says that the cooperation "
            "existed by then, and is no date of signing."
        ),
        _precision_rows(counted, list(facets.PRECISIONS)),
    )


def _precision_rows(counted: Counted, precisions: Iterable[str]) -> list[Row]:
    return [
        Row(one, str(PRECISIONS[one]), counted.number(facets.PRECISIONS[one]), _list(tanggal=PRECISION_WORDS[one]))
        for one in precisions
    ]


def _provinces(counted: Counted) -> Table:
    rows = [Row(one.code, one.name, number, _list(provinsi=one.ref)) for one, number in faceting.provinces(counted)]
    return Table(
        "provinsi",
        _("By province"),
        _(
            "Cooperation of the province itself and of its regencies and cities, by today's borders, in the order of "
            "their codes. The number says nothing about the worth of a cooperation, and ranks no region."
        ),
        rows,
        several=True,
    )


def _countries(counted: Counted) -> Table:
    rows = [Row(one.alpha2, one.name, number, _list(negara=one.ref)) for one, number in faceting.countries(counted)]
    definition = _(
        "The country or territory of the partner, also where it is not certain yet which of its places is meant. A "
        "territory that depends on a state stands by itself."
    )
    return Table("negara", _("By partner country"), definition, rows, several=True)


def _kinds(counted: Counted) -> Table:
    found = faceting.keys(counted, facets.KIND, TieKind.values)
    rows = [Row(key, str(TieKind(key).label), number, _list(jenis=key)) for key, number in found.items()]
    definition = _("The kind in the sense of PP 28/2018, as it was recorded or as the source's words allow.")
    return Table("jenis", _("By kind"), definition, rows)


def _phases(counted: Counted) -> Table:
    found = faceting.keys(counted, facets.PHASE, COOPERATIONS)
    told = cube.hidden(facets.TOLD)
    waiting = {phase: told.get(facets.of_key(facets.PHASE, phase), 0) for phase in (Phase.IDEA, Phase.INTENDED)}
    return Table(
        "tahap",
        _("By phase"),
        _(
            "Only what was agreed or has ended is a cooperation. Contacts and declared intentions that sources tell of "
            "are counted apart and not shown, and so are relations outside PP 28/2018, such as those of villages."
        ),
        [Row(key, str(Phase(key).label), number, _list(tahap=key)) for key, number in found.items()],
        apart=[
            *(Row(phase.value, str(phase.label), number) for phase, number in waiting.items()),
            Row("outside", _("Outside PP 28/2018"), told.get(facets.OUTSIDE, 0)),
        ],
    )


def _areas(counted: Counted) -> Table:
    found = faceting.keys(counted, facets.AREA, [area.key for area in by_name()])
    rows = [Row(key, areas()[key].name, number, _list(bidang=key)) for key, number in found.items()]
    return Table(
        "bidang",
        _("By field"),
        _(
            "The fields that the text or a source names, put under a closed list. One cooperation may have several "
            "fields and then counts in each; one without any is in none."
        ),
        rows,
        several=True,
    )


def _goals(counted: Counted) -> Table:
    numbers = {goal: counted.number(facets.of_key(facets.SDG, f"{goal:02}")) for goal in SDGS}
    rows = [Row(str(goal), goal_label(goal), number, _list(sdg=goal)) for goal, number in numbers.items() if number]
    definition = _("Only where a person stated a goal for the cooperation; none is derived from its fields.")
    return Table("tpb", _("By sustainable development goal"), definition, rows, several=True)


def _record(counted: Counted, on: date) -> Table:
    confirmed = facets.of_key(facets.CONFIRMED, on.year)
    rows = [
        Row(
            "disputed",
            _("Sources differ, not decided yet"),
            counted.number(facets.DISPUTED),
            _list(sumber="berbeda"),
        ),
        Row("chosen", _("Sources differ, one chosen"), counted.number(facets.CHOSEN), _list(sumber="dipilih")),
        Row("held", _("A party is not settled yet"), counted.number(facets.HELD), _list(pihak="belum-cocok")),
        Row(
            f"confirmed-{on.year}",
            _("Confirmed by the region in %(year)s") % {"year": on.year},
            counted.number(confirmed),
            _list(dikonfirmasi=on.year),
        ),
    ]
    return Table(
        "catatan",
        _("State of the record"),
        _(
            "Not decided yet: sources differ on some fact and nobody has chosen, or another value has come since. One "
            "chosen: they differ, and a person chose on every such fact. Not settled: a name fits several places, or "
            "none we know. Confirmed: the region has stood by the record in that year."
        ),
        rows,
        several=True,
    )
