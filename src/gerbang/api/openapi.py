"""The description of API v1, as it is served and as it is committed in docs/api/openapi.json."""

import json
from functools import cache
from typing import Any

from gerbang.api.interface import api


def schema() -> dict[str, Any]:
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))


@cache
def text() -> str:
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
