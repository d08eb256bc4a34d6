"""A case and what hangs on it, by noun."""

from safeguarding.cases.models.access import EmergencyOpening, Grant
from safeguarding.cases.models.area import Area, AreaAgreement, Transfer
from safeguarding.cases.models.case import Case, Child, FamilyMember, Incident, ParallelProcess
from safeguarding.cases.models.closing import Closing, ClosingStatement
from safeguarding.cases.models.consideration import Consideration, Enquiry, LocalAuthorityDecision, Position
from safeguarding.cases.models.entry import Entry
from safeguarding.cases.models.fact import Correction, Deadline, Fact
from safeguarding.cases.models.formal_letter import FormalLetter
from safeguarding.cases.models.interest import Exclusion, Interest, Ruling, StandIn
from safeguarding.cases.models.leaving import LeftOpen
from safeguarding.cases.models.notification import Notification
from safeguarding.cases.models.referral import Referral, RouteProposal
from safeguarding.cases.models.restamp import Restamp
from safeguarding.cases.models.rules import RuleApproval, RuleChange
from safeguarding.cases.models.setting import Setting, Stay

__all__ = [
    "Area",
    "AreaAgreement",
    "Case",
    "Child",
    "Closing",
    "ClosingStatement",
    "Consideration",
    "Correction",
    "Deadline",
    "EmergencyOpening",
    "Enquiry",
    "Entry",
    "Exclusion",
    "Fact",
    "FamilyMember",
    "FormalLetter",
    "Grant",
    "Incident",
    "Interest",
    "LeftOpen",
    "LocalAuthorityDecision",
    "Notification",
    "ParallelProcess",
    "Position",
    "Referral",
    "Restamp",
    "RouteProposal",
    "RuleApproval",
    "RuleChange",
    "Ruling",
    "Setting",
    "StandIn",
    "Stay",
    "Transfer",
]
