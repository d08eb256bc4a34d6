"""What applies when partners cannot agree, for each kind of decision: the last level of every ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safeguarding.statute.terms import DecisionKind, Role

DELEGATED = (Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE)
LEADS = (Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE)
DECIDER = (Role.LA_STATUTORY_DECIDER,)


@dataclass(frozen=True)
class Default:
    """What happens in the end, who records that it applies, and on whose authority."""

    sentence: str
    who: tuple[Role, ...]
    cite: str


OWN_ARRANGEMENTS = "Children Act 2004 s.16E: the partners’ own arrangements"

STAYS = Default(
    "What stood before goes on. Each position is kept, and any partner may raise it again.",
    (*DELEGATED, *LEADS),
    OWN_ARRANGEMENTS,
)
ASK_THE_PANEL = Default(
    "A partner’s wish for a review is recorded, and the Panel is asked for its view.",
    (*DELEGATED, *LEADS),
    "Children Act 2004 s.16F; SI 2018/789 reg 11(d)",
)
ON_PUBLISHING = Default(
    "Legal advice is taken and the lead safeguarding partners decide. A report is published unless "
    "publishing would not "
    "be appropriate, and then the improvements are.",
    LEADS,
    "Children Act 2004 s.16F; SI 2018/789 Part 3",
)
STAYS_OPEN = Default(
    "It stays open until all three partners agree that it can be closed.",
    (*DELEGATED, *LEADS),
    OWN_ARRANGEMENTS,
)

ON_NOTIFYING = Default(
    "The local authority decides by the end of the fifth working day. If it knows or "
    "suspects abuse or neglect "
    "and the child died or was seriously harmed, it must notify. The other positions are kept.",
    DECIDER,
    "Children Act 2004 s.16C",
)

ON_INFORMATION = Default(
    "A safeguarding partner may require the information, whoever holds it must then give it, and only "
    "that partner may go to court. The review goes on meanwhile, and its report says what is missing.",
    (*DELEGATED, *LEADS),
    "Children Act 2004 s.16H",
)

BETWEEN_AGENCIES = Default(
    "Each agency keeps to its own duties meanwhile: a child who may be suffering significant harm is "
    "referred at once, whatever is in question. In the end a delegated partner says what happens.",
    DELEGATED,
    "Children Act 1989 s.47; Children Act 2004 s.11",
)

DEFAULTS: Mapping[DecisionKind, Default] = MappingProxyType(
    {
        DecisionKind.THRESHOLD_POSITION: ON_NOTIFYING,
        DecisionKind.LA_NOTIFY: ON_NOTIFYING,
        DecisionKind.DO_NOT_NOTIFY: ON_NOTIFYING,
        DecisionKind.WITHDRAW_SIN: Default(
            "The notification stands and the rapid review goes on, unless the local authority finds "
            "that the test was "
            "not met after all. The other positions are kept.",
            DECIDER,
            "Children Act 2004 s.16C; Panel, frequently asked questions",
        ),
        DecisionKind.RR_SIGN_OFF: Default(
            "The rapid review goes to the Panel on the fifteenth working day with the dissent set "
            "out. The case cannot "
            "be closed until all three partners have signed off.",
            (*DELEGATED, *LEADS),
            "Panel guidance for safeguarding partners; Barnet’s published page: all three partners sign off",
        ),
        DecisionKind.LCSPR_YES: ASK_THE_PANEL,
        DecisionKind.LCSPR_NO: ASK_THE_PANEL,
        DecisionKind.NATIONAL_RECOMMEND: ASK_THE_PANEL,
        DecisionKind.PUBLISH: ON_PUBLISHING,
        DecisionKind.PUBLISH_IMPROVEMENTS_ONLY: ON_PUBLISHING,
        DecisionKind.DELAY_PUBLICATION: ON_PUBLISHING,
        DecisionKind.CASE_CLOSE: STAYS_OPEN,
        DecisionKind.NFA: STAYS_OPEN,
        DecisionKind.ACTION_CLOSE: STAYS_OPEN,
        DecisionKind.REQUIRE_INFORMATION: ON_INFORMATION,
        **dict.fromkeys(
            (
                DecisionKind.TRIAGE_ROUTE,
                DecisionKind.IMMEDIATE_SAFETY_ACTION,
                DecisionKind.ALTERNATIVE_LEARNING,
                DecisionKind.REVIEWER_APPOINT,
                DecisionKind.REVIEWER_REMOVE,
                DecisionKind.TOR_APPROVE,
                DecisionKind.TOR_CHANGE,
                DecisionKind.EXTEND_LCSPR,
                DecisionKind.PAUSE_CONTACT,
                DecisionKind.REPORT_ACCEPT,
                DecisionKind.ACTION_ACCEPT,
                DecisionKind.CASE_REOPEN,
                DecisionKind.TRANSFER,
                DecisionKind.DELEGATION,
                DecisionKind.CONFLICT_RULING,
                DecisionKind.RULESET_RESTAMP,
                DecisionKind.RESOLUTION_OUTCOME,
                DecisionKind.MEETING_DECISION,
            ),
            STAYS,
        ),
    }
)


def default_for(decision: DecisionKind) -> Default:
    """What applies in the end for this kind of decision."""
    return DEFAULTS[decision]
