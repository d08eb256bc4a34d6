"""The finished file of a practice review: giving it in, reading it, and what is answered beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import has, record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.documents.actions import accept, keep_upload
from safeguarding.documents.finished.reading import read_finished
from safeguarding.documents.shape import Section
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import Answered, FinalReport, ReadBy
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.publication import QUESTIONS, Verdict

NOT_WORD = Refused(
    "not_word", "This is not a Word document.", "Give the finished report as a Word document (.docx)."
)


@dataclass(frozen=True)
class Finished:
    """A file that can be published, and what it says."""

    name: str
    data: bytes
    sections: list[Section]


def read_final(name: str, data: bytes) -> Finished | Refused:
    """What a finished file says, or what has to be put right in it first.

    Slow, so ask before opening a transaction; the file is read in a process of its own with limits.
    """
    sound = accept(name, data)
    if isinstance(sound, Refused):
        return sound
    if not name.lower().endswith(".docx"):
        return NOT_WORD
    sections = read_finished(data)
    return sections if isinstance(sections, Refused) else Finished(name, data, sections)


@transaction.atomic
def give_final(
    *, by: Acting, case: Case, finished: Finished, title: str, summary: str, improvements_only: bool
) -> FinalReport:
    """Give in the finished file: the report, or what is to be improved where the report is not published.

    A later file takes the place of an earlier one, which has to be read anew. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.PREPARE_PUBLICATION, case))
    demand(may_be_prepared(case))
    if not title.strip() or not summary.strip():
        raise NotAllowed(
            Refused(
                "no_summary",
                "Say in the public’s words what it is called and what was learned.",
                "Both stand first on the public page.",
            )
        )
    assert case.stream is not None  # noqa: S101 - every case is opened with one
    file = keep_upload(by=by, stream=case.stream, name="report.docx", data=finished.data)
    number = case.final_reports.count() + 1
    record(
        case,
        "give_final_report",
        by=by,
        on={"report": str(number), "file": file.reference},
        keep={"title": title, "summary": summary},
    )
    return FinalReport.objects.create(
        case=case,
        number=number,
        improvements_only=improvements_only,
        title=title.strip(),
        summary=summary.strip(),
        sections=finished.sections,
        file=file,
        seat=by.seat,
    )


@transaction.atomic
def say_of_final(*, by: Acting, case: Case, number: int, verdict: Verdict, reasons: str) -> ReadBy:
    """Say whether a finished file can go out, having read it and not written it. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.READ_BEFORE_RELEASE, case))
    demand(may_be_prepared(case))
    report = case.final_reports.last()
    if report is None or report.number != number:
        raise NotAllowed(
            Refused(
                "newer_file",
                "A newer file has been given in since you opened this page.",
                "Read that one.",
            )
        )
    if report.seat.person_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_file",
                "Whoever gave in the file does not also let it go out.",
                "Ask somebody else to read it.",
            )
        )
    if not reasons.strip():
        raise NotAllowed(
            Refused("no_reason", "What you say of the file needs its reason.", "A sentence or two will do.")
        )
    report.verdicts.filter(seat__person=by.person, current=True).update(current=False)
    said = ReadBy.objects.create(report=report, verdict=verdict.value, reasons=reasons, seat=by.seat)
    record(
        case,
        "read_before_release",
        by=by,
        on={"report": str(number), "verdict": verdict.value},
        keep={"reasons": reasons},
    )
    return said


@transaction.atomic
def answer_before_release(*, by: Acting, case: Case, answers: dict[str, str]) -> list[Answered]:
    """Answer in words what comes before publishing. What is unchanged is not kept again.

    Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.PREPARE_PUBLICATION, case))
    demand(may_be_prepared(case))
    before = dict(case.publication_answers.filter(current=True).values_list("question", "words"))
    made = []
    for one in QUESTIONS:
        words = answers.get(one.code, "").strip()
        if not words or words == before.get(one.code):
            continue
        case.publication_answers.filter(question=one.code, current=True).update(current=False)
        made.append(Answered.objects.create(case=case, question=one.code, words=words, seat=by.seat))
        record(case, "answer_before_release", by=by, on={"question": one.code}, keep={"answer": words})
    if not made:
        raise NotAllowed(Refused("nothing_said", "Nothing was answered or changed.", "Answer a question."))
    return made


def may_be_prepared(case: Case) -> Answer:
    """Once the report is accepted, until it or what is published instead is public."""
    if case.closed:
        return Refused("closed", "This case is closed.", "Open it again first, with the reason.")
    if not has(case, Kind.REPORT_ACCEPTED):
        return Refused(
            "not_accepted",
            "The three partners have not accepted the report yet.",
            "What comes before publishing can be prepared once they have.",
        )
    if case.final_reports.filter(page__isnull=False).exists():
        return Refused("published", "It has been published already.", "There is nothing more to prepare.")
    return Allowed()
