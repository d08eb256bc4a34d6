"""The partners look at time and quality while a practice review goes on, and ask the reviewer in writing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.facts import establish
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions.monitoring import note_monitoring
from safeguarding.practice_reviews.models import MonitoringPoint
from safeguarding.practice_reviews.queries import monitoring as queries
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Party
from safeguarding.statute.monitoring import Course
from safeguarding.ui.words import long_date
from tests.cases.builders import notified_case, today
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in
from tests.practice_reviews.test_deciding import by_signature

TITLE = "Look at the time and quality of a practice review"


def fact(case: Case, kind: Kind, by: Acting) -> None:
    """A fact that another act establishes."""
    with transaction.atomic():
        establish(lock(case), kind, by=by, occurred=today(), act=kind.value)


@pytest.fixture
def case(cast: Cast) -> Case:
    """A practice review with a reviewer, who is at work."""
    found = notified_case(cast)
    by_signature(cast, found)
    fact(found, Kind.REVIEWER_APPOINTED, cast.dsp_la)
    return found


def look(by: Acting, case: Case, **said: object) -> MonitoringPoint:
    given = {"time": Course.ON, "quality": Course.ON, "forecast": today() + timedelta(days=90), **said}
    return note_monitoring(by=by, case=case, **given)  # type: ignore[arg-type]


def refusal(by: Acting, case: Case, **said: object) -> str:
    with pytest.raises(NotAllowed) as refused:
        look(by, case, **said)
    return refused.value.refused.code


def boxes(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def page(case: Case) -> str:
    return reverse("practice_reviews:monitoring", args=[case.reference])


def test_a_look_is_kept_and_the_next_is_due_four_weeks_on(cast: Cast, case: Case) -> None:
    assert case.deadlines.get(kind="monitoring_point", met_on=None).due_on == today() + timedelta(weeks=4)
    with time_machine.travel(timezone.now() + timedelta(weeks=3)):
        look(cast.dsp_health, case)
        due = case.deadlines.filter(kind="monitoring_point", met_on=None)
        assert [line.due_on for line in due] == [today() + timedelta(weeks=4)]
        assert queries.course(case).next_due == today() + timedelta(weeks=4)


def test_it_waits_for_the_manager_when_it_is_due_and_no_longer_afterwards(cast: Cast, case: Case) -> None:
    assert queries.work(cast.manager) == []
    with time_machine.travel(timezone.now() + timedelta(weeks=4)):
        assert [item.title for item in queries.work(cast.manager)] == [TITLE]
        assert TITLE in words(signed_in(cast.manager).get("/"))
        assert queries.work(cast.dsp_la) == queries.work(cast.stranger) == []
        look(cast.manager, case)
        assert queries.work(cast.manager) == []


def test_the_page_says_how_it_stands_and_keeps_a_look_once(cast: Cast, case: Case) -> None:
    manager = signed_in(cast.manager)
    opened = manager.get(page(case))
    assert "Nobody has looked at this review yet" in words(opened)
    data = {
        "once": once_of(opened), "time": "risk", "time_words": "The GP’s report is late.", "quality": "on",
        "risks": "The trial.", **boxes("forecast", today() + timedelta(days=60)),
    }  # fmt: skip
    assert manager.post(page(case), data).status_code == manager.post(page(case), data).status_code == 302
    assert MonitoringPoint.objects.count() == Event.objects.filter(act="note_monitoring").count() == 1
    shown = words(signed_in(cast.dsp_police).get(page(case)))
    for said in ("At risk", "The GP’s report is late.", "On course", "The trial.", "Maya Okonjo"):
        assert said in shown
    assert f"Publication is expected by {long_date(today() + timedelta(days=60))}" in shown


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, case: Case) -> None:
    answer = send(
        signed_in(cast.manager), page(case), time="off", quality="on", risks="The trial.",
        **boxes("forecast", today() + timedelta(days=60)),
    )  # fmt: skip
    assert answer.status_code == 409
    assert "Say what puts the time off course." in words(answer)
    assert "The trial." in words(answer)
    assert refusal(cast.chair, case, quality=Course.RISK) == "no_quality_words"


def test_only_a_review_that_goes_on_is_looked_at(cast: Cast, case: Case) -> None:
    assert refusal(cast.manager, notified_case(cast)) == "no_review"
    fact(case, Kind.PUBLISHED, cast.dsp_la)
    assert refusal(cast.manager, case) == "finished"
    assert "This practice review is finished." in words(signed_in(cast.manager).get(page(case)))
    Case.objects.filter(pk=case.pk).update(closed=True)
    assert refusal(cast.manager, case) == "closed"


def test_a_later_day_owes_the_panel_and_the_secretary_of_state_reasons_until_they_are_told(
    cast: Cast, case: Case
) -> None:
    due = case.deadlines.get(kind="publish_practice_review").due_on
    look(cast.manager, case, forecast=due)
    assert not queries.course(case).reasons_owed
    look(cast.manager, case, forecast=due + timedelta(days=1))
    assert queries.course(case).reasons_owed
    assert [item.title for item in queries.work(cast.manager)] == [
        "Tell the Panel why a practice review takes longer"
    ]
    assert "told why it takes longer" in words(signed_in(cast.manager).get(page(case)))
    FormalLetter.objects.create(
        partnership=case.partnership, case=case, way="out", party=Party.PANEL.value,
        matter=LetterMatter.EXTENSION.value, on=today(), seat=cast.manager.seat,
    )  # fmt: skip
    assert not queries.course(case).reasons_owed
    assert queries.work(cast.manager) == []


def test_the_reviewer_is_asked_in_writing_and_the_answer_is_waited_for(cast: Cast, case: Case) -> None:
    manager = signed_in(cast.manager)
    assert "Ask the reviewer in writing" in words(manager.get(page(case)))
    where = reverse("cases:letters_write", args=[case.reference, "reviewer", "reviewer_request"])
    form = manager.get(where)
    assert "Under regulation 14" in form.content.decode()
    letter = FormalLetter.objects.create(
        partnership=case.partnership, case=case, way="out", party=Party.REVIEWER.value,
        matter=LetterMatter.REVIEWER_REQUEST.value, on=today(), awaits=True,
        reply_by=today() + timedelta(days=7), seat=cast.manager.seat,
    )  # fmt: skip
    shown = words(manager.get(page(case)))
    assert f"Asked on {long_date(letter.on)}" in shown
    assert "Waits for an answer" in shown


def test_neither_reviewer_nor_members_nor_another_partnership_read_it(cast: Cast, case: Case) -> None:
    for who in (cast.reviewer, cast.member, cast.stranger, cast.sys_admin, cast.lapsed_deputy):
        assert signed_in(who).get(page(case)).status_code == 404
        with pytest.raises(NotAllowed):
            look(who, case)
    assert signed_in(cast.scrutineer).get(page(case)).status_code == 200
    with pytest.raises(NotAllowed):
        look(cast.scrutineer, case)
