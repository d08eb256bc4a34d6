"""Sealing the record of a decision in a case, and making its paper when somebody wants one.

Every act that decides calls `seal_decision` in its own transaction. The paper is made later, so that no
decision can fail because a paper cannot be made (docs/adr/0023).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from safeguarding.cases.access import capacity_in, may_do, may_show_names
from safeguarding.cases.decision_paper import decision_paper
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.documents.actions import publish_now
from safeguarding.documents.models import Document
from safeguarding.documents.queries import latest_sealed, standing
from safeguarding.people.acting import Acting
from safeguarding.people.actions.deciding import seal_in
from safeguarding.record.models import DecisionRecord
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Said
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, DocumentKind

NOT_RELIED_ON = frozenset(
    {DocumentKind.S16H_REQUEST, DocumentKind.DECISION_RECORD, DocumentKind.LEGAL_ADVICE}
)
"""Letters to one agency, which say that it did not answer; the papers of earlier decisions; and advice whose
being there is itself privileged.
"""
OF_A_LETTER = "letter:"
"""Begins what the paper of a formal letter is about: whom it went to is told by the letters, not by this."""

NAMED = ":names"
"""Ends what the paper with names is about, so that it is known apart from the one with pseudonyms."""


def seal_decision(
    *,
    by: Acting,
    case: Case,
    kind: DecisionKind,
    matter: str,
    said: Said,
    source: str = "",
    told: Iterable[str] = (),
    needs: Act | None = None,
) -> DecisionRecord:
    """Seal the record of a decision that this transaction makes; the caller holds the case's lock.

    `matter` is what was decided about: a later decision of the same matter supersedes this one. `told` are
    the occasions of the letters that tell of it.
    """
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    return seal_in(
        case.stream,
        by=by,
        kind=kind,
        matter=matter,
        said=said,
        source=source,
        name=_name(by, case),
        capacity=capacity_in(case, by.seat, kind, by.today),
        documents=[
            {
                "reference": one.reference,
                "kind": one.kind,
                "version": one.version,
                "sealed": one.is_sealed,
                "sha256": one.sha256,
            }
            for one in standing(case.stream)
            if one.kind not in NOT_RELIED_ON and not one.about.startswith(OF_A_LETTER)
        ],
        told=told,
        needs=needs.value if needs else "",
        editions=case.rule_stamp,
    )


@transaction.atomic
def make_paper(*, by: Acting, case: Case, decision: DecisionRecord, named: bool) -> Document:
    """The paper of a decision, made and sealed once: with pseudonyms, or as a copy with names for the few.

    Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DOWNLOAD_DOCUMENT, case))
    if named:
        demand(may_show_names(by, case))
    if case.stream is None or decision.stream_id != case.stream_id:
        raise NotAllowed(
            Refused("another_case", "That decision is of another case.", "Open the decisions of this one.")
        )
    about = f"decision:{decision.reference}{NAMED if named else ''}"
    made = latest_sealed(case.stream, DocumentKind.DECISION_RECORD, about)
    return made or publish_now(
        by=by,
        stream=case.stream,
        kind=DocumentKind.DECISION_RECORD,
        about=about,
        data=decision_paper(case, decision, named=named),
    )


def _name(by: Acting, case: Case) -> str:
    """Who decided; a referrer who asked for it stays without a name in what may leave as a paper."""
    referral = getattr(case, "referral", None)
    own = referral is not None and referral.confidential and referral.seat_id == by.seat.pk
    return "Name kept back" if own else by.person.name
