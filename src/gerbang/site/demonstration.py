"""The demonstration: reference data, real cooperations from open sources, accounts by role, and running cases."""

from dataclasses import dataclass

from django.utils import translation

from gerbang.ledger import actions as ledger
from gerbang.monitoring import following
from gerbang.monitoring.demonstration import benefits, evaluations, obstacles, publication
from gerbang.monitoring.demonstration import reports as monitoring
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account, Right
from gerbang.places.models import Region
from gerbang.plans import demonstration as plans
from gerbang.register import cube
from gerbang.register import demonstration as register
from gerbang.site import accounts, reference, samples
from gerbang.values import zones


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was not there before."""

    ties: int
    cases: int


def load() -> Loaded:
    """Adds what is missing; a second run changes nothing, and what people have done since stays.

    In Indonesian whatever the machine speaks: what the samples write down is read by everybody.
    """
    with translation.override("id"):
        reference.load()
        ties = register.load()
        today, offices = zones.today("WIB"), accounts.load()
        cases = samples.load(today, offices)
        plans.load()
        plans.carried_out()
        plans.sample(samples.made("bengaluru").tie)
        melbourne = samples.made("melbourne").tie
        plans.sample_carried_out(_sending(offices["head"]), melbourne)
        benefits.sample(_sending(offices["head"]), melbourne)
        obstacles.load()
        obstacles.sample(melbourne)
        centre, city, province = (_sending(offices[name]) for name in ("home-affairs", "head", "province"))
        monitoring.load(centre, city, province, today)
        evaluations.load()
        evaluations.sample(samples.made("bengaluru").tie)
        publication.load(centre, Region.objects.get(code=samples.BANDUNG))
        ledger.seal()
        cube.refresh()
        following.refresh()
    return Loaded(ties, cases)


def _sending(account: Account) -> Acting:
    return Actor(account).acting(Right.SEND)
