"""What a form may leave behind, and for whom."""

from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from gerbang.access.typed import SEAL_FIELD, length, seal, sealed_by, typed


@given(st.text(max_size=13))
def test_a_seal_names_its_account(ref: str) -> None:
    assert sealed_by(seal(ref)) == ref


@given(st.text(max_size=40))
def test_a_forged_seal_names_nobody(text: str) -> None:
    assert sealed_by(text) == ""
    assert sealed_by(seal("ak-0000000000")[:-1]) == ""


def test_the_seal_that_pages_write_into_forms_is_this_one() -> None:
    class Account:
        ref = "ak-7f3k9q2m4x"

    request = RequestFactory().get("/")
    request.user = Account()
    page = engines["django"].from_string("{% form_hidden %}").render({}, request)
    value = page.split(f'name="{SEAL_FIELD}" value="')[1].split('"')[0]
    assert sealed_by(value) == "ak-7f3k9q2m4x"


def test_only_what_may_be_kept_is_kept() -> None:
    post = QueryDict("a=1&a=2&b=&password=x&new_password1=x&csrfmiddlewaretoken=x&_as=x&key=x&seen=1&_search=x&code=x")
    assert typed(post) == {"a": ["1", "2"], "b": [""]}
    assert typed({"a": 1}) == {"a": ["1"]}
    assert length(typed(post)) == 4
