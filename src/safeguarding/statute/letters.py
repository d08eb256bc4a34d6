"""Formal letters: who is written to at which step, on what ground, and by when an answer is due.

The acts of a case write some of these letters themselves (the notification, the rapid review, a notice that
it will be late, the second decision, a formal request to an agency). The rest is written or noted by hand.
Days in guidance and law are the law's; those of the partnership's own are said to be so. The Panel is held to
none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.editions import Force
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.monitoring import REG_14
from safeguarding.statute.terms import DocumentKind, PanelReply
from safeguarding.statute.terms.words import Term


class Way(Term):
    """Whether we wrote, or somebody wrote to us."""

    OUT = "out", "Sent"
    IN = "in", "Came in"


class Means(Term):
    """How a letter went or came."""

    SECURE_EMAIL = "secure_email", "Secure e-mail"
    PORTAL = "portal", "Through a portal"
    POST = "post", "Post"
    HAND = "hand", "Handed over"


class Party(Term):
    """With whom a partnership has formal letters about a serious case."""

    PANEL = "panel", "The Panel"
    SECRETARY_OF_STATE = "secretary_of_state", "The Secretary of State (Department for Education)"
    OFSTED = "ofsted", "Ofsted"
    AGENCY = "agency", "An agency"
    REVIEWER = "reviewer", "A reviewer"
    FAMILY = "family", "The family"
    POLICE_OR_COURT = "police_or_court", "The police, the coroner or a court"
    OTHER_AREA = "other_area", "Another area"
    OTHER = "other", "Somebody else"


NATIONAL = frozenset({Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED})
"""Those with whom letters stand on the partnership's own page, over all its cases."""


class LetterMatter(Term):
    """What a formal letter is about."""

    NOTIFICATION = "notification", "The notification"
    RAPID_REVIEW = "rapid_review", "The rapid review"
    LATE_NOTICE = "late_notice", "The rapid review will be late or incomplete"
    PANEL_REPLY = "panel_reply", "The Panel’s reply"
    DECIDED_AGAIN = "decided_again", "Our decision after the Panel’s reply"
    FORMAL_REQUEST = "formal_request", "Formal request to an agency"
    REVIEW_DECISION = "review_decision", "Decision about a practice review"
    REVIEWER_NAME = "reviewer_name", "Name of the reviewer"
    REVIEWER_REQUEST = "reviewer_request", "Written request to the reviewer"
    INFORMATION_REQUEST = "information_request", "Request for information"
    EXTENSION = "extension", "Why a practice review takes longer"
    ADVANCE_COPIES = "advance_copies", "Copies before publication"
    NON_PUBLICATION = "non_publication", "Why a report is not published"
    FAMILY = "family", "Letter to the family"
    OTHER = "other", "Something else"


@dataclass(frozen=True)
class Rule:
    """How a matter is dealt with: from where it comes, with whom, the paper that a letter about it is, and in
    how many working days an answer usually comes or is owed. `stated` is an answer owed by the day that
    whoever asks has set.
    """

    cite: str
    whom: frozenset[Party] = frozenset(Party)
    paper: DocumentKind = DocumentKind.LETTER
    ways: frozenset[Way] = frozenset(Way)
    stated: bool = False
    force: Force = Force.INTERNAL
    by_hand: bool = True


OUR_OWN = "The partnership’s own arrangements (Children Act 2004 s.16E)"
OUT, IN = frozenset({Way.OUT}), frozenset({Way.IN})
PANEL, PANEL_AND_STATE = frozenset({Party.PANEL}), frozenset({Party.PANEL, Party.SECRETARY_OF_STATE})
TO_PANEL = DocumentKind.PANEL_LETTER

RULES: Mapping[LetterMatter, Rule] = MappingProxyType(
    {
        LetterMatter.NOTIFICATION: Rule("Children Act 2004 s.16C", NATIONAL, by_hand=False),
        LetterMatter.RAPID_REVIEW: Rule("Working Together; Panel guidance", NATIONAL, by_hand=False),
        LetterMatter.LATE_NOTICE: Rule("Panel guidance", PANEL, TO_PANEL, OUT, by_hand=False),
        LetterMatter.PANEL_REPLY: Rule("Panel guidance", PANEL, TO_PANEL, IN, by_hand=False),
        LetterMatter.DECIDED_AGAIN: Rule("SI 2018/789 reg 11", PANEL, TO_PANEL, OUT, by_hand=False),
        LetterMatter.FORMAL_REQUEST: Rule(
            "Children Act 2004 s.16H", frozenset({Party.AGENCY}), ways=OUT, stated=True, by_hand=False
        ),
        LetterMatter.REVIEW_DECISION: Rule("Children Act 2004 s.16F; Working Together", paper=TO_PANEL),
        LetterMatter.REVIEWER_NAME: Rule("Working Together", PANEL_AND_STATE, TO_PANEL),
        LetterMatter.REVIEWER_REQUEST: Rule(
            f"{REG_14}(2) and (3)",
            frozenset({Party.REVIEWER}),
            DocumentKind.REVIEWER_PROGRESS_REQUEST,
            OUT,
            stated=True,
            force=Force.LAW,
        ),
        LetterMatter.INFORMATION_REQUEST: Rule(
            "Children Act 2004 s.16D", stated=True, paper=TO_PANEL, force=Force.LAW
        ),
        LetterMatter.EXTENSION: Rule(
            "SI 2018/789 Part 3; Working Together", PANEL_AND_STATE, DocumentKind.DELAY_LETTER
        ),
        LetterMatter.ADVANCE_COPIES: Rule(
            "SI 2018/789 Part 3; Working Together", NATIONAL, DocumentKind.ADVANCE_COPY_LETTER
        ),
        LetterMatter.NON_PUBLICATION: Rule(
            "Children Act 2004 s.16F; Working Together", PANEL_AND_STATE, TO_PANEL
        ),
        LetterMatter.FAMILY: Rule(
            "Working Together: families are invited to contribute, and told what to expect",
            frozenset({Party.FAMILY}),
            DocumentKind.FAMILY_LETTER,
        ),
        LetterMatter.OTHER: Rule(OUR_OWN),
    }
)

