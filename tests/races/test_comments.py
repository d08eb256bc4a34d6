"""Two who settle the same change at the same moment, and two who accept different ones: nothing is lost."""

from __future__ import annotations

import pytest

from safeguarding.rapid_reviews.actions.suggestions import accept_suggestions
from safeguarding.rapid_reviews.models import SectionText, Suggestion
from safeguarding.statute.answer import NotAllowed
from tests.people.cast import make_cast
from tests.races.conftest import run_together
from tests.rapid_reviews.test_comments import TEXT, asked_case, chosen, gives, text_of, word


@pytest.mark.race
def test_a_change_accepted_twice_at_once_is_written_once_and_another_is_not_lost(
    transactional_db: None,
) -> None:
    cast = make_cast()
    case = asked_case(cast)
    gives(cast.dsp_la, case, word(case).replaces("bruise", "mark"))
    gives(cast.dsp_health, case, word(case).replaces("rang", "wrote to"))
    first, second = chosen(case)
    ran = run_together(
        [
            lambda who=who, one=one: accept_suggestions(by=who, case=case, section="incident", chosen=[one])
            for who, one in ((cast.manager, first), (cast.support, first), (cast.manager, second))
        ]
    )
    errors = [one.error for one in ran if one.error]
    assert [type(error) for error in errors] == [NotAllowed]
    assert text_of(case) == TEXT.replace("bruise", "mark").replace("rang", "wrote to")
    assert SectionText.objects.filter(code="incident").count() == 3
    assert not Suggestion.objects.filter(state="open").exists()
