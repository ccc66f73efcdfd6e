"""What the log of the server leaves out."""

import logging
import re

SECRET_PART = re.compile(r"(/pandangan-mitra/)(?!terima-kasih/)[^/?#\s\"']+")
"""Addresses whose last part opens something: the partner's link to its one form."""


class WithoutSecrets(logging.Filter):
    """Shortens such an address wherever a line names it: whoever reads the log could use it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET_PART.sub(r"\1…", record.getMessage()), ()
        return True
