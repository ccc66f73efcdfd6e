from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from gerbang.pages.fields import parse_amount
from gerbang.pages.forms import DateField, Form, MoneyField, Option, PickerField, VagueDateField, picker_results
from gerbang.values.dates import VagueDate
from gerbang.values.invalid import Invalid

PARTNERS = [Option("mt-1", "Kitakyushu", "Jepang"), Option("mt-2", "Kyoto", "Jepang")]


def search(query: str) -> list[Option]:
    return [each for each in PARTNERS if query.casefold() in each.label.casefold()]


def find(value: str) -> Option | None:
    return next((each for each in PARTNERS if each.value == value), None)


class Letter(Form):
    number = forms.CharField(label="Nomor surat", help_text="Seperti tertulis.")
    on = DateField(label="Tanggal surat")
    kind = forms.ChoiceField(label="Sifat", choices=[("b", "Biasa"), ("s", "Segera")], widget=forms.RadioSelect)
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label="Sudah ditandatangani", required=False)


class Choice(Form):
    partner = PickerField(label="Mitra", search=search, find=find, url="/cari/")


def drawn(source: str, form: forms.Form, language: str = "en") -> str:
    with translation.override(language):
        return engines["django"].from_string(source).render({"form": form}, RequestFactory().get("/"))


@pytest.mark.parametrize(
    "text", ["12-03-2026", "12/3/2026", "12.03.2026", "12 Maret 2026", "12 March 2026", "2026-03-12"]
)
def test_a_date_is_read_day_first_as_officials_type_it(text: str) -> None:
    assert DateField().clean(text) == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["32-01-2026", "03-2026", "besok", "1/2/26"])
def test_what_is_no_date_is_refused_with_the_text_and_an_example(text: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        DateField().clean(text)
    assert text in caught.value.messages[0]
    assert "12-03-2026" in caught.value.messages[0]


def test_a_date_that_cannot_lie_ahead_is_refused_when_it_does() -> None:
    with translation.override("en"), pytest.raises(ValidationError, match="13 March 2026 has not come yet"):
        DateField(not_after=date(2026, 3, 12)).clean("13-03-2026")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2012", VagueDate.year(2012, "2012")),
        ("Januari 2018", VagueDate.month(2018, 1, "Januari 2018")),
        ("tidak lebih lambat dari 2012", VagueDate.not_later(date(2012, 12, 31), "tidak lebih lambat dari 2012")),
        ("not later than 12-03-2012", VagueDate.not_later(date(2012, 3, 12), "not later than 12-03-2012")),
        ("Belum diketahui", VagueDate.unknown("Belum diketahui")),
        ("", VagueDate.unknown()),
    ],
)
def test_a_date_partly_known_keeps_how_well_it_is_known(text: str, value: VagueDate) -> None:
    assert VagueDateField(required=False).clean(text) == value


def test_a_date_partly_known_that_is_shown_again_reads_back_the_same() -> None:
    field = VagueDateField()
    first = field.clean("tidak lebih lambat dari 2012")
    with translation.override("id"):
        assert field.clean(field.prepare_value(first)) == first


@pytest.mark.parametrize("text", ["tidak lebih lambat dari", "kira-kira 2012"])
def test_a_vague_date_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        VagueDateField().clean(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250.000.000", "1250000000"),
        ("Rp1.250.000,50", "1250000.50"),
        ("Rp. 1.250", "1250"),
        ("1,250,000.50", "1250000.50"),
        ("1250000", "1250000"),
        ("12,5", "12.5"),
        ("1 250 000", "1250000"),
    ],
)
def test_an_amount_is_read_with_points_or_commas(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["1.25.000", "1.250.000.50", "dua juta", "1,250.000,5", ""])
def test_an_amount_whose_points_make_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_amount(text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10,000", "Tulis 10000 atau 10.000 (dengan titik) untuk ribuan; 10,00 (dengan koma) untuk desimal"),
        ("Rp 1,000,000", "Tulis 1000000 atau 1.000.000"),
    ],
)
def test_a_comma_before_three_digits_is_refused_with_how_to_write_either(typed: str, said: str) -> None:
    with translation.override("id"), pytest.raises(ValidationError) as caught:
        MoneyField().clean(typed)
    assert said in caught.value.messages[0]


@pytest.mark.parametrize("code", ["id", "en"])
def test_an_amount_in_the_form_is_read_again_as_it_stands(code: str) -> None:
    with translation.override(code):
        for amount in (Decimal("10000"), Decimal("1250000.5")):
            assert MoneyField().clean(MoneyField().prepare_value(amount)) == amount


def test_an_amount_cannot_be_negative_and_is_shown_grouped() -> None:
    with pytest.raises(ValidationError):
        MoneyField().clean("-5")
    with translation.override("id"):
        assert MoneyField().prepare_value(Decimal("1250000.5")) == "1.250.000,50"


