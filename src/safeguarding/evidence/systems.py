"""Where each kind of agency usually looks, so that saying what was searched is a matter of ticks."""

from __future__ import annotations

from typing import Final

from safeguarding.statute.terms import AgencyType as A

HEALTH: Final = ("Our patient records", "Safeguarding team’s records", "Paper or archived records")
SCHOOL: Final = ("Pupil records", "Safeguarding records", "Attendance records")
PLAIN: Final = ("Our main case records", "Safeguarding records", "Paper or archived records")

_USUAL: Final[dict[A, tuple[str, ...]]] = (
    {
        A.LOCAL_AUTHORITY_CSC: (
            "Children’s social care records",
            "Early help records",
            "Emergency duty team’s records",
        ),
        A.LOCAL_AUTHORITY_EDUCATION: (
            "Education records",
            "Special educational needs records",
            "Children missing education",
        ),
        A.POLICE_FORCE: (
            "Crime reports",
            "Intelligence",
            "Custody and missing-person records",
            "Police National Database",
        ),
        A.GP_PRIMARY_CARE: (
            "Practice’s patient records",
            "National registration (Spine)",
            "Paper or archived records",
        ),
        A.AMBULANCE: ("Call records", "Patient care records", "Safeguarding referrals"),
        A.HOUSING: ("Tenancy records", "Homelessness applications", "Antisocial behaviour records"),
        A.PROBATION: ("Case management system", "Risk assessments", "Paper or archived records"),
        A.ICB: ("Safeguarding team’s records", "Continuing care records", "Complaints"),
    }
    | dict.fromkeys(
        (
            A.ACUTE_TRUST,
            A.COMMUNITY_TRUST,
            A.MENTAL_HEALTH_TRUST,
            A.MATERNITY,
            A.HEALTH_VISITING,
            A.HOSPITAL_PLACEMENT,
        ),
        HEALTH,
    )
    | dict.fromkeys(
        (
            A.SCHOOL_MAINTAINED,
            A.ACADEMY_TRUST,
            A.INDEPENDENT_SCHOOL,
            A.COLLEGE,
            A.EARLY_YEARS,
            A.ALTERNATIVE_PROVISION,
        ),
        SCHOOL,
    )
)


def usual(kind: str) -> tuple[str, ...]:
    """The usual places to search for that kind of agency."""
    return _USUAL.get(A(kind), PLAIN)
