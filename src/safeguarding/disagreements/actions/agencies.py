"""Working out what two agencies see differently, at the lowest level that can settle it.

Barnet's published resolution policy: by discussion, within one working week or sooner for safety, and written
down. It stops nothing that either agency must do for a child.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.queries.rules import profile_on
from safeguarding.cases.subjects import Subject
from safeguarding.correspondence.actions import post_kind
from safeguarding.disagreements.access import is_party, may_answer, may_in, may_on, speaks_for
from safeguarding.disagreements.models import AgencyDisagreement, AgencyLevel, AgencyPosition
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency, Partnership
from safeguarding.people.queries import in_force, seats
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.permission.permits import AT_AN_AGENCY, DELEGATED
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import Role

Ending = AgencyDisagreement.Ending
LAST = LevelCode.D3.value


@transaction.atomic
def raise_between_agencies(
    *,
    by: Acting,
    raised_by: Agency,
    other: Agency,
    about: str,
    position: str,
    for_safety: bool,
    subject: Subject | None = None,
) -> AgencyDisagreement:
    """Write down that one agency sees something differently from another, and begin at the lowest level.

    `for_safety`: a child's safety needs it sooner than a working week. Tells the other agency and the
    manager; the letter says nothing of what it is about. About one action there is one at a time. Raises
    NotAllowed.
    """
    Partnership.objects.select_for_update().get(pk=by.partnership.pk)
    demand(may_in(by, Act.RAISE_AGENCY_DISAGREEMENT))
    _demand_two(by, raised_by, other)
    _demand_words(about, "Say what the two see differently.")
    _demand_words(position, "Say what the agency that raises it holds.")
    if subject is not None:
        standing = AgencyDisagreement.objects.filter(
            partnership=by.partnership, subject=subject.key, ended_at__isnull=True
        ).first()
        if standing is not None:
            raise NotAllowed(
                Refused(
                    "open_already",
                    "A disagreement about this action is open already.",
                    "Go on with that one: look under “Disagreements between agencies”.",
                )
            )
    row = AgencyDisagreement.objects.create(
        partnership=by.partnership,
        raised_by=raised_by,
        other=other,
        subject=subject.key if subject else "",
        subject_words=subject.words if subject else "",
        for_safety=for_safety,
        about=about.strip(),
        opened_on=by.today,
        opened_by=by.seat,
        level=LevelCode.D0.value,
    )
    _write(
        row,
        "raise_agency_disagreement",
        by=by,
        on={"raised by": str(raised_by.pk), "other": str(other.pk), "safety": "yes" if for_safety else "no"},
        keep={"about": row.about},
    )
    _hold(row, raised_by, position, by=by)
    _open_level(row, LevelCode.D0.value, by=by)
    return row


def _demand_two(by: Acting, raised_by: Agency, other: Agency) -> None:
    here = {raised_by.partnership_id, other.partnership_id} == {by.partnership.pk}
    if not here or raised_by.pk == other.pk:
        raise NotAllowed(
            Refused(
                "two_agencies", "Two different agencies of this partnership disagree.", "Choose the other."
            )
        )
    if by.role is not Role.PARTNERSHIP_MANAGER and by.seat.agency_id != raised_by.pk:
        raise NotAllowed(
            Refused(
                "own_agency", "You raise it for your own agency.", "Ask the other agency to raise its own."
            )
        )


@transaction.atomic
def record_agency_level(
    *,
    by: Acting,
    disagreement: AgencyDisagreement,
    level: str,
    participants: str,
    words: str,
    settled: bool,
    positions: dict[int, str],
    said_by: Sequence[Agency] = (),
) -> AgencyDisagreement:
    """Write down who talked, what came of it and what each agency holds now (`positions` by the agency's id).

    Settled, the other agency is asked to say so too; not settled, it goes up at once. The manager says which
    of the two told them that it is settled (`said_by`); where both did, it ends. `level` is the one that the
    page showed. Raises NotAllowed.
    """
    row = _locked(disagreement, by, Act.RECORD_AGENCY_LEVEL)
    now = row.levels.get(code=row.level)
    if now.code != level or row.settled_by_id is not None:
        raise NotAllowed(
            Refused("level_recorded", "This level has been recorded already.", "Look at where it stands now.")
        )
    if now.code == LAST and not settled:
        raise NotAllowed(
            Refused(
                "last_level",
                "This is the last level: a delegated partner now says what happens.",
                "Record here only that the two have settled it themselves.",
            )
        )
    _demand_words(participants, "Say who talked.")
    _demand_words(words, "Say what came of it.")
    for agency in row.agencies:
        own = by.role is Role.PARTNERSHIP_MANAGER or by.seat.agency_id == agency.pk
        if own:
            _hold(row, agency, positions.get(agency.pk, ""), by=by)
    now.participants, now.words = participants.strip(), words.strip()
    now.save(update_fields=["participants", "words"])
    _write(
        row,
        "record_agency_level",
        by=by,
        on={"level": now.code, "settled": "yes" if settled else "no"},
        keep={"participants": now.participants, "outcome": now.words},
    )
    if settled:
        _say_settled(row, by, said_by, now.words)
    else:
        _go_up(row, by=by)
    return row


def _say_settled(row: AgencyDisagreement, by: Acting, said_by: Sequence[Agency], words: str) -> None:
    """One of the two says that it is settled; or the manager notes that one, or each of them, did."""
    if by.role is Role.PARTNERSHIP_MANAGER:
        told = {agency.pk for agency in said_by} & {agency.pk for agency in row.agencies}
    else:
        told = {agency.pk for agency in row.agencies if agency.pk == by.seat.agency_id}
    if not told:
        raise NotAllowed(
            Refused(
                "who_says_so",
                "It is not said which of the two says that it is settled.",
                "Choose the agency that told you so, or both.",
            )
        )
    if len(told) == len(row.agencies):
        _end(row, Ending.AGREED, words, by=by)
        return
    row.settled_by, row.settled_for_id = by.seat, told.pop()
    row.save(update_fields=["settled_by", "settled_for"])
    _tell(row, f"settled:{row.level}", but=by)


@transaction.atomic
def confirm_agency_settlement(
    *, by: Acting, disagreement: AgencyDisagreement, agree: bool, words: str
) -> AgencyDisagreement:
    """The other agency says that it is settled too, and it ends; or that it is not, and it goes up.

    The manager may note what the other agency said. Nobody confirms their own agency's word. Raises
    NotAllowed.
    """
    row = _locked(disagreement, by, Act.CONFIRM_AGENCY_SETTLEMENT)
    said = row.settled_by
    if said is None:
        raise NotAllowed(
            Refused(
                "nothing_to_confirm", "Nobody has said that it is settled.", "Record what came of it first."
            )
        )
    if not may_answer(by, row):
        raise NotAllowed(
            Refused(
                "own_word",
                "Your own side said that it is settled, so the other one confirms it.",
                "Ask them to look at this page.",
            )
        )
    _demand_words(words, "Say what stands now." if agree else "Say what is still open.")
    row.settled_by = row.settled_for = None
    row.save(update_fields=["settled_by", "settled_for"])
    if agree:
        _end(row, Ending.AGREED, words, by=by)
        return row
    _write(row, "agency_not_settled", by=by, on={"level": row.level}, keep={"words": words.strip()})
    if row.level != LAST:
        _go_up(row, by=by)
    else:
        _tell(row, f"open again:{row.levels.count()}", but=by)
    return row


@transaction.atomic
def decide_agency_disagreement(
    *, by: Acting, disagreement: AgencyDisagreement, outcome: str
) -> AgencyDisagreement:
    """At the last level a delegated partner says what happens; not one whose own agency is one of the two."""
    row = _locked(disagreement, by, Act.DECIDE_AGENCY_DISAGREEMENT)
    if row.level != LAST:
        raise NotAllowed(
            Refused(
                "earlier_levels",
                "The two agencies still have time to settle this themselves.",
                "It comes to the delegated partners when their senior leads have not settled it.",
            )
        )
    if is_party(by, row) or speaks_for(by) & {row.raised_by_id, row.other_id}:
        raise NotAllowed(
            Refused(
                "own_agency",
                "Your own agency is one of the two.",
                "Ask another delegated partner to say what happens.",
            )
        )
    _demand_words(outcome, "Say what happens now, and why.")
    row.settled_by = row.settled_for = None
    row.save(update_fields=["settled_by", "settled_for"])
    _end(row, Ending.DECIDED, outcome, by=by)
    return row


@transaction.atomic
def withdraw_agency_disagreement(
    *, by: Acting, disagreement: AgencyDisagreement, reason: str
) -> AgencyDisagreement:
    """The agency that raised it takes it back; what was said stays in the record. Raises NotAllowed."""
    row = _locked(disagreement, by, Act.WITHDRAW_AGENCY_DISAGREEMENT)
    if by.seat.pk != row.opened_by_id and by.seat.agency_id != row.raised_by_id:
        raise NotAllowed(
            Refused("not_yours", "The agency that raised it takes it back.", "Record that it is settled.")
        )
    _demand_words(reason, "Say why it is taken back.")
    _end(row, Ending.WITHDRAWN, reason, by=by)
    return row


def _locked(disagreement: AgencyDisagreement, by: Acting, act: Act) -> AgencyDisagreement:
    AgencyDisagreement.objects.select_for_update().get(pk=disagreement.pk)
    row = AgencyDisagreement.objects.select_related(
        "partnership__stream", "raised_by", "other", "settled_by", "settled_for", "opened_by"
    ).get(pk=disagreement.pk)
    demand(may_on(by, act, row))
    if row.ended_at is not None:
        raise NotAllowed(
            Refused("ended", "This disagreement has ended.", "If the two differ again, raise another.")
        )
    return row


def _demand_words(words: str, sentence: str) -> None:
    if not words.strip():
        raise NotAllowed(Refused("no_words", sentence, "One or two plain sentences will do."))


def _hold(row: AgencyDisagreement, agency: Agency, words: str, *, by: Acting) -> None:
    now = row.positions.filter(current=True, agency=agency).first()
    if not words.strip() or (now is not None and now.words == words.strip()):
        return
    row.positions.filter(current=True, agency=agency).update(current=False)
    AgencyPosition.objects.create(
        disagreement=row, level=row.level, agency=agency, words=words.strip(), recorded_by=by.seat
    )
    _write(row, "hold_agency_view", by=by, on={"agency": str(agency.pk)}, keep={"position": words.strip()})


def _open_level(row: AgencyDisagreement, code: str, *, by: Acting) -> None:
    rung = profile_on(row.partnership, row.opened_on).practice_rung(LevelCode(code))
    AgencyLevel.objects.create(
        disagreement=row,
        code=code,
        title=rung.title,
        opened_at=timezone.now(),
        due_on=rung.due(by.today, for_safety=row.for_safety),
    )
    row.level = code
    row.save(update_fields=["level"])
    _write(row, "open_agency_level", by=by, on={"level": code})
    _tell(row, f"level:{code}", but=by)


def _close_level(row: AgencyDisagreement, result: AgencyLevel.Result, *, by: Acting) -> None:
    row.levels.filter(code=row.level).update(result=result.value, ended_at=timezone.now(), ended_by=by.seat)


def _go_up(row: AgencyDisagreement, *, by: Acting) -> None:
    _close_level(row, AgencyLevel.Result.WENT_UP, by=by)
    order = [code.value for code in LevelCode]
    _open_level(row, order[order.index(row.level) + 1], by=by)


def _end(row: AgencyDisagreement, ending: AgencyDisagreement.Ending, words: str, *, by: Acting) -> None:
    _close_level(row, AgencyLevel.Result.ENDED, by=by)
    row.ended_at, row.ended_by, row.ending, row.outcome = timezone.now(), by.seat, ending.value, words.strip()
    row.save(update_fields=["ended_at", "ended_by", "ending", "outcome"])
    _write(
        row,
        "end_agency_disagreement",
        by=by,
        on={"ending": ending.value, "level": row.level},
        keep={"outcome": row.outcome},
    )
    _tell(row, "ended", but=by)


def _tell(row: AgencyDisagreement, occasion: str, *, but: Acting) -> None:
    """A letter without content to those who speak for the two agencies, to the manager, and at the last level
    to the delegated partners; not to whoever has just acted."""
    roles = {Role.PARTNERSHIP_MANAGER.value}
    here = seats().filter(in_force(but.today), partnership=row.partnership)
    partners = set(DELEGATED) if row.level == LAST else set()
    told = [
        *here.filter(role__in=AT_AN_AGENCY, agency__in=row.agencies),
        *here.filter(role__in=roles | {role.value for role in partners}),
    ]
    for person in {seat.person_id: seat.person for seat in told}.values():
        if person.pk == but.person.pk:
            continue
        post_kind(
            partnership=row.partnership,
            to=person,
            kind="agency_disagreement",
            stream=row.partnership.stream,
            subject_context={"link": f"/disagreements/between-agencies/{row.short}/"},
            once_key=f"agency disagreement:{row.pk}:{occasion}:{person.pk}",
        )


def _write(
    row: AgencyDisagreement, act: str, *, by: Acting, on: dict[str, str], keep: dict[str, str] | None = None
) -> None:
    stream = row.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=stream, act=act, actor=by.actor, on={"disagreement": row.short, **on}, keep=keep)
