"""The demonstration's stories, in order; each is told once, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone

from safeguarding.config.demo import (
    areas,
    beginnings,
    differences,
    endings,
    gatherings,
    learning,
    publishing,
    reviews,
)
from safeguarding.config.demo.areas import BARNET, DEVON, Area, Plan
from safeguarding.record.actions import SYSTEM
from safeguarding.record.once import exactly_once


@dataclass(frozen=True)
class Story:
    """One case: what is said while it is made, and how it is made."""

    key: str
    plan: Plan
    said: str
    tell: Callable[[Area, date], str]


STORIES = (
    Story("settled-2019", BARNET, "a case of 2019, under the guidance of its time", endings.of_2019),
    Story(
        "considered", BARNET, "considered and not notified, with a day to look again", endings.not_notified
    ),
    Story("looked-after", BARNET, "the death of a looked-after child, notified only", endings.notified_only),
    Story("learning", DEVON, "learning taken forward in another way", endings.learning_otherwise),
    Story("practice-review", BARNET, "a practice review decided", endings.practice_review),
    Story("published", BARNET, "a practice review that everybody can read", publishing.published),
    Story(
        "panel-differs",
        BARNET,
        "the Panel suggests a review; the partners decide again",
        endings.panel_differs,
    ),
    Story("panel-waits", BARNET, "sent to the Panel, whose reply is awaited", endings.panel_waits),
    Story(
        "day-13", BARNET, "a rapid review on day 13: certified, two signatures given", reviews.day_thirteen
    ),
    Story("day-7", BARNET, "a rapid review on day 7: half of the returns are in", reviews.day_seven),
    Story("devon-review", DEVON, "a rapid review in Devon, where the first day counts", reviews.in_devon),
    Story(
        "where-it-is",
        DEVON,
        "a case that began elsewhere, for a second person to confirm",
        reviews.where_it_is,
    ),
    Story("weekly-work", BARNET, "what the group follows between cases", learning.weekly_work),
    Story(
        "agencies-differ",
        BARNET,
        "two agencies see something differently",
        differences.between_agencies,
    ),
    Story("sealed", BARNET, "a sealed case, open only to those named on it", beginnings.sealed),
    Story("split", BARNET, "the partners differ, two to one, on working day 4", beginnings.split),
    Story("notified", BARNET, "notified today", reviews.notified_today),
    Story("meeting", BARNET, "the partners are together; two positions are typed", beginnings.meeting),
    Story("route", BARNET, "a proposed route that the partners can call up", beginnings.route_waits),
    Story(
        "referred",
        BARNET,
        "just referred; when the local authority knew is not known",
        beginnings.just_referred,
    ),
    Story(
        "group-meets",
        BARNET,
        "the group’s meetings: one to be accepted, one to come",
        gatherings.group_meets,
    ),
)


def build(say: Callable[[str], None]) -> int:
    """Tell the stories that are not told yet; how many that were."""
    today, told = timezone.localdate(), 0
    for plan in (BARNET, DEVON):
        told += _once(f"area:{plan.slug}", partial(_found, plan, today, say))
    for story in STORIES:
        told += _once(f"case:{story.key}", partial(_tell, story, today, say))
    return told


def _found(plan: Plan, today: date, say: Callable[[str], None]) -> str:
    say(f"Setting up {plan.name}")
    areas.set_up(plan, today)
    return "/"


def _tell(story: Story, today: date, say: Callable[[str], None]) -> str:
    say(f"  {story.plan.short_name}: {story.said}")
    return story.tell(areas.find(story.plan), today)


def _once(key: str, do: Callable[[], str]) -> int:
    """Do it in one transaction unless it has been done; 1 when it was done now."""
    done = []

    def told() -> str:
        done.append(key)
        return do()

    exactly_once(f"demonstration:{key}", SYSTEM, "tell_story", told)
    return len(done)
