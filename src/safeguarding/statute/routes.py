"""Which routes are open to a referred case, and whether a route is statutory or local."""

from __future__ import annotations

from collections.abc import Set

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.terms import AbuseNeglect, Outcome, Route

STATUTORY = "statutory"
LOCAL = "local"

LOCAL_ROUTES = frozenset(
    {Route.OTHER_LEARNING, Route.SINGLE_AGENCY, Route.NO_INVOLVEMENT, Route.GOOD_PRACTICE}
)
NOTIFY_ONLY = frozenset({Route.LOOKED_AFTER_DEATH, Route.CARE_LEAVER_DEATH})


def must_be_considered(abuse_neglect: AbuseNeglect, outcomes: Set[Outcome]) -> bool:
    """Whether the three partners have to consider the case.

    Abuse or neglect known or suspected, and a child dead or seriously harmed (Children Act 2004 s.16C(1);
    “suspected” is enough).
    """
    return abuse_neglect in {AbuseNeglect.KNOWN, AbuseNeglect.SUSPECTED} and bool(
        outcomes & {Outcome.DIED, Outcome.SERIOUSLY_HARMED}
    )


def may_take(
    route: Route,
    *,
    abuse_neglect: AbuseNeglect,
    outcomes: Set[Outcome],
    looked_after: bool,
    care_leaver: bool,
    reason: str,
    other_area: str = "",
) -> Answer:
    """Whether a route may be proposed for what is known of the incident.

    Deaths of looked-after children are notified even without abuse or neglect, and deaths of care leavers up
    to and including 24 likewise (Working Together 2023; gov.uk, “Report a serious child safeguarding
    incident”); neither starts a rapid review. The area where the incident took place leads (Panel, frequently
    asked questions).
    """
    if route != Route.SERIOUS_INCIDENT and not reason.strip():
        return Refused(
            "no_reason", "This route needs a reason.", "Say in a sentence or two why it is the right one."
        )
    if (
        route not in {Route.SERIOUS_INCIDENT, Route.OTHER_AREA_LEADS}
        and not care_leaver
        and must_be_considered(abuse_neglect, outcomes)
    ):
        return Refused(
            "only_consideration",
            "A child has died or been seriously harmed and abuse or neglect is known or suspected, so the "
            "three"
            " partners have to consider this case.",
            "Choose “Consideration by the three partners”.",
        )
    if route == Route.LOOKED_AFTER_DEATH and not (looked_after and Outcome.DIED in outcomes):
        return Refused(
            "not_a_looked_after_death",
            "This route is for the death of a looked-after child.",
            "Check the child’s details, or choose another route.",
        )
    if route == Route.CARE_LEAVER_DEATH and not (care_leaver and Outcome.DIED in outcomes):
        return Refused(
            "not_a_care_leaver_death",
            "This route is for the death of a care leaver up to and including age 24.",
            "Check the person’s details, or choose another route.",
        )
    if route == Route.OTHER_AREA_LEADS and not other_area.strip():
        return Refused(
            "no_area", "Say which area leads.", "Give the name of the area where the incident took place."
        )
    return Allowed()


def basis_of(route: Route) -> str:
    """`statutory`, `local`, or empty where the partnership holds no review of its own."""
    if route == Route.SERIOUS_INCIDENT:
        return STATUTORY
    return LOCAL if route in LOCAL_ROUTES else ""
