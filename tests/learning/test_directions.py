"""The chair directs, the one directed answers on a page of their own, the chair accepts or sends it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.learning import queries
from safeguarding.learning.actions import answer_direction, give_direction, rule_on_answer
from safeguarding.learning.models import Direction, DirectionAnswer
from safeguarding.people.acting import Acting
from safeguarding.people.models import MailboxLink
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Level
from tests.cases.builders import notified_case, today
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, signed_in

SOON = today() + timedelta(days=14)


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def directed(cast: Cast, case: Case, **changes: object) -> Direction:
    given = {
        "what": "Show us how the duty line is answered at night.",
        "why": "So that a call about a baby is heard.",
        "by_when": SOON,
        "agency": cast.hospital,
        **changes,
    }
    return give_direction(by=cast.chair, case=case, **given)  # type: ignore[arg-type]


def by_link(cast: Cast, direction: Direction) -> Acting:
    """The surgery's contact, come by the link to this direction."""
    return Acting(cast.contact.seat, Level.MAILBOX, f"direction:{direction.short}")


def test_only_the_chair_directs(cast: Cast, case: Case) -> None:
    assert directed(cast, case).number == 1
    for who in (cast.manager, cast.dsp_la, cast.scrutineer):
        with pytest.raises(NotAllowed) as refused:
            give_direction(by=who, case=case, what="x", why="x", by_when=SOON, agency=cast.hospital)
        assert "chair" in refused.value.refused.sentence


def test_a_direction_needs_words_a_reason_somebody_and_a_day_to_come(cast: Cast, case: Case) -> None:
    for changes, code in (
        ({"what": " "}, "no_words"),
        ({"why": ""}, "no_reason"),
        ({"agency": None}, "nobody"),
        ({"by_when": today() - timedelta(days=1)}, "date_past"),
    ):
        with pytest.raises(NotAllowed) as refused:
            directed(cast, case, **changes)
        assert refused.value.refused.code == code


def test_an_agency_that_signs_in_is_told_by_a_letter_without_any_of_the_case(cast: Cast, case: Case) -> None:
    direction = directed(cast, case, agency=None, seat=cast.school_author.seat)
    letter = Letter.objects.get(kind="direction")
    assert letter.to_person == cast.school_author.person
    assert direction.what not in letter.body
    assert case.pseudonym not in letter.body


def test_an_agency_without_a_sign_in_gets_a_link_that_opens_this_direction_only(
    cast: Cast, case: Case
) -> None:
    direction = directed(cast, case, agency=cast.gp)
    other = directed(cast, case, agency=cast.gp, what="Something else.")
    assert MailboxLink.objects.filter(subject=f"direction:{direction.short}").exists()
    browser = signed_in(by_link(cast, direction), Client())
    assert browser.get(reverse("learning:direction", args=[direction.short])).status_code == 200
    assert browser.get(reverse("learning:direction", args=[other.short])).status_code == 404
    assert browser.get(reverse("learning:learning", args=[case.reference])).status_code in {302, 404}


def test_the_agency_answers_and_another_agency_cannot(cast: Cast, case: Case) -> None:
    direction = directed(cast, case)
    with pytest.raises(NotAllowed):
        answer_direction(by=cast.school_author, direction=direction, words="We did.")
    answer = answer_direction(
        by=cast.author, direction=direction, words="Answered within a minute since May."
    )
    assert answer.capacity == cast.author.capacity
    assert direction.state[0] == "Answered"


def test_the_manager_answers_what_was_directed_at_them(cast: Cast, case: Case) -> None:
    direction = directed(cast, case, agency=None, seat=cast.manager.seat)
    answer_direction(by=cast.manager, direction=direction, words="The briefing is out.")
    with pytest.raises(NotAllowed):
        answer_direction(by=cast.support, direction=direction, words="Me too.")


