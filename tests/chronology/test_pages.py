"""The pages of the chronology, as agencies, the office, the chair and everybody else meet them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safeguarding.cases.models import Case
from safeguarding.chronology.models import Event, Pair, Paper, Spelling, Taken
from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.models import Request
from safeguarding.record.models import Look
from tests.chronology.builders import (
    DOUBTFUL,
    HOSPITAL,
    author_of,
    brought_in,
    checked,
    composite,
    give,
    paper,
)
from tests.chronology.papers import table, word
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def upload(browser: Client, where: str, data: bytes, name: str = "Ours.docx", **more: str) -> object:
    page = browser.get(where)
    return browser.post(
        where,
        {"which": "file", "once": once_of(page, "file"), "handling": "shareable",
         "file": SimpleUploadedFile(name, data), **more},
    )  # fmt: skip


@pytest.fixture
def by_link(practice: Request) -> Client:
    """The surgery’s author, come by the link and the code."""
    return signed_in(author_of(practice))


def test_an_author_gives_a_word_file_settles_its_doubts_and_finds_it_right(
    by_link: Client, practice: Request
) -> None:
    where = f"/returns/{practice.short}/chronology/"
    answer = upload(by_link, where, paper(*DOUBTFUL))
    given = Paper.objects.get()
    here = f"{where}{given.short}/"
    assert answer.headers["Location"] == here  # type: ignore[attr-defined]  # a redirect
    page = by_link.get(here)
    assert "2 rows need a decision from you" in words(page) or "1 row needs a decision" in words(page)
    assert "31/02/2026" in words(page)
    assert "There is no such day." in words(page)
    assert "Yes, this is right" not in words(page)
    wrong = send(by_link, here, "settle", settled_3="dated", date_3="soon")
    assert wrong.status_code == 422
    assert "cannot be read as a date" in words(wrong)
    assert 'value="soon"' in wrong.content.decode()
    more = {f"settled_{event.number}": "undated" for event in given.events.all() if event.waits}
    send(by_link, here, "settle", **{**more, "settled_3": "dated", "date_3": "28 February 2026"})
    assert "Every doubt is decided" in words(by_link.get(here))
    assert send(by_link, here, "finish").status_code == 302
    assert "Checked" in words(by_link.get(where))


def test_a_file_that_cannot_be_read_says_what_to_send_instead(by_link: Client, practice: Request) -> None:
    answer = upload(by_link, f"/returns/{practice.short}/chronology/", b"%PDF-1.7 scan", "scan.pdf")
    assert answer.status_code == 409  # type: ignore[attr-defined]  # a response
    said = words(answer)  # type: ignore[arg-type]  # a response
    assert "is a PDF" in said
    assert "Send the chronology as a Word document" in said
    assert not Paper.objects.exists()


def test_sent_twice_it_is_given_once(by_link: Client, practice: Request) -> None:
    where = f"/returns/{practice.short}/chronology/"
    once = once_of(by_link.get(where), "file")
    for _ in range(2):
        by_link.post(where, {"which": "file", "once": once, "handling": "shareable",
                             "file": SimpleUploadedFile("Ours.docx", paper(*HOSPITAL))})  # fmt: skip
    assert Paper.objects.count() == 1
    assert Event.objects.count() == len(HOSPITAL)


def test_an_author_types_an_event_and_marks_who_may_read_it(by_link: Client, practice: Request) -> None:
    where = f"/returns/{practice.short}/chronology/"
    answer = send(by_link, where, "type", date_text="about March 2026", text="A call.", handling="shareable")
    here = answer.headers["Location"]
    send(by_link, here, "mark", numbers=["1"], mark="ask_me_first")
    assert "Ask us first" in words(by_link.get(here))
    refused = send(by_link, here, "mark", mark="ask_me_first")
    assert "Tick at least one event in the table." in words(refused)


def test_an_author_takes_a_paper_back_and_has_the_original(by_link: Client, practice: Request) -> None:
    given = give(practice)
    here = f"/returns/{practice.short}/chronology/{given.short}/"
    original = send(by_link, f"{here}original/", purpose="read")
    assert original.headers["Content-Disposition"].startswith("attachment")
    send(by_link, here, "withdraw", why="The wrong file.")
    assert "Taken back" in words(by_link.get(f"/returns/{practice.short}/chronology/"))


def test_nobody_else_opens_what_an_agency_gave_before_its_release(
    cast: Cast, case: Case, practice: Request
) -> None:
    given = checked(practice)
    for who in (cast.manager, cast.chair, cast.dsp_health, cast.author, cast.stranger, cast.sys_admin):
        browser = signed_in(who)
        for where in (
            f"/returns/{practice.short}/chronology/",
            f"/returns/{practice.short}/chronology/{given.short}/",
            f"/returns/{practice.short}/chronology/{given.short}/original/",
            f"/cases/{case.reference}/chronology/papers/{given.short}/",
            f"/cases/{case.reference}/chronology/papers/{given.short}/original/",
            f"/cases/{case.reference}/chronology/events/{given.events.all()[0].pk}/",
        ):
            assert browser.get(where).status_code == 404, (who.role, where)
    for where in ("", "papers/"):
        page = signed_in(cast.manager).get(f"/cases/{case.reference}/chronology/{where}")
        assert "emergency department" not in words(page)
        assert given.short not in page.content.decode()


def test_the_office_brings_in_a_paper_and_settles_it(cast: Cast, case: Case) -> None:
    browser = signed_in(cast.support)
    where = f"/cases/{case.reference}/chronology/papers/"
    upload(browser, where, paper(*HOSPITAL), agency=str(cast.hospital.pk))
    given = Paper.objects.get()
    assert given.by_us
    assert send(browser, f"{where}{given.short}/", "finish").status_code == 302
    assert "Checked" in words(browser.get(where))
    assert signed_in(cast.chair).get(f"{where}{given.short}/").status_code == 404


def test_the_chair_reads_pseudonyms_and_switches_to_names_on_record(cast: Cast, case: Case) -> None:
    composite(cast, case)
    browser, where = signed_in(cast.chair), f"/cases/{case.reference}/chronology/"
    hidden = words(browser.get(where))
    assert "Quillfeather" not in hidden
    assert "Tobias" not in hidden
    assert "Toby" not in hidden
    assert case.pseudonym in hidden
    shown = words(browser.get(f"{where}?names=yes"))
    assert "Tobias Quillfeather was brought" in shown
    assert Look.objects.filter(stream=case.stream, kind="named", what="chronology").exists()


def test_somebody_who_may_not_see_names_never_does(cast: Cast, case: Case) -> None:
    composite(cast, case)
    page = signed_in(cast.scrutineer).get(f"/cases/{case.reference}/chronology/?names=yes")
    assert "Show names" not in words(page)
    assert "Quillfeather" not in words(page)
    assert case.pseudonym in words(page)


def test_filters_show_what_is_asked_for(cast: Cast, case: Case) -> None:
    events = composite(cast, case)
    browser, where = signed_in(cast.manager), f"/cases/{case.reference}/chronology/"
    only = words(browser.get(f"{where}?agency={cast.gp.pk}"))
    assert "2 events of 5" in only
    assert "smiled" not in only
    assert "1 event of 5" in words(browser.get(f"{where}?doubtful=yes"))
    assert "No event is like that" in words(browser.get(f"{where}?since=2031"))
    assert "A year has four figures" in words(browser.get(f"{where}?since=soon"))
    child = events["Tobias Quillfeather was"].mentions.get().identity_id
    assert "of 5" in words(browser.get(f"{where}?person={child}"))


def test_the_timeline_is_drawn_with_a_table_beside_it(cast: Cast, case: Case) -> None:
    composite(cast, case)
    page = signed_in(cast.chair).get(f"/cases/{case.reference}/chronology/")
    markup = page.content.decode()
    assert markup.count('class="spr-drawn__bar') == 5
    assert "spr-drawn__bar--doubt" in markup
    assert "The timeline as a table" in words(page)
    assert "No agency had any contact for" in words(page)


def test_records_told_twice_are_judged_by_a_person_and_both_stay(cast: Cast, case: Case) -> None:
    composite(cast, case)
    pair = Pair.objects.get()
    browser, where = signed_in(cast.manager), f"/cases/{case.reference}/chronology/told-twice/"
    page = words(browser.get(where))
    assert "The same words:" in page
    assert "Larkfield NHS Trust" in page
    refused = send(browser, where, str(pair.pk), judged="conflict")
    assert refused.status_code == 422
    send(browser, where, str(pair.pk), judged="conflict", words="The times differ.")
    pair.refresh_from_db()
    assert (pair.judged, pair.words) == ("conflict", "The times differ.")
    assert Event.objects.count() == 5
    assert "Told otherwise by" in words(browser.get(f"/cases/{case.reference}/chronology/"))


def test_what_an_event_means_is_kept_and_shown(cast: Cast, case: Case) -> None:
    event = composite(cast, case)["A visit by"]
    browser = signed_in(cast.chair)
    where = f"/cases/{case.reference}/chronology/events/{event.pk}/"
    send(browser, where, "episode", title="The autumn visits")
    episode = case.episodes.get()
    send(browser, where, "remark", weight="3", seen="yes", voice="Smiled at the visitor.",
         comment="The last visit.", themes=["supervision"], episode=str(episode.pk))  # fmt: skip
    shown = words(signed_in(cast.manager).get(f"/cases/{case.reference}/chronology/?theme=supervision"))
    for said in (
        "Key",
        "Child seen",
        "Smiled at the visitor.",
        "The last visit.",
        "Supervision",
        "autumn visits",
    ):
        assert said in shown
    again = send(browser, where, "episode", title="The autumn visits")
    assert again.status_code == 409


def test_a_spelling_is_hidden_until_a_person_says_who_is_meant(cast: Cast, case: Case) -> None:
    composite(cast, case)
    browser, where = signed_in(cast.manager), f"/cases/{case.reference}/chronology/names/"
    page = browser.get(where)
    assert "Toby" in words(page)
    send(browser, where, "Toby", means="yes")
    assert Spelling.objects.get().written == "Toby"
    assert f"{case.pseudonym} was seen and smiled" in words(
        browser.get(f"/cases/{case.reference}/chronology/")
    )


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf", "csv", "json"])
def test_it_is_taken_away_stamped_and_recorded(cast: Cast, case: Case, form: str) -> None:
    composite(cast, case)
    browser, where = signed_in(cast.chair), f"/cases/{case.reference}/chronology/take/"
    send(browser, where, purpose="meeting", form=form, named="no")
    taken = Taken.objects.get()
    assert (taken.events, taken.named, taken.by) == (5, False, cast.chair.seat)
    file = browser.get(f"{where}{taken.pk}/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert b"Quillfeather" not in file.content
    assert "Ines Halloran" in words(signed_in(cast.manager).get(where))
    assert signed_in(cast.manager).get(f"{where}{taken.pk}/").status_code == 404


def test_what_must_not_be_used_elsewhere_is_held_back_from_files_for_elsewhere(
    cast: Cast, case: Case
) -> None:
    events = composite(cast, case)
    Event.objects.filter(pk=events["A visit by"].pk).update(handling="not_for_the_report")
    asked = events["A call to"]
    Event.objects.filter(pk=asked.pk).update(handling="ask_me_first")
    browser, where = signed_in(cast.manager), f"/cases/{case.reference}/chronology/take/"
    refused = send(browser, where, purpose="disclosure", form="csv", named="no")
    assert refused.status_code == 422
    send(browser, where, purpose="disclosure", form="csv", named="no", whom="DS Rao, Metropolitan Police")
    taken = Taken.objects.get()
    assert (taken.events, taken.held_back) == (3, 2)
    assert b"smiled" not in browser.get(f"{where}{taken.pk}/").content
    assert "DS Rao" in words(browser.get(where))
    assert "Received by: DS Rao, Metropolitan Police." in words(
        browser.get(f"/cases/{case.reference}/documents/")
    )
    event = f"/cases/{case.reference}/chronology/events/{asked.pk}/"
    send(browser, event, "allow", words="Dr Lane, by telephone today.")
    send(browser, where, purpose="report", form="csv", named="no")
    assert Taken.objects.first().events == 4  # type: ignore[union-attr]  # the newest


def test_the_order_of_a_day_can_be_set_by_hand_and_stays(cast: Cast, case: Case) -> None:
    events = composite(cast, case)
    later = events["Tobias was taken"]
    browser = signed_in(cast.manager)
    where = f"/cases/{case.reference}/chronology/events/{later.pk}/"
    send(browser, where, "earlier")
    later.refresh_from_db()
    assert later.place == 1
    assert Event.objects.order_by("sorts")[0].pk == later.pk
    assert send(browser, where, "earlier").status_code == 409


def test_a_reader_who_only_reads_has_no_way_to_change_anything(cast: Cast, case: Case) -> None:
    event = composite(cast, case)["A visit by"]
    browser = signed_in(cast.scrutineer)
    where = f"/cases/{case.reference}/chronology/"
    assert browser.get(f"{where}told-twice/").status_code == 404
    assert browser.get(f"{where}take/").status_code == 404
    page = browser.get(f"{where}events/{event.pk}/")
    assert "What it means for the review" not in words(page)


def test_what_came_by_email_is_listed_to_the_office_only(cast: Cast, case: Case) -> None:
    given = brought_in(cast, case, cast.school)
    where = f"/cases/{case.reference}/chronology/papers/"
    assert given.short in signed_in(cast.manager).get(where).content.decode()
    assert given.short not in signed_in(cast.chair).get(where).content.decode()


def test_the_chairs_brief_has_what_matters_each_with_its_source(cast: Cast, case: Case) -> None:
    events = composite(cast, case)
    event = events["A visit by"]
    browser = signed_in(cast.chair)
    send(browser, f"/cases/{case.reference}/chronology/events/{event.pk}/", "remark", weight="3",
         voice="Smiled at the visitor.")  # fmt: skip
    pair = Pair.objects.get()
    send(browser, f"/cases/{case.reference}/chronology/told-twice/", str(pair.pk), judged="conflict",
         words="The times differ.")  # fmt: skip
    page = browser.get(f"/cases/{case.reference}/rapid-review/brief/")
    said = words(page)
    for told in (
        "Smiled at the visitor.",
        "The times differ.",
        "Key to what happened",
        "No agency had any contact",
    ):
        assert told in said
    assert f"/chronology/events/{event.pk}/" in page.content.decode()
    assert "Quillfeather" not in said


def test_what_waits_stands_on_the_first_page_of_whoever_it_waits_for(
    cast: Cast, case: Case, hospital: Request
) -> None:
    give(hospital)
    assert "Check how we read your chronology" in words(signed_in(cast.author).get("/"))
    assert "Release chronologies" not in words(signed_in(cast.manager).get("/"))
    checked(hospital)
    brought_in(cast, case, cast.school)
    office = words(signed_in(cast.manager).get("/"))
    assert "Release chronologies" in office
    assert "1 chronology checked by its agency." in office
    assert "1 chronology that came by e-mail." in office
    chair = words(signed_in(cast.chair).get("/"))
    assert "Release chronologies" in chair
    assert "that came by e-mail" not in chair
    for who in (cast.scrutineer, cast.school_author, cast.stranger):
        assert "chronolog" not in words(signed_in(who).get("/")).lower()


def test_what_is_kept_for_the_partners_shows_in_no_count_and_no_sentence(
    cast: Cast, case: Case, hospital: Request
) -> None:
    checked(hospital, handling="partners_and_chair_only")
    release_returns(by=cast.manager, case=case)
    room = f"/cases/{case.reference}"
    for who, counted in ((cast.manager, "0 events"), (cast.chair, "3 events")):
        assert counted in words(signed_in(who).get(f"{room}/chronology/papers/"))
    send(signed_in(cast.chair), f"{room}/chronology/take/", purpose="meeting", form="csv", named="no")
    assert "3 events" not in words(signed_in(cast.manager).get(f"{room}/chronology/take/"))
    record = words(signed_in(cast.manager).get(f"{room}/record/"))
    assert "gave a chronology for an agency." in record
    assert "3 events" not in record
    assert "partners" not in record.partition("gave a chronology")[2][:40]
    assert "emergency" not in words(signed_in(cast.manager).get(f"{room}/rapid-review/brief/"))


def test_pressed_twice_a_file_is_made_once_and_kept_once(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safeguarding.chronology import writing_out

    composite(cast, case)
    browser, where = signed_in(cast.chair), f"/cases/{case.reference}/chronology/take/"
    made: list[str] = []
    make = writing_out.make

    def counted(*args: object, **said: object) -> object:
        made.append(str(said["form"]))
        return make(*args, **said)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(writing_out, "make", counted)
    data = {"once": once_of(browser.get(where)), "purpose": "meeting", "form": "pdf", "named": "no"}
    for _ in range(3):
        assert browser.post(where, data).status_code == 302
    assert made == ["pdf"]
    assert Taken.objects.count() == 1


def test_that_the_office_read_the_words_of_a_paper_it_brought_in_is_kept(cast: Cast, case: Case) -> None:
    given = brought_in(cast, case, cast.hospital)
    looks = Look.objects.filter(stream=case.stream, kind="named", what=f"chronology {given.short}")
    assert not looks.exists()
    signed_in(cast.manager).get(f"/cases/{case.reference}/chronology/papers/{given.short}/")
    assert looks.count() == 1


def odd(*rows: tuple[str, ...]) -> bytes:
    """A chronology whose columns are not called what they are."""
    return word(table(("Date", "Details", "Remarks"), *rows))


def columns_of(browser: Client, where: str) -> dict[str, str]:
    import re

    markup = browser.get(where).content.decode()
    found = {}
    for name, options in re.findall(r'<select[^>]* name="(\d_\d)"[^>]*>(.*?)</select>', markup, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_somebody_says_that_a_column_is_another_and_the_file_is_read_again(
    by_link: Client, practice: Request
) -> None:
    where = f"/returns/{practice.short}/chronology/"
    upload(by_link, where, odd(("1 May 2026", "RiO 12", "He was seen and smiled."),
                               ("2 May 2026", "RiO 13", "A call to his mother.")))  # fmt: skip
    first = Paper.objects.get()
    here = f"{where}{first.short}/"
    assert [event.text for event in first.events.all()] == ["RiO 12", "RiO 13"]
    first.events.filter(number=2).update(handling="partners_and_chair_only")
    was = columns_of(by_link, here)
    assert list(was.values()) == ["date", "event", "comment"]
    said = dict(zip(was, ["date", "source", "event"], strict=True))
    page = by_link.get(here)
    once = once_of(page, "columns")
    for _ in range(2):
        answer = by_link.post(here, {"which": "columns", "once": once, **said})
        assert answer.status_code == 302
    again = Paper.objects.get(withdrawn_at=None)
    assert Paper.objects.count() == 2
    assert answer.headers["Location"].endswith(f"/{again.short}/")
    assert [event.text for event in again.events.all()] == [
        "He was seen and smiled.",
        "A call to his mother.",
    ]
    # What could not be found again by its words has the strictest mark that was given.
    assert {event.handling for event in again.events.all()} == {"partners_and_chair_only"}
    assert again.file == first.file
    first.refresh_from_db()
    assert first.withdrawn_at
    assert list(columns_of(by_link, f"{where}{again.short}/").values()) == ["date", "source", "event"]


def test_columns_without_a_date_or_an_event_are_refused_in_words(by_link: Client, practice: Request) -> None:
    where = f"/returns/{practice.short}/chronology/"
    upload(by_link, where, odd(("1 May 2026", "Seen.", "Well."), ("2 May 2026", "A call.", "No answer.")))
    here = f"{where}{Paper.objects.get().short}/"
    names = list(columns_of(by_link, here))
    for said, told in (
        (["", "event", ""], "one column is the date"),
        (["date", "", ""], "a column says what"),
        (["date", "date", "event"], "one column is the date"),
    ):
        answer = send(by_link, here, "columns", **dict(zip(names, said, strict=True)))
        assert answer.status_code == 422
        assert told in words(answer)
    assert Paper.objects.count() == 1


def test_a_checked_paper_is_not_read_again(by_link: Client, practice: Request) -> None:
    given = checked(practice, HOSPITAL)
    here = f"/returns/{practice.short}/chronology/{given.short}/"
    assert not columns_of(by_link, here)
    answer = by_link.post(here, {"which": "columns", "once": "x", "0_0": "date", "0_1": "event"})
    assert answer.status_code == 409
    assert "has been checked or taken back" in words(answer)  # type: ignore[arg-type]  # a response
    assert Paper.objects.count() == 1
