"""The running cases of the demonstration: real pairs from open sources; stages, dates and numbers are samples.

Each is made once, in one transaction, through the actions everybody uses. What people do with it afterwards stays.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from gerbang.gate import actions
from gerbang.gate.actions import Beginning
from gerbang.gate.models import Case
from gerbang.gate.upon import Continuing, open_upon
from gerbang.gate.writing import Happening
from gerbang.ledger.actions import record
from gerbang.ledger.queries import head, history
from gerbang.people.actions import involve
from gerbang.people.models import Account, Body
from gerbang.people.queries import body_of_kind, government_of
from gerbang.places import actions as places
from gerbang.places import queries as places_queries
from gerbang.places.models import Partner, Region
from gerbang.register.models import Tie
from gerbang.site import accounts
from gerbang.site.walking import Offices, Walk, acting, attest_relations

BANDUNG, WEST_JAVA = "32.73", "32"
SOUTH_AUSTRALIA = "RC056"
"""The row of the compilation from which West Java's cooperation with South Australia came."""
FOREIGN_CHAIN = ("home-affairs", "foreign-affairs")
MARK = "demonstration.case"
"""The kind of the ledger entry that says which case is a sample, and keeps it from being made twice."""

To = tuple[int, str]
"""A move and how many days ago it was made."""

FUNDING = "APBD Kota Bandung, tiap tahun menurut rincian terlampir; mitra menanggung perjalanannya sendiri (contoh)."
PLAN = {
    "subject": "Pemerintah Kota Bandung dan Pemerintah Kota Bengaluru (contoh).",
    "background": "Kedua kota memiliki perguruan tinggi dan usaha di bidang teknologi informasi (contoh).",
    "aims": "Meningkatkan layanan publik digital dan kemampuan perusahaan rintisan (contoh).",
    "object": "Teknologi informasi dan perusahaan rintisan (contoh).",
    "scope": "Pertukaran tenaga ahli, pelatihan, dan pertemuan usaha (contoh).",
    "funding": "APBD Kota Bandung (contoh).",
    "term": "Tiga tahun (contoh).",
}
APPROVED = ["Kota layak anak", "Perusahaan rintisan (startup)"]
"""Of the five fields the council approved, those that the sources at hand name."""
MELBOURNE_NOTES = (
    "Yang ditandatangani pada 10 Mei 2019 menurut pers adalah rancangan LoI. Sumber: tfr.news.",
    "Rapat Paripurna DPRD 30 Maret 2023 menyetujui lima bidang, di antaranya kota layak anak dan startup, menurut "
    "Pasal 30 PP 28/2018; hanya dua itu yang disebut pada sumber yang ada. Sumber: tfr.news.",
    "Naskah ditandatangani pada April 2024; hari pastinya tidak diketahui dan karena itu tidak dicatat. Penjabat Wali "
    "Kota menandatangani di Bandung, terpisah dari Lord Mayor. Sumber: teropongmedia.id.",
    "Naskah April 2024 menyebut kota layak huni, ketahanan kota, serta pendidikan tinggi dan pelatihan, yang tidak "
    "sama dengan bidang yang disetujui DPRD. Sumber: faktabandungraya.com, April 2024.",
    "Tahap lain tidak ada dokumennya pada sumber terbuka; tempat naskah asli belum diketahui.",
)
"""What open sources say of Bandung and Melbourne beside the two days; see docs/demonstration.md."""


@dataclass(frozen=True)
class Scene:
    """What the samples share: the day they are made for, and the accounts of the demonstration."""

    today: date
    accounts: Mapping[str, Account]

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


@dataclass(frozen=True)
class Pair:
    """Who cooperates, under which rulebook, and who of them uses Gerbang."""

    region: str
    partner: str = ""
    country: str = ""
    book: str = "id.ksdpl"
    kind: str = "ksdpl-sister"
    fields: str = ""
    facts: Mapping[str, Any] = field(default_factory=lambda: {"initiative-source": "region"})
    present: Sequence[str] = FOREIGN_CHAIN
    other_region: str = ""
    third_party: str = ""

    def partners(self) -> list[Partner]:
        if not self.partner:
            return []
        if not self.country:
            return [places.add_partner(None, name_id=self.partner, kind="institution", institution_type="nonprofit")]
        place = places_queries.place(places_queries.pick(self.partner, country=self.country)[0].key)
        if place is None:
            raise LookupError(self.partner)
        return [places.partner_for(None, place=place)]


def load(today: date, known: Mapping[str, Account]) -> int:
    """Makes the cases that are not there yet; returns how many."""
    scene = Scene(today, known)
    return sum(_once(name, sample, scene) for name, sample in SAMPLES.items())


