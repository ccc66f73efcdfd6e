"""The thresholds of liveliness: data of this package, changed by a decision and never by a setting."""

import tomllib
from functools import cache
from importlib import resources

from gerbang.monitoring.liveliness.states import Thresholds


@cache
def thresholds() -> Thresholds:
    """As `data/thresholds.toml` says; an unknown key is an error."""
    text = resources.files("gerbang.monitoring").joinpath("data/thresholds.toml").read_text("utf-8")
    return Thresholds(**tomllib.loads(text))
