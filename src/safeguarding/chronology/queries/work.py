"""What of the chronologies waits for whoever runs a case."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Level
from safeguarding.ui.words import plural

RELEASES, BRINGS_IN = roles_for(Act.RELEASE_RETURNS), roles_for(Act.BRING_IN_CHRONOLOGY)


def work(by: Acting) -> list[WorkItem]:
    """Checked chronologies that wait for their release, and those brought in that nobody has checked."""
    if by.level < Level.TOTP or by.role not in RELEASES | BRINGS_IN:
        return []
    open_ = Q(papers__released_at=None, papers__withdrawn_at=None)
    cases = (
        visible_to(by)
        .filter(closed=False)
        .annotate(
            ready=Count("papers", filter=open_ & Q(papers__checked_at__isnull=False), distinct=True),
            unchecked=Count(
                "papers", filter=open_ & Q(papers__checked_at=None, papers__by_us=True), distinct=True
            ),
        )
        .filter(Q(ready__gt=0) | Q(unchecked__gt=0))
    )
    found = []
    for case in cases:
        if case.ready and by.role in RELEASES:
            found.append(_item("Release chronologies", case, case.ready, "checked by its agency", "release"))
        if case.unchecked and by.role in BRINGS_IN:
            found.append(_item("Check a chronology", case, case.unchecked, "that came by e-mail", "check"))
    return found


def _item(title: str, case: Case, count: int, which: str, button: str) -> WorkItem:
    room = "evidence:release" if button == "release" else "chronology:papers"
    return WorkItem(
        title,
        case,
        f"{case.pseudonym}. {plural(count, 'chronology', 'chronologies')} {which}.",
        None,
        reverse(room, args=[case.reference]),
        button.capitalize(),
    )
