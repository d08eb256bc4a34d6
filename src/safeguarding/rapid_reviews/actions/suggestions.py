"""What becomes of each proposed change: accepted into the text, our words kept, or answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.models import Case
from safeguarding.documents.returned.fitting import canonical, take
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.guards import begun, may_write, refuse
from safeguarding.rapid_reviews.actions.writing import write_section
from safeguarding.rapid_reviews.models import RapidReview, SectionText, Suggestion
from safeguarding.rapid_reviews.queries.comments import edit_of
from safeguarding.statute.answer import NotAllowed, demand
from safeguarding.statute.permission import Act

State = Suggestion.State


@transaction.atomic
def accept_suggestions(*, by: Acting, case: Case, section: str, chosen: Collection[int]) -> list[Suggestion]:
    """Take the chosen changes into a part of the report, as it is now, and write it as anybody writes it.

    One whose words have moved meanwhile is left open. Refused when none fits.
    """
    case, review = begun(by, Act.WRITE_REPORT, case)
    demand(may_write(case, review))
    rows = list(_open(review).filter(section=section, pk__in=chosen).select_related("contribution"))
    if not section or not rows:
        raise _settled()
    before = review.sections.filter(code=section, current=True).first()
    text, taken = _take(canonical(before.text if before else ""), rows)
    if not taken:
        raise refuse(
            "no_longer_fits",
            "The words that this is about have changed since the draft was sent out.",
            "Change the text by hand, then answer the proposal.",
        )
    wrote = before
    if before is None or text != canonical(before.text):
        base = str(before.pk) if before else ""
        wrote = write_section(by=by, case=case, section=section, text=text, base=base)
    for row in taken:
        _settle(row, by, State.ACCEPTED, wrote=wrote)
    facts.record(
        case,
        "accept_suggestions",
        by=by,
        on={"section": section, "suggestions": ",".join(str(row.pk) for row in taken)},
    )
    return taken


@transaction.atomic
def answer_suggestion(
    *, by: Acting, case: Case, suggestion: int, words: str, keeps: bool = False
) -> Suggestion:
    """Keep our words, with the reason; or answer in words what becomes of it."""
    case, review = begun(by, Act.WRITE_REPORT, case)
    row = _open(review).filter(pk=suggestion).first()
    if row is None:
        raise _settled()
    if not words.strip():
        raise refuse("no_words", "Say why in a few words.", "Everybody who was asked can read it.")
    if keeps and not row.section:
        raise refuse(
            "from_the_record", "These words come from the record.", "Answer it: say where it is put right."
        )
    _settle(row, by, State.KEPT if keeps else State.ANSWERED, words=words)
    facts.record(
        case,
        "keep_our_words" if keeps else "answer_suggestion",
        by=by,
        on={"suggestion": str(row.pk), "section": row.section},
        keep={"said": words},
    )
    return row


def _take(text: str, rows: list[Suggestion]) -> tuple[str, list[Suggestion]]:
    """What fits of each file’s changes, file by file."""
    files: dict[int, list[Suggestion]] = defaultdict(list)
    for row in rows:
        files[row.contribution_id].append(row)
    done: list[Suggestion] = []
    for ours in files.values():
        base = ours[0].contribution.texts.get(ours[0].section, "")
        taken = take(base, text, [edit_of(row) for row in ours])
        text = taken.text
        done += [ours[number] for number in (*taken.fit, *taken.already)]
    return text, done


def _settle(
    row: Suggestion, by: Acting, state: State, *, words: str = "", wrote: SectionText | None = None
) -> None:
    row.state, row.words, row.wrote = state, words, wrote
    row.settled_by, row.settled_at = by.seat, timezone.now()
    row.save(update_fields=["state", "words", "wrote", "settled_by", "settled_at"])


def _open(review: RapidReview) -> QuerySet[Suggestion]:
    return Suggestion.objects.select_for_update(of=("self",)).filter(
        review=review, state=State.OPEN, contribution__current=True
    )


def _settled() -> NotAllowed:
    return refuse(
        "settled_already",
        "This has been dealt with already, or its owner has given a newer file.",
        "Read what became of it on the page.",
    )
