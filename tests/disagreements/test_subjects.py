"""Disagreements about one thing in a case: information that is refused, and closing an action."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.cases.subjects import partners_differ_on, subjects_of
from safeguarding.disagreements.actions import open_disagreement, record_level, resolve_disagreement
from safeguarding.disagreements.models import Disagreement
from safeguarding.disagreements.queries import of_case
from safeguarding.evidence.actions.refusing import refuse_return, withdraw_refusal
from safeguarding.evidence.models import Request
from safeguarding.improvements import actions as improving
from safeguarding.improvements.models import Action, Evidence
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.record.vault import decrypt
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import ActionKind, DecisionKind, EvidenceKind, LearningSource, Level, Partner
from tests.cases.builders import notified_case, today
from tests.evidence.builders import give_nil
from tests.pages import send, words
from tests.people.cast import Cast, signed_in

WHY = "Our lawyers have advised us to wait."
REQUIRE = DecisionKind.REQUIRE_INFORMATION


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


@pytest.fixture
def refused(cast: Cast, case: Case) -> Request:
    request = Request.objects.get(case=case, agency=cast.gp)
    refuse_return(by=cast.manager, request=request, words=WHY, said_by="Dr Lee, partner")
    return request


def opened(by: Acting, case: Case, kind: DecisionKind, subject: str = "") -> Disagreement:
    return open_disagreement(
        by=by, case=case, kind=kind, about="Whether it must come now.",
        positions={Partner.HEALTH: "It must."}, subject=subject,
    )  # fmt: skip


def action_of(cast: Cast, case: Case | None) -> Action:
    source = improving.note_source(
        by=cast.manager, kind=LearningSource.AUDIT, title="Audit of bruises", dated=today(), case=case
    )
    return improving.plan_action(
        by=cast.manager,
        source=source,
        plan=improving.Plan(
            what="Put the bruise pathway on every ward screen by June.", finding="Nobody rang.",
            owner="Noor Abbott", owner_email="noor@larkfield.example", due=today(), agency=cast.hospital,
            intended_change="A bruise leads to a call.", kind=ActionKind.FORCING,
        ),
    )  # fmt: skip


def ready_to_close(cast: Cast, action: Action) -> None:
    seat = Action.objects.get(pk=action.pk).owner_seat
    assert seat is not None
    owner = Acting(seat, Level.MAILBOX, f"action:{action.short}")
    given: dict[str, Any] = {"by": owner, "action": action}
    improving.take_on_action(**given)
    kind, shows = EvidenceKind.CASE_SAMPLE, Evidence.Shows.DONE
    improving.add_evidence(**given, kind=kind, words="Ten of ten.", dated=today(), shows=shows)
    improving.say_done(**given, done_on=today(), words="It stands.")
    improving.verify_action(by=cast.manager, action=action, words="I looked.")
    improving.waive_check(by=cast.manager, action=action, reason="Done once.")


# Information that an agency will not give


def test_a_refusal_is_taken_up_with_the_agencys_own_words_beside_the_partners(
    cast: Cast, case: Case, refused: Request
) -> None:
    row = opened(cast.dsp_health, case, REQUIRE, f"return:{refused.short}")
    assert row.title == "Whether information must be given: Mill Lane Surgery"
    assert {line.whose: line.words for line in row.positions.all()} == {
        "Mill Lane Surgery": WHY, "Health": "It must.",
    }  # fmt: skip
    assert partners_differ_on(f"return:{refused.short}")
    record_level(
        by=cast.chair, disagreement=row, level="D0", participants="The chair and Dr Lee", issue="Whether.",
        words="They will ask again.", positions={}, came_together=False, agency="We wait for advice.",
    )  # fmt: skip
    held = row.positions.filter(agency=cast.gp)
    assert [(line.words, line.current) for line in held] == [(WHY, False), ("We wait for advice.", True)]
    assert Event.objects.filter(act="hold_agency_position").count() == 2


def test_the_formal_letter_can_follow_and_the_law_answers_in_the_end(
    cast: Cast, case: Case, refused: Request
) -> None:
    row = opened(cast.dsp_health, case, REQUIRE, f"return:{refused.short}")
    for level in ("D0", "D1", "D2"):
        record_level(
            by=cast.chair, disagreement=row, level=level, participants="All", issue="x", words="x",
            positions={}, came_together=False,
        )  # fmt: skip
    resolve_disagreement(
        by=cast.dsp_health, disagreement=row, ending=Disagreement.Ending.DEFAULT,
        outcome="Health requires it.", positions={},
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.ending, row.days_used) == ("default", 0)
    page = words(signed_in(cast.chair).get(reverse("disagreements:one", args=[case.reference, row.number])))
    assert "may require the information" in page
    assert "s.16H" in page


@pytest.mark.parametrize("how", ["shares", "answers"])
def test_it_ends_by_itself_when_the_information_comes(
    cast: Cast, case: Case, refused: Request, how: str
) -> None:
    row = opened(cast.dsp_health, case, REQUIRE, f"return:{refused.short}")
    if how == "shares":
        withdraw_refusal(by=cast.manager, request=refused)
    else:
        give_nil(refused)
    row.refresh_from_db()
    assert row.ending == "agreed"
    assert not partners_differ_on(f"return:{refused.short}")


def test_it_names_whose_information_and_only_what_was_refused(
    cast: Cast, case: Case, refused: Request
) -> None:
    hospital = Request.objects.get(case=case, agency=cast.hospital)
    for kind, subject, code in (
        (REQUIRE, "", "which_one"),
        (REQUIRE, f"return:{hospital.short}", "other_subject"),
        (DecisionKind.CASE_CLOSE, f"return:{refused.short}", "other_subject"),
        (DecisionKind.ACTION_CLOSE, "", "which_one"),
        (DecisionKind.ACTION_CLOSE, "action:none", "other_subject"),
    ):
        with pytest.raises(NotAllowed) as no:
            opened(cast.dsp_health, case, kind, subject)
        assert no.value.refused.code == code, subject
    first = opened(cast.dsp_health, case, REQUIRE, f"return:{refused.short}")
    assert opened(cast.dsp_police, case, REQUIRE, f"return:{refused.short}") == first


def test_who_does_not_see_who_has_answered_does_not_learn_who_refuses(
    cast: Cast, case: Case, refused: Request
) -> None:
    from safeguarding.cases.actions.access import grant_access

    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    row = opened(cast.dsp_health, case, REQUIRE, f"return:{refused.short}")
    assert list(of_case(case, cast.member)) == []
    assert subjects_of(cast.member, case) == []
    browser = signed_in(cast.member)
    assert "Mill Lane" not in words(browser.get(f"/cases/{case.reference}/disagreement/"))
    assert browser.get(f"/cases/{case.reference}/disagreement/{row.number}/").status_code == 404
    assert "Mill Lane" not in words(browser.get(f"/cases/{case.reference}/record/"))


def test_in_the_browser_from_the_request_to_the_disagreement_and_back(
    cast: Cast, case: Case, refused: Request
) -> None:
    one = reverse("evidence:one", args=[case.reference, refused.short])
    health = signed_in(cast.dsp_health)
    page = health.get(one).content.decode()
    where = f"/cases/{case.reference}/disagreement/open/?about=return:{refused.short}"
    assert where in page
    form = health.get(where).content.decode()
    assert 'value="require_information" selected' in form
    assert f'value="return:{refused.short}" selected' in form
    answer = send(
        health, where, kind="require_information", subject=f"return:{refused.short}",
        about="Whether the practice must answer now.", health="It must.",
    )  # fmt: skip
    assert answer.status_code == 302
    shown = words(health.get(answer["Location"]))
    assert WHY in shown
    assert "What does Mill Lane Surgery hold?" in words(signed_in(cast.chair).get(answer["Location"]))
    assert "The partners have taken it up" in words(health.get(one))
    wrong = send(health, where, kind="case_close", subject=f"return:{refused.short}", about="Kept words.")
    assert wrong.status_code == 409
    assert "Kept words." in words(wrong)


# Closing an action


def test_an_action_in_disagreement_is_not_closed_until_it_has_ended(cast: Cast, case: Case) -> None:
    action = action_of(cast, case)
    ready_to_close(cast, action)
    page = signed_in(cast.dsp_police).get(f"/actions/{action.short}/").content.decode()
    assert f"disagreement/open/?about=action:{action.short}" in page
    row = opened(cast.dsp_police, case, DecisionKind.ACTION_CLOSE, f"action:{action.short}")
    assert row.title.startswith("Close an action: action ")
    with pytest.raises(NotAllowed) as no:
        improving.close_action(by=cast.dsp_la, action=action, reason="Done.")
    assert no.value.refused.code == "partners_differ"
    assert "is in disagreement" in words(signed_in(cast.dsp_la).get(f"/actions/{action.short}/"))
    shown = words(signed_in(cast.dsp_la).get(reverse("disagreements:one", args=[case.reference, row.number])))
    assert "The action stays open until this has ended" in shown
    record_level(
        by=cast.chair, disagreement=row, level="D0", participants="All", issue="x", words="Enough.",
        positions=dict.fromkeys(Partner, "It can be closed."), came_together=True,
    )  # fmt: skip
    resolve_disagreement(
        by=cast.dsp_police, disagreement=row, ending=Disagreement.Ending.AGREED, outcome="It is enough.",
        positions={},
    )  # fmt: skip
    improving.close_action(by=cast.dsp_la, action=action, reason="Done.")
    action.refresh_from_db()
    assert action.closed_on == today()


def test_two_actions_of_one_case_can_be_in_disagreement_at_once(cast: Cast, case: Case) -> None:
    first, second = action_of(cast, case), action_of(cast, case)
    rows = {
        opened(cast.chair, case, DecisionKind.ACTION_CLOSE, f"action:{one.short}").pk
        for one in (first, second)
    }
    assert len(rows) == 2


def test_what_is_written_is_held_encrypted(cast: Cast, case: Case) -> None:
    from django.db import connection

    opened(cast.dsp_health, case, DecisionKind.CASE_CLOSE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT about FROM disagreements_disagreement")
        (held,) = cursor.fetchone()
        cursor.execute("SELECT words FROM disagreements_heldposition")
        (position,) = cursor.fetchone()
    assert decrypt(held) == "Whether it must come now."
    assert decrypt(position) == "It must."
    assert "must" not in held + position
