"""The eighteen sections of the report, in their order, and the parts of it that somebody writes.

The order follows what the Panel's guidance asks a rapid review to bring out, and what Working Together asks
partners to say about their decision.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A text that somebody writes: where it stands, what is asked, and why."""

    code: str
    section: int
    title: str
    ask: str
    why: str = ""
    check: str = ""


TITLES: dict[int, str] = {
    1: "About this report",
    2: "The notification",
    3: "The children and their family",
    4: "What happened, and the context",
    5: "The agencies and their answers",
    6: "What practice was like, and why",
    7: "The child’s experience",
    8: "Identity and inequality",
    9: "What went well",
    10: "Keeping children safe now",
    11: "What we learned at once, and how it is shared",
    12: "The criteria",
    13: "The decision and its reasons",
    14: "What follows",
    15: "Other processes",
    16: "Actions",
    17: "Sign-off",
    18: "Time taken",
}

PARTS: tuple[Part, ...] = (
    Part(
        "family",
        3,
        "The family, and who keeps each child safe",
        "Who lives with the child and who matters to them? Name every other child, say how each is safe "
        "now, and who "
        "sees to it. Use pseudonyms.",
        "A rapid review first makes sure that no child is left at risk.",
        "RRQ03",
    ),
    Part(
        "telling_family",
        3,
        "Telling the family",
        "What has the family been told about this review, by whom and when? If not yet, when will they be "
        "told?",
        "Families should hear of a review from us.",
        "RRQ20",
    ),
    Part(
        "incident",
        4,
        "What happened, in short",
        "What happened, and what does a reader have to know to understand it? Keep it short: this is not a "
        "chronology.",
        "Readers who were not there need the facts first.",
        "RRQ04",
    ),
    Part(
        "analysis",
        6,
        "The moments that mattered, and why they went as they did",
        "Take the few moments in practice that mattered most. For each: what was known, what was done, and "
        "why it made "
        "sense to the people who were there.",
        "We ask why, so that we learn about the system and blame nobody.",
        "RRQ06",
    ),
    Part(
        "experience",
        7,
        "A day in the child’s life, and the child’s voice",
        "What was life like for this child? What did the child say, show or want? Who listened?",
        "The child stands at the centre of the review.",
        "RRQ08",
    ),
    Part(
        "inequality",
        8,
        "Identity, family background and inequality",
        "What was understood of the child’s and family’s culture, faith, disability and background? Did "
        "racism, ableism "
        "or another inequality play a part? If none did, say what was looked at.",
        "The Panel asks for an answer even when it is “none”.",
        "RRQ07",
    ),
    Part(
        "good_practice",
        9,
        "What went well",
        "What did people do well, and what made that possible?",
        "Good practice is learning too.",
        "RRQ09",
    ),
    Part(
        "safety",
        10,
        "What was done to keep children safe",
        "What was done at once, by whom and when, and what is still to be done? The steps from the safety "
        "log are added "
        "for you.",
        "",
        "RRQ03",
    ),
    Part(
        "learning_now",
        11,
        "What we learned at once",
        "What has been learned already? What has been changed or shared, who owns it, and by when?",
        "Learning does not wait for the end of a review.",
        "RRQ10",
    ),
    Part(
        "limits",
        15,
        "What other processes mean for this review",
        "Does a police investigation, court or inquest limit what may be said or asked, and until when? "
        "The list of "
        "processes is added for you.",
        "",
        "RRQ17",
    ),
    Part(
        "cross_boundary",
        15,
        "Other areas",
        "Which other areas were consulted, when, and what did they say?",
        "When more than one area was involved, they are consulted.",
        "RRQ18",
    ),
)
BY_CODE: dict[str, Part] = {part.code: part for part in PARTS}
