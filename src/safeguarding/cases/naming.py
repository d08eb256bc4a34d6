"""Who is who in a case, as its papers may write them."""

from __future__ import annotations

from safeguarding.anonymity.models import Identity
from safeguarding.anonymity.names import People
from safeguarding.cases.models import Case


def identities(case: Case) -> dict[int, str]:
    """The pseudonym of everybody whose identity is kept, by identity; children first."""
    rows = [*case.children.values_list("identity_id", "pseudonym"),
            *case.family.values_list("identity_id", "pseudonym")]  # fmt: skip
    return {identity: pseudonym for identity, pseudonym in rows if identity is not None}


def people_of(case: Case) -> People:
    """Everybody of the case with the names by which papers may call them."""
    called = identities(case)
    known = Identity.objects.filter(pk__in=called, disposed_at__isnull=True)
    details = {one.pk: one.details for one in known}
    return People.from_details((called[key], details[key]) for key in called if key in details)
