"""The live quality checks:

the state that the law's library asks for, built from a fixed number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from safeguarding.anonymity.models import Identity
from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.queries import sources
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute import quality, terms
from safeguarding.statute.permission import Act
from safeguarding.statute.quality import Answered, Check, CheckKind, RapidReviewState
from safeguarding.statute.terms import Partner

CHILD = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "disability": "disability or special needs",
    "legal_status": "legal status",
    "placement": "where the child lives",
}


@dataclass(frozen=True)
class Shown:
    """A check with the page on which it is mended."""

    check: Check
    href: str
    button: str

    @property
    def blocks(self) -> bool:
        return self.check.kind is CheckKind.BLOCK and not self.check.met

    @property
    def warns(self) -> bool:
        return self.check.kind is CheckKind.WARN and not self.check.met


def checks_for(case: Case, review: RapidReview, by: Acting | None = None) -> list[Shown]:
    """Every check that applies, met or not, each with the link that mends it. `by`: whoever reads them; late
    agencies are named only to those who see who has answered.
    """
    state = state_of(case, review)
    sees_board = by is None or bool(may_do(by, Act.SEE_RETURNS_BOARD, case))
    if state.returns_missing and not sees_board:
        state = replace(state, returns_missing=("every agency that was asked",))
    return [Shown(check, *_mend(case, check, sees_board)) for check in quality.checks(state)]


def state_of(case: Case, review: RapidReview) -> RapidReviewState:
    """What is known of the review now."""
    texts = {row.code: row.text for row in review.sections.filter(current=True)}
    aims = {row.code: row.text for row in review.aims.filter(current=True)}
    outcome = review.outcomes.filter(current=True).first()
    view = review.national_views.filter(current=True).first()
    notification = getattr(case, "notification", None)
    lines = list(review.signatures.filter(current=True))
    state = RapidReviewState(
        editions=case.editions,
        statutory=words_for(case).statutory,
        notification_reference=notification.panel_reference if notification else "",
        notified=bool(notification and notification.sent_at),
        children_lacking=_lacking(case),
        children_count=case.children.count(),
        family_described=bool(texts.get("family", "").strip()),
        others_safe=sources.every_child_is_safe(case),
        account=texts.get("incident", "") or aims.get("facts", ""),
        key_practice=texts.get("analysis", ""),
        inequality=texts.get("inequality", "") or aims.get("inequality", ""),
        childs_experience=texts.get("experience", ""),
        good_practice=texts.get("good_practice", ""),
        immediate_learning=texts.get("learning_now", ""),
        criteria=_answered(review) | _national(view.answers if view else {}),
        other_areas_consulted=bool(texts.get("cross_boundary", "").strip()),
        national_recommended=view.recommend if view else None,
        outcome=outcome.decision if outcome else None,
        outcome_reason=outcome.reasons if outcome else "",
        outline=_outline(outcome),
        why_no_more_learning=outcome.why_no_more if outcome else "",
        where_learning_goes=outcome.where_learning_goes if outcome else "",
        partners_signed=frozenset(Partner(line.partner) for line in lines if line.agrees),
        # A partner who disagrees is not silent: on the last day the report goes with the dissent set out.
        authorised_by_lead=frozenset(
            Partner(partner)
            for partner in (
                *review.authorities.values_list("partner", flat=True),
                *(line.partner for line in lines if not line.agrees),
            )
        ),
        panel_told_before=_told_before(case, review),
        parallel_looked_at=case.parallel_processes.exists() or bool(texts.get("limits", "").strip()),
        report_words=sum(len(text.split()) for text in (*texts.values(), *aims.values())),
        family_told=texts.get("telling_family", ""),
    )
    asked = sources.returns(case)
    return replace(
        state,
        returns_asked=asked.asked,
        returns_missing=asked.missing,
        returns_override=asked.override,
        safety_steps_unowned=sources.safety_steps_unowned(case),
    )


def due_on(case: Case) -> date | None:
    """The last of the fifteen working days, while or after it ran; none for a local consideration."""
    line = case.deadlines.filter(kind="rapid_review_to_panel").first()
    return line.due_on if line else None


def _lacking(case: Case) -> dict[str, list[str]]:
    """What each child's identity still lacks, by pseudonym. A child not born or not yet known lacks less."""
    children = list(case.children.all())
    known = {one.pk: one for one in Identity.objects.filter(pk__in=[child.identity_id for child in children])}
    found = {}
    for child in children:
        missing = [words for name, words in CHILD.items() if not getattr(child, name)]
        details = known[child.identity_id].details if child.identity_id in known else {}
        if child.kind in {"child", "care_leaver"}:
            missing += [
                words
                for key, words in (("name", "name"), ("date_of_birth", "date of birth"))
                if not details.get(key)
            ]
        if child.kind in {"unborn", "unknown"}:
            missing = [
                words for words in missing if words not in {"sex", "ethnicity", "disability or special needs"}
            ]
        if not case.area_of_residence:
            missing.append("area where the child lives")
        found[child.pseudonym] = missing
    return found


def _answered(review: RapidReview) -> dict[str, Answered]:
    return {
        row.code: Answered(terms.CriterionAnswer(row.answer), row.reason)
        for row in review.criteria.filter(current=True)
    }


def _national(answers: dict[str, dict[str, str]]) -> dict[str, Answered]:
    return {
        code: Answered(
            terms.CriterionAnswer(given["answer"]) if given.get("answer") else None, given.get("reason", "")
        )
        for code, given in answers.items()
    }


def _outline(outcome: object | None) -> dict[str, str]:
    if outcome is None:
        return {}
    target = getattr(outcome, "target_date", None)
    return {
        "lines_of_enquiry": getattr(outcome, "lines_of_enquiry", ""),
        "scope": getattr(outcome, "scope", ""),
        "method": getattr(outcome, "method", ""),
        "reviewer": getattr(outcome, "reviewer_plan", ""),
        "target_date": target.isoformat() if target else "",
    }


def _told_before(case: Case, review: RapidReview) -> bool:
    due = due_on(case)
    return any(due is None or notice.told_on < due for notice in review.late_notices.all())


PAGES = {
    "notification": ("cases:notification", "Open the notification"),
    "children": ("cases:overview", "Open the case"),
    "returns": ("evidence:board", "Open the returns"),
    "criteria": ("rapid_reviews:criteria", "Answer the criteria"),
    "national": ("rapid_reviews:national", "Give the view"),
    "decision": ("rapid_reviews:outcome", "Record the decision"),
    "outline": ("rapid_reviews:outcome", "Fill in the outline"),
    "route": ("rapid_reviews:outcome", "Say where the learning goes"),
    "sign_off": ("rapid_reviews:sign_off", "See who has signed"),
}
PARTS = {
    "RRQ03": "family",
    "RRQ04": "incident",
    "RRQ06": "analysis",
    "RRQ07": "inequality",
    "RRQ08": "experience",
    "RRQ09": "good_practice",
    "RRQ10": "learning_now",
    "RRQ17": "limits",
    "RRQ18": "cross_boundary",
    "RRQ20": "telling_family",
}


def _mend(case: Case, check: Check, sees_board: bool) -> tuple[str, str]:
    if check.code in PARTS:
        return reverse("rapid_reviews:section", args=[case.reference, PARTS[check.code]]), "Write it"
    name, button = PAGES.get(check.where, ("rapid_reviews:report", "Open the report"))
    if check.where == "returns" and not sees_board:
        name, button = "cases:access", "See whom to ask"
    return reverse(name, args=[case.reference]), button
