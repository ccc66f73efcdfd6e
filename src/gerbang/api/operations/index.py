"""Where everything is: what a program finds that asks the API itself."""

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from gerbang.api.asking import only_known
from gerbang.api.problems import FAILING
from gerbang.api.shapes import Index
from gerbang.api.showing import Shown

VERSION = "1.0.0"
router = Router(tags=["index"])
COLLECTIONS = ("cooperations", "facets", "regions", "countries", "partners", "figures", "changes", "webhooks")
"""Addresses to begin with; one item of each stands behind its address."""


@router.get("/", response={200: Index, **FAILING}, url_name="index", operation_id="getIndex")
def index(request: HttpRequest) -> Shown:
    """The collections of this API, its description, and its version."""
    only_known(request)
    return {
        "title": "Gerbang",
        "version": VERSION,
        "openapi": reverse("api-v1:openapi"),
        "docs": reverse("api:about"),
        "collections": {name: reverse(f"api-v1:{name}") for name in COLLECTIONS},
    }
