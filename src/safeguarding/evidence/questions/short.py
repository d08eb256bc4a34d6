"""The eight questions of the short return: what is asked, help in plain words, why it is asked, and on what
ground.

The heads follow what rapid reviews must bring out: the facts and how agencies were involved, what was done
at once, what could be better, the child's own life, and identity and inequality. The words are ours.
"""

from __future__ import annotations

from typing import Final

from safeguarding.evidence.questions.question import Question

RAPID_REVIEW = (
    "Working Together, rapid reviews: gather the facts, act on the child’s safety, consider what can improve"
)
PANEL = "Child Safeguarding Practice Review Panel, guidance for safeguarding partners"
INEQUALITY = (
    "Child Safeguarding Practice Review Panel, guidance for safeguarding partners, from 2022: "
    "identity and inequality"
)
SHARING = "Children Act 2004 s.16H; UK GDPR Article 5(1)(c)"


SHORT: Final = (
    Question(
        "knew",
        1,
        "Knowing the child",
        "Did you know this child or family?",
        (
            "Who in the family you knew, since when, and why.",
            "If you knew a brother, sister, parent or carer but not the child, say so.",
            "If you had stopped working with them, say when and why.",
        ),
        "The meeting needs to see who was around the child, and who was not.",
        RAPID_REVIEW,
        "We did not know them.",
    ),
    Question(
        "contacts",
        2,
        "Main contacts",
        "What were your main contacts with the child and family?",
        (
            "The ones that matter most, each with its date: about five to ten lines.",
            "Who was seen, by whom (by their job, not their name), what was seen or said, and what was "
            "done next.",
            "“About March 2026” is a fine date if that is all you know.",
        ),
        "These become the first picture of what happened. A full chronology may be asked for later.",
        RAPID_REVIEW,
        "None in this time.",
    ),
    Question(
        "went_well",
        3,
        "What went well",
        "What went well?",
        (
            "Something that somebody did that helped the child, or could have.",
            "What made it possible: time, a relationship, a way of working, good supervision?",
        ),
        "We learn as much from what works as from what does not.",
        PANEL,
        "Nothing that stands out.",
    ),
    Question(
        "in_the_way",
        4,
        "What got in the way",
        "What got in the way, and why?",
        (
            "Think of the work, not of one person. What made sense to people at the time?",
            "For example: what they knew, time and staffing, the systems they used, how services spoke "
            "to each other, "
            "what the family was living with, what managers and policies asked for.",
            "“Why” matters more than “what”.",
        ),
        "Learning, never blame: the same things get in the way elsewhere.",
        PANEL,
        "Nothing that we know of yet.",
    ),
    Question(
        "voice",
        5,
        "The child’s voice and daily life",
        "What was life like for this child?",
        (
            "What the child said, showed or could not say. What a day was like for them.",
            "For a baby or a child who does not speak: what was seen in how they looked, moved and were "
            "with others.",
            "Was the child seen alone? If not, why not?",
        ),
        "The child comes first in the review, and agencies hold pieces that nobody else has.",
        PANEL,
        "We never saw the child.",
    ),
    Question(
        "identity",
        6,
        "Identity and inequality",
        "Who is this child, and did inequality play a part?",
        (
            "Ethnicity, culture, language, faith, disability, sex, and anything else that matters to "
            "who they are.",
            "Did poverty, racism, ableism or other unfairness shape the family’s life, or how services "
            "met them?",
            "Was this talked about at the time? “We do not know” is an answer that helps.",
        ),
        "Guidance asks every review to look at this, even where the answer is that it played no part.",
        INEQUALITY,
        "We have nothing recorded about this.",
    ),
    Question(
        "steps",
        7,
        "Steps already taken",
        "What have you done already to keep children safe, or to learn?",
        (
            "Since the incident: for this child, brothers and sisters, and other children.",
            "What, who is in charge of it, and by when or when it was done.",
            "Also any other process inside your organisation, such as a complaint, or a patient safety "
            "review.",
        ),
        "Safety and learning do not wait for the review to end.",
        RAPID_REVIEW,
        "None yet.",
    ),
    Question(
        "withheld",
        8,
        "What you cannot share",
        "Is there anything that you cannot share, or that is missing?",
        (
            "Say what kind of thing it is and why, without saying the thing itself: for example a "
            "police request to wait, "
            "a court order, legal advice.",
            "Records that are lost, or that you could not search, belong here too.",
        ),
        "So that the meeting knows what it does not know.",
        SHARING,
        "Nothing is held back.",
    ),
)
