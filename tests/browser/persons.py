"""People before their browsers: forms are filled in by what they say, never by how they are made.

`Person` is one window; `Office` is a person of a body, with an account. Labels are those of the Indonesian pages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

from gerbang.site.walking import pdf

if TYPE_CHECKING:
    from gerbang.people.models import Account

OPTIONAL = r"( \(boleh kosong\))?"
TASKS = "/tugas/"


def words(text: str) -> "re.Pattern[str]":
    """A label as it stands on the page, whether or not the field may stay empty."""
    return re.compile(rf"^\s*{re.escape(text)}{OPTIONAL}\s*$")


def day_of(on: date) -> str:
    """A date as officials type it."""
    return f"{on:%d-%m-%Y}"


@dataclass
class Person:
    """One window of the browser and whoever sits before it."""

    page: Page
    account: "Account | None" = None
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # A page that fails to load one of its parts is a failure of the journey, however it ends.
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def goes_to(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{address} answers {answer.status}"

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).not_to_contain_text(text)

    def follows(self, link: str) -> None:
        self.main.get_by_role("link", name=link, exact=True).first.click()

    def presses(self, button: str) -> None:
        self.main.get_by_role("button", name=button, exact=True).click()

    def types(self, label: str, text: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_label(words(label)).fill(text)

    def chooses(self, question: str, answer: str, within: Locator | None = None) -> None:
        """One of the answers to a question: of radio buttons or of a list."""
        where = within or self.main
        asked = where.get_by_role("group", name=words(question))
        listed = where.get_by_role("combobox", name=words(question))
        expect(asked.or_(listed)).to_be_visible()
        if listed.count():
            listed.select_option(label=answer)
        else:
            asked.get_by_label(answer, exact=True).check()

    def attaches(self, label: str, name: str = "dokumen.pdf", within: Locator | None = None) -> None:
        """Chooses a document and waits until the page says that it is kept."""
        where = within or self.main
        where.get_by_label(words(label)).set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": pdf().read()}
        )
        expect(where.get_by_text(name)).to_be_visible()

    def fills(self, typed: Mapping[str, Any], within: Locator | None = None) -> None:
        """Dates and texts by their labels."""
        for label, value in typed.items():
            self.types(label, day_of(value) if isinstance(value, date) else str(value), within)

    def submits(self) -> None:
        """The one red button of a form, whatever it says."""
        self.main.locator("form .btn-1").click()

    def picks(self, question: str, text: str, option: str, detail: str = "") -> None:
        """Types into a picker, and takes the one of its offers that says so."""
        self.searches(question, text)
        self.offer(question, option, detail).get_by_role("radio").check()

    def searches(self, question: str, text: str) -> None:
        self.main.get_by_role("group", name=words(question)).get_by_role("searchbox").fill(text)

    def offer(self, question: str, option: str, detail: str = "") -> Locator:
        """One of a picker's offers: its name, and what tells it from its namesakes."""
        asked = self.main.get_by_role("group", name=words(question))
        named = asked.locator(".govuk-radios__item").filter(has=self.page.get_by_text(option, exact=True))
        return named.filter(has_text=detail) if detail else named

    def within_details(self, summary: str, typed: Mapping[str, Any]) -> None:
        """Unfolds a part of the form and fills it in."""
        folded = self.main.get_by_role("group").filter(has=self.page.get_by_text(summary, exact=True))
        self.main.get_by_text(summary, exact=True).click()
        self.fills(typed, folded)

    def signature_of(self, party: str) -> Locator:
        """The part of a form in which one party's signature is recorded."""
        return self.main.get_by_role("group", name=f"Penandatanganan untuk {party}")


def groups(where: Locator) -> Iterator[Locator]:
    """Each question of a form that is answered with radio buttons."""
    yield from where.get_by_role("group").all()
