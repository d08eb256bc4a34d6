"""A case and what hangs on it, by noun."""

from safeguarding.cases.models.access import Exclusion, Grant, Interest
from safeguarding.cases.models.area import Area
from safeguarding.cases.models.case import Case, Child, FamilyMember, Incident, ParallelProcess
from safeguarding.cases.models.closing import Closing, ClosingStatement
from safeguarding.cases.models.consideration import Consideration, Enquiry, LocalAuthorityDecision, Position
from safeguarding.cases.models.entry import Entry
from safeguarding.cases.models.fact import Correction, Deadline, Fact
from safeguarding.cases.models.leaving import LeftOpen
from safeguarding.cases.models.notification import Notification
from safeguarding.cases.models.referral import Referral, RouteProposal

__all__ = [
    "Area",
    "Case",
    "Child",
    "Closing",
    "ClosingStatement",
    "Consideration",
    "Correction",
    "Deadline",
    "Enquiry",
    "Entry",
    "Exclusion",
    "Fact",
    "FamilyMember",
    "Grant",
    "Incident",
    "Interest",
    "LeftOpen",
    "LocalAuthorityDecision",
    "Notification",
    "ParallelProcess",
    "Position",
    "Referral",
    "RouteProposal",
]