def test_it_is_answered_once_until_the_chair_sends_it_back(cast: Cast, case: Case) -> None:
    direction = directed(cast, case)
    first = answer_direction(by=cast.author, direction=direction, words="We reminded staff.")
    with pytest.raises(NotAllowed) as refused:
        answer_direction(by=cast.author, direction=direction, words="Again.")
    assert refused.value.refused.code == "answered_already"
    with pytest.raises(NotAllowed) as refused:
        rule_on_answer(by=cast.chair, answer=first, accepted=False, ruling="")
    assert refused.value.refused.code == "no_reason"
    rule_on_answer(by=cast.chair, answer=first, accepted=False, ruling="And what changed for children?")
    second = answer_direction(
        by=cast.author, direction=direction, words="Three babies were seen the same day."
    )
    rule_on_answer(by=cast.chair, answer=second, accepted=True, ruling="")
    direction = queries.directions().get(pk=direction.pk)
    assert direction.state[0] == "Accepted"
    assert DirectionAnswer.objects.filter(direction=direction).count() == 2
    with pytest.raises(NotAllowed):
        rule_on_answer(by=cast.chair, answer=second, accepted=False, ruling="x")


def test_only_the_chair_accepts_an_answer(cast: Cast, case: Case) -> None:
    answer = answer_direction(by=cast.author, direction=directed(cast, case), words="Done.")
    with pytest.raises(NotAllowed):
        rule_on_answer(by=cast.manager, answer=answer, accepted=True, ruling="")


def test_from_direction_to_accepted_answer_in_the_browser(cast: Cast, case: Case) -> None:
    chair = signed_in(cast.chair)
    path = reverse("learning:direct", args=[case.reference])
    answer = send(
        chair,
        path,
        whom=f"agency:{cast.hospital.pk}",
        what="Show us the duty line.",
        why="Calls are missed.",
        **on("by_when", SOON),
    )
    assert answer.status_code == 302
    direction = Direction.objects.get()
    path = reverse("learning:direction", args=[direction.short])
    answer = send(signed_in(cast.author), path, words="It is answered now.")
    assert answer.status_code == 302
    assert "with the chair" in words(signed_in(cast.author).get(answer["Location"]))
    path = reverse("learning:rule", args=[case.reference, direction.number])
    answer = send(chair, path, accepted="yes")
    assert answer.status_code == 302
    assert "Accepted" in words(chair.get(reverse("learning:learning", args=[case.reference])))


def test_an_answer_sent_twice_is_one_answer(cast: Cast, case: Case) -> None:
    path = reverse("learning:direction", args=[directed(cast, case).short])
    browser = signed_in(cast.author)
    data = {"once": once_of(browser.get(path)), "words": "It is answered now."}
    assert browser.post(path, data).status_code == browser.post(path, data).status_code == 302
    assert DirectionAnswer.objects.count() == 1
    assert Event.objects.filter(act="answer_direction").count() == 1


def test_a_refused_direction_keeps_what_was_typed(cast: Cast, case: Case) -> None:
    path = reverse("learning:direct", args=[case.reference])
    answer = send(
        signed_in(cast.chair),
        path,
        whom=f"agency:{cast.hospital.pk}",
        what="Show us the duty line.",
        why="Calls are missed.",
        **on("by_when", today() - timedelta(days=3)),
    )
    assert answer.status_code == 409
    assert "Show us the duty line." in words(answer)
    assert "has passed" in words(answer)


def test_another_partnership_and_another_agency_find_no_page(cast: Cast, case: Case) -> None:
    direction = directed(cast, case)
    path = reverse("learning:direction", args=[direction.short])
    for who in (cast.stranger, cast.school_author, cast.manager):
        assert signed_in(who).get(path).status_code == 404
    assert (
        signed_in(cast.stranger).get(reverse("learning:learning", args=[case.reference])).status_code == 404
    )


def test_it_waits_among_the_agencys_work_then_the_chairs(cast: Cast, case: Case) -> None:
    direction = directed(cast, case)
    assert [item.due for item in queries.work(cast.author)] == [SOON]
    assert queries.work(cast.school_author) == []
    answer_direction(by=cast.author, direction=direction, words="Done.")
    assert queries.work(cast.author) == []
    assert [item.button for item in queries.work(cast.chair)] == ["Look at it"]


def test_the_history_of_the_case_tells_it_in_sentences(cast: Cast, case: Case) -> None:
    answer_direction(by=cast.author, direction=directed(cast, case), words="Done.")
    page = words(signed_in(cast.manager).get(reverse("cases:record", args=[case.reference])))
    assert "gave direction 1." in page
    assert "answered direction 1." in page
    assert "logged a step to keep somebody safe." in page
