"""7. The Panel replies; where it sees it differently, the partners decide again."""

from __future__ import annotations

import pytest

from safeguarding.statute.terms import RapidReviewOutcome
from tests.cases.builders import today
from tests.people.cast import Cast
from tests.rapid_reviews.builders import signed_case
from tests.stories.conftest import Stage
from tests.stories.test_6_sign import sends_it

pytestmark = pytest.mark.story


def test_the_panel_suggests_a_review_and_the_partners_decide_again(stage: Stage, cast: Cast) -> None:
    case = signed_case(cast, outcome=RapidReviewOutcome.ALTERNATIVE_LEARNING)
    maya = stage.enter(cast.manager)
    sends_it(maya, case.reference)
    maya.follows("Record a reply").answers(
        {"What did the Panel answer?": "The Panel suggests a local review", "When did it come?": today(),
         "What does it say?": "The bruising pathway deserves a review."},
        and_presses="Record the reply",
    )  # fmt: skip
    maya.sees("The bruising pathway deserves a review.").is_photographed("panel-replied", tall=1400)
    for who in cast.partners.values():
        partner = stage.enter(who).opens().follows("Read and decide")
        partner.answers(
            {"What do you decide, having taken the Panel’s view into account?":
                "Local child safeguarding practice review", "Why?": "We find the Panel’s reasons good."},
            and_presses="Give my decision",
        )  # fmt: skip
    maya.opens(f"/cases/{case.reference}/panel/").sees("decided again on", "The letter to the Panel")
    maya.opens(f"/cases/{case.reference}/").is_photographed("case-after", tall=1400)
