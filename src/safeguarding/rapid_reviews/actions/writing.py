"""Writing what the group finds:

aims, criteria, the national view, the report's texts, and comments on the draft.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Fact
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.guards import (
    begun,
    changed,
    may_here,
    may_write,
    not_changed_meanwhile,
    refuse,
    stamp,
)
from safeguarding.rapid_reviews.models import (
    AimAnswer,
    Comment,
    CriterionAnswer,
    NationalView,
    RapidReview,
    Reading,
    SectionText,
)
from safeguarding.rapid_reviews.reviewable import has_a_review
from safeguarding.rapid_reviews.sections import BY_CODE
from safeguarding.statute import terms
from safeguarding.statute.answer import demand
from safeguarding.statute.criteria import LOCAL_CODES
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.routes import LOCAL


def open_review(*, case: Case, fact: Fact, by: Acting) -> None:
    """On a serious incident notified, or a local route settled: there is a review to write in from now on."""
    if has_a_review(case):
        RapidReview.objects.get_or_create(case=case)


@transaction.atomic
def begin_local_consideration(*, by: Acting, case: Case, reason: str) -> RapidReview:
    """Go on without a notification: the same returns, meeting, criteria and decision, under their own name.

    For a case that was considered and not notified, notified only, or whose notification was withdrawn.
    """
    case = lock(case)
    demand(may_here(by, Act.PROPOSE_ROUTE, case))
    if not reason.strip():
        raise refuse("no_reason", "Say why there may be something to learn.", "A sentence or two will do.")
    if case.basis == LOCAL:
        raise refuse("begun_already", "The local consideration has begun already.", "Go on with it.")
    sent = facts.find(case, Kind.NOTIFIED)
    if sent and has_a_review(case):
        raise refuse(
            "rapid_review_runs", "This case was notified and has a rapid review.", "Go on with that."
        )
    case.basis = LOCAL
    case.save(update_fields=["basis"])
    review, _ = RapidReview.objects.get_or_create(case=case)
    facts.record(
        case, "begin_local_consideration", by=by, on={"review": str(review.pk)}, keep={"reason": reason}
    )
    facts.refresh(case)
    return review


@transaction.atomic
def answer_aim(*, by: Acting, case: Case, aim: str, text: str, base: str = "") -> AimAnswer:
    """The group's answer to one aim.

    Refused when somebody else has changed it meanwhile, with both texts kept.
    """
    case, review = begun(by, Act.ANSWER_AIM, case)
    demand(may_write(case, review))
    known = {one.code: one for one in case.editions.aims}
    if aim not in known:
        raise refuse(
            "no_such_aim", "This edition of the guidance has no such aim.", "Choose one from the list."
        )
    if not text.strip():
        raise refuse("no_words", "Nothing is written yet.", "Write a sentence or two.")
    before = review.aims.filter(code=aim, current=True).select_related("seat__person").first()
    demand(not_changed_meanwhile(before, base, *_author(before)))
    if before and before.text == text:
        return before
    _overtake(before)
    answer = AimAnswer.objects.create(
        review=review, code=aim, text=text, seat=by.seat, state_number=stamp(review)
    )
    changed(
        case, review, by=by, act="answer_aim", what=known[aim].title, on={"aim": aim}, keep={"answer": text}
    )
    return answer


@transaction.atomic
def answer_criterion(
    *,
    by: Acting,
    case: Case,
    criterion: str,
    answer: terms.CriterionAnswer,
    reason: str,
    views: Sequence[Mapping[str, str]] = (),
    base: str = "",
) -> CriterionAnswer:
    """Yes, no or not clear, with the reason; and each agency's own view where they differ (SI 2018/789 reg
    11).
    """
    case, review = begun(by, Act.ANSWER_CRITERION, case)
    demand(may_write(case, review))
    if criterion not in LOCAL_CODES:
        raise refuse("no_such_criterion", "There is no such criterion.", "Choose one from the list.")
    if not reason.strip():
        raise refuse("no_reason", "The answer needs its reason.", "Say why in a sentence or two.")
    before = review.criteria.filter(code=criterion, current=True).select_related("seat__person").first()
    demand(not_changed_meanwhile(before, base, *_author(before)))
    _overtake(before)
    given = CriterionAnswer.objects.create(
        review=review,
        code=criterion,
        answer=answer.value,
        reason=reason,
        views=[dict(view) for view in views],
        seat=by.seat,
        state_number=stamp(review),
    )
    changed(
        case,
        review,
        by=by,
        act="answer_criterion",
        what=f"criterion {criterion}",
        on={"criterion": criterion, "answer": answer.value},
        keep={"reason": reason},
    )
    return given


@transaction.atomic
def give_national_view(
    *,
    by: Acting,
    case: Case,
    recommend: bool,
    answers: Mapping[str, Mapping[str, str]],
    reason: str,
    base: str = "",
) -> NationalView:
    """Whether a national review may be right, against each reason of SI 2018/789 reg 3.

    Only the Panel decides it.
    """
    case, review = begun(by, Act.GIVE_NATIONAL_VIEW, case)
    demand(may_write(case, review))
    if not reason.strip():
        raise refuse("no_reason", "The view needs its reason.", "Say why in a sentence or two.")
    before = review.national_views.filter(current=True).select_related("seat__person").first()
    demand(not_changed_meanwhile(before, base, *_author(before)))
    _overtake(before)
    view = NationalView.objects.create(
        review=review,
        recommend=recommend,
        answers=dict(answers),
        reason=reason,
        seat=by.seat,
        state_number=stamp(review),
    )
    changed(
        case,
        review,
        by=by,
        act="give_national_view",
        what="the view on a national review",
        on={"recommend": "yes" if recommend else "no"},
        keep={"reason": reason},
    )
    return view


@transaction.atomic
def write_section(*, by: Acting, case: Case, section: str, text: str, base: str = "") -> SectionText:
    """One part of the report. Each version stays, with its author and time; nobody overwrites another."""
    case, review = begun(by, Act.WRITE_REPORT, case)
    demand(may_write(case, review))
    if section not in BY_CODE:
        raise refuse("no_such_section", "The report has no such part.", "Choose one from the list.")
    before = review.sections.filter(code=section, current=True).select_related("seat__person").first()
    if not text.strip() and before is None:
        raise refuse("no_words", "Nothing is written yet.", "Write a sentence or two.")
    demand(not_changed_meanwhile(before, base, *_author(before)))
    if before and before.text == text:
        return before
    _overtake(before)
    made = SectionText.objects.create(
        review=review, code=section, text=text, seat=by.seat, state_number=stamp(review)
    )
    changed(
        case,
        review,
        by=by,
        act="write_section",
        what=BY_CODE[section].title,
        on={"section": section},
        keep={"text": text},
    )
    return made


@transaction.atomic
def comment_on_report(*, by: Acting, case: Case, words: str, section: str = "") -> Comment:
    """Say something about the draft.

    It changes nothing; whoever writes the report takes it up or says why not.
    """
    case, review = begun(by, Act.COMMENT_ON_REPORT, case)
    if not words.strip():
        raise refuse("no_words", "Nothing is written yet.", "Write a sentence or two.")
    comment = Comment.objects.create(review=review, section=section, words=words, seat=by.seat)
    facts.record(
        case,
        "comment_on_report",
        by=by,
        on={"review": str(review.pk), "section": section},
        keep={"said": words},
    )
    return comment


@transaction.atomic
def answer_comment(*, by: Acting, comment: Comment, answer: str) -> Comment:
    """Say what came of a comment."""
    case, _ = begun(by, Act.WRITE_REPORT, comment.review.case)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not answer.strip():
        raise refuse("no_words", "Say what came of it.", "“Taken up” will do.")
    comment.answer, comment.answered_by, comment.answered_at = answer, by.seat, timezone.now()
    comment.save(update_fields=["answer", "answered_by", "answered_at"])
    facts.record(case, "answer_comment", by=by, on={"comment": str(comment.pk)}, keep={"answer": answer})
    return comment


@transaction.atomic
def note_reading(*, by: Acting, review: RapidReview) -> None:
    """Note which state of the report somebody has now read. It is a bookmark, not a decision."""
    Reading.objects.update_or_create(
        review=review, person=by.person, defaults={"state_number": review.state_number}
    )


def _overtake(before: Any) -> None:
    if before is not None:
        before.current = False
        before.save(update_fields=["current"])


def _author(before: Any) -> tuple[str, str]:
    if before is None:
        return "Somebody", "the same time"
    return before.seat.person.name, f"{timezone.localtime(before.at):%H:%M}"
