"""Which agencies a case involves, and what in a candidate's declaration touches them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.evidence.models import Request
from safeguarding.people.models import Agency
from safeguarding.practice_reviews.models import Candidate
from safeguarding.statute.reviewers import Conflict, Involved, Worked, conflicts

Agencies = dict[int, list[Involved]]


def involved_in(cases: Collection[Case]) -> Agencies:
    """For each case, by its key: the agencies asked about it and those of the three partners, each with the
    agencies that it followed or that followed it. A fixed number of queries.
    """
    partnerships = {case.partnership_id for case in cases}
    agencies = list(Agency.objects.filter(partnership__in=partnerships).prefetch_related("names"))
    families = _families(agencies)
    asked: dict[int, set[int]] = defaultdict(set)
    for key, agency in Request.objects.filter(case__in=cases).values_list("case", "agency"):
        asked[key].add(agency)
    by_key = {one.pk: one for one in agencies}
    found: Agencies = {}
    for case in cases:
        partners = {a.pk for a in agencies if a.partner and a.partnership_id == case.partnership_id}
        found[case.pk] = [
            Involved(
                key,
                families[key],
                frozenset(name.name.casefold() for one in families[key] for name in by_key[one].names.all()),
            )
            for key in sorted((asked[case.pk] | partners) & set(by_key))
        ]
    return found


def _families(agencies: Iterable[Agency]) -> dict[int, frozenset[int]]:
    """Each agency with those that came before and after it."""
    families: dict[int, set[int]] = {one.pk: {one.pk} for one in agencies}
    for one in agencies:
        if one.successor_id in families:
            together = families[one.pk] | families[one.successor_id]
            for key in together:
                families[key] = together
    return {key: frozenset(keys) for key, keys in families.items()}


def conflicts_of(candidate: Candidate, involved: Collection[Involved]) -> tuple[Conflict, ...]:
    """The conflicts in what the candidate has declared; `worked` may be prefetched."""
    return conflicts(
        [
            Worked(row.name, row.agency_id, row.first_year, row.last_year)
            for row in candidate.worked.all()
            if row.current
        ],
        involved,
        relationships=candidate.relationships,
        on=timezone.localdate(),
    )


def ruled(candidate: Candidate) -> dict[str, bool]:
    """What has been ruled on each conflict, by its key; `rulings` may be prefetched."""
    return {row.conflict: row.may_review for row in candidate.rulings.all() if row.current}


def unruled(candidate: Candidate, involved: Collection[Involved]) -> list[Conflict]:
    """The conflicts on which nobody has ruled yet."""
    known = ruled(candidate)
    return [one for one in conflicts_of(candidate, involved) if one.key not in known]
