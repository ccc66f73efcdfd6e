"""What tests of publication share: the ministry's letter, a showing, days that have passed, and a state kept anew."""

from datetime import date, timedelta

from tests.monitoring.offices import centre, city, region
from tests.register.helpers import agreed

from gerbang.ledger.actions import seal
from gerbang.monitoring import following
from gerbang.monitoring.models import Publication, Showing, ShownTie
from gerbang.monitoring.publication import actions
from gerbang.monitoring.publication.actions import Letter
from gerbang.people.acting import Acting
from gerbang.register.models import Tie

LETTER = Letter("100.4/12/PFKS", date(2026, 1, 5))
WHY = "Keputusan Menteri (uji)."


def kept() -> None:
    """Lets the clock compute every cooperation of which something was recorded."""
    seal()
    following.refresh()


def shown(to: Acting | None = None) -> Showing:
    return actions.show(by=centre(), region=region(to or city()), letter=LETTER)


def only(of: Showing) -> ShownTie:
    """What was shown, of one cooperation."""
    return ShownTie.objects.select_related("tie", "showing__region").get(showing=of)


def passed(of: Showing, days: int = 31) -> Showing:
    """As if it had been shown so many days ago."""
    back = timedelta(days)
    of.refresh_from_db()
    assert of.shown_on is not None
    assert of.answers_until is not None
    dates = {"shown_on": of.shown_on - back, "answers_until": of.answers_until - back}
    Showing.objects.filter(pk=of.pk).update(**dates)
    of.refresh_from_db()
    return of


def switched_on() -> Publication:
    return actions.switch_on(by=centre(), letter=LETTER, reason=WHY)


def public() -> Tie:
    """A cooperation of the city that is active, was shown, and that everybody may see."""
    tie = agreed(on=centre().today - timedelta(100))
    passed(shown())
    switched_on()
    kept()
    return tie
