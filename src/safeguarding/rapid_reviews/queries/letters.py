"""What went to the Panel and came back by this room's own acts, for the log; and what is open of it."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from safeguarding.cases.letter_log import Line
from safeguarding.cases.matters import Matter
from safeguarding.cases.models import Case, Deadline, FormalLetter
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import Dispatch, LateNotice, Reconsideration, Reply
from safeguarding.statute.deadlines import Due
from safeguarding.statute.letters import LetterMatter, Party, Way
from safeguarding.statute.terms import PanelReply
from safeguarding.ui.words import long_date

USUAL = "The Panel usually answers in about 10 working days, by {day}. That is not theirs to be held to."


def source_of(reply: Reply) -> str:
    """How an entry of the log names the reply that it comes from."""
    return f"reply:{reply.pk}"


def lines(by: Acting, cases: Collection[Case]) -> list[Line]:
    """Rapid reviews sent, notices that one will be late, the Panel's replies, and second decisions.

    A reply that asks for information stands in the log as the request that it is; one that was recorded
    before there was a log stands here.
    """
    return [*_sent(cases), *_late(cases), *_replied(cases), *_again(cases)]


def _sent(cases: Collection[Case]) -> list[Line]:
    expected = {
        line.case_id: line.due_on
        for line in Deadline.objects.filter(
            case__in=cases, kind=Due.PANEL_REPLY_EXPECTED.value, met_on__isnull=True
        )
    }
    found = Dispatch.objects.filter(review__case__in=cases).select_related("review__case")
    return [
        Line(
            one.sent_on, Way.OUT, Party.PANEL, LetterMatter.RAPID_REVIEW, f"To: {one.recipients}",
            _page(one.review.case), one.review.case,
            expected=USUAL.format(day=long_date(expected[one.review.case_id]))
            if one.review.case_id in expected else "",
        )
        for one in found
    ]  # fmt: skip


def _late(cases: Collection[Case]) -> list[Line]:
    found = LateNotice.objects.filter(review__case__in=cases).select_related("review__case")
    return [
        Line(
            one.told_on, Way.OUT, Party.PANEL, LetterMatter.LATE_NOTICE,
            f"{one.get_why_display()}. {one.words}", _page(one.review.case), one.review.case,
        )
        for one in found
    ]  # fmt: skip


def _replied(cases: Collection[Case]) -> list[Line]:
    logged = set(FormalLetter.objects.filter(case__in=cases, current=True).values_list("source", flat=True))
    found = Reply.objects.filter(review__case__in=cases).select_related("review__case")
    return [
        Line(
            one.received_on, Way.IN, Party.PANEL, LetterMatter.PANEL_REPLY,
            f"{one.get_reply_display()}. {one.words}", _page(one.review.case), one.review.case,
            reply_by=one.answer_by,
        )
        for one in found
        if source_of(one) not in logged
    ]  # fmt: skip


def _again(cases: Collection[Case]) -> list[Line]:
    found = Reconsideration.objects.filter(review__case__in=cases, concluded_on__isnull=False)
    return [
        Line(
            one.concluded_on, Way.OUT, Party.PANEL, LetterMatter.DECIDED_AGAIN,
            f"{one.get_outcome_display()}.", _page(one.review.case), one.review.case,
        )
        for one in found.select_related("review__case")
        if one.concluded_on
    ]  # fmt: skip


def _page(case: Case) -> str:
    return reverse("rapid_reviews:panel", args=[case.reference])


def matters(by: Acting, case: Case) -> list[Matter]:
    """What the Panel said of the quality of the review, for the group to talk about and learn from."""
    found = Reply.objects.filter(review__case=case, reply=PanelReply.QUALITY_FEEDBACK.value)
    return [
        Matter("What the Panel said about the rapid review", f"Its reply of {long_date(one.received_on)}.",
               _page(case))
        for one in found
    ]  # fmt: skip
