"""What is said of cells, tables and entries of a plan, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gerbang.plans.cells import Wrong
from gerbang.plans.merging import Clash
from gerbang.plans.queries import Flags
from gerbang.plans.tables import Table
from gerbang.values.language import active

PROBLEMS = {
    "empty": gettext_lazy("Fill in “%(label)s”, or leave the whole row empty."),
    "too-long": gettext_lazy("This cell is too long: %(length)s characters. Use %(most)s or fewer."),
    "not-text": gettext_lazy("This cell holds characters that are no text. Type it again."),
    "not-a-row-number": gettext_lazy("“%(cell)s” is no number of a row. Write a whole number from 1 to %(most)s."),
    "not-a-year": gettext_lazy("“%(cell)s” is no year. Write four digits, for example 2027."),
    "not-a-date": gettext_lazy(
        "“%(cell)s” cannot be read as a date. Write day, month and year, for example 12-03-2026."
    ),
    "not-a-number": gettext_lazy("“%(cell)s” cannot be read as a number. Write digits, for example 1.250.000 or 12,5."),
    "thousands-or-decimals": gettext_lazy(
        "“%(cell)s” can be read in two ways. Write %(digits)s or %(thousands)s with points for thousands; %(decimals)s "
        "with a comma for decimals."
    ),
    "commas-of-thousands": gettext_lazy("“%(cell)s” has a comma for thousands. Write %(digits)s or %(thousands)s."),
    "negative": gettext_lazy("“%(cell)s” is less than zero. An amount of money cannot be."),
    "too-precise": gettext_lazy("“%(cell)s” has more than %(places)s digits after the decimal mark."),
    "not-a-currency": gettext_lazy("“%(cell)s” is no currency. Write three letters, for example IDR or JPY."),
    "not-a-choice": gettext_lazy("“%(cell)s” is not one of the choices. Write one of these: %(known)s."),
    "not-a-goal": gettext_lazy("“%(cell)s” is no target of the goals 1 to 17. Write for example 11.6, or 11."),
    "number-twice": gettext_lazy("The number %(cell)s is used twice. Give each row a number of its own."),
    "no-such-objective": gettext_lazy("There is no objective number %(cell)s. Look at the table of objectives."),
    "no-such-activity": gettext_lazy("There is no activity number %(cell)s. Look at the table of activities."),
    "ends-early": gettext_lazy("The activity would end before it begins."),
    "no-amount": gettext_lazy("There is a currency, but no amount."),
    "no-baseline": gettext_lazy("There is a date, but no baseline."),
    "too-many-rows": gettext_lazy("A table holds at most %(most)s rows."),
    "unknown-row": gettext_lazy("The code “%(cell)s” is no row of this table. Leave the code of new rows empty."),
    "row-twice": gettext_lazy("The code “%(cell)s” stands in two rows of this table."),
    "no-sheet": gettext_lazy("No sheet of this file is called like a table of a plan. Begin from the plan's own file."),
    "no-value": gettext_lazy("Cell %(where)s holds a formula without a value. Save the table in Excel, or type it."),
    "error-value": gettext_lazy("Cell %(where)s shows the error %(cell)s. Set its formula right, or type the value."),
}


def problem(wrong: Wrong, table: Table) -> str:
    """What is wrong with a cell and what to do."""
    about = dict(wrong.about)
    if "column" in about:
        about["label"] = table.column(about["column"]).label(active())
    return str(PROBLEMS[wrong.code]) % about


def flags_in_words(flags: Flags) -> list[str]:
    """How many activities nobody pays for, and how many nobody carries out."""
    found = []
    if flags.no_money:
        said = ngettext(
            "%(n)d of %(all)d activities has no money.", "%(n)d of %(all)d activities have no money.", flags.no_money
        )
        found.append(said % {"n": flags.no_money, "all": flags.activities})
    if flags.no_owner:
        said = ngettext(
            "%(n)d of %(all)d activities has no office that carries it out.",
            "%(n)d of %(all)d activities have no office that carries them out.",
            flags.no_owner,
        )
        found.append(said % {"n": flags.no_owner, "all": flags.activities})
    return found


def missing_in_words(activities: Iterable[Any]) -> dict[str, str]:
    """What each activity lacks, by its key; those that lack nothing are not there."""
    found = {}
    for line in activities:
        lacks = [
            *([_("No money")] if line.no_money else []),
            *([_("No office named")] if line.owner_id is None and not line.owner_as_written else []),
        ]
        if lacks:
            found[line.key] = "; ".join(lacks)
    return found


def words_of_clash(clash: Clash, table: Table) -> str:
    """That a row was changed after the file was made, and to what."""
    if not clash.column:
        return _("This row was changed or taken out after the file was made.")
    kind = table.column(clash.column).kind
    now = kind.show(clash.now, active()) or _("(empty)")
    return _("Changed after the file was made: here it is now %(now)s, in the file %(typed)s.") % {
        "now": now,
        "typed": kind.show(clash.typed, active()) or _("(empty)"),
    }


def counted(counts: dict[str, int]) -> str:
    """`2 rows added, 1 changed`."""
    said = {
        "added": _("%(n)d added") % {"n": counts.get("added", 0)},
        "changed": _("%(n)d changed") % {"n": counts.get("changed", 0)},
        "removed": _("%(n)d taken out") % {"n": counts.get("removed", 0)},
    }
    return ", ".join(words for name, words in said.items() if counts.get(name))
