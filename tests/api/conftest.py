"""The demonstration, counted, and programs that ask for it."""

import pytest
from tests.template import OwnDatabase

from gerbang.ledger import actions as ledger
from gerbang.register import cube


@pytest.fixture
def register(demonstration: OwnDatabase) -> None:
    """The demonstration with its ledger sealed and its cube counted, as the clock leaves them."""
    ledger.seal()
    cube.refresh()
