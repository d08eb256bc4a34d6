"""Reading formal letters: the lines of the log, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.cases.access import may_do, may_show_names
from safeguarding.cases.dates import Dated
from safeguarding.cases.handover import Waiting, Whose
from safeguarding.cases.letter_log import Line
from safeguarding.cases.models import Case, Fact, FormalLetter
from safeguarding.cases.queries.visible import letters_open_to
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.cases.work import WorkItem
from safeguarding.documents.models import Document
from safeguarding.documents.queries import for_stream
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.queries import in_force
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import NATIONAL, LetterMatter, Party, ToWrite, Way, to_write
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role


def letters(by: Acting, case: Case | None) -> QuerySet[FormalLetter]:
    """The entries of a case, or of the partnership, that this reader may see; those to the family only with
    the names.
    """
    found = FormalLetter.objects.filter(partnership=by.seat.partnership_id, case=case, current=True)
    if case is not None and not may_show_names(by, case):
        found = found.exclude(party=Party.FAMILY.value)
    return found.select_related(
        "case", "partnership", "document__word", "document__pdf", "file", "enclosed", "seat__person",
        "answerer__person", "answers", "supersedes__seat__person",
    )  # fmt: skip


def own_lines(by: Acting, cases: Collection[Case]) -> list[Line]:
    """What was written or noted by hand on these cases, and their notifications; letters to a family stand
    apart (`family_lines`).
    """
    found = _line_rows().filter(case__in=cases).exclude(party=Party.FAMILY.value)
    notified = Fact.objects.filter(case__in=cases, current=True, kind=Kind.NOTIFIED.value)
    return [
        *(line_of(letter) for letter in found),
        *(
            Line(
                fact.occurred, Way.OUT, Party.PANEL, LetterMatter.NOTIFICATION,
                "Through the national portal; Ofsted and the Department learn of it there.",
                reverse("cases:notification", args=[fact.case.reference]), fact.case,
            )
            for fact in notified.select_related("case")
        ),
    ]  # fmt: skip


def family_lines(by: Acting, case: Case) -> list[Line]:
    """Letters to and from the family, for readers who may see the names of the case."""
    if not may_show_names(by, case):
        return []
    return [line_of(letter) for letter in _line_rows().filter(case=case, party=Party.FAMILY.value)]


def partnership_lines(by: Acting) -> list[Line]:
    """Letters with the Panel, the Department or Ofsted that are about no case."""
    found = _line_rows().filter(partnership=by.seat.partnership_id, case__isnull=True)
    return [line_of(letter) for letter in found]


def _line_rows() -> QuerySet[FormalLetter]:
    found = FormalLetter.objects.filter(current=True, on__isnull=False)
    return found.select_related("case", "answerer__person").order_by("pk")


def line_of(letter: FormalLetter) -> Line:
    """An entry as a line of the log."""
    return Line(
        letter.on or letter.recorded_at.date(), Way(letter.way), Party(letter.party),
        LetterMatter(letter.matter), letter.words, href(letter), letter.case, letter.name,
        letter.get_means_display() if letter.means else "", letter.reply_by, letter.owed,
        letter.answerer.person.name if letter.answerer else "", "", letter.closed_why,
    )  # fmt: skip


def href(letter: FormalLetter) -> str:
    """The page of an entry."""
    if letter.case:
        return reverse("cases:letters_one", args=[letter.case.reference, letter.pk])
    return reverse("cases:panel_one", args=[letter.pk])


def still_to_write(by: Acting, case: Case, lines: Collection[Line]) -> list[ToWrite]:
    """What the law or guidance asks to be written at this step and the log does not show."""
    facts = [fact.pure for fact in case.facts.filter(current=True).order_by("id")]
    appointed = max((one.occurred for one in facts if one.kind is Kind.REVIEWER_APPOINTED), default=date.min)
    sent = {
        (line.matter.value, line.party.value)
        for line in lines
        if line.way is Way.OUT and not (line.matter is LetterMatter.REVIEWER_NAME and line.on < appointed)
    }
    named = bool(may_show_names(by, case))
    return [one for one in to_write(facts, sent) if named or Party.FAMILY not in one.whom]


def drafts(by: Acting, case: Case | None) -> list[FormalLetter]:
    """Letters that have not been sent yet."""
    return list(letters(by, case).filter(on__isnull=True))


def answerable(by: Acting, case: Case | None) -> list[FormalLetter]:
    """Entries that something sent or received may answer, the newest first."""
    return list(letters(by, case).filter(on__isnull=False, closed_on__isnull=True).order_by("-on", "-pk"))


def who_may_answer(by: Acting) -> list[Seat]:
    """Those who read the partnership's letters, and could see to an answer."""
    roles = roles_for(Act.READ_FORMAL_LETTERS)
    found = Seat.objects.filter(in_force(by.today), partnership=by.seat.partnership_id, role__in=roles)
    return list(found.select_related("person").order_by("person__name"))


