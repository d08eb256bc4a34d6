"""Devon Safeguarding Children Partnership, from its published procedure for serious incidents."""

from types import MappingProxyType

from safeguarding.statute.calendar import Counting
from safeguarding.statute.decisions import Rule
from safeguarding.statute.profiles import shared
from safeguarding.statute.profiles.profile import DayPlan, LevelCode, Profile, Rung
from safeguarding.statute.terms import DecisionKind, Role

FINAL_SAY = Rung(
    LevelCode.D1,
    "The local authority has the final say, within the five working days",
    (Role.LA_STATUTORY_DECIDER,),
    5,
    from_aware=True,
)

DEVON = Profile(
    code="devon",
    name="Devon",
    group_name="Child Safeguarding Practice Review Group",
    group_short="CSPRG",
    chair_title="Chair of the Child Safeguarding Practice Review Group",
    counting=Counting.INCLUSIVE,
    notify_rule_words="The three partners agree, and the local authority has the final say.",
    each_answers_first=False,
    split_goes_to="The local authority decides.",
    threshold_ladder=(shared.D0, FINAL_SAY),
    ladder=shared.LADDER,
    day_plan=DayPlan(),
    agencies_to_ask=shared.AGENCIES_TO_ASK,
    chasers=shared.CHASERS,
    quorum=shared.QUORUM,
    quorum_words=shared.QUORUM_WORDS,
    day_fifteen_words="Within 15 working days; the day of receipt is day 1.",
    apart=shared.APART,
    practice_ladder=shared.PRACTICE_LADDER,
    practice_cite=shared.PRACTICE_CITE,
    reminding=shared.REMINDING,
    cite="Devon Safeguarding Children Partnership, published procedure for serious incidents",
    rules=MappingProxyType({DecisionKind.THRESHOLD_POSITION: Rule.LEAD_PARTNER_DECIDES}),
    rag_labels=shared.RAG,
)