BY_HAND = tuple(matter for matter, rule in RULES.items() if rule.by_hand)
"""What somebody writes or notes; every other letter is written by an act of its own."""


def fits(matter: LetterMatter, way: Way, party: Party) -> bool:
    """Whether a letter about this goes this way between us and them."""
    rule = RULES[matter]
    return rule.by_hand and way in rule.ways and party in rule.whom


def paper_of(matter: LetterMatter, party: Party) -> DocumentKind:
    """The kind of paper that a letter is: one to the family or to an agency is never one to the Panel."""
    paper = RULES[matter].paper
    if party is Party.FAMILY:
        return DocumentKind.FAMILY_LETTER
    return DocumentKind.LETTER if paper is TO_PANEL and party not in NATIONAL else paper


FOLLOWS: Mapping[PanelReply, str] = MappingProxyType(
    {
        PanelReply.AGREES: "Nothing more is asked: the partners’ decision stands.",
        PanelReply.SUGGESTS_REVIEW: "The three partners decide again, with reasons, and write to the Panel. "
        "That it suggests a review is a criterion (SI 2018/789 reg 11(d)). It is a view, not an order.",
        PanelReply.SUGGESTS_NO_REVIEW: "The three partners decide again, with reasons, and write to the "
        "Panel. Its suggestion is a view, not an order.",
        PanelReply.QUALITY_FEEDBACK: "It goes on the agenda of the next meeting, so that the group learns "
        "from it.",
        PanelReply.REQUESTS_INFORMATION: "It must be given (Children Act 2004 s.16D). The request stands "
        "under “Letters” until it is answered.",
        PanelReply.NATIONAL_REVIEW: "Work with the national review and give it what it asks for (Children "
        "Act 2004 s.16D). Local actions go on. Whether a local review waits or runs beside it is for the "
        "three partners to decide.",
    }
)
"""What follows from each reply of the Panel."""


@dataclass(frozen=True)
class Duty:
    """That somebody must (or may well) be written to once a fact stands: within so many working days."""

    after: Kind
    matter: LetterMatter
    whom: tuple[Party, ...]
    days: int | None = None
    must: bool = True


DUTIES = (
    Duty(
        Kind.PRACTICE_REVIEW_DECIDED,
        LetterMatter.REVIEW_DECISION,
        (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED),
        days=5,
    ),
    Duty(Kind.PRACTICE_REVIEW_DECIDED, LetterMatter.FAMILY, (Party.FAMILY,), must=False),
    Duty(
        Kind.REVIEWER_APPOINTED, LetterMatter.REVIEWER_NAME, (Party.PANEL, Party.SECRETARY_OF_STATE), days=5
    ),
    Duty(Kind.PUBLICATION_DELAYED, LetterMatter.EXTENSION, (Party.PANEL, Party.SECRETARY_OF_STATE), days=0),
    Duty(
        Kind.REPORT_ACCEPTED,
        LetterMatter.ADVANCE_COPIES,
        (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED),
    ),
    Duty(Kind.PUBLICATION_DECLINED, LetterMatter.NON_PUBLICATION, (Party.PANEL, Party.SECRETARY_OF_STATE)),
)


@dataclass(frozen=True)
class ToWrite:
    """A letter that the law or guidance asks for at this step and that is not in the log yet."""

    duty: Duty
    whom: tuple[Party, ...]
    due: date | None

    @property
    def cite(self) -> str:
        return RULES[self.duty.matter].cite


def to_write(facts: Iterable[Fact], sent: Collection[tuple[str, str]]) -> list[ToWrite]:
    """What is still to be written on a case, by its facts and the letters (matter, party) already sent.

    The five days to tell of a decision and of a reviewer are the partnership's own; that they are told is
    Working Together's.
    """
    stands = {fact.kind: fact for fact in facts}
    found = []
    for duty in DUTIES:
        fact = stands.get(duty.after)
        whom = tuple(party for party in duty.whom if (duty.matter, party) not in sent)
        if fact is not None and whom:
            due = None if duty.days is None else add_working_days(fact.occurred, duty.days)
            found.append(ToWrite(duty, whom, due))
    return found
