"""One shared round of comments on the draft: asking, giving, closing, and letting somebody in late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.documents.actions import keep_made, keep_upload
from safeguarding.documents.models import Document, File
from safeguarding.documents.returned.compare import Proposed
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.rapid_reviews.actions.guards import begun, may_write, refuse
from safeguarding.rapid_reviews.models import Asked, Comment, Contribution, RapidReview, Round, Suggestion
from safeguarding.rapid_reviews.papers.came_back import CameBack
from safeguarding.rapid_reviews.papers.sealing import make_draft
from safeguarding.rapid_reviews.queries.comments import (
    asked_in,
    last_round,
    may_answer,
    may_be_asked,
    sees_board,
    word_file,
)
from safeguarding.rapid_reviews.sections import BY_CODE
from safeguarding.rapid_reviews.streams import stream_of
from safeguarding.statute.answer import demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def ask_for_comments(*, by: Acting, case: Case, seats: Collection[int], until: date) -> Round:
    """Open a round on the report as it stands, and ask everybody chosen. One round runs at a time."""
    case, review = begun(by, Act.ASK_FOR_COMMENTS, case)
    demand(may_write(case, review))
    before = last_round(review)
    if before is not None and not before.is_over:
        raise refuse("round_runs", "A round of comments is open already.", "Close it first.")
    if until < by.today:
        raise refuse("day_passed", "That day has passed.", "Choose a day from today on.")
    chosen = [seat for seat in may_be_asked(case, by.today) if seat.pk in set(seats)]
    if not chosen:
        raise refuse("nobody_asked", "Nobody is asked yet.", "Tick at least one person.")
    _end(before, by)
    draft = make_draft(case=case, review=review, by=by)
    one = Round.objects.create(
        review=review, draft=draft, shown=_shown(case, draft, chosen), until=until, opened_by=by.seat
    )
    Asked.objects.bulk_create([Asked(review=review, round=one, seat=seat) for seat in chosen])
    facts.record(
        case,
        "ask_for_comments",
        by=by,
        on={
            "round": str(one.pk),
            "version": str(one.draft.version),
            "until": until.isoformat(),
            "asked": ",".join(str(seat.pk) for seat in chosen),
        },
    )
    tell(
        case,
        [seat.person for seat in chosen],
        "comments_asked",
        once=f"comments:{one.pk}",
        due=until,
        path=f"/cases/{case.reference}/rapid-review/report/comments/",
    )
    return one


def _shown(case: Case, draft: Document, chosen: list[Seat]) -> File | None:
    """The draft as those see it who do not see which agencies have answered, where one of them is asked."""
    if all(sees_board(Role(seat.role)) for seat in chosen):
        return None
    word = draft.word
    data = word_file(draft, whole=False)
    return keep_made(stream=stream_of(case), name=word.name, content_type=word.content_type, data=data)


@transaction.atomic
def close_comments(*, by: Acting, case: Case) -> Round:
    """Close the round before its day, or note that it is over."""
    case, review = begun(by, Act.ASK_FOR_COMMENTS, case)
    one = _round(review)
    if one.closed_at is not None:
        raise refuse("round_over", "This round is closed already.", "There is nothing more to do.")
    _end(one, by)
    facts.record(case, "close_comments", by=by, on={"round": str(one.pk)})
    return one


@transaction.atomic
def let_in_late(*, by: Acting, case: Case, asked: int) -> Asked:
    """Let somebody who was asked still comment though the round is over."""
    case, review = begun(by, Act.ASK_FOR_COMMENTS, case)
    one = _round(review)
    row = one.asked.select_related("seat__person").filter(pk=asked).first()
    if row is None:
        raise refuse("nobody_asked", "This person is not asked in this round.", "Choose one from the list.")
    if may_answer(one, row):
        raise refuse("not_late", "They can comment already.", "There is nothing more to do.")
    row.let_in_at = timezone.now()
    row.save(update_fields=["let_in_at"])
    facts.record(case, "let_in_late", by=by, on={"round": str(one.pk), "asked": str(row.seat_id)})
    tell(
        case,
        [row.seat.person],
        "comments_asked",
        once=f"late:{row.pk}",
        path=f"/cases/{case.reference}/rapid-review/report/comments/",
    )
    return row


@transaction.atomic
def nothing_to_add(*, by: Acting, case: Case) -> Contribution:
    """Somebody who was asked has nothing to add. What they gave back before no longer counts."""
    case, review, one = _answering(by, case)
    _overtake(one, by)
    made = Contribution.objects.create(review=review, round=one, seat=by.seat, how=Contribution.How.NOTHING)
    facts.record(case, "nothing_to_add", by=by, on={"round": str(one.pk)})
    return made


@transaction.atomic
def say_at_part(*, by: Acting, case: Case, section: str, words: str) -> Comment:
    """A comment typed on the page, at a part of the report or at none."""
    case, review, one = _answering(by, case)
    if not words.strip():
        raise refuse("no_words", "Nothing is written yet.", "Write a sentence or two.")
    if section and section not in BY_CODE:
        raise refuse("no_such_section", "The report has no such part.", "Choose one from the list.")
    one.contributions.filter(seat=by.seat, how=Contribution.How.NOTHING).update(current=False)
    given = Contribution.objects.create(review=review, round=one, seat=by.seat, how=Contribution.How.TYPED)
    comment = Comment.objects.create(
        review=review, section=section, words=words, seat=by.seat, contribution=given
    )
    facts.record(
        case,
        "comment_on_report",
        by=by,
        on={"review": str(review.pk), "section": section, "round": str(one.pk)},
        keep={"said": words},
    )
    return comment


@transaction.atomic
def give_back_draft(*, by: Acting, case: Case, came: CameBack) -> Contribution:
    """Keep somebody’s Word file as it came, and every change and comment in it.

    It takes the place of what they gave before, which stays. What was dealt with there stays dealt with.
    """
    case, review, one = _answering(by, case)
    earlier = list(
        Suggestion.objects.filter(contribution__round=one, contribution__seat=by.seat).exclude(state="open")
    )
    said = list(Comment.objects.filter(contribution__round=one, seat=by.seat).exclude(answered_at=None))
    _overtake(one, by)
    version = came.draft.version
    file = keep_upload(
        by=by, stream=stream_of(case), name=f"Comments on draft v{version}.docx", data=came.data
    )
    given = Contribution.objects.create(
        review=review,
        round=one,
        seat=by.seat,
        how=Contribution.How.WORD,
        file=file,
        version=version,
        texts=came.found.texts,
    )
    for change in came.found.changes:
        _keep_change(given, change, earlier)
    _keep_remarks(given, came, said)
    facts.record(
        case,
        "give_back_draft",
        by=by,
        on={"round": str(one.pk), "version": str(version), "file": file.reference},
    )
    return given


def _keep_change(given: Contribution, change: Proposed, earlier: list[Suggestion]) -> None:
    edit = change.edit
    old = edit.old or given.texts.get(change.part, "")[edit.start : edit.end]
    key = (change.part, old, edit.new)
    same = next((row for row in earlier if (row.section, row.old, row.new) == key), None)
    settled = ("state", "words", "settled_by", "settled_at", "wrote")
    Suggestion.objects.create(
        review=given.review,
        contribution=given,
        section=change.part,
        heading=change.heading,
        start=edit.start,
        end=edit.end,
        old=old,
        new=edit.new,
        who=change.who,
        said_on=change.when,
        tracked=change.tracked,
        **({name: getattr(same, name) for name in settled} if same else {}),
    )


def _keep_remarks(given: Contribution, came: CameBack, said: list[Comment]) -> None:
    kept: list[Comment] = []
    for remark in came.found.remarks:
        key = (remark.part, remark.said.words)
        same = next((row for row in said if (row.section, row.words) == key), None)
        answered = ("answer", "answered_by", "answered_at")
        kept.append(
            Comment.objects.create(
                review=given.review,
                section=remark.part,
                words=remark.said.words,
                seat=given.seat,
                contribution=given,
                heading=remark.heading,
                quoted=remark.said.quoted,
                who=remark.said.who,
                **({name: getattr(same, name) for name in answered} if same else {}),
            )
        )
    for comment, remark in zip(kept, came.found.remarks, strict=True):
        if remark.said.to is not None:
            comment.to = kept[remark.said.to]
            comment.save(update_fields=["to"])


def _answering(by: Acting, case: Case) -> tuple[Case, RapidReview, Round]:
    case, review = begun(by, Act.COMMENT_ON_REPORT, case)
    demand(may_write(case, review))
    one = _round(review)
    asked = asked_in(one, by)
    if asked is None:
        raise refuse(
            "not_asked", "You are not asked in this round of comments.", "Ask the partnership manager."
        )
    if not may_answer(one, asked):
        raise refuse(
            "round_over",
            "This round of comments is over.",
            "Ask the partnership manager to let yours in. Nothing in your own file is lost.",
        )
    return case, review, one


def _round(review: RapidReview) -> Round:
    one = last_round(review)
    if one is None:
        raise refuse("no_round", "Nobody has asked for comments yet.", "Ask the partnership manager.")
    return one


def _end(one: Round | None, by: Acting) -> None:
    if one is not None and one.closed_at is None:
        one.closed_by, one.closed_at = by.seat, timezone.now()
        one.save(update_fields=["closed_by", "closed_at"])


def _overtake(one: Round, by: Acting) -> None:
    given = one.contributions.filter(seat=by.seat).exclude(how=Contribution.How.TYPED)
    given.update(current=False)