def made(name: str) -> Case:
    """The case a sample was made into."""
    told = history(_stream(name)).first()
    if told is None:
        raise LookupError(f"The sample {name} is not here; run first: gerbang demonstration")
    return Case.objects.get(ref=json.loads(told.payload.text)["case"])


def _stream(name: str) -> str:
    return f"demonstration:{name}"


@transaction.atomic
def _once(name: str, sample: Callable[[Scene], Walk], scene: Scene) -> bool:
    stream = _stream(name)
    if head(stream):
        return False
    walk = sample(scene)
    record(kind=MARK, stream=stream, actor="", body="", payload={"case": walk.case.ref})
    return True


def _begin(scene: Scene, pair: Pair, days_ago: int, **registered: Any) -> Walk:
    """A new case of the pair, entered on the day it began."""
    region = Region.objects.select_related("province").get(code=pair.region)
    offices = _offices(scene, region, pair.present)
    day = scene.ago(days_ago)
    beginning = Beginning(
        book_id=pair.book,
        kind=pair.kind,
        region=region,
        partners=pair.partners(),
        regions=[Region.objects.get(code=pair.other_region)] if pair.other_region else [],
        third_party=pair.third_party,
        fields_id=pair.fields,
        facts=pair.facts,
        happened_on=day,
        **registered,
    )
    case = actions.open_case(by=offices.by("region", day), beginning=beginning)
    return Walk(offices, case, day, as_it_happens=True)


def _offices(scene: Scene, region: Region, present: Sequence[str]) -> Offices:
    """Bandung and West Java work under the accounts that can be signed in with; other regions under a worker's."""
    keeper = {BANDUNG: "head", WEST_JAVA: "province"}.get(region.code)
    own = scene.accounts[keeper] if keeper else accounts.worker(government_of(region))
    offices = Offices(region, accounts={"region": own})
    for role in present:
        offices.accounts[role] = scene.accounts[role]
    if "council" in present and region.code != BANDUNG:
        offices.accounts["council"] = accounts.worker(_council(region))
    return offices


def _council(region: Region) -> Body:
    found = body_of_kind("council", region)
    if found is None:
        raise LookupError(f"{region} has no council")
    return found


def _along(scene: Scene, walk: Walk, *moves: To) -> None:
    """Takes the moves, each some days ago; the papers they need are given in the days before."""
    for days_ago, choice in moves:
        on = scene.ago(days_ago)
        walk.day = max(walk.day, on - timedelta(days=6))
        if choice == "consulted":
            walk.consult()
            attest_relations(walk)
        walk.take(choice, on=max(on, walk.day))


def _note(walk: Walk, text: str, on: date) -> None:
    walk.day = max(walk.day, on)
    actions.note(by=walk.by("region"), case=walk.case, text=text, happened_on=on)


def _application(walk: Walk, on: date) -> None:
    """The letter whose receipt starts the council's 45 working days."""
    details = {"dated_on": (on - timedelta(days=3)).isoformat(), "received_on": on.isoformat()}
    walk.give("application-letter", data=details | {"received_proof": "Cap agenda (contoh)"}, on=on)


def _bengaluru(scene: Scene) -> Walk:
    """Before the council, with its days running; sent back once before on a letter that it has confirmed since."""
    pair = Pair(BANDUNG, "Bengaluru", "IN", fields="Teknologi informasi\nPerusahaan rintisan")
    walk = _begin(scene, pair, 420)
    _along(scene, walk, (395, "explore"), (300, "worthwhile"), (225, "consulted"), (190, "sign"))
    walk.give("cooperation-plan", data={"parts": PLAN}, on=scene.ago(130))
    _along(scene, walk, (120, "submit"))
    _application(walk, scene.ago(115))
    returned = walk.take(
        "return", reason="Sumber pembiayaan tahun kedua dan ketiga belum dijelaskan.", on=scene.ago(92)
    )
    council = acting(scene.accounts["council"], on=scene.ago(90))
    actions.confirm(by=council, case=walk.case, target=returned.seq, agrees=True, reason="", seen=None)
    walk.give("cooperation-plan", data={"parts": {"funding": FUNDING}}, on=scene.ago(60))
    _along(scene, walk, (50, "submit"))
    _application(walk, scene.ago(40))
    _note(walk, "DPRD memasuki masa reses. Tidak mengubah batas waktu.", scene.ago(12))
    return walk


