"""What people make of the composite: pairs, remarks, the order of a day, spellings."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from safeguarding.anonymity.names import FAMILY
from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.cases.naming import identities
from safeguarding.chronology.access import readable
from safeguarding.chronology.actions.giving import still_open
from safeguarding.chronology.models import Episode, Event, Pair, Spelling, Tag
from safeguarding.chronology.queries.composite import released
from safeguarding.chronology.tasks import look_for_pairs
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Theme


@transaction.atomic
def judge_pair(*, by: Acting, case: Case, first: Event, second: Event, judged: str, words: str = "") -> Pair:
    """Say whether two records are of one event. Both stay as they are; a later judgement takes the place of
    an earlier one, and both are in the record. Raises NotAllowed.
    """
    case = _worked_on(by, case)
    one, other = sorted((_there(case, by, first), _there(case, by, second)), key=lambda event: event.pk)
    if one.pk == other.pk:
        raise NotAllowed(Refused("one_record", "That is one record, not two.", "Choose another event."))
    if judged not in Pair.Judged.values:
        raise NotAllowed(Refused("no_answer", "Nothing was chosen.", "Choose one of the three."))
    if judged == Pair.Judged.CONFLICT and not words.strip():
        raise NotAllowed(
            Refused("no_words", "It is not said where the accounts differ.", "A sentence will do.")
        )
    pair, _ = Pair.objects.get_or_create(case=case, first=one, second=other)
    pair.judged, pair.words, pair.judged_by, pair.judged_at = judged, words, by.seat, timezone.now()
    pair.save(update_fields=["judged", "words", "judged_by", "judged_at"])
    record(
        case,
        "judge_pair",
        by=by,
        on={"first": str(one.pk), "second": str(other.pk), "judged": judged},
        keep={"sealed words": words} if words.strip() else None,
    )
    return pair


@transaction.atomic
def remark_on_event(
    *,
    by: Acting,
    case: Case,
    event: Event,
    weight: int | None = None,
    seen: str = "",
    comment: str = "",
    voice: str = "",
    themes: Sequence[str] = (),
    episode: Episode | None = None,
) -> Event:
    """Say what an event means for the review: how much it weighs, whether the child was seen, the child's
    voice, a comment, themes, and the key practice episode that it belongs to. Raises NotAllowed.
    """
    case = _worked_on(by, case)
    event = _there(case, by, event)
    if weight not in {None, *Event.Weight.values} or seen not in {"", *Event.Seen.values}:
        raise NotAllowed(Refused("no_answer", "That is not one of the answers.", "Choose one of them."))
    if set(themes) - {one.value for one in Theme}:
        raise NotAllowed(Refused("no_theme", "That is not one of the themes.", "Choose from the list."))
    if episode is not None and episode.case_id != case.pk:
        raise NotAllowed(Refused("other_case", "That episode is of another case.", "Choose another."))
    event.weight, event.seen, event.episode = weight, seen, episode
    event.remarks = {"comment": comment.strip(), "voice": voice.strip()}
    event.remarked_by, event.remarked_at = by.seat, timezone.now()
    event.save(update_fields=["weight", "seen", "episode", "remarks", "remarked_by", "remarked_at"])
    event.tags.exclude(theme__in=themes).delete()
    Tag.objects.bulk_create([Tag(event=event, theme=one) for one in themes], ignore_conflicts=True)
    record(
        case,
        "remark_on_event",
        by=by,
        on={"event": str(event.pk), "weight": str(weight or ""), "seen": seen, "themes": ",".join(themes)},
        keep={"sealed comment": comment, "sealed voice": voice},
    )
    return event


@transaction.atomic
def begin_episode(*, by: Acting, case: Case, title: str) -> Episode:
    """Name a key practice episode, to which events can then belong. Raises NotAllowed."""
    case = _worked_on(by, case)
    if not title.strip():
        raise NotAllowed(Refused("no_title", "The episode has no name yet.", "A few words will do."))
    if title.strip() in {one.title for one in case.episodes.all()}:
        raise NotAllowed(
            Refused("title_taken", "There is an episode of that name.", "Use it, or give another name.")
        )
    episode = Episode.objects.create(
        case=case, title=title.strip(), begun_by=by.seat, begun_at=timezone.now()
    )
    record(case, "begin_episode", by=by, on={"episode": str(episode.pk)}, keep={"sealed title": title})
    return episode


@transaction.atomic
def move_event(*, by: Acting, case: Case, event: Event, earlier: bool) -> Event:
    """Put an event one place earlier or later among those of its day. The order of the day then stays,
    whatever is brought in later. Raises NotAllowed.
    """
    case = _worked_on(by, case)
    event = _there(case, by, event)
    if event.earliest is None:
        raise NotAllowed(
            Refused("no_day", "It has no date, so it stands in no day.", "Settle its date first.")
        )
    day = list(
        released(case).filter(earliest=event.earliest).order_by("sorts").select_for_update(of=("self",))
    )
    seen = set(
        released(case).filter(readable(by, case), earliest=event.earliest).values_list("pk", flat=True)
    )
    at = next(number for number, one in enumerate(day) if one.pk == event.pk)
    beyond = range(at - 1, -1, -1) if earlier else range(at + 1, len(day))
    to = next((number for number in beyond if day[number].pk in seen), None)
    if to is None:
        where = "first" if earlier else "last"
        raise NotAllowed(
            Refused("no_further", f"It is the {where} event of its day already.", "Move another one.")
        )
    day.insert(to, day.pop(at))  # past those that this person may not see
    for number, one in enumerate(day, start=1):
        one.place = number
        one.sorts = one.sorting()
    Event.objects.bulk_update(day, ["place", "sorts"], batch_size=200)
    record(case, "order_day", by=by, on={"event": str(event.pk), "earlier": "yes" if earlier else "no"})
    return day[to]


@transaction.atomic
def settle_spelling(*, by: Acting, case: Case, written: str, pseudonym: str, means: bool) -> Spelling:
    """Say whether a way of writing in the papers means somebody of the case. From then on it is hidden as
    them, or shown as it stands. Can be ruled on anew. Raises NotAllowed.
    """
    case = _worked_on(by, case)
    if not written.strip() or pseudonym not in {FAMILY, *identities(case).values()}:
        raise NotAllowed(Refused("nobody", "That is nobody of this case.", "Choose somebody of the case."))
    ruled = Spelling.objects.create(
        case=case, written=written, pseudonym=pseudonym, means=means, judged_by=by.seat,
        judged_at=timezone.now(),
    )  # fmt: skip
    record(
        case,
        "settle_spelling",
        by=by,
        on={"means": "yes" if means else "no", "whom": pseudonym},
        keep={"sealed spelling": written},
    )
    if means:
        look_for_pairs.enqueue(case.pk)
    return ruled


@transaction.atomic
def allow_use(*, by: Acting, case: Case, event: Event, words: str) -> Event:
    """Record that the agency was asked about an event marked “ask us first”, and lets it be used. Raises
    NotAllowed.
    """
    case = _worked_on(by, case)
    event = _there(case, by, event)
    if event.handling != "ask_me_first":
        raise NotAllowed(
            Refused("not_marked", "The agency did not mark this event.", "It can be used as it is.")
        )
    if not words.strip():
        raise NotAllowed(Refused("no_words", "It is not said who agreed and when.", "A sentence will do."))
    event.allowed_words, event.allowed_by, event.allowed_at = words, by.seat, timezone.now()
    event.save(update_fields=["allowed_words", "allowed_by", "allowed_at"])
    record(case, "allow_use", by=by, on={"event": str(event.pk)}, keep={"sealed words": words})
    return event


def _worked_on(by: Acting, case: Case) -> Case:
    case = lock(case)
    demand(may_do(by, Act.WORK_ON_CHRONOLOGY, case))
    demand(still_open(case))
    return case


def _there(case: Case, by: Acting, event: Event) -> Event:
    """The event as it stands now, if this person may read it in this case's composite."""
    found = released(case).filter(readable(by, case), pk=event.pk).select_for_update(of=("self",)).first()
    if found is None:
        raise NotAllowed(
            Refused("no_event", "That event is not in the chronology.", "Go back to the chronology.")
        )
    return found
