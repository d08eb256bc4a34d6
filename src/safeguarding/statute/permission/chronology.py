"""What agencies’ papers say, event by event: who gives, reads, works on and takes it away."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    LEADS,
    MANAGER,
    NEED_TO_KNOW,
    RUNS_IT,
    SCRUTINEER,
    SUPPORT,
    Entry,
    asked,
    in_emergency,
    let_in,
    partners,
    seat,
)
from safeguarding.statute.permission.returns import ASK_MANAGER, YOUR_AGENCY
from safeguarding.statute.terms import Role

ENTRIES = {
    Act.GIVE_CHRONOLOGY: Entry(asked(), "A chronology is given by the agency that was asked.", YOUR_AGENCY),
    Act.BRING_IN_CHRONOLOGY: Entry(
        RUNS_IT,
        "The partnership manager or business support brings in what an agency sent by e-mail.",
        ASK_MANAGER,
    ),
    Act.READ_CHRONOLOGY: Entry(
        (
            *seat(MANAGER, SUPPORT, CHAIR, *LEADS, SCRUTINEER, cite=NEED_TO_KNOW),
            *partners(NEED_TO_KNOW),
            *let_in(),
            *in_emergency(),
        ),
        "The chronology is open to the people at the meeting.",
        ASK_MANAGER,
    ),
    Act.WORK_ON_CHRONOLOGY: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR), *let_in(Role.LEAD_REVIEWER)),
        "The manager, business support, the chair or the lead reviewer works on the chronology.",
        ASK_MANAGER,
    ),
    Act.TAKE_CHRONOLOGY: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR), *partners(NEED_TO_KNOW), *let_in(Role.LEAD_REVIEWER)),
        "The chronology is taken away as a file by the manager, business support, the chair, the partners "
        "or the lead reviewer.",
        ASK_MANAGER,
    ),
}
