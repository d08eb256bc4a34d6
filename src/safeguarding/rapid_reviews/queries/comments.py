"""Reading a round of comments: who is asked, what they gave back, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from safeguarding.cases.access import DEPUTIES, may_do, stand_in_of
from safeguarding.cases.models import Case, Grant
from safeguarding.cases.queries.visible import seats_kept_apart
from safeguarding.documents import queries as documents
from safeguarding.documents.models import Document
from safeguarding.documents.returned.fitting import Edit, canonical, take
from safeguarding.documents.shape import check_paper
from safeguarding.documents.word import render_docx
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.queries import delegation_in_force, in_force, seats
from safeguarding.rapid_reviews.models import Asked, Comment, Contribution, RapidReview, Round, Suggestion
from safeguarding.rapid_reviews.sections import PARTS, Part
from safeguarding.statute import calendar
from safeguarding.statute.permission import Act, Relation, Standing, may
from safeguarding.statute.terms import Level, Role

KEPT_BACK = "The manager and the partners see who has answered."


def may_be_asked(case: Case, on: date) -> list[Seat]:
    """Whom the draft may be shown to and who may comment on it: partners, deputies, chair, scrutineer, and
    members who have been let into the case.
    """
    granted = Grant.objects.filter(case=case, ended_at__isnull=True, since__lte=on).exclude(until__lt=on)
    named = set(granted.values_list("seat_id", flat=True))
    sealed_out = Q(pk__in=named) if case.sealed else Q()
    roles = [role for role in Role if sees_board(role) and _holds(role, Act.COMMENT_ON_REPORT)]
    found = seats().filter(
        in_force(on), sealed_out, Q(role__in=roles) | Q(pk__in=named), partnership=case.partnership_id
    )
    return [
        seat
        for seat in found.exclude(pk__in=seats_kept_apart(case)).order_by("person__name", "pk")
        if Role(seat.role) not in DEPUTIES or delegation_in_force(seat, None, on) or stand_in_of(seat, case)
    ]


def sees_board(role: Role) -> bool:
    """Whether the role sees which agencies have answered, without an emergency or being let in."""
    return _holds(role, Act.SEE_RETURNS_BOARD)


def _holds(role: Role, act: Act) -> bool:
    held = frozenset({Relation.OWN_PARTNERSHIP, Relation.DELEGATION_IN_FORCE})
    return bool(may(act, Standing(role, Level.TOTP, held)))


def usual_day(case: Case, on: date) -> date:
    """As long as the plan leaves between the draft and the sign-off."""
    plan = case.profile.day_plan
    return calendar.add_working_days(on, max(plan.sign_off - plan.draft, 1), case.profile.counting)


def last_round(review: RapidReview) -> Round | None:
    """The round that runs, or else the last one."""
    return review.rounds.select_related("draft__word__stream", "shown__stream", "opened_by__person").last()


def asked_in(one: Round, by: Acting) -> Asked | None:
    """That somebody is asked in a round, in the seat in which they act."""
    return one.asked.filter(seat=by.seat).first()


def may_read(by: Acting, case: Case, review: RapidReview) -> bool:
    """Whether somebody reads the comments of the rounds: those who were asked, and who may see the draft."""
    if may_do(by, Act.SEE_RETURNS_BOARD, case):
        return True
    return bool(may_do(by, Act.SEE_CASE, case)) and Asked.objects.filter(review=review, seat=by.seat).exists()


def may_answer(one: Round, asked: Asked | None) -> bool:
    """Whether what they say still goes into the round."""
    return asked is not None and (not one.is_over or asked.let_in_at is not None)


def word_file(draft: Document, *, whole: bool) -> bytes:
    """The draft in Word as a reader may have it: who has answered is named only to those who see it."""
    if whole:
        return documents.read(draft.word)
    data = dict(draft.made_from)
    data["sections"] = [
        {**section, "blocks": [{"kind": "note", "text": KEPT_BACK}]} if section["number"] == "5" else section
        for section in data["sections"]
    ]
    return render_docx(draft.kind, check_paper(data, version=draft.version, draft=True))


@dataclass(frozen=True)
class Point:
    """One change as the page shows it: with the words around it, and whether it still fits."""

    row: Suggestion
    left: str
    right: str
    fits: bool
    already: bool


@dataclass
class About:
    """One part of the report: its text now, and what was said about it."""

    part: Part | None
    now: str
    points: list[Point] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def can_take(self) -> list[Point]:
        """What is open and can be accepted by a tick."""
        return [one for one in self.points if one.row.state == "open" and (one.fits or one.already)]


def by_part(review: RapidReview, one: Round, by: Acting, *, whole: bool) -> list[About]:
    """Everything that was said in a round, in the report's order; what is about the record comes last.

    Without `whole` (a reader who does not see who has answered), of the record only what they said.
    """
    now = {row.code: canonical(row.text) for row in review.standing_sections}
    found = {part.code: About(part, now.get(part.code, "")) for part in PARTS}
    found[""] = About(None, "")
    rows = (
        Suggestion.objects.filter(contribution__round=one)
        .exclude(state="open", contribution__current=False)
        .select_related("contribution__seat__person", "settled_by__person")
        .order_by("start", "id")
    )
    for row in rows:
        about = found.get(row.section, found[""])
        if whole or about.part or row.contribution.seat_id == by.seat.pk:
            about.points.append(_point(row, about.now))
    for comment in comments_in(one):
        about = found.get(comment.section, found[""])
        if whole or about.part or comment.seat_id == by.seat.pk:
            about.comments.append(comment)
    return [about for about in found.values() if about.points or about.comments]


def comments_in(one: Round) -> list[Comment]:
    """The comments that count: not those of a file that its owner has replaced, unless answered."""
    rows = Comment.objects.filter(contribution__round=one).exclude(
        answered_at=None, contribution__current=False
    )
    return list(rows.select_related("seat__person", "answered_by__person", "contribution", "to"))


def _point(row: Suggestion, now: str) -> Point:
    base = row.contribution.texts.get(row.section, "") if row.section else row.old
    taken = take(base, now, [edit_of(row)]) if row.section and row.state == "open" else None
    left, right = base[: row.start], base[row.end :]
    return Point(
        row,
        ("… " if len(left) > 80 else "") + left[-80:] if row.section else "",
        right[:80] + (" …" if len(right) > 80 else "") if row.section else "",
        bool(taken and taken.fit),
        bool(taken and taken.already),
    )


def point_of(review: RapidReview, row: Suggestion) -> Point:
    """One change on a page of its own."""
    standing = next((one.text for one in review.standing_sections if one.code == row.section), "")
    return _point(row, canonical(standing))


def edit_of(row: Suggestion) -> Edit:
    """The change as it was proposed to the text of its draft."""
    return replace(Edit(row.start, row.end, row.new), old=row.old)


@dataclass(frozen=True)
class Answered:
    """Somebody who is asked, and what has come from them: newest first."""

    asked: Asked
    came: list[Contribution]


def answers_in(one: Round) -> list[Answered]:
    """Everybody who is asked, by name."""
    came: dict[int, list[Contribution]] = {}
    for row in one.contributions.select_related("file", "seat__person").order_by("-id"):
        came.setdefault(row.seat_id, []).append(row)
    rows = one.asked.select_related("seat__person", "seat__agency").order_by("seat__person__name", "id")
    return [Answered(row, came.get(row.seat_id, [])) for row in rows]


def open_points(review: RapidReview) -> int:
    """How many changes and comments of the rounds nobody has dealt with yet."""
    changes = Suggestion.objects.filter(review=review, state="open", contribution__current=True).count()
    said = Comment.objects.filter(review=review, contribution__current=True, answered_at__isnull=True)
    return changes + said.count()
