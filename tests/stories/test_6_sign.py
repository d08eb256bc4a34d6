"""6. The report is drafted, certified, signed by three, and sent to the Panel."""

from __future__ import annotations

import pytest

from tests.cases.builders import today
from tests.people.cast import Cast
from tests.rapid_reviews.builders import certified_case, decided_case
from tests.stories.conftest import Stage
from tests.stories.telling import PHONE, Somebody

pytestmark = pytest.mark.story


def test_drafted_changed_certified_signed_and_sent(stage: Stage, cast: Cast) -> None:
    case = decided_case(cast)
    here = f"/cases/{case.reference}"
    maya = (
        stage.enter(cast.manager).opens(f"{here}/rapid-review/report/").is_photographed("report", tall=1800)
    )
    maya.presses("Make a draft in Word and PDF")
    assert maya.takes_away("Word", "Download the Word file").startswith(b"PK")
    assert maya.takes_away("PDF", "Download the PDF").startswith(b"%PDF")

    piers = stage.enter(cast.dsp_police).opens(f"{here}/rapid-review/report/")
    piers.answers(
        {"Your comment": "Section 4: say that officers came within minutes."}, and_presses="Comment"
    )
    maya.opens(f"{here}/rapid-review/report/").sees("came within minutes").follows("Change: What happened")
    maya.answers({"What happened, in short": "Officers came within minutes."}, and_presses="Save")
    maya.opens(f"{here}/rapid-review/report/").follows("Change: What happened").sees("How it changed")

    ines = stage.enter(cast.chair).opens(f"{here}/rapid-review/certify/")
    ines.answers({"Your statement": "A fair record of our meeting."}, and_presses="Certify")
    leo = (
        stage.enter(cast.dsp_la)
        .opens()
        .follows("Read and sign")
        .sees("You sign for the London Borough of Barnet.")
    )
    leo.is_photographed("sign-off", tall=1600).presses("Agree")
    hana = stage.enter(cast.dsp_health, width=PHONE).opens().follows("Read and sign")
    hana.is_photographed("sign-off-phone", tall=2200)
    hana.answers({"Comment or reason": "Health will lead on the bruising pathway."})
    hana.presses("Agree with a comment").sees("Hana Siddall")
    piers.opens(f"{here}/sign-off/").presses("Agree")

    sends_it(maya, case.reference)
    assert maya.takes_away("The PDF that was sent", "Download the PDF").startswith(b"%PDF")
    maya.is_photographed("panel-sent", tall=1100)


def sends_it(maya: Somebody, reference: str) -> None:
    maya.opens(f"/cases/{reference}/panel/").follows("Record that it was sent")
    maya.answers(
        {"When was it sent?": today(), "To whom?": "The Panel’s mailbox."}, and_presses="Record the sending"
    )
    maya.opens(f"/cases/{reference}/panel/").sees("All three")


def test_a_partner_without_a_second_step_signs_by_link_and_code_on_a_phone(stage: Stage, cast: Cast) -> None:
    case = certified_case(cast)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/sign-off/")
    maya.follows("Send them a link and a code").answers(
        {"Who cannot use their second factor?": "Hana Siddall"}, and_presses="Send the link"
    )
    hana = stage.enter(width=PHONE).comes_by_the_link_in(cast.dsp_health.person.email)
    hana.presses("Agree").sees("Thank you")
    maya.opens(f"/cases/{case.reference}/sign-off/").sees("Hana Siddall")


def test_a_partner_who_disagrees_opens_the_protocol_and_nothing_is_lost(stage: Stage, cast: Cast) -> None:
    case = certified_case(cast)
    piers = stage.enter(cast.dsp_police, width=PHONE).opens().follows("Read and sign")
    piers.presses("Disagree").is_told("This could not be done")
    piers.answers({"Comment or reason": "The police account of 10 December is missing."})
    piers.presses("Disagree").sees("Disagrees")
    piers.opens(f"/cases/{case.reference}/").follows("Disagreements").sees("What each partner holds")
