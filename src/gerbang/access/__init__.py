"""Who may do what, declared once: decisions with reasons, and the access every view declares."""

from gerbang.access.decisions import ALLOWED, Conflict, Decision, Refused
from gerbang.access.declaration import for_tokens, public, requires, signed_in

__all__ = ["ALLOWED", "Conflict", "Decision", "Refused", "for_tokens", "public", "requires", "signed_in"]
