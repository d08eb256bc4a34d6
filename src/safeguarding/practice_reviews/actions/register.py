"""Keeping the partnership's register of reviewers, and the complaints about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.practice_reviews.models import Complaint, PastWork, Reviewer
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.reviewers import ReviewerSource


@dataclass(frozen=True)
class About:
    """What the register says of somebody."""

    name: str
    email: str
    source: ReviewerSource
    skills: str
    independence: str
    organisation: str = ""
    available_from: date | None = None
    available_until: date | None = None
    availability: str = ""


@transaction.atomic
def add_reviewer(*, by: Acting, about: About) -> Reviewer:
    """Put somebody on the register. Raises NotAllowed."""
    demand(may_here(by, Act.KEEP_REVIEWERS, by.partnership))
    _demand_whole(by, about)
    made = Reviewer(partnership=by.partnership, added_by=by.seat, added_on=by.today)
    _fill(made, about)
    _record(by, "add_reviewer", {"reviewer": str(made.pk)}, {"skills": about.skills})
    return made


@transaction.atomic
def change_reviewer(*, by: Acting, reviewer: Reviewer, about: About) -> Reviewer:
    """Correct or renew what the register says of somebody. Raises NotAllowed.

    Once they have been shortlisted, the address is how they are known, and stays.
    """
    demand(may_here(by, Act.KEEP_REVIEWERS, reviewer.partnership))
    reviewer = Reviewer.objects.select_for_update().get(pk=reviewer.pk)
    _demand_whole(by, about, reviewer)
    if about.email.strip().lower() != reviewer.email and reviewer.candidacies.exists():
        raise NotAllowed(
            Refused(
                "known_by_address",
                "They have been shortlisted under this address, so it is how we know them.",
                "Add them again with the other address.",
            )
        )
    _fill(reviewer, about)
    _record(by, "change_reviewer", {"reviewer": str(reviewer.pk)}, {"skills": about.skills})
    return reviewer


@transaction.atomic
def add_past_work(*, by: Acting, reviewer: Reviewer, year: int, title: str, done_for: str = "") -> PastWork:
    """Add a piece of earlier work. Raises NotAllowed."""
    demand(may_here(by, Act.KEEP_REVIEWERS, reviewer.partnership))
    if not title.strip():
        raise NotAllowed(Refused("no_title", "Say what they worked on.", "A few words will do."))
    if not 1980 <= year <= by.today.year:
        raise NotAllowed(Refused("year", f"{year} is not a year of past work.", "Check the year."))
    made = PastWork.objects.create(
        reviewer=reviewer, year=year, title=title.strip(), done_for=done_for.strip()
    )
    _record(by, "add_past_work", {"reviewer": str(reviewer.pk)}, {"title": made.title})
    return made


@transaction.atomic
def note_complaint(
    *, by: Acting, received_on: date, about: str, reviewer: Reviewer | None = None, handling: str = ""
) -> Complaint:
    """Note a complaint about a review or a reviewer. Raises NotAllowed."""
    demand(may_here(by, Act.KEEP_REVIEWER_COMPLAINTS, by.partnership))
    if received_on > by.today:
        raise NotAllowed(Refused("date_to_come", "That day has not come yet.", "Give the day it came in."))
    if not about.strip():
        raise NotAllowed(
            Refused("no_words", "Say what the complaint is about.", "A sentence or two will do.")
        )
    made = Complaint.objects.create(
        partnership=by.partnership, reviewer=reviewer, received_on=received_on, about=about.strip(),
        handling=handling.strip(), noted_by=by.seat,
    )  # fmt: skip
    _record(by, "note_reviewer_complaint", {"complaint": str(made.pk)}, {"about": made.about})
    return made


@transaction.atomic
def follow_complaint(
    *, by: Acting, complaint: Complaint, handling: str, outcome: str = "", ended_on: date | None = None
) -> Complaint:
    """Say how a complaint is handled and, at its end, what came of it and when. Raises NotAllowed."""
    demand(may_here(by, Act.KEEP_REVIEWER_COMPLAINTS, complaint.partnership))
    complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    if ended_on and not complaint.received_on <= ended_on <= by.today:
        raise NotAllowed(
            Refused("ended_when", "It cannot have ended on that day.", "Give a day since it came in.")
        )
    if bool(outcome.strip()) != bool(ended_on):
        raise NotAllowed(
            Refused(
                "not_whole", "At its end, say what came of it and on which day.", "Give both, or neither."
            )
        )
    complaint.handling, complaint.outcome = handling.strip(), outcome.strip()
    complaint.ended_on = ended_on
    complaint.save(update_fields=["handling", "outcome", "ended_on"])
    _record(
        by,
        "follow_reviewer_complaint",
        {"complaint": str(complaint.pk)},
        {"handling": complaint.handling, "outcome": complaint.outcome},
    )
    return complaint


def _demand_whole(by: Acting, about: About, but: Reviewer | None = None) -> None:
    for text, code, sentence in (
        (about.name, "no_name", "Give their name."),
        (about.email, "no_address", "Give their e-mail address."),
        (about.skills, "no_skills", "Say what they know and can do."),
        (about.independence, "no_independence", "Say how they are independent of this partnership."),
    ):
        if not text.strip():
            raise NotAllowed(Refused(code, sentence, "The partners rely on it when they appoint."))
    if about.available_from and about.available_until and about.available_until < about.available_from:
        raise NotAllowed(
            Refused("dates_in_order", "They would be free until a day before they are.", "Check both dates.")
        )
    same = Reviewer.objects.filter(partnership=by.partnership, email__iexact=about.email.strip())
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NotAllowed(
            Refused("listed_already", "Somebody with that address is on the register.", "Open their entry.")
        )


def _fill(reviewer: Reviewer, about: About) -> None:
    reviewer.name, reviewer.email = about.name.strip(), about.email.strip().lower()
    reviewer.organisation, reviewer.source = about.organisation.strip(), about.source.value
    reviewer.skills, reviewer.independence = about.skills.strip(), about.independence.strip()
    reviewer.available_from, reviewer.available_until = about.available_from, about.available_until
    reviewer.availability = about.availability.strip()
    reviewer.save()


def _record(by: Acting, act: str, on: dict[str, str], keep: dict[str, str]) -> None:
    assert by.partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=by.partnership.stream, act=act, actor=by.actor, on=on, keep=keep)
