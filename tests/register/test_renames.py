"""A partner that is renamed is found under both names, and lists show the new one."""

import pytest
from tests.register.helpers import partner, region

from gerbang.ledger.models import Entry
from gerbang.places.actions import rename_partner
from gerbang.register import projection, queries, tasks
from gerbang.register.actions import open_tie
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def test_the_ties_of_a_renamed_partner_are_described_anew() -> None:
    other = partner("Kota Lama")
    made = open_tie(by=None, kind="ksdpl-sister", region=region(), partners=[other])
    rename_partner(by=None, partner=other, name_id="Kota Baru", name_en="New Town")
    entry = Entry.objects.get(kind="partner.renamed")
    tasks.describe_ties_of_partner.func(entry.ref)
    assert projection.reindex() == 1
    renamed = Tie.objects.get(pk=made.pk)
    assert "Kota Baru" in renamed.names_id
    assert "New Town" in renamed.names_en
    for words in ("lama", "baru", "new town"):
        assert queries.narrowed(Tie.objects.all(), queries.Filters(words=words)).exists(), words
    assert projection.reindex() == 0
