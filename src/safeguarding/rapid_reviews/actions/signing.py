"""The three signatures.

Each partner signs its own line; nobody signs for two, and no one signs what they wrote.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.access import capacity_in
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.people.actions.doors import open_door, shut_door
from safeguarding.people.models import MailboxLink, Seat
from safeguarding.people.queries import partner_seats
from safeguarding.rapid_reviews.actions.effects import when_all_have_signed
from safeguarding.rapid_reviews.actions.guards import begun, may_here, refuse, take_back
from safeguarding.rapid_reviews.models import RapidReview, Signature
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Level, Partner, Role, SignPosition

LEADS = {Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE}
TOLD = {Role.PARTNERSHIP_MANAGER, Role.LTRG_CHAIR}


def subject_for(case: Case, partner: Partner) -> str:
    """What a signing link opens: one partner's line on one case."""
    return f"sign:{case.reference}:{partner.value}"


@transaction.atomic
def sign_off(*, by: Acting, case: Case, position: SignPosition, comment: str = "") -> Signature:
    """A partner's own line:

    agree, agree with a comment (both sign it off), or disagree (which opens the protocol).

    A deputy only with a delegation in force; a lead safeguarding partner may sign where their own partner is
    silent. With the third sign-off the report is sealed and what was decided takes effect, once. Raises
    NotAllowed.
    """
    case, review = begun(by, Act.SIGN_OFF, case)
    return _sign(case, review, by=by, position=position, comment=comment, way=Signature.Way.OWN)


@transaction.atomic
def sign_by_link(*, by: Acting, case: Case, position: SignPosition, comment: str = "") -> Signature:
    """The same line, by a partner who has lost their second factor: one named act by a link and a code."""
    case, review = begun(by, Act.SIGN_BY_LINK, case)
    partner = _partner(by.seat)
    if by.level < Level.TOTP and by.subject != subject_for(case, partner):
        raise refuse("other_subject", "This link opens another page.", "Use the link in the latest e-mail.")
    line = _sign(case, review, by=by, position=position, comment=comment, way=Signature.Way.LINK)
    shut_door(by=by, seat=by.seat, subject=subject_for(case, partner))
    return line


@transaction.atomic
def send_signing_link(*, by: Acting, case: Case, seat: Seat) -> MailboxLink:
    """Send a partner who cannot use their second factor a link to sign their own line.

    Each link works once.
    """
    case, review = begun(by, Act.RECORD_EVIDENCED_SIGNATURE, case)
    demand(is_certified(review))
    partner = _partner(seat)
    demand(is_a_signer(case, seat))
    link = open_door(
        by=by,
        seat=seat,
        subject=subject_for(case, partner),
        kind="sign_off_by_link",
        stream=case.stream,
        to=reverse("rapid_reviews:sign_by_link", args=[case.reference, partner.value]),
        why="A report is ready for your signature.",
        due=due_on(case),
    )
    facts.record(case, "send_signing_link", by=by, on={"partner": partner.value, "seat": str(seat.pk)})
    return link


@transaction.atomic
def record_evidenced_signature(
    *, by: Acting, case: Case, seat: Seat, position: SignPosition, evidence: File, comment: str = ""
) -> Signature:
    """Last resort:

    enter a signature that a partner gave by e-mail, with the e-mail. A second person confirms it.
    """
    case, review = begun(by, Act.RECORD_EVIDENCED_SIGNATURE, case)
    demand(is_a_signer(case, seat))
    demand(may_sign(case, review, seat, position, comment, entered_by=by))
    if evidence.stream_id != case.stream_id:
        raise refuse("no_evidence", "The e-mail is not among this case’s files.", "Attach the e-mail itself.")
    partner = _partner(seat)
    if review.signatures.filter(
        partner=partner.value, way=Signature.Way.EVIDENCED, confirmed_by=None, ended_at=None
    ).exists():
        raise refuse(
            "waits_already", "A signature by e-mail waits for its second person already.", "Confirm that one."
        )
    line = Signature.objects.create(
        review=review,
        partner=partner.value,
        position=position.value,
        comment=comment,
        seat=seat,
        capacity=capacity_in(case, seat, DecisionKind.RR_SIGN_OFF, by.today),
        state_number=review.state_number,
        at=timezone.now(),
        way=Signature.Way.EVIDENCED,
        current=False,
        evidence=evidence,
        entered_by=by.seat,
        entered_at=timezone.now(),
    )
    facts.record(
        case,
        "record_evidenced_signature",
        by=by,
        on={
            "partner": partner.value,
            "seat": str(seat.pk),
            "position": position.value,
            "file": evidence.reference,
        },
    )
    return line


