"""Who sees which tie, and which of its papers."""

from datetime import date

import pytest
from tests.people.helpers import bandung, body, working
from tests.register.helpers import agreed, counted, region, sign, source, tie

from gerbang.documents import subjects
from gerbang.people.acting import Actor
from gerbang.people.actions import involve
from gerbang.people.models import Audience, Right
from gerbang.people.queries import government_of
from gerbang.register import queries
from gerbang.register.actions import add_claim, set_phase, withdraw_instrument
from gerbang.register.models import Tie
from gerbang.register.projection import project_tie

pytestmark = pytest.mark.django_db
NOBODY = Actor(None)
CENTRE = "Pusat Fasilitasi Kerja Sama"


def of(name: str) -> Actor:
    return Actor(working(body(name), Right.READ))


def sees(actor: Actor, made: Tie) -> bool:
    return queries.visible_to(actor).filter(pk=made.pk).exists()


def test_everybody_sees_what_is_signed() -> None:
    assert sees(NOBODY, agreed())


def test_nobody_outside_sees_an_idea_or_an_intention() -> None:
    idea, intended = tie(with_="Kota Satu"), tie(with_="Kota Dua")
    sign(intended, date(2024, 1, 1), "loi")
    for unsigned in (idea, intended):
        assert not sees(NOBODY, unsigned)
        assert not sees(of("Pemerintah Kota Surabaya") if unsigned is idea else NOBODY, unsigned)


def test_a_phase_alone_makes_nothing_public() -> None:
    made = tie()
    set_phase(by=None, tie=made, phase="agreed")
    assert not sees(NOBODY, made)


def test_what_has_ended_stays_public() -> None:
    made = agreed()
    set_phase(by=None, tie=made, phase="ended")
    assert sees(NOBODY, made)


def test_a_withdrawn_text_makes_a_tie_private_again() -> None:
    made = agreed()
    withdraw_instrument(by=None, instrument=made.instruments.get(), reason="Salah")
    assert not sees(NOBODY, made)


def test_its_own_region_sees_an_idea_and_so_does_its_province() -> None:
    made = tie()
    assert sees(Actor(working(bandung(), Right.READ)), made)
    assert sees(of("Pemerintah Provinsi Jawa Barat"), made)
    assert not sees(of("Pemerintah Provinsi Jawa Timur"), made)


def test_national_sight_sees_everything() -> None:
    assert sees(of(CENTRE), tie())


def test_an_audience_sees_and_others_do_not() -> None:
    made = tie()
    council = body("Sekretariat DPRD Kota Bandung")
    member = Actor(working(council, Right.READ))
    assert not sees(member, made)
    involve(made.ref, [council], "asked")
    assert sees(member, made)


def test_several_reasons_to_see_a_tie_give_it_once() -> None:
    made = agreed()
    involve(made.ref, [bandung(), government_of(region("Jawa Barat"))], "party")
    assert Audience.objects.filter(subject_ref=made.ref).count() == 2
    assert queries.visible_to(Actor(working(bandung(), Right.READ))).filter(pk=made.pk).count() == 1


def test_a_recorded_letter_of_intent_is_for_those_concerned() -> None:
    made = tie()
    sign(made, date(2020, 1, 1), "loi")
    sign(made, date(2021, 1, 1), "mou")
    kinds = {}
    for name, actor in (("public", NOBODY), ("own", Actor(working(bandung(), Right.READ))), ("national", of(CENTRE))):
        found = queries.detail(actor, made.ref)
        assert found is not None
        kinds[name] = [text.kind for text in found.tie.instruments.all()]
    assert kinds == {"public": ["mou"], "own": ["loi", "mou"], "national": ["loi", "mou"]}


def test_documents_ask_whether_their_tie_is_public() -> None:
    signed, unsigned = agreed(), tie(with_="Kota Lain")
    public = Audience.objects.filter(subjects.public())
    involve(signed.ref, [bandung()], "party")
    involve(unsigned.ref, [bandung()], "party")
    assert [row.subject_ref for row in public] == [signed.ref]


def test_filters() -> None:
    bandung_tie = agreed(on=date(2024, 5, 17))
    other = agreed("Kota Surabaya", "Kota Lain", date(2012, 1, 1), "KR")
    west_java, japan = region("Jawa Barat").ref, bandung_tie.partners_side[0].country
    assert japan is not None

    def found(**by: object) -> list[Tie]:
        return list(queries.narrowed(queries.visible_to(NOBODY), queries.Filters(**by)))  # type: ignore[arg-type]

    assert found(province=west_java) == [bandung_tie]
    assert found(region=region("Kota Surabaya").ref) == [other]
    assert found(country=japan.ref) == [bandung_tie]
    assert found(year=2012) == [other]
    assert found(words="contoh jepang") == [bandung_tie]
    assert found(words="Jabar") == [bandung_tie]
    assert found(words="KOREA selatan") == [other]
    assert found(words="contoh korea") == []
    assert set(found(kind="ksdpl-sister", phase="agreed", dated=True)) == {bandung_tie, other}
    assert found(disputed=True) == []


def test_words_are_found_under_their_stems_and_the_last_one_while_it_is_typed() -> None:
    made = agreed()
    Tie.objects.filter(pk=made.pk).update(fields_id="persampahan; pelabuhan udara")
    project_tie(Tie.objects.get(pk=made.pk))

    def finds(words: str) -> bool:
        return queries.narrowed(Tie.objects.all(), queries.Filters(words=words)).exists()

    assert finds("sampah")
    assert finds("pelab")
    assert finds("pelabuhan bandung")
    assert not finds("pelab bandung")
    assert not finds("abuhan")


def told_of(made: Tie) -> Tie:
    add_claim(by=None, tie=made, fact="status", source=source(f"Sumber {made.ref}"), confidence="B")
    return made


def test_what_is_prepared_inside_is_in_no_public_figure() -> None:
    tie(with_="Kota Satu")
    sign(tie(with_="Kota Dua"), date(2024, 1, 1), "loi")
    assert (queries.figures().contacts, queries.figures().intentions) == (0, 0)
    assert queries.basis().reported == 0


def test_figures_add_up() -> None:
    told_of(tie(with_="Kota Satu"))
    agreed(with_="Kota Dua")
    told_of(agreed(with_="Kota Tiga", alpha2="CN"))
    counted()
    figures, basis = queries.figures(), queries.basis()
    assert (figures.cooperations, figures.contacts, basis.reported, basis.filed) == (2, 1, 2, 1)
    assert figures.cooperations + figures.not_yet + figures.outside_law == basis.reported + basis.filed
    assert basis.unconfirmed == 0
