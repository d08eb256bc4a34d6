"""The lock order: partnership, then cases by reference, then the rest."""

from __future__ import annotations

from safeguarding.cases.models import Case


def lock(case: Case) -> Case:
    """The case as it stands now, its row locked until the transaction ends.

    Every act on a case begins with this.
    """
    return Case.objects.select_for_update().select_related("partnership", "stream").get(pk=case.pk)
