"""The lock order: partnership, then cases by reference, then the rest."""

from __future__ import annotations

from safeguarding.cases.models import Case


def lock(case: Case) -> Case:
    """The case as it stands now, its row locked until the transaction ends.

    Every act on a case begins with this. Only the case's own row is locked, not its partnership's.
    """
    found = Case.objects.select_for_update(of=("self",)).select_related("partnership", "stream")
    return found.get(pk=case.pk)
