"""What follows from working somewhere: a province sees its regencies, a body sees what it was involved in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people.helpers import bandung, body, division, working

from gerbang.people import queries
from gerbang.people.acting import Actor
from gerbang.people.actions import involve
from gerbang.people.models import Audience, Body, BodyKind, Right

pytestmark = pytest.mark.django_db


def regions_seen(actor: Actor) -> set[str]:
    seen = Body.objects.filter(queries.regional_sight(actor), kind=BodyKind.REGION)
    return set(seen.values_list("region__code", flat=True))


def test_a_city_sees_itself_only() -> None:
    assert regions_seen(Actor(working(division(), Right.READ))) == {bandung().region.code}


def test_a_province_sees_itself_and_every_regency_and_city_in_it() -> None:
    province = body("Pemerintah Provinsi Jawa Barat")
    seen = regions_seen(Actor(working(province, Right.READ)))
    assert bandung().region.code in seen and "32" in seen
    assert len(seen) == 28
    assert all(code.startswith("32") for code in seen)


def test_a_council_has_no_regional_sight() -> None:
    assert regions_seen(Actor(working(body("Sekretariat DPRD Kota Bandung"), Right.READ))) == set()


def test_sight_of_the_whole_country_is_a_property_of_the_body() -> None:
    assert Actor(working(body("Pusat Fasilitasi Kerja Sama"), Right.READ)).national_sight
    assert Actor(working(body("Kementerian Luar Negeri"), Right.READ)).national_sight
    assert not Actor(working(body("Kementerian Perdagangan"), Right.READ)).national_sight
    assert not Actor(working(body("KJRI Osaka"), Right.PREPARE)).national_sight


def test_an_audience_is_seen_by_the_body_and_its_units_and_by_nobody_else() -> None:
    subject = bandung()
    rows = Body.objects.filter(pk=subject.pk)
    council, ministry = body("Sekretariat DPRD Kota Bandung"), body("Kementerian Perdagangan")
    involve(subject.ref, [council], why="asked")
    member = Actor(working(council, Right.READ))
    outsider = Actor(working(ministry, Right.READ))
    assert rows.filter(queries.in_audience(member)).exists()
    assert not rows.filter(queries.in_audience(outsider)).exists()
    assert not rows.filter(queries.in_audience(Actor(None))).exists()
    involve(subject.ref, [bandung()], why="holder")
    assert rows.filter(queries.in_audience(Actor(working(division(), Right.READ)))).exists()


def test_involving_again_changes_nothing() -> None:
    for why in ("asked", "asked", "copied"):
        involve("br-7f3k9q2m4x", [bandung(), division()], why=why)
    assert Audience.objects.filter(subject_ref="br-7f3k9q2m4x").count() == 2
    assert set(Audience.objects.values_list("why", flat=True)) == {"asked"}


def test_an_audience_is_an_exists_and_multiplies_no_rows() -> None:
    council = body("Sekretariat DPRD Kota Bandung")
    actor = Actor(working(council, Right.READ, Right.SEND))
    for row in Body.objects.filter(kind=BodyKind.MISSION):
        involve(row.ref, [council], why="asked")
    found = Body.objects.filter(queries.in_audience(actor))
    assert "EXISTS" in str(found.query) and "DISTINCT" not in str(found.query)
    assert found.count() == Body.objects.filter(kind=BodyKind.MISSION).count()


def test_an_actor_reads_its_memberships_once() -> None:
    actor = Actor(working(division(), Right.READ, Right.SEND))
    city = bandung()
    with CaptureQueriesContext(connection) as asked:
        assert actor.may(Right.SEND) and actor.region_ids and not actor.national_sight
        assert actor.acting(Right.READ).speaks_for(city)
    assert len(asked) == 1


def test_units_are_found_level_by_level() -> None:
    ministry = body("Kementerian Dalam Negeri")
    names = [one.name_id for one in queries.with_units([ministry])]
    assert names[0] == "Kementerian Dalam Negeri" and "Pusat Fasilitasi Kerja Sama" in names
    assert len(names) == len(set(names)) == 3
