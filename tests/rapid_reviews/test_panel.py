"""Sending to the Panel, late or not, and what its reply sets off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from safeguarding.cases import facts
from safeguarding.cases.models import Case
from safeguarding.evidence.models import Request
from safeguarding.rapid_reviews.actions.replying import reconsider, record_panel_reply
from safeguarding.rapid_reviews.actions.sending import authorise_incomplete, send_to_panel, tell_panel_late
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.actions.writing import begin_local_consideration
from safeguarding.rapid_reviews.models import Dispatch
from safeguarding.rapid_reviews.queries import checks_for
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import (
    DecisionKind,
    LatenessCode,
    PanelReply,
    RapidReviewOutcome,
    SignPosition,
)
from tests.cases.builders import considered_case, notified_case, today
from tests.decisions import sealed
from tests.people.cast import Cast
from tests.rapid_reviews.builders import (
    AGREE,
    answered_case,
    certified_case,
    decided_case,
    met_case,
    review,
    signed_case,
)

LOCAL = RapidReviewOutcome.LOCAL_REVIEW
NOTHING = RapidReviewOutcome.NO_FURTHER_ACTION


@pytest.fixture(autouse=True)
def a_working_day() -> Iterator[None]:
    """On a weekend or a bank holiday, go on to the next working day: the fifteen days have no other."""
    day = add_working_days(today() - timedelta(days=1), 1)
    if day == today():
        yield
        return
    with time_machine.travel(f"{day}T10:00:00+00:00"):
        yield


def sent_for_day(day_number: int) -> date:
    """A notification such that today is that working day of the fifteen."""
    return add_working_days(today(), -day_number)


def send(cast: Cast, case: Case, **more: object) -> Dispatch:
    return send_to_panel(
        by=cast.manager,
        case=case,
        sent_on=today(),
        recipients="The Panel’s mailbox",
        **more,  # type: ignore[arg-type]
    )


def refused(cast: Cast, case: Case, **more: object) -> str:
    with pytest.raises(NotAllowed) as no:
        send(cast, case, **more)
    return no.value.refused.code


def test_signed_by_all_it_goes_and_exactly_the_sealed_version_is_kept(cast: Cast) -> None:
    case = signed_case(cast)
    dispatch = send(cast, case)
    assert dispatch.complete
    assert dispatch.sha256 == review(case).sealed.pdf.sha256
    assert facts.has(case, Kind.SENT_TO_PANEL)
    assert refused(cast, case) == "sent_already"


def test_scenario_3_a_local_consideration_does_not_go_to_the_panel(cast: Cast) -> None:
    case = considered_case(cast)
    with pytest.raises(NotAllowed) as no:
        send(cast, case)
    assert no.value.refused.code == "never_notified"
    assert "local consideration" in no.value.refused.mend
    begin_local_consideration(by=cast.manager, case=case, reason="A near miss.")
    assert refused(cast, case) == "never_notified"


def test_scenario_4_a_return_missing_at_the_meeting_is_explained_and_the_review_goes_on(cast: Cast) -> None:
    case = notified_case(cast, sent_on=sent_for_day(10))
    answered_case(cast, case)
    met_case(cast, case)
    by_code = {one.check.code: one.check for one in checks_for(case, review(case))}
    assert by_code["RRQ05"].met
    request = Request.objects.filter(case=case).first()
    assert request is not None
    assert request.explained_code == LatenessCode.CAPACITY
    request.explained_why, request.explained_by, request.explained_at = "", None, None
    request.save()
    by_code = {one.check.code: one.check for one in checks_for(case, review(case))}
    assert not by_code["RRQ05"].met


def test_scenario_5_two_signatures_on_the_last_day_go_on_the_lead_partners_authority(cast: Cast) -> None:
    case = certified_case(cast, sent_on=sent_for_day(15))
    sign_off(by=cast.dsp_la, case=case, position=AGREE)
    sign_off(by=cast.dsp_health, case=case, position=AGREE)
    assert refused(cast, case) == "awaiting_sign_off"
    authorise_incomplete(by=cast.lsp_police, case=case, reason="He is in court all week.")
    first = send(cast, case)
    assert first.awaiting == ["police"]
    assert not first.complete
    assert not facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)
    assert refused(cast, case) == "awaiting_still"
    sign_off(by=cast.dsp_police, case=case, position=AGREE)
    second = send(cast, case)
    assert second.complete
    assert second.number == 2
    assert second.document.supersedes_id == first.document_id
    assert facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)
    assert case.facts.filter(kind=Kind.SENT_TO_PANEL).count() == 1


def test_before_the_last_day_it_waits_for_all_three(cast: Cast) -> None:
    case = certified_case(cast, sent_on=sent_for_day(14))
    sign_off(by=cast.dsp_la, case=case, position=AGREE)
    authorise_incomplete(by=cast.lsp_police, case=case, reason="Away.")
    authorise_incomplete(by=cast.lsp_health, case=case, reason="Away.")
    assert refused(cast, case) == "awaiting_sign_off"


def test_on_the_last_day_a_dissent_goes_with_it_set_out(cast: Cast) -> None:
    case = certified_case(cast, sent_on=sent_for_day(15))
    sign_off(by=cast.dsp_la, case=case, position=AGREE)
    sign_off(by=cast.dsp_police, case=case, position=AGREE)
    sign_off(
        by=cast.dsp_health, case=case, position=SignPosition.DISAGREE, comment="The harm was not known to us."
    )
    dispatch = send(cast, case)
    assert dispatch.dissenting == ["health"]
    said = str(dispatch.document.made_from)
    assert "The harm was not known to us." in said


def test_late_it_needs_a_reason_and_the_panel_can_be_told_before(cast: Cast) -> None:
    case = signed_case(cast, sent_on=sent_for_day(17))
    assert refused(cast, case) == "no_lateness_reason"
    dispatch = send(cast, case, lateness=LatenessCode.PARTNER_SIGNOFF)
    assert dispatch.lateness == LatenessCode.PARTNER_SIGNOFF


def test_telling_the_panel_makes_a_letter_of_its_own(cast: Cast) -> None:
    case = certified_case(cast, sent_on=sent_for_day(13))
    notice = tell_panel_late(
        by=cast.manager,
        case=case,
        why=LatenessCode.PARTNER_SIGNOFF,
        words="One signature is awaited.",
        told_on=today(),
    )
    assert notice.letter is not None
    assert notice.letter.is_sealed
    assert "sign-off of" in str(notice.letter.made_from)


def test_a_date_to_come_and_a_date_before_the_notification_are_refused(cast: Cast) -> None:
    case = signed_case(cast)
    for day, code in (
        (today() + timedelta(days=1), "date_to_come"),
        (today() - timedelta(days=30), "out_of_order"),
    ):
        with pytest.raises(NotAllowed) as no:
            send_to_panel(by=cast.manager, case=case, sent_on=day, recipients="Panel")
        assert no.value.refused.code == code


def test_only_the_manager_sends(cast: Cast) -> None:
    case = signed_case(cast)
    for who in (cast.chair, cast.dsp_la, cast.support, cast.stranger):
        with pytest.raises(NotAllowed):
            send_to_panel(by=who, case=case, sent_on=today(), recipients="Panel")


def test_scenario_6_the_panel_suggests_a_review_and_partners_may_still_say_no(cast: Cast) -> None:
    case = signed_case(cast, outcome=NOTHING)
    send(cast, case)
    record_panel_reply(
        by=cast.manager,
        case=case,
        reply=PanelReply.SUGGESTS_REVIEW,
        received_on=today(),
        words="Think again.",
    )
    answer = review(case).criteria.get(code="R11D", current=True)
    assert answer.answer == "yes"
    assert review(case).reconsiderations.get().concluded_on is None
    for who in cast.partners.values():
        reconsider(by=who, case=case, outcome=NOTHING, reason="We weighed it; the learning is in hand.")
    second = review(case).reconsiderations.get()
    assert second.outcome == NOTHING
    assert second.letter is not None
    assert facts.has(case, Kind.RECONSIDERED, "1")
    assert not facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)


def test_deciding_again_for_a_review_starts_it(cast: Cast) -> None:
    case = signed_case(cast, outcome=NOTHING)
    send(cast, case)
    record_panel_reply(
        by=cast.manager, case=case, reply=PanelReply.SUGGESTS_REVIEW, received_on=today(), words="Again."
    )
    for who in cast.partners.values():
        reconsider(by=who, case=case, outcome=LOCAL, reason="The Panel is right.")
    assert facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)
    (first,), (again,) = sealed("nfa"), sealed("lcspr_yes")
    assert again.record.supersedes == first.record
    assert (first.stands, again.stands) == (False, True)


def test_a_split_the_second_time_opens_the_protocol_and_nobody_decides_twice(cast: Cast) -> None:
    case = signed_case(cast, outcome=NOTHING)
    send(cast, case)
    record_panel_reply(
        by=cast.manager, case=case, reply=PanelReply.SUGGESTS_REVIEW, received_on=today(), words="Again."
    )
    reconsider(by=cast.dsp_la, case=case, outcome=LOCAL, reason="Yes.")
    with pytest.raises(NotAllowed) as no:
        reconsider(by=cast.dsp_la, case=case, outcome=LOCAL, reason="Yes.")
    assert no.value.refused.code == "decided_already"
    reconsider(by=cast.dsp_health, case=case, outcome=NOTHING, reason="No.")
    reconsider(by=cast.dsp_police, case=case, outcome=LOCAL, reason="Yes.")
    assert case.disagreements.filter(kind=DecisionKind.LCSPR_YES, ended_at=None).count() == 1
    reconsider(by=cast.dsp_health, case=case, outcome=LOCAL, reason="On reflection, yes.")
    assert facts.has(case, Kind.RECONSIDERED, "1")


def test_a_reply_before_sending_is_refused(cast: Cast) -> None:
    case = decided_case(cast)
    with pytest.raises(NotAllowed) as no:
        record_panel_reply(
            by=cast.manager, case=case, reply=PanelReply.AGREES, received_on=today(), words="Yes."
        )
    assert no.value.refused.code == "not_sent"


def test_scenario_10_all_agencies_nil_and_the_review_goes_on_with_the_question_why(cast: Cast) -> None:
    from safeguarding.evidence.actions.asking import ask_agencies
    from safeguarding.evidence.actions.returning import nil_return
    from safeguarding.evidence.actions.running import release_returns
    from safeguarding.rapid_reviews.queries import sources

    case = notified_case(cast, sent_on=today())
    if not case.requests.exists():
        ask_agencies(by=cast.manager, case=case, agencies=[cast.hospital, cast.school])
    answering = {cast.hospital.pk: cast.author, cast.school.pk: cast.school_author}
    for request in Request.objects.filter(case=case):
        who = answering.get(request.agency_id)
        if who is None:
            request.delete()
            continue
        nil_return(by=who, request=request, systems_searched=["Patient records"], searched_on=today())
    release_returns(by=cast.manager, case=case)
    assert sources.all_nil(case, cast.chair)
    by_code = {one.check.code: one.check for one in checks_for(case, review(case))}
    assert by_code["RRQ05"].met
    assert not by_code["RRQ11"].met
