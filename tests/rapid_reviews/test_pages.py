"""The pages: each opens for those it is for, does what it says, and does not exist for anybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.cases import facts
from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.models import Case
from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.models import Request
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.people.models import Agency
from safeguarding.rapid_reviews.actions.report import draft_report
from safeguarding.rapid_reviews.actions.writing import write_section
from safeguarding.rapid_reviews.models import Signature
from safeguarding.record.models import Look
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Level, Role
from tests.cases.builders import notified_case, routed_case, today
from tests.evidence.builders import give_nil, give_short
from tests.pages import on, send, words
from tests.people.cast import Cast, acting, signed_in
from tests.rapid_reviews.builders import certified_case, decided_case, review, signed_case


def path(name: str, case: Case, *more: object) -> str:
    return reverse(f"rapid_reviews:{name}", args=[case.reference, *more])


PAGES = ["workspace", "brief", "criteria", "outcome", "report", "preview", "sign_off", "panel"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_those_who_hold_the_case_and_for_nobody_else(cast: Cast, name: str) -> None:
    case = certified_case(cast)
    for who in (cast.manager, cast.chair, cast.dsp_la, cast.deputy_health, cast.lsp_police, cast.scrutineer):
        assert signed_in(who).get(path(name, case)).status_code == 200, (name, who.role)
    for who in (cast.stranger, cast.devon_la, cast.sys_admin, cast.member, cast.reviewer, cast.lapsed_deputy):
        assert signed_in(who).get(path(name, case)).status_code == 404, (name, who.role)


def test_the_workspace_says_the_day_and_what_stops_you(cast: Cast) -> None:
    case = notified_case(cast, sent_on=today())
    page = words(signed_in(cast.manager).get(path("workspace", case)))
    assert "of 15" in page
    assert "things stop you" in page
    assert "Answer with a reason" in page


def test_who_is_late_is_named_only_to_those_who_see_who_has_answered(cast: Cast) -> None:
    case = notified_case(cast, sent_on=today())
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    late = "Fernbank Primary School"
    for name in ("workspace", "brief"):
        assert late in words(signed_in(cast.manager).get(path(name, case)))
        seen = signed_in(cast.member).get(path(name, case))
        assert seen.status_code == 200
        assert late not in words(seen)
    assert "every agency that was asked" in words(signed_in(cast.member).get(path("workspace", case)))


def test_no_page_names_who_answered_to_whoever_may_not_see_it(cast: Cast) -> None:
    """The notifier and the decision maker hold the case without the returns; no page tells them."""
    case = notified_case(cast, sent_on=today() - timedelta(days=20))
    for agency, give in ((cast.gp, give_nil), (cast.board, give_short)):
        give(Request.objects.get(case=case, agency=agency), acting_for(cast, agency))
    release_returns(by=cast.manager, case=case)
    Request.objects.filter(case=case, agency=cast.school).update(due_on=today() - timedelta(days=3))
    draft = draft_report(by=cast.manager, case=case)
    named = ("Fernbank", "Mill Lane", "Gale Tanner")
    places = [path(name, case) for name in PAGES]
    places += [reverse(f"cases:{name}", args=[case.reference]) for name in ("overview", "documents")]
    places.append(reverse("reports:work"))
    for who in (cast.notifier, cast.decider):
        for place in places:
            page = signed_in(who).get(place)
            assert page.status_code == 200, place
            assert not [name for name in named if name in words(page)], place
        assert signed_in(who).get(paper(case, draft.reference)).status_code == 404
        assert draft.reference not in signed_in(who).get(places[-2]).content.decode()
    seen = words(signed_in(cast.notifier).get(places[-3]))
    assert "Not every agency has answered yet." in seen
    assert "Somebody gave the agency’s return." in seen
    told = " ".join(words(signed_in(cast.chair).get(place)) for place in places)
    assert not [name for name in named if name not in told]


def test_who_knew_the_child_is_told_to_whoever_reads_the_returns(cast: Cast) -> None:
    case = notified_case(cast)
    for agency, give in ((cast.gp, give_nil), (cast.board, give_short)):
        give(Request.objects.get(case=case, agency=agency), acting_for(cast, agency))
    release_returns(by=cast.manager, case=case)
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    for who in (cast.chair, cast.member):
        assert "No record: Mill Lane Surgery" in words(signed_in(who).get(path("brief", case)))
    said = words(signed_in(cast.notifier).get(path("brief", case)))
    assert "Who knew the child" not in said
    assert "What the agencies answered is shown to the people at the meeting." in said


def test_that_no_agency_knew_the_child_is_told_to_whoever_reads_the_returns(cast: Cast) -> None:
    case = notified_case(cast)
    for request in Request.objects.filter(case=case):
        give_nil(request, acting_for(cast, request.agency))
    release_returns(by=cast.manager, case=case)
    warning = "Every agency asked found no record."
    assert warning in words(signed_in(cast.chair).get(path("criteria", case)))
    assert warning not in words(signed_in(cast.decider).get(path("criteria", case)))


def acting_for(cast: Cast, agency: Agency) -> Acting:
    """Somebody who writes for an agency."""
    seat = give_seat(
        by=None, partnership=cast.barnet, email=f"gale-{agency.pk}@agency.example", name="Gale Tanner",
        role=Role.AGENCY_AUTHOR, since=today(), agency=agency, invited=False,
    )  # fmt: skip
    return acting(seat)


def test_scenario_3_a_case_never_notified_is_offered_the_local_way(
    cast: Cast,
) -> None:
    case = routed_case(cast)
    browser = signed_in(cast.manager)
    page = words(browser.get(path("workspace", case)))
    assert "in law there is no rapid review" in page
    assert "Begin a local consideration" in page
    answer = browser.get(path("begin", case))
    assert answer.status_code == 200
    assert send(browser, path("begin", case), reason="A near miss.").status_code == 302
    assert "Local consideration" in words(browser.get(path("workspace", case)))
    refused = send(browser, path("send", case), recipients="Panel", **on("sent_on", today()))
    assert refused.status_code == 409
    assert "not notified" in words(refused)


def test_a_section_is_written_in_the_browser_and_nobody_overwrites_another(cast: Cast) -> None:
    case = notified_case(cast)
    browser = signed_in(cast.manager)
    where = path("section", case, "incident")
    assert send(browser, where, text="First account.", base="").status_code == 302
    other = send(signed_in(cast.support), where, text="Second account.", base="")
    assert other.status_code == 409
    said = words(other)
    assert "Maya Okonjo changed this" in said
    assert "First account." in said
    assert "Second account." in said
    standing = review(case).sections.get(code="incident", current=True)
    assert standing.text == "First account."
    assert send(browser, where, text="Third.", base=str(standing.pk)).status_code == 302
    assert review(case).sections.filter(code="incident").count() == 2


def test_signing_in_the_browser_and_pressing_twice(cast: Cast) -> None:
    case = certified_case(cast)
    browser = signed_in(cast.dsp_police)
    page = words(browser.get(path("sign_off", case)))
    assert "You sign for the Metropolitan Police Service." in page
    assert "Two services saw a bruise." in page
    fields = {"position": "agree", "comment": "", "once": "one-sending-of-this-form"}
    first = browser.post(path("sign_off", case), fields)
    again = browser.post(path("sign_off", case), fields)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert Signature.objects.filter(review__case=case).count() == 1


def test_pressing_no_button_says_so_and_keeps_the_comment(cast: Cast) -> None:
    case = certified_case(cast)
    answer = send(signed_in(cast.dsp_la), path("sign_off", case), comment="My words.")
    assert answer.status_code == 422
    assert "Press Agree" in words(answer)
    assert "My words." in words(answer)


def test_scenario_2_a_lapsed_deputy_gets_no_page_and_cannot_post(cast: Cast) -> None:
    case = certified_case(cast)
    answer = signed_in(cast.lapsed_deputy).post(path("sign_off", case), {"position": "agree", "once": "x"})
    assert answer.status_code == 404
    assert not Signature.objects.filter(review__case=case).exists()


def test_what_changed_since_i_last_read_it(cast: Cast) -> None:
    case = certified_case(cast)
    browser = signed_in(cast.dsp_la)
    browser.get(path("preview", case))
    assert "Nothing, since" in words(browser.get(path("sign_off", case)))
    before = review(case).sections.get(code="incident", current=True)
    write_section(by=cast.manager, case=case, section="incident", text="A new account.", base=str(before.pk))
    page = words(browser.get(path("sign_off", case)))
    assert "What happened, in short, by Maya Okonjo" in page
    assert "A new account." in page
    assert "not ready to sign" in page


def by_link(cast: Cast, case: Case, who: Acting) -> Acting:
    partner = who.role.partner
    assert partner is not None
    return acting(who.seat, Level.MAILBOX, f"sign:{case.reference}:{partner.value}")


def test_a_partner_without_their_second_factor_signs_by_link_and_the_link_opens_nothing_else(
    cast: Cast,
) -> None:
    case = certified_case(cast)
    sent = send(signed_in(cast.manager), path("send_link", case), seat=str(cast.dsp_health.seat.pk))
    assert sent.status_code == 302
    browser = signed_in(by_link(cast, case, cast.dsp_health))
    where = path("sign_by_link", case, "health")
    assert "You sign for the North Central London" in words(browser.get(where))
    for other in (path("sign_off", case), path("workspace", case), path("preview", case)):
        assert browser.get(other).status_code in {302, 404}
    assert browser.get(path("sign_by_link", case, "police")).status_code == 404
    assert browser.post(where, {"position": "agree", "comment": "", "once": "k"}).status_code == 302
    line = Signature.objects.get(review__case=case)
    assert line.way == "link"
    assert line.partner == "health"
    assert facts.has(case, Kind.SIGNED_OFF, "health")


def test_a_partner_may_disagree_by_link(cast: Cast) -> None:
    case = certified_case(cast)
    browser = signed_in(by_link(cast, case, cast.dsp_health))
    where = path("sign_by_link", case, "health")
    assert browser.post(where, {"position": "disagree", "comment": "", "once": "k"}).status_code == 409
    assert (
        browser.post(where, {"position": "disagree", "comment": "Not yet.", "once": "l"}).status_code == 302
    )
    assert case.disagreements.count() == 1


def test_a_signature_by_email_takes_two_people_and_can_be_repudiated(cast: Cast) -> None:
    case = certified_case(cast)
    mail = SimpleUploadedFile(
        "agree.eml", b"From: piers@barnet.example\r\nSubject: Sign-off\r\n\r\nI agree.\r\n"
    )
    manager = signed_in(cast.manager)
    given = send(
        manager,
        path("evidenced", case),
        seat=str(cast.dsp_police.seat.pk),
        position="agree",
        comment="",
        evidence=mail,
    )
    assert given.status_code == 302
    line = Signature.objects.get(review__case=case)
    assert not line.current
    assert not facts.has(case, Kind.SIGNED_OFF, "police")
    where = path("confirm_evidenced", case, line.pk)
    assert "cannot confirm it" in words(send(manager, where))
    assert b"I agree." in send(manager, f"{where}file/", purpose="read").content
    assert send(signed_in(cast.support), where).status_code == 302
    assert facts.has(case, Kind.SIGNED_OFF, "police")
    police = signed_in(cast.dsp_police)
    page = words(police.get(path("sign_off", case)))
    assert "By e-mail, recorded by two members of staff" in page
    assert send(police, path("not_mine", case, line.pk), reason="I was away.").status_code == 302
    assert not facts.has(case, Kind.SIGNED_OFF, "police")


def test_the_decision_is_recorded_by_the_chair_in_the_browser(cast: Cast) -> None:
    case = decided_case(cast)
    browser = signed_in(cast.chair)
    base = review(case).outcomes.get(current=True)
    answer = send(
        browser,
        path("outcome", case),
        outcome="no_further_action",
        reasons="Nothing more to learn.",
        base=str(base.pk),
        **on("decided_on", today()),
    )
    assert answer.status_code == 422
    assert "Why is no further learning likely" in words(answer)
    assert "Nothing more to learn." in words(answer)
    answer = send(
        browser,
        path("outcome", case),
        outcome="no_further_action",
        reasons="Nothing more.",
        why_no_more="Known already.",
        where_learning_goes="The group’s briefing.",
        base=str(base.pk),
        **on("decided_on", today()),
    )
    assert answer.status_code == 302
    assert "Earlier decisions" in words(browser.get(path("outcome", case)))
    assert signed_in(cast.manager).get(path("certify", case)).status_code == 404


def test_the_chair_certifies_in_the_browser(cast: Cast) -> None:
    case = decided_case(cast)
    assert send(signed_in(cast.chair), path("certify", case), statement="A fair record.").status_code == 302
    assert review(case).is_certified


def paper(case: Case, reference: str) -> str:
    return reverse("cases:download_document", args=[case.reference, reference, "pdf"])


def test_papers_are_downloaded_with_a_look_and_not_by_a_stranger(cast: Cast) -> None:
    case = signed_case(cast)
    sealed = review(case).sealed
    assert sealed is not None
    where = paper(case, sealed.reference)
    answer = send(signed_in(cast.dsp_la), where, purpose="read")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert Look.objects.filter(kind="downloaded").exists()
    assert signed_in(cast.stranger).get(where).status_code == 404


def test_sent_and_answered_in_the_browser(cast: Cast) -> None:
    case = signed_case(cast)
    browser = signed_in(cast.manager)
    where = path("send", case)
    early = send(browser, where, recipients="", **on("sent_on", today()))
    assert early.status_code == 422
    assert send(browser, where, recipients="The Panel’s mailbox", **on("sent_on", today())).status_code == 302
    assert "All three" in words(browser.get(path("panel", case)))
    answer = send(
        browser,
        path("reply", case),
        reply="panel_agrees",
        words="Thank you.",
        **on("received_on", today() + timedelta(days=2)),
    )
    assert answer.status_code == 409
    assert "has not come yet" in words(answer)
    answer = send(
        browser,
        path("reply", case),
        reply="panel_suggests_lcspr",
        words="Think again.",
        **on("received_on", today()),
    )
    assert answer.status_code == 302
    partner = signed_in(cast.dsp_la)
    assert "Decide again" in words(partner.get(path("panel", case)))
    assert send(partner, path("again", case), outcome="local_review", reason="We agree.").status_code == 302


def test_criteria_aims_and_the_national_view_are_answered_in_the_browser(cast: Cast) -> None:
    case = notified_case(cast)
    browser = signed_in(cast.manager)
    agency = str(cast.met.pk)
    answer = send(
        browser,
        path("criterion", case, "C3"),
        answer="unclear",
        reason="Another area held history.",
        base="",
        **{f"view_{agency}": "yes"},
    )
    assert answer.status_code == 302
    page = words(browser.get(path("criteria", case)))
    assert "Metropolitan Police Service: yes" in page
    assert "Not clear yet" in page
    assert send(browser, path("aim", case, "facts"), text="What we know.", base="").status_code == 302
    fields = {f"answer_{code}": "no" for code in ("N1", "N2", "N3")}
    fields |= {f"reason_{code}": "Nothing national." for code in ("N1", "N2", "N3")}
    answer = send(browser, path("national", case), recommend="no", reason="Local.", base="", **fields)
    assert answer.status_code == 302
    assert review(case).national_views.get().answers["N2"]["reason"] == "Nothing national."


def test_the_number_of_queries_of_your_work_does_not_grow_with_cases(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from safeguarding.meetings.queries import work as meetings_work
    from safeguarding.rapid_reviews.queries import work

    counts = []
    for _ in range(3):
        certified_case(cast, incident_on=today())
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = work(cast.dsp_la) + meetings_work(cast.dsp_la)
        assert any(item.button == "Read and sign" for item in found)
        counts.append(len(seen))
    assert counts[1] == counts[2]
