"""What somebody proposes in a document that came back, against the one that went out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from safeguarding.documents.returned.fitting import Edit, Gap, gaps, wide
from safeguarding.documents.returned.marks import Mark
from safeguarding.documents.returned.reading import Paragraph, Piece, Reading, Said

LONGEST = 40_000
"""More letters than a part of a report may have; comparing takes long beyond."""


@dataclass(frozen=True)
class Proposed:
    """One change: of which part (none where the words come from the record), under which heading."""

    part: str
    heading: str
    edit: Edit
    who: str
    when: str
    tracked: bool


@dataclass(frozen=True)
class Remark:
    """One comment: at which part, under which heading, and about which words."""

    part: str
    heading: str
    said: Said


@dataclass(frozen=True)
class Found:
    """Everything that somebody proposes, and what each part said in the document that went out."""

    texts: dict[str, str]
    changes: tuple[Proposed, ...]
    remarks: tuple[Remark, ...]


class TooLong(Exception):
    """A part is longer than any text of a report; said with its heading."""


def marks_of(reading: Reading) -> list[Mark]:
    """Every mark of ours in the document."""
    return [mark for one in reading.paragraphs for mark in one.marks]


def compare(sent: Reading, back: Reading, *, blank: str) -> Found | None:
    """What is proposed in the document that came back; None when nothing of ours is found in it.

    A part is found by its mark, or, where that is gone, by the headings and words around it. `blank` is what
    stands for a part that nobody has written yet. Raises TooLong.
    """
    ours = _parts(sent.paragraphs)
    homes = _homes(sent.paragraphs, ours, back.paragraphs)
    if homes is None:
        return None
    texts, changes = {}, []
    headings = _headings(back.paragraphs)
    for code in dict.fromkeys(filter(None, ours)):
        base = _plain(one for one, home in zip(sent.paragraphs, ours, strict=True) if home == code)
        here = [n for n, home in enumerate(homes) if home == code]
        heading = headings[here[0]] if here else ""
        pieces = _stream([back.paragraphs[n] for n in here])
        if sum(len(one.text) for one in pieces) > LONGEST:
            raise TooLong(heading)
        edits = proposals(base, pieces)
        texts[code], edits = _unblanked(base, edits, blank)
        changes += [replace(one, part=code, heading=heading) for one in edits]
    changes += _of_the_record(sent.paragraphs, ours, back.paragraphs, homes, headings)
    remarks = tuple(
        Remark(homes[said.at], headings[said.at], said) if back.paragraphs else Remark("", "", said)
        for said in back.comments
    )
    return Found(texts, tuple(changes), remarks)


def proposals(base: str, pieces: Sequence[Piece]) -> list[Proposed]:
    """The changes to one text: those that were tracked, with their authors, and what differs besides.

    What two people changed at the very same words in one file is one change, in both names.
    """
    before = "".join(one.text for one in pieces if one.kind != "ins")
    apart = gaps(base, before)
    steps = [*_tracked(pieces), *(_Step(c0, c1, "", tracked=False) for _, _, c0, c1 in apart)]
    found = []
    for start, end, whose in _clusters(before, steps):
        tracked = all(one.tracked for one in whose)
        names = dict.fromkeys(one.who for one in whose if one.who)
        new = _applied(before, start, end, whose)
        edit = Edit(_back(apart, start, is_end=False), _back(apart, end, is_end=True), new)
        if _says_something(base, edit):
            when = max((one.when for one in whose), default="")
            found.append(Proposed("", "", edit, " and ".join(names) if tracked else "", when, tracked))
    return found


def _says_something(base: str, edit: Edit) -> bool:
    """Whether more than the width of a space changes."""
    old = base[edit.start : edit.end]
    left, right = base[max(edit.start - 1, 0) : edit.start], base[edit.end : edit.end + 1]
    same_words = (left + old + right).split() == (left + edit.new + right).split()
    return not same_words or old.count("\n\n") != edit.new.count("\n\n")


@dataclass(frozen=True)
class _Step:
    """One stretch of the words as they came back, tracked changes refused, and what becomes of it."""

    start: int
    end: int
    new: str
    who: str = ""
    when: str = ""
    tracked: bool = True


_Cluster = tuple[int, int, list[_Step]]


def _tracked(pieces: Sequence[Piece]) -> list[_Step]:
    steps: list[_Step] = []
    at = 0
    for one in pieces:
        start = at
        at += len(one.text) if one.kind != "ins" else 0
        if one.kind != "same":
            steps.append(_Step(start, at, one.text if one.kind == "ins" else "", one.who, one.when))
    return steps


def _clusters(before: str, steps: Iterable[_Step]) -> list[_Cluster]:
    """Steps that touch are one change; so are those of one person with nothing but a space between them.

    A change inside a word is a change of that word: it is shown, and fits or not, as a whole.
    """
    made: list[_Cluster] = []
    for step in sorted(steps, key=lambda one: (one.start, one.end)):
        made = _joined(before, made, (step.start, step.end, [step]))
    whole: list[_Cluster] = []
    for one in made:
        whole = _joined(before, whole, _whole_words(before, one))
    return whole


def _joined(before: str, made: list[_Cluster], one: _Cluster) -> list[_Cluster]:
    if not made:
        return [one]
    start, end, whose = made[-1]
    gap = before[end : one[0]]
    one_person = {step.who for step in whose} == {step.who for step in one[2]}
    if one[0] <= end or (one_person and gap.isspace() and "\n" not in gap):
        return [*made[:-1], (min(start, one[0]), max(end, one[1]), whose + one[2])]
    return [*made, one]


def _whole_words(before: str, cluster: _Cluster) -> _Cluster:
    start, end, whose = cluster
    old, new = before[start:end], _applied(before, start, end, whose)
    if old[:1].isalnum() or new[:1].isalnum():
        while start and before[start - 1].isalnum():
            start -= 1
    if old[-1:].isalnum() or new[-1:].isalnum():
        while end < len(before) and before[end].isalnum():
            end += 1
    return start, end, whose


def _applied(before: str, start: int, end: int, whose: Sequence[_Step]) -> str:
    """The words of a cluster with its tracked steps taken; what differs besides stands there already."""
    out, at = "", start
    for one in sorted((one for one in whose if one.tracked), key=lambda step: (step.start, step.end)):
        out, at = out + before[at : one.start] + one.new, one.end
    return out + before[at:end]


def _back(apart: Sequence[Gap], at: int, *, is_end: bool) -> int:
    """The place in the text that went out for an edge of a cluster, which holds whatever it touches."""
    shift = 0
    for s0, s1, c0, c1 in apart:
        if at < c0 or (at == c0 and not is_end):
            return s0 if at == c0 else at + shift
        shift = s1 - c1
    return at + shift


def _unblanked(base: str, edits: list[Proposed], blank: str) -> tuple[str, list[Proposed]]:
    """For a part that nobody had written yet: whatever stands there now is put in."""
    if base != blank or not edits:
        return ("" if base == blank else base), edits
    text = wide(base, [one.edit for one in edits]).replace(blank, "").strip()
    first = edits[0]
    return "", [replace(first, edit=Edit(0, 0, text), tracked=all(e.tracked for e in edits))] if text else []


def _parts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [next((mark.part for mark in one.marks), "") for one in paragraphs]


def _plain(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n".join(filter(None, (one.before.strip() for one in paragraphs)))


def _stream(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Paragraphs as one stream of words, an empty line between two of them; empty ones are not counted."""
    pieces: list[Piece] = []
    last: Paragraph | None = None
    was = will_be = False
    for one in paragraphs:
        old, new = bool(one.before.strip()), bool(one.after.strip())
        if not (old or new):
            continue
        split = last.end if last is not None and last.before.strip() and last.after.strip() else None
        in_before = was and old and (split is None or split.kind != "ins")
        in_after = will_be and new and (split is None or split.kind != "del")
        if in_before or in_after:
            kind = "same" if in_before and in_after else "del" if in_before else "ins"
            by = next((piece for piece in one.pieces if piece.kind != "same"), one.end)
            by = split if split is not None and split.kind == kind else by
            pieces.append(Piece(kind, "\n\n", *(("", "") if kind == "same" else (by.who, by.when))))
        pieces += _stripped(one.pieces)
        was, will_be, last = was or old, will_be or new, one
    return pieces


