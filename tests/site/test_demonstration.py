"""`gerbang demonstration`: everything is there, once, and what people did stays."""

import json
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from tests.template import OwnDatabase

from gerbang.gate import actions, projection
from gerbang.gate.agreement import steps_agree
from gerbang.gate.models import Case, Step
from gerbang.ledger import checks
from gerbang.ledger.models import Entry
from gerbang.people.acting import Actor
from gerbang.people.models import Account
from gerbang.register import queries
from gerbang.register.models import Instrument, Tie
from gerbang.site import accounts
from gerbang.site import demonstration as loading
from gerbang.site.samples import SAMPLES, made
from gerbang.site.walking import acting, pdf
from gerbang.values import zones

BANDUNG_ACCOUNT = accounts.ROLES["head"].address


def everything() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Account, Case, Step, Tie, Entry))


def test_a_second_run_changes_nothing(demonstration: OwnDatabase) -> None:
    before = everything()
    assert loading.load() == loading.Loaded(ties=0, cases=0)
    assert everything() == before


def test_what_people_did_with_a_sample_stays(demonstration: OwnDatabase) -> None:
    case = made("bengaluru")
    by = acting(Account.objects.get(email=BANDUNG_ACCOUNT))
    actions.note(by=by, case=case, text="Catatan sendiri.", happened_on=by.today)
    loading.load()
    assert case.steps.filter(kind="note", data__contains="Catatan sendiri.").exists()
    assert Case.objects.count() == len(SAMPLES)


def test_every_sample_stands_where_it_should(demonstration: OwnDatabase) -> None:
    stages = {name: (made(name).state, made(name).stage) for name in SAMPLES}
    assert stages == {
        "bengaluru": ("running", "council"),
        "gyeongsangbuk": ("running", "verification"),
        "yantai": ("running", "council"),
        "gold-coast": ("running", "inter-ministry"),
        "kathmandu": ("running", "consultation"),
        "mombasa": ("running", "consultation"),
        "burgas": ("paused", "cooperation-plan"),
        "souss-massa": ("stopped", "exploration"),
        "institution": ("running", "consultation"),
        "neighbour": ("running", "coordination"),
        "third-party": ("running", "third-party-study"),
        "melbourne": ("running", "originals"),
        "south-australia": ("running", "partner-contact"),
    }


def test_the_samples_show_what_may_happen_to_a_case(demonstration: OwnDatabase) -> None:
    today = zones.today("WIB")
    overdue, running = made("yantai").due_on, made("bengaluru").due_on
    assert overdue is not None
    assert running is not None
    assert overdue < today < running
    assert made("kathmandu").unconfirmed == 1
    assert made("mombasa").disputed == 1
    assert made("gold-coast").returned
    assert made("bengaluru").steps.filter(kind="move", outcome="return").count() == 1


def test_the_real_case_holds_the_two_days_that_are_known(demonstration: OwnDatabase) -> None:
    past = made("melbourne").steps.filter(kind="past").values_list("stage", "happened_on", "recorded_on")
    today = zones.today("WIB")
    assert {(stage, happened.isoformat()) for stage, happened, _recorded in past} == {
        ("letter-of-intent", "2019-05-10"),
        ("council", "2023-03-30"),
    }
    assert {abs((recorded - today).days) for _stage, _happened, recorded in past} <= {0, 1}
    assert not Instrument.objects.filter(case_ref=made("melbourne").ref).exists(), (
        "no day is known, so no text is signed"
    )


def test_the_samples_sign_nothing_that_the_public_sees(demonstration: OwnDatabase) -> None:
    signed = Instrument.objects.exclude(case_ref="")
    assert set(signed.values_list("kind", "tie__phase")) == {("loi", "intended")}


def test_every_tie_the_public_sees_comes_from_a_source(demonstration: OwnDatabase) -> None:
    seen = queries.visible_to(Actor(None))
    assert seen.exists()
    assert not seen.filter(origin="").exists()


def test_the_samples_agree_with_their_steps_and_with_the_ledger(demonstration: OwnDatabase) -> None:
    for name in SAMPLES:
        case = made(name)
        stored = {column: getattr(case, column) for column in projection.COLUMNS}
        projection.fill(case, projection.standing_of(case, zones.today("WIB")))
        assert {column: getattr(case, column) for column in projection.COLUMNS} == stored, name
    assert list(steps_agree(checks.recorded("gate.step"))) == []


def test_the_accounts_are_written_down_for_this_user_alone(demonstration: OwnDatabase, tmp_path: Path) -> None:
    path = tmp_path / "demonstration-accounts.json"
    accounts.load(path)
    rows = json.loads(path.read_text())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [row["email"] for row in rows] == [role.address for role in accounts.ROLES.values()]
    for row in rows:
        assert Account.objects.get(email=row["email"]).check_password(row["password"])
    accounts.load(path)
    assert json.loads(path.read_text()) == rows


def test_a_password_somebody_chose_stays(demonstration: OwnDatabase, tmp_path: Path) -> None:
    path = tmp_path / "demonstration-accounts.json"
    accounts.load(path)
    account = Account.objects.get(email=BANDUNG_ACCOUNT)
    account.set_password("sandi pilihan sendiri")
    account.save()
    accounts.load(path)
    account.refresh_from_db()
    assert account.check_password("sandi pilihan sendiri")


def test_nobody_signs_in_under_the_accounts_behind_the_other_samples(demonstration: OwnDatabase) -> None:
    known = [role.address for role in accounts.ROLES.values()]
    assert not any(account.has_usable_password() for account in Account.objects.exclude(email__in=known))


def test_an_installation_that_is_no_demonstration_refuses(demonstration: OwnDatabase) -> None:
    with override_settings(DEMONSTRATION=False), pytest.raises(CommandError, match="GERBANG_DEMONSTRATION=1"):
        call_command("demonstration")


def test_the_sample_document_is_a_pdf_with_right_places() -> None:
    content = pdf().read()
    assert content.startswith(b"%PDF-1.4")
    assert b"(Contoh)" in content
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content[start:].startswith(b"xref")
    for number, line in enumerate(content[start:].split(b"\n")[3:8], 1):
        assert content[int(line[:10]) :].startswith(b"%d 0 obj" % number)
