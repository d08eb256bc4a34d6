"""The Panel's reply, and the three partners deciding again where it differs."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases import facts
from safeguarding.cases.access import capacity_in
from safeguarding.cases.actions.formal_letters import Noted, came_with
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.documents.actions import publish_now
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.deciding import seal_second_outcome
from safeguarding.rapid_reviews.actions.effects import take_effect
from safeguarding.rapid_reviews.actions.guards import SIGNERS, begun, refuse
from safeguarding.rapid_reviews.models import (
    CriterionAnswer,
    RapidReview,
    Reconsideration,
    Reply,
    SecondPosition,
)
from safeguarding.rapid_reviews.papers.letters import second_decision_letter
from safeguarding.rapid_reviews.queries.letters import source_of
from safeguarding.rapid_reviews.streams import stream_of
from safeguarding.statute import terms
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Means, Party, Way
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import (
    DecisionKind,
    DocumentKind,
    PanelReply,
    Partner,
    RapidReviewOutcome,
    Role,
)

TOLD = SIGNERS | {Role.LTRG_CHAIR, Role.INDEPENDENT_SCRUTINEER}


@transaction.atomic
def record_panel_reply(
    *,
    by: Acting,
    case: Case,
    reply: PanelReply,
    received_on: date,
    words: str,
    answer_by: date | None = None,
    letter: File | None = None,
) -> Reply:
    """Record what the Panel answered. It may answer more than once.

    Where it suggests a local review, reg 11(d) is met and says so; where its view differs, the partners
    decide again. Raises NotAllowed.
    """
    case, review = begun(by, Act.RECORD_PANEL_REPLY, case)
    sent = facts.find(case, Kind.SENT_TO_PANEL)
    if sent is None:
        raise refuse(
            "not_sent", "The rapid review has not been sent to the Panel yet.", "Record the sending first."
        )
    if received_on > by.today:
        raise refuse("date_to_come", "That day has not come yet.", "Give the day on which the reply came.")
    if answer_by is not None and answer_by < received_on:
        raise refuse("out_of_order", "The answer is due before the reply came.", "Check both dates.")
    if received_on < sent.occurred:
        raise refuse("out_of_order", "That day is before the rapid review was sent.", "Check the date.")
    if not words.strip():
        raise refuse(
            "no_words", "Say in a sentence what the Panel wrote.", "Attach its letter if you have it."
        )
    if reply.differs and review.reconsiderations.filter(concluded_on=None).exists():
        raise refuse("deciding_already", "The partners are already deciding again.", "Finish that first.")
    made = Reply.objects.create(
        review=review,
        number=review.replies.count() + 1,
        received_on=received_on,
        reply=reply.value,
        words=words,
        answer_by=answer_by,
        letter=letter,
        seat=by.seat,
    )
    facts.establish(
        case,
        Kind.PANEL_REPLIED,
        by=by,
        occurred=received_on,
        act="record_panel_reply",
        key=str(made.number),
        detail={"reply": reply.value, "due": answer_by.isoformat() if answer_by else ""},
        grounds=reply.value,
        on={"reply": reply.value, "number": str(made.number)},
        keep={"words": words},
    )
    if reply is PanelReply.SUGGESTS_REVIEW:
        _panel_suggests_review(case, review, made, by=by)
    if reply.differs:
        Reconsideration.objects.create(review=review, reply=made, opened_on=received_on)
    if reply is PanelReply.REQUESTS_INFORMATION:
        _panel_asks(case, made, by=by)
    tell(case, TOLD, "panel_replied", once=f"reply:{made.pk}", path=f"/cases/{case.reference}/panel/")
    return made


@transaction.atomic
def reconsider(*, by: Acting, case: Case, outcome: RapidReviewOutcome, reason: str) -> Tally:
    """A partner decides again, taking the Panel's view into account (SI 2018/789 reg 11(d)):

    a view, not an order.

    When all three have, the decision stands by the profile's rule, and the Panel gets a reply. A split opens
    the resolution protocol. Raises NotAllowed.
    """
    case, review = begun(by, Act.RECONSIDER, case)
    partner = by.role.partner
    if partner is None:
        raise refuse("no_partner", "You do not act for a statutory partner.", "Change the seat you act in.")
    second = review.reconsiderations.select_for_update().filter(concluded_on=None).first()
    if second is None:
        raise refuse(
            "nothing_to_decide",
            "There is nothing to decide again.",
            "This page opens when the Panel’s view differs.",
        )
    if not reason.strip():
        raise refuse(
            "no_reason", "Deciding again needs your reason.", "Say what you made of the Panel’s view."
        )
    standing = second.positions.filter(current=True)
    if any(
        one.seat.person_id == by.person.pk
        for one in standing.exclude(partner=partner.value).select_related("seat")
    ):
        raise refuse(
            "two_partners",
            "You have decided for another partner already.",
            "One person acts for one partner only.",
        )
    mine = standing.filter(partner=partner.value).first()
    if mine and mine.outcome == outcome.value and mine.reason == reason:
        raise refuse("decided_already", "You have said so already.", "There is nothing more to do.")
    standing.filter(partner=partner.value).update(current=False)
    SecondPosition.objects.create(
        reconsideration=second,
        partner=partner.value,
        outcome=outcome.value,
        reason=reason,
        seat=by.seat,
        capacity=capacity_in(case, by.seat, DecisionKind.RR_SIGN_OFF, by.today),
    )
    facts.record(
        case,
        "decide_again",
        by=by,
        on={"partner": partner.value, "outcome": outcome.value, "reply": str(second.reply.number)},
        keep={"reason": reason},
    )
    result = tally_of(case, second)
    if result.outcome:
        _conclude(case, review, second, result, by=by)
    elif result.split:
        disagreement_follows(
            by=by,
            case=case,
            kind=DecisionKind.LCSPR_YES,
            about="Deciding again after the Panel’s reply",
            positions={Partner(p): RapidReviewOutcome(o).label for p, o in _positions(second).items()},
        )
    return result


def tally_of(case: Case, second: Reconsideration) -> Tally:
    """What the partners' second positions come to, by the lead partnership's rule for this decision."""
    given = _positions(second)
    return tally(
        {partner: given.get(partner.value) for partner in Partner},
        case.profile.rule_for(DecisionKind.LCSPR_YES),
        lead=case.profile.lead_partner,
    )


def _positions(second: Reconsideration) -> dict[str, str]:
    return dict(second.positions.filter(current=True).values_list("partner", "outcome"))


def _conclude(case: Case, review: RapidReview, second: Reconsideration, result: Tally, *, by: Acting) -> None:
    outcome = RapidReviewOutcome(str(result.outcome))
    second.concluded_on, second.outcome = by.today, outcome.value
    second.save(update_fields=["concluded_on", "outcome"])
    facts.establish(
        case,
        Kind.RECONSIDERED,
        by=by,
        occurred=by.today,
        act="reconsider",
        key=str(second.reply.number),
        detail={"outcome": outcome.value},
        grounds=outcome.value,
        on={"outcome": outcome.value},
    )
    second.letter = publish_now(
        by=by,
        stream=stream_of(case),
        kind=DocumentKind.PARTNER_REPLY_TO_PANEL,
        about=str(second.reply.number),
        data=second_decision_letter(case, second, on=by.today),
    )
    second.save(update_fields=["letter"])
    seal_second_outcome(case, review, second, unanimous=result.unanimous, by=by)
    take_effect(case, outcome, by=by, source="reconsideration")


def _panel_asks(case: Case, reply: Reply, *, by: Acting) -> None:
    """What the Panel asks to be told (Children Act 2004 s.16D) is owed from now on, by the day that it
    states.
    """
    came_with(
        by,
        case,
        Noted(
            Way.IN,
            Party.PANEL,
            LetterMatter.INFORMATION_REQUEST,
            on=reply.received_on,
            means=Means.SECURE_EMAIL,
            words=reply.words,
            awaits=True,
            reply_by=reply.answer_by,
            file=reply.letter,
        ),
        source=source_of(reply),
    )


def _panel_suggests_review(case: Case, review: RapidReview, reply: Reply, *, by: Acting) -> None:
    """Reg 11(d) is now met. What was sent stays as it was; the answer after it stands beside."""
    review.criteria.filter(code="R11D", current=True).update(current=False)
    day = f"{reply.received_on.day} {reply.received_on:%B %Y}"
    CriterionAnswer.objects.create(
        review=review,
        code="R11D",
        answer=terms.CriterionAnswer.YES.value,
        seat=by.seat,
        state_number=review.state_number,
        reason=f"The Panel considered the case and suggested a local review in its reply of {day}.",
    )
    facts.record(
        case, "answer_criterion", by=by, on={"criterion": "R11D", "answer": "yes", "reply": str(reply.number)}
    )