@transaction.atomic
def confirm_evidenced_signature(*, by: Acting, signature: Signature) -> Signature:
    """A second person has read the e-mail and confirms it.

    The signatory is told and can say that it was not they.
    """
    case, review = begun(by, Act.CONFIRM_EVIDENCED_SIGNATURE, signature.review.case)
    line = Signature.objects.select_for_update().get(pk=signature.pk)
    line.review = review
    if line.way != Signature.Way.EVIDENCED or line.confirmed_by_id or line.ended_at:
        raise refuse(
            "nothing_waits", "This signature does not wait for anybody.", "There is nothing more to do."
        )
    if line.entered_by and by.person.pk == line.entered_by.person_id:
        raise refuse("same_person", "Whoever entered it cannot confirm it.", "Ask a colleague or the chair.")
    if line.seat.person_id == by.person.pk:
        raise refuse("own_signature", "Nobody confirms their own signature.", "Ask a colleague.")
    if line.state_number != review.state_number:
        raise refuse(
            "report_changed",
            "The report has changed since this e-mail was written.",
            "Ask the partner to read it again and sign.",
        )
    demand(is_a_signer(case, line.seat))
    demand(may_sign(case, review, line.seat, SignPosition(line.position), line.comment, entered_by=by))
    _replace(case, review, Partner(line.partner))
    line.confirmed_by, line.current = by.seat, True
    line.save(update_fields=["confirmed_by", "current"])
    _take_effect(case, review, line, by=by)
    tell(case, [line.seat.person], "sign_off_asked", once=f"evidenced:{line.pk}", path=_page(case))
    return line


@transaction.atomic
def repudiate_signature(*, by: Acting, signature: Signature, reason: str) -> Signature:
    """“I did not sign this.” The line ends at once; the record keeps both.

    Only the person named may say so.
    """
    case, _ = begun(by, Act.REPUDIATE_SIGNATURE, signature.review.case)
    line = Signature.objects.select_for_update().get(pk=signature.pk)
    if line.seat.person_id != by.person.pk:
        raise refuse("not_yours", "Only the person named may say that they did not sign.", "Ask them.")
    if line.way != Signature.Way.EVIDENCED:
        raise refuse("own_hand", "You signed this yourself.", "To change your position, give another below.")
    if not line.current:
        raise refuse("ended", "This signature does not stand any more.", "There is nothing more to do.")
    line.current, line.repudiated, line.ended_at = False, True, timezone.now()
    line.ended_why = "The person named said that they did not sign."
    line.save(update_fields=["current", "repudiated", "ended_at", "ended_why"])
    take_back(case, Kind.SIGNED_OFF, [line.partner])
    facts.record(
        case,
        "repudiate_signature",
        by=by,
        on={"partner": line.partner, "signature": str(line.pk)},
        keep={"reason": reason},
    )
    tell(case, TOLD, "position_wanted", once=f"repudiated:{line.pk}", path=_page(case))
    return line


@transaction.atomic
def ask_partner_of_deputy(*, by: Acting, case: Case) -> None:
    """A deputy without a delegation in force tried to sign: tell the partner whose line it is, once a day."""
    partner = by.role.partner
    if partner is None:
        return
    people = [seat.person for seat in partner_seats(case.partnership, by.today)[partner]]
    tell(
        case,
        people,
        "sign_off_asked",
        once=f"deputy-lapsed:{case.pk}:{by.seat.pk}:{by.today}",
        path=_page(case),
        due=due_on(case),
    )


