"""The pages that are measured: by `gerbang bench`, by the query counts that tests compare, and by weight.

All of them show the demonstration, so that the figures are of the same data everywhere.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from gerbang.gate.models import Case
from gerbang.monitoring.models import Evaluation, Finding, Obstacle, Report, ShownTie
from gerbang.people.models import Account
from gerbang.places.models import Country, Partner, Region
from gerbang.plans.models import Plan, Trip
from gerbang.register.models import Import, ImportRow, Tie
from gerbang.site.accounts import ROLES
from gerbang.site.samples import BANDUNG, WEST_JAVA, made

OFTEN_TOLD = "RC012"
"""The row of the compilation whose tie is shown: Bandung and Melbourne."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: who looks at it (a role of the demonstration; nobody where it is empty) and where it is."""

    name: str
    role: str
    address: str


def pages() -> list[Page]:
    """Every page of the tour. They are found anew each time: refs differ from one database to the next."""
    of_life = [*_of_plans(), *_of_reports(), *_of_obstacles(), *_of_monitoring(), *_upon_ties()]
    return [*_public(), *_at_the_desk(), *_of_imports(), *_of_a_case(), *_forms(), *of_life]


def _tie() -> Tie:
    return Tie.objects.get(origin=OFTEN_TOLD)


def _public() -> list[Page]:
    tie = _tie()
    partner = Partner.objects.get(folded="melbourne", country__alpha2="AU")
    region, country = Region.objects.get(code=BANDUNG), Country.objects.get(alpha2="JP")
    return [
        Page("front", "", reverse("portal:front")),
        Page("list", "", reverse("portal:ties")),
        Page("list, searched", "", reverse("portal:ties") + "?q=jepang"),
        Page("tie", "", reverse("portal:tie", args=[tie.ref])),
        Page("regions", "", reverse("portal:regions")),
        Page("region", "", reverse("portal:region", args=[region.ref])),
        Page("countries", "", reverse("portal:countries")),
        Page("country", "", reverse("portal:country", args=[country.ref])),
        Page("partners", "", reverse("portal:partners")),
        Page("partner", "", reverse("portal:partner", args=[partner.ref])),
        Page("statistics", "", reverse("portal:statistics")),
        Page("about the data", "", reverse("portal:about")),
        Page("sign-in", "", reverse("account_login")),
    ]


def _at_the_desk() -> list[Page]:
    return [
        Page("desk, region", "head", reverse("desk:tasks")),
        Page("desk, ministry", "home-affairs", reverse("desk:tasks")),
        Page("watched", "home-affairs", reverse("desk:watched")),
        Page("cases", "home-affairs", reverse("gate:cases")),
        Page("letters", "home-affairs", reverse("gate:letter-search")),
        Page("register, ministry", "home-affairs", reverse("register:index")),
        Page("differences", "home-affairs", reverse("register:differences")),
        Page("statements of a tie", "head", reverse("register:statements", args=[_tie().ref])),
        Page("confirmations", "head", reverse("register:confirmations")),
        Page("confirmed regions", "home-affairs", reverse("register:confirmed-regions")),
    ]


def _of_imports() -> list[Page]:
    """The import of the compilation, with a row that waits; of a check, if there is one, its page and a row of it."""
    written = Import.objects.filter(state=Import.State.WRITTEN).earliest("pk")
    held = written.rows.filter(outcome=ImportRow.Outcome.HELD, settled_at=None).earliest("number")
    found = [
        Page("imports", "home-affairs", reverse("register:imports")),
        Page("import, result", "home-affairs", reverse("register:import", args=[written.ref])),
        Page("import, row", "home-affairs", reverse("register:import-row", args=[written.ref, held.number])),
    ]
    checked = Import.objects.filter(state=Import.State.CHECKED).order_by("pk").first()
    refused = checked.rows.filter(outcome=ImportRow.Outcome.REFUSED).first() if checked else None
    if checked and refused:
        where = [checked.ref, refused.number]
        found.append(Page("import, check", "head", reverse("register:import", args=[checked.ref])))
        found.append(Page("form: row set right", "head", reverse("register:set-row-right", args=where)))
    return found


