"""Whether filters surely find more ties than anybody counts, by what PostgreSQL has found out about its own columns.

At national size, counting the ties that have a common word to 10,000 takes longer than all the rest of the page. Only
where the statistics leave no doubt is the counting spared: they come from a sample and are some changes old.
"""

from collections.abc import Mapping, Sequence

from django.db import connection

from gerbang.register.models import Tie
from gerbang.search.querying import Query

SPARE = 2
"""So many times more than asked must be certain."""

STATISTICS = """
SELECT '', reltuples FROM pg_class WHERE oid = %(table)s::regclass
UNION ALL
SELECT ' ' || value, share FROM (
    SELECT unnest(most_common_vals::text::text[]) AS value, unnest(most_common_freqs) AS share FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = %(table)s AND attname = 'public'
) seen
UNION ALL
SELECT token, share FROM (
    SELECT unnest(most_common_elems::text::text[]) AS token, unnest(most_common_elem_freqs) AS share FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = %(table)s AND attname = 'terms'
) common WHERE token LIKE ANY(%(wanted)s)
"""
"""Rows under '', the share of each value of `public` under ' t' and ' f', and that of each token in question."""


def surely_more_than(number: int, query: Query) -> bool:
    """Whether more than that many public ties meet the query beyond doubt. False says nothing.

    Of conditions that are each met by a share of the ties, all are met by at least what the shares leave when each
    takes away what it lacks (Bonferroni); being public is one of them.
    """
    if connection.vendor != "postgresql" or not query:
        return False
    known = _statistics(query)
    lacking = 1 - known.get(" t", 0.0) + sum(1 - _share(group, known) for group in query)
    return (1 - lacking) * known.get("", 0.0) > SPARE * number


def _share(group: Sequence[str], known: Mapping[str, float]) -> float:
    """The share of ties that have some token of the group: at least that of the most frequent one."""
    return max((share for token, share in known.items() if any(_meets(token, one) for one in group)), default=0.0)


def _meets(token: str, asked: str) -> bool:
    return token.startswith(asked[:-1]) if asked.endswith("*") else token == asked


def _statistics(query: Query) -> dict[str, float]:
    wanted = [_pattern(token) for group in query for token in group]
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS, {"table": Tie._meta.db_table, "wanted": wanted})
        return {token: float(share) for token, share in cursor.fetchall()}


def _pattern(token: str) -> str:
    whole = token.removesuffix("*").replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%")
    return f"{whole}%" if token.endswith("*") else whole
