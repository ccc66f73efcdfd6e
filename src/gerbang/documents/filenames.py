"""Names of files that may be shown, stored and sent, whatever was typed on the other side."""

import re
import unicodedata

LENGTH = 120
RESERVED = re.compile(r'[<>:"|?*]')


def extension(name: str) -> str:
    """What stands behind the last dot, in small letters; empty when there is none."""
    stem, dot, found = name.rpartition(".")
    return found.lower() if stem and dot else ""


def clean(name: str) -> str:
    """The name without folders, control or direction characters (Unicode Cc, Cf) and what no file system takes."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    shown = re.sub(r"\s+", " ", RESERVED.sub("_", shown)).strip(" .")
    ending = extension(shown)
    stem = shown[: -len(ending) - 1] if ending else shown
    stem = stem.strip(" .")[: LENGTH - len(ending) - 1] or "dokumen"
    return f"{stem}.{ending}" if ending else stem