def _of_a_case() -> list[Page]:
    bengaluru, gold_coast = made("bengaluru"), made("gold-coast")
    return [
        _case("case, region", "head", "case", bengaluru),
        _case("case, ministry", "home-affairs", "case", gold_coast),
        _case("case history", "head", "history", bengaluru),
        _case("case audit trail", "head", "trail", bengaluru),
        _case("case position, printed", "head", "position", bengaluru),
        _case("case letters", "head", "letters", bengaluru),
        _case("paper, shown", "home-affairs", "show-paper", made("gyeongsangbuk"), "verification-sheet"),
    ]


def _forms() -> list[Page]:
    bengaluru = made("bengaluru")
    return [
        Page("form: new case", "head", reverse("gate:open", args=["id.ksdpl"])),
        _case("form: council returns", "head", "move", bengaluru, "return"),
        _case("form: council's decision", "head", "paper", bengaluru, "council-decision"),
        _case("form: verification sheet", "home-affairs", "paper", made("gyeongsangbuk"), "verification-sheet"),
        _case("form: facts", "head", "facts", bengaluru),
        _case("form: note", "head", "note", bengaluru),
    ]


def _of_plans() -> list[Page]:
    """The sample plan, as those read and edit it whose plan it is, and the tie whose page shows it."""
    plan = Plan.objects.get(tie=made("bengaluru").tie)
    return [
        Page("tie, with plans", "head", reverse("portal:tie", args=[plan.tie.ref])),
        Page("plan, region", "head", reverse("plans:plan", args=[plan.ref])),
        Page("plan, ministry", "home-affairs", reverse("plans:plan", args=[plan.ref])),
        Page("plan chart, printed", "head", reverse("plans:chart", args=[plan.ref])),
        Page("plan, activities edited", "head", reverse("plans:edit", args=[plan.ref, "kegiatan"])),
        Page("plan, indicators edited", "head", reverse("plans:edit", args=[plan.ref, "indikator"])),
        Page("form: plan approved", "head", reverse("plans:approve", args=[plan.ref])),
        Page("trips of a tie", "head", reverse("plans:trips", args=[plan.tie.ref])),
        Page("trip", "head", reverse("plans:trip", args=[Trip.objects.filter(tie=plan.tie).order_by("pk")[0].ref])),
    ]


def _of_monitoring() -> list[Page]:
    """An example of an evaluation, and the sample of a joint monitoring as the ministry and the region read it."""
    evaluation = Evaluation.objects.order_by("pk")[0]
    finding = Finding.objects.order_by("pk")[0]
    round_ = reverse("monitoring:joint-monitoring", args=[finding.monitoring.ref])
    return [
        Page("evaluations of a tie", "home-affairs", reverse("monitoring:evaluations", args=[evaluation.tie.ref])),
        Page("every evaluation", "home-affairs", reverse("monitoring:every-evaluation")),
        Page("evaluation", "home-affairs", reverse("monitoring:evaluation", args=[evaluation.ref])),
        Page("joint monitorings", "home-affairs", reverse("monitoring:joint-monitorings")),
        Page("joint monitoring, ministry", "home-affairs", round_),
        Page("joint monitoring, region", "head", round_),
        Page("finding", "head", reverse("monitoring:finding", args=[finding.ref])),
        *_of_publication(),
    ]


def _of_publication() -> list[Page]:
    """What the demonstration's region was shown, as it and the ministry see it."""
    shown = ShownTie.objects.select_related("showing", "tie").order_by("pk")[0]
    ref, tie = shown.showing.ref, shown.tie.ref
    return [
        Page("publication", "home-affairs", reverse("monitoring:publication")),
        Page("liveliness shown", "head", reverse("monitoring:showing", args=[ref])),
        Page("liveliness shown, one", "head", reverse("monitoring:shown", args=[ref, tie])),
        Page("form: liveliness answered", "head", reverse("monitoring:answer-shown", args=[ref, tie])),
    ]