def enclosable(by: Acting, case: Case | None, apart: Collection[str]) -> list[Document]:
    """Sealed papers of the case that a letter may have taken along; never legal advice or agencies' own."""
    if case is None or case.stream is None or not may_do(by, Act.DOWNLOAD_DOCUMENT, case):
        return []
    found = for_stream(case.stream).filter(state=Document.SEALED).exclude(kind__in=apart)
    return list(found.exclude(about__startswith="letter:"))


def last_address(by: Acting, party: Party) -> FormalLetter | None:
    """The last letter of the partnership to the Panel, the Department or Ofsted, for its address."""
    if party not in NATIONAL:
        return None
    found = FormalLetter.objects.filter(
        partnership=by.seat.partnership_id, party=party.value, way=Way.OUT.value, document__isnull=False
    )
    return found.filter(Q(case__isnull=True) | Q(case__in=letters_open_to(by))).order_by("-pk").first()


def may_keep_draft(by: Acting, subject: str) -> bool:
    """Whether somebody writes the letter to which a typed draft belongs (its case, or “panel”; to whom; about
    what).
    """
    ref = subject.partition("/")[0]
    if ref == "panel":
        return bool(may_do(by, Act.KEEP_FORMAL_LETTERS))
    case = letters_open_to(by).filter(reference=ref).first()
    return case is not None and bool(may_do(by, Act.KEEP_FORMAL_LETTERS, case))


# What waits


def _owed() -> QuerySet[FormalLetter]:
    found = FormalLetter.objects.filter(
        current=True, awaits=True, closed_on__isnull=True, on__isnull=False
    ).filter(Q(case__isnull=True) | Q(case__closed=False))
    return found.select_related("case__partnership", "partnership", "answerer__person")


def owed_to(by: Acting) -> QuerySet[FormalLetter]:
    """Answers that are owed, or waited for, on what this reader may see."""
    seen = Q(case__in=letters_open_to(by)) | Q(case__isnull=True, partnership=by.seat.partnership_id)
    return _owed().filter(seen)


def _title(letter: FormalLetter) -> str:
    return f"Answer {Party(letter.party).label[:1].lower()}{Party(letter.party).label[1:]}"


def work(by: Acting) -> list[WorkItem]:
    """Answers that this person sees to; for the manager all of them, and what others owe."""
    keeps = by.role in roles_for(Act.KEEP_FORMAL_LETTERS)
    if by.role not in roles_for(Act.READ_FORMAL_LETTERS):
        return []
    found = owed_to(by) if keeps else owed_to(by).filter(answerer=by.seat)
    items = []
    for letter in found.order_by("reply_by", "pk"):
        theirs = letter.way == Way.OUT
        mine = letter.answerer_id in {None, by.seat.pk}
        other = letter.answerer.person.name if letter.answerer and not mine else ""
        items.append(
            WorkItem(
                "Waiting for an answer" if theirs else _title(letter), letter.case,
                f"{letter.get_matter_display()}.", letter.reply_by, href(letter),
                "Answer" if mine and keeps and not theirs else "Open",
                waiting_for=Party(letter.party).label if theirs else other,
            )
        )  # fmt: skip
    return items


def dates(by: Acting, until: date) -> list[Dated]:
    """The days by which answers are owed."""
    if by.role not in roles_for(Act.READ_FORMAL_LETTERS):
        return []
    found = owed_to(by).filter(reply_by__lte=until)
    if by.role not in roles_for(Act.KEEP_FORMAL_LETTERS):
        found = found.filter(answerer=by.seat)
    return [
        Dated(
            letter.reply_by, "An answer is expected" if letter.way == Way.OUT else _title(letter),
            href(letter), f"letter:{letter.pk}", letter.case, letter.force,
        )
        for letter in found.order_by("reply_by", "pk")
        if letter.reply_by
    ]  # fmt: skip


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Answers that we owe, for whoever sees to them and for the manager."""
    found = _owed().filter(way=Way.IN.value, reply_by__isnull=False)
    if partnerships is not None:
        found = found.filter(partnership__in=partnerships)
    keep = frozenset(roles_for(Act.KEEP_FORMAL_LETTERS))
    for letter in found:
        assert letter.reply_by is not None  # noqa: S101 - filtered
        yield Open(
            letter.reply_by, reminding_of(letter.partnership).plan(letter.force), letter.partnership_id,
            letter.case, frozenset(Role(role) for role in keep), seat=letter.answerer_id,
        )  # fmt: skip


def answering(whose: Whose) -> list[Waiting]:
    """Answers that somebody who leaves sees to."""
    found = _owed().filter(whose.rows("letter", "answerer"), partnership=whose.partnership)
    roles = frozenset(str(role) for role in roles_for(Act.READ_FORMAL_LETTERS))
    return [
        Waiting("letter", one.pk, _title(one), one.case, one.reply_by, one.answerer, None, roles)
        for one in found.order_by("reply_by", "pk")
    ]
