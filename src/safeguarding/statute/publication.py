"""Publishing a practice review: what comes first, who may say that it can go out, and the earliest day.

The report goes to the Panel and the Secretary of State at least seven working days before it is published,
and stays publicly available for at least a year (SI 2018/789 Part 3; Working Together). Where publishing
would not be right, what is to be improved is published instead, in the same time, with the reasons to both
(s.16F). A delay is told with its reasons; that it is looked at again within eight weeks is the partnership's
own rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.calendar import add_months, add_working_days
from safeguarding.statute.letters import Party
from safeguarding.statute.terms.words import Term

PART_3 = "SI 2018/789 Part 3; Working Together"
BEFORE = 7
"""Working days between the copies and publication (SI 2018/789 Part 3)."""
KEPT_MONTHS = 12
"""How long it stays public at least, in months (SI 2018/789 Part 3)."""
HOLD_WEEKS = 8
"""After how many weeks at most a hold is looked at again: the partnership's own."""
RELEASES = 2
"""How many people who did not write it say that it can go out: the partnership's own."""
COPIED = (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED)
RECEIVES = {
    Party.PANEL: "the Panel",
    Party.SECRETARY_OF_STATE: "the Secretary of State",
    Party.OFSTED: "Ofsted",
}


class Way(Term):
    """What the partners decide about a finished report."""

    PUBLISH = "publish", "Publish the report"
    IMPROVEMENTS = "improvements", "Publish the improvements only"
    DELAY = "delay", "Delay publication"


class Verdict(Term):
    """What somebody who reads the finished file says."""

    RELEASE = "release", "It can go out"
    CHANGES = "changes", "It can go out after changes"
    REFUSE = "refuse", "It should not go out"


class DelayReason(Term):
    """Why publication is put back (domain: delay codes)."""

    CRIMINAL_TRIAL = "criminal_trial", "A criminal trial"
    INQUEST = "inquest", "An inquest"
    FAMILY_COURT = "family_court", "Proceedings in the family court"
    REVIEWER_CHANGE = "reviewer_change", "A change of reviewer"
    FAMILY_REQUEST = "family_request", "The family asked for it"
    AGENCY_REPORT_LATE = "agency_report_late", "An agency’s report is late"
    PANEL_CAPACITY = "panel_capacity", "The review panel needs more time"
    JOINT_REVIEW = "joint_review", "A joint review"
    REDACTION_LEGAL = "redaction_legal", "Legal advice on what may be said"
    COMMISSIONING = "commissioning", "Finding a reviewer took longer"
    OTHER = "other", "Another reason"


@dataclass(frozen=True)
class Question:
    """Something to be answered in words before a report goes out; `after_copies` once they have been sent."""

    code: str
    text: str
    hint: str
    cite: str
    after_copies: bool = False


OWN = "The partnership’s own arrangements"
QUESTIONS = (
    Question(
        "family", "Does the family know what will be published, and when?",
        "Who told them and on which day, or why it was not possible.", "Working Together",
    ),
    Question(
        "anonymity", "What was found when the finished file was searched for names, dates and places?",
        "What was found, and why nothing in it can lead to a child or a family, also put together with what "
        "was in the news.", "Working Together: published so that no child or vulnerable adult is harmed",
    ),
    Question(
        "family_court", "Is a child involved in family proceedings?",
        "If so: why nothing identifies them, or what the court allowed.",
        "Children Act 1989 s.97(2); Administration of Justice Act 1960 s.12",
    ),
    Question(
        "orders", "Is there an order of a court on what may be reported, or lifelong anonymity?",
        "Which, and how the report keeps to it. Victims of sexual offences are never identified.",
        "Sexual Offences (Amendment) Act 1992",
    ),
    Question(
        "parallel", "Does another process stand in the way: police, a trial, an inquest?",
        "For each one that is open: who was asked, and what they said.", "Working Together",
    ),
    Question(
        "practitioners", "Do the practitioners who took part know what will be published?",
        "Who told them, when, and who supports them on the day.", OWN,
    ),
    Question(
        "telling", "In which order is everybody told?",
        "Family, practitioners, the Panel and the Department, Ofsted, members and MPs, then the media; who "
        "tells whom, and when.", OWN,
    ),
    Question(
        "speaking", "Who speaks for each partner, and what do they say?",
        "Spokespersons, holding lines, questions and answers, and when it may first be used.", OWN,
    ),
    Question("day", "Who is there on the day, and afterwards?",
             "A rota, who watches what is said in public, and what happens at dates to come.", OWN),
    Question(
        "response", "What do the partners say in public about what they will do?",
        "Where their response and the action plan stand.", "Working Together",
    ),
    Question(
        "comments", "What did the Panel, the Secretary of State and Ofsted say, and how was it considered?",
        "Each comment with its answer, or that none came.", PART_3, after_copies=True,
    ),
)  # fmt: skip


def unanswered(answered: Collection[str], *, copies_sent: bool) -> list[Question]:
    """The questions that still wait for an answer, in their order."""
    return [one for one in QUESTIONS if one.code not in answered and (copies_sent or not one.after_copies)]


def earliest(today: date, copies_on: date | None) -> date:
    """The earliest lawful day of publication: the copies, or today's, went seven working days before.

    Copies that go on a day that is not a working day count from the next one.
    """
    gone = copies_on or today
    first = add_working_days(gone, BEFORE)
    if add_working_days(first, -BEFORE) < gone:
        first = add_working_days(first, 1)
    return max(first, today)


def may_plan(day: date, *, today: date, copies_on: date | None) -> Answer:
    """Whether a report may be planned to be published on a day (SI 2018/789 Part 3)."""
    first = earliest(today, copies_on)
    if day >= first:
        return Allowed()
    return Refused(
        "too_early",
        f"The earliest lawful day is {_plain(first)}: the Panel, the Secretary of State and Ofsted have the "
        "report seven working days before.",
        "Give that day or a later one.",
    )


def may_hold(review_on: date, *, today: date) -> Answer:
    """Whether a hold is looked at again soon enough: within eight weeks."""
    last = today + timedelta(weeks=HOLD_WEEKS)
    if today < review_on <= last:
        return Allowed()
    return Refused(
        "hold_too_long",
        f"A delay is looked at again within {HOLD_WEEKS} weeks: by {_plain(last)}.",
        "Give a day until then.",
    )


def released(verdicts: Iterable[Verdict]) -> Answer:
    """Whether two people have let the finished file go out, and nobody holds that it should not."""
    said = list(verdicts)
    if Verdict.REFUSE in said or Verdict.CHANGES in said:
        return Refused(
            "held_back",
            "Somebody who read the finished file does not let it go out as it is.",
            "Put right what they say, and give in the new file for them to read.",
        )
    if said.count(Verdict.RELEASE) < RELEASES:
        return Refused(
            "two_readers",
            f"{RELEASES} people who did not write it have to say that the finished file can go out.",
            "Ask another partner, the chair or the legal adviser to read it.",
        )
    return Allowed()


def copies(sent: Collection[Party]) -> Answer:
    """Whether everybody who is owed a copy beforehand has been sent one."""
    missing = [RECEIVES[one] for one in COPIED if one not in sent]
    if not missing:
        return Allowed()
    return Refused(
        "copies_missing",
        f"No copy has gone yet to: {', '.join(missing)}.",
        "Write the letter with the copy under “Letters”, and send it.",
    )


def keep_until(published: date) -> date:
    """The first day on which it may be taken down: a year after it was published."""
    return add_months(published, KEPT_MONTHS)


def _plain(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
