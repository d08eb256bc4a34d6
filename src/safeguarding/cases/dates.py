"""A date of a person's calendar, as each room offers it (`config.wiring.DATES`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.statute.editions import Force

USUAL_LENGTH = timedelta(hours=2)
"""No end of a meeting is kept, so that a calendar holds two hours for it."""


@dataclass(frozen=True)
class Dated:
    """What is due or held when, on which case (if on one), by whose authority, and the page that tells more.

    `key` says which date it is and stays the same when the date moves. `at` and `moved` are of meetings.
    """

    day: date
    words: str
    href: str
    key: str
    case: Case | None = None
    force: str = ""
    at: datetime | None = None
    moved: int = 0

    @property
    def authority(self) -> str:
        """In a word or two, whether the law, its guidance or only the partnership sets the date."""
        if not self.force:
            return ""
        if self.force in {Force.LAW, Force.STATUTORY_GUIDANCE}:
            return "Statutory"
        return "National guidance" if self.force == Force.NATIONAL_GUIDANCE else "Internal"


Room = Callable[[Acting, date], list[Dated]]


def dates(by: Acting, until: date) -> list[Dated]:
    """Every open date of this person up to and with a day, from every room; those that have passed too."""
    rooms: list[Room] = import_string(settings.SAFEGUARDING_WIRING + ".DATES")
    found = [one for room in rooms for one in room(by, until)]
    return sorted(found, key=lambda one: (one.day, one.at is not None, one.at, one.words, one.key))


def uids(found: Iterable[Dated]) -> list[str]:
    """What each date is called in a calendar program: always the same, and nothing can be read from it."""
    times: Counter[str] = Counter()
    made = []
    for one in found:
        times[one.key] += 1
        made.append(uid(one.key if times[one.key] == 1 else f"{one.key}:{times[one.key]}"))
    return made


def uid(key: str) -> str:
    """A name for calendar programs that tells nothing of what it names."""
    secret = salted_hmac("safeguarding.calendar", key, algorithm="sha256").hexdigest()[:40]
    return f"{secret}@{urlsplit(settings.SAFEGUARDING_URL).hostname or 'localhost'}"
