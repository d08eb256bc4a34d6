"""Three partners decide a local practice review, on either basis, with reasons; the page shows only what is
known.
"""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.facts import establish, find, has
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews import queries
from safeguarding.practice_reviews.actions import decide_practice_review
from safeguarding.practice_reviews.models import Position
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_months
from safeguarding.statute.decisions import Tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import ThresholdPosition
from safeguarding.ui.words import long_date
from tests.cases.builders import considered_case, notified_case, today
from tests.decisions import sealed
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in

REASONS = {
    "criteria": {"R11A": "The same gap as in two earlier cases."},
    "proportionality": "A short review of one question.",
    "why_not_enough": "Nobody knows why the second call was not made.",
}


def local_case(cast: Cast) -> Case:
    """Considered, not notified: it may still end in a practice review (domain 0.2)."""
    case = considered_case(cast, health=ThresholdPosition.NOTIFY)
    case.basis = "local"
    case.save(update_fields=["basis"])
    return case


def take(by: Acting, case: Case, carry_out: bool = True, **changes: object) -> Tally:
    given = {**REASONS, **changes}
    return decide_practice_review(by=by, case=case, carry_out=carry_out, reason="As we said.", **given)  # type: ignore[arg-type]


def by_signature(cast: Cast, case: Case) -> None:
    """The facts that three signatures on such an outcome establish."""
    with transaction.atomic():
        case = lock(case)
        for partner, who in cast.partners.items():
            establish(
                case,
                Kind.SIGNED_OFF,
                by=who,
                occurred=today(),
                act="sign_off",
                key=partner.value,
                detail={"position": "agree"},
            )
        establish(
            case,
            Kind.PRACTICE_REVIEW_DECIDED,
            by=cast.dsp_police,
            occurred=today(),
            act="practice_review_decided",
            detail={"from": "sign_off", "basis": "statutory"},
        )


def test_three_partners_decide_a_practice_review_on_the_local_basis(cast: Cast) -> None:
    case = local_case(cast)
    take(cast.dsp_la, case)
    take(cast.dsp_health, case)
    assert not has(case, Kind.PRACTICE_REVIEW_DECIDED)
    take(cast.dsp_police, case)
    fact = find(case, Kind.PRACTICE_REVIEW_DECIDED)
    assert fact is not None
    assert fact.detail["basis"] == "local"
    assert case.deadlines.get(kind="publish_practice_review").due_on == add_months(today(), 6)
    (record,) = sealed("lcspr_yes")
    assert len(record.words["positions"]) == 3
    assert record.words["unanimous"]


def test_a_split_opens_the_protocol_and_a_changed_mind_decides(cast: Cast) -> None:
    case = local_case(cast)
    take(cast.dsp_la, case)
    take(cast.dsp_health, case)
    assert take(cast.dsp_police, case, carry_out=False).split
    row = case.disagreements.get(kind="lcspr_yes")
    assert row.ended_at is None
    assert not has(case, Kind.PRACTICE_REVIEW_DECIDED)
    take(cast.dsp_police, case)
    row.refresh_from_db()
    assert row.ending == "agreed"
    assert has(case, Kind.PRACTICE_REVIEW_DECIDED)
    assert Position.objects.filter(partner="police").count() == 2


def test_three_partners_may_decide_against_one_and_it_stays_on_the_page(cast: Cast) -> None:
    case = local_case(cast)
    for who in cast.partners.values():
        take(who, case, carry_out=False)
    assert not has(case, Kind.PRACTICE_REVIEW_DECIDED)
    assert sealed("lcspr_no")[0].words["chosen"] == "No practice review"
    page = signed_in(cast.chair).get(reverse("practice_reviews:practice_review", args=[case.reference]))
    assert "decided against a practice review" in words(page)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"criteria": {}}, "no_criteria"),
        ({"proportionality": ""}, "no_proportionality"),
        ({"why_not_enough": " "}, "no_need"),
    ],
)
def test_the_first_position_gives_the_reasons_that_all_rely_on(
    cast: Cast, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        take(cast.dsp_la, local_case(cast), **changes)
    assert refused.value.refused.code == code


def test_on_a_notified_incident_the_rapid_review_comes_first(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        take(cast.dsp_la, notified_case(cast))
    assert refused.value.refused.code == "review_first"


def test_what_the_signatures_decided_is_not_decided_again(cast: Cast) -> None:
    case = notified_case(cast)
    by_signature(cast, case)
    with pytest.raises(NotAllowed) as refused:
        take(cast.dsp_la, case)
    assert refused.value.refused.code == "decided"


def test_only_partners_and_their_deputies_in_force_decide(cast: Cast) -> None:
    case = local_case(cast)
    for who in (cast.chair, cast.manager, cast.lsp_la, cast.lapsed_deputy):
        with pytest.raises(NotAllowed):
            take(who, case)
    take(cast.deputy_health, case)


def test_the_page_shows_basis_who_when_the_six_months_and_what_comes_next(cast: Cast) -> None:
    case = notified_case(cast)
    by_signature(cast, case)
    page = words(
        signed_in(cast.manager).get(reverse("practice_reviews:practice_review", args=[case.reference]))
    )
    assert "Rapid review after a notification" in page
    assert long_date(add_months(today(), 6)) in page
    for line in ("Tell the Panel of the decision", "Appoint the reviewer", "Sign the terms of reference"):
        assert line in page
    for who in ("Leo Marchbank", "Hana Siddall", "Piers Vantongeren"):
        assert who in page


def test_it_is_decided_in_the_browser_and_a_double_press_counts_once(cast: Cast) -> None:
    case = local_case(cast)
    path = reverse("practice_reviews:practice_review", args=[case.reference])
    answer = send(
        signed_in(cast.dsp_la),
        path,
        carry_out="yes",
        reason="We must know.",
        R11C="Two agencies, no call.",
        proportionality="Short.",
        why_not_enough="The second call.",
    )
    assert answer.status_code == 302
    police = signed_in(cast.dsp_police)
    page = police.get(path)
    assert "Two agencies, no call." in words(page)
    data = {"once": once_of(page), "carry_out": "yes", "reason": "We agree."}
    assert police.post(path, data).status_code == police.post(path, data).status_code == 302
    assert Position.objects.filter(partner="police").count() == 1
    assert Event.objects.filter(act="decide_practice_review").count() == 2


def test_a_refusal_keeps_what_was_typed(cast: Cast) -> None:
    path = reverse("practice_reviews:practice_review", args=[local_case(cast).reference])
    answer = send(
        signed_in(cast.dsp_la),
        path,
        carry_out="yes",
        reason="We must know.",
        proportionality="Short.",
        why_not_enough="The second call.",
    )
    assert answer.status_code == 409
    assert "We must know." in words(answer)
    assert "at least one criterion" in words(answer)


def test_somebody_from_another_partnership_finds_no_page(cast: Cast) -> None:
    path = reverse("practice_reviews:practice_review", args=[local_case(cast).reference])
    assert signed_in(cast.stranger).get(path).status_code == 404


def test_a_proposal_waits_among_the_other_partners_work_at_a_constant_cost(cast: Cast) -> None:
    case = local_case(cast)
    take(cast.dsp_la, case)
    assert queries.work(cast.dsp_la) == []
    with CaptureQueriesContext(connection) as one:
        assert [item.case for item in queries.work(cast.dsp_health)] == [case]
    take(cast.dsp_la, local_case(cast))
    take(cast.dsp_la, local_case(cast))
    with CaptureQueriesContext(connection) as three:
        assert len(queries.work(cast.dsp_health)) == 3
    assert len(one) == len(three)
