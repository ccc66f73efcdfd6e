"""What has changed since a cursor."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from gerbang.api import following
from gerbang.api.asking import DIGITS, only_known
from gerbang.api.callers import caller_of
from gerbang.api.problems import FAILING
from gerbang.api.shapes import Changes
from gerbang.api.showing import Shown
from gerbang.ledger import reading

router = Router(tags=["changes"])
LARGEST = 2**53 - 1
"""Above it a number is no longer exact in JavaScript."""


class Since(Schema):
    """The place to read on from."""

    after: Annotated[int, Field(ge=-1, le=LARGEST), DIGITS] = Field(
        -1, description="`next` of the answer before; -1 begins the ledger."
    )
    limit: Annotated[int, Field(ge=1, le=1000), DIGITS] = Field(
        200, description="How many leaves of the ledger to read at most."
    )


@router.get("/changes", response={200: Changes, **FAILING}, url_name="changes", operation_id="listChanges")
def changes(request: HttpRequest, asked: Query[Since]) -> Shown:
    """Entries of the ledger on cooperations the asker may see, in order and without gaps, a minute after they happen.

    What concerns others is left out, and the cursor moves on over it.
    """
    only_known(request, Since)
    leaves = reading.leaves(asked.after + 1, asked.limit + 1)
    more, leaves = len(leaves) > asked.limit, leaves[: asked.limit]
    told = following.told(caller_of(request).actor, leaves)
    return {
        "items": [{"index": one.index, "ref": one.ref, "kind": one.kind, "gone": one.gone} for one in told],
        "next": leaves[-1].index if leaves else asked.after,
        "more": more,
    }