def _stripped(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the blanks at either end of a paragraph, which no text of ours has."""
    made = [one for one in pieces if one.text]
    if made and made[0].kind == "same":
        made[0] = replace(made[0], text=made[0].text.lstrip())
    if made and made[-1].kind == "same":
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return [one for one in made if one.text]


def _headings(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The heading over each paragraph: a numbered one counts for all under it."""
    found, over = [], ""
    for one in paragraphs:
        if one.heading and (not over or re.match(r"[0-9]+\s", one.before) or not re.match(r"[0-9]+\s", over)):
            over = " ".join(one.before.split())
        found.append(over)
    return found


def _homes(sent: Sequence[Paragraph], ours: Sequence[str], back: Sequence[Paragraph]) -> list[str] | None:
    """To which part each paragraph that came back belongs: by its mark, or by what stands around it."""
    lines, came = [_line(one) for one in sent], [_line(one) for one in back]
    matcher = SequenceMatcher(None, lines, came, autojunk=len(lines) > 2_000)
    steps = matcher.get_opcodes()
    homes = _parts(back)
    heads = {line for line, one in zip(lines, sent, strict=True) if one.heading and line}
    if not any(homes) and len(heads & set(came)) * 2 < len(heads):
        return None
    marked = set(homes)
    settled = [bool(home) for home in homes]
    for tag, i1, i2, j1, j2 in steps:
        for j in range(j1, j2):
            if tag == "equal" and not homes[j] and ours[i1 + j - j1] not in marked:
                homes[j] = ours[i1 + j - j1]
            settled[j] = settled[j] or tag == "equal" or back[j].heading or back[j].table
        parts = {code for code in ours[i1:i2] if code and code not in marked}
        if tag == "replace" and len(parts) == 1:
            for j in range(j1, j2):
                if not settled[j]:
                    homes[j], settled[j] = parts.copy().pop(), True
    for j in range(len(back)):  # what was written below a part, or between a heading and one, is meant for it
        if settled[j] or not _line(back[j]):
            continue
        above = next((n for n in range(j - 1, -1, -1) if _line(back[n])), None)
        below = next((n for n in range(j + 1, len(back)) if _line(back[n])), None)
        near = next(filter(None, (homes[n] for n in (above, below) if n is not None)), "")
        homes[j] = near if near and not _facts(back[j], sent, ours) else ""
    return homes


def _facts(one: Paragraph, sent: Sequence[Paragraph], ours: Sequence[str]) -> bool:
    """Whether it is a sentence of the record with something changed in it, rather than a new one."""
    said = one.before[:400]
    for line, home in zip(sent, ours, strict=True):
        was = line.before[:400]
        # What both have in common in order is never less than what difflib finds, and far quicker to count.
        if home or line.table or not was.strip() or not fuzz.ratio(was, said, score_cutoff=60):
            continue
        if SequenceMatcher(None, was, said, autojunk=True).ratio() > 0.6:
            return True
    return False


def _line(one: Paragraph) -> str:
    return " ".join(one.before.split()) or " ".join(one.after.split())


def _of_the_record(
    sent: Sequence[Paragraph],
    ours: Sequence[str],
    back: Sequence[Paragraph],
    homes: Sequence[str],
    headings: Sequence[str],
) -> list[Proposed]:
    """Changes to what comes from the record: tables, dates, lists, signatures. They can only be answered."""
    found = []
    here = [(n, one) for n, one in enumerate(back) if not homes[n]]
    for number, one in here:
        touched = [piece for piece in one.pieces if piece.kind != "same"]
        if touched and one.before.split() != one.after.split():
            first = touched[0]
            edit = Edit(0, len(one.before), one.after, old=one.before)
            found.append(Proposed("", headings[number], edit, first.who, first.when, True))
    theirs = [" ".join(one.before.split()) for one, home in zip(sent, ours, strict=True) if not home]
    came = [(number, " ".join(one.before.split())) for number, one in here]
    theirs, came = [line for line in theirs if line], [pair for pair in came if pair[1]]
    matcher = SequenceMatcher(None, theirs, [line for _, line in came], autojunk=len(theirs) > 2_000)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        each = i2 - i1 == j2 - j1
        for n in range(i2 - i1) if each else [0]:
            was = theirs[i1 + n] if each else "\n".join(theirs[i1:i2])
            new = came[j1 + n][1] if each else "\n".join(line for _, line in came[j1:j2])
            place = came[min(j1 + n, len(came) - 1)][0] if came else 0
            heading = headings[place] if headings else ""
            found.append(Proposed("", heading, Edit(0, len(was), new, old=was), "", "", False))
    return found
