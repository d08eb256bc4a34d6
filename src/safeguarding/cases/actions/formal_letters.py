"""Formal letters: writing one, noting what went and what came, and by when an answer is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from safeguarding.cases import facts
from safeguarding.cases.access import may_do, may_show_names
from safeguarding.cases.handover import Waiting, handed
from safeguarding.cases.letter_words import Wording, letter_paper, unfilled, wording_of
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.documents import actions as documents
from safeguarding.documents.models import Document, File
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Seat
from safeguarding.record.actions import write
from safeguarding.record.models import Stream
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Means, Party, Way, fits, paper_of
from safeguarding.statute.permission import Act, roles_for


@dataclass(frozen=True)
class Noted:
    """What somebody says of a letter that went or came another way."""

    way: Way
    party: Party
    matter: LetterMatter
    on: date
    means: Means
    words: str
    name: str = ""
    awaits: bool = False
    reply_by: date | None = None
    answerer: Seat | None = None
    answers: FormalLetter | None = None
    file: File | None = None
    enclosed: Document | None = None


@transaction.atomic
def draft_letter(
    *,
    by: Acting,
    case: Case | None,
    party: Party,
    matter: LetterMatter,
    wording: Wording,
    letter: FormalLetter | None = None,
    answers: FormalLetter | None = None,
) -> FormalLetter:
    """Make a letter of ours as a draft in Word and PDF, or the next version of one. Raises NotAllowed."""
    case = _begun(by, case)
    _demand_fitting(by, case, Way.OUT, party, matter)
    _demand_words(wording.body, "The letter says nothing yet.")
    if letter is None:
        letter = FormalLetter(
            partnership=by.partnership, case=case, way=Way.OUT, party=party, matter=matter, seat=by.seat,
            answers=_answerable(by, case, answers, Way.OUT),
        )  # fmt: skip
    else:
        letter = _locked(by, case, letter)
        _demand_draft(letter)
    letter.name, letter.address, letter.words = wording.name, wording.address, wording.body
    letter.save()
    letter.document = documents.draft(
        by=by,
        stream=stream_of(by, case),
        kind=paper_of(matter, party),
        about=about(letter),
        data=letter_paper(letter, wording, on=by.today),
    )
    letter.save(update_fields=["document"])
    _record(by, case, "draft_formal_letter", letter)
    return letter


@transaction.atomic
def send_letter(
    *, by: Acting, letter: FormalLetter, on: date, means: Means, reply_by: date | None = None
) -> FormalLetter:
    """Record a draft as sent: its words are sealed with the day on which it went. Raises NotAllowed."""
    case = _begun(by, letter.case)
    letter = _locked(by, case, letter)
    _demand_draft(letter)
    _demand_days(by, on, reply_by)
    if letter.document is None:
        raise RuntimeError(f"Letter {letter.pk} has no paper.")
    if unfilled(wording_of(letter)):
        raise NotAllowed(
            Refused(
                "unfilled",
                "Something in square brackets still waits to be said.",
                "Change the draft first: fill it in, or take it out.",
            )
        )
    letter.on, letter.means = on, means.value
    letter.awaits, letter.reply_by = reply_by is not None, reply_by
    letter.document = documents.seal(
        by=by,
        document=letter.document,
        data={**letter.document.made_from, "prepared_on": on.isoformat()},
    )
    letter.save()
    _settle(letter.answers, on)
    _record(by, case, "send_formal_letter", letter)
    _panel_told(case, letter)
    return letter


@transaction.atomic
def drop_letter(*, by: Acting, letter: FormalLetter) -> FormalLetter:
    """Put a draft aside that will not be sent. Its versions stay on the record. Raises NotAllowed."""
    case = _begun(by, letter.case)
    letter = _locked(by, case, letter)
    _demand_draft(letter)
    letter.current = False
    letter.save(update_fields=["current"])
    _record(by, case, "drop_formal_letter", letter)
    return letter


@transaction.atomic
def note_letter(*, by: Acting, case: Case | None, noted: Noted) -> FormalLetter:
    """Note a letter that went another way, or one that came. Where it answers one in the log, nothing more is
    owed on that one. Raises NotAllowed.
    """
    case = _begun(by, case)
    _demand_fitting(by, case, noted.way, noted.party, noted.matter)
    _demand_words(noted.words, "It is not said what the letter says.")
    _demand_days(by, noted.on, noted.reply_by)
    _demand_answerer(by, noted.answerer)
    letter = _kept(by, case, noted, answers=_answerable(by, case, noted.answers, noted.way))
    _settle(letter.answers, noted.on)
    _record(by, case, f"note_formal_letter_{noted.way}", letter)
    _panel_told(case, letter)
    return letter


def came_with(by: Acting, case: Case, noted: Noted, *, source: str) -> FormalLetter:
    """The entry that an act of another room keeps in its own transaction, which has locked the case, asked
    permission and checked the days; `source` says which thing there it comes from.
    """
    letter = _kept(by, case, noted, source=source)
    _record(by, case, f"note_formal_letter_{noted.way}", letter)
    return letter


@transaction.atomic
def correct_letter(
    *, by: Acting, letter: FormalLetter, on: date, means: Means, name: str, words: str, why: str
) -> FormalLetter:
    """Put an entry right: a new one takes its place, and both stay. Raises NotAllowed."""
    case = _begun(by, letter.case)
    old = _locked(by, case, letter)
    if old.on is None:
        raise NotAllowed(Refused("a_draft", "This letter is still a draft.", "Change the draft instead."))
    _demand_days(by, on, None)
    _demand_words(why, "It is not said why.")
    _demand_words(words, "It is not said what the letter says.")
    old.current = False
    old.save(update_fields=["current"])
    new = FormalLetter.objects.get(pk=old.pk)
    new.pk, new._state.adding = None, True
    new.current, new.supersedes, new.seat = True, old, by.seat
    new.on, new.means, new.name, new.words = on, means.value, name.strip(), words.strip()
    new.save()
    FormalLetter.objects.filter(answers=old).update(answers=new)
    _record(by, case, "correct_formal_letter", new, reason=why)
    _panel_told(case, new)
    return new


@transaction.atomic
def set_reply_by(
    *, by: Acting, letter: FormalLetter, reply_by: date, answerer: Seat | None, why: str
) -> FormalLetter:
    """Say by when an answer is owed and who sees to it, or move it, with the reason. Raises NotAllowed."""
    case = _begun(by, letter.case)
    letter = _locked(by, case, letter)
    _demand_open(letter)
    _demand_words(why, "It is not said why.")
    if letter.on is None or reply_by < letter.on:
        raise NotAllowed(
            Refused("out_of_order", "That day is before the letter.", "Give the day by which to answer.")
        )
    _demand_answerer(by, answerer)
    letter.awaits, letter.reply_by, letter.answerer = True, reply_by, answerer
    letter.save(update_fields=["awaits", "reply_by", "answerer"])
    _record(by, case, "set_reply_by", letter, reason=why, on={"reply_by": reply_by.isoformat()})
    return letter


@transaction.atomic
def no_reply_needed(*, by: Acting, letter: FormalLetter, why: str) -> FormalLetter:
    """Say why no answer is needed after all. Raises NotAllowed."""
    case = _begun(by, letter.case)
    letter = _locked(by, case, letter)
    _demand_open(letter)
    _demand_words(why, "It is not said why.")
    letter.closed_on, letter.closed_why = by.today, why.strip()
    letter.save(update_fields=["closed_on", "closed_why"])
    _record(by, case, "no_reply_needed", letter, reason=why)
    return letter


def about(letter: FormalLetter) -> str:
    """What its papers are about: each letter has versions of its own."""
    return f"letter:{letter.pk}"


def stream_of(by: Acting, case: Case | None) -> Stream:
    """Where what is kept of a letter stands: with its case, or with the partnership."""
    stream = case.stream if case else by.partnership.stream
    if stream is None:
        raise RuntimeError("There is no stream to keep a letter in.")
    return stream


def _begun(by: Acting, case: Case | None) -> Case | None:
    """The case locked (or the partnership, where there is none), and permission asked."""
    if case is None:
        demand(may_do(by, Act.KEEP_FORMAL_LETTERS))
        Partnership.objects.select_for_update().get(pk=by.partnership.pk)
        return None
    case = lock(case)
    demand(may_do(by, Act.KEEP_FORMAL_LETTERS, case))
    return case


def _locked(by: Acting, case: Case | None, letter: FormalLetter) -> FormalLetter:
    """The letter as it stands now; the case, or the partnership, is locked already."""
    found = FormalLetter.objects.filter(pk=letter.pk, case=case, partnership=by.partnership, current=True)
    now = found.select_related("document", "answers").first()
    if now is None:
        raise NotAllowed(
            Refused("replaced", "This entry has been replaced meanwhile.", "Open the newer one from the log.")
        )
    if now.party == Party.FAMILY and case is not None:
        demand(may_show_names(by, case))
    return now


def _kept(
    by: Acting, case: Case | None, noted: Noted, *, answers: FormalLetter | None = None, source: str = ""
) -> FormalLetter:
    return FormalLetter.objects.create(
        partnership=by.partnership, case=case, way=noted.way, party=noted.party, matter=noted.matter,
        on=noted.on, means=noted.means, words=noted.words.strip(), name=noted.name.strip(),
        awaits=noted.awaits or noted.reply_by is not None, reply_by=noted.reply_by,
        answerer=noted.answerer, answers=answers, file=noted.file, enclosed=noted.enclosed, source=source,
        seat=by.seat,
    )  # fmt: skip


def _answerable(by: Acting, case: Case | None, answers: FormalLetter | None, way: Way) -> FormalLetter | None:
    """The letter that is answered: of the same case, and one that went the other way."""
    if answers is None:
        return None
    found = _locked(by, case, answers)
    if found.on is None or found.way == way:
        raise NotAllowed(
            Refused("no_answer", "A letter answers one that went the other way.", "Choose another letter.")
        )
    return found


def _settle(answered: FormalLetter | None, on: date) -> None:
    if answered is not None and answered.closed_on is None:
        answered.closed_on = on
        answered.save(update_fields=["closed_on"])


def _panel_told(case: Case | None, letter: FormalLetter) -> None:
    """The first letter that tells the Panel of a practice review meets the limit for telling it."""
    tells = {"way": Way.OUT.value, "party": Party.PANEL.value, "matter": LetterMatter.REVIEW_DECISION.value}
    if case is None or any(getattr(letter, name) != value for name, value in tells.items()):
        return
    decided = facts.find(case, Kind.PRACTICE_REVIEW_DECIDED)
    sent = case.formal_letters.filter(current=True, on__isnull=False, **tells).order_by("on").first()
    if decided is not None and sent is not None and sent.on is not None:
        decided.detail = {**decided.detail, "panel_told": sent.on.isoformat()}
        decided.save(update_fields=["detail"])
        facts.refresh(case)


def _demand_fitting(by: Acting, case: Case | None, way: Way, party: Party, matter: LetterMatter) -> None:
    if not fits(matter, way, party):
        raise NotAllowed(
            Refused(
                "does_not_fit",
                f"“{matter.label}” is not a letter between us and: {party.label}.",
                "Choose another matter, or somebody else.",
            )
        )
    if party is Party.FAMILY:
        if case is None:
            raise NotAllowed(
                Refused("no_case", "A letter to a family belongs to a case.", "Write it from the case.")
            )
        demand(may_show_names(by, case))


def _demand_words(words: str, missing: str) -> None:
    if not words.strip():
        raise NotAllowed(Refused("no_words", missing, "A sentence or two will do."))


def _demand_days(by: Acting, on: date, reply_by: date | None) -> None:
    if on > by.today:
        raise NotAllowed(
            Refused("date_to_come", "That day has not come yet.", "Give the day on which it went or came.")
        )
    if reply_by is not None and reply_by < on:
        raise NotAllowed(Refused("out_of_order", "The answer is due before the letter.", "Check both dates."))


def _demand_answerer(by: Acting, answerer: Seat | None) -> None:
    if answerer is None:
        return
    here = answerer.partnership_id == by.partnership.pk and answerer.in_force(by.today)
    if not here or answerer.role not in roles_for(Act.READ_FORMAL_LETTERS):
        raise NotAllowed(
            Refused(
                "not_theirs", "They do not read the partnership’s letters.", "Choose somebody from the list."
            )
        )


def _demand_draft(letter: FormalLetter) -> None:
    if letter.on is not None:
        raise NotAllowed(
            Refused("sent_already", "This letter has been sent.", "Write another, or correct what was noted.")
        )


def _demand_open(letter: FormalLetter) -> None:
    if letter.closed_on is not None:
        raise NotAllowed(
            Refused("settled", "Nothing more is owed on this letter.", "Note a new letter instead.")
        )


def _record(
    by: Acting,
    case: Case | None,
    act: str,
    letter: FormalLetter,
    *,
    reason: str = "",
    on: dict[str, str] | None = None,
) -> None:
    """Which letter, of what kind and between whom: never whose name or what it says."""
    said = {
        "letter": str(letter.pk),
        "matter": letter.matter,
        "party": letter.party,
        "day": letter.on.isoformat() if letter.on else "",
        **(on or {}),
    }
    # What a letter says is for those who read letters; the history of the case has more readers.
    keep = {"letter": letter.words}
    if reason:
        keep["why" if letter.party == Party.FAMILY else "reason"] = reason
    if case is not None:
        facts.record(case, act, by=by, on=said, keep=keep)
    else:
        write(stream=stream_of(by, None), act=act, actor=by.actor, on=said, keep=keep)


@transaction.atomic
def hand_over_answer(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """Somebody else sees to the answer, or for now the manager alone."""
    letter = FormalLetter.objects.select_related("case").get(pk=one.row)
    case = lock(letter.case) if letter.case else None
    letter.answerer = to
    letter.save(update_fields=["answerer"])
    on = {"letter": str(letter.pk), **handed(to)}
    if case is not None:
        facts.record(case, "hand_over_answer", by=by, on=on)
    else:
        write(stream=stream_of(by, None), act="hand_over_answer", actor=by.actor, on=on)
