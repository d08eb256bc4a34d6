"""Walls hold on every page, in every list and in every letter; a door that was taken back stays shut."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.consideration import ask_what_is_known
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.correspondence.models import Letter
from safeguarding.evidence.actions import answer_time_request, ask_for_time, send_to_another
from safeguarding.evidence.models import Request
from safeguarding.learning.actions import give_direction
from safeguarding.people.models import MailboxLink
from tests.cases.builders import answers, convened, notified_case, routed_case, today
from tests.evidence.builders import author_of
from tests.people.cast import Cast, signed_in
from tests.rapid_reviews.builders import certified_case

CANARY = "Canary-of-a-return"


def release(cast, case, **changes):
    from safeguarding.evidence.actions import release_returns
    from tests.evidence.builders import give_short

    give_short(Request.objects.get(case=case, agency=cast.hospital), cast.author, **changes)
    release_returns(by=cast.manager, case=case)


@pytest.mark.parametrize("name", ["notifier", "decider"])
def test_brief_does_not_show_returns_to_those_who_may_not_read_them(cast: Cast, name: str) -> None:
    case = notified_case(cast)
    release(cast, case, voice=CANARY)
    client = signed_in(getattr(cast, name))
    assert client.get(f"/cases/{case.reference}/returns/read/").status_code == 404
    assert CANARY not in client.get(f"/cases/{case.reference}/rapid-review/brief/").content.decode()


def home(who) -> str:
    return signed_in(who).get("/").content.decode()


def test_sealed_case_is_not_told_by_an_enquiry_on_the_first_page(cast: Cast) -> None:
    case = routed_case(cast)
    ask_what_is_known(by=cast.manager, consideration=convened(cast, case), agency=cast.met)
    seal_case(by=cast.manager, case=case, named=[], reason="An officer’s child.")
    assert "Say what you know now" not in home(cast.dsp_police)


def test_sealed_case_is_not_told_by_a_request_on_the_first_page(cast: Cast) -> None:
    case = notified_case(cast)
    seal_case(by=cast.manager, case=case, named=[], reason="A doctor’s child.")
    assert "Answer a request about a child" not in home(cast.author)


def test_sealed_case_is_not_told_by_a_direction_on_the_first_page(cast: Cast) -> None:
    case = notified_case(cast)
    give_direction(
        by=cast.chair,
        case=case,
        what=CANARY,
        why="w",
        by_when=today() + timedelta(days=9),
        agency=cast.hospital,
    )
    seal_case(by=cast.chair, case=case, named=[], reason="A doctor’s child.")
    assert CANARY not in home(cast.author)


def test_a_lapsed_deputy_is_told_nothing_by_an_enquiry(cast: Cast) -> None:
    case = routed_case(cast)
    ask_what_is_known(by=cast.manager, consideration=convened(cast, case), agency=cast.met)
    assert "Say what you know now" not in home(cast.lapsed_deputy)


def letters_to(who) -> str:
    return "\n".join(x.body for x in Letter.objects.filter(to_person=who.person))


def test_a_lapsed_deputy_gets_no_letter_with_the_case(cast: Cast) -> None:
    case = notified_case(cast)
    release(cast, case)
    assert case.reference not in letters_to(cast.lapsed_deputy)


def test_an_excluded_partner_gets_no_letter_with_the_case(cast: Cast) -> None:
    from safeguarding.rapid_reviews.actions.signing import sign_off
    from safeguarding.rapid_reviews.actions.writing import write_section
    from safeguarding.statute.terms import SignPosition

    case = certified_case(cast)
    sign_off(by=cast.dsp_police, case=case, position=SignPosition.AGREE)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="Named in it.")
    before = Letter.objects.filter(to_person=cast.dsp_police.person).count()
    write_section(
        by=cast.support,
        case=case,
        section="experience",
        text="Changed.",
        base=str(case.rapid_review.sections.get(code="experience", current=True).pk),
    )
    assert Letter.objects.filter(to_person=cast.dsp_police.person).count() == before


def test_an_agency_lead_walled_off_is_not_asked_for_the_return(cast: Cast) -> None:
    from safeguarding.evidence.actions.asking import ask_agencies

    case = routed_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.school_author.person, reason="Named in it.")
    ask_agencies(by=cast.manager, case=case, agencies=[cast.school])
    assert not MailboxLink.objects.filter(seat=cast.school_author.seat).exists()


def test_a_confidential_referrer_is_not_named_to_another_agency(cast: Cast) -> None:
    case = refer(by=cast.referrer, answers=answers(confidential=True))
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Advice.")
    for who in (cast.member,):
        client = signed_in(who)
        for page in ("", "decisions/"):
            assert "Fennimore" not in client.get(f"/cases/{case.reference}/{page}").content.decode(), page


def test_time_granted_does_not_open_the_door_again_for_somebody_it_was_taken_from(cast: Cast) -> None:
    case = notified_case(cast)
    request = Request.objects.get(case=case, agency=cast.gp)
    wrong = author_of(request)
    asked = ask_for_time(by=wrong, request=request, wanted_until=today() + timedelta(days=20), reason="Busy.")
    send_to_another(by=cast.manager, request=request, name="Right Person", email="right@milllane.example")
    answer_time_request(by=cast.manager, asked=asked, granted=True)
    assert not MailboxLink.objects.filter(seat=wrong.seat, revoked_at=None).exists()


def test_names_are_not_shown_by_an_enquiry_that_is_over(cast: Cast) -> None:
    from safeguarding.cases.actions.consideration import conclude_consideration, confirm_position
    from tests.cases.builders import line

    case = routed_case(cast)
    consideration = convened(cast, case)
    enquiry = ask_what_is_known(by=cast.manager, consideration=consideration, agency=cast.hospital)
    for who in cast.partners.values():
        confirm_position(by=who, consideration=consideration, line=line())
    conclude_consideration(by=cast.manager, consideration=consideration, reason="r")
    page = signed_in(cast.author).get(f"/what-is-known/{enquiry.pk}/").content.decode()
    assert "Quillfeather" not in page


def test_a_stranger_puts_no_words_of_theirs_into_our_letters(cast: Cast, client) -> None:
    client.post(
        "/refer/barnet/link/",
        {
            "name": "Your account is closed. Go to https://evil.example/login",
            "organisation": "x",
            "email": "victim@nhs.example",
            "once": "k",
        },
    )
    bodies = "\n".join(x.body for x in Letter.objects.all() if x.to_address == "victim@nhs.example")
    assert bodies
    assert "evil.example" not in bodies


def test_an_author_does_not_confirm_their_own_return_by_another_spelling_of_their_address(cast: Cast) -> None:
    from safeguarding.evidence.actions import name_senior
    from safeguarding.statute.answer import NotAllowed
    from tests.evidence.builders import give_short

    case = notified_case(cast)
    request = Request.objects.get(case=case, agency=cast.gp)
    give_short(request)
    with pytest.raises(NotAllowed):
        name_senior(
            by=author_of(request),
            request=request,
            name="S. Lead",
            email=request.contact.person.email.replace("@", "+lead@"),
        )


def test_an_answer_that_waited_for_the_lock_is_not_taken_after_the_conclusion(cast: Cast) -> None:
    """The page read the enquiry before the conclusion; the act waited for the case's lock meanwhile."""
    from safeguarding.cases.actions.consideration import (
        answer_what_is_known,
        conclude_consideration,
        confirm_position,
    )
    from safeguarding.cases.models import Enquiry
    from safeguarding.statute.answer import NotAllowed
    from tests.cases.builders import line

    case = routed_case(cast)
    consideration = convened(cast, case)
    made = ask_what_is_known(by=cast.manager, consideration=consideration, agency=cast.hospital)
    read_before = Enquiry.objects.select_related("consideration__case").get(pk=made.pk)
    for who in cast.partners.values():
        confirm_position(by=who, consideration=consideration, line=line())
    conclude_consideration(by=cast.manager, consideration=consideration, reason="r")
    with pytest.raises(NotAllowed):
        answer_what_is_known(
            by=cast.author,
            enquiry=read_before,
            involvement="changed",
            harm_and_cause="x",
            safety_and_processes="x",
        )


def test_a_body_larger_than_any_upload_is_not_read(cast: Cast, client) -> None:
    import io

    big = io.BytesIO(b"x" * 31_000_000)
    big.name = "big.pdf"
    assert client.post("/sign-in/", {"file": big}).status_code == 413
