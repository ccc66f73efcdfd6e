"""The addresses of API v1: the same in both languages, and none that is not an operation."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from gerbang.access import for_tokens, public
from gerbang.api import openapi
from gerbang.api.interface import api
from gerbang.api.problems import problem

app_name = "api-v1"

TOKEN_ONLY = frozenset({"webhooks", "webhook", "webhook-test", "webhook-deliveries"})
"""Operations that nobody may ask without a token; all others read what is public."""


@public
@csrf_exempt
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description of v1."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    return HttpResponse(openapi.text(), content_type="application/json")


@public
@csrf_exempt
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under /api/v1/: a program must not get a page."""
    return problem(request, 404)


operations = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
for operation in operations:
    (for_tokens if operation.name in TOKEN_ONLY else public)(operation.callback)

urlpatterns = [
    path("openapi.json", description, name="openapi"),
    *operations,
    path("<path:rest>", nothing, name="nothing"),
]
