"""9. The papers of a meeting: chosen in one press, and each reader's own copy as one PDF."""

from __future__ import annotations

import pytest

from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.models import Request
from safeguarding.meetings.actions import make_agenda
from safeguarding.meetings.models import Meeting, PackCopy
from tests.cases.builders import notified_case
from tests.chronology.builders import checked
from tests.evidence.builders import give_short
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_papers_are_chosen_and_each_reader_takes_a_copy(stage: Stage, cast: Cast, width: int) -> None:
    case = notified_case(cast)
    request = Request.objects.select_related("contact__person").get(case=case, agency=cast.hospital)
    give_short(request)
    checked(request)
    release_returns(by=cast.manager, case=case)
    rapid = case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)
    make_agenda(by=cast.manager, meeting=rapid)
    where = f"/cases/{case.reference}/meetings/{rapid.pk}/"
    manager = stage.enter(cast.manager, width=width).opens(where).follows("Papers for the meeting")
    manager.sees("No papers are chosen yet", "What each agency says")
    manager.is_photographed(f"papers{'-phone' if width == PHONE else ''}", tall=1300)
    manager.presses("Choose these and tell everybody").sees("Take your copy", "Chosen by")
    chair = stage.enter(cast.chair, width=width).opens(where).follows("Papers for the meeting")
    chair.is_photographed(f"papers-copy{'-phone' if width == PHONE else ''}", tall=1200)
    assert chair.takes_away("Take your copy", "Download the PDF").startswith(b"%PDF")
    chair.opens(where + "papers/").sees("Yours was made")
    assert PackCopy.objects.get().seat == cast.chair.seat
