"""The tokens a tie is counted and filtered under. One token says both the facet and the value: `ng_7f3k9q2m4x`.

A token holds an underscore and a word that is searched for never does, so both live in one index.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

REGION, PROVINCE, COUNTRY, PARTNER = "dr", "pv", "ng", "mt"
KIND, PHASE, AREA, SDG, YEAR = "jn", "th", "bd", "sd", "tn"
DATED, DISPUTED, HELD = "tg_lengkap", "sb_berbeda", "pm_ditahan"
PRECISIONS = {"day": DATED, "month": "tg_bulan", "year": "tg_tahun", "not-later": "tg_batas", "unknown": "tg_belum"}
"""How well the date a tie was agreed on is known."""
CONFIRMED = "kf"
"""The year in which a region last confirmed the tie."""
DIFFER = "sb"
"""Facet of what sources differ on: `sb_berbeda` on anything, `sb_signing_date` on that fact."""
UNDECIDED, LEFT_OPEN, AGAIN = "sb_belum", "sb_terbuka", "sb_lagi"
"""Of a tie whose sources differ: somebody has still to choose, it was left open on purpose; or, besides, somebody chose
and another value has come since."""
CHOSEN = "sb_dipilih"
"""Sources differ, and on every such fact a person chose a value; never beside `sb_berbeda`."""
OUTSIDE = "lu_pp28"
"""A tie outside the law has no phase: it is on no list of what is agreed or intended."""
TOLD, FILED = "as_sumber", "as_arsip"
"""Told of by a source, or known only because a party filed it here."""
TEXT_HERE, NO_TEXT_HERE = "bk_ada", "bk_belum"
"""Whether the text itself was recorded here, or sources only tell of it."""

COUNTED = (REGION, PROVINCE, COUNTRY, KIND, PHASE, AREA, SDG, YEAR, CONFIRMED, "tg", "sb", "pm", "lu", "as", "bk")
"""Facets the cube counts side by side. Partners are too many for that: they are counted under `PARTNER` only."""
PAIRED = (REGION, PROVINCE, COUNTRY, KIND, PHASE, AREA, SDG, YEAR, "as")
"""Facets beside which every other one is counted too."""
SEVERAL = (AREA, SDG)
"""Facets of which several may be asked for together: their own values are counted beside each other as well."""


def of_ref(facet: str, ref: str) -> str:
    """The token of a place: its ref under the facet's own prefix."""
    return f"{facet}_{ref.partition('-')[2]}"


def of_key(facet: str, key: str | int) -> str:
    """The token of a value from a closed list, or of a year."""
    return f"{facet}_{str(key).replace('-', '_')}"


def facet(token: str) -> str:
    return token[:2]


def ref_of(token: str, prefix: str) -> str:
    """The ref that the token of a place stands for."""
    return f"{prefix}-{token[3:]}"


def cells(facets: str) -> Iterator[tuple[str, str]]:
    """Every (token, beside) of the cube in which a tie with these facets is counted."""
    counted = [token for token in facets.split() if token[:2] in COUNTED]
    paired = [token for token in counted if token[:2] in PAIRED]
    alone = ((token, "") for token in counted)
    partners = ((token, PARTNER) for token in facets.split() if token[:2] == PARTNER)
    pairs = ((token, beside) for beside in paired for token in counted if _is_pair(token, beside))
    return chain(alone, partners, pairs)


def _is_pair(token: str, beside: str) -> bool:
    return token[:2] != beside[:2] or (token[:2] in SEVERAL and token != beside)


def cell(tokens: Sequence[str]) -> tuple[str, str] | None:
    """The (token, beside) under which the cube counts ties with exactly these asked for; None where it does not."""
    paired_last = sorted(tokens, key=lambda token: token[:2] in PAIRED)
    match paired_last:
        case [token] if token[:2] in COUNTED:
            return token, ""
        case [token, beside] if token[:2] in COUNTED and beside[:2] in PAIRED and _is_pair(token, beside):
            return token, beside
    return None
