"""Formal requests to agencies (Children Act 2004 s.16H), for the log of letters."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.letter_log import Line
from safeguarding.cases.models import Case
from safeguarding.evidence.models import FormalRequest, Request
from safeguarding.people.acting import Acting
from safeguarding.statute.letters import LetterMatter, Party, Way
from safeguarding.statute.permission import Act, roles_for


def lines(by: Acting, cases: Collection[Case]) -> list[Line]:
    """Each formal request, to readers who see which agency has answered; owed until it answers."""
    if by.role not in roles_for(Act.SEE_RETURNS_BOARD):
        return []
    found = FormalRequest.objects.filter(refusal__request__case__in=cases).select_related(
        "refusal__request__case", "refusal__request__agency"
    )
    return [_line(one, one.refusal.request) for one in found.prefetch_related(
        "refusal__request__agency__names")]  # fmt: skip


def _line(formal: FormalRequest, request: Request) -> Line:
    on, owed = timezone.localdate(formal.at), formal.refusal.ended_at is None
    return Line(
        on, Way.OUT, Party.AGENCY, LetterMatter.FORMAL_REQUEST,
        "A formal request for information that the agency had refused.",
        reverse("evidence:board", args=[request.case.reference]), request.case,
        request.agency.name_on(on), reply_by=formal.due_on if owed else None, owed=owed,
    )  # fmt: skip
