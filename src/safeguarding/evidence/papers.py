"""The papers of this room: the formal request for information."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from safeguarding.cases.guards import plain
from safeguarding.evidence import wording
from safeguarding.evidence.models import Refusal, Request
from safeguarding.people.models import Agency
from safeguarding.statute.terms import Partner


def formal_request(
    refusal: Refusal, *, addressee: str, partner: Partner, asks: str, due_on: date, on: date
) -> dict[str, Any]:
    """A request under Children Act 2004 s.16H: why, on what ground, what, by when, and who reads it.

    It names no child and tells nothing of one: whom to search for stands behind the agency's own link.
    """
    request = refusal.request
    case = request.case
    said = timezone.localdate(refusal.at)
    return {
        "title": "Formal request for information",
        "reference": case.reference,
        "marking": case.marking,
        "prepared_on": on.isoformat(),
        "organisation": case.partnership.name,
        "address": [addressee, request.agency.name_on(on)],
        "salutation": f"Dear {addressee}",
        "summary": [
            ["Made under", "Children Act 2004, section 16H"],
            ["Answer by", plain(due_on)],
            ["Ring us on", case.partnership.telephone],
        ],
        "sections": [
            _section(
                "Why we write",
                f"On {plain(request.asked_on)} we asked your organisation what it knew and did. On "
                f"{plain(said)} we were told that it will not say. We write so that you can look at this "
                f"again.",
                request.purpose,
            ),
            _section("What we ask for", *[part.strip() for part in asks.split("\n\n") if part.strip()]),
            _section("The law", *wording.SECTION_16H, request.legal_basis),
            _section(
                "How to answer, and who reads it",
                "Answer by the link in the message that came to you. It opens with a code sent to your "
                "address, and shows whom to search for; this letter does not name them on purpose.",
                "The information goes to the safeguarding partners, through the partnership’s office. "
                "Nobody outside your organisation reads it until it is released to the people of the "
                "meeting. You can mark any part of it as only for the three partners and the chair, or as "
                "not for the report.",
                "Where you must hold something back, say what and on what ground: that is an answer too.",
            ),
        ],
        "closing": f"For the safeguarding partner ({partner.label.lower()}){_name_of(request, partner, on)}\n"
        f"{case.partnership.name}",
    }


def usual_asks(request: Request) -> str:
    """What the letter asks for unless the manager words it otherwise."""
    what = "Your organisation’s report for the practice review" if request.is_report else "A short return"
    return (
        f"{what}: what your organisation knew of the people named behind the link, and what it did, "
        f"from {request.period_from.day} {request.period_from:%B %Y} to {request.period_to.day} "
        f"{request.period_to:%B %Y}, and anything earlier that matters.\n\n"
        "Say which records were searched and when. If you have no record, say that: it is a whole answer."
    )


def _section(title: str, *texts: str) -> dict[str, Any]:
    return {"title": title, "blocks": [{"kind": "para", "text": text} for text in texts]}


def _name_of(request: Request, partner: Partner, on: date) -> str:
    body = Agency.objects.filter(partnership=request.case.partnership_id, partner=partner.value).first()
    return f", {body.name_on(on)}" if body else ""
