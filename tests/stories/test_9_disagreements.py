"""9. Disagreements about one thing: information refused, an action, and two agencies at work."""

from __future__ import annotations

import pytest

from safeguarding.evidence.models import Request
from tests.cases.builders import notified_case
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_two_agencies_settle_it_or_a_partner_says_what_happens(stage: Stage, cast: Cast, width: int) -> None:
    fergus = stage.enter(cast.school_author, width=width).opens().follows("Disagreements between agencies")
    fergus.sees("None is written down", "ring 999").follows("Raise a disagreement")
    fergus.presses("Raise it").is_told("What do the two see differently")
    fergus.answers(
        {
            "Which agency sees it differently?": "Larkfield NHS Trust",
            "Does a child’s safety need this settled sooner than a working week?": "Yes",
            "What do the two see differently?": "Whether a bruise is looked at the same day.",
            "What does the agency that raises it hold, and why?": "A baby who does not move cannot bruise.",
        },
        and_presses="Raise it",
    ).sees("Those who work with the child talk it over", "For a child’s safety")
    zadie = stage.enter(cast.senior, width=width).opens().follows("Open")
    zadie.sees("A baby who does not move cannot bruise.").answers(
        {
            "Who talked?": "The head and the ward manager",
            "What does Larkfield NHS Trust hold now?": "It was looked at the next morning.",
            "What came of it?": "From now on it is the same day.",
            "Is it settled?": "Yes. The other agency is asked to say so too",
        },
        and_presses="Record it",
    ).sees("It ends when the other side says so too")
    fergus.opens().follows("Open").sees("Do you see it so?").answers(
        {
            "Is it settled?": "No, something is still open",
            "What stands now, or what is still open?": "Nights.",
        },
        and_presses="Answer",
    ).sees("Their managers talk")
    for _ in range(2):
        zadie.opens().follows("Open").answers(
            {
                "Who talked?": "Us",
                "What came of it?": "Not yet.",
                "Is it settled?": "No, it goes up to the next level",
            },
            and_presses="Record it",
        )
    leo = stage.enter(cast.dsp_la, width=width).opens().follows("Open")
    leo.sees("The two could not settle it").is_photographed(
        f"agencies-differ{'-phone' if width == PHONE else ''}", tall=1500
    )
    leo.answers({"What happens now, and why?": "At night too, by ringing the registrar."},
                and_presses="Say what happens, and end it")  # fmt: skip
    fergus.opens("/disagreements/between-agencies/").follows(
        "Fernbank Primary School and Larkfield NHS Trust"
    )
    fergus.sees("The delegated partners said what happens", "At night too")
    iris = stage.enter(cast.scrutineer, width=width).opens("/disagreements/")
    iris.sees("Between agencies", "For a child’s safety", "the same day")


def test_information_that_is_refused_goes_to_the_partners_and_ends_when_it_comes(
    stage: Stage, cast: Cast
) -> None:
    case = notified_case(cast)
    asked = Request.objects.get(case=case, agency=cast.gp)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/returns/{asked.short}/")
    maya.unfolds("They will not answer").answers(
        {"Who said so?": "Dr Lee, partner", "In their own words: why not?": "Our lawyers advise us to wait."},
        and_presses="Note that they will not answer",
    )
    maya.follows("Take it up with the partners").answers(
        {
            "What do the partners see differently?": "Whether the practice must answer before the meeting.",
            "What does health hold?": "It must.",
        },
        and_presses="Open it",
    )
    maya.sees("Our lawyers advise us to wait.", "Mill Lane Surgery").is_photographed(
        "refusal-taken-up", tall=1500
    )
    maya.opens(f"/cases/{case.reference}/returns/{asked.short}/").sees("The partners have taken it up")
    maya.presses("They will answer after all").opens(f"/cases/{case.reference}/disagreement/")
    maya.sees("The partners came to agree")
