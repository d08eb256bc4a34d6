"""National publications: noted, considered by the group within its time, and turned into actions here."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from safeguarding.cases.guards import plain
from safeguarding.improvements.actions import note_source
from safeguarding.learning.models import Publication
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import LearningSource

WITHIN = timedelta(days=60)
"""Calendar days from publication to the group's looking at it (the partnership's own target)."""


@transaction.atomic
def note_publication(
    *, by: Acting, title: str, publisher: str, published_on: date, where: str, says: str
) -> Publication:
    """Note a publication of the national Panel or another body, for the group to consider within 60 days."""
    demand(may_here(by, Act.NOTE_PUBLICATION, by.partnership))
    for text, code, sentence in (
        (publisher, "no_publisher", "Say who published it."),
        (says, "no_words", "Say in a few sentences what it asks of partnerships."),
    ):
        if not text.strip():
            raise NotAllowed(Refused(code, sentence, "The group reads it before it meets."))
    source = note_source(by=by, kind=LearningSource.NATIONAL_PUBLICATION, title=title, dated=published_on)
    publication = Publication.objects.create(
        partnership=by.partnership, source=source, publisher=publisher.strip(), where=where.strip(),
        says=says.strip(), consider_by=max(published_on, by.today) + WITHIN,
    )  # fmt: skip
    _record(by, "note_publication", publication, {"says": publication.says})
    return publication


@transaction.atomic
def consider_publication(
    *, by: Acting, publication: Publication, considered_on: date, practice_here: str, gap: str, response: str
) -> Publication:
    """What the group made of it: how practice here compares, what is missing, and how it responds.

    The partnership attends to what the Panel publishes (its own page). “Nothing is missing, because …” is an
    answer. Raises NotAllowed.
    """
    publication = (
        Publication.objects.select_for_update(of=("self",)).select_related("source").get(pk=publication.pk)
    )
    demand(may_here(by, Act.CONSIDER_PUBLICATION, publication.partnership))
    if considered_on > by.today or considered_on < publication.source.dated:
        raise NotAllowed(
            Refused(
                "date_wrong", f"The group cannot have considered it on {plain(considered_on)}.",
                "Give a day after it was published, and not to come.",
            )
        )  # fmt: skip
    for text, sentence in (
        (practice_here, "Say how practice here compares."),
        (gap, "Say what is missing here; “nothing, because …” is an answer."),
        (response, "Say how the partnership responds."),
    ):
        if not text.strip():
            raise NotAllowed(Refused("not_whole", sentence, "A sentence or two is enough."))
    publication.considered_on, publication.considered_by = considered_on, by.seat
    publication.practice_here, publication.gap = practice_here.strip(), gap.strip()
    publication.response = response.strip()
    publication.save()
    _record(
        by, "consider_publication", publication,
        {"practice here": publication.practice_here, "gap": publication.gap,
         "response": publication.response},
    )  # fmt: skip
    return publication


def _record(by: Acting, act: str, publication: Publication, keep: dict[str, str]) -> None:
    stream = by.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=stream, act=act, actor=by.actor, on={"source": publication.source.short}, keep=keep)
