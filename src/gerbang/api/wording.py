"""Kinds of entries and outcomes of sending, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_LABELS: Mapping[str, str | Promise] = {
    "tie.opened": _("A cooperation is taken into the register"),
    "tie.reported": _("A cooperation is known from a source"),
    "tie.reported-further": _("A further source tells of a cooperation"),
    "tie.phase": _("A cooperation is agreed, or has ended"),
    "instrument.signed": _("A text is filed"),
    "instrument.withdrawn": _("A text is withdrawn"),
    "claim.added": _("A source's statement is added"),
    "claim.withdrawn": _("A source's statement is withdrawn"),
    "claim.chosen": _("A value is chosen where sources differ"),
}
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
