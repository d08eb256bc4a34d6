"""9. Decisions: somebody reads why something was decided, sees what took its place, and takes it away."""

from __future__ import annotations

import pytest

from safeguarding.cases.actions.consideration import decide_for_local_authority
from safeguarding.statute.terms import ThresholdPosition
from tests.cases.builders import considered_case
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_chair_reads_a_decision_and_takes_it_away(stage: Stage, cast: Cast, width: int) -> None:
    case = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    for notify, reason in ((False, "We wait for the medical opinion."), (True, "The opinion is clear now.")):
        decide_for_local_authority(by=cast.decider, case=case, notify=notify, reason=reason)
    suffix = "-phone" if width == PHONE else ""
    ruth = stage.enter(cast.chair, width=width).opens(f"/cases/{case.reference}/decisions/")
    ruth.sees_the_page("Decisions").sees("Superseded", "Stands", "With dissent")
    ruth.is_photographed(f"decisions{suffix}", tall=1400)
    ruth.follows("The local authority notifies").sees("The opinion is clear now.", "Stands")
    ruth.is_photographed(f"decision-record{suffix}", tall=1700)
    ruth.follows("The earlier decision, which stays").sees("We wait for the medical opinion.", "Superseded")
    ruth.follows("Read the later decision")
    assert ruth.takes_away("PDF with pseudonyms", "Download the PDF").startswith(b"%PDF")