def _gyeongsangbuk(scene: Scene) -> Walk:
    """With the ministry for verification: the sheet is half filled."""
    fields = "Ilmu pengetahuan dan teknologi\nOlahraga dan pemuda\nPerdagangan dan investasi\nPariwisata\nKebudayaan"
    walk = _begin(scene, Pair(WEST_JAVA, "Gyeongsangbuk-do", "KR", fields=fields), 500)
    _along(scene, walk, (470, "explore"), (380, "worthwhile"), (300, "consulted"), (260, "sign"), (150, "submit"))
    _application(walk, scene.ago(140))
    _along(scene, walk, (90, "approve"))
    walk.give("submission-letter", on=scene.ago(20))
    lines = [part.id for part in walk.book.papers["verification-sheet"].parts][:7]
    parts = {line: {"answer": "meets", "note": ""} for line in lines}
    walk.give("verification-sheet", data={"parts": parts}, on=scene.ago(6))
    return walk


def _yantai(scene: Scene) -> Walk:
    """Past the council's deadline: nothing is approved thereby."""
    fields = "Perdagangan\nUsaha kecil\nIndustri hijau\nPendidikan"
    walk = _begin(scene, Pair("36.71", "Yantai", "CN", fields=fields), 460)
    _along(scene, walk, (440, "explore"), (360, "worthwhile"), (280, "consulted"), (230, "sign"), (120, "submit"))
    _application(walk, scene.ago(110))
    return walk


def _gold_coast(scene: Scene) -> Walk:
    """In the meeting of ministries again, after the partner's counter-draft changed the substance."""
    walk = _begin(scene, Pair("73.71", "Gold Coast", "AU", fields="Pendidikan\nPariwisata\nUsaha"), 640)
    _along(scene, walk, (620, "explore"), (560, "worthwhile"), (500, "consulted"), (460, "sign"), (380, "submit"))
    _application(walk, scene.ago(370))
    _along(scene, walk, (320, "approve"), (250, "draft"), (200, "submit"), (150, "discussed"), (110, "approve"))
    walk.give("counter-draft", on=scene.ago(40))
    reason = "Mitra mengusulkan bidang pariwisata bahari, yang tidak ada dalam rancangan yang disetujui."
    walk.take("counter-substantial", reason=reason, on=scene.ago(30))
    _ask(walk, "ministries", scene.ago(9), accounts.body(accounts.INVITED))
    return walk


def _kathmandu(scene: Scene) -> Walk:
    """In consultation; the ministry's answer was recorded on its letter and is not confirmed yet."""
    fields = "Seni dan budaya\nSejarah\nPariwisata\nPendidikan"
    walk = _begin(scene, Pair("34.71", "Kathmandu", "NP", fields=fields, present=()), 150)
    _along(scene, walk, (130, "explore"), (60, "worthwhile"))
    _ask(walk, "home-affairs", scene.ago(45))
    _ask(walk, "foreign-affairs", scene.ago(45))
    walk.answer("home-affairs", on=scene.ago(14))
    return walk


def _mombasa(scene: Scene) -> Walk:
    """In consultation; the Ministry of Foreign Affairs disputes what was recorded in its name."""
    walk = _begin(scene, Pair("35.78", "Mombasa, Mombasa", "KE", fields="Pelabuhan\nPerdagangan", present=()), 170)
    _along(scene, walk, (150, "explore"), (90, "worthwhile"))
    _ask(walk, "foreign-affairs", scene.ago(70))
    recorded = walk.answer("foreign-affairs", on=scene.ago(30))
    ministry = acting(scene.accounts["foreign-affairs"], on=scene.ago(22))
    reason = "Surat ini meminta keterangan tambahan; belum merupakan tanggapan."
    actions.confirm(by=ministry, case=walk.case, target=recorded.seq, agrees=False, reason=reason, seen=None)
    return walk


def _ask(walk: Walk, ask_id: str, on: date, body: Body | None = None) -> None:
    """Asks the body that plays the role in this case, or another one that is to play it from now on."""
    walk.day = on
    stage = walk.position().stage
    asked = stage.ask(ask_id) if stage else None
    whom = body or walk.seats((asked.role if asked else "",))[0]
    by = walk.by(stage.holder if stage else "region")
    actions.ask(by=by, case=walk.case, ask_id=ask_id, body=whom, on=Happening(happened_on=on), seen=None)


def _burgas(scene: Scene) -> Walk:
    """Resting: the region has put it off."""
    walk = _begin(scene, Pair("12.71", "Burgas, Burgas", "BG", fields="Pendidikan\nKebudayaan"), 400)
    _along(scene, walk, (380, "explore"), (320, "worthwhile"), (260, "consulted"), (210, "sign"))
    walk.take("pause", reason="Menunggu penetapan anggaran tahun berikutnya.", on=scene.ago(80))
    return walk


