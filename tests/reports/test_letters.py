"""Letters that were not delivered are seen to; nobody learns from them of a case that they may not see."""

from __future__ import annotations

import re
import uuid

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safeguarding.cases.actions.sealing import seal_case
from safeguarding.correspondence.actions import try_again
from safeguarding.correspondence.models import Letter
from safeguarding.record.models import Event
from safeguarding.reports.letters import jobs, lately, not_delivered
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import notified_case
from tests.pages import once_of, words
from tests.people.cast import Cast, make_cast, signed_in

ERROR = "The mail server could not be reached (TimeoutError)."


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()


def failed(cast: Cast) -> Letter:
    case = notified_case(cast)
    letter = Letter.objects.filter(stream=case.stream, to_person=cast.chair.person).first()
    assert letter is not None
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.FAILED, sent_at=None, attempts=8, last_error=ERROR
    )
    letter.refresh_from_db()
    return letter


def test_the_manager_reads_what_failed_and_why_and_tries_it_again_once(cast: Cast) -> None:
    letter = failed(cast)
    browser = signed_in(cast.manager)
    assert "Letters that were not delivered" in words(browser.get("/"))
    page = browser.get("/letters/")
    for said in ("Could not be sent", "Ines Halloran", "8 tries", ERROR):
        assert said in words(page)
    data = {"letter": str(letter.pk), "once": once_of(page)}
    for _ in range(2):
        assert browser.post("/letters/", data).status_code == 302
    letter.refresh_from_db()
    assert letter.state == Letter.QUEUED
    assert letter.due_at <= timezone.now()
    assert Event.objects.filter(act="try_letter_again").count() == 1
    Letter.objects.filter(pk=letter.pk).update(state=Letter.CANCELLED)
    assert browser.post("/letters/", data).status_code == 302
    assert not_delivered(cast.manager) == []
    assert dict(lately(cast.manager))["Could not be sent"] == "None"


def test_each_letter_is_a_sending_of_its_own(cast: Cast) -> None:
    """Two tries from one page are two tries: the second is not taken for the first."""
    first = failed(cast)
    Letter.objects.filter(stream=first.stream, to_person=cast.dsp_la.person).update(
        state=Letter.FAILED, sent_at=None, attempts=8, last_error=ERROR
    )
    browser = signed_in(cast.manager)
    page = browser.get("/letters/").content.decode()
    pairs = re.findall(r'name="once" value="([^"]+)">.*?name="letter" value="(\d+)"', page, flags=re.S)
    assert len({once for once, _ in pairs}) == len(pairs) >= 2
    for once, letter in pairs[:2]:
        assert browser.post("/letters/", {"letter": letter, "once": once}).status_code == 302
    assert Event.objects.filter(act="try_letter_again").count() == 2


def test_a_letter_that_has_gone_is_not_tried_again(cast: Cast) -> None:
    letter = failed(cast)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.CANCELLED)
    with pytest.raises(NotAllowed) as no:
        try_again(by=cast.support, letter=letter)
    assert no.value.refused.code == "not_waiting"
    with pytest.raises(NotAllowed):
        try_again(by=cast.chair, letter=letter)


def test_the_administrator_sees_the_failure_and_never_whom(cast: Cast) -> None:
    failed(cast)
    page = words(signed_in(cast.sys_admin).get("/letters/"))
    assert ERROR in page
    assert "Ines Halloran" not in page
    assert "Background work" in page
    assert "Background work" not in words(signed_in(cast.manager).get("/letters/"))


def test_a_letter_about_a_sealed_case_is_for_those_who_see_it(cast: Cast) -> None:
    letter = failed(cast)
    case = cast.barnet.cases.get(stream=letter.stream)
    seal_case(by=cast.manager, case=case, named=[cast.chair.seat], reason="A colleague’s child.")
    assert not_delivered(cast.support) == []
    browser = signed_in(cast.support)
    assert browser.post("/letters/", {"letter": str(letter.pk), "once": "x"}).status_code == 404
    letter.refresh_from_db()
    assert letter.state == Letter.FAILED


@pytest.mark.parametrize("who", ["chair", "dsp_la", "scrutineer", "member", "author"])
def test_it_is_not_there_for_others(cast: Cast, who: str) -> None:
    assert signed_in(getattr(cast, who)).get("/letters/").status_code == 404


def test_another_partnerships_letters_are_not_here(cast: Cast) -> None:
    failed(cast)
    assert not_delivered(cast.stranger) == []


def test_background_work_is_counted_by_kind(db: None) -> None:
    path = "safeguarding.correspondence.tasks.deliver"
    for status, ended in (("FAILED", True), ("FAILED", True), ("READY", False)):
        DBTaskResult.objects.create(
            id=uuid.uuid4(), status=status, task_path=path, args_kwargs={"args": [], "kwargs": {}},
            queue_name="default", backend_name="default", run_after=timezone.now(),
            finished_at=timezone.now() if ended else None, exception_class_path="", traceback="",
        )  # fmt: skip
    (job,) = jobs()
    assert (job.name, job.waiting, job.running, job.failed) == ("Delivering letters", 1, 0, 2)
    assert job.last_failure is not None
