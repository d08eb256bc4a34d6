from __future__ import annotations

import pytest

from safeguarding.statute import terms
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Handling, Level, PanelReply, Partner, Role, SignPosition


@pytest.mark.parametrize("name", [name for name in terms.__all__ if name not in {"Term", "Level"}])
def test_every_word_has_a_label_of_its_own(name: str) -> None:
    members = list(getattr(terms, name))
    assert len({member.label for member in members}) == len(members)
    assert all(member.label and member == member.value for member in members)


def test_every_fact_and_level_has_words() -> None:
    assert len({kind.label for kind in Kind}) == len(Kind)
    assert len({level.label for level in Level}) == 4


def test_a_role_speaks_for_a_partner_only_if_it_is_that_partners() -> None:
    speaks = {role.value: role.partner for role in Role if role.partner}
    assert speaks == {f"{who}_{partner}": partner for who in ("dsp", "deputy", "lsp") for partner in Partner}


def test_levels_rise() -> None:
    assert Level.ANONYMOUS < Level.MAILBOX < Level.TOTP < Level.PASSKEY


def test_disagreeing_is_not_signing() -> None:
    assert [position.signs for position in SignPosition] == [True, True, False]


def test_the_panel_differs_when_it_suggests_otherwise() -> None:
    assert {r for r in PanelReply if r.differs} == {PanelReply.SUGGESTS_REVIEW, PanelReply.SUGGESTS_NO_REVIEW}


def test_what_is_free_to_use_carries_no_mark_and_everything_else_its_own() -> None:
    assert Handling.SHAREABLE.mark == ""
    marks = {one.mark for one in Handling}
    assert len(marks) == len(Handling)
    assert "Ask the agency first" in marks


def test_where_marks_meet_the_strictest_holds() -> None:
    assert Handling.strictest([]) is Handling.SHAREABLE
    assert Handling.strictest(["shareable", ""]) is Handling.SHAREABLE
    assert Handling.strictest(["shareable", "ask_me_first"]) is Handling.ASK_ME
    assert Handling.strictest(["ask_me_first", "not_for_the_report"]) is Handling.NOT_FOR_REPORT
    assert Handling.strictest(["not_for_the_report", "partners_and_chair_only"]) is Handling.PARTNERS
