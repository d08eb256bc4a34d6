"""Formal letters: writing, noting, answering, and who sees what of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safeguarding.cases import next_steps
from safeguarding.cases.actions import formal_letters as acts
from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.formal_letters import Noted
from safeguarding.cases.dates import dates
from safeguarding.cases.handover import Whose
from safeguarding.cases.letter_log import log
from safeguarding.cases.letter_words import Wording, wording_for
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.cases.queries.formal_letters import answering, open_dates
from safeguarding.cases.reminders import reminding_of
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.letters import LetterMatter, Means, Party, Way
from safeguarding.statute.reminding import Reminding
from tests.cases.builders import notified_case, referred_case, today
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, signed_in

ASKS = "Who knew of the night calls, and since when?"
WORDING = Wording("The Panel", "Great Smith Street\nLondon", "Dear Panel", "All is well.", "Maya Okonjo")


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def came(cast: Cast, case: Case | None, **more: Any) -> FormalLetter:
    """A request of the Panel for information, due in a week."""
    noted = Noted(
        Way.IN, Party.PANEL, LetterMatter.INFORMATION_REQUEST, today(), Means.SECURE_EMAIL, ASKS, awaits=True,
        reply_by=today() + timedelta(days=7),
    )  # fmt: skip
    return acts.note_letter(by=cast.manager, case=case, noted=replace(noted, **more))


def drafted(cast: Cast, case: Case | None, **more: Any) -> FormalLetter:
    given = {"party": Party.PANEL, "matter": LetterMatter.INFORMATION_REQUEST, "wording": WORDING, **more}
    return acts.draft_letter(by=cast.manager, case=case, **given)


def went(cast: Cast, letter: FormalLetter) -> FormalLetter:
    return acts.send_letter(by=cast.manager, letter=letter, on=today(), means=Means.SECURE_EMAIL)


def refused(act: Any, **given: Any) -> str:
    with pytest.raises(NotAllowed) as no:
        act(**given)
    return no.value.refused.code


def page(case: Case, tail: str = "") -> str:
    return f"/cases/{case.reference}/letters/{tail}"


def titles(who: Acting) -> list[str]:
    return [item.title for item in next_steps.work(who)]


def test_a_request_for_information_stands_in_the_managers_work_until_it_is_answered(
    cast: Cast, case: Case
) -> None:
    asked = came(cast, case)
    assert "Answer the Panel" in titles(cast.manager)
    assert "Answer the Panel" not in titles(cast.chair)
    due = [
        one for one in dates(cast.manager, today() + timedelta(days=30)) if one.words == "Answer the Panel"
    ]
    assert [one.day for one in due] == [asked.reply_by]
    assert due[0].authority == "Statutory"
    (opened,) = open_dates([cast.barnet.pk])
    assert opened.due == asked.reply_by
    assert opened.plan == Reminding().limit == reminding_of(cast.barnet).plan("law")
    shown = words(signed_in(cast.manager).get(page(case)))
    assert "The Panel asks: request for information" in shown
    went(cast, drafted(cast, case, answers=asked))
    asked.refresh_from_db()
    assert asked.closed_on == today()
    assert "Answer the Panel" not in titles(cast.manager)
    assert list(open_dates(None)) == []
    assert "Nobody waits for an answer." in words(signed_in(cast.manager).get(page(case)))


def test_past_its_day_it_is_shown_as_overdue(cast: Cast, case: Case) -> None:
    came(cast, case, on=today() - timedelta(days=20), reply_by=today() - timedelta(days=10))
    shown = words(signed_in(cast.chair).get(page(case)))
    assert "working days late" in shown or "overdue" in shown.lower()


def test_whoever_sees_to_the_answer_finds_it_in_their_work_and_the_manager_waits_for_them(
    cast: Cast, case: Case
) -> None:
    asked = came(cast, case, answerer=cast.chair.seat)
    assert "Answer the Panel" in titles(cast.chair)
    mine = [item for item in next_steps.work(cast.manager) if item.title == "Answer the Panel"]
    assert [item.waiting_for for item in mine] == [cast.chair.person.name]
    (waiting,) = answering(Whose(cast.barnet, [cast.chair.seat]))
    acts.hand_over_answer(by=cast.manager, one=waiting, to=None)
    asked.refresh_from_db()
    assert asked.answerer is None
    assert refused(
        acts.note_letter, by=cast.manager, case=case,
        noted=Noted(Way.IN, Party.PANEL, LetterMatter.OTHER, today(), Means.POST, "?", awaits=True,
                    answerer=cast.author.seat),
    ) == "not_theirs"  # fmt: skip


def test_an_answer_that_went_another_way_or_came_to_us_settles_what_was_asked(cast: Cast, case: Case) -> None:
    asked = came(cast, case)
    acts.note_letter(
        by=cast.manager, case=case,
        noted=Noted(Way.OUT, Party.PANEL, LetterMatter.INFORMATION_REQUEST, today(), Means.PORTAL, "Given.",
                    awaits=True, reply_by=today() + timedelta(days=3), answers=asked),
    )  # fmt: skip
    asked.refresh_from_db()
    assert asked.closed_on
    ours = FormalLetter.objects.get(way=Way.OUT.value)
    assert "Waiting for an answer" in titles(cast.manager)
    came(cast, case, matter=LetterMatter.OTHER, awaits=False, reply_by=None, answers=ours)
    ours.refresh_from_db()
    assert ours.closed_on
    assert refused(
        acts.set_reply_by, by=cast.manager, letter=ours, reply_by=today(), answerer=None, why="x"
    ) == ("settled")
    assert refused(
        acts.note_letter, by=cast.manager, case=case,
        noted=Noted(Way.OUT, Party.PANEL, LetterMatter.OTHER, today(), Means.POST, "?", answers=ours),
    ) == "no_answer"  # fmt: skip


def test_the_day_is_moved_with_a_reason_or_no_answer_is_needed_with_one(cast: Cast, case: Case) -> None:
    asked, later = came(cast, case), today() + timedelta(days=14)
    given = {"by": cast.manager, "letter": asked, "answerer": cast.dsp_la.seat}
    assert refused(acts.set_reply_by, **given, reply_by=later, why=" ") == "no_words"
    assert (
        refused(acts.set_reply_by, **given, reply_by=today() - timedelta(days=1), why="x") == "out_of_order"
    )
    assert acts.set_reply_by(**given, reply_by=later, why="The Panel gave a week more.").reply_by == later
    assert "Answer the Panel" in titles(cast.dsp_la)
    assert refused(acts.no_reply_needed, by=cast.manager, letter=asked, why="") == "no_words"
    acts.no_reply_needed(by=cast.manager, letter=asked, why="The Panel has it from the Department.")
    assert "Answer the Panel" not in titles(cast.dsp_la)
    shown = words(signed_in(cast.chair).get(page(case)))
    assert "No answer needed: The Panel has it from the Department." in shown


def test_a_letter_is_drafted_changed_and_sealed_as_it_was_sent(cast: Cast, case: Case) -> None:
    letter = drafted(cast, case, wording=replace(WORDING, body="Our answer is: [the answer]."))
    assert letter.document is not None
    first = letter.document
    assert not first.is_sealed
    assert (
        refused(acts.send_letter, by=cast.manager, letter=letter, on=today(), means=Means.POST) == "unfilled"
    )
    letter = drafted(cast, case, letter=letter)
    assert letter.document
    assert letter.document.version == 2
    tomorrow = today() + timedelta(days=1)
    assert refused(
        acts.send_letter, by=cast.manager, letter=letter, on=tomorrow, means=Means.POST
    ) == "date_to_come"  # fmt: skip
    sent = went(cast, letter)
    assert sent.document
    assert sent.document.is_sealed
    assert sent.document.made_from["address"] == ["The Panel", "Great Smith Street", "London"]
    assert (
        refused(acts.send_letter, by=cast.manager, letter=sent, on=today(), means=Means.POST)
        == "sent_already"
    )
    assert refused(acts.drop_letter, by=cast.manager, letter=sent) == "sent_already"
    assert refused(acts.draft_letter, by=cast.manager, case=case, party=Party.PANEL,
                   matter=LetterMatter.OTHER, wording=WORDING, letter=sent) == "sent_already"  # fmt: skip


def test_a_draft_that_is_not_sent_is_put_aside(cast: Cast, case: Case) -> None:
    letter = drafted(cast, case)
    acts.drop_letter(by=cast.manager, letter=letter)
    assert signed_in(cast.manager).get(page(case, f"{letter.pk}/")).status_code == 404
    assert refused(acts.drop_letter, by=cast.manager, letter=letter) == "replaced"
    assert refused(acts.correct_letter, by=cast.manager, letter=drafted(cast, case), on=today(),
                   means=Means.POST, name="", words="x", why="y") == "a_draft"  # fmt: skip


def test_a_correction_takes_the_place_of_an_entry_and_both_stay(cast: Cast, case: Case) -> None:
    asked = came(cast, case)
    answer = went(cast, drafted(cast, case, answers=asked))
    new = acts.correct_letter(
        by=cast.manager, letter=asked, on=today(), means=Means.POST, name="", words="It came by post.",
        why="Not by e-mail.",
    )  # fmt: skip
    asked.refresh_from_db()
    answer.refresh_from_db()
    assert (asked.current, asked.words) == (False, ASKS)
    assert (new.supersedes, new.closed_on, answer.answers) == (asked, today(), new)
    assert refused(acts.no_reply_needed, by=cast.manager, letter=asked, why="x") == "replaced"
    assert "takes the place of what" in words(signed_in(cast.chair).get(page(case, f"{new.pk}/")))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"words": " "}, "no_words"),
        ({"on": today() + timedelta(days=1)}, "date_to_come"),
        ({"reply_by": today() - timedelta(days=1)}, "out_of_order"),
        ({"matter": LetterMatter.RAPID_REVIEW}, "does_not_fit"),
        ({"matter": LetterMatter.FAMILY}, "does_not_fit"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(cast: Cast, case: Case, more: dict[str, Any], code: str) -> None:
    with pytest.raises(NotAllowed) as no:
        came(cast, case, **more)
    assert no.value.refused.code == code


def test_a_letter_to_a_family_belongs_to_a_case_and_is_for_those_who_may_see_names(
    cast: Cast, case: Case
) -> None:
    family = {
        "party": Party.FAMILY,
        "matter": LetterMatter.FAMILY,
        "wording": replace(WORDING, name="Ms Marrow"),
    }
    assert refused(acts.draft_letter, by=cast.manager, case=None, **family) == "no_case"
    letter = went(cast, drafted(cast, case, **family))
    assert "Ms Marrow" in words(signed_in(cast.dsp_la).get(page(case)))
    assert letter.document
    assert "Marrow" not in letter.document.pdf.name + letter.document.title
    event = Event.objects.filter(act="send_formal_letter").latest("id")
    assert "Marrow" not in str(event.on)
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    for tail in ("", f"{letter.pk}/", f"{letter.pk}/pdf/"):
        assert signed_in(cast.member).get(page(case, tail)).status_code == 404
    listed = words(signed_in(cast.dsp_la).get(f"/cases/{case.reference}/documents/"))
    assert "Letter to the family" not in listed
    assert "Ms Marrow" not in words(signed_in(cast.manager).get("/panel/"))


def test_a_letter_to_a_family_offered_first_is_kind_and_says_whom_to_ring(cast: Cast, case: Case) -> None:
    offered = wording_for(cast.barnet, case, LetterMatter.FAMILY, Party.FAMILY)
    assert offered.body.startswith("We are very sorry")
    assert cast.barnet.telephone in offered.body
    for jargon in ("criteria", "rapid review", "threshold", "section", "Panel", "analysis"):
        assert jargon not in offered.body


def test_no_e_mail_says_what_a_letter_says(cast: Cast, case: Case) -> None:
    before = set(Letter.objects.values_list("pk", flat=True))
    came(cast, case)
    went(cast, drafted(cast, case))
    assert not Letter.objects.exclude(pk__in=before).exists()


def test_the_history_of_the_case_tells_that_a_letter_came_and_not_what_it_says(
    cast: Cast, case: Case
) -> None:
    came(cast, case)
    shown = words(signed_in(cast.scrutineer).get(f"/cases/{case.reference}/record/"))
    assert "noted a formal letter that came" in shown
    assert ASKS not in shown


def test_agencies_and_other_areas_find_no_letters(cast: Cast, case: Case) -> None:
    letter = came(cast, case)
    for who in (cast.author, cast.member, cast.notifier, cast.scrutineer, cast.stranger, cast.sys_admin):
        assert signed_in(who).get(page(case)).status_code == 404
        assert signed_in(who).get(page(case, f"{letter.pk}/")).status_code == 404
    assert signed_in(cast.author).get("/panel/").status_code == 404
    assert ASKS not in words(signed_in(cast.stranger).get("/panel/"))
    for who in (cast.chair, cast.dsp_police, cast.support):
        assert refused(acts.no_reply_needed, by=who, letter=letter, why="x") == "not_yours"
        assert signed_in(who).get(page(case, "write/")).status_code == 404


def test_the_partnerships_page_shows_what_the_reader_may_see_and_nothing_of_a_sealed_case(
    cast: Cast, case: Case
) -> None:
    came(cast, case)
    hidden = referred_case(cast)
    came(cast, hidden, words="About the hidden one.")
    came(cast, None, words="What do you do for practice reviews?", matter=LetterMatter.OTHER)
    Case.objects.filter(pk=hidden.pk).update(sealed=True)
    shown = words(signed_in(cast.chair).get("/panel/"))
    assert ASKS in shown
    assert "What do you do for practice reviews?" in shown
    assert "About the hidden one." not in shown
    assert hidden.reference not in shown
    assert titles(cast.manager).count("Answer the Panel") == 2


def test_everything_of_the_notification_stands_in_the_log_without_being_entered(
    cast: Cast, case: Case
) -> None:
    lines = log(cast.manager, [case])
    assert [(line.way, line.party, line.matter) for line in lines] == [
        (Way.OUT, Party.PANEL, LetterMatter.NOTIFICATION)
    ]


def test_a_case_whose_entry_is_of_another_case_is_not_answered_from_here(cast: Cast, case: Case) -> None:
    other = came(cast, notified_case(cast, what_happened="A boy fell."))
    assert refused(
        acts.draft_letter, by=cast.manager, case=case, party=Party.PANEL, matter=LetterMatter.OTHER,
        wording=WORDING, answers=other,
    ) == "replaced"  # fmt: skip


# The pages


def test_a_letter_is_written_from_the_page_that_asks_and_only_once(cast: Cast, case: Case) -> None:
    asked, browser = came(cast, case), signed_in(cast.manager)
    begun = browser.get(page(case, "write/"), {"party": "panel", "matter": "information_request"})
    assert begun["Location"] == page(case, "write/panel/information_request/")
    assert "Choose another matter." in words(
        browser.get(page(case, "write/"), {"party": "ofsted", "matter": "family"})
    )
    path = f"{begun['Location']}?answers={asked.pk}"
    first = browser.get(path)
    assert ASKS in words(first)
    assert "section 16D" in words(first)
    data = {"once": once_of(first), **vars(WORDING)}
    made = [browser.post(path, data)["Location"] for _ in range(2)]
    assert made[0] == made[1]
    letter = FormalLetter.objects.get(way=Way.OUT.value)
    changed = send(browser, made[0], "change", **{**vars(WORDING), "body": "We enclose it."})
    assert changed.status_code == 302
    answer = send(browser, made[0], "send", **on("on", today()), means="portal")
    assert answer.status_code == 302
    letter.refresh_from_db()
    asked.refresh_from_db()
    assert (letter.words, letter.on, asked.closed_on) == ("We enclose it.", today(), today())
    assert "Sent" in words(browser.get(page(case)))


def test_what_is_typed_into_a_letter_is_kept_while_it_is_typed(cast: Cast, case: Case) -> None:
    browser, path = signed_in(cast.manager), page(case, "write/panel/other/")
    kept = f"/draft/letter/{case.reference}/panel/other/"
    assert kept in browser.get(path).content.decode()
    assert browser.post(kept, {"body": "Half a senten"}).status_code == 200
    assert "Half a senten" in browser.get(path).content.decode()
    assert signed_in(cast.chair).post(kept, {"body": "x"}).status_code == 404
    assert signed_in(cast.stranger).post(kept, {"body": "x"}).status_code == 404
    assert browser.post("/draft/letter/panel/panel/other/", {"body": "x"}).status_code == 200
    assert send(browser, path, **vars(WORDING)).status_code == 302
    assert "Half a senten" not in browser.get(path).content.decode()


def test_what_came_is_noted_with_its_file_which_is_handed_out_once_it_is_said_for_what(
    cast: Cast, case: Case
) -> None:
    browser = signed_in(cast.manager)
    given = {
        "party": "secretary_of_state", "matter": "information_request", "means": "post", "words": ASKS,
        "awaits": "yes", **on("on", today()), **on("reply_by", today() + timedelta(days=5)),
        "answerer": str(cast.chair.seat.pk),
        "file": SimpleUploadedFile("asks.txt", b"Please tell us."),
    }  # fmt: skip
    answer = send(browser, page(case, "note/in/"), **given)
    letter = FormalLetter.objects.get()
    assert answer["Location"] == page(case, f"{letter.pk}/")
    assert letter.answerer == cast.chair.seat
    path = page(case, f"{letter.pk}/given/")
    got = send(signed_in(cast.chair), path, purpose="read")
    assert b"".join(got) == b"Please tell us."  # type: ignore[arg-type]
    for wrong in ("pdf", "nothing"):
        assert browser.get(page(case, f"{letter.pk}/{wrong}/")).status_code == 404
    for wrong in ("write/nobody/other/", "write/panel/nothing/", "write/panel/family/", "note/sideways/"):
        assert browser.get(page(case, wrong)).status_code == 404


def test_the_pages_of_one_letter_move_the_day_and_say_that_no_answer_is_needed(
    cast: Cast, case: Case
) -> None:
    browser, letter = signed_in(cast.manager), came(cast, case)
    path = page(case, f"{letter.pk}/")
    wrong = send(browser, path, "move", **on("reply_by", today() - timedelta(days=9)), why="x", answerer="")
    assert wrong.status_code == 409
    assert "before the letter" in words(wrong)
    moved = send(browser, path, "move", **on("reply_by", today()), why="Sooner.", answerer="")
    assert moved.status_code == 302
    fixed = send(browser, f"{path}correct/", **on("on", today()), means="post", words="New.", why="A slip.",
                 name="")  # fmt: skip
    assert fixed.status_code == 302
    assert send(browser, fixed["Location"], "need", why="They have it.").status_code == 302
    aside = drafted(cast, case)
    gone = send(browser, page(case, f"{aside.pk}/"), "drop")
    assert gone["Location"] == page(case)


def test_the_partnerships_own_letters_are_written_and_noted_beside_no_case(cast: Cast) -> None:
    browser = signed_in(cast.manager)
    made = send(browser, "/panel/write/ofsted/other/", **{**vars(WORDING), "name": "Ofsted"})
    send(browser, made["Location"], "send", **on("on", today()), means="post", **on("reply_by", today()))
    letter = FormalLetter.objects.get()
    assert letter.owed
    assert letter.case is None
    assert "We wait for: Ofsted" in words(browser.get("/panel/"))
    got = send(browser, f"/panel/{letter.pk}/pdf/", purpose="read")
    assert got.status_code == 200
    noted = send(browser, f"/panel/note/in/?answers={letter.pk}", party="ofsted", matter="other",
                 means="post", words="Thank you.", awaits="no", answers=str(letter.pk),
                 **on("on", today()))  # fmt: skip
    assert noted.status_code == 302
    fixed = send(browser, f"{noted['Location']}correct/", **on("on", today()), means="post", words="Thanks.",
                 why="A slip.", name="")  # fmt: skip
    assert fixed.status_code == 302
    assert "Nobody waits" in words(browser.get("/panel/"))
    asked = came(cast, None, matter=LetterMatter.OTHER, answerer=cast.chair.seat)
    (waiting,) = answering(Whose(cast.barnet, [cast.chair.seat]))
    acts.hand_over_answer(by=cast.manager, one=waiting, to=cast.dsp_la.seat)
    asked.refresh_from_db()
    assert asked.answerer == cast.dsp_la.seat
    assert "Great Smith Street" in words(browser.get("/panel/write/ofsted/other/"))
    assert signed_in(cast.stranger).get(f"/panel/{letter.pk}/").status_code == 404


def test_the_list_is_filtered_and_taken_away_once_it_is_said_for_what(cast: Cast, case: Case) -> None:
    came(cast, case)
    came(
        cast, case, party=Party.REVIEWER, matter=LetterMatter.OTHER, words="=1+1 I accept.", name="O. Rennie"
    )
    browser = signed_in(cast.chair)
    shown = words(browser.get(page(case), {"party": "reviewer"}))
    assert "I accept." in shown
    assert ASKS not in shown
    assert send(browser, page(case), purpose="outside").status_code == 422
    got = send(browser, page(case), purpose="meeting")
    assert got["Content-Disposition"] == 'attachment; filename="letters.csv"'
    assert "'=1+1 I accept." in got.content.decode()
    assert Event.objects.filter(act="take_letter_log", stream=case.stream).count() == 1
    got = send(browser, "/panel/", purpose="meeting")
    assert ASKS in got.content.decode()
    assert "I accept." not in got.content.decode()
    assert Event.objects.filter(act="take_letter_log", stream=cast.barnet.stream).count() == 1
