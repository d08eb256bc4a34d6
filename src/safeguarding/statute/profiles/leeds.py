"""Leeds Safeguarding Children Partnership, from its published yearly report and review pages."""

from dataclasses import replace

from safeguarding.statute.calendar import Counting
from safeguarding.statute.profiles import shared
from safeguarding.statute.profiles.profile import DayPlan, Profile
from safeguarding.statute.terms import Role

INDEPENDENT_VIEW = replace(
    shared.D1_SAME_DAY,
    title="The delegated partners meet the same day, with an independent view on whether to notify",
    who=(*shared.DELEGATED, Role.INDEPENDENT_SCRUTINEER),
)

LEEDS = Profile(
    code="leeds",
    name="Leeds",
    group_name="Review Advisory Group",
    group_short="RAG",
    chair_title="Chair of the Review Advisory Group",
    counting=Counting.EXCLUSIVE,
    notify_rule_words="The three partners agree.",
    each_answers_first=False,
    split_goes_to="The resolution protocol, with an independent view on whether to notify.",
    threshold_ladder=(shared.D0, INDEPENDENT_VIEW, shared.D2_BY_NOON, shared.D3_LOCAL_AUTHORITY),
    ladder=shared.LADDER,
    day_plan=DayPlan(),
    agencies_to_ask=shared.AGENCIES_TO_ASK,
    chasers=shared.CHASERS,
    quorum=shared.QUORUM,
    quorum_words=shared.QUORUM_WORDS,
    day_fifteen_words="Within 15 working days of the notification.",
    apart=shared.APART,
    practice_ladder=shared.PRACTICE_LADDER,
    practice_cite=shared.PRACTICE_CITE,
    reminding=shared.REMINDING,
    cite="Leeds Safeguarding Children Partnership, published yearly report",
    rag_labels=shared.RAG,
)
