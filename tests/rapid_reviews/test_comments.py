"""A round of comments: who is asked, what comes back from Word or the page, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.documents import queries as documents
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.comments import (
    ask_for_comments,
    close_comments,
    give_back_draft,
    let_in_late,
    nothing_to_add,
    say_at_part,
)
from safeguarding.rapid_reviews.actions.report import draft_report
from safeguarding.rapid_reviews.actions.suggestions import accept_suggestions, answer_suggestion
from safeguarding.rapid_reviews.actions.writing import answer_comment, write_section
from safeguarding.rapid_reviews.models import Comment, Contribution, Round, SectionText, Suggestion
from safeguarding.rapid_reviews.papers import came_back
from safeguarding.rapid_reviews.papers.came_back import CameBack, read_back
from safeguarding.rapid_reviews.queries import comments as queries
from safeguarding.rapid_reviews.queries.commenting import dates, open_dates
from safeguarding.statute.answer import NotAllowed, Refused
from tests.cases.builders import notified_case, today
from tests.documents.word import Word
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, signed_in
from tests.rapid_reviews.builders import decided_case, review

TEXT = "Jay was found with a bruise. The nurse rang the team."


def path(name: str, case: Case, *more: object) -> str:
    return reverse(f"rapid_reviews:{name}", args=[case.reference, *more])


def asked_case(cast: Cast, *who: Acting, until: int = 3) -> Case:
    """A report with one part written, on which comments are asked."""
    case = notified_case(cast)
    write_section(by=cast.manager, case=case, section="incident", text=TEXT)
    ask(cast, case, *(who or (cast.dsp_la, cast.dsp_health)), until=until)
    return case


def ask(cast: Cast, case: Case, *who: Acting, until: int = 3) -> Round:
    seats = [one.seat.pk for one in who]
    return ask_for_comments(by=cast.manager, case=case, seats=seats, until=today() + timedelta(days=until))


def drafted(case: Case) -> bytes:
    draft = Round.objects.filter(review__case=case).latest("pk").draft
    return documents.read(draft.word)


def word(case: Case) -> Word:
    return Word(drafted(case))


def came(by: Acting, case: Case, data: bytes, name: str = "Draft, Leo Marsh.docx") -> CameBack:
    read = read_back(by=by, case=case, name=name, data=data)
    assert isinstance(read, CameBack), read
    return read


def refusal(by: Acting, case: Case, data: bytes, name: str = "draft.docx") -> str:
    read = read_back(by=by, case=case, name=name, data=data)
    assert isinstance(read, Refused)
    assert read.sentence
    assert read.mend
    return read.code


def gives(by: Acting, case: Case, file: Word) -> Contribution:
    return give_back_draft(by=by, case=case, came=came(by, case, file.saved()))


def text_of(case: Case, section: str = "incident") -> str:
    return str(SectionText.objects.get(review__case=case, code=section, current=True).text)


def code(act: Any, **given: Any) -> str:
    with pytest.raises(NotAllowed) as no:
        act(**given)
    assert no.value.refused.mend
    return no.value.refused.code


def chosen(case: Case) -> list[int]:
    return list(Suggestion.objects.filter(review__case=case).order_by("pk").values_list("pk", flat=True))


# The round


def test_everybody_who_is_asked_gets_a_letter_that_says_nothing_of_the_case(cast: Cast) -> None:
    case = asked_case(cast)
    letters = Letter.objects.filter(kind="comments_asked")
    assert {letter.to_person_id for letter in letters} == {cast.dsp_la.person.pk, cast.dsp_health.person.pk}
    for letter in letters:
        assert "Jay" not in letter.subject + letter.body
        assert f"/cases/{case.reference}/rapid-review/report/comments/" in letter.body


def test_the_usual_day_leaves_what_the_plan_leaves_between_draft_and_sign_off(cast: Cast) -> None:
    case = notified_case(cast)
    assert today() < queries.usual_day(case, today()) <= today() + timedelta(days=8)


def test_who_may_be_asked_are_those_who_may_read_the_draft_and_members_who_were_let_in(cast: Cast) -> None:
    case = notified_case(cast)
    seats = {seat.pk for seat in queries.may_be_asked(case, today())}
    assert {cast.dsp_la.seat.pk, cast.chair.seat.pk, cast.deputy_health.seat.pk} <= seats
    assert not {cast.notifier.seat.pk, cast.decider.seat.pk} & seats
    assert not {cast.member.seat.pk, cast.stranger.seat.pk, cast.lapsed_deputy.seat.pk} & seats
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    assert cast.member.seat.pk in {seat.pk for seat in queries.may_be_asked(case, today())}


def test_what_a_round_needs(cast: Cast) -> None:
    case = notified_case(cast)
    day = today() + timedelta(days=1)
    assert (
        code(ask_for_comments, by=cast.manager, case=case, seats=[cast.stranger.seat.pk], until=day)
        == "nobody_asked"
    )
    seats = [cast.dsp_la.seat.pk]
    assert code(ask_for_comments, by=cast.dsp_la, case=case, seats=seats, until=day) == "not_yours"
    past = today() - timedelta(days=1)
    assert code(ask_for_comments, by=cast.chair, case=case, seats=seats, until=past) == "day_passed"
    assert code(close_comments, by=cast.manager, case=case) == "no_round"
    assert code(nothing_to_add, by=cast.dsp_la, case=case) == "no_round"
    ask(cast, case, cast.dsp_la)
    assert code(ask_for_comments, by=cast.chair, case=case, seats=seats, until=day) == "round_runs"


def test_a_round_that_is_over_takes_only_whom_the_manager_lets_in(cast: Cast) -> None:
    case = asked_case(cast)
    asked = {row.seat_id: row.pk for row in Round.objects.get(review__case=case).asked.all()}
    late = asked[cast.dsp_la.seat.pk]
    assert code(let_in_late, by=cast.manager, case=case, asked=late) == "not_late"
    close_comments(by=cast.chair, case=case)
    assert code(close_comments, by=cast.chair, case=case) == "round_over"
    assert code(nothing_to_add, by=cast.dsp_la, case=case) == "round_over"
    assert code(let_in_late, by=cast.manager, case=case, asked=0) == "nobody_asked"
    let_in_late(by=cast.manager, case=case, asked=late)
    nothing_to_add(by=cast.dsp_la, case=case)
    assert code(nothing_to_add, by=cast.dsp_health, case=case) == "round_over"


def test_a_round_ends_on_its_day_and_another_can_follow(cast: Cast) -> None:
    case = asked_case(cast)
    Round.objects.update(until=today() - timedelta(days=1))
    assert code(nothing_to_add, by=cast.dsp_la, case=case) == "round_over"
    second = ask(cast, case, cast.dsp_la)
    assert second.draft.version == 2
    assert Round.objects.filter(closed_at=None).get() == second


def test_only_whoever_is_asked_answers(cast: Cast) -> None:
    case = asked_case(cast)
    assert code(nothing_to_add, by=cast.dsp_police, case=case) == "not_asked"
    assert code(say_at_part, by=cast.dsp_police, case=case, section="", words="A word.") == "not_asked"
    assert (
        code(say_at_part, by=cast.dsp_la, case=case, section="nowhere", words="A word.") == "no_such_section"
    )
    assert code(say_at_part, by=cast.dsp_la, case=case, section="", words=" ") == "no_words"


def test_it_waits_in_your_work_in_the_calendar_and_in_digests_until_somebody_answers(cast: Cast) -> None:
    case = asked_case(cast)
    home = signed_in(cast.dsp_la)
    assert "Comment on the draft report" in words(home.get(reverse("reports:work")))
    assert [one.case for one in dates(cast.dsp_la, today() + timedelta(days=9))] == [case]
    assert {one.seat for one in open_dates([cast.barnet.pk])} == {
        cast.dsp_la.seat.pk,
        cast.dsp_health.seat.pk,
    }
    nothing_to_add(by=cast.dsp_la, case=case)
    assert "Comment on the draft report" not in words(home.get(reverse("reports:work")))
    assert dates(cast.dsp_la, today() + timedelta(days=9)) == []
    assert {one.seat for one in open_dates(None)} == {cast.dsp_health.seat.pk}
    say_at_part(by=cast.dsp_health, case=case, section="incident", words="Which night?")
    assert "Work through the comments" in words(signed_in(cast.manager).get(reverse("reports:work")))


# What comes back


def test_a_file_is_kept_as_it_came_under_a_name_of_ours(cast: Cast) -> None:
    case = asked_case(cast)
    data = word(case).replaces("bruise", "mark").saved()
    given = give_back_draft(by=cast.dsp_la, case=case, came=came(cast.dsp_la, case, data))
    assert given.file is not None
    assert documents.read(given.file) == data
    assert given.file.name == "Comments on draft v1.docx"
    change = given.suggestions.get()
    assert (change.section, change.old, change.new, change.who) == ("incident", "bruise", "mark", "Leo Marsh")


def test_the_newest_file_of_a_person_counts_and_what_was_dealt_with_stays_so(cast: Cast) -> None:
    case = asked_case(cast)
    gives(
        cast.dsp_la,
        case,
        word(case).replaces("bruise", "mark").replaces("rang", "rang up").comments_on("Jay", "When?"),
    )
    accept_suggestions(by=cast.manager, case=case, section="incident", chosen=chosen(case)[:1])
    answer_comment(by=cast.manager, comment=Comment.objects.get(), answer="On Sunday.")
    gives(
        cast.dsp_la,
        case,
        word(case).replaces("bruise", "mark").replaces("team", "office").comments_on("Jay", "When?"),
    )
    now = Suggestion.objects.filter(contribution__current=True).order_by("start")
    assert [(row.new, row.state) for row in now] == [("mark", "accepted"), ("office", "open")]
    assert queries.open_points(review(case)) == 1
    assert Contribution.objects.filter(current=False).count() == 1


def test_a_file_made_from_an_older_draft_is_read_against_that_one(cast: Cast) -> None:
    case = asked_case(cast)
    old = word(case)
    write_section(by=cast.manager, case=case, section="incident", text=f"On Sunday night. {TEXT}",
                  base=str(SectionText.objects.get(code="incident", current=True).pk))  # fmt: skip
    close_comments(by=cast.manager, case=case)
    ask(cast, case, cast.dsp_la)
    given = gives(cast.dsp_la, case, old.replaces("bruise", "mark"))
    assert given.version == 1
    accept_suggestions(by=cast.manager, case=case, section="incident", chosen=chosen(case))
    assert text_of(case) == f"On Sunday night. {TEXT}".replace("bruise", "mark")
    assert "made from version 1" in words(signed_in(cast.dsp_la).get(path("comments", case)))


def test_what_cannot_be_read_is_refused_with_what_to_do(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = asked_case(cast)
    by, ours = cast.dsp_la, drafted(case)
    other = asked_case(cast)
    assert refusal(by, case, ours) == "nothing_changed"
    assert refusal(by, case, drafted(other)) == "not_our_draft"
    assert refusal(by, case, ours[: len(ours) // 2]) in {"file_broken", "file_not_what_it_says"}
    assert (
        refusal(by, case, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
        == "file_locked"
    )
    assert refusal(by, case, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "draft.doc") == "file_kind"
    assert refusal(by, case, b"One, two", "draft.txt") == "not_word"
    assert refusal(by, case, ours + b"0" * 26_000_000) == "file_too_large"
    macros = Word(ours)
    macros.parts["word/vbaProject.bin"] = b"x"
    assert refusal(by, case, macros.saved()) in {"file_macros", "file_not_what_it_says"}
    bare = Word(ours).loses_its_marks(headings=True)
    assert refusal(by, case, bare.saved()) == "marks_gone"
    nowhere = Word(ours).loses_its_marks()
    while case.reference in "".join(nowhere.tree.itertext()):
        nowhere.replaces(case.reference, "BAR-0", tracked=False)
    assert refusal(by, case, nowhere.saved()) == "not_our_draft"
    long = Word(ours).adds("the team.", " Again and again." * 5_000)
    assert refusal(by, case, long.saved()) == "part_too_long"
    monkeypatch.setattr(came_back, "MOST", 1)
    many = Word(ours).replaces("bruise", "mark").comments_on("About", "Hm.")
    assert refusal(by, case, many.saved()) == "too_many_changes"
    Document.objects.filter(version=1, stream=case.stream).update(version=7)
    assert refusal(by, case, Word(ours).replaces("bruise", "mark").saved()) == "not_our_draft"


def test_a_file_without_marks_is_read_by_its_headings_and_first_lines(cast: Cast) -> None:
    case = asked_case(cast)
    given = gives(cast.dsp_la, case, word(case).loses_its_marks().replaces("bruise", "mark"))
    assert [(row.section, row.new) for row in given.suggestions.all()] == [("incident", "mark")]


# What becomes of it


def test_an_accepted_change_is_written_as_anybody_writes(cast: Cast) -> None:
    case = asked_case(cast)
    gives(
        cast.dsp_la,
        case,
        word(case).replaces("bruise", "mark").replaces("The nurse rang the team.", "The nurse rang twice."),
    )
    before = SectionText.objects.filter(code="incident").count()
    done = accept_suggestions(by=cast.manager, case=case, section="incident", chosen=chosen(case))
    assert text_of(case) == "Jay was found with a mark. The nurse rang twice."
    assert SectionText.objects.filter(code="incident").count() == before + 1
    assert {row.wrote for row in done} == {SectionText.objects.get(code="incident", current=True)}
    assert (
        code(accept_suggestions, by=cast.manager, case=case, section="incident", chosen=chosen(case))
        == "settled_already"
    )


def test_of_two_changes_to_the_same_words_the_second_no_longer_fits(cast: Cast) -> None:
    case = asked_case(cast)
    gives(cast.dsp_la, case, word(case).replaces("bruise", "mark"))
    gives(
        cast.dsp_health, case, word(case).replaces("a bruise", "an injury").adds("the team.", " Nobody came.")
    )
    first, second, third = chosen(case)
    accept_suggestions(by=cast.manager, case=case, section="incident", chosen=[first])
    page = words(signed_in(cast.manager).get(path("comments", case)))
    assert "it no longer fits" in page
    assert (
        code(accept_suggestions, by=cast.manager, case=case, section="incident", chosen=[second])
        == "no_longer_fits"
    )
    accept_suggestions(by=cast.manager, case=case, section="incident", chosen=[second, third])
    assert text_of(case) == "Jay was found with a mark. The nurse rang the team. Nobody came."
    assert Suggestion.objects.get(pk=second).state == "open"


def test_our_words_are_kept_with_a_reason_and_an_answer_has_words(cast: Cast) -> None:
    case = asked_case(cast)
    gives(cast.dsp_la, case, word(case).replaces("bruise", "mark").replaces("rang", "wrote to"))
    keep, answer = chosen(case)
    assert code(answer_suggestion, by=cast.manager, case=case, suggestion=keep, words=" ") == "no_words"
    answer_suggestion(by=cast.manager, case=case, suggestion=keep, words="The doctor’s word.", keeps=True)
    answer_suggestion(by=cast.support, case=case, suggestion=answer, words="We ask her.")
    assert (
        code(answer_suggestion, by=cast.manager, case=case, suggestion=keep, words="Again.")
        == "settled_already"
    )
    assert text_of(case) == TEXT
    page = words(signed_in(cast.dsp_health).get(path("comments", case)))
    assert "The doctor’s word." in page
    assert "We ask her." in page


def test_a_change_to_the_record_can_only_be_answered(cast: Cast) -> None:
    case = asked_case(cast)
    gives(cast.dsp_la, case, word(case).replaces("No actions have been agreed yet.", "Three actions."))
    (change,) = chosen(case)
    assert (
        code(accept_suggestions, by=cast.manager, case=case, section="", chosen=[change]) == "settled_already"
    )
    assert (
        code(answer_suggestion, by=cast.manager, case=case, suggestion=change, words="No.", keeps=True)
        == "from_the_record"
    )
    page = signed_in(cast.manager).get(path("suggestion", case, change))
    assert "To put it right, go to" in words(page)
    tree = html.fromstring(page.content)
    assert tree.xpath("//input[@name='outcome']/@value") == ["answer"]
    answer_suggestion(by=cast.manager, case=case, suggestion=change, words="They follow.")


def test_only_whoever_writes_the_report_settles(cast: Cast) -> None:
    case = asked_case(cast)
    gives(cast.dsp_la, case, word(case).replaces("bruise", "mark"))
    (change,) = chosen(case)
    assert (
        code(accept_suggestions, by=cast.dsp_la, case=case, section="incident", chosen=[change])
        == "not_yours"
    )
    assert code(answer_suggestion, by=cast.dsp_la, case=case, suggestion=change, words="Yes.") == "not_yours"
    assert signed_in(cast.dsp_la).get(path("suggestion", case, change)).status_code == 404


# The pages


def test_the_whole_round_on_the_pages(cast: Cast) -> None:
    case = notified_case(cast)
    write_section(by=cast.manager, case=case, section="incident", text=TEXT)
    manager, leo = signed_in(cast.manager), signed_in(cast.dsp_la)
    page = manager.get(path("report", case))
    assert "Ask for comments on the draft" in words(page)
    day = today() + timedelta(days=2)
    sent = send(manager, path("ask_comments", case), seats=[str(cast.dsp_la.seat.pk)], **on("until", day))
    assert sent.status_code == 302
    assert "Your comments are asked for" in words(leo.get(path("comments", case)))
    file = (
        word(case)
        .replaces("bruise", "mark")
        .replaces("rang", "wrote to")
        .replaces("Jay", "J")
        .comments_on("found", "When?")
    )
    upload = SimpleUploadedFile("mine.docx", file.saved())
    assert send(leo, path("comments", case), "word", file=upload).status_code == 302
    assert send(leo, path("comments", case), "say", section="analysis", words="Say why.").status_code == 302
    shown = manager.get(path("comments", case))
    assert "5 points still open" in words(shown)
    tree = html.fromstring(shown.content)
    assert [one.text for one in tree.xpath("//del")] == ["Jay", "bruise", "rang"]
    assert [one.text for one in tree.xpath("//ins")] == ["J", "mark", "wrote to"]
    first, second, third = tree.xpath("//input[@name='chosen']/@value")
    assert (
        send(manager, path("comments", case), "take", section="incident", chosen=[second]).status_code == 302
    )
    assert text_of(case) == TEXT.replace("bruise", "mark")
    one = path("suggestion", case, first)
    assert send(manager, one, outcome="keep", words="It is his name here.").status_code == 302
    assert send(manager, path("suggestion", case, third), outcome="accept").status_code == 302
    for comment in Comment.objects.all():
        to = send(manager, path("comment", case, comment.pk), answer="Taken up.")
        assert to["Location"] == path("comments", case)
    seen = words(leo.get(path("comments", case)))
    assert "Taken up." in seen
    assert "It is his name here." in seen
    assert "still open" not in seen
    assert "It has been dealt with" not in seen


def test_sending_a_file_twice_keeps_it_once(cast: Cast) -> None:
    case = asked_case(cast)
    leo = signed_in(cast.dsp_la)
    where = path("comments", case)
    once = once_of(leo.get(where), "word")
    data = word(case).replaces("bruise", "mark").saved()
    for _ in range(2):
        leo.post(where, {"which": "word", "once": once, "file": SimpleUploadedFile("a.docx", data)})
    assert Contribution.objects.count() == 1


def test_a_file_that_is_refused_says_so_on_the_page(cast: Cast) -> None:
    case = asked_case(cast)
    answer = send(
        signed_in(cast.dsp_la),
        path("comments", case),
        "word",
        file=SimpleUploadedFile("a.docx", drafted(case)),
    )
    assert answer.status_code == 409
    assert "Nothing has been changed in this file" in words(answer)


def test_open_points_are_told_before_the_report_is_certified(cast: Cast) -> None:
    case = decided_case(cast)
    ask(cast, case, cast.dsp_la)
    say_at_part(by=cast.dsp_la, case=case, section="incident", words="Which night?")
    assert "1 point still open" in words(signed_in(cast.chair).get(path("certify", case)))


def test_comments_are_read_by_those_who_were_asked_and_who_see_the_draft_and_by_nobody_else(
    cast: Cast,
) -> None:
    case = notified_case(cast)
    for who in (cast.member, cast.reviewer):
        grant_access(by=cast.manager, case=case, seat=who.seat, reason="Named doctor.")
    ask(cast, case, cast.dsp_la, cast.member)
    say_at_part(by=cast.dsp_la, case=case, section="incident", words="Which night was it?")
    given = gives(cast.dsp_la, case, word(case).comments_on("About", "Hm."))
    for who in (cast.manager, cast.chair, cast.dsp_la, cast.dsp_police, cast.scrutineer, cast.member):
        browser = signed_in(who)
        assert "Which night was it?" in words(browser.get(path("comments", case))), who.role
        # A partner's file may name who has answered, which the member does not see.
        found = 404 if who == cast.member else 200
        assert browser.get(path("comments_file", case, given.pk)).status_code == found, who.role
    for who in (cast.notifier, cast.decider, cast.reviewer, cast.stranger):
        browser = signed_in(who)
        for where in (
            path("comments", case),
            path("comments_draft", case),
            path("comments_file", case, given.pk),
        ):
            assert browser.get(where).status_code == 404, (who.role, where)
        if (seen := browser.get(path("report", case))).status_code == 200:
            assert "Which night was it?" not in words(seen)
            assert "A round of comments" not in words(seen)


def test_who_has_answered_is_learned_through_no_comment_and_no_later_round(cast: Cast) -> None:
    case = notified_case(cast)
    write_section(by=cast.manager, case=case, section="incident", text=TEXT)
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    ask(cast, case, cast.dsp_la, cast.member)
    part = "The agencies and their answers"
    gives(cast.dsp_la, case, word(case).comments_on(part, "Larkfield has not answered."))
    member, partner = signed_in(cast.member), signed_in(cast.dsp_la)
    assert "Larkfield has not answered." in words(partner.get(path("comments", case)))
    assert "Larkfield has not answered." not in words(member.get(path("comments", case)))
    assert member.get(path("comments_draft", case)).status_code == 200
    close_comments(by=cast.manager, case=case)
    ask(cast, case, cast.dsp_la)
    assert member.get(path("comments_draft", case)).status_code == 404


def test_words_of_a_round_stand_in_no_history(cast: Cast) -> None:
    case = asked_case(cast)
    say_at_part(by=cast.dsp_la, case=case, section="incident", words="Which night was it?")
    for who in (cast.notifier, cast.manager):
        overview = words(signed_in(who).get(f"/cases/{case.reference}/"))
        assert "commented" in overview
        assert "Which night was it?" not in overview


def test_a_member_who_is_asked_gets_the_draft_without_who_has_answered(cast: Cast) -> None:
    case = notified_case(cast)
    write_section(by=cast.manager, case=case, section="incident", text=TEXT)
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    one = ask(cast, case, cast.dsp_la, cast.member)
    assert one.shown is not None
    theirs = Word(documents.read(one.shown))
    told = "".join(theirs.tree.itertext())
    assert "Fernbank" in "".join(word(case).tree.itertext())
    assert "Fernbank" not in told
    assert signed_in(cast.member).get(path("comments_draft", case)).status_code == 200
    given = gives(cast.member, case, theirs.replaces("bruise", "mark"))
    assert [row.new for row in given.suggestions.all()] == ["mark"]


def test_a_draft_made_by_hand_is_not_needed_and_does_no_harm(cast: Cast) -> None:
    case = asked_case(cast)
    draft_report(by=cast.manager, case=case)
    gives(cast.dsp_la, case, word(case).replaces("bruise", "mark"))
    assert chosen(case)
