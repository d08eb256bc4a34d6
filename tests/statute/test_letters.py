"""Formal letters: who is written to at which step, and on what ground."""

from __future__ import annotations

from datetime import date

from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.editions import Force
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.letters import (
    BY_HAND,
    DUTIES,
    FOLLOWS,
    RULES,
    LetterMatter,
    Party,
    Way,
    fits,
    paper_of,
    to_write,
)
from safeguarding.statute.terms import DocumentKind, PanelReply

DAY = date(2026, 11, 2)
M = LetterMatter


def test_every_matter_has_a_rule_with_its_source_and_every_duty_can_be_written_by_hand() -> None:
    assert set(RULES) == set(LetterMatter)
    assert all(rule.cite for rule in RULES.values())
    for duty in DUTIES:
        assert all(fits(duty.matter, Way.OUT, party) for party in duty.whom)


def test_what_an_act_writes_itself_cannot_be_entered_a_second_time_by_hand() -> None:
    written = {
        M.NOTIFICATION,
        M.RAPID_REVIEW,
        M.LATE_NOTICE,
        M.PANEL_REPLY,
        M.DECIDED_AGAIN,
        M.FORMAL_REQUEST,
    }
    assert set(LetterMatter) - set(BY_HAND) == written
    assert not any(fits(matter, way, Party.PANEL) for matter in written for way in Way)


def test_an_answer_to_a_request_under_section_16d_is_owed_by_law() -> None:
    rule = RULES[M.INFORMATION_REQUEST]
    assert rule.cite == "Children Act 2004 s.16D"
    assert rule.stated
    assert rule.force is Force.LAW


def test_once_a_practice_review_is_decided_the_panel_the_department_and_ofsted_are_told() -> None:
    """Working Together; the five working days are the partnership's own (DL11)."""
    decided = [Fact(Kind.PRACTICE_REVIEW_DECIDED, DAY)]
    owed = {one.duty.matter: one for one in to_write(decided, set())}
    told = owed[M.REVIEW_DECISION]
    assert told.whom == (Party.PANEL, Party.SECRETARY_OF_STATE, Party.OFSTED)
    assert told.due == add_working_days(DAY, 5)
    assert told.cite.startswith("Children Act 2004 s.16F")
    assert not owed[M.FAMILY].duty.must
    left = to_write(decided, {(M.REVIEW_DECISION, Party.PANEL), (M.FAMILY, Party.FAMILY)})
    assert [one.whom for one in left] == [(Party.SECRETARY_OF_STATE, Party.OFSTED)]


def test_a_delay_is_explained_to_the_panel_and_the_secretary_of_state_at_once() -> None:
    """DL20."""
    (one,) = to_write([Fact(Kind.PUBLICATION_DELAYED, DAY)], set())
    assert one.duty.matter is M.EXTENSION
    assert one.whom == (Party.PANEL, Party.SECRETARY_OF_STATE)
    assert one.due == DAY


def test_nothing_is_to_be_written_before_its_step_and_copies_have_no_day_from_it() -> None:
    assert to_write([Fact(Kind.NOTIFIED, DAY)], set()) == []
    (one,) = to_write([Fact(Kind.REPORT_ACCEPTED, DAY)], set())
    assert one.due is None


def test_a_letter_is_the_paper_that_fits_whom_it_is_to() -> None:
    assert paper_of(M.FAMILY, Party.FAMILY) is DocumentKind.FAMILY_LETTER
    assert paper_of(M.OTHER, Party.FAMILY) is DocumentKind.FAMILY_LETTER
    assert paper_of(M.REVIEW_DECISION, Party.OFSTED) is DocumentKind.PANEL_LETTER
    assert paper_of(M.REVIEW_DECISION, Party.AGENCY) is DocumentKind.LETTER
    assert paper_of(M.EXTENSION, Party.PANEL) is DocumentKind.DELAY_LETTER
    assert not fits(M.FAMILY, Way.OUT, Party.PANEL)


def test_what_follows_is_said_for_each_reply_of_the_panel() -> None:
    assert set(FOLLOWS) == set(PanelReply)
