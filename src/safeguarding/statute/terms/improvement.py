"""The words of learning: where it comes from, what is done about it, and how a difference is seen."""

from __future__ import annotations

from enum import IntEnum

from safeguarding.statute.terms.words import Term


class LearningSource(Term):
    """Where something was learned. Serious case reviews ended in 2019; their actions go on (seed S3)."""

    EARLY_LEARNING = "early_learning", "Learning while a case is live"
    RAPID_REVIEW = "rapid_review", "Rapid review"
    PRACTICE_REVIEW = "practice_review", "Local child safeguarding practice review"
    SINGLE_AGENCY_REVIEW = "single_agency_review", "Review by one agency"
    ALTERNATIVE_LEARNING = "alternative_learning", "Another way of learning"
    AUDIT = "audit", "Audit"
    NATIONAL_PUBLICATION = "national_publication", "National publication"
    SCR_LEGACY = "scr_legacy", "Serious case review (before 2019)"
    OTHER = "other", "Somewhere else"


class Factor(Term):
    """What contributed to how work was done: where to look for “why” (the human factors of learning
    together).
    """

    TASK = "task", "The task: what the work itself asked for"
    TOOLS = "tools", "Tools and IT: records, forms, guidance at hand"
    TEAM = "team", "The team: roles, staffing, how people worked together"
    INDIVIDUAL = "individual", "What people knew, and the load they carried"
    FAMILY = "family", "How the family and professionals were with each other"
    MANAGEMENT = "management", "Management: supervision, priorities, targets"
    INTER_AGENCY = "inter_agency", "How services worked with each other"
    ORGANISATION = "organisation", "The wider organisation: resources, culture, change"
    EXTERNAL = "external", "Outside: national policy, law, other pressures"


class ActionKind(Term):
    """What kind of thing an action is, the strongest first: what changes the system outlasts what reminds
    people.
    """

    REDESIGN = "redesign", "Take away or redesign a step or a rule"
    FORCING = "forcing", "Change the process or the IT so that the right thing happens"
    RESOURCES = "resources", "Change resources or structure"
    SUPERVISION = "supervision", "Audit or supervision"
    GUIDANCE = "guidance", "Guidance or policy"
    TRAINING = "training", "Training"
    REMINDER = "reminder", "Briefing or reminder"

    @property
    def strength(self) -> int:
        """1 is the strongest, 7 the weakest."""
        return list(ActionKind).index(self) + 1


class EvidenceKind(Term):
    """What shows that something was done, or that it made a difference."""

    AUDIT_BEFORE_AFTER = "audit_before_after", "Audit before and after"
    CASE_SAMPLE = "case_sample", "Sample of cases"
    PERFORMANCE_DATA = "performance_data", "Performance data"
    PRACTITIONER_SURVEY = "practitioner_survey", "Survey of practitioners"
    FAMILY_FEEDBACK = "family_feedback", "What families say"
    CHILD_VOICE = "child_voice", "What children say"
    OBSERVATION = "observation", "Observation of practice"
    INSPECTION_FINDING = "inspection_finding", "Finding of an inspection"
    SUPERVISION_RECORD_SAMPLE = "supervision_record_sample", "Sample of supervision records"
    POLICY_ADOPTION_DATA = "policy_adoption_data", "Data on how a policy is used"
    TRAINING_TRANSFER = "training_transfer", "What people do differently some weeks after training"
    DOCUMENT = "document", "A document, such as a policy or minutes"


class Difference(IntEnum):
    """The second light of an action. Done and Difference made are never the same light."""

    NONE = 0
    OUTPUT = 1
    PRACTICE = 2
    OUTCOME = 3
    SUSTAINED = 4

    @property
    def label(self) -> str:
        """In words."""
        return _DIFFERENCES[self]


_DIFFERENCES = {
    Difference.NONE: "Not seen yet",
    Difference.OUTPUT: "Things produced, no change in practice seen",
    Difference.PRACTICE: "Practice has changed",
    Difference.OUTCOME: "It is better for children",
    Difference.SUSTAINED: "It is better for children, and has stayed so",
}