def test_every_problem_is_named_and_leads_to_its_field() -> None:
    with translation.override("en"):
        form = Letter({"on": "kemarin"})
        html = drawn("{% form_errors form %}", form)
    assert '<a href="#id_number">Fill in “Nomor surat”.</a>' in html
    assert '<a href="#id_kind_0">Choose “Sifat”.</a>' in html
    assert '<a href="#id_on">“kemarin” cannot be read as a date.' in html
    assert 'role="alert"' in html


def test_a_form_without_problems_has_no_summary() -> None:
    assert drawn("{% form_errors form %}", Letter()) == ""


def test_a_field_ties_label_hint_and_error_to_its_input() -> None:
    html = drawn("{% field form.number %}", Letter({}))
    assert '<label class="govuk-label" for="id_number">' in html
    assert 'aria-describedby="id_number-hint id_number-error"' in html
    assert 'id="id_number-error"' in html
    assert 'aria-invalid="true"' in html
    assert "govuk-input--error" in html


def test_choices_stand_in_a_fieldset_and_keep_what_was_chosen() -> None:
    html = drawn("{% field form.kind %}", Letter({"kind": "s"}))
    assert '<legend class="govuk-fieldset__legend">Sifat' in html
    assert html.count('class="govuk-radios__input"') == 2
    assert 'value="s"' in html.split("checked")[0].rsplit("<input", 1)[1]


def test_what_may_stay_empty_says_so() -> None:
    assert "(optional)" in drawn("{% field form.note %}", Letter())
    assert "(boleh kosong)" in drawn("{% field form.note %}", Letter(), "id")
    assert "optional" not in drawn("{% field form.number %}", Letter())


def test_a_single_checkbox_has_its_label_beside_it() -> None:
    html = drawn("{% field form.sure %}", Letter())
    assert 'class="govuk-checkboxes__input"' in html
    assert 'for="id_sure">Sudah ditandatangani' in html


def test_every_form_has_its_own_key_and_keeps_it_when_shown_again() -> None:
    assert Letter()["key"].value() != Letter()["key"].value()
    assert 'name="key" value="abc"' in drawn("{% form_hidden form %}", Letter({"key": "abc"}))
    assert 'name="seen" value="7"' in drawn("{% form_hidden form %}", Letter(seen=7))
    assert "csrfmiddlewaretoken" in drawn("{% form_hidden form %}", Letter())


def test_what_an_action_refuses_is_shown_at_its_field_or_above_all() -> None:
    form = Letter({"number": "1", "on": "12-03-2026", "kind": "b"})
    assert form.is_valid()
    form.refuse(Invalid({"on": "Sebelum permohonan.", "": "Berkas ditunda.", "elsewhere": "Lain."}))
    assert form.errors["on"] == ["Sebelum permohonan."]
    assert form.non_field_errors() == ["Berkas ditunda.", "Lain."]


def test_what_was_typed_can_be_shown_again_with_its_labels() -> None:
    typed = Letter({"number": "12", "on": "besok", "kind": "s", "sure": "on"}).typed()
    assert typed[:3] == [("Nomor surat", "12"), ("Tanggal surat", "besok"), ("Sifat", "Segera")]
    assert [label for label, _ in typed[3:]] == ["Sudah ditandatangani"]
    assert Choice({"partner": "mt-2", "partner_q": "kyo"}).typed() == [("Mitra", "Kyoto")]


def test_the_button_inside_a_picker_searches_and_judges_nothing() -> None:
    form = Choice({"partner_q": "kyo", "_search": "partner"})
    assert form.searching
    assert not form.is_valid()
    assert not form.errors
    html = drawn("{% field form.partner %}", form)
    assert "Kyoto" in html
    assert "Kitakyushu" not in html


def test_a_picker_takes_only_what_is_there() -> None:
    assert Choice({"partner": "mt-1"}).is_valid()
    assert not Choice({"partner": "mt-9"}).is_valid()
    assert not Choice({}).is_valid()


def test_a_picker_shows_what_is_chosen_already() -> None:
    html = drawn("{% field form.partner %}", Choice(initial={"partner": "mt-2"}))
    assert 'value="mt-2"' in html
    assert "checked" in html
    assert 'hx-get="/cari/"' in html


def test_a_picker_is_told_what_to_show_while_one_types() -> None:
    found: Any = picker_results(RequestFactory().get("/cari/", {"partner_q": "kita"}), "partner", search)
    assert "Kitakyushu" in found.content.decode()
    none: Any = picker_results(RequestFactory().get("/cari/", {"partner_q": "oslo"}), "partner", search)
    assert "oslo" in none.content.decode()
