"""Barnet Safeguarding Children Partnership, from its published page on learning from serious incidents."""

from safeguarding.statute.calendar import Counting
from safeguarding.statute.profiles import shared
from safeguarding.statute.profiles.profile import DayPlan, Profile
from safeguarding.statute.terms import Role

BARNET = Profile(
    code="barnet",
    name="Barnet",
    group_name="Learning and Thematic Review Group",
    group_short="LTRG",
    chair_title="Independent chair of the Learning and Thematic Review Group",
    counting=Counting.EXCLUSIVE,
    notify_rule_words="The three partners decide together, and all three must agree.",
    each_answers_first=False,
    split_goes_to="The resolution protocol; the local authority decides by the end of working day 5.",
    threshold_ladder=shared.THRESHOLD_LADDER,
    ladder=shared.LADDER,
    day_plan=DayPlan(),
    agencies_to_ask=shared.AGENCIES_TO_ASK,
    chasers=shared.CHASERS,
    quorum=shared.QUORUM,
    quorum_words=shared.QUORUM_WORDS,
    day_fifteen_words="Within 15 working days of the notification. The partnership’s page says “15 days”.",
    apart=shared.APART,
    practice_ladder=shared.PRACTICE_LADDER,
    practice_cite="Barnet Safeguarding Children Partnership, resolution policy",
    reminding=shared.REMINDING,
    cite="Barnet Safeguarding Children Partnership, published page on learning from serious incidents",
    rag_labels=shared.RAG,
    advisers=(Role.EDUCATION_LEAD, Role.PUBLIC_HEALTH, Role.LEGAL_ADVISER, Role.COMMUNITY_SAFETY),
)
