"""Cambridgeshire and Peterborough, from the guidance that its partnership approved in December 2025."""

from safeguarding.statute.calendar import Counting
from safeguarding.statute.profiles import shared
from safeguarding.statute.profiles.profile import DayPlan, Profile

CAMBRIDGESHIRE_PETERBOROUGH = Profile(
    code="cambridgeshire_peterborough",
    name="Cambridgeshire and Peterborough",
    group_name="Child Safeguarding Practice Review Group",
    group_short="CSPRG",
    chair_title="Chair of the Child Safeguarding Practice Review Group",
    counting=Counting.EXCLUSIVE,
    notify_rule_words="The three statutory partners agree.",
    each_answers_first=False,
    split_goes_to="The resolution protocol; the local authority decides by the end of working day 5.",
    threshold_ladder=shared.THRESHOLD_LADDER,
    ladder=shared.LADDER,
    day_plan=DayPlan(),
    agencies_to_ask=shared.AGENCIES_TO_ASK,
    chasers=shared.CHASERS,
    quorum=shared.QUORUM,
    quorum_words=shared.QUORUM_WORDS,
    day_fifteen_words="Within 15 working days, counted from the notification.",
    apart=shared.APART,
    practice_ladder=shared.PRACTICE_LADDER,
    practice_cite=shared.PRACTICE_CITE,
    reminding=shared.REMINDING,
    cite="Cambridgeshire and Peterborough Safeguarding Children Partnership, guidance of 9 December 2025",
    rag_labels=shared.RAG,
)
