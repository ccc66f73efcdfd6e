"""Large tables are a worker's: its progress is seen, its death leaves nothing by halves, nothing hangs for ever."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.register.import_pages import MELBOURNE, SUWON, UNKNOWN, hidden, officer, page, press, signed_in, uploaded

from gerbang.people.models import Membership
from gerbang.register import importing
from gerbang.register.intake import actions, sheets, tables
from gerbang.register.models import Import, ImportJob, ImportRow, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is too large to be checked while the page waits."""
    monkeypatch.setattr(importing, "AT_ONCE", 0)


def works() -> None:
    """What a worker does with everything that is ordered."""
    for job in ImportJob.objects.filter(ended_at=None):
        importing.work(job.token)


def pass_time(of: Import) -> None:
    long_ago = timezone.now() - importing.SILENT - timedelta(minutes=1)
    ImportJob.objects.filter(of=of).update(asked_at=long_ago)
    ImportJob.objects.filter(of=of, seen_at__isnull=False).update(seen_at=long_ago)


@pytest.mark.usefixtures("large")
def test_a_large_table_is_checked_and_written_by_a_worker(client: Client) -> None:
    of = uploaded(client, MELBOURNE, UNKNOWN)
    assert of.state == Import.State.RECEIVED
    assert DBTaskResult.objects.count() == 1
    html = page(client, "import", of.ref)
    assert "Tabel menunggu giliran." in html
    assert "Perbarui" in html
    works()
    press(client, "write-import", of.ref)
    assert Tie.objects.count() == 0
    assert "Tabel sedang dimasukkan" in page(client, "import", of.ref)
    works()
    of.refresh_from_db()
    assert of.state == Import.State.WRITTEN
    assert Tie.objects.count() == 1


@pytest.mark.usefixtures("large")
def test_the_part_with_the_progress_renews_the_page_when_the_work_is_done(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    ImportJob.objects.update(seen_at=timezone.now(), rows=41_000)
    url = reverse("register:import-progress", args=[of.ref])
    assert "41.000 baris sudah diperiksa" in client.get(url).content.decode()
    ImportJob.objects.update(seen_at=None)
    works()
    assert client.get(url)["HX-Refresh"] == "true"


def test_the_worker_says_how_far_it_is(client: Client) -> None:
    of = uploaded(client, MELBOURNE, SUWON)
    assert ImportJob.objects.get(of=of).rows == 2


@pytest.mark.usefixtures("large")
def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_page_offers_to_try_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = uploaded(client, MELBOURNE)
    works()
    press(client, "write-import", of.ref)

    def killed(**_given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(actions, "write", killed)
        works()
    of.refresh_from_db()
    assert of.state == Import.State.CHECKED
    assert "Coba lagi" not in page(client, "import", of.ref)
    pass_time(of)
    assert "Coba lagi" in page(client, "import", of.ref)
    press_again(client, of)
    works()
    of.refresh_from_db()
    assert of.state == Import.State.WRITTEN
    assert Tie.objects.count() == 1


def press_again(client: Client, of: Import) -> None:
    sent = hidden(page(client, "import", of.ref))
    answer = client.post(reverse("register:import-again", args=[of.ref]), sent)
    assert answer.status_code == 302


@pytest.mark.usefixtures("large")
def test_an_order_that_no_worker_took_up_may_be_given_again(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    pass_time(of)
    assert "belum dimulai" in page(client, "import", of.ref)
    press_again(client, of)
    works()
    of.refresh_from_db()
    assert of.state == Import.State.CHECKED


@pytest.mark.usefixtures("large")
def test_a_worker_whose_order_was_given_again_writes_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    of = uploaded(client, MELBOURNE)
    old = ImportJob.objects.get(of=of).token
    check = tables.check

    def slow(*given: object) -> tables.Checked:
        found = check(*given)  # type: ignore[arg-type]
        pass_time(of)
        press_again(client, of)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(tables, "check", slow)
        importing.work(old)
    of.refresh_from_db()
    assert of.state == Import.State.RECEIVED
    assert not ImportRow.objects.exists()
    assert ImportJob.objects.get(of=of).ended_at is None


@pytest.mark.usefixtures("large")
def test_work_that_goes_on_is_not_ordered_again(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    sent = {"key": "lagi", "seen": of.checks}
    assert client.post(reverse("register:import-again", args=[of.ref]), sent).status_code == 409
    assert DBTaskResult.objects.count() == 1


def test_an_order_is_carried_out_once(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    importing.work(ImportJob.objects.get(of=of).token)
    of.refresh_from_db()
    assert of.checks == 1


@pytest.mark.usefixtures("large")
def test_a_fault_is_said_and_the_work_may_be_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    of = uploaded(client, MELBOURNE)

    def broken(*_given: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(tables, "check", broken)
        works()
    assert "Kesalahan sistem" in page(client, "import", of.ref)
    press_again(client, of)
    works()
    of.refresh_from_db()
    assert of.state == Import.State.CHECKED


@pytest.mark.usefixtures("large")
def test_a_right_that_ended_meanwhile_ends_the_work(client: Client) -> None:
    of = uploaded(client, MELBOURNE)
    Membership.objects.update(until="2020-02-02")
    works()
    job = ImportJob.objects.get(of=of)
    assert job.failure == ImportJob.Failure.RIGHT


@pytest.mark.usefixtures("large")
def test_a_table_with_too_many_rows_is_told_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    of = uploaded(client, MELBOURNE, SUWON)
    monkeypatch.setattr(sheets, "ROWS", 1)
    works()
    html = page(client, "import", of.ref)
    assert "lebih dari 1 baris" in html
    assert "Coba lagi" not in html


def test_on_sqlite_a_silent_writer_is_given_more_time() -> None:
    job = ImportJob(kind=ImportJob.Kind.WRITE, asked_at=timezone.now())
    job.seen_at = timezone.now() - importing.PATIENCE - timedelta(seconds=1)
    assert importing.has_stopped(job, timezone.now()) is (connection.vendor != "sqlite")
