"""Kinds of entries and outcomes of sending, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gerbang.register.entries import ABOVE

KIND_LABELS: Mapping[str, str | Promise] = {
    "tie.opened": _("A cooperation is taken into the register (told to the parties only)"),
    "tie.reported": _("A cooperation is known from a source"),
    "tie.reported-further": _("A further source tells of a cooperation"),
    "tie.phase": _("A cooperation is agreed, or has ended"),
    "tie.described": _("The fields of a cooperation are written down"),
    "tie.confirmed": _("A region confirms a cooperation"),
    "tie.unconfirmed": _("A confirmation is withdrawn"),
    "tie.merged": _("A record becomes part of another one"),
    "tie.absorbed": _("Another record becomes part of this one"),
    "tie.withdrawn": _("A cooperation is withdrawn from the register"),
    "tie.report-withdrawn": _("What an import added to a cooperation is withdrawn"),
    "instrument.signed": _("A text is filed"),
    "instrument.withdrawn": _("A text is withdrawn"),
    "version.recorded": _("A language version of a text is recorded"),
    "original.located": _("Where an original is kept is recorded (told to the parties only)"),
    "plan.adopted": _("A plan is adopted (told to the parties only)"),
    "claim.added": _("A source's statement is added"),
    "claim.withdrawn": _("A source's statement is withdrawn"),
    "claim.chosen": _("A value is chosen where sources differ"),
    "claim.left-open": _("What sources differ on is left open on purpose"),
    **{kind: format_lazy("{} {}", title, _("(told to the parties only)")) for kind, title in ABOVE.items()},
}
"""Every kind of entry on a cooperation; what a webhook may be narrowed to."""
ERRORS: Mapping[str, str | Promise] = {
    "timeout": _("no answer within five seconds"),
    "name not found": _("the name leads to no address"),
    "address: not public": _("the name leads to an address that is not public"),
    "certificate not valid for this name": _("the certificate is not valid for this name"),
    "connection failed": _("the connection failed"),
    "no HTTP answer": _("the answer was none of HTTP"),
    "redirect, which is not followed": _("it leads elsewhere, which is not followed"),
    "switched off": _("the webhook was switched off before"),
}


def error(said: str) -> str:
    """What went wrong with a message; a status is told as it was answered."""
    return str(ERRORS.get(said, said if not said.startswith("answered") else ""))
