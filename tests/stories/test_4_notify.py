"""4. The local authority prepares the notification, sends it, and marks it as sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from safeguarding.cases.actions.consideration import confirm_position, decide_for_local_authority
from safeguarding.cases.models import Case
from safeguarding.statute.terms import ThresholdPosition
from tests.cases.builders import considered_case, convened, line, notified_case
from tests.documents.makers import pdf
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import Answer

pytestmark = pytest.mark.story


def decided(cast: Cast) -> Case:
    """Considered by all three, and decided by the local authority."""
    case = considered_case(cast)
    decide_for_local_authority(by=cast.decider, case=case, notify=True, reason="The test is met.")
    return case


def as_sent(receipt: Path) -> dict[str, Answer]:
    just_now: datetime = timezone.localtime() - timedelta(minutes=2)
    return {
        "When was it sent?": just_now.replace(tzinfo=None), "The Panel’s reference": "CSPRP-12345",
        "Who sent it?": "Nadia Brill", "The receipt": receipt,
        "It has been sent on the national system": True,
    }  # fmt: skip


def test_prepared_marked_as_sent_and_all_that_follows(stage: Stage, cast: Cast, tmp_path: Path) -> None:
    case = decided(cast)
    nadia = stage.enter(cast.notifier).opens().is_photographed("notifier-work")
    nadia.opens(f"/cases/{case.reference}/notification/").sees("answers are there")
    nadia.answers(
        {"Where it happened": "At home", "Press interest": "None known"}, and_presses="Keep the sheet"
    )
    nadia.is_photographed("notification", tall=1500)

    wrong = tmp_path / "receipt.pdf"
    wrong.write_bytes(b"MZ this is a program and not a receipt")
    nadia.answers(as_sent(wrong), and_presses="Record it as sent")
    nadia.is_told("This could not be done", "Nothing that you typed is lost.")
    nadia.still_has("The Panel’s reference", "CSPRP-12345").is_photographed(
        "notification-wrong-file", tall=900
    )

    right = tmp_path / "national-receipt.pdf"
    right.write_bytes(pdf())
    nadia.answers(as_sent(right), and_presses="Record it as sent")
    nadia.opens(f"/cases/{case.reference}/notification/").sees("Sent on", "CSPRP-12345", "Kept with the case")
    nadia.opens(f"/cases/{case.reference}/documents/").follows("national-receipt.pdf")
    nadia.is_photographed("take-away", tall=1100)
    nadia.presses("Download the file").is_told("Choose an answer")
    nadia.opens(f"/cases/{case.reference}/documents/")
    assert nadia.takes_away("national-receipt.pdf", "Download the file").startswith(b"%PDF")

    maya = (
        stage.enter(cast.manager)
        .opens()
        .sees("Day 1 of 15 has not begun")
        .is_photographed("manager-live-cases", tall=1500)
    )
    maya.opens(f"/cases/{case.reference}/returns/").sees("Larkfield NHS Trust", "Fernbank Primary School")
    maya.follows("Meetings").sees("Rapid review").follows("Rapid review").is_photographed(
        "workspace", tall=1700
    )
    maya.goes_to_their_mailbox(cast.scrutineer.person.email).sees(cast.scrutineer.person.email)
    maya.does_not_see(case.pseudonym, case.reference)


def test_withdrawn_because_the_criteria_were_not_met(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    stella = stage.enter(cast.decider).opens(f"/cases/{case.reference}/notification/")
    stella.answers({"Why were the criteria not met?": "The scan was misread."}, and_presses="Withdraw it")
    stella.is_told("positions").still_has("Why were the criteria not met?", "The scan was misread.")

    again = convened(cast, case)
    for who in cast.partners.values():
        confirm_position(by=who, consideration=again, line=line(ThresholdPosition.DO_NOT_NOTIFY))
    stella.presses("Withdraw it").sees("Withdrawn on", "The scan was misread.")


def test_a_notification_is_never_blocked_and_says_what_was_skipped(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    from tests.cases.builders import referred_case

    case = referred_case(cast)
    nadia = stage.enter(cast.notifier).opens(f"/cases/{case.reference}/notification/")
    nadia.sees("You can record it now, whatever is still open.")
    right = tmp_path / "national-receipt.pdf"
    right.write_bytes(pdf())
    nadia.answers(as_sent(right), and_presses="Record it as sent")
    nadia.opens(f"/cases/{case.reference}/notification/").sees("To be made good")
