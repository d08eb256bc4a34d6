"""The panel recommends a version of the report; the three partners accept it, or ask for changes."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.access import capacity_in, may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.disagreements.actions.effects import end_open
from safeguarding.disagreements.models import Disagreement
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions.drafts import may_be_drafted
from safeguarding.practice_reviews.models import ReportPosition, ReportRecommended
from safeguarding.practice_reviews.queries.accepting import latest, tally_of
from safeguarding.practice_reviews.queries.recommending import recommended, source_of
from safeguarding.statute import decision_records as sealed
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decisions import Tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import DecisionKind, Partner, Role

DECIDES = {Role(role) for role in roles_for(Act.ACCEPT_REPORT)}
OPTIONS = sealed.OPTIONS[DecisionKind.REPORT_ACCEPT]


@transaction.atomic
def recommend_report(
    *, by: Acting, case: Case, words: str, improvements: str, reasons: str
) -> ReportRecommended:
    """The review panel recommends the latest version to the partners.

    `improvements` and `reasons` say where the report summarises the improvements that it recommends and
    analyses systemic or underlying reasons, as it has to (SI 2018/789 reg 15). Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.RECOMMEND_REPORT, case))
    demand(may_be_drafted(case))
    draft = case.review_drafts.order_by("-number").first()
    if draft is None:
        raise _refuse("no_draft", "There is no draft yet.", "Give in the first version.")
    if ReportRecommended.objects.filter(draft=draft).exists():
        raise _refuse(
            "recommended_already",
            f"Version {draft.number} has been recommended already.",
            "A new version can be recommended once it is given in.",
        )
    for missing, code, sentence in (
        (not words.strip(), "no_words", "Say what the panel recommends, and why."),
        (not improvements.strip(), "no_improvements", "Say where the improvements are summarised."),
        (not reasons.strip(), "no_analysis", "Say where systemic or underlying reasons are analysed."),
    ):
        if missing:
            raise _refuse(code, sentence, "The partners rely on it.")
    if case.fact_checks.filter(closed_on__isnull=True).exists():
        raise _refuse(
            "facts_open", "The facts of a draft are still being checked.", "Close that check first."
        )
    if not case.fact_checks.exists():
        raise _refuse(
            "facts_unchecked",
            "No agency has checked the facts of a draft.",
            "Send a draft for checking first.",
        )
    if not recommended(source_of(case)).exists():
        raise _refuse(
            "no_recommendation",
            "No recommendation of the report is written down.",
            "Write each down under “Recommendations”; if there is none, say so in one.",
        )
    row = ReportRecommended.objects.create(
        case=case, draft=draft, words=words.strip(), improvements=improvements.strip(),
        reasons=reasons.strip(), by=by.seat, made_on=by.today,
    )  # fmt: skip
    record(
        case,
        "recommend_report",
        by=by,
        on={"version": str(draft.number)},
        keep={"recommendation": words, "improvements": improvements, "analysis": reasons},
    )
    tell(case, DECIDES, "decision_wanted", once=f"report:{row.pk}")
    return row


@transaction.atomic
def position_on_report(*, by: Acting, case: Case, accept: bool, reason: str) -> Tally:
    """A partner accepts the recommended version, or asks for changes. The third that accepts decides.

    Positions that differ open the resolution protocol; a position may change. A newer version has to be
    recommended anew, and begins without positions (Children Act 2004 s.16F). Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.ACCEPT_REPORT, case))
    demand(may_be_drafted(case))
    row = latest(case)
    if row is None:
        raise _refuse(
            "not_recommended", "The latest version has not been recommended.", "The review panel comes first."
        )
    if row.decided_on is not None:
        raise _refuse(
            "sent_back", "The partners have asked for changes to this version.", "Wait for the next version."
        )
    if not reason.strip():
        raise _refuse("no_reason", "A position needs its reason.", "Say why in a sentence or two.")
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - narrows the type; only partners may do this
    row.positions.filter(partner=partner.value, current=True).update(current=False)
    capacity = capacity_in(case, by.seat, DecisionKind.REPORT_ACCEPT, by.today)
    ReportPosition.objects.create(
        recommended=row, partner=partner.value, accept=accept, reason=reason.strip(), seat=by.seat,
        capacity=capacity,
    )  # fmt: skip
    version = str(row.draft.number)
    record(
        case,
        "position_on_report",
        by=by,
        on={"version": version, "partner": partner.value, "position": "yes" if accept else "no"},
        keep={"reason": reason},
    )
    result = tally_of(row)
    if result.split:
        disagreement_follows(
            by=by,
            case=case,
            kind=DecisionKind.REPORT_ACCEPT,
            about="Whether to accept the report of the practice review.",
            positions={
                Partner(p.partner): f"{p.position}. {p.reason}" for p in row.positions.filter(current=True)
            },
            opened_from=f"report:{version}",
        )
    if result.outcome:
        _decided(case, row, accepted=result.outcome == "yes", unanimous=result.unanimous, by=by)
    return result


def _decided(case: Case, row: ReportRecommended, *, accepted: bool, unanimous: bool, by: Acting) -> None:
    row.decided_on, row.accepted = by.today, accepted
    row.save(update_fields=["decided_on", "accepted"])
    version = str(row.draft.number)
    said = f"{OPTIONS[0 if accepted else 1]}: version {version}."
    ending = Disagreement.Ending.AGREED if unanimous else Disagreement.Ending.DECIDED
    end_open(case, DecisionKind.REPORT_ACCEPT, ending, said, by=by)
    if accepted:
        establish(
            case,
            Kind.REPORT_ACCEPTED,
            by=by,
            occurred=by.today,
            act="report_accepted",
            detail={"version": version},
            on={"version": version, "sha256": row.draft.file.sha256},
        )
    else:
        record(case, "report_sent_back", by=by, on={"version": version})
    lines = list(row.positions.filter(current=True).select_related("seat__person"))
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.REPORT_ACCEPT,
        matter="report",
        source=f"report:{version}",
        said=sealed.Said(
            outcome=said,
            decided_on=by.today,
            reasons=f"{row.words}\n\n{row.improvements}\n\n{row.reasons}",
            chosen=OPTIONS[0 if accepted else 1],
            options=OPTIONS,
            positions=tuple(
                sealed.Position(
                    Partner(one.partner).label, one.position, one.seat.person.name, one.capacity, one.reason
                )
                for one in lines
            ),
            unanimous=unanimous,
            dissent=" ".join(
                f"{Partner(one.partner).label} held: {one.position}. {one.reason}"
                for one in lines
                if one.accept is not accepted
            ),
        ),
    )


def _refuse(code: str, sentence: str, mend: str) -> NotAllowed:
    return NotAllowed(Refused(code, sentence, mend))
