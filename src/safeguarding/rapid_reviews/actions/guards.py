"""What has to be true before something is done, each with the sentence that says so.

And the one way to note a change.
"""

from __future__ import annotations

from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.access import standing
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.meetings.queries import agreed_to_chair
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import RapidReview, Signature
from safeguarding.rapid_reviews.reviewable import has_a_review
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, Relation, may
from safeguarding.statute.terms import DecisionKind, Role

SIGNERS = {Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE}


def may_here(by: Acting, act: Act, case: Case) -> Answer:
    """Whether somebody may do an act of the review; whoever was agreed to chair counts as in the chair."""
    more = (Relation.IN_THE_CHAIR,) if agreed_to_chair(case, by.seat) else ()
    scope = DecisionKind.RR_SIGN_OFF if act in {Act.SIGN_OFF, Act.SIGN_BY_LINK} else None
    if act is Act.RECONSIDER:
        scope = DecisionKind.LCSPR_YES
    return may(act, standing(by, case, *more, scope=scope))


def begun(by: Acting, act: Act, case: Case) -> tuple[Case, RapidReview]:
    """Lock the case, ask whether the act may be done, and find the review (or begin it).

    Raises NotAllowed.
    """
    case = lock(case)
    demand(may_here(by, act, case))
    demand(has_a_review(case))
    review, _ = RapidReview.objects.select_for_update().get_or_create(case=case)
    review.case = case
    return case, review


def may_write(case: Case, review: RapidReview) -> Answer:
    """Whether the report may still change. What was sent whole to the Panel stays as it was sent."""
    words = words_for(case)
    if case.closed:
        return Refused("case_closed", "This case is closed.", "Open it again first, with the reason.")
    complete = next((d for d in review.dispatches.all() if d.complete), None)
    if complete:
        return Refused(
            "sent_whole",
            f"The {words.name} was sent to the Panel with all three signatures, so it stays as it was sent.",
            "If something is wrong in it, write to the Panel. If the Panel has replied, the partners "
            "decide again.",
        )
    if facts.has(case, Kind.REVIEWER_APPOINTED):
        return Refused(
            "taken_effect",
            "The decision has taken effect: a reviewer has been appointed.",
            "Take it up in the review that follows.",
        )
    return Allowed()


def not_changed_meanwhile(standing: object | None, base: str, author: str, when: str) -> Answer:
    """Nobody overwrites another: what was on the page when somebody began to write must still stand."""
    here = str(getattr(standing, "pk", "") or "")
    if base == here:
        return Allowed()
    return Refused(
        "changed_meanwhile",
        f"{author} changed this at {when} while you were writing. Nothing is lost: both texts are below.",
        "Bring them together in the box, then save again.",
    )


def stamp(review: RapidReview) -> int:
    """The number of the state that a change makes."""
    review.state_number += 1
    review.save(update_fields=["state_number"])
    return review.state_number


def unsign(case: Case, review: RapidReview, *, why: str) -> list[str]:
    """The report has changed:

    lines given on what it said before no longer stand, and whoever gave them is told.
    """
    ended = []
    waiting = review.signatures.filter(way=Signature.Way.EVIDENCED, confirmed_by=None, ended_at=None)
    waiting.update(ended_at=timezone.now(), ended_why=why)
    for line in review.signatures.filter(current=True).select_related("seat__person"):
        line.current, line.ended_at, line.ended_why = False, timezone.now(), why
        line.save(update_fields=["current", "ended_at", "ended_why"])
        ended.append(line.partner)
        tell(
            case,
            [line.seat.person],
            "sign_off_asked",
            once=f"unsigned:{line.pk}",
            path=f"/cases/{case.reference}/sign-off/",
        )
    if ended:
        take_back(case, Kind.SIGNED_OFF, ended)
        for kind in (Kind.PRACTICE_REVIEW_DECIDED, Kind.LEARNING_ROUTE_DECIDED):
            for fact in case.facts.filter(current=True, kind=kind.value):
                if fact.detail.get("from") == "sign_off":
                    facts.withdraw(fact)
    return ended


def take_back(case: Case, kind: Kind, keys: list[str]) -> None:
    """Facts of a kind that a later act has overtaken."""
    for fact in case.facts.filter(current=True, kind=kind.value, key__in=keys):
        facts.withdraw(fact)


def changed(
    case: Case,
    review: RapidReview,
    *,
    by: Acting,
    act: str,
    what: str,
    keep: dict[str, str],
    on: dict[str, str] | None = None,
) -> None:
    """Note that the report says something else now: what, by whom, and whose signatures that took back."""
    ended = unsign(case, review, why=f"The report changed after this signature: {what}.")
    facts.record(
        case,
        act,
        by=by,
        on={
            "review": str(review.pk),
            "state": str(review.state_number),
            **({"signatures_taken_back": ",".join(ended)} if ended else {}),
            **(on or {}),
        },
        keep=keep,
    )


def refuse(code: str, sentence: str, mend: str = "") -> NotAllowed:
    """A refusal to raise."""
    return NotAllowed(Refused(code, sentence, mend))
