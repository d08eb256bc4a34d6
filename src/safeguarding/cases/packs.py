"""What can go into the papers of a meeting: each room offers its own, as far as the reader may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.cases.queries.papers import newest_papers
from safeguarding.documents.models import Document
from safeguarding.documents.shape import check_paper
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import DocumentKind

USUAL = {
    DocumentKind.RR_REPORT,
    DocumentKind.CONSIDERATION_RECORD,
    DocumentKind.RR_AGENDA,
    DocumentKind.RR_MINUTES,
}


@dataclass(frozen=True)
class Offer:
    """One thing that can go in. `code` names it for good; `papers` makes it as this reader may read it."""

    code: str
    title: str
    what: str
    usual: bool
    papers: Callable[[], list[dict[str, Any]]]


def offers_for(by: Acting, case: Case) -> dict[str, Offer]:
    """Everything that this reader could have in their copy, by code (`config.wiring.PACK`)."""
    rooms = import_string(settings.SAFEGUARDING_WIRING + ".PACK")
    return {offer.code: offer for room in rooms for offer in room(by, case)}


def papers_of_case(by: Acting, case: Case) -> list[Offer]:
    """The newest version of each paper of the case, sealed or draft, exactly as it was made."""
    seen: set[str] = set()
    offers = []
    for paper in newest_papers(case, by):
        usual = paper.kind in USUAL and paper.kind not in seen
        seen.add(paper.kind)
        offers.append(offer_of(paper, usual=usual))
    return offers


def offer_of(paper: Document, *, usual: bool) -> Offer:
    """A paper that was made before, exactly as it was made."""
    version = f"Version {paper.version}" + ("" if paper.is_sealed else ", a draft")
    return Offer(
        f"paper:{paper.reference}",
        paper.title,
        version,
        usual,
        lambda: [check_paper(paper.made_from, version=paper.version, draft=not paper.is_sealed)],
    )
