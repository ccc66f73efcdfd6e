"""Input that an action cannot take."""

from collections.abc import Mapping


class Invalid(ValueError):
    """Wrong input, field by field; `problems` maps a field's name ("" for the whole) to what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(
            "; ".join(f"{field}: {problem}" if field else str(problem) for field, problem in problems.items())
        )
