"""One row of a table as text, whatever kind of file it comes from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row; `number` counts as the table does. `broken`: the code of what made it unreadable."""

    number: int
    cells: tuple[str, ...]
    broken: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.broken and not any(cell.strip() for cell in self.cells)
