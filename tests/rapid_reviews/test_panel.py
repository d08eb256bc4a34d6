"""Sending to the Panel, late or not, and what its reply sets off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from safeguarding.cases import facts
from safeguarding.cases.actions.formal_letters import Noted, note_letter
from safeguarding.cases.letter_log import log
from safeguarding.cases.matters import matters_of
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.cases.next_steps import work
from safeguarding.documents.shape import is_letter
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
from safeguarding.statute.letters import FOLLOWS, LetterMatter, Means, Party, Way
from safeguarding.statute.process import stage
from safeguarding.statute.terms import (
    DecisionKind,
    LatenessCode,
    PanelReply,
    RapidReviewOutcome,
    SignPosition,
)
from tests.cases.builders import considered_case, notified_case, today
from tests.decisions import sealed
from tests.pages import words
from tests.people.cast import Cast, signed_in
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


# What follows from each reply, and which letters stand in the log at which step


def replied(cast: Cast, case: Case, reply: PanelReply, **more: object) -> None:
    record_panel_reply(
        by=cast.manager,
        case=case,
        reply=reply,
        received_on=today(),
        words="We have read it.",
        **more,  # type: ignore[arg-type]
    )


def logged(cast: Cast, case: Case) -> list[LetterMatter]:
    """What stands in the log of the case, the earliest first."""
    return [line.matter for line in reversed(log(cast.manager, [case]))]


SENT = [LetterMatter.NOTIFICATION, LetterMatter.RAPID_REVIEW]


def test_sent_late_and_told_before_each_letter_to_the_panel_stands_in_the_log_without_being_entered(
    cast: Cast,
) -> None:
    case = certified_case(cast, sent_on=sent_for_day(14))
    tell_panel_late(
        by=cast.manager, case=case, why=LatenessCode.CAPACITY, words="One is on leave.", told_on=today()
    )
    for who in cast.partners.values():
        sign_off(by=who, case=case, position=AGREE)
    send(cast, case)
    assert sorted(logged(cast, case)) == sorted([*SENT, LetterMatter.LATE_NOTICE])
    (review_line,) = [one for one in log(cast.chair, [case]) if one.matter is LetterMatter.RAPID_REVIEW]
    assert "usually answers in about 10 working days" in review_line.expected
    assert "not theirs to be held to" in review_line.expected
    assert not review_line.owed
    assert not FormalLetter.objects.exists()


@pytest.mark.parametrize(
    "reply", [PanelReply.AGREES, PanelReply.QUALITY_FEEDBACK, PanelReply.NATIONAL_REVIEW]
)
def test_a_reply_that_asks_for_no_answer_stands_in_the_log_and_what_follows_is_said(
    cast: Cast, reply: PanelReply
) -> None:
    case = signed_case(cast, outcome=NOTHING)
    send(cast, case)
    replied(cast, case, reply)
    assert LetterMatter.PANEL_REPLY in logged(cast, case)
    assert not review(case).reconsiderations.exists()
    assert not FormalLetter.objects.exists()
    shown = words(signed_in(cast.chair).get(f"/cases/{case.reference}/panel/"))
    assert FOLLOWS[reply] in shown
    titles = [matter.title for matter in matters_of(cast.chair, case)]
    assert ("What the Panel said about the rapid review" in titles) == (reply is PanelReply.QUALITY_FEEDBACK)
    if reply is PanelReply.NATIONAL_REVIEW:
        assert stage([fact.pure for fact in facts.current(case)]).code == "national_review_live"


@pytest.mark.parametrize("reply", [PanelReply.SUGGESTS_REVIEW, PanelReply.SUGGESTS_NO_REVIEW])
def test_a_reply_that_differs_ends_in_a_letter_with_the_second_decision(
    cast: Cast, reply: PanelReply
) -> None:
    case = signed_case(cast, outcome=NOTHING)
    send(cast, case)
    replied(cast, case, reply)
    assert review(case).criteria.filter(code="R11D", answer="yes", current=True).exists() == (
        reply is PanelReply.SUGGESTS_REVIEW
    )
    assert LetterMatter.DECIDED_AGAIN not in logged(cast, case)
    for who in cast.partners.values():
        reconsider(by=who, case=case, outcome=NOTHING, reason="The learning is in hand.")
    assert LetterMatter.DECIDED_AGAIN in logged(cast, case)
    letter = review(case).reconsiderations.get().letter
    assert letter is not None
    assert is_letter(letter.kind)


def test_what_the_panel_asks_to_be_told_is_owed_by_its_day_and_ends_with_our_answer(cast: Cast) -> None:
    """Children Act 2004 s.16D."""
    case = signed_case(cast)
    send(cast, case)
    with pytest.raises(NotAllowed) as no:
        replied(cast, case, PanelReply.REQUESTS_INFORMATION, answer_by=today() - timedelta(days=1))
    assert no.value.refused.code == "out_of_order"
    due = today() + timedelta(days=6)
    replied(cast, case, PanelReply.REQUESTS_INFORMATION, answer_by=due)
    (asked,) = [line for line in log(cast.chair, [case]) if line.owed]
    assert (asked.matter, asked.reply_by, asked.mine) == (LetterMatter.INFORMATION_REQUEST, due, True)
    assert LetterMatter.PANEL_REPLY not in logged(cast, case)
    assert "Answer the Panel" in [item.title for item in work(cast.manager)]
    request = FormalLetter.objects.get()
    note_letter(
        by=cast.manager,
        case=case,
        noted=Noted(
            Way.OUT, Party.PANEL, LetterMatter.INFORMATION_REQUEST, today(), Means.PORTAL, "Given.",
            answers=request,
        ),
    )  # fmt: skip
    assert not [line for line in log(cast.chair, [case]) if line.owed]
    assert "Answer the Panel" not in [item.title for item in work(cast.manager)]


def test_a_request_that_was_recorded_before_there_was_a_log_stands_in_it_too(cast: Cast) -> None:
    case = signed_case(cast)
    send(cast, case)
    replied(cast, case, PanelReply.REQUESTS_INFORMATION)
    FormalLetter.objects.all().delete()
    assert LetterMatter.PANEL_REPLY in logged(cast, case)


def test_once_a_practice_review_is_decided_the_page_says_who_is_to_be_told(cast: Cast) -> None:
    case = signed_case(cast)
    browser, page = signed_in(cast.manager), f"/cases/{case.reference}/letters/"
    assert facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)
    shown = words(browser.get(page))
    assert "To be written at this step" in shown
    for party in (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED):
        assert f"Write to: {party.label} , decision about a practice review" in shown
    note_letter(
        by=cast.manager, case=case,
        noted=Noted(Way.OUT, Party.OFSTED, LetterMatter.REVIEW_DECISION, today(), Means.PORTAL, "Told."),
    )  # fmt: skip
    assert "Write to: Ofsted" not in words(browser.get(page))
    told = case.deadlines.get(kind="tell_panel_decision")
    assert told.met_on is None
    note_letter(
        by=cast.manager, case=case,
        noted=Noted(Way.OUT, Party.PANEL, LetterMatter.REVIEW_DECISION, today(), Means.PORTAL, "Told."),
    )  # fmt: skip
    assert case.deadlines.get(kind="tell_panel_decision").met_on == today()
    assert "Write to: Ofsted" not in words(signed_in(cast.chair).get(page))
