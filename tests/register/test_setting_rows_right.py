"""A refused row is set right or left out on the page, and the table is checked again with it."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.access.roles import make
from tests.register.import_pages import (
    COLUMNS,
    MELBOURNE,
    NOT_OURS,
    SUWON,
    UNKNOWN,
    hidden,
    newest,
    officer,
    page,
    press,
    signed_in,
    upload,
    uploaded,
)

from gerbang.ledger import queries as ledger
from gerbang.register import importing
from gerbang.register.models import Claim, Import, ImportRow, Tie

pytestmark = pytest.mark.django_db

WRONG_DAY = (*MELBOURNE[:5], "31 Februari 2024", MELBOURNE[6])
NO_PARTNER = ("Kota Bandung", "", "Jepang", "sister city", "MoU", "2021", "")


@pytest.fixture
def client() -> Client:
    return signed_in(officer())


def rows(of: Import, outcome: str) -> list[int]:
    return list(of.rows.filter(outcome=outcome).values_list("number", flat=True))


def test_each_refused_row_offers_both_ways_out(client: Client) -> None:
    of = uploaded(client, SUWON, WRONG_DAY, NO_PARTNER)
    html = page(client, "import", of.ref)
    for number in (3, 4):
        assert reverse("register:set-row-right", args=[of.ref, number]) in html
        assert reverse("register:leave-out-row", args=[of.ref, number]) in html
    assert reverse("register:set-row-right", args=[of.ref, 2]) not in html


def test_the_cells_with_a_problem_stand_first_with_its_words(client: Client) -> None:
    of = uploaded(client, WRONG_DAY)
    html = page(client, "set-row-right", of.ref, 2)
    first, _heading, others = html.partition("Isi lain baris ini")
    assert "“31 Februari 2024” tidak ada dalam kalender" in first
    assert 'name="cell_signed_date"' in first
    assert 'name="cell_foreign_side"' in others
    assert 'name="cell_fields"' not in html


def test_a_row_set_right_is_checked_again_at_once_and_the_file_stays(client: Client) -> None:
    of = uploaded(client, SUWON, WRONG_DAY)
    table = importing.bytes_of(of)
    answer = press(client, "set-row-right", of.ref, 3, cell_signed_date="28 Februari 2024")
    of.refresh_from_db()
    assert of.counts == {"read": 2, "created": 2, "matched": 0, "held": 0, "refused": 0}
    assert of.checks == 2
    assert importing.bytes_of(of) == table
    assert "Masukkan 2 baris" in answer.content.decode()
    listed = client.get(reverse("register:import", args=[of.ref]), {"baris": "diperbaiki"}).content.decode()
    assert "dalam tabel “31 Februari 2024”, diperbaiki menjadi “28 Februari 2024”" in listed


def test_what_is_still_wrong_stands_at_its_cell_and_what_was_typed_stays(client: Client) -> None:
    of = uploaded(client, NO_PARTNER)
    typed = {"cell_foreign_side": "Hamamatsu", "cell_signed_date": "kemarin", "cell_country": ""}
    answer = press(client, "set-row-right", of.ref, 2, **typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "“kemarin” tidak dapat dibaca" in html
    assert 'value="Hamamatsu"' in html
    assert 'value="kemarin"' in html
    of.refresh_from_db()
    assert (of.mended, of.checks) == ({}, 1)


def test_another_regions_row_is_not_made_ones_own_by_another_mistake(client: Client) -> None:
    of = uploaded(client, NOT_OURS)
    assert press(client, "set-row-right", of.ref, 2, cell_indonesian_side="Kota Medan").status_code == 422


def test_a_row_is_left_out_with_its_reason_and_counted_apart(client: Client) -> None:
    of = uploaded(client, SUWON, NOT_OURS)
    assert press(client, "leave-out-row", of.ref, 3, reason="").status_code == 422
    html = press(client, "leave-out-row", of.ref, 3, reason="Bukan daerah kami.").content.decode()
    of.refresh_from_db()
    assert of.counts == {"read": 2, "created": 1, "matched": 0, "held": 0, "refused": 0, "dropped": 1}
    assert "Masukkan 1 baris" in html
    assert rows(of, ImportRow.Outcome.DROPPED) == [3]
    press(client, "write-import", of.ref)
    of.refresh_from_db()
    left = of.rows.get(number=3)
    assert (of.state, of.counts["dropped"], left.outcome) == ("written", 1, "dropped")
    assert left.settled_at is not None
    shown = client.get(reverse("register:import", args=[of.ref]), {"baris": "dilewati"}).content.decode()
    assert "Bukan daerah kami." in shown


def test_a_row_left_out_may_be_set_right_after_all(client: Client) -> None:
    of = uploaded(client, SUWON, WRONG_DAY)
    press(client, "leave-out-row", of.ref, 3, reason="Tanggal tidak jelas.")
    press(client, "set-row-right", of.ref, 3, cell_signed_date="2024")
    of.refresh_from_db()
    assert (of.counts["created"], "dropped" in of.counts) == (2, False)


def test_a_cell_typed_as_in_the_table_takes_the_decision_back(client: Client) -> None:
    of = uploaded(client, NO_PARTNER)
    press(client, "set-row-right", of.ref, 2, cell_foreign_side="Hamamatsu", cell_instrument="LoI")
    press(client, "set-row-right", of.ref, 2, cell_instrument="MoU")
    of.refresh_from_db()
    assert set(of.mended["2"]["cells"]) == {"foreign_side"}


def test_other_columns_keep_the_rows_that_were_set_right(client: Client) -> None:
    of = uploaded(client, WRONG_DAY)
    press(client, "set-row-right", of.ref, 2, cell_signed_date="28 Februari 2024")
    press(client, "import", of.ref, source_url="", evidence="6")
    of.refresh_from_db()
    assert "source_url" not in of.mapping
    assert (of.checks, of.counts["created"], of.counts["refused"]) == (3, 1, 0)


def test_the_record_of_the_import_says_what_was_decided(client: Client) -> None:
    of = uploaded(client, SUWON, WRONG_DAY, NOT_OURS)
    press(client, "set-row-right", of.ref, 3, cell_signed_date="28 Februari 2024")
    press(client, "leave-out-row", of.ref, 4, reason="Bukan daerah kami.")
    press(client, "write-import", of.ref)
    entry = ledger.history(of.ref).get(kind="import.written")
    facts = json.loads(entry.payload.text)
    assert [(one["row"], one["column"], one["before"], one["after"]) for one in facts["mended"]] == [
        (3, "signed_date", "31 Februari 2024", "28 Februari 2024")
    ]
    assert [(one["row"], one["reason"]) for one in facts["left_out"]] == [(4, "Bukan daerah kami.")]
    assert facts["read"] == sum(facts[name] for name in ("created", "matched", "held", "refused", "dropped"))


def test_a_statement_from_a_cell_set_right_says_what_the_table_says_in_both_languages(client: Client) -> None:
    of = uploaded(client, WRONG_DAY)
    press(client, "set-row-right", of.ref, 2, cell_signed_date="28 Februari 2024")
    press(client, "write-import", of.ref)
    tie = Tie.objects.get()
    claim = Claim.objects.get(fact="signing-date")
    assert (claim.value, claim.as_written) == ("2024-02-28", "31 Februari 2024")
    for address in (reverse("register:statements", args=[tie.ref]), reverse("portal:tie", args=[tie.ref])):
        indonesian = client.get(address).content.decode()
        assert "Dalam tabel tertulis “31 Februari 2024”; dibaca demikian oleh Bagian Kerja Sama Kota Ban" in indonesian
        english = client.get(f"/en{address}").content.decode()
        assert "The table says “31 Februari 2024”; " in english
        assert "read it as this on" in english


def test_a_row_with_a_cell_too_many_is_read_as_it_was_typed(client: Client) -> None:
    upload(client, b"indonesian_side,foreign_side,country\nKota Bandung,Suwon,Korea Selatan,lebih\n")
    of = newest()
    assert rows(of, ImportRow.Outcome.REFUSED) == [2]
    press(client, "set-row-right", of.ref, 2)
    of.refresh_from_db()
    assert (of.counts["created"], of.counts["refused"]) == (1, 0)
    press(client, "leave-out-row", of.ref, 2, reason="Salah ketik.")
    press(client, "set-row-right", of.ref, 2)
    of.refresh_from_db()
    assert of.counts["created"] == 1


def test_a_row_behind_which_nothing_could_be_read_is_mended_in_the_file_alone(client: Client) -> None:
    upload(client, b'indonesian_side,foreign_side,country\nKota Bandung,"Suwon,Korea Selatan\nKota Bandung,A,Jepang\n')
    of = newest()
    number = rows(of, ImportRow.Outcome.REFUSED)[0]
    assert reverse("register:set-row-right", args=[of.ref, number]) not in page(client, "import", of.ref)
    for name in ("set-row-right", "leave-out-row"):
        assert client.get(reverse(f"register:{name}", args=[of.ref, number])).status_code == 302


def test_a_check_that_a_colleague_made_anew_is_not_decided_on_unseen(client: Client) -> None:
    of = uploaded(client, WRONG_DAY)
    url = reverse("register:set-row-right", args=[of.ref, 2])
    sent = {**hidden(client.get(url).content.decode()), "cell_signed_date": "2024"}
    press(signed_in(officer()), "import", of.ref)
    assert client.post(url, sent).status_code == 409
    of.refresh_from_db()
    assert of.mended == {}


@pytest.mark.parametrize("role", ["reader", "home affairs"])
def test_whoever_may_not_bring_the_table_in_decides_nothing(role: str) -> None:
    of = uploaded(signed_in(make("analyst")), WRONG_DAY)
    client = signed_in(make(role))
    assert reverse("register:set-row-right", args=[of.ref, 2]) not in page(client, "import", of.ref)
    for name in ("set-row-right", "leave-out-row"):
        assert client.get(reverse(f"register:{name}", args=[of.ref, 2])).status_code == 403
        assert (
            client.post(reverse(f"register:{name}", args=[of.ref, 2]), {"key": "x", "reason": "x"}).status_code == 403
        )
    other = signed_in(make("another city"))
    assert other.get(reverse("register:set-row-right", args=[of.ref, 2])).status_code == 404


def test_a_form_of_cooperation_that_is_not_known_is_said_and_chosen(client: Client) -> None:
    of = uploaded(client, (*SUWON[:3], "blah", *SUWON[4:]))
    assert of.counts["held"] == 1
    assert "Jenis kerja sama “blah” tidak dikenal" in page(client, "import", of.ref)
    press(client, "write-import", of.ref)
    assert press(client, "import-row", of.ref, 2).status_code == 422
    press(client, "import-row", of.ref, 2, cell_coop_type="technical-cooperation")
    tie = Tie.objects.get()
    claim = tie.claims.get(fact="kind", instrument=None)
    assert (tie.kind, claim.value, claim.as_written) == ("ksdpl-other", "technical-cooperation", "blah")


def test_lines_under_the_table_are_shown_and_are_no_rows(client: Client) -> None:
    foot = ("", "", "", "", "", "Kepala Bagian Kerja Sama", "")
    of = uploaded(client, SUWON, ("",) * 7, foot, ("Sumber: Bagian Kerja Sama",))
    assert (of.counts["read"], of.counts["refused"]) == (1, 0)
    html = page(client, "import", of.ref)
    assert "2 baris di bawah baris terakhir" in html
    assert "Kepala Bagian Kerja Sama" in html


def test_values_of_the_first_rows_stand_beside_the_columns(client: Client) -> None:
    of = uploaded(client, MELBOURNE, SUWON, UNKNOWN, columns=(*COLUMNS[:6], "Entah"))
    assert of.reading["samples"]["foreign_side"] == ["Melbourne", "Suwon", "Kota Entahberantah"]
    html = page(client, "import", of.ref)
    assert "Melbourne · Suwon · Kota Entahberantah" in html
    assert "https://contoh.id/satu · https://contoh.id/dua" in html
