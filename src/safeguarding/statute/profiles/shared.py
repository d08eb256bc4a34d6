"""What the profiles have in common."""

from __future__ import annotations

from types import MappingProxyType

from safeguarding.statute.chasing import Chaser, Told
from safeguarding.statute.profiles.profile import Apart, LevelCode, PracticeRung, Rung
from safeguarding.statute.reminding import Reminding
from safeguarding.statute.terms import AgencyType, Role

DELEGATED = (Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE)
DEPUTIES = (Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE)
LEADS = (Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE)

# A disagreement on the threshold: the same day, by noon of the fifth working day, and by its end.
D0 = Rung(LevelCode.D0, "The chair leads a discussion in the meeting", (Role.LTRG_CHAIR,), 0)
D1_SAME_DAY = Rung(LevelCode.D1, "The delegated partners meet with the chair the same day", DELEGATED, 0)
D2_BY_NOON = Rung(
    LevelCode.D2,
    "The lead safeguarding partners decide by noon of the fifth working day",
    LEADS,
    5,
    from_aware=True,
    by_noon=True,
)
D3_LOCAL_AUTHORITY = Rung(
    LevelCode.D3,
    "The local authority decides by the end of the fifth working day",
    (Role.LA_STATUTORY_DECIDER,),
    5,
    from_aware=True,
)
THRESHOLD_LADDER = (D0, D1_SAME_DAY, D2_BY_NOON, D3_LOCAL_AUTHORITY)

# Any other disagreement.
LADDER = (
    D0,
    Rung(LevelCode.D1, "The delegated partners meet with the chair", DELEGATED, 1),
    Rung(
        LevelCode.D2, "The lead safeguarding partners decide, with the scrutineer’s written advice", LEADS, 2
    ),
    Rung(LevelCode.D3, "What the law and guidance say applies, with the dissent set out", DELEGATED, 0),
)

# Between two agencies at work with a child: at the lowest level that can settle it, within a working week, or
# by the next working day where a child's safety needs it. Above the first level no policy sets the days.
PRACTICE_LADDER = (
    PracticeRung(LevelCode.D0, "Those who work with the child talk it over", 5, 1),
    PracticeRung(LevelCode.D1, "Their managers talk, with the safeguarding leads", 5, 1),
    PracticeRung(LevelCode.D2, "The senior leads of both agencies meet", 2, 1),
    PracticeRung(LevelCode.D3, "The delegated partners say what happens", 2, 1),
)
PRACTICE_CITE = "Children Act 2004 s.16E: the partners’ own arrangements"

AGENCIES_TO_ASK = (
    AgencyType.LOCAL_AUTHORITY_CSC,
    AgencyType.LOCAL_AUTHORITY_EDUCATION,
    AgencyType.EARLY_HELP,
    AgencyType.HOUSING,
    AgencyType.ICB,
    AgencyType.GP_PRIMARY_CARE,
    AgencyType.HEALTH_VISITING,
    AgencyType.MATERNITY,
    AgencyType.ACUTE_TRUST,
    AgencyType.MENTAL_HEALTH_TRUST,
    AgencyType.AMBULANCE,
    AgencyType.POLICE_FORCE,
    AgencyType.PROBATION,
)

# Working days before and after the day by which to answer. With returns due on day 8 of 15 these are days 4,
# 6 and 7; day 8, when the partner for the sector is told; and day 10, the limit, when the lead partner is.
# Internal: no law or guidance sets these days.
CHASERS = (Chaser(-4), Chaser(-2), Chaser(-1), Chaser(0, Told.DELEGATED), Chaser(2, Told.LEAD))

# Who learns, a working day after each other, that a limit in law or guidance has passed. The lead partner's
# representative for the local authority answers for the notification, which is its own duty.
REMINDING = Reminding(
    escalation=MappingProxyType(
        {
            Role.PARTNERSHIP_MANAGER: (Role.LTRG_CHAIR, Role.LSP_LA),
            Role.LA_NOTIFIER: (Role.LA_STATUTORY_DECIDER, Role.LSP_LA),
            Role.COMMUNICATIONS_LEAD: (Role.PARTNERSHIP_MANAGER, Role.LTRG_CHAIR),
        }
    )
)

QUORUM = (Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE, Role.LTRG_CHAIR)
QUORUM_WORDS = "The three partners, each by the delegated partner or a valid deputy, and the chair."

APART = (
    Apart(Role.LEAD_REVIEWER, Role.LTRG_CHAIR, "The reviewer of a case cannot also chair it."),
    Apart(
        Role.LEAD_REVIEWER, Role.INDEPENDENT_SCRUTINEER, "The reviewer of a case cannot also scrutinise it."
    ),
    Apart(Role.CO_REVIEWER, Role.LTRG_CHAIR, "The reviewer of a case cannot also chair it."),
    Apart(Role.CO_REVIEWER, Role.INDEPENDENT_SCRUTINEER, "The reviewer of a case cannot also scrutinise it."),
    Apart(Role.LTRG_CHAIR, Role.INDEPENDENT_SCRUTINEER, "The chair cannot also be the scrutineer."),
    *(
        Apart(Role.LTRG_CHAIR, partner, "The independent chair has no partner’s vote.")
        for partner in (*DELEGATED, *DEPUTIES, *LEADS)
    ),
    *(
        Apart(Role.PARTNERSHIP_MANAGER, partner, "Whoever drafts cannot also sign.")
        for partner in (*DELEGATED, *DEPUTIES, *LEADS)
    ),
    *(
        Apart(reviewer, partner, "The reviewer of a case is independent of those who decide on it.")
        for reviewer in (Role.LEAD_REVIEWER, Role.CO_REVIEWER)
        for partner in (*DELEGATED, *DEPUTIES, *LEADS)
    ),
)

RAG = MappingProxyType({"green": "On course", "amber": "At risk", "red": "Overdue", "blue": "Done"})
