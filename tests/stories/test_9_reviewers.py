"""9. A reviewer: listed, shortlisted, an interest ruled on, appointed by three partners, and removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.practice_reviews.models import Candidate
from safeguarding.statute.reviewers import ContractItem, Suitability
from tests.cases.builders import today
from tests.people.cast import Cast
from tests.practice_reviews.builders import account, decided_case
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_reviewer_is_found_appointed_and_removed(stage: Stage, cast: Cast, width: int) -> None:
    case = decided_case(cast)
    room = f"/cases/{case.reference}/practice-review/reviewers/"
    maya = stage.enter(cast.manager, width=width).opens("/reviewers/").sees("Nobody is on the register yet.")
    maya.follows("Add a reviewer").answers(
        {
            "Name": "Wanda Ashworth",
            "E-mail address": "wanda@ashworth.example",
            "Where did you find them?": "The Panel’s pool of reviewers",
            "What do they know and do well?": "Babies; talking with families.",
            "How are they independent of this partnership?": "Has never worked here.",
        },
        and_presses="Add the reviewer",
    )
    maya.sees_the_page("Wanda Ashworth").opens(room).sees("Nobody has been appointed yet.")
    maya.answers(
        {"Who?": "Wanda Ashworth", "In which place?": "Lead reviewer"},
        and_presses="Put them on the shortlist",
    )
    maya.sees("Before they can be put to the partners")
    maya.answers(
        {f"{one.label}.": "As her last report shows." for one in Suitability}, and_presses="Save the answers"
    )
    maya.answers(
        {"For which agency?": "Metropolitan Police Service", "From which year?": "2012"},
        and_presses="Note it",
    )
    maya.answers({"When did they declare this?": today()}, and_presses="Record the declaration")
    maya.answers(
        {
            "First day": today(),
            "Last day": today() + timedelta(days=170),
            "Days of work": "22",
            "Most that is paid, in pounds": "14500",
            "When was it signed?": today(),
            "What is settled in it?": [one.label for one in ContractItem],
        },
        and_presses="Record the contract",
    )
    maya.sees("Nobody has ruled on this yet: Worked for Metropolitan Police Service, 2012 to today.")
    ines = stage.enter(cast.chair, width=width).opens().follows("Open").sees("What you are asked")
    ines.answers(
        {"May they review this case?": "Yes, in spite of this", "Why?": "Another command, long ago."},
        and_presses="Give the ruling",
    )
    maya.opens(f"{room}1/").sees("Everything is there.")
    maya.answers({"Why?": "The best of three."}, and_presses="Put them to the partners")
    for who in cast.partners.values():
        partner = stage.enter(who, width=width).opens(f"{room}1/").sees("Whether to appoint them")
        partner.answers(
            {"What do you hold?": "Appoint the reviewer", "Why?": "We agree."},
            and_presses="Give your position",
        )
    maya.opens(room).sees("Wanda Ashworth is the lead reviewer")
    wanda = stage.enter(account(Candidate.objects.get()), width=width)
    wanda.opens(f"/cases/{case.reference}/practice-review/").does_not_see("Reviewers")
    leo = stage.enter(cast.dsp_la, width=width).opens(f"{room}1/")
    leo.answers(
        {"Why should they be removed?": "Three dates were missed.",
         "Is another reviewer to be appointed?": "Yes"},
        and_presses="Ask for their removal",
    )  # fmt: skip
    for who in (cast.dsp_health, cast.dsp_police):
        partner = stage.enter(who, width=width).opens(f"{room}1/")
        partner.answers(
            {"What do you hold?": "Remove the reviewer", "Why?": "So it is."},
            and_presses="Give your position",
        )
    wanda.opens(f"/cases/{case.reference}/").sees_the_page("Sign in")
    maya.opens().sees("Find a reviewer for the practice review")