def may_sign(
    case: Case,
    review: RapidReview,
    seat: Seat,
    position: SignPosition,
    comment: str,
    *,
    entered_by: Acting | None = None,
) -> Answer:
    """Whether this person may give this line now; each refusal says what is in the way."""
    partner = _partner(seat)
    certified = is_certified(review)
    if not certified:
        return certified
    if case.closed:
        return Refused("case_closed", "This case is closed.", "Open it again first, with the reason.")
    if position is not SignPosition.AGREE and not comment.strip():
        word = "Disagreeing needs its reason." if position is SignPosition.DISAGREE else "Write your comment."
        return Refused("no_reason", word, "A sentence or two in your own words will do.")
    if review.sections.filter(seat__person=seat.person_id).exists():
        return Refused(
            "drafter",
            "Somebody who wrote part of this report cannot also sign it.",
            "Another delegated partner or deputy has to sign.",
        )
    lines = list(review.signatures.filter(current=True).select_related("seat"))
    if any(line.seat.person_id == seat.person_id and line.partner != partner.value for line in lines):
        return Refused(
            "two_partners",
            "You have signed for another partner already.",
            "One person acts for one partner only.",
        )
    mine = next((line for line in lines if line.partner == partner.value), None)
    if mine and Role(seat.role) in LEADS and mine.seat_id != seat.pk:
        return Refused(
            "not_silent",
            "Your partner has given its position already.",
            "If you see it differently, speak with whoever signed.",
        )
    if mine and mine.position == position.value and mine.comment == comment:
        return Refused(
            "signed_already",
            "You have signed already. Your signature stands.",
            "There is nothing more to do.",
        )
    if any(dispatch.complete for dispatch in review.dispatches.all()):
        return Refused(
            "sent_whole",
            "The report has been sent to the Panel with all three signatures.",
            "There is nothing more to sign.",
        )
    if mine and len([line for line in lines if line.agrees]) == len(Partner):
        return Refused(
            "all_signed",
            "All three partners have signed, and the report is sealed.",
            "If you have changed your mind, ring the independent chair.",
        )
    return Allowed()


def is_a_signer(case: Case, seat: Seat) -> Answer:
    """Whether the person themselves could sign from this seat today, whoever enters or sends it for them."""
    if may_here(Acting(seat, Level.TOTP), Act.SIGN_OFF, case):
        return Allowed()
    return Refused(
        "not_a_signer",
        "This person may not sign this report today.",
        "Check their seat, their delegation and whether they are kept apart from the case.",
    )


def is_certified(review: RapidReview) -> Answer:
    """Nothing is signed before whoever chaired has certified what it says."""
    if review.is_certified:
        return Allowed()
    return Refused(
        "not_certified",
        "The report is not ready to sign: whoever chaired has not yet certified what it says now.",
        "We tell you as soon as it is ready.",
    )


def due_on(case: Case) -> date | None:
    """By when it is wanted: the day planned for sign-off, if the clock runs."""
    line = case.deadlines.filter(kind="plan_sign_off").first()
    return line.due_on if line else None


def _sign(
    case: Case, review: RapidReview, *, by: Acting, position: SignPosition, comment: str, way: Signature.Way
) -> Signature:
    demand(may_sign(case, review, by.seat, position, comment))
    partner = _partner(by.seat)
    _replace(case, review, partner)
    line = Signature.objects.create(
        review=review,
        partner=partner.value,
        position=position.value,
        comment=comment,
        seat=by.seat,
        capacity=capacity_in(case, by.seat, DecisionKind.RR_SIGN_OFF, by.today),
        instead_of_silent=by.role in LEADS,
        state_number=review.state_number,
        at=timezone.now(),
        way=way,
    )
    _take_effect(case, review, line, by=by)
    return line


def _replace(case: Case, review: RapidReview, partner: Partner) -> None:
    """An earlier line of the same partner ends; it stays on the record."""
    for before in review.signatures.filter(partner=partner.value, current=True):
        before.current, before.ended_at, before.ended_why = (
            False,
            timezone.now(),
            "Another position took its place.",
        )
        before.save(update_fields=["current", "ended_at", "ended_why"])
        take_back(case, Kind.SIGNED_OFF, [partner.value])


def _take_effect(case: Case, review: RapidReview, line: Signature, *, by: Acting) -> None:
    on = {
        "partner": line.partner,
        "position": line.position,
        "state": str(line.state_number),
        "way": line.way,
        "signatory": str(line.seat_id),
    }
    if line.agrees:
        facts.establish(
            case,
            Kind.SIGNED_OFF,
            by=by,
            occurred=by.today,
            at=line.at,
            act="sign_off",
            key=line.partner,
            detail={"position": line.position, "way": line.way},
            on=on,
            keep={"comment": line.comment},
        )
        when_all_have_signed(case=case, review=review, by=by)
        return
    facts.record(case, "disagree_with_report", by=by, on=on, keep={"reason": line.comment})
    disagreement_follows(
        by=by,
        case=case,
        kind=DecisionKind.RR_SIGN_OFF,
        about="Sign-off of the report",
        positions={
            Partner(one.partner): SignPosition(one.position).label
            for one in review.signatures.filter(current=True)
        },
    )


def _partner(seat: Seat) -> Partner:
    if seat.partner is None:
        raise refuse(
            "no_partner", "This seat does not act for a statutory partner.", "Change the seat you act in."
        )
    return seat.partner


def _page(case: Case) -> str:
    return f"/cases/{case.reference}/sign-off/"
