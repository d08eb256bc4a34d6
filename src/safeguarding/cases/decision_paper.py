"""The record of a decision as a paper, from its sealed words: outcome and reasons first.

With pseudonyms, names of the people of the case that somebody typed are hidden; who decided stands there with
name and capacity, because a decision without its decider cannot be defended. With names, it says that it is a
copy, and who the pseudonyms stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from safeguarding.anonymity.models import Identity
from safeguarding.cases.blocks import note, paper, paras, rows, table
from safeguarding.cases.models import Case
from safeguarding.cases.naming import identities, people_of
from safeguarding.cases.queries.decisions import read
from safeguarding.record.models import DecisionRecord
from safeguarding.statute.terms import DocumentKind
from safeguarding.ui.words import long_date, moment

Words = dict[str, Any]
NOT_WRITTEN = "None was written down."


def decision_paper(case: Case, decision: DecisionRecord, *, named: bool) -> dict[str, Any]:
    """What a reader needs in order of use, and at the end what proves it."""
    (one,) = read([decision])
    people = people_of(case)
    hide: Callable[[str], str] = str if named else people.hide
    words = one.words
    parts = [
        ("The decision", [_decision(one.label, decision, words, hide)]),
        ("Reasons", paras(hide(words["reasons"]), NOT_WRITTEN)),
        ("Options considered", _options(words, hide)),
        ("The criteria", [_criteria(words, hide)]),
        ("What each partner held", [_positions(words, hide)]),
        ("Dissent", paras(hide(words["dissent"]), NOT_WRITTEN)),
        ("The chair’s advice", paras(hide(words["chair_advice"]), NOT_WRITTEN)),
        ("Legal advice", paras(hide(words["legal_advice"]), NOT_WRITTEN)),
        ("Conditions and review", [_later(words, hide)]),
        ("Papers relied on", [_relied_on(words)]),
        ("How complete this record is", [_complete(words)]),
    ]
    if named:
        parts.append(("Who the pseudonyms stand for", [_who(case)]))
    return paper(
        case,
        title="Record of a decision, with names" if named else "Record of a decision",
        subtitle=f"A copy with names of decision {decision.reference}" if named else one.label,
        on=timezone.localdate(decision.event.at),
        sections=[
            {"number": str(number), "title": title, "blocks": blocks}
            for number, (title, blocks) in enumerate(parts, 1)
        ],
    )


def _decision(label: str, decision: DecisionRecord, words: Words, hide: Callable[[str], str]) -> Words:
    before = decision.supersedes
    return rows(
        [
            ("Decided", hide(words["outcome"])),
            ("Kind", label),
            ("On", long_date(words["decided_on"])),
            ("Recorded by", "{name}, {capacity}".format(**words["decided_by"])),
            ("For decision by", f"{words['who']} ({words['source']})"),
            ("Unanimous", {True: "Yes", False: "No", None: "Not asked of more than one"}[words["unanimous"]]),
            ("Decision", decision.reference),
            ("Takes the place of", before.reference if before else "No earlier decision"),
            ("Sealed", moment(decision.event.at)),
        ]
    )


def _options(words: Words, hide: Callable[[str], str]) -> list[Words]:
    lines = [f"{hide(one)} (chosen)" if one == words["chosen"] else hide(one) for one in words["options"]]
    listed = [{"kind": "list", "items": lines}] if lines else []
    weighed = paras(hide(words["weighed"])) if words["weighed"] else []
    return [*listed, *weighed] or [note(NOT_WRITTEN)]


def _criteria(words: Words, hide: Callable[[str], str]) -> Words:
    lines = [[one["question"], one["answer"], hide(one["reason"])] for one in words["criteria"]]
    head = ["Question", "Answer", "Reason"]
    return table("The criteria", head, lines, [3, 2, 7]) if lines else note("This decision rests on none.")


def _positions(words: Words, hide: Callable[[str], str]) -> Words:
    lines = [
        [
            one["partner"],
            hide(one["position"]),
            ", ".join(filter(None, [one["name"], one["capacity"]])),
            hide(one["reason"]),
        ]
        for one in words["positions"]
    ]
    head = ["Partner", "Position", "Who said so", "Why"]
    if not lines:
        return note("No positions were taken.")
    return table("What each partner held", head, lines, [2, 3, 4, 5])


def _later(words: Words, hide: Callable[[str], str]) -> Words:
    review = long_date(words["review_on"]) if words["review_on"] else "No day was set"
    return rows([("Conditions", hide(words["conditions"]) or "None"), ("Looked at again on", review)])


def _relied_on(words: Words) -> Words:
    lines = [
        [
            f"{DocumentKind(one['kind']).label}, {'sealed' if one['sealed'] else 'draft'}",
            str(one["version"]),
            one["sha256"],
        ]
        for one in words["documents"]
        if one["kind"] != DocumentKind.LEGAL_ADVICE
    ]
    head = ["Paper", "Version", "SHA-256 of its PDF"]
    return (
        table("Papers relied on", head, lines, [5, 2, 8]) if lines else note("No paper had been issued yet.")
    )


def _complete(words: Words) -> Words:
    if not words["missing"]:
        return note("Everything that this kind of decision asks for is written down.")
    return note(f"Not written down when it was decided: {'; '.join(words['missing'])}.")


def _who(case: Case) -> Words:
    called = identities(case)
    known = Identity.objects.filter(pk__in=called, disposed_at__isnull=True)
    names = {one.pk: str(one.details.get("name") or "") for one in known}
    pairs = [(pseudonym, names.get(key, "")) for key, pseudonym in called.items()]
    return rows(pairs) if pairs else note("No names are kept.")
