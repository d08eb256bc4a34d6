"""The agency's report for a practice review: what the agency saw and did over the time looked at, and why.

The heads follow the fields of a single-agency information report in practice: involvement, summary, events,
key practice episodes with their contributory factors, the child's voice, identity and inequality, working
together, supervision, what went well, steps taken, learning, other processes, the people who took part, and
what is missing or not shared. The words are ours. Nobody is asked whether the review's criteria are met:
that was decided before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from safeguarding.evidence.questions.question import How, Part, Question
from safeguarding.evidence.questions.short import INEQUALITY, PANEL, SHARING
from safeguarding.statute.terms import AgencyType as A
from safeguarding.statute.terms import Factor, Theme

WORKING_TOGETHER = "Working Together, local child safeguarding practice reviews"
REGULATIONS = "SI 2018/789 reg 15"

OVER_TIME, ONCE, ADULTS = "over_time", "once", "adults"
INVOLVED: Final = (
    (OVER_TIME, "We worked with this child or family over a time"),
    (ONCE, "We had one contact or a few: a call, a visit to a hospital, an arrest"),
    (ADULTS, "We worked only with adults of the family"),
)

QUALITY: Final = (
    ("better", "Better than we would expect"),
    ("expected", "As we would expect"),
    ("mixed", "Some of each"),
    ("other", "Not as we would expect"),
)

HEALTH: Final = frozenset(
    {
        A.ICB, A.ACUTE_TRUST, A.COMMUNITY_TRUST, A.MENTAL_HEALTH_TRUST, A.GP_PRIMARY_CARE, A.AMBULANCE,
        A.MATERNITY, A.HEALTH_VISITING, A.HOSPITAL_PLACEMENT,
    }
)  # fmt: skip
POLICE: Final = frozenset({A.POLICE_FORCE, A.BTP})
JUSTICE: Final = frozenset({A.PROBATION, A.PRISON_YOI, A.YOUTH_JUSTICE})

PROCESSES: Final[tuple[tuple[str, str, frozenset[A] | None], ...]] = (
    ("employment", "A process under our own employment or conduct rules", None),
    ("complaint", "A complaint or a claim", None),
    ("allegation", "An allegation about somebody who works with children", None),
    ("registration", "A referral to a professional register", None),
    ("patient_safety", "A patient safety review", HEALTH),
    ("child_death", "A child death review", HEALTH),
    ("police_conduct", "A referral to the office for police conduct", POLICE),
    ("serious_offence", "A serious further offence review", JUSTICE),
    ("inspection", "An inspection, or a regulator’s enquiry", None),
    ("inquest", "An inquest, or criminal or family proceedings in which we are asked for evidence", None),
    ("another", "Something else", None),
)

REPORT: Final = (
    Question(
        "involved", 1, "Involvement", "How were you involved?",
        (
            "What follows depends on this: an agency with one contact is asked less.",
            "If a search finds nothing at all, go back and choose “We have no record”.",
        ),
        "The review needs to see who was around the family, when, and in which role.",
        WORKING_TOGETHER, "",
        (
            Part("how", "Which of these is nearest?", How.ONE, options=INVOLVED),
            Part(
                "people", "Whom of the family did you know, since when and until when?",
                hint="By their place in the family, such as “mother” or “older brother”, and why.",
            ),
            Part(
                "searched_by", "What did you search by?", How.LINE,
                hint="For example: name and date of birth, NHS number, address. Not the number itself.",
            ),
            Part(
                "period", "Which time does your report cover?", How.LINE, needed=False,
                hint="Leave it empty for the time that was asked for. If it is another, say which and why.",
            ),
        ),
        brings=("knew",),
    ),
    Question(
        "summary", 2, "Summary", "What did your organisation do, in short?",
        (
            "Half a page to a page: what the work was for, its main contacts, and how it ended.",
            "The single events belong in your chronology, not here.",
        ),
        "Whoever reads twelve reports reads this first.",
        WORKING_TOGETHER, "We had no part in the work with this family.",
        brings=("contacts",),
    ),
    Question(
        "events", 3, "Chronology", "What should a reader know about your chronology?",
        (
            "Give it as a Word or Excel file, or type the events: the link is below. One given before counts "
            "still.",
            "Say here which records it comes from, and what it leaves out.",
        ),
        "The events of all agencies stand beside each other in the review’s chronology.",
        WORKING_TOGETHER, "We have no events beyond those in our earlier chronology.",
    ),
    Question(
        "episodes", 4, "Key practice episodes", "Which moments shaped how things went, and why?",
        (
            "An episode is a stretch of work that mattered: a visit, an assessment, a decision, a handover. "
            "Two to five are usual. Choose good ones too.",
            "Ask the people who were there. What did they know then, and what made sense to them?",
            "“Why” is about the work and what surrounds it, never about one person.",
        ),
        "Reasons that lie in how work is set up come back in other cases; that is what a review can change.",
        f"{PANEL}; {REGULATIONS}", "No moment of ours stands out.",
        (
            Part("when", "When was it?", How.LINE, hint="For example: March 2026, or the week after birth."),
            Part("happened", "What happened?"),
            Part(
                "expected", "What would you expect to happen?",
                hint="By your own ways of working, or by what was usual then.",
            ),
            Part("quality", "How did it go?", How.ONE, options=QUALITY),
            Part("why", "Why did it go this way?", hint="“Not known yet” is an answer."),
            Part(
                "factors", "Where do these reasons lie?", How.SOME, needed=False,
                options=tuple((one.value, one.label) for one in Factor),
            ),
            Part("effect", "What did it mean for the child?"),
        ),
        entry="episode",
    ),
    Question(
        "in_the_way", 5, "What got in the way", "Looking across all of it: what got in the way, and why?",
        (
            "What comes back in several episodes? What would get in the way again tomorrow?",
            "Think of time and staffing, systems, what services told each other, what the family was living "
            "with, what managers and policies asked for.",
        ),
        "Learning, never blame: the same things get in the way elsewhere.",
        PANEL, "Nothing that we know of.",
        brings=("in_the_way",),
    ),
    Question(
        "voice", 6, "The child’s voice and daily life", "What was life like for this child?",
        (
            "What the child said, showed or could not say, and what was done with it. What a day was like.",
            "For a baby or a child who does not speak: what was seen in how they looked, moved and were with "
            "others.",
            "Was the child seen alone? If not, why not?",
        ),
        "The child comes first in the review, and agencies hold pieces that nobody else has.",
        PANEL, "We never saw the child, and hold nothing about daily life.",
        (
            Part("daily_life", "What did you know of the child’s life and of what the child wanted?"),
            Part(
                "family", "How were parents, carers and the wider family part of the work?",
                hint="Fathers and partners too. Say if somebody was not spoken to, and why.",
            ),
        ),
        brings=("voice",),
    ),
    Question(
        "identity", 7, "Identity and inequality", "Who is this child, and did inequality play a part?",
        (
            "Ethnicity, culture, language, faith, disability, sex, and anything else that matters to who "
            "they are.",
            "Did poverty, racism, ableism or other unfairness shape the family’s life, or how services met "
            "them?",
            "Was an interpreter or other help offered? Was any of this talked about at the time?",
        ),
        "Guidance asks every review to look at this, even where the answer is that it played no part.",
        INEQUALITY, "We have nothing recorded about this.",
        brings=("identity",),
    ),
    Question(
        "sharing", 8, "Working with others", "How did you and other services work together?",
        (
            "What you told others and what they told you: when it helped, when it came late or not at all.",
            "Meetings, referrals, who held the whole picture, and what happened when services saw it "
            "differently.",
        ),
        "Most reviews find something here; only both sides together show what.",
        PANEL, "We worked with no other service in this time.",
    ),
    Question(
        "supervision", 9, "Supervision and workload", "What was it like to do this work at the time?",
        (
            "Supervision and management oversight: was there room to think about this family?",
            "Workload, vacancies, changes of worker or system, training for the task.",
        ),
        "What surrounds the work decides more than who does it.",
        PANEL, "Nothing about this is recorded, and nobody could tell us.",
        not_for=(ONCE,),
    ),
    Question(
        "went_well", 10, "What went well", "What went well?",
        (
            "Something that somebody did that helped the child, or could have.",
            "What made it possible: time, a relationship, a way of working, good supervision?",
        ),
        "We learn as much from what works as from what does not.",
        PANEL, "Nothing that stands out.",
        brings=("went_well",),
    ),
    Question(
        "steps", 11, "Steps already taken", "What have you done already to keep children safe, or to learn?",
        (
            "Since the incident: for this child, brothers and sisters, other children, and in how you work.",
            "One entry for each.",
        ),
        "Safety and learning do not wait for the review to end.",
        WORKING_TOGETHER, "None yet.",
        (
            Part("what", "What?"),
            Part("who", "Who is in charge of it?", How.LINE, hint="Their post."),
            Part("when", "By when, or when was it done?", How.LINE),
            Part("shown", "How will you know that it happened, and that it helps?", How.LINE, needed=False),
        ),
        entry="step",
        brings=("steps",),
    ),
    Question(
        "learning", 12, "Learning so far", "What have you learned so far?",
        (
            "Early thoughts are welcome: the review tests them with everybody.",
            "Learning for your own organisation, and learning that needs several.",
        ),
        "The review builds on it, and your own learning can begin now.",
        WORKING_TOGETHER, "Nothing yet.",
        (
            Part("own", "For your own organisation"),
            Part("together", "For several organisations together"),
            Part(
                "themes", "Which themes do you see in it?", How.SOME, needed=False,
                options=tuple((one.value, one.label) for one in Theme),
            ),
        ),
    ),
    Question(
        "processes", 13, "Other processes", "Is anything else going on inside or around your organisation?",
        (
            "The review does not repeat these, and does not wait for them. It needs to know of them.",
            "Say what kind and how far it is, not what is said in it.",
        ),
        "So that nobody is asked twice, and nothing in the review gets in the way of a court.",
        WORKING_TOGETHER, "None that we know of.",
        (
            Part(
                "which", "Which of these?", How.SOME,
                options=tuple((code, label) for code, label, _ in PROCESSES),
            ),
            Part("stand", "How far is it, who leads it, and does it limit what you can say?"),
        ),
    ),
    Question(
        "people", 14, "The people who did the work", "Who could help the review to understand?",
        (
            "Practitioners and first-line managers meet in a learning event. They are there to explain, and "
            "are looked after.",
            "By their posts, not their names. Say if somebody has left or must not be asked now.",
        ),
        "Only they know why things made sense at the time.",
        PANEL, "Nobody who worked with the family is still with us.",
        (
            Part("event", "Who could take part in a learning event?"),
            Part("support", "How are they supported, and by whom?"),
        ),
    ),
    Question(
        "withheld", 15, "What is missing or not shared", "Is anything missing, or not shared?",
        (
            "Say what kind of thing it is and on what ground, without saying the thing itself: for example a "
            "police request to wait, a court order, legal advice.",
            "Records that are lost, or that you could not search, belong here too.",
        ),
        "So that the review knows what it does not know.",
        SHARING, "Nothing is missing, and nothing is held back.",
        (
            Part("held", "What is not shared, and on what legal ground?", needed=False),
            Part("missing", "Which records are missing, and what was done to find them?", needed=False),
        ),
        brings=("withheld",),
    ),
)  # fmt: skip


def report_for(kind: str) -> tuple[Question, ...]:
    """The questions as an agency of this kind is asked them: only the processes that it can have."""
    fit = {code for code, _, kinds in PROCESSES if kinds is None or A(kind) in kinds}

    def part_for(part: Part) -> Part:
        if part.key != "which":
            return part
        return replace(part, options=tuple(option for option in part.options if option[0] in fit))

    return tuple(
        replace(one, parts=tuple(part_for(part) for part in one.parts)) if one.key == "processes" else one
        for one in REPORT
    )
