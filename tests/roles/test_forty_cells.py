"""Forty cells written out by hand, so that a slip in the law's table itself cannot agree with itself.

Sources: Working Together 2023, chapter 5 (who decides, signs and advises); Children Act 2004 ss.16C to 16H;
the partnership's published separation of roles (nobody verifies, signs or rules on their own).
"""

from __future__ import annotations

import pytest

from safeguarding.statute.permission import Act, Relation, Standing, may
from safeguarding.statute.terms import Level, Role

A, R = Act, Role
HOME, GRANTED = Relation.OWN_PARTNERSHIP, Relation.GRANTED
MANAGER, CHAIR, PARTNER, DEPUTY, LEAD = (
    R.PARTNERSHIP_MANAGER, R.LTRG_CHAIR, R.DSP_HEALTH, R.DEPUTY_HEALTH, R.LSP_HEALTH,
)  # fmt: skip
YES, NO = True, False

CELLS = [
    # Referral
    (R.REFERRER, A.REFER, YES), (R.AGENCY_AUTHOR, A.REFER, YES), (R.SYS_ADMIN, A.REFER, NO),
    (R.REFERRER, A.SEE_CASE, NO), (R.LEAD_REVIEWER, A.SEE_REFERRAL, NO), (MANAGER, A.PROPOSE_ROUTE, YES),
    (PARTNER, A.PROPOSE_ROUTE, NO), (PARTNER, A.CALL_UP_ROUTE, YES),
    # Consideration
    (MANAGER, A.CONFIRM_POSITION, NO), (CHAIR, A.CONFIRM_POSITION, NO), (PARTNER, A.CONFIRM_POSITION, YES),
    (LEAD, A.CONFIRM_POSITION, NO), (R.INDEPENDENT_SCRUTINEER, A.WRITE_CONSIDERATION, NO),
    (R.LA_STATUTORY_DECIDER, A.DECIDE_FOR_LOCAL_AUTHORITY, YES), (R.DSP_LA, A.DECIDE_FOR_LOCAL_AUTHORITY, NO),
    # Notification
    (R.LA_NOTIFIER, A.NOTIFY_PANEL, YES), (MANAGER, A.NOTIFY_PANEL, NO),
    (MANAGER, A.PREPARE_NOTIFICATION, YES),
    (R.LA_NOTIFIER, A.WITHDRAW_NOTIFICATION, NO),
    # Returns
    (MANAGER, A.ASK_AGENCIES, YES), (MANAGER, A.WRITE_RETURN, NO), (CHAIR, A.READ_OWN_RETURN, NO),
    (PARTNER, A.READ_RELEASED_RETURNS, YES), (R.LTRG_MEMBER, A.READ_RELEASED_RETURNS, NO),
    (R.SECTOR_COORDINATOR, A.SEE_SECTOR, YES), (R.SECTOR_COORDINATOR, A.SEE_CASE, NO),
    (R.SECTOR_COORDINATOR, A.SEE_RETURNS_BOARD, NO), (R.SECTOR_COORDINATOR, A.RING_FOR_SECTOR, NO),
    (R.AGENCY_AUTHOR, A.READ_RELEASED_RETURNS, NO), (R.AGENCY_AUTHOR, A.RELEASE_RETURNS, NO),
    # Report and signatures
    (MANAGER, A.WRITE_REPORT, YES), (MANAGER, A.SIGN_OFF, NO), (CHAIR, A.CERTIFY_REPORT, YES),
    (CHAIR, A.SIGN_OFF, NO), (PARTNER, A.SIGN_OFF, YES), (LEAD, A.SIGN_OFF, YES),
    (PARTNER, A.CERTIFY_REPORT, NO),
    (DEPUTY, A.SIGN_OFF, NO), (R.INDEPENDENT_SCRUTINEER, A.SIGN_OFF, NO),
    (R.INDEPENDENT_SCRUTINEER, A.COMMENT_ON_REPORT, YES),
    # Names, access and the frame
    (R.INDEPENDENT_SCRUTINEER, A.SHOW_NAME, NO), (CHAIR, A.SHOW_NAME_AFTER_SIGN_OFF, NO),
    (R.AUDITOR, A.SEE_CASE, NO), (R.AUDITOR, A.VERIFY_RECORD, YES), (R.SYS_ADMIN, A.GRANT_ACCESS, NO),
    (MANAGER, A.UNSEAL_CASE, NO), (CHAIR, A.UNSEAL_CASE, YES), (MANAGER, A.END_EXCLUSION, NO),
    (PARTNER, A.CLOSE_CASE, YES), (MANAGER, A.CLOSE_CASE, NO), (R.COMMUNICATIONS_LEAD, A.SEE_CASE, NO),
]  # fmt: skip


@pytest.mark.parametrize(("role", "act", "allowed"), CELLS)
def test_a_cell_of_the_table(role: Role, act: Act, allowed: bool) -> None:
    assert bool(may(act, Standing(role, Level.TOTP, frozenset({HOME})))) is allowed


@pytest.mark.parametrize(("role", "act", "allowed"), [cell for cell in CELLS if cell[2]])
def test_an_interest_takes_every_one_of_them_away(role: Role, act: Act, allowed: bool) -> None:
    standing = Standing(role, Level.PASSKEY, frozenset({HOME, GRANTED, Relation.EXCLUDED}))
    assert not may(act, standing)


@pytest.mark.parametrize(("role", "act", "allowed"), [cell for cell in CELLS if cell[2]])
def test_no_seat_in_another_partnership_can_do_it(role: Role, act: Act, allowed: bool) -> None:
    assert not may(act, Standing(role, Level.PASSKEY, frozenset()))
