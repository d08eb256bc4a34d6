"""The words of the law, of guidance and of practice, each with its plain label."""

from safeguarding.statute.terms.agencies import AgencyType
from safeguarding.statute.terms.decisions import (
    AlternativeRoute,
    CriterionAnswer,
    DecisionKind,
    LatenessCode,
    Notification,
    PanelReply,
    ParallelKind,
    RapidReviewOutcome,
    ReasonType,
    Route,
    SignPosition,
    ThresholdPosition,
    Track,
)
from safeguarding.statute.terms.harm import (
    AbuseNeglect,
    AbuseType,
    AgeBand,
    Nature,
    Outcome,
    Place,
    SeriousHarmBasis,
    Theme,
)
from safeguarding.statute.terms.improvement import (
    ActionKind,
    Difference,
    EvidenceKind,
    Factor,
    LearningSource,
)
from safeguarding.statute.terms.papers import DocumentKind, FileKind, Handling, Marking
from safeguarding.statute.terms.people import Level, Partner, Role
from safeguarding.statute.terms.practice_review import ReasonForLine
from safeguarding.statute.terms.words import Term

__all__ = [
    "AbuseNeglect",
    "AbuseType",
    "ActionKind",
    "AgeBand",
    "AgencyType",
    "AlternativeRoute",
    "CriterionAnswer",
    "DecisionKind",
    "Difference",
    "DocumentKind",
    "EvidenceKind",
    "Factor",
    "FileKind",
    "Handling",
    "LatenessCode",
    "LearningSource",
    "Level",
    "Marking",
    "Nature",
    "Notification",
    "Outcome",
    "PanelReply",
    "ParallelKind",
    "Partner",
    "Place",
    "RapidReviewOutcome",
    "ReasonForLine",
    "ReasonType",
    "Role",
    "Route",
    "SeriousHarmBasis",
    "SignPosition",
    "Term",
    "Theme",
    "ThresholdPosition",
    "Track",
]
