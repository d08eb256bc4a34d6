"""What the report recommends: each on a finding, for agencies of today, by a day that can be met."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safeguarding.improvements.models import Recommendation
from safeguarding.people.models import Agency
from safeguarding.practice_reviews.actions import recommend
from safeguarding.practice_reviews.queries.recommending import source_of
from safeguarding.statute.answer import NotAllowed
from safeguarding.ui.words import long_date
from tests.cases.builders import today
from tests.pages import on, once_of, words
from tests.people.cast import Cast, signed_in
from tests.practice_reviews.drafts import reviewed_case
from tests.practice_reviews.test_deciding import local_case

BY = timedelta(days=90)


def said(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "finding": "Nobody knew the number.",
        "words": "The number stands on every screen.",
        "agencies": [cast.hospital.pk],
        "collective": False,
        "by_when": today() + BY,
        **changes,
    }


def test_two_recommendations_stand_once_in_the_register(cast: Cast) -> None:
    case = reviewed_case(cast)
    first = recommend(by=cast.manager, case=case, **said(cast))
    second = recommend(by=cast.chair, case=case, **said(cast, agencies=[cast.school.pk, cast.gp.pk]))
    assert first.source == second.source == source_of(case)
    assert [first.number, second.number] == [1, 2]
    page = signed_in(cast.reviewer).get(reverse("practice_reviews:recommendations", args=[case.reference]))
    shown = words(page)
    for line in ("The number stands on every screen.", "Nobody knew the number.", long_date(today() + BY)):
        assert line in shown
    assert "Write it down" not in shown


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by_when": None}, "no_date"),
        ({"by_when": today() - timedelta(days=1)}, "no_date"),
        ({"finding": " "}, "no_finding"),
        ({"words": ""}, "no_words"),
        ({"agencies": []}, "nobody"),
    ],
)
def test_what_a_recommendation_needs(cast: Cast, changes: dict[str, Any], code: str) -> None:
    case = reviewed_case(cast)
    with pytest.raises(NotAllowed) as refused:
        recommend(by=cast.manager, case=case, **said(cast, **changes))
    assert refused.value.refused.code == code
    assert source_of(case) is None


def test_an_agency_that_has_ended_is_refused_and_its_successor_named(cast: Cast) -> None:
    case = reviewed_case(cast)
    ended = {"active_until": today() - timedelta(days=1), "successor": cast.school}
    Agency.objects.filter(pk=cast.hospital.pk).update(**ended)
    with pytest.raises(NotAllowed) as refused:
        recommend(by=cast.manager, case=case, **said(cast))
    assert refused.value.refused.code == "agency_gone"
    assert "Fernbank Primary School, which took over" in refused.value.refused.mend


def test_who_may_and_when(cast: Cast) -> None:
    case = reviewed_case(cast)
    for who in (cast.dsp_la, cast.author, cast.stranger):
        with pytest.raises(NotAllowed):
            recommend(by=who, case=case, **said(cast))
    with pytest.raises(NotAllowed) as refused:
        recommend(by=cast.manager, case=local_case(cast), **said(cast))
    assert refused.value.refused.code == "no_review"


def test_a_double_press_writes_one(cast: Cast) -> None:
    case, browser = reviewed_case(cast), signed_in(cast.manager)
    where = reverse("practice_reviews:recommendations", args=[case.reference])
    once = once_of(browser.get(where))
    fields = said(cast, collective="yes", **on("by_when", today() + BY))
    del fields["by_when"]
    for _ in range(2):
        assert browser.post(where, {"once": once, **fields}).status_code == 302
    assert Recommendation.objects.count() == 1
    assert signed_in(cast.author).get(where).status_code == 404
