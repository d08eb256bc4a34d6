"""A notification is never blocked; what was skipped becomes a task (Children Act 2004 s.16C)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.actions.consideration import confirm_position, convene_consideration
from safeguarding.cases.actions.notification import notify_panel, prepare_notification, withdraw_notification
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import ThresholdPosition
from tests.cases.builders import line, notified_case, referred_case
from tests.cases.test_route import refused
from tests.decisions import sealed
from tests.people.cast import Cast


def send(cast: Cast, case: Case, **changes: object) -> None:
    given = {"by": cast.notifier, "case": case, "sent_at": timezone.now(), "panel_reference": "CSPRP-9",
             "sender": "Nadia Brill"}  # fmt: skip
    notify_panel(**{**given, **changes})  # type: ignore[arg-type]


def test_the_notifier_records_it_as_sent_whatever_has_not_been_done_before(cast: Cast) -> None:
    case = referred_case(cast, la_aware=None)
    send(cast, case)
    assert len(case.notification.skipped) == 4
    assert case.deadlines.filter(kind="rapid_review_to_panel").exists()


def test_only_the_local_authoritys_notifier_records_it(cast: Cast) -> None:
    case = referred_case(cast)
    for who in (cast.manager, cast.chair, cast.dsp_la, cast.decider, cast.devon_notifier):
        with pytest.raises(NotAllowed) as no:
            send(cast, case, by=who)
        assert no.value.refused.sentence


def test_a_time_to_come_or_before_awareness_is_refused_and_a_second_recording_too(cast: Cast) -> None:
    case = referred_case(cast)
    refused("date_to_come", lambda: send(cast, case, sent_at=timezone.now() + timedelta(hours=1)))
    refused("out_of_order", lambda: send(cast, case, sent_at=timezone.now() - timedelta(days=30)))
    send(cast, case)
    refused("sent_already", lambda: send(cast, case))


def test_one_press_tells_the_partners_the_chair_and_the_scrutineer_without_naming_anybody(cast: Cast) -> None:
    case = notified_case(cast)
    letters = Letter.objects.filter(kind="notified")
    told = set(letters.values_list("to_person__name", flat=True))
    assert {"Maya Okonjo", "Ines Halloran", "Iris Quayle", "Hana Siddall", "Roland Achterberg"} <= told
    for letter in letters:
        for secret in (case.reference, case.pseudonym, "Quillfeather"):
            assert secret not in letter.subject + letter.body


def test_the_sheet_is_prepared_before_and_fixed_after(cast: Cast) -> None:
    case = referred_case(cast)
    prepare_notification(by=cast.notifier, case=case, sheet={"account": "Found unresponsive."})
    send(cast, case)
    refused("sent_already", lambda: prepare_notification(by=cast.notifier, case=case, sheet={}))


def test_it_is_withdrawn_with_reasons_and_the_partners_positions_and_the_clock_ends(cast: Cast) -> None:
    case = notified_case(cast)
    given = {"by": cast.decider, "case": case, "reason": "The post-mortem shows an illness."}
    refused("positions_wanted", withdraw_notification, **given)
    again = convene_consideration(by=cast.manager, case=case, convened_for=timezone.now(), how="Call")
    for partner in (cast.dsp_health, cast.dsp_police):
        confirm_position(by=partner, consideration=again, line=line(ThresholdPosition.DO_NOT_NOTIFY))
    withdraw_notification(**given)  # type: ignore[arg-type]
    sealed("withdraw_sin")
    assert not case.deadlines.filter(kind="rapid_review_to_panel", met_on=None).exists()
