"""The only readers of this room: meetings, and the members of the group."""

from safeguarding.meetings.queries.dates import dates
from safeguarding.meetings.queries.groups_work import group_work
from safeguarding.meetings.queries.groups_work import matters as group_matters
from safeguarding.meetings.queries.lapses import members_work
from safeguarding.meetings.queries.meetings import (
    agreed_to_chair,
    for_want_of_a_chair,
    latest,
    may_be_asked,
    namings_that_fall,
    of_case,
    quorum_of,
    vice_chairs,
    who_agrees,
    whole,
    work,
)
from safeguarding.meetings.queries.minutes import (
    items_of,
    may_keep_draft,
    may_read_minutes,
    papers_of,
    to_agree,
)

__all__ = [
    "agreed_to_chair",
    "dates",
    "for_want_of_a_chair",
    "group_matters",
    "group_work",
    "items_of",
    "latest",
    "may_be_asked",
    "may_keep_draft",
    "may_read_minutes",
    "members_work",
    "namings_that_fall",
    "of_case",
    "papers_of",
    "quorum_of",
    "to_agree",
    "vice_chairs",
    "who_agrees",
    "whole",
    "work",
]
