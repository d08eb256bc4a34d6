"""One line of the log of formal letters, as each room offers it (`config.wiring.LETTER_LOG`)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.statute.letters import LetterMatter, Party, Way


@dataclass(frozen=True)
class Line:
    """What was sent to whom or came from whom, when, and what is still owed.

    `mine` is an answer that the partnership owes; `theirs` one that it waits for.
    """

    on: date
    way: Way
    party: Party
    matter: LetterMatter
    words: str
    href: str
    case: Case | None = None
    name: str = ""
    means: str = ""
    reply_by: date | None = None
    owed: bool = False
    answerer: str = ""
    expected: str = ""
    """What is usual, where nobody is held to a day."""
    settled: str = ""

    @property
    def mine(self) -> bool:
        return self.owed and self.way is Way.IN

    @property
    def theirs(self) -> bool:
        return self.owed and self.way is Way.OUT

    @property
    def whom(self) -> str:
        """With whom, in words."""
        return self.name or self.party.label


Room = Callable[[Acting, Collection[Case]], list[Line]]


def log(by: Acting, cases: Collection[Case]) -> list[Line]:
    """Every formal letter of these cases from every room, the newest first: a fixed number of queries."""
    rooms: list[Room] = import_string(settings.SAFEGUARDING_WIRING + ".LETTER_LOG")
    found = [line for room in rooms for line in room(by, cases)]
    return sorted(found, key=lambda line: line.on, reverse=True)


def open_first(lines: Collection[Line]) -> list[Line]:
    """Those to which an answer is owed, ours before theirs, the earliest day first."""
    owed = [line for line in lines if line.owed]
    return sorted(owed, key=lambda line: (not line.mine, line.reply_by or date.max, line.on))
