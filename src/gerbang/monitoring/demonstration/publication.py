"""Publication of the demonstration: one region was shown the liveliness of its cooperations, by a made-up letter.

Publication stays switched off. Safe to run again: what was shown stays as people left it.
"""

from datetime import timedelta

from django.db import transaction

from gerbang.monitoring.models import Showing
from gerbang.monitoring.publication.actions import Letter, show
from gerbang.people.acting import Acting
from gerbang.places.models import Region

NUMBER = "100.4/contoh/PFKS"
BEFORE = timedelta(days=3)


@transaction.atomic
def load(centre: Acting, region: Region) -> None:
    """Shows it today, so that the region has its days to answer."""
    if not Showing.objects.filter(letter_number=NUMBER).exists():
        show(by=centre, region=region, letter=Letter(NUMBER, centre.today - BEFORE))
