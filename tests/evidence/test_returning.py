"""Giving a return, as an agency does it in the browser: by a link and a code, or signed in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from lxml import html

from safeguarding.cases.models import Case, Exclusion, Interest
from safeguarding.evidence import queries
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions import (
    confirm_return,
    declare_author,
    give_return,
    nil_return,
    release_returns,
    save_return,
)
from safeguarding.evidence.models import Request, Return, Version
from safeguarding.evidence.questions import SHORT
from safeguarding.people.acting import Acting
from safeguarding.people.models import Draft, MailboxLink
from safeguarding.record.models import Event, Look
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Level
from tests.evidence.builders import author_of, fill, give_nil, give_short, letters
from tests.people.cast import Cast, signed_in


def at(request: Request, page: str = "") -> str:
    return f"/returns/{request.short}/{page}"


def searched(**more: object) -> dict[str, object]:
    """What was searched, as the browser sends it."""
    now = timezone.localdate()
    return {
        "systems": ["Practice’s patient records"],
        "searched_on-day": now.day,
        "searched_on-month": now.month,
        "searched_on-year": now.year,
        **more,
    }


def test_after_the_code_a_nil_return_is_three_clicks(practice: Request) -> None:
    client = signed_in(author_of(practice))
    start = html.fromstring(client.get(at(practice)).content)
    link = start.xpath(
        "//a[contains(@class,'govuk-button')][normalize-space()='We have no record']/@href"
    )  # click 1
    page = html.fromstring(client.get(link[0]).content)
    form = next(form for form in page.forms if "searched_on-day" in form.fields)
    box = page.xpath("//input[@type='checkbox'][@name='systems']")[
        0
    ]  # click 2: one box; the day is filled in
    box.set("checked", "checked")
    sent = client.post(
        link[0], dict(form.form_values()) | {"systems": [box.get("value")]}
    )  # click 3: the button
    assert sent.status_code == 302
    version = Version.objects.get()
    assert version.kind == "nil"
    assert version.systems_searched == [box.get("value")]
    assert version.searched_on == timezone.localdate()
    assert practice.case.facts.get(kind=Kind.RETURNED.value, key=str(practice.agency_id)).current


def test_from_the_letter_by_its_link_and_the_code_to_the_request(practice: Request) -> None:
    letter = next(one for one in letters("agency_request") if one.to_address == "reception@milllane.example")
    found = re.search(r"/door/[^/\s]+/", letter.body)
    assert found
    client = Client()
    page = client.get(found.group()).content.decode()
    assert "section 16H" in page
    assert "Quillfeather" not in page
    client.post(found.group())
    code = re.search(r"\b\d{6}\b", letters("sign_in_code")[-1].body)
    assert code
    went = client.post(f"{found.group()}code/", {"once": "c", "code": code.group()})
    assert went["location"] == at(practice)
    assert "Quillfeather" in client.get(at(practice)).content.decode()


def test_a_nil_return_says_what_was_searched(practice: Request) -> None:
    client = signed_in(author_of(practice))
    answer = client.post(at(practice, "no-record/"), searched(systems=[], once="n"))
    assert answer.status_code == 422
    assert "Tick or name at least one record system" in answer.content.decode()
    with pytest.raises(NotAllowed, match="what was searched"):
        nil_return(
            by=author_of(practice), request=practice, systems_searched=[" "], searched_on=timezone.localdate()
        )
    with pytest.raises(NotAllowed, match="has not come yet"):
        nil_return(
            by=author_of(practice),
            request=practice,
            systems_searched=["All"],
            searched_on=timezone.localdate() + timedelta(days=1),
        )


def test_the_whole_short_return_in_the_browser_by_link_and_code(practice: Request) -> None:
    client = signed_in(author_of(practice))
    assert "Tobias Quillfeather" in client.get(at(practice)).content.decode()
    went = client.post(at(practice, "who-writes/"), {"once": "a", "interest": "organisational"})
    assert went["location"] == at(practice, "question/knew/")
    for number, question in enumerate(SHORT, start=2):
        page = client.get(at(practice, f"question/{question.key}/")).content.decode()
        assert f"Section {number} of 9" in page
        form = {
            "once": question.key,
            "text": f"About {question.key}",
            "handling": "shareable",
            "seen": "0",
            "then": "next",
        }
        went = client.post(at(practice, f"question/{question.key}/"), form)
        assert went.status_code == 302
    assert went["location"] == at(practice, "check/")
    page = client.get(at(practice, "check/")).content.decode()
    assert "About voice" in page
    went = client.post(
        at(practice, "check/"),
        searched(once="z", true="yes", senior_name="Dr Ada Pym", senior_email="ada.pym@milllane.example"),
    )
    assert went["location"] == at(practice, "returned/")
    version = Version.objects.get()
    assert version.kind == "short"
    assert version.answers["voice"]["text"] == "About voice"
    assert version.author.person.name == "Joan Petty"
    assert "Thank you, we have your return" in client.get(at(practice, "returned/")).content.decode()
    assert [one.to_address for one in letters("return_to_confirm")] == ["ada.pym@milllane.example"]


def test_progress_says_which_section_and_when_it_was_saved(practice: Request) -> None:
    with time_machine.travel(timezone.localtime().replace(hour=14, minute=2), tick=False):
        who = author_of(practice)
        declare_author(by=who, request=practice, interest="organisational")
        save_return(by=who, request=practice, question="knew", text="Yes.")
        page = signed_in(who).get(at(practice, "question/went_well/")).content.decode()
    assert "Section 4 of 9, saved 14:02" in page


def test_what_is_typed_survives_a_closed_browser(practice: Request) -> None:
    who = author_of(practice)
    client = signed_in(who)
    declare_author(by=who, request=practice, interest="organisational")
    client.post(
        f"/draft/return/{practice.short}/voice/",
        {"text": "Half a sentence", "handling": "ask_me_first", "seen": "0"},
    )
    page = signed_in(who, Client()).get(at(practice, "question/voice/")).content.decode()
    assert "Half a sentence" in page
    assert "Half a sentence" not in signed_in(who).get(at(practice, "question/knew/")).content.decode()
    client.post(
        at(practice, "question/voice/"),
        {"once": "v", "text": "A whole one.", "handling": "shareable", "seen": "0"},
    )
    assert "Half a sentence" not in client.get(at(practice, "question/voice/")).content.decode()


def test_a_draft_is_kept_for_a_return_of_ones_own_only(
    cast: Cast, practice: Request, hospital: Request
) -> None:
    who = author_of(practice)
    client = signed_in(who)
    for path in (f"{hospital.short}/voice", f"{practice.short}/made-up", practice.short, "made-up/voice"):
        assert client.post(f"/draft/return/{path}/", {"text": "x"}).status_code == 404, path
    for other in (cast.manager, cast.dsp_la, cast.school_author):
        answer = signed_in(other, Client()).post(f"/draft/return/{practice.short}/voice/", {"text": "x"})
        assert answer.status_code == 404, other.role
    assert not Draft.objects.exists()
    assert client.post(f"/draft/return/{practice.short}/voice/", {"text": "x"}).status_code == 200


def test_a_return_with_questions_open_says_which(practice: Request) -> None:
    who = author_of(practice)
    declare_author(by=who, request=practice, interest="none")
    save_return(by=who, request=practice, question="knew", text="Yes.")
    client = signed_in(who)
    answer = client.post(at(practice, "check/"), searched(once="z", true="yes"))
    assert answer.status_code == 409
    assert "Not answered yet: Main contacts" in answer.content.decode()
    assert not Version.objects.exists()


def test_nobody_returns_without_their_own_declaration(practice: Request) -> None:
    fill(practice)
    answer = signed_in(author_of(practice)).post(at(practice, "check/"), searched(once="z"))
    assert answer.status_code == 422
    Return.objects.update(author=None)
    with pytest.raises(NotAllowed, match="interest of your own"):
        give_return(
            by=author_of(practice),
            request=practice,
            systems_searched=["All"],
            searched_on=timezone.localdate(),
        )


def test_a_double_press_returns_once(practice: Request) -> None:
    client = signed_in(author_of(practice))
    for _ in range(2):
        sent = client.post(at(practice, "no-record/"), searched(once="same"))
        assert sent.status_code == 302
    assert Version.objects.count() == 1
    again = client.post(at(practice, "no-record/"), searched(once="other"))
    assert again.status_code == 409
    assert "returned this already" in again.content.decode()


def test_two_colleagues_do_not_overwrite_each_other(cast: Cast, hospital: Request) -> None:
    declare_author(by=cast.author, request=hospital, interest="organisational")
    save_return(by=cast.author, request=hospital, question="knew", text="First", seen=0)
    answer = signed_in(cast.senior).post(
        at(hospital, "question/knew/"), {"once": "q", "text": "Second", "handling": "shareable", "seen": "0"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A colleague has changed this answer" in page
    assert "First" in page
    assert "Second" in page
    seen = html.fromstring(answer.content).xpath("//input[@name='seen']/@value")
    both = {"once": "r", "text": "First and second", "handling": "shareable", "seen": seen[0]}
    assert signed_in(cast.senior).post(at(hospital, "question/knew/"), both).status_code == 302


def test_a_late_return_is_taken_and_shown_as_late(practice: Request) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        give_nil(practice)
        line = next(line for line in queries.board(practice.case) if line.short == practice.short)
    assert line.returned
    assert line.late > 0


def test_nothing_is_returned_once_the_review_was_sent(cast: Cast, practice: Request) -> None:
    from safeguarding.cases.facts import establish

    establish(
        practice.case,
        Kind.SENT_TO_PANEL,
        by=cast.manager,
        occurred=cast.manager.today,
        act="test",
        effects=False,
    )
    with pytest.raises(NotAllowed, match="has been sent to the Panel"):
        give_nil(practice)
    page = signed_in(author_of(practice)).get(at(practice)).content.decode()
    assert "can no longer change" in page
    assert "Quillfeather" not in page


def test_a_correction_is_a_new_version_and_the_old_one_stays(practice: Request) -> None:
    give_nil(practice)
    who = fill(practice)
    with pytest.raises(NotAllowed, match="returned this already"):
        give_return(by=who, request=practice, systems_searched=["All"], searched_on=timezone.localdate())
    give_return(
        by=who,
        request=practice,
        systems_searched=["All"],
        searched_on=timezone.localdate(),
        why_changed="We found a file.",
    )
    first, second = Version.objects.order_by("number")
    assert (first.kind, second.kind, second.why_changed) == ("nil", "short", "We found a file.")
    assert practice.case.facts.filter(kind=Kind.RETURNED.value).count() == 1


def test_a_correction_after_release_waits_for_its_own_release(cast: Cast, practice: Request) -> None:
    give_nil(practice)
    release_returns(by=cast.manager, case=practice.case)
    who = fill(practice, knew="CANARY")
    give_return(
        by=who,
        request=practice,
        systems_searched=["All"],
        searched_on=timezone.localdate(),
        why_changed="Found.",
    )
    line = next(line for line in queries.board(practice.case) if line.short == practice.short)
    assert line.state == "Corrected since release"
    shown = queries.released_answers(practice.case, cast.dsp_la)
    assert [one.kind for one in shown] == ["nil"]
    assert shown[0].newer_waits
    release_returns(by=cast.manager, case=practice.case)
    assert [one.kind for one in queries.released_answers(practice.case, cast.dsp_la)] == ["short"]


def test_somebody_with_their_own_interest_does_not_write_and_passes_it_on(
    cast: Cast, hospital: Request
) -> None:
    client = signed_in(cast.author)
    blocked = client.post(
        at(hospital, "who-writes/"), {"once": "1", "interest": "direct", "words": "I managed the team."}
    )
    assert blocked.status_code == 409
    assert "does not write the return" in blocked.content.decode()
    went = client.post(
        at(hospital, "who-writes/"),
        {
            "once": "2",
            "interest": "direct",
            "words": "I managed the team.",
            "colleague_name": "Ida Moss",
            "colleague_email": "ida.moss@larkfield.example",
        },
    )
    assert went["location"] == "/returns/thank-you/?for=interest"
    assert client.get(at(hospital)).status_code == 404
    assert Interest.objects.get(case=hospital.case).kind == "direct"
    assert Exclusion.objects.filter(case=hospital.case, person=cast.author.person).exists()
    hospital.refresh_from_db()
    assert hospital.contact is not None
    assert hospital.contact.person.name == "Ida Moss"


def test_with_nobody_else_to_name_the_manager_finds_somebody(cast: Cast, practice: Request) -> None:
    client = signed_in(author_of(practice))
    client.post(
        at(practice, "who-writes/"),
        {"once": "1", "interest": "personal", "words": "A relative.", "nobody_else": "yes"},
    )
    line = next(line for line in queries.board(practice.case) if line.short == practice.short)
    assert (line.state, line.note) == (
        "Needs somebody to ask",
        "The person asked has an interest of their own",
    )
    sent = signed_in(cast.manager).post(
        f"/cases/{practice.case.reference}/returns/{practice.short}/",
        {
            "which": "send",
            "once": "s",
            "name": "Dr Lee",
            "email": "lee@other-surgery.example",
            "checked": "yes",
        },
    )
    assert sent.status_code == 302
    assert any(one.to_address == "lee@other-surgery.example" for one in letters("agency_request"))


def test_not_me_pass_it_on_names_a_colleague_of_the_same_organisation(practice: Request) -> None:
    client = signed_in(author_of(practice))
    form = {"once": "1", "name": "Dr Ada Pym", "email": "ada@somewhere-else.example"}
    elsewhere = client.post(at(practice, "pass-on/"), form)  # which the manager checks first
    assert elsewhere["location"] == "/returns/thank-you/?for=asked"
    passed = client.post(at(practice, "pass-on/"), {**form, "once": "2", "email": "ada.pym@milllane.example"})
    assert passed["location"] == "/returns/thank-you/?for=passed"
    practice.refresh_from_db()
    assert practice.contact is not None
    assert practice.contact.person.email == "ada.pym@milllane.example"
    assert not practice.pass_ons.filter(answered_at=None).exists()  # overtaken
    assert client.get(at(practice)).status_code == 302  # their door is shut
    give_short(practice)


def test_the_senior_confirms_by_their_own_link_and_it_counts_before(
    cast: Cast, case: Case, hospital: Request
) -> None:
    give_short(hospital, cast.author)
    assert case.facts.filter(kind=Kind.RETURNED.value).exists()
    assert [item.title for item in queries.work(cast.senior)] == ["Confirm your organisation’s return"]
    link = MailboxLink.objects.get(subject=f"confirm:{hospital.short}")
    assert link.seat == cast.senior.seat
    client = signed_in(Acting(cast.senior.seat, Level.MAILBOX, f"confirm:{hospital.short}"))
    assert "What went well as we saw it." in client.get(at(hospital, "confirm/")).content.decode()
    for _ in range(2):
        assert client.post(at(hospital, "confirm/"), {"once": "c"}).status_code == 302
    assert Version.objects.get().confirmed_by == cast.senior.seat
    assert client.post(at(hospital, "confirm/"), {"once": "d"}).status_code == 409
    assert client.get(at(hospital, "question/knew/")).status_code == 404


def test_an_author_does_not_confirm_their_own_but_a_small_schools_head_does(
    cast: Cast, case: Case, hospital: Request
) -> None:
    give_short(hospital, cast.senior)
    with pytest.raises(NotAllowed, match="does not also confirm"):
        confirm_return(by=cast.senior, request=hospital)
    with pytest.raises(NotAllowed):
        confirm_return(by=cast.author, request=hospital)
    school = Request.objects.get(case=case, agency=cast.school)
    who = fill(school)
    version = give_return(
        by=who,
        request=school,
        systems_searched=["Pupil records"],
        searched_on=timezone.localdate(),
        also_senior=True,
    )
    assert version.confirmed_by == cast.school_author.seat


def test_each_showing_of_a_name_is_kept(practice: Request) -> None:
    client = signed_in(author_of(practice))
    client.get(at(practice))
    client.get(at(practice, "no-record/"))
    assert Look.objects.filter(kind="named", stream=practice.case.stream).count() == 2


def test_a_question_page_does_not_show_the_name(practice: Request) -> None:
    fill(practice)
    page = signed_in(author_of(practice)).get(at(practice, "question/knew/")).content.decode()
    assert "Quillfeather" not in page


def test_the_record_of_a_return_does_not_say_whether_there_was_a_record(practice: Request) -> None:
    give_nil(practice)
    event = Event.objects.get(act="give_return")
    assert set(event.on) == {"case", "fact", "occurred", "agency", "version"}
    assert [kept.what for kept in event.kept.all()] == ["sealed return"]


def test_the_door_to_a_return_is_the_one_it_was_made_for(practice: Request) -> None:
    assert author_of(practice).subject == subject(practice)
