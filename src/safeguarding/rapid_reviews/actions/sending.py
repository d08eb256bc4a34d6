"""Telling the Panel:

in time, whole, or on the last day as awaiting a sign-off, with the completed version to follow.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases import facts
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.documents.actions import publish_now
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.guards import begun, refuse
from safeguarding.rapid_reviews.models import Dispatch, IncompleteAuthority, LateNotice, RapidReview
from safeguarding.rapid_reviews.papers.letters import late_letter
from safeguarding.rapid_reviews.papers.sealing import seal_report
from safeguarding.rapid_reviews.queries.checks import due_on, state_of
from safeguarding.rapid_reviews.streams import stream_of
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute import calendar, decisions, quality
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, LatenessCode, Partner, Role

TOLD = {
    Role.PARTNERSHIP_MANAGER,
    Role.LTRG_CHAIR,
    Role.INDEPENDENT_SCRUTINEER,
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.LSP_LA,
    Role.LSP_HEALTH,
    Role.LSP_POLICE,
}


@transaction.atomic
def authorise_incomplete(*, by: Acting, case: Case, reason: str) -> IncompleteAuthority:
    """A lead safeguarding partner lets the report go on the last day although their own partner has not
    signed.
    """
    case, review = begun(by, Act.AUTHORISE_INCOMPLETE, case)
    partner = by.role.partner
    if partner is None:
        raise refuse("no_partner", "You do not act for a statutory partner.", "Change the seat you act in.")
    if not reason.strip():
        raise refuse("no_reason", "Say why it may go without this sign-off.", "A sentence will do.")
    if review.signatures.filter(partner=partner.value, current=True).exists():
        raise refuse(
            "not_silent", "Your partner has given its position already.", "There is nothing to authorise."
        )
    given, made = IncompleteAuthority.objects.get_or_create(
        review=review, partner=partner.value, defaults={"reason": reason, "seat": by.seat}
    )
    if not made:
        raise refuse(
            "authorised_already", "This has been authorised already.", "There is nothing more to do."
        )
    facts.record(case, "authorise_incomplete", by=by, on={"partner": partner.value}, keep={"reason": reason})
    return given


@transaction.atomic
def tell_panel_late(
    *, by: Acting, case: Case, why: LatenessCode, words: str, told_on: date, expected_on: date | None = None
) -> LateNotice:
    """Tell the Panel, before the day, that the rapid review will be late or incomplete.

    The letter is kept and sealed.
    """
    case, review = begun(by, Act.TELL_PANEL_LATE, case)
    demand(goes_to_panel(case))
    due = due_on(case)
    if told_on > by.today:
        raise refuse(
            "date_to_come", "That day has not come yet.", "Give the day on which the Panel was told."
        )
    if not words.strip():
        raise refuse("no_words", "Say in a sentence why.", "It explains; it blames nobody.")
    silent = _silent(review)
    letter = publish_now(
        by=by,
        stream=stream_of(case),
        kind=DocumentKind.PANEL_LETTER,
        about=f"late:{review.late_notices.count() + 1}",
        data=late_letter(
            case, why=why, words=words, due=due, expected=expected_on, awaiting=silent, on=told_on
        ),
    )
    notice = LateNotice.objects.create(
        review=review,
        told_on=told_on,
        why=why.value,
        words=words,
        expected_on=expected_on,
        letter=letter,
        seat=by.seat,
    )
    facts.record(
        case,
        "tell_panel_late",
        by=by,
        on={"told_on": told_on.isoformat(), "why": why.value, "document": letter.reference},
        keep={"words": words},
    )
    tell(case, TOLD, "panel_late", once=f"late:{notice.pk}", due=due, path=f"/cases/{case.reference}/panel/")
    return notice


@transaction.atomic
def send_to_panel(
    *,
    by: Acting,
    case: Case,
    sent_on: date,
    recipients: str,
    lateness: LatenessCode | None = None,
    lateness_words: str = "",
) -> Dispatch:
    """Record that the rapid review went to the Panel: when, to whom, and exactly which sealed version.

    Late, it needs a reason code. From the last of the fifteen working days it may go as “awaiting sign-off by
    …” or with a partner's dissent set out; the completed version follows, and the case cannot close before.
    Raises NotAllowed.
    """
    case, review = begun(by, Act.SEND_TO_PANEL, case)
    demand(may_send(case, review, sent_on, today=by.today))
    if not recipients.strip():
        raise refuse("no_recipients", "Say to whom it was sent.", "The Panel’s mailbox, and anybody else.")
    due = due_on(case)
    first = not review.dispatches.exists()
    if first and due and sent_on > due and lateness is None:
        days = calendar.working_days_between(due, sent_on)
        raise refuse(
            "no_lateness_reason",
            f"This is {days} working day{'s' if days != 1 else ''} after the fifteenth, so it needs the "
            f"reason.",
            "Choose one from the list. It explains; it blames nobody.",
        )
    document = review.sealed if _sealed_now(review) else seal_report(case=case, review=review, by=by)
    assert document is not None  # noqa: S101  # sealed just now, or before
    dissenting = [line.partner for line in review.signatures.filter(current=True) if not line.agrees]
    dispatch = Dispatch.objects.create(
        review=review,
        number=review.dispatches.count() + 1,
        sent_on=sent_on,
        recipients=recipients,
        document=document,
        sha256=document.pdf.sha256,
        state_number=review.state_number,
        awaiting=[p.value for p in _silent(review)],
        dissenting=dissenting,
        due_on=due,
        lateness=lateness.value if lateness and first else "",
        lateness_words=lateness_words,
        seat=by.seat,
    )
    on = {
        "dispatch": str(dispatch.number),
        "document": document.reference,
        "pdf": dispatch.sha256,
        "awaiting": ",".join(dispatch.awaiting),
        "dissenting": ",".join(dissenting),
        "lateness": dispatch.lateness,
    }
    keep = {"recipients": recipients, "lateness": lateness_words}
    if first:
        facts.establish(
            case,
            Kind.SENT_TO_PANEL,
            by=by,
            occurred=sent_on,
            act="send_to_panel",
            grounds=dispatch.lateness,
            detail={"complete": "yes" if dispatch.complete else "no", "lateness": dispatch.lateness},
            on=on,
            keep=keep,
        )
    else:
        facts.record(
            case, "send_completed_to_panel", by=by, on={**on, "sent_on": sent_on.isoformat()}, keep=keep
        )
    tell(
        case,
        TOLD,
        "sent_to_panel",
        once=f"sent:{dispatch.pk}",
        due=_reply_expected(case),
        path=f"/cases/{case.reference}/panel/",
    )
    return dispatch


def goes_to_panel(case: Case) -> Answer:
    """Only the rapid review of a notified case goes to the Panel; a local consideration does not."""
    if words_for(case).statutory:
        return Allowed()
    return Refused(
        "never_notified",
        "This is a local consideration: the case was not notified, so there is no rapid review to send to "
        "the Panel.",
        "It can still end in a local practice review, and the Panel is told of that.",
    )


def may_send(case: Case, review: RapidReview, sent_on: date, *, today: date) -> Answer:
    """Whether it can go to the Panel now; the first thing in the way if not."""
    local = goes_to_panel(case)
    if not local:
        return local
    if sent_on > today:
        return Refused("date_to_come", "That day has not come yet.", "Give the day on which it was sent.")
    notified = facts.find(case, Kind.NOTIFIED)
    if notified and sent_on < notified.occurred:
        return Refused("out_of_order", "That day is before the notification.", "Check the date.")
    before = list(review.dispatches.all())
    if any(dispatch.complete for dispatch in before):
        return Refused(
            "sent_already",
            "It has been sent to the Panel with all three signatures.",
            "There is nothing more to send.",
        )
    if not review.is_certified:
        return Refused(
            "not_certified",
            "Whoever chaired has not certified what the report says now.",
            "Ask them to certify it first.",
        )
    due = due_on(case)
    blocks = quality.blocks_sending(
        quality.checks(state_of(case, review)), on_due_day=due is not None and sent_on >= due
    )
    if (
        before
        and not blocks
        and (_silent(review) or any(not line.agrees for line in review.signatures.filter(current=True)))
    ):
        return Refused(
            "awaiting_still", _awaiting(review), "The completed version goes once all three have signed."
        )
    if blocks:
        return _first_block(review, blocks, due)
    return Allowed()


def _first_block(review: RapidReview, blocks: list[quality.Check], due: date | None) -> Refused:
    first = blocks[0]
    if first.code == "RRQ16":
        last = (
            f"On {due:%A} {due.day} {due:%B} it may go without it"
            if due
            else "It may go without it on the last day"
        )
        return Refused(
            "awaiting_sign_off",
            _awaiting(review),
            f"{last}, if that partner’s lead safeguarding partner lets it or the Panel was told before.",
        )
    more = f" There {'is' if len(blocks) == 2 else 'are'} {len(blocks) - 1} more." if len(blocks) > 1 else ""
    return Refused(
        "checks_open", f"{first.sentence}{more}", "Work through “What blocks” on the review’s page."
    )


def _awaiting(review: RapidReview) -> str:
    silent = _silent(review)
    against = tuple(
        Partner(line.partner) for line in review.signatures.filter(current=True) if not line.agrees
    )
    said = [f"Awaiting sign-off by {decisions.names(tuple(silent))}."] if silent else []
    if against:
        said.append(f"Disagreement by {decisions.names(against)} is not settled yet.")
    return " ".join(said)


def _silent(review: RapidReview) -> list[Partner]:
    given = set(review.signatures.filter(current=True).values_list("partner", flat=True))
    return [partner for partner in Partner if partner.value not in given]


def _sealed_now(review: RapidReview) -> bool:
    """Whether what stands sealed is what all three have signed as it stands."""
    lines = list(review.signatures.filter(current=True))
    return review.sealed is not None and len([line for line in lines if line.agrees]) == len(Partner)


def _reply_expected(case: Case) -> date | None:
    line = case.deadlines.filter(kind="panel_reply_expected").first()
    return line.due_on if line else None
