"""9. Letters: one comes back, the manager sees whom to ring, and finds what became of every letter."""

from __future__ import annotations

import pytest
from django.utils import timezone

from safeguarding.correspondence import bounces
from safeguarding.correspondence.actions import take_back
from safeguarding.correspondence.models import Letter
from safeguarding.people.models import Person
from tests.cases.builders import notified_case
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_manager_rings_somebody_whose_letter_came_back(stage: Stage, cast: Cast, width: int) -> None:
    case = notified_case(cast)
    Person.objects.filter(pk=cast.chair.person.pk).update(telephone="020 7946 0321")
    letter = Letter.objects.filter(stream=case.stream, to_person=cast.chair.person).order_by("pk")[0]
    if not letter.attempts:
        Letter.objects.filter(pk=letter.pk).update(state=Letter.SENT, sent_at=timezone.now(), attempts=1)
    report = bounces.Report(letter.pk, int(letter.queued_at.timestamp()), final=True, status="5.1.1")
    assert take_back(report=report)
    phone = "-phone" if width == PHONE else ""
    maya = stage.enter(cast.manager, width=width).opens("/")
    maya.sees("A letter to Ines Halloran did not arrive", "The address does not accept mail.")
    maya.opens("/letters/all/").sees_the_page("All letters").sees("This address did not take a letter")
    maya.is_photographed(f"all-letters{phone}", tall=1400)
    maya.opens(f"/letters/{letter.pk}/").sees("Ring Ines Halloran on 020 7946 0321", case.reference)
    maya.is_photographed(f"letter-that-came-back{phone}", tall=1200)
    maya.presses("They know: I told them another way").sees("They were told in another way.")
    maya.opens("/").does_not_see("did not arrive")
