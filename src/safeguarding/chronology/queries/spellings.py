"""Ways of writing somebody's name that people have ruled on."""

from __future__ import annotations

from collections.abc import Iterable

from safeguarding.anonymity.names import Lookalike, People
from safeguarding.cases.models import Case
from safeguarding.chronology.models import Spelling


def ruled(case: Case) -> dict[str, Spelling]:
    """The last ruling on each way of writing."""
    return {one.written: one for one in Spelling.objects.filter(case=case).order_by("id")}


def meant(case: Case) -> dict[str, str]:
    """What a person said means somebody of the case, with whom it means."""
    return {written: one.pseudonym for written, one in ruled(case).items() if one.means}


def nobody(case: Case) -> frozenset[str]:
    """What a person said means nobody of the case."""
    return frozenset(written for written, one in ruled(case).items() if not one.means)


def undecided(case: Case, people: People, texts: Iterable[str]) -> list[Lookalike]:
    """What looks like somebody of the case and waits for a person, the most frequent first."""
    known = ruled(case)
    return [one for one in people.lookalikes(texts) if one.written not in known]
