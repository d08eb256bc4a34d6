"""National publications are considered within sixty days and turned into actions (seed S6; edge case 32)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safeguarding.cases.next_steps import work
from safeguarding.improvements.actions import Plan, plan_action
from safeguarding.improvements.queries import register
from safeguarding.improvements.queries.actions import Wanted
from safeguarding.learning import actions as acts
from safeguarding.learning.models import Publication
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import today
from tests.pages import on, send, words
from tests.people.cast import Cast, signed_in


def noted(cast: Cast, **changes: Any) -> Publication:
    given: dict[str, Any] = {
        "title": "On babies who bruise", "publisher": "The national Panel", "published_on": today(),
        "where": "", "says": "Ring the same day.", **changes,
    }  # fmt: skip
    return acts.note_publication(by=cast.manager, **given)


def code_of(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(NotAllowed) as no:
        act(*given, **named)
    return no.value.refused.code


def test_a_publication_waits_for_the_group_for_sixty_days(cast: Cast) -> None:
    publication = noted(cast)
    assert publication.consider_by == today() + timedelta(days=60)
    for who in (cast.chair, cast.manager):
        assert "Consider a national publication" in [item.title for item in work(who)]
    assert "Consider a national publication" not in [item.title for item in work(cast.dsp_la)]


def test_one_that_is_noted_late_has_its_sixty_days_still(cast: Cast) -> None:
    assert noted(cast, published_on=today() - timedelta(days=200)).consider_by == today() + timedelta(days=60)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, "no_title"),
        ({"publisher": " "}, "no_publisher"),
        ({"says": ""}, "no_words"),
        ({"published_on": today() + timedelta(days=1)}, "date_to_come"),
    ],
)
def test_what_a_publication_needs(cast: Cast, changes: dict[str, Any], code: str) -> None:
    assert code_of(noted, cast, **changes) == code
    assert not Publication.objects.exists()


def test_considering_it_says_how_practice_compares_what_is_missing_and_what_we_do(cast: Cast) -> None:
    publication = noted(cast)
    said: dict[str, Any] = {
        "by": cast.chair, "publication": publication, "considered_on": today(),
        "practice_here": "We ring by noon.",
        "gap": "Nobody rings at night.", "response": "The night line is staffed.",
    }  # fmt: skip
    assert code_of(acts.consider_publication, **{**said, "gap": " "}) == "not_whole"
    assert (
        code_of(acts.consider_publication, **{**said, "considered_on": today() + timedelta(days=1)})
        == "date_wrong"
    )
    assert code_of(acts.consider_publication, **{**said, "by": cast.dsp_la}) == "not_yours"
    acts.consider_publication(**said)
    assert "Consider a national publication" not in [item.title for item in work(cast.chair)]


def test_its_actions_stand_in_the_one_register(cast: Cast) -> None:
    publication = noted(cast)
    plan = Plan(
        "x", "Staff the night line.", "Head of duty", today() + timedelta(days=9), "A call at night is heard."
    )
    action = plan_action(by=cast.manager, source=publication.source, plan=plan)
    assert [row.pk for row in register(cast.dsp_la, Wanted())] == [action.pk]
    page = words(signed_in(cast.chair).get(reverse("learning:publication", args=[publication.source.short])))
    assert "Staff the night line." in page


def test_it_is_noted_and_considered_in_the_browser(cast: Cast) -> None:
    browser = signed_in(cast.chair)
    answer = send(browser, reverse("learning:publications"), title="On sleep", publisher="The Panel",
                  says="Ask where a baby sleeps.", **on("published_on", today()))  # fmt: skip
    assert answer.status_code == 302
    here = answer["Location"]
    answer = send(browser, here, practice_here="We ask.", gap="Nothing, because …", response="None.",
                  **on("considered_on", today()))  # fmt: skip
    assert answer.status_code == 302
    assert "What the group made of it" in words(browser.get(here))
    assert signed_in(cast.stranger).get(here).status_code == 404
