"""What the rows of a list are compared with, and what they become: actions, or reviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max
from django.utils import timezone

from safeguarding.documents.models import new_reference
from safeguarding.improvements.actions.inserting import insert
from safeguarding.improvements.bringing import Known, KnownReviews, Line, Review
from safeguarding.improvements.bringing.actions import short_form
from safeguarding.improvements.bringing.rows import key as _key
from safeguarding.improvements.models import Action, Source, Step
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.statute.terms import AgencyType, LearningSource

EVERYDAY = {
    AgencyType.POLICE_FORCE: ("police",),
    AgencyType.LOCAL_AUTHORITY_CSC: ("social care", "children s social care", "children s services", "csc"),
    AgencyType.ICB: ("icb",),
    AgencyType.GP_PRIMARY_CARE: ("gp", "gps"),
}
"""What people call an agency of a kind of which there is one."""


def write_down(lines: Sequence[Line], source: Source, *, by: Acting) -> None:
    """Add the rows as actions, all in one statement, each with the first step of its story."""
    before = source.actions.aggregate(last=Max("number"))["last"] or 0
    today, mine, numbers = by.today, by.seat.pk, range(before + 1, before + len(lines) + 1)
    insert(
        Action,
        {
            "partnership_id": source.partnership_id, "source_id": source.pk, "noted_by_id": mine,
            "noted_on": today, "accepted_on": today,
            "themes": [], "kind": "", "resource": "", "evidence_wanted": "", "difference": 0,
            "challenge": "", "check_waived": "", "reopened": 0, "difference_words": "",
        },
        {
            "short": [new_reference() for _ in lines],
            "number": numbers,
            "called": [line.called for line in lines],
            "finding": [line.finding for line in lines],
            "what": [line.what for line in lines],
            "agency_id": [line.agency for line in lines],
            "owner": [line.owner for line in lines],
            "begins": [line.begins for line in lines],
            "due": [line.due for line in lines],
            "measure": [line.measure for line in lines],
            "intended_change": [line.intended_change for line in lines],
            "news_on": [today if line.progress else None for line in lines],
            "done_on": [line.done_on if line.done else None for line in lines],
            "done_said_by_id": [mine if line.done else None for line in lines],
        },
    )  # fmt: skip
    keys = dict(source.actions.filter(number__gt=before).values_list("number", "pk"))
    insert(
        Step,
        {
            "kind": Step.Kind.BROUGHT_IN.value, "on": today, "seat_id": mine, "capacity": by.capacity,
            "at": timezone.now(),
        },
        {"action_id": [keys[number] for number in numbers], "words": [_story(line) for line in lines]},
    )  # fmt: skip


def write_down_reviews(lines: Sequence[Review], partnership: Partnership, *, by: Acting) -> None:
    """Add the rows as sources to learn from, all in one statement."""
    insert(
        Source,
        {
            "partnership_id": partnership.pk, "kind": LearningSource.SCR_LEGACY.value,
            "noted_by_id": by.seat.pk, "noted_at": timezone.now(),
        },
        {
            "short": [new_reference() for _ in lines],
            "title": [line.title for line in lines],
            "dated": [line.dated for line in lines],
            "publisher": [line.publisher for line in lines],
            "where": [line.where for line in lines],
            "note": [line.note for line in lines],
        },
    )  # fmt: skip


def known_to(partnership: Partnership, source: Source | None) -> Known:
    """The partnership's agencies by every name that they have had, and in short; and the numbers in use."""
    today = timezone.localdate()
    live: dict[str, int] = {}
    gone: dict[str, str] = {}
    short: dict[str, set[int]] = {}
    called: dict[int, str] = {}
    for agency in partnership.agencies.prefetch_related("names"):
        names = [one.name for one in agency.names.all()] or [agency.get_kind_display()]
        for name in names:
            key = _key(name)
            if agency.active_until and agency.active_until < today:
                gone[key] = name
                continue
            live[key] = agency.pk
            for form in (short_form(name), "".join(word[0] for word in key.split())):
                if len(form) > 2:
                    short.setdefault(form, set()).add(agency.pk)
        if agency.pk in live.values():
            called[agency.pk] = agency.name_on(today)
            for form in EVERYDAY.get(AgencyType(agency.kind), ()):
                short.setdefault(form, set()).add(agency.pk)
    for form, found in short.items():
        if len(found) == 1:
            live.setdefault(form, next(iter(found)))
    numbers = source.actions.exclude(called="").values_list("called", flat=True) if source else []
    return Known(live, gone, frozenset(number.casefold() for number in numbers), called)


def known_reviews(partnership: Partnership) -> KnownReviews:
    """The serious case reviews that the partnership has noted without a case, by title."""
    here = Source.objects.filter(
        partnership=partnership, kind=LearningSource.SCR_LEGACY.value, case__isnull=True
    )
    dates: dict[str, set[date]] = {}
    for title, dated in here.values_list("title", "dated"):
        dates.setdefault(_key(title), set()).add(dated)
    return KnownReviews({title: frozenset(days) for title, days in dates.items()})


def _story(line: Line) -> str:
    parts = (
        ("", line.progress), ("Recommendation: ", line.recommendation), ("Evidence: ", line.evidence),
        ("Impact: ", line.impact), ("", " ".join(line.doubts)),
    )  # fmt: skip
    return "\n".join([title + text for title, text in parts if text])
