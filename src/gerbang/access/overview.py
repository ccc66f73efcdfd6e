"""The table of every URL and who may open it, drawn from the declarations alone."""

import inspect

from gerbang.access.checks import views
from gerbang.access.declaration import Declaration, declared

HEAD = """# Who may open what

Written by `gerbang access` from what the views declare (`public`, `signed_in`, `requires`); `make check` compares.
A view that declares nothing is opened for nobody. Who sees which row is decided by each room's `visible_to`: what an
actor may not see is not found.

| Address | Name | Who |
|---|---|---|
"""


def markdown() -> str:
    """The whole page; one line a URL, in the order of the addresses."""
    rows = sorted((f"/{_address(one.route)}", one.name, _who(declared(one.view))) for one in views())
    return HEAD + "".join(f"| `{address}` | {name} | {who} |\n" for address, name, who in rows)


def _address(route: str) -> str:
    """The Indonesian address; the English one begins with /en/."""
    return route.removeprefix("^").removesuffix("$").removeprefix("id/").removeprefix("en/").replace("|", r"\|")


def _who(declaration: Declaration | None) -> str:
    if declaration is None:
        return "**nobody: nothing declared**"
    if declaration.rule is None:
        return {"public": "anyone", "signed-in": "anyone signed in", "token": "programs with a token"}[
            declaration.audience
        ]
    said = (inspect.getdoc(declaration.rule) or "").split("\n")[0].rstrip(".")
    name = getattr(declaration.rule, "__name__", "rule")
    return f"{said} (`{name}`)" if said else f"`{name}`"