def _souss_massa(scene: Scene) -> Walk:
    """Given up after the exploration."""
    walk = _begin(scene, Pair(WEST_JAVA, "Souss-Massa", "MA", fields="Pertanian\nPariwisata"), 300)
    _along(scene, walk, (280, "explore"))
    walk.take("stop", reason="Penjajakan tidak menemukan program yang dapat dibiayai kedua pihak.", on=scene.ago(160))
    return walk


def _institution(scene: Scene) -> Walk:
    """A cooperation of the government that the region carries on, with an institution abroad."""
    pair = Pair(
        BANDUNG, "Lembaga di luar negeri (contoh)", book="id.ksdll-passthrough", kind="ksdll-passthrough",
        fields="Pengelolaan sampah", facts={"initiative-source": "institution-through-ministry"},
    )  # fmt: skip
    walk = _begin(scene, pair, 120)
    _along(scene, walk, (100, "explore"), (40, "worthwhile"))
    return walk


def _neighbour(scene: Scene) -> Walk:
    """Two regions that must cooperate, being coordinated by the province."""
    pair = Pair(
        BANDUNG, book="id.ksdd-mandatory", kind="ksdd-mandatory", other_region="32.04", fields="Penanganan banjir",
        facts={}, present=("home-affairs-domestic", "province"),
    )  # fmt: skip
    walk = _begin(scene, pair, 60)
    facts = {"coordination-level": "province"}
    actions.state_facts(by=walk.by("region"), case=walk.case, values=facts, attested={}, seen=None)
    _along(scene, walk, (35, "mapped"))
    _ask(walk, "province", scene.ago(20))
    return walk


def _third_party(scene: Scene) -> Walk:
    """A third party's proposal, being checked by the region."""
    pair = Pair(
        BANDUNG, book="id.ksdpk", kind="ksdpk", third_party="Pihak ketiga (contoh)", fields="Pelayanan air minum",
        facts={"initiative-source": "third-party"}, present=(),
    )  # fmt: skip
    walk = _begin(scene, pair, 75)
    _along(scene, walk, (50, "study"))
    return walk


def _melbourne(scene: Scene) -> Walk:
    """The one case with real dates: on paper since 2019, registered here with what open sources say, and no more."""
    pair = Pair(BANDUNG, "Melbourne", "AU")
    walk = _begin(scene, pair, 0, stage="originals")
    walk.as_it_happens = False
    involve(walk.case.ref, [accounts.body(accounts.MISSION)], "mission")
    _past(walk, "letter-of-intent", date(2019, 5, 10), {}, "draft-letter-of-intent")
    _past(walk, "council", date(2023, 3, 30), {"scope": APPROVED, "form": "Rapat Paripurna"}, "council-decision")
    for text in MELBOURNE_NOTES:
        _note(walk, text, scene.today)
    return walk


def _south_australia(scene: Scene) -> Walk:
    """Being revitalised, a cooperation of which open sources tell nothing since 2018: the partner is to be reached."""
    region = Region.objects.select_related("province").get(code=WEST_JAVA)
    offices = _offices(scene, region, FOREIGN_CHAIN)
    day = scene.ago(160)
    continuing = Continuing(
        book_id="id.revitalise",
        tie=Tie.objects.filter(origin=SOUTH_AUSTRALIA).order_by("pk")[0],
        happened_on=day,
        reason="Tidak ada kegiatan yang tercatat sesudah 2018 (contoh alasan).",
    )
    walk = Walk(offices, open_upon(by=offices.by("region", day), continuing=continuing), day, as_it_happens=True)
    _ask(walk, "home-affairs", scene.ago(150))
    walk.answer("home-affairs", on=scene.ago(135))
    _along(scene, walk, (128, "full"), (100, "evaluated"), (70, "worked-out"), (40, "mapped"))
    _ask(walk, "mission", scene.ago(21), accounts.body(accounts.MISSION))
    return walk


def _past(walk: Walk, stage_id: str, on: date, data: Mapping[str, Any], paper: str = "") -> None:
    happening = Happening(happened_on=on)
    by = walk.by("region")
    actions.add_past(by=by, case=walk.case, stage=stage_id, on=happening, seen=None, data=data, paper_id=paper)


SAMPLES: Mapping[str, Callable[[Scene], Walk]] = {
    "bengaluru": _bengaluru,
    "gyeongsangbuk": _gyeongsangbuk,
    "yantai": _yantai,
    "gold-coast": _gold_coast,
    "kathmandu": _kathmandu,
    "mombasa": _mombasa,
    "burgas": _burgas,
    "souss-massa": _souss_massa,
    "institution": _institution,
    "neighbour": _neighbour,
    "third-party": _third_party,
    "melbourne": _melbourne,
    "south-australia": _south_australia,
}
