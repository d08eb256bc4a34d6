"""Opening a disagreement. It is written down beside the case: no clock, notification or dispatch waits for
it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import find, record
from safeguarding.cases.letters import NOON, at, tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.cases.subjects import Subject, subjects_of
from safeguarding.disagreements import ladder
from safeguarding.disagreements.defaults import default_for
from safeguarding.disagreements.models import Disagreement, HeldPosition, Level
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import DueRung, LevelCode
from safeguarding.statute.terms import DecisionKind, Partner, Role

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}
ALWAYS_TOLD = {Role.LTRG_CHAIR, Role.INDEPENDENT_SCRUTINEER}


@transaction.atomic
def open_disagreement(
    *,
    by: Acting,
    case: Case,
    kind: DecisionKind,
    about: str,
    positions: Mapping[Partner, str],
    subject: str = "",
    opened_from: str = "",
    discussed: str = "",
) -> Disagreement:
    """Open the resolution protocol on a kind of decision; where one is open already, that one.

    `subject` is the key of what in the case it is about (`cases.subjects`). Tells the partners, the chair and
    the scrutineer. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.OPEN_DISAGREEMENT, case))
    if not about.strip():
        raise NotAllowed(
            Refused(
                "no_issue", "Say what the partners disagree about.", "One or two plain sentences will do."
            )
        )
    return disagreement_follows(
        by=by,
        case=case,
        kind=kind,
        about=about,
        positions=positions,
        subject=the_subject(by, case, kind, subject),
        opened_from=opened_from,
        discussed=discussed,
    )


ABOUT_ONE_THING = frozenset(
    {DecisionKind.REQUIRE_INFORMATION, DecisionKind.ACTION_ACCEPT, DecisionKind.ACTION_CLOSE}
)
"""Decisions about one request or one action, which the disagreement then names."""


def the_subject(by: Acting, case: Case, kind: DecisionKind, key: str) -> Subject | None:
    """What in the case it is about; None for the case as a whole. Raises NotAllowed where the two do not go
    together.
    """
    found = next(iter(subjects_of(by, case, key)), None) if key else None
    if (key and found is None) or (found and kind not in found.kinds):
        raise NotAllowed(
            Refused(
                "other_subject",
                "That kind of decision is not about what you chose.",
                "Choose the action or the answer that it is about, or the case as a whole.",
            )
        )
    if found is None and kind in ABOUT_ONE_THING:
        raise NotAllowed(
            Refused(
                "which_one",
                f"“{kind.label}” is about one thing in the case.",
                "Choose which action, or whose information, it is about.",
            )
        )
    return found


@transaction.atomic
def disagreement_follows(
    *,
    by: Acting,
    case: Case,
    kind: DecisionKind,
    about: str,
    positions: Mapping[Partner, str],
    subject: Subject | None = None,
    opened_from: str = "",
    discussed: str = "",
) -> Disagreement:
    """A disagreement that follows by itself from positions lawfully taken: nobody's leave is asked to write
    it down.

    `opened_from` names the decision it arose from; `discussed` says that the chair-led discussion has been
    had, so that it begins with the delegated partners. Asked twice, it is one disagreement, with the newer
    positions beside the older.
    """
    case = lock(case)
    key = subject.key if subject else ""
    standing = case.disagreements.filter(kind=kind.value, subject=key, ended_at__isnull=True).first()
    if standing:
        hold(standing, positions, by=by)
        return standing
    aware = find(case, Kind.LA_AWARE)
    row = Disagreement.objects.create(
        case=case,
        number=(case.disagreements.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=kind.value,
        subject=key,
        subject_words=subject.words if subject else "",
        agency=subject.agency if subject else None,
        about=about,
        opened_from=opened_from,
        opened_on=by.today,
        opened_by=by.seat,
        aware_on=aware.occurred if aware else None,
        level=LevelCode.D0.value,
    )
    record(
        case,
        "open_disagreement",
        by=by,
        on={"disagreement": str(row.number), "kind": kind.value, **({"subject": key} if key else {})},
        keep={"about": about},
    )
    hold(row, positions, by=by, agency=subject.position if subject else "")
    first = ladder.rungs(row)[0]
    begun = open_level(row, first, by=by, quietly=bool(discussed))
    if discussed:
        go_up(row, begun, by=by, words=discussed)
    return row


def hold(row: Disagreement, positions: Mapping[Partner, str], *, by: Acting, agency: str = "") -> None:
    """Write down what each partner, and the agency concerned, holds now, beside what they held before."""
    if agency.strip() and row.agency is not None:
        _hold_agency(row, agency.strip(), by=by)
    now = dict(row.positions.filter(current=True, agency=None).values_list("partner", "words"))
    for partner, words in positions.items():
        if not words.strip() or now.get(partner.value) == words:
            continue
        row.positions.filter(partner=partner.value, current=True).update(current=False)
        HeldPosition.objects.create(
            disagreement=row, level=row.level, partner=partner.value, words=words, recorded_by=by.seat
        )
        record(
            row.case,
            "hold_position",
            by=by,
            on={"disagreement": str(row.number), "partner": partner.value},
            keep={"position": words},
        )


def _hold_agency(row: Disagreement, words: str, *, by: Acting) -> None:
    now = row.positions.filter(current=True, agency=row.agency).first()
    if now and now.words == words:
        return
    row.positions.filter(current=True, agency=row.agency).update(current=False)
    HeldPosition.objects.create(
        disagreement=row, level=row.level, agency=row.agency, words=words, recorded_by=by.seat
    )
    record(
        row.case,
        "hold_agency_position",
        by=by,
        on={"disagreement": str(row.number), "agency": str(row.agency_id)},
        keep={"position": words},
    )


def open_level(row: Disagreement, due: DueRung, *, by: Acting, quietly: bool = False) -> Level:
    """Open a level and tell those whose turn it is, the chair and the scrutineer."""
    who = default_for(row.decision).who if due.rung.level is LevelCode.D3 else due.rung.who
    level = Level.objects.create(
        disagreement=row,
        code=due.rung.level.value,
        title=due.rung.title,
        who=[role.value for role in who],
        opened_at=timezone.now(),
        due_on=due.due_on,
        by_noon=due.rung.by_noon,
        provisional=due.provisional,
    )
    row.level = level.code
    row.save(update_fields=["level"])
    record(row.case, "open_level", by=by, on={"disagreement": str(row.number), "level": level.code})
    if not quietly:
        whom = PARTNERS | ALWAYS_TOLD | set(who)
        tell(
            row.case,
            whom,
            "disagreement_opened",
            once=f"disagreement:{row.pk}:{level.code}",
            due=at(level.due_on, NOON) if level.by_noon else level.due_on,
            path=reverse("disagreements:disagreement", args=[row.case.reference]),
        )
    return level


def go_up(row: Disagreement, level: Level, *, by: Acting, words: str) -> Level | None:
    """Close a level as not settled and open the one above, if there is one."""
    close_level(level, Level.Result.WENT_UP, by=by, words=words)
    above = ladder.after(row, level.code)
    return open_level(row, above, by=by) if above else None


def close_level(level: Level, result: Level.Result, *, by: Acting, words: str = "") -> None:
    """Say how a level ended."""
    level.result, level.ended_at, level.ended_by = result, timezone.now(), by.seat
    level.words = words or level.words
    level.save()


def current_level(row: Disagreement) -> Level:
    """The level that the disagreement has reached."""
    return row.levels.get(code=row.level)
