"""Ties, texts and sources, as tests need them."""

from datetime import date

from gerbang.ledger.actions import seal
from gerbang.places.actions import add_partner
from gerbang.places.models import Country, Partner, Region
from gerbang.register import cube
from gerbang.register.actions import open_tie, sign_instrument
from gerbang.register.models import Instrument, Source, Tie
from gerbang.register.sourcing import take_in
from gerbang.values.dates import VagueDate


def region(name: str = "Kota Bandung") -> Region:
    return Region.objects.get(name_id=name)


def partner(name: str = "Kota Contoh", alpha2: str = "JP") -> Partner:
    return add_partner(by=None, name_id=name, name_en=name, country=Country.objects.get(alpha2=alpha2), level="second")


def tie(of: str = "Kota Bandung", with_: str = "Kota Contoh", alpha2: str = "JP", kind: str = "ksdpl-sister") -> Tie:
    return open_tie(by=None, kind=kind, region=region(of), partners=[partner(with_, alpha2)])


def agreed(
    of: str = "Kota Bandung", with_: str = "Kota Contoh", on: date = date(2024, 5, 17), alpha2: str = "JP"
) -> Tie:
    made = tie(of, with_, alpha2)
    sign(made, on)
    return Tie.objects.get(pk=made.pk)


def sign(made: Tie, on: date = date(2024, 5, 17), kind: str = "mou") -> Instrument:
    return sign_instrument(by=None, tie=made, kind=kind, signed=VagueDate.day(on))


def source(name: str = "Kantor berita") -> Source:
    return take_in([Source(name_id=name, kind=Source.Kind.PRESS)])[0]


def counted() -> None:
    """Lets the cube catch up with everything written so far, as the clock does every minute."""
    seal()
    cube.refresh()
