"""Reading a draft of the report that came back from Word, against the version that it was made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from safeguarding.cases.access import may_do
from safeguarding.cases.blocks import NOTHING
from safeguarding.cases.models import Case
from safeguarding.documents.actions import accept
from safeguarding.documents.models import Document
from safeguarding.documents.queries import versions
from safeguarding.documents.returned.compare import Found, TooLong, compare, marks_of
from safeguarding.documents.returned.reading import Reading, read_document
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.queries.comments import word_file
from safeguarding.rapid_reviews.streams import stream_of
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

NOT_WORD = Refused(
    "not_word",
    "This is not a Word document.",
    "Give back the draft as a Word document (.docx). You can also type your comments on this page.",
)
NOT_OURS = Refused(
    "not_our_draft",
    "This is not a draft of this report.",
    "Download the draft on this page, make your changes in it, and give us that.",
)
NO_MARKS = Refused(
    "marks_gone",
    "We cannot tell which part of the report is which in this file.",
    "Download the draft again, paste your changes into it part by part, and give us that. You can also type "
    "your comments on this page.",
)
NOTHING_CHANGED = Refused(
    "nothing_changed",
    "Nothing has been changed in this file, and there are no comments in it.",
    "Check that it is the file that you saved. If you have nothing to add, say so on this page.",
)

MOST = 2_000
"""Changes and comments in one file; they are kept while the case is locked."""
TOO_MANY = Refused(
    "too_many_changes",
    f"There are more than {MOST:,} changes and comments in this file.",
    "Give it to the partnership manager by itself, or say on this page what matters most.",
)


@dataclass(frozen=True)
class CameBack:
    """A file that can be kept, the draft that it was made from, and what is proposed in it."""

    data: bytes
    draft: Document
    found: Found


def read_back(*, by: Acting, case: Case, name: str, data: bytes) -> CameBack | Refused:
    """What is proposed in a file, or why it cannot be read and what to do.

    Slow, so ask before opening a transaction; the file is read in a process of its own with limits.
    """
    sound = accept(name, data)
    if isinstance(sound, Refused):
        return sound
    if sound.kind != "docx":
        return NOT_WORD
    try:
        back = read_document(data)
        draft = _draft(case, back)
        if draft is None:
            return NOT_OURS
        whole = bool(may_do(by, Act.SEE_RETURNS_BOARD, case))
        found = compare(read_document(word_file(draft, whole=whole)), back, blank=NOTHING)
    except NotAllowed as no:
        return no.refused
    except TooLong as long:
        return Refused(
            "part_too_long",
            f"One part is far longer than a report can take: {long}.",
            "Shorten it, or give a long paper to the partnership manager by itself.",
        )
    if found is None:
        return NO_MARKS
    if len(found.changes) + len(found.remarks) > MOST:
        return TOO_MANY
    return CameBack(data, draft, found) if found.changes or found.remarks else NOTHING_CHANGED


def _draft(case: Case, back: Reading) -> Document | None:
    """The draft that the file was made from: as its marks say, or, where they are gone, its first lines."""
    drafts = versions(stream_of(case), DocumentKind.RR_REPORT).filter(state=Document.DRAFT)
    marks = Counter((mark.is_of(case.reference), mark.version) for mark in marks_of(back))
    if marks:
        ((ours, version), _), *_ = marks.most_common(1)
        return drafts.filter(version=version).first() if ours else None
    lines = [one.before.strip() for one in back.paragraphs]
    if case.reference not in lines:
        return None
    told = next((line for label, line in pairwise(lines) if label == "Version"), "")
    number = told.split(" ")[0]
    return drafts.filter(version=int(number)).first() if number.isdecimal() and len(number) < 6 else None