def _of_obstacles() -> list[Page]:
    """The sample obstacle as the region, the mission that was asked, and the ministry see it."""
    obstacle = Obstacle.objects.get(tie=made("melbourne").tie)
    return [
        Page("obstacle, region", "head", reverse("monitoring:obstacle", args=[obstacle.ref])),
        Page("obstacle, mission", "mission", reverse("monitoring:obstacle", args=[obstacle.ref])),
        Page("obstacles, ministry", "home-affairs", reverse("monitoring:common-obstacles")),
        Page("list of obstacles", "home-affairs", reverse("monitoring:obstacle-list")),
        Page("what helped", "home-affairs", reverse("monitoring:remedies")),
        Page("watch, mission", "mission", reverse("monitoring:watch")),
        Page("watch, ministry", "ministry", reverse("monitoring:watch")),
        Page("watch, all", "foreign-affairs", reverse("monitoring:watch")),
        Page("watched tie", "mission", reverse("monitoring:watched", args=[obstacle.tie.ref])),
    ]


def _upon_ties() -> list[Page]:
    """A cooperation that is agreed, with what may be begun on it, and one that is being revitalised."""
    melbourne, australia = made("melbourne").tie, made("south-australia")
    return [
        Page("tie, agreed, region", "head", reverse("portal:tie", args=[melbourne.ref])),
        Page("form: case upon a tie", "head", reverse("gate:open-upon", args=[melbourne.ref, "id.amend"])),
        _case("case upon a tie", "province", "case", australia),
    ]


def _of_reports() -> list[Page]:
    """The reports of the demonstration: the city's came back, the province's waits with the ministry."""
    returned = Report.objects.get(region__code=BANDUNG)
    waiting = Report.objects.get(period=returned.period, region__code=WEST_JAVA)
    period = reverse("monitoring:report-period", args=[waiting.period.ref]) if waiting.period else ""
    return [
        Page("monitoring", "head", reverse("monitoring:overview")),
        Page("overall picture", "home-affairs", reverse("monitoring:picture")),
        Page("overall picture, region", "head", reverse("monitoring:picture")),
        Page("by liveliness", "home-affairs", reverse("monitoring:by-liveliness")),
        Page("missing, ministry", "home-affairs", reverse("monitoring:missing")),
        Page("missing, region", "head", reverse("monitoring:missing")),
        Page("reports, region", "head", reverse("monitoring:reports")),
        Page("reports, ministry", "home-affairs", reverse("monitoring:reports")),
        Page("report, region", "head", reverse("monitoring:report", args=[returned.ref])),
        Page("report, ministry", "home-affairs", reverse("monitoring:report", args=[waiting.ref])),
        Page("report period", "home-affairs", period),
        Page("form: report handed in", "head", reverse("monitoring:submit-report", args=[returned.ref])),
        Page("form: report returned", "home-affairs", reverse("monitoring:return-report", args=[waiting.ref])),
    ]


def _case(name: str, role: str, view: str, case: Case, *more: str) -> Page:
    return Page(name, role, reverse(f"gate:{view}", args=[case.ref, *more]))


class Visitors:
    """A browser for each role of the tour; leaving signs all of them out again."""

    def __init__(self) -> None:
        self.sessions: dict[str, SessionStore] = {}

    def __enter__(self) -> "Visitors":
        return self

    def __exit__(self, *_error: object) -> None:
        for session in self.sessions.values():
            session.delete()

    def browser(self, role: str) -> Client:
        """Nobody's browser where the role is empty."""
        client = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
        if role:
            if role not in self.sessions:
                self.sessions[role] = _session(role)
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role].session_key or ""
        return client


def _session(role: str) -> SessionStore:
    """A session of the role's account, as signing in makes it, without a trace on the account."""
    account = Account.objects.get(email=ROLES[role].address)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return session
