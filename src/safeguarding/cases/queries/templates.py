"""Templates of papers that wait for somebody, or that could not hold a paper, among their work."""

from __future__ import annotations

from django.urls import reverse

from safeguarding.cases.work import WorkItem
from safeguarding.documents import queries as documents
from safeguarding.people.acting import Acting


def work(by: Acting) -> list[WorkItem]:
    """What to approve or send back, and what to mend."""
    waiting = [
        WorkItem(
            title="A template waits for you",
            case=None,
            why=f"{one.title}: proposed by {one.proposed_by.person.name}.",
            due=None,
            href=reverse("documents:template_version", args=[one.kind, one.version]),
            button="Read and approve",
        )
        for one in documents.templates_waiting(by)
    ]
    failed = [
        WorkItem(
            title="A template could not be used",
            case=None,
            why=f"{one.title}: a paper was made from the product’s own template instead.",
            due=None,
            href=reverse("documents:template", args=[one.kind]),
            button="See what to do",
        )
        for one in documents.templates_failed(by)
    ]
    return waiting + failed
