"""No URL without a declaration of who may open it, a name, and, where it takes arguments, a way to walk it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from tests.access.arguments import MAKERS
from tests.access.walk import addresses, takes_arguments

from gerbang.access import ALLOWED, public, requires, signed_in
from gerbang.access.checks import every_view_declares_its_access
from gerbang.access.declaration import declared


def test_every_url_declares_who_may_open_it() -> None:
    assert every_view_declares_its_access(None) == []


def test_every_url_has_a_name() -> None:
    assert [address.route for address in addresses() if not address.name] == []


def test_every_url_that_takes_arguments_can_be_walked_and_no_other() -> None:
    assert {address.name for address in addresses() if takes_arguments(address)} == set(MAKERS)


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@requires(lambda actor: ALLOWED)
def allowed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


urlpatterns = [path("undeclared/", undeclared), path("allowed/", allowed)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_that_declares_nothing_is_reported_and_opened_for_nobody() -> None:
    [problem] = every_view_declares_its_access(None)
    assert problem.id == "gerbang.E001" and "undeclared/" in problem.msg


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_an_undeclared_view_is_refused_at_run_time() -> None:
    from gerbang.access.middleware import DenyByDefaultMiddleware

    request = RequestFactory().get("/undeclared/")
    with pytest.raises(Exception, match="does not declare"):
        DenyByDefaultMiddleware(lambda _request: HttpResponse()).process_view(request, undeclared, (), {})


def test_declarations_are_read_through_classes_and_kept_apart() -> None:
    def one(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert declared(one) is None
    assert declared(public(one)).audience == "public"
    assert declared(signed_in(one)).audience == "signed-in"
    assert declared(allowed).rule is not None
