"""How somebody reads the texts of a case’s chronology, and what a page shows of one event."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from safeguarding.anonymity.models import Identity
from safeguarding.anonymity.names import People
from safeguarding.cases.access import may_show_names
from safeguarding.cases.models import Case
from safeguarding.cases.naming import people_of
from safeguarding.chronology.intervals import age_on
from safeguarding.chronology.models import Event
from safeguarding.chronology.out import in_words
from safeguarding.chronology.queries import spellings
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.people.web import acting
from safeguarding.record.actions import look
from safeguarding.statute.terms import Handling, Theme

TINTS = 12
"""How many colours tell agencies apart; their names always stand there too."""


class Reader:
    """How one reader sees a case’s events: with names where they may and ask for them, or with pseudonyms."""

    def __init__(self, request: HttpRequest, case: Case) -> None:
        self.by, self.case = acting(request), case
        self.may_name = bool(may_show_names(self.by, case))
        self.named = self.may_name and request.GET.get("names") == "yes"
        self._people: People | None = None
        self.born = born(case) if self.may_name else None  # ages beside dates tell the birth date
        self.agencies: dict[int, str] = {}

    def knows(self, agencies: Collection[int]) -> dict[int, str]:
        """The names of the agencies of a page, in their order, each with a colour of its own."""
        self.agencies = agencies_by_name(agencies, self.by)
        return self.agencies

    def words(self, text: str) -> str:
        """A text as this reader sees it."""
        if self.named or not text:
            return text
        if self._people is None:
            self._people = people_of(self.case)
            self._also, self._nobody = spellings.meant(self.case), spellings.nobody(self.case)
        return self._people.hide(text, self._also, self._nobody)

    def shown(self) -> None:
        """Keep that names were shown."""
        if self.named and self.case.stream:
            look(stream=self.case.stream, actor=self.by.actor, kind="named", what="chronology")

    def query(self, **more: str) -> str:
        """The part of an address that keeps the choice of names."""
        names = {"names": "yes"} if self.named else {}
        kept = names | {name: value for name, value in more.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def switch(self, kept: dict[str, str]) -> str:
        """The address of the same page with names shown, or hidden again."""
        return f"?{urlencode(kept | ({} if self.named else {'names': 'yes'}))}"

    def line(self, event: Event) -> dict[str, Any]:
        """One event as the pages show it."""
        other = {self.words(title): self.words(str(words)) for title, words in event.other.items()}
        return {
            "event": event,
            "agency": self.agencies[event.agency_id],
            "tint": list(self.agencies).index(event.agency_id) % TINTS + 1,
            "date": in_words(event.earliest, event.latest, None, uncertain=False),
            "time": f"{event.at:%H:%M}" if event.at else "",
            "doubtful": event.uncertain or event.earliest is None,
            "written": self.words(str(event.said["date"])),
            "age": age_on(self.born, event.earliest) if self.born and event.earliest else "",
            "episode": self.words(event.episode.title) if event.episode else "",
            "text": self.words(event.text),
            "action": other.pop("action", ""),
            "source": other.pop("source", ""),
            "voice": self.words(event.remarks.get("voice", "")) or other.pop("voice", ""),
            "comment": self.words(event.remarks.get("comment", "")),
            "other": other,
            "where": self.words(event.where),
            "mark": Handling(event.handling).mark,
            "themes": [Theme(tag.theme).label for tag in event.tags.all()],
        }


def agencies_by_name(keys: Collection[int], by: Acting) -> dict[int, str]:
    """The names of agencies today, in the order of the alphabet."""
    rows = Agency.objects.filter(pk__in=list(keys)).prefetch_related("names")
    named = [(one.pk, one.name_on(by.today)) for one in rows]
    return dict(sorted(named, key=lambda pair: pair[1].casefold()))


def born(case: Case) -> date | None:
    """The birth date of the child whom the case is chiefly about, for their age at each event."""
    child = case.children.filter(is_index=True).values_list("identity_id", flat=True).first()
    known = Identity.objects.filter(pk=child, disposed_at__isnull=True).first() if child else None
    said = known.details.get("date_of_birth") if known else None
    return date.fromisoformat(str(said)) if said else None
