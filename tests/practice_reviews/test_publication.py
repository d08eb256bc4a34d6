"""From an accepted report to the public page: nothing is skipped, and nothing leads back to the case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.facts import find, has
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions import finishing, intending, publishing
from safeguarding.practice_reviews.models import FinalReport, PublicPage, ReadBy
from safeguarding.practice_reviews.queries import publication as queries
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Party
from safeguarding.statute.publication import QUESTIONS, DelayReason, Verdict, Way, earliest
from safeguarding.ui.words import long_date
from tests.cases.builders import notified_case, today
from tests.decisions import sealed
from tests.documents.test_finished import made, with_xml
from tests.documents.test_rendering import words_of_pdf
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in
from tests.practice_reviews.test_deciding import by_signature
from tests.practice_reviews.test_monitoring import fact

TITLE, SUMMARY = "Learning from Child Ash", "Somebody should have rung back."
ALL = {one.code: "We have seen to it." for one in QUESTIONS}


@pytest.fixture
def case(cast: Cast) -> Case:
    """A practice review whose report the partners have accepted."""
    found = notified_case(cast)
    by_signature(cast, found)
    fact(found, Kind.REPORT_ACCEPTED, cast.dsp_la)
    return found


def page(case: Case) -> str:
    return reverse("practice_reviews:publication", args=[case.reference])


def give(cast: Cast, case: Case, *, by: Acting | None = None, improvements_only: bool = False) -> FinalReport:
    finished = finishing.read_final("report.docx", made())
    assert not isinstance(finished, Refused)
    return finishing.give_final(
        by=by or cast.manager, case=case, finished=finished, title=TITLE, summary=SUMMARY,
        improvements_only=improvements_only,
    )  # fmt: skip


def lawful() -> date:
    """The earliest lawful day if the copies go today, whatever day of the week that is."""
    return earliest(today(), None)


def say(by: Acting, case: Case, verdict: Verdict = Verdict.RELEASE, reasons: str = "I read it.") -> ReadBy:
    number = case.final_reports.count()
    return finishing.say_of_final(by=by, case=case, number=number, verdict=verdict, reasons=reasons)


def decide(cast: Cast, case: Case, way: Way = Way.PUBLISH, **more: Any) -> None:
    """All three partners agree."""
    given = {"planned_on": lawful()} if way is not Way.DELAY else {}
    one = intending.intend(by=cast.dsp_la, case=case, way=way, reasons="As we said.", **{**given, **more})
    for who in (cast.dsp_health, cast.dsp_police):
        intending.take_stance(by=who, case=case, number=one.number, agrees=True, reason="Yes.")


def letter(case: Case, by: Acting, party: Party, matter: LetterMatter = LetterMatter.ADVANCE_COPIES) -> None:
    FormalLetter.objects.create(
        partnership=case.partnership, case=case, way="out", party=party.value, matter=matter.value,
        on=today(), seat=by.seat,
    )  # fmt: skip


def copied(cast: Cast, case: Case) -> date:
    for party in (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED):
        letter(case, cast.manager, party)
    return publishing.confirm_copies(by=cast.manager, case=case)


def ready(cast: Cast, case: Case, way: Way = Way.PUBLISH, **more: Any) -> FinalReport:
    """Everything that comes before, but for the seven working days."""
    report = give(cast, case, improvements_only=way is Way.IMPROVEMENTS)
    for who in (cast.chair, cast.lsp_health):
        say(who, case)
    decide(cast, case, way, **more)
    copied(cast, case)
    finishing.answer_before_release(by=cast.manager, case=case, answers=ALL)
    return report


def published(cast: Cast, case: Case, **more: Any) -> PublicPage:
    report = ready(cast, case, **more)
    with time_machine.travel(_noon(lawful())):
        return publishing.publish(
            by=cast.manager, case=case, number=report.number, pdf=publishing.typeset(report)
        )


def _noon(day: date) -> Any:
    return timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=12)


def code_of(act: Any) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.refused.code


def upload(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("Ash final.docx", data or made())


def test_the_whole_way_in_the_browser_from_the_file_to_the_public_page(cast: Cast, case: Case) -> None:
    manager, where = signed_in(cast.manager), page(case)
    assert "The finished file has not been given in yet." in words(manager.get(where))
    answer = send(
        manager, where, "final", improvements_only="no", title=TITLE, summary=SUMMARY, file=upload()
    )
    assert answer.status_code == 302, words(answer)
    for who in (cast.chair, cast.lsp_la):
        reader = signed_in(who)
        told = words(reader.get(reverse("practice_reviews:final_report", args=[case.reference])))
        assert "Nobody rang back." in told
        assert send(reader, where, "read", verdict="release", reasons="I read it.").status_code == 302
    day = lawful()
    boxes = {"planned_on-day": day.day, "planned_on-month": day.month, "planned_on-year": day.year}
    answer = send(signed_in(cast.dsp_la), where, "intend", way="publish", reasons="To learn.", **boxes)
    assert answer.status_code == 302, words(answer)
    for who in (cast.dsp_health, cast.dsp_police):
        assert send(signed_in(who), where, "agree", agrees="yes", reason="We agree.").status_code == 302
    assert "Not answered yet" in words(manager.get(where))
    for party in (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED):
        letter(case, cast.manager, party)
    assert send(manager, where, "copies").status_code == 302
    assert send(manager, where, "answers", **ALL).status_code == 302
    assert f"The earliest lawful day is {long_date(day)}" in words(manager.get(where))
    with time_machine.travel(_noon(day)):
        manager = signed_in(cast.manager)
        assert "Everything that comes before is done." in words(manager.get(where))
        assert send(manager, where, "publish").status_code == 302
        assert "Read it as the public does" in words(manager.get(where))
    assert has(case, Kind.PUBLISHED)
    public = Client().get("/published/barnet/learning-from-child-ash/")
    assert public.status_code == 200
    for said in (TITLE, SUMMARY, "Nobody rang back.", "Ring back within a day.", "Autumn"):
        assert said in words(public)
    listed = words(Client().get("/published/barnet/"))
    assert TITLE in listed
    pdf = Client().get("/published/barnet/learning-from-child-ash/report.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert "Ring back within a day." in words_of_pdf(pdf.content)


def test_nothing_public_leads_back_to_the_case(cast: Cast, case: Case) -> None:
    made_public = published(cast, case)
    where = f"/published/barnet/{made_public.slug}/"
    for address in ("/published/barnet/", where, f"{where}report.pdf"):
        answer = Client().get(address)
        raw = answer.content.decode("latin-1")
        for hidden in (
            case.reference,
            case.reference.lower(),
            case.pseudonym,
            "/cases/",
            cast.manager.person.name,
        ):
            assert hidden not in raw, address
        assert not answer.cookies, "nothing is kept of the reader"
    signed = signed_in(cast.manager).get(where).content.decode()
    assert cast.manager.person.name not in signed
    assert "Sign out" not in signed


@pytest.mark.parametrize(
    "address", ["/published/nowhere/", "/published/barnet/none/", "/published/barnet/none/report.pdf"]
)
def test_what_is_not_published_is_not_there(cast: Cast, case: Case, address: str) -> None:
    give(cast, case)
    assert Client().get(address).status_code == 404


def test_five_working_days_after_the_copies_is_refused_with_the_earliest_day(cast: Cast, case: Case) -> None:
    report = ready(cast, case)
    early, first = add_working_days(today(), 5), lawful()
    with time_machine.travel(_noon(early)):
        with pytest.raises(NotAllowed) as refused:
            publishing.publish(by=cast.manager, case=case, number=report.number, pdf=b"")
        assert refused.value.refused.code == "too_early"
        assert long_date(first) in refused.value.refused.sentence
    assert not has(case, Kind.PUBLISHED)
    where = page(notified := case)
    boxes = {"planned_on-day": early.day, "planned_on-month": early.month, "planned_on-year": early.year}
    answer = send(signed_in(cast.dsp_la), where, "intend", way="publish", reasons="To learn.", **boxes)
    assert answer.status_code == 409
    assert f"The earliest lawful day is {long_date(first)}" in words(answer)
    assert "To learn." in words(answer)
    assert notified.publication_intentions.count() == 1


def test_not_publishing_needs_reasons_a_day_to_look_again_and_letters_and_the_improvements(
    cast: Cast, case: Case
) -> None:
    way, day = Way.IMPROVEMENTS, lawful()
    again = today() + timedelta(days=180)
    for said, code in (
        ({"reasons": " ", "planned_on": day, "review_on": again}, "no_reason"),
        ({"reasons": "It would harm his sister.", "review_on": again}, "no_day"),
        ({"reasons": "It would harm his sister.", "planned_on": day}, "no_retest"),
        ({"reasons": "It would harm his sister.", "planned_on": day, "review_on": today()}, "no_retest"),
    ):
        assert code_of(lambda said=said: intending.intend(by=cast.dsp_la, case=case, way=way, **said)) == code
    report = ready(cast, case, way, review_on=again)
    assert has(case, Kind.PUBLICATION_DECLINED)
    (kept,) = sealed("publish_improvements_only")
    assert kept.words["review_on"] == again.isoformat()
    with time_machine.travel(_noon(day)):
        act = lambda: publishing.publish(by=cast.manager, case=case, number=report.number, pdf=b"p")  # noqa: E731
        assert code_of(act) == "not_justified"
        for party in (Party.PANEL, Party.SECRETARY_OF_STATE):
            letter(case, cast.manager, party, LetterMatter.NON_PUBLICATION)
        assert act().improvements_only
    public = words(Client().get(f"/published/barnet/{PublicPage.objects.get().slug}/"))
    assert "What is to be improved" in public


def test_the_report_is_not_published_where_the_partners_decided_on_improvements_only(
    cast: Cast, case: Case
) -> None:
    give(cast, case)
    for who in (cast.chair, cast.lsp_health):
        say(who, case)
    decide(cast, case, Way.IMPROVEMENTS, review_on=today() + timedelta(days=90))
    answer = publishing.may_publish(case, today=today())
    assert not answer
    assert answer.code == "other_file"


def test_a_delay_has_its_reason_is_looked_at_again_within_eight_weeks_and_owes_letters(
    cast: Cast, case: Case
) -> None:
    soon = today() + timedelta(weeks=8)
    put = {"by": cast.dsp_la, "case": case, "way": Way.DELAY, "reasons": "The trial begins in May."}
    assert code_of(lambda: intending.intend(**put, review_on=soon)) == "no_delay_reason"
    trial = {**put, "delay_reason": DelayReason.CRIMINAL_TRIAL}
    assert code_of(lambda: intending.intend(**trial)) == "no_review"
    assert code_of(lambda: intending.intend(**trial, review_on=soon + timedelta(days=1))) == "hold_too_long"
    give(cast, case)
    for who in (cast.chair, cast.lsp_health):
        say(who, case)
    decide(cast, case, Way.DELAY, delay_reason=DelayReason.CRIMINAL_TRIAL, review_on=soon)
    assert has(case, Kind.PUBLICATION_DELAYED, None)
    assert not publishing.may_publish(case, today=today())
    assert publishing.may_publish(case, today=today()).code == "delayed"
    (kept,) = sealed("delay_publication")
    assert kept.words["conditions"] == "A criminal trial"
    shown = words(signed_in(cast.manager).get(reverse("cases:letters", args=[case.reference])))
    assert "Why a practice review takes longer" in shown
    assert "Look again at what holds the report back" not in {one.title for one in queries.work(cast.manager)}
    with time_machine.travel(_noon(soon)):
        assert "Look again at what holds the report back" in {one.title for one in queries.work(cast.manager)}
        decide(cast, case)
        assert "Look again at what holds the report back" not in {
            one.title for one in queries.work(cast.manager)
        }


def test_whoever_gave_in_the_file_does_not_let_it_go_out_and_two_others_do(cast: Cast, case: Case) -> None:
    give(cast, case)
    assert code_of(lambda: say(cast.manager, case)) == "own_file"
    assert code_of(lambda: say(cast.chair, case, reasons=" ")) == "no_reason"
    say(cast.chair, case)
    say(cast.chair, case)
    assert publishing.may_publish(case, today=today()).code == "two_readers"  # type: ignore[union-attr]
    say(cast.dsp_police, case, Verdict.CHANGES)
    assert publishing.may_publish(case, today=today()).code == "held_back"  # type: ignore[union-attr]
    say(cast.dsp_police, case)
    assert publishing.may_publish(case, today=today()).code == "undecided"  # type: ignore[union-attr]
    assert ReadBy.objects.filter(current=True).count() == 2
    give(cast, case)
    assert publishing.may_publish(case, today=today()).code == "two_readers"  # type: ignore[union-attr]
    assert code_of(
        lambda: finishing.say_of_final(
            by=cast.chair, case=case, number=1, verdict=Verdict.RELEASE, reasons="I read it."
        )
    ) == "newer_file"  # fmt: skip


def test_a_newer_file_needs_its_copies_anew(cast: Cast, case: Case) -> None:
    ready(cast, case)
    with time_machine.travel(_noon(add_working_days(today(), 8))):
        give(cast, case)
        for who in (cast.chair, cast.lsp_health):
            say(who, case)
        answer = publishing.may_publish(case, today=today())
        assert not answer
        assert answer.code == "copies_missing"


def test_copies_are_confirmed_once_all_three_letters_have_gone(cast: Cast, case: Case) -> None:
    confirm = lambda: publishing.confirm_copies(by=cast.manager, case=case)  # noqa: E731
    assert code_of(confirm) == "no_file"
    give(cast, case)
    letter(case, cast.manager, Party.PANEL)
    assert code_of(confirm) == "copies_missing"
    assert copied(cast, case) == today()
    fact_ = find(case, Kind.ADVANCE_COPIES_SENT)
    assert fact_ is not None
    assert fact_.occurred == today()
    assert code_of(confirm) == "confirmed"
    assert case.deadlines.filter(kind="advance_copies").count() == 0, "no day is planned yet"


def test_partners_who_differ_open_the_protocol_and_another_way_can_be_put(cast: Cast, case: Case) -> None:
    day = lawful()
    one = intending.intend(by=cast.dsp_la, case=case, way=Way.PUBLISH, reasons="To learn.", planned_on=day)
    stance = {"case": case, "number": one.number, "reason": "His sister is at school."}
    intending.take_stance(by=cast.dsp_health, agrees=True, **stance)
    assert intending.take_stance(by=cast.dsp_police, agrees=False, **stance).split
    assert case.disagreements.get(kind="publish").ended_at is None
    assert [item.case for item in queries.work(cast.dsp_police)] == []
    two = intending.intend(
        by=cast.dsp_police, case=case, way=Way.IMPROVEMENTS, reasons="His sister.", planned_on=day,
        review_on=day,
    )  # fmt: skip
    assert case.disagreements.get(kind="publish").ended_at is not None
    assert code_of(lambda: intending.take_stance(by=cast.dsp_health, agrees=True, **stance)) == "put_anew"
    assert [item.case for item in queries.work(cast.dsp_la)] == [case]
    for who in (cast.dsp_la, cast.dsp_health):
        intending.take_stance(by=who, case=case, number=two.number, agrees=True, reason="Yes.")
    assert has(case, Kind.PUBLICATION_DECLINED)
    decide(cast, case)
    assert not has(case, Kind.PUBLICATION_DECLINED), "a later decision takes its place"
    due = case.deadlines.get(kind="advance_copies").due_on
    assert due == add_working_days(lawful(), -7) >= today()


def test_nothing_is_prepared_before_the_report_is_accepted_nor_after_it_is_public(cast: Cast) -> None:
    early = notified_case(cast)
    by_signature(cast, early)
    assert code_of(lambda: give(cast, early)) == "not_accepted"
    assert "have not accepted the report yet" in words(signed_in(cast.manager).get(page(early)))
    fact(early, Kind.REPORT_ACCEPTED, cast.dsp_la)
    published(cast, early)
    assert code_of(lambda: give(cast, early)) == "published"
    Case.objects.filter(pk=early.pk).update(closed=True)
    assert code_of(lambda: give(cast, early)) == "closed"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (with_xml("<w:t>Nobody", "<w:ins/><w:t>Nobody"), "a.docx", "changes that are still tracked"),
        (b"%PDF-1.4 no", "a.pdf", ""),
        (b"Words", "a.txt", "This is not a Word document."),
    ],
)
def test_a_file_that_is_not_finished_is_refused_and_what_was_typed_stays(
    cast: Cast, case: Case, data: bytes, name: str, sentence: str
) -> None:
    answer = send(
        signed_in(cast.manager), page(case), "final", improvements_only="no", title=TITLE, summary=SUMMARY,
        file=SimpleUploadedFile(name, data),
    )  # fmt: skip
    assert answer.status_code in {409, 422}
    assert sentence in words(answer)
    assert SUMMARY in words(answer)
    assert not FinalReport.objects.exists()


def test_a_double_press_publishes_once(cast: Cast, case: Case) -> None:
    ready(cast, case)
    with time_machine.travel(_noon(lawful())):
        manager = signed_in(cast.manager)
        data = {"once": once_of(manager.get(page(case)), "publish"), "which": "publish"}
        for _ in range(2):
            assert manager.post(page(case), data).status_code == 302
    assert PublicPage.objects.count() == Event.objects.filter(act="publish_review").count() == 1


def test_it_stays_a_year_a_partner_may_take_it_down_before_and_it_says_so(cast: Cast, case: Case) -> None:
    assert code_of(lambda: publishing.take_down(by=cast.manager, case=case, why="x")) == "not_public"
    made_public = published(cast, case)
    assert code_of(lambda: publishing.take_down(by=cast.dsp_la, case=case, why=" ")) == "no_reason"
    with pytest.raises(NotAllowed):
        publishing.take_down(by=cast.manager, case=case, why="His sister was named in the news.")
    publishing.take_down(by=cast.dsp_la, case=case, why="His sister was named in the news.")
    assert code_of(lambda: publishing.take_down(by=cast.dsp_la, case=case, why="Again.")) == "down"
    where = f"/published/barnet/{made_public.slug}/"
    gone = Client().get(where)
    assert gone.status_code == 410
    assert "no longer published" in words(gone)
    assert TITLE not in words(gone)
    assert Client().get(f"{where}report.pdf").status_code == 410
    assert TITLE not in words(Client().get("/published/barnet/"))
    assert "His sister was named" in words(signed_in(cast.manager).get(page(case)))


def test_after_its_year_the_manager_may_take_it_down(cast: Cast, case: Case) -> None:
    made_public = published(cast, case)
    with time_machine.travel(_noon(made_public.keep_until)):
        publishing.take_down(by=cast.manager, case=case, why="Its year is over.")


def test_the_national_repository_is_noted(cast: Cast, case: Case) -> None:
    made_public = published(cast, case)
    for day in (made_public.published_on - timedelta(days=1), made_public.published_on):
        assert code_of(lambda day=day: publishing.note_deposit(by=cast.manager, case=case, on=day)) == (
            "deposit_date"
        )
    with time_machine.travel(_noon(made_public.published_on)):
        publishing.note_deposit(by=cast.manager, case=case, on=made_public.published_on)
    shown = words(signed_in(cast.manager).get(page(case)))
    assert f"Sent to it on {long_date(made_public.published_on)}" in shown


def test_who_is_kept_apart_and_who_is_not_concerned_see_nothing_of_it(cast: Cast, case: Case) -> None:
    give(cast, case)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_health.person, reason="She knows the family.")
    for who in (cast.reviewer, cast.member, cast.stranger, cast.sys_admin, cast.dsp_health, cast.author):
        for name in ("publication", "final_report", "final_file"):
            assert signed_in(who).get(
                reverse(f"practice_reviews:{name}", args=[case.reference])
            ).status_code == 404, (who, name)  # fmt: skip
        for act in (
            lambda who=who: finishing.answer_before_release(by=who, case=case, answers=ALL),
            lambda who=who: say(who, case),
            lambda who=who: publishing.confirm_copies(by=who, case=case),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert code_of(lambda: finishing.answer_before_release(by=cast.manager, case=case, answers={})) == (
        "nothing_said"
    )


def test_the_public_list_asks_as_much_with_many_as_with_one(cast: Cast, case: Case) -> None:
    first = published(cast, case)
    with CaptureQueriesContext(connection) as one:
        Client().get("/published/barnet/")
    for number in range(20):
        first.pk, first.slug = None, f"another-{number}"
        first._state.adding = True
        first.save()
    with CaptureQueriesContext(connection) as many:
        assert words(Client().get("/published/barnet/")).count(TITLE) == 21
    assert len(one) == len(many)
