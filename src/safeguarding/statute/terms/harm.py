"""What happened to the child: the words of the test to notify (Children Act 2004 s.16C) and around it."""

from safeguarding.statute.terms.words import Term


class AbuseNeglect(Term):
    """First limb of the test: whether abuse or neglect of the child is known or suspected."""

    KNOWN = "known", "Known"
    SUSPECTED = "suspected", "Suspected"
    NEITHER = "neither", "Neither known nor suspected"


class Outcome(Term):
    """Second limb of the test: what happened to the child."""

    DIED = "died", "The child died"
    SERIOUSLY_HARMED = "seriously_harmed", "The child was seriously harmed"
    NEITHER = "neither", "Neither"
    NOT_YET_KNOWN = "not_yet_known", "Not yet known"


class Place(Term):
    """Where, which decides which local authority must notify."""

    IN_AREA = "in_area", "In this area"
    OUTSIDE_ENGLAND_RESIDENT = (
        "outside_england_resident",
        "Outside England, but the child normally lives in this area",
    )
    ELSEWHERE_IN_ENGLAND = "elsewhere_in_england", "In another area of England"


class Nature(Term):
    """The nature of the incident, as the Department for Education counts it."""

    CHILD_DEATH = "child_death", "Death of a child"
    SERIOUS_HARM = "serious_harm", "Serious harm to a child"
    OTHER = "other", "Other"


class AbuseType(Term):
    """The kind of abuse or neglect."""

    PHYSICAL = "physical", "Physical abuse"
    EMOTIONAL = "emotional", "Emotional abuse"
    SEXUAL = "sexual", "Sexual abuse"
    NEGLECT = "neglect", "Neglect"
    EXPLOITATION = "exploitation", "Exploitation"
    DOMESTIC_ABUSE_EXPOSURE = "domestic_abuse_exposure", "Living with domestic abuse"
    INSTITUTIONAL = "institutional", "Abuse in an institution"


class SeriousHarmBasis(Term):
    """Why the harm is serious. The list is not closed, and recovery does not rule serious harm out (s.16B,
    s.16F)."""

    MENTAL_HEALTH = "mental_health", "Serious or long-term impairment of mental health"
    INTELLECTUAL = "intellectual", "Serious or long-term impairment of intellectual development"
    EMOTIONAL = "emotional", "Serious or long-term impairment of emotional development"
    SOCIAL = "social", "Serious or long-term impairment of social development"
    BEHAVIOURAL = "behavioural", "Serious or long-term impairment of behavioural development"
    PHYSICAL_HEALTH = "physical_health", "Serious or long-term impairment of physical health"
    LIKELY_LONG_TERM = "likely_long_term", "A long-term effect is likely, though not certain"
    OTHER = "other", "Serious for another reason, given in words"


class AgeBand(Term):
    """Age bands as the Department for Education publishes them."""

    UNBORN = "unborn", "Unborn"
    UNDER_1 = "<1", "Under 1"
    FROM_1 = "1-5", "1 to 5"
    FROM_6 = "6-10", "6 to 10"
    FROM_11 = "11-15", "11 to 15"
    FROM_16 = "16-17", "16 to 17"
    FROM_18 = "18-24", "18 to 24 (care leaver)"


class Theme(Term):
    """Themes of practice: six that the Panel found across cases (2020), and others seen locally."""

    CHILD_DAILY_LIFE_UNDERSTOOD = "child_daily_life_understood", "Understanding the child’s daily life"
    RELUCTANT_OR_SPORADIC_ENGAGEMENT = (
        "reluctant_or_sporadic_engagement",
        "Working with families who hold back",
    )
    CRITICAL_THINKING_AND_CHALLENGE = "critical_thinking_and_challenge", "Critical thinking and challenge"
    CHANGING_RISK_AND_NEED = "changing_risk_and_need", "Responding to changing risk and need"
    TIMELY_INFORMATION_SHARING = "timely_information_sharing", "Sharing information in time"
    LEADERSHIP_AND_CULTURE = "leadership_and_culture", "Leadership and culture"
    PROFESSIONAL_CURIOSITY = "professional_curiosity", "Professional curiosity"
    EARLY_INTERVENTION_MISSED = "early_intervention_missed", "Earlier help was possible"
    WHOLE_FAMILY_APPROACH = "whole_family_approach", "Seeing the whole family"
    HISTORY_AND_CONTEXT = "history_and_context", "History and context"
    MEN_AND_PARTNERS_INVISIBLE = "men_and_partners_invisible", "Men and partners out of sight"
    RACE_ETHNICITY_CULTURE = "race_ethnicity_culture", "Race, ethnicity and culture"
    DISABILITY_LENS = "disability_lens", "Disability"
    THRESHOLDS = "thresholds", "Thresholds"
    HANDOVER_AND_TRANSITION = "handover_and_transition", "Handover and moving on"
    SUPERVISION = "supervision", "Supervision"
    CAPACITY = "capacity", "Capacity"
    PRE_BIRTH = "pre_birth", "Before birth"
    WAS_NOT_BROUGHT = "was_not_brought", "Was not brought"
    BRUISING_NON_MOBILE = "bruising_non_mobile", "Bruising in babies who cannot move about"
    SAFE_SLEEP = "safe_sleep", "Safe sleep"
    EXTRAFAMILIAL_HARM = "extrafamilial_harm", "Harm outside the family"
    CROSS_BOUNDARY = "cross_boundary", "Across boundaries"
    ESCALATION_NOT_USED = "escalation_not_used", "Concerns were not taken further"
