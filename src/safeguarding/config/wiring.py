"""What happens next, across rooms: the one place where a lower room's fact sets off a higher room's act.

`AFTER` is run in order, inside the same transaction, by `cases.facts.establish`. `CASE_PAGES` are the tabs of
a case.
`HANDOVER` is how what waits for somebody goes to others when their seat ends; each room re-addresses its own
rows. `WORK` and `BLOCKS` are the rooms asked for “Your work” and for what blocks a case; `PARTNERSHIP_WORK`
are those whose work is never on a case. `DATES` are the rooms asked for somebody's calendar, and `REMIND`
those asked, for everybody at once, for what is open and due. `OWN_DATES` are the rooms that keep dates of
their own, which newer rules for a running case may move. `DRAFTS` are the forms that keep what is typed, each
with the question whether somebody may see what it is about. `SUBJECTS` are what in a case partners may
disagree about, and `DIFFER_ON` says whether they do; `MATTERS` is what is open on a case, for the agenda of a
meeting, `PACK` what can go into its papers, and `GROUP_MATTERS` what is open for the group between cases;
`MEETS_ON` says of some kinds of meeting whether there is what they are about; `STILL_REACHES` is asked of a
letter when it is sent. `LETTER_LOG` are the rooms whose acts write or keep formal
letters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from safeguarding.cases import letters, next_steps
from safeguarding.cases.actions.consideration import hand_over_enquiry
from safeguarding.cases.actions.formal_letters import hand_over_answer
from safeguarding.cases.dates import Room
from safeguarding.cases.handover import Handover
from safeguarding.cases.letter_log import Room as LetterRoom
from safeguarding.cases.matters import Matter
from safeguarding.cases.models import Case
from safeguarding.cases.own_dates import OwnDates
from safeguarding.cases.packs import Offer, papers_of_case
from safeguarding.cases.queries import asked as cases_asked
from safeguarding.cases.queries import dates as cases_dates
from safeguarding.cases.queries import formal_letters
from safeguarding.cases.queries import leaving as cases_leaving
from safeguarding.cases.queries import reminding as cases_reminding
from safeguarding.cases.queries import rules as cases_rules
from safeguarding.cases.queries import templates as cases_templates
from safeguarding.cases.queries import work as cases_work
from safeguarding.cases.reminders import Open
from safeguarding.cases.subjects import Subject
from safeguarding.cases.web import Tab
from safeguarding.cases.work import WorkItem
from safeguarding.chronology import packs as chronology_packs
from safeguarding.chronology.queries import work as chronology
from safeguarding.correspondence.models import Letter
from safeguarding.disagreements import queries as disagreements
from safeguarding.disagreements.actions import effects as disagreement_effects
from safeguarding.disagreements.queries import reminding as disagreements_reminding
from safeguarding.evidence import actions as evidence_actions
from safeguarding.evidence import packs as evidence_packs
from safeguarding.evidence import queries as evidence
from safeguarding.evidence.actions import leaving as evidence_acts
from safeguarding.evidence.queries import leaving as evidence_leaving
from safeguarding.evidence.queries import reminding as evidence_reminding
from safeguarding.improvements import actions as improvements_actions
from safeguarding.improvements import queries as improvements
from safeguarding.improvements.actions.leaving import hand_over_action
from safeguarding.improvements.queries import leaving as improvements_leaving
from safeguarding.improvements.queries import reminding as improvements_reminding
from safeguarding.learning import queries as learning
from safeguarding.learning.actions import hand_over_direction, hand_over_report
from safeguarding.learning.queries import leaving as learning_leaving
from safeguarding.learning.queries import reminding as learning_reminding
from safeguarding.meetings import actions as meetings_actions
from safeguarding.meetings import queries as meetings
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import deciding as meetings_deciding
from safeguarding.meetings.queries import reminding as meetings_reminding
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews import queries as practice_reviews
from safeguarding.practice_reviews.queries import facts as practice_reviews_facts
from safeguarding.rapid_reviews import queries as rapid_reviews
from safeguarding.rapid_reviews.actions import writing as rapid_reviews_writing
from safeguarding.rapid_reviews.queries import commenting as rapid_reviews_commenting
from safeguarding.rapid_reviews.queries import leaving as rapid_reviews_leaving
from safeguarding.rapid_reviews.queries import reminding as rapid_reviews_reminding
from safeguarding.reports import group
from safeguarding.reports import letters as letters_out
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act

AFTER: Final[dict[Kind, list[Callable[..., object]]]] = {
    Kind.REFERRED: [improvements_actions.after_referred],
    Kind.CONSIDERED: [disagreement_effects.after_considered],
    Kind.LA_DECIDED: [disagreement_effects.after_local_authority_decided],
    Kind.ROUTE_SETTLED: [rapid_reviews_writing.open_review],
    Kind.NOTIFIED: [
        evidence_actions.ask_agencies_on_notification,
        disagreement_effects.after_notified,
        rapid_reviews_writing.open_review,
        meetings_actions.hold_slots,
    ],
    Kind.NOTIFICATION_WITHDRAWN: [disagreement_effects.after_withdrawn],
    Kind.SIGNED_OFF: [disagreement_effects.after_signed_off],
}

CASE_PAGES: Final[list[Tab]] = [
    Tab("Overview", "cases:overview", Act.SEE_CASE),
    Tab("Rapid review", "rapid_reviews:workspace", Act.SEE_CASE),
    Tab("Practice review", "practice_reviews:practice_review", Act.SEE_CASE),
    Tab("Meetings", "meetings:meetings", Act.SEE_CASE),
    Tab("Returns", "evidence:board", Act.SEE_RETURNS_BOARD),
    Tab("Chronology", "chronology:composite", Act.READ_CHRONOLOGY),
    Tab("Decisions", "cases:decisions", Act.SEE_CASE),
    Tab("Documents", "cases:documents", Act.DOWNLOAD_DOCUMENT),
    Tab("Letters", "cases:letters", Act.READ_FORMAL_LETTERS),
    Tab("Safety and learning", "improvements:safety", Act.SEE_CASE),
    Tab("Disagreements", "disagreements:disagreement", Act.SEE_CASE),
    Tab("Follow-up", "learning:learning", Act.SEE_CASE),
    Tab("People and access", "cases:access", Act.SEE_CASE),
    Tab("Record", "cases:record", Act.SEE_RECORD),
    Tab("Who has looked", "cases:looked", Act.SEE_LOOKS),
]

WORK: Final[list[Callable[[Acting], list[WorkItem]]]] = [
    cases_work.work,
    formal_letters.work,
    disagreements.work,
    improvements.work,
    evidence.work,
    chronology.work,
    meetings.work,
    meetings_deciding.work,
    rapid_reviews.work,
    practice_reviews.work,
    learning.work,
]

PARTNERSHIP_WORK: Final[list[Callable[[Acting], list[WorkItem]]]] = [
    cases_leaving.work,
    cases_rules.work,
    cases_templates.work,
    meetings.group_work,
    meetings.members_work,
    disagreements.agencies_work,
    letters_out.work,
]

DATES: Final[list[Room]] = [
    cases_dates.dates,
    formal_letters.dates,
    disagreements.dates,
    improvements.dates,
    evidence.dates,
    meetings.dates,
    meetings_deciding.dates,
    rapid_reviews_commenting.dates,
    practice_reviews.dates,
    learning.dates,
]

HANDOVER: Final[list[Handover]] = [
    Handover("enquiry", "Considering the threshold", cases_leaving.enquiries, hand_over_enquiry),
    Handover(
        "request", "Requests to their agency", evidence_leaving.requests, evidence_acts.hand_over_request
    ),
    Handover(
        "confirm",
        "Requests to their agency",
        evidence_leaving.returns_to_confirm,
        evidence_acts.hand_over_confirming,
    ),
    Handover("action", "Actions that they own", improvements_leaving.owned, hand_over_action),
    Handover("letter", "Answers to formal letters", formal_letters.answering, hand_over_answer),
    Handover("direction", "Directions of the chair", learning_leaving.directions, hand_over_direction),
    Handover("assurance", "Reports on steps and impact", learning_leaving.reports, hand_over_report),
    Handover(
        "cover",
        "Holiday cover",
        evidence_leaving.covers,
        evidence_acts.let_cover_fall,
        "The cover ends now. The agency can name another colleague.",
    ),
    Handover(
        "chairing",
        "Meetings",
        meetings.namings_that_fall,
        meetings_actions.let_naming_fall,
        "The independent chair takes it, unless somebody else is named and agreed to.",
    ),
    Handover(
        "proposal",
        "Proposed by them",
        cases_leaving.proposals,
        then="It stays in their name, and still waits for a second person.",
    ),
    Handover(
        "signature",
        "Proposed by them",
        rapid_reviews_leaving.evidenced,
        then="It stays in their name, and still waits for a second member of staff.",
    ),
]

OWN_DATES: Final[list[OwnDates]] = [OwnDates(disagreements.moved, disagreement_effects.after_restamp)]

DRAFTS: Final[dict[str, Callable[[Acting, str], bool]]] = {
    "return": evidence.may_keep_draft,
    "minutes": meetings.may_keep_draft,
    "letter": formal_letters.may_keep_draft,
}

SUBJECTS: Final[list[Callable[[Acting, Case | None, str], list[Subject]]]] = [
    improvements.contested,
    evidence.refused,
]

STILL_REACHES: Final[Callable[[Letter], bool]] = letters.still_reaches

MATTERS: Final[list[Callable[[Acting, Case], list[Matter]]]] = [
    improvements.matters,
    evidence.matters,
    disagreements.matters,
    rapid_reviews.letters.matters,
    meetings_deciding.matters,
]

LETTER_LOG: Final[list[LetterRoom]] = [
    formal_letters.own_lines,
    rapid_reviews.letters.lines,
    evidence.letters.lines,
]

PACK: Final[list[Callable[[Acting, Case], list[Offer]]]] = [
    papers_of_case,
    evidence_packs.offers,
    chronology_packs.offers,
]

GROUP_MATTERS: Final[list[Callable[[Acting], list[Matter]]]] = [
    group.matters,
    meetings.group_matters,
    disagreements.group_matters,
]

MEETS_ON: Final[dict[str, Callable[[Case], bool]]] = {
    Meeting.Kind.PANEL.value: practice_reviews.under_way,
    Meeting.Kind.RESOLUTION.value: disagreements.any_open,
}

DIFFER_ON: Final[Callable[[str], bool]] = disagreements.differ_on

REMIND: Final[list[Callable[[Collection[int] | None], Iterable[Open]]]] = [
    cases_reminding.open_dates,
    cases_asked.open_dates,
    formal_letters.open_dates,
    disagreements_reminding.open_dates,
    evidence_reminding.open_dates,
    improvements_reminding.open_dates,
    rapid_reviews_reminding.open_dates,
    rapid_reviews_commenting.open_dates,
    practice_reviews_facts.open_dates,
    learning_reminding.open_dates,
    meetings_reminding.open_dates,
]

BLOCKS: Final[list[Callable[..., list[next_steps.Block]]]] = [
    next_steps.before_notification,
    evidence.blocks,
    rapid_reviews.blocks,
]
