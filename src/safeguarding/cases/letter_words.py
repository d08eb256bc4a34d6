"""What a formal letter says before anybody has changed a word: filled in from what is known of the case.

A letter to a family is kind, says whom to ring, and carries nothing of what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from safeguarding.cases.blocks import day, paras
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.people.models import Partnership
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Party
from safeguarding.statute.terms import Marking


@dataclass(frozen=True)
class Wording:
    """A letter as it is typed: to whom, how it begins, what it says, who signs it."""

    name: str
    address: str
    salutation: str
    body: str
    closing: str


ADDRESSES = {
    Party.PANEL: ("Child Safeguarding Practice Review Panel", "Department for Education"),
    Party.SECRETARY_OF_STATE: ("Secretary of State for Education", "Department for Education"),
    Party.OFSTED: ("Ofsted", ""),
}
GREETING = {Party.PANEL: "Dear Panel members", Party.SECRETARY_OF_STATE: "Dear Secretary of State"}

BODIES = {
    LetterMatter.REVIEW_DECISION: (
        "We write about the case that was notified under your reference {panel_reference}.\n\n"
        "On {decided} the three safeguarding partners decided to carry out a local child safeguarding "
        "practice review.\n\n"
        "We will write to you with the name of the reviewer, and with the date by which we mean to publish."
    ),
    LetterMatter.REVIEWER_NAME: (
        "We wrote to you on our decision to carry out a local child safeguarding practice review in the case "
        "that was notified under your reference {panel_reference}.\n\n"
        "The safeguarding partners have appointed as reviewer: [name of the reviewer].\n\n"
        "The review began on [date]. We mean to publish by {publish}."
    ),
    LetterMatter.REVIEWER_REQUEST: (
        "We write to you as reviewer of the local child safeguarding practice review in this case.\n\n"
        "Under regulation 14 of the Child Safeguarding Practice Review and Relevant Agency (England) "
        "Regulations 2018 we ask you for: [the information, or the draft, that we ask for].\n\n"
        "Please let us have it by [date]. It is to be published by {publish}."
    ),
    LetterMatter.INFORMATION_REQUEST: (
        "Thank you for your request for information under section 16D of the Children Act 2004 in the case "
        "with your reference {panel_reference}.\n\n"
        "You asked: [what was asked].\n\n"
        "Our answer is: [the answer, or what is enclosed].\n\n"
        "If anything is missing, please tell us and we will see to it."
    ),
    LetterMatter.EXTENSION: (
        "We write about the local child safeguarding practice review in the case with your reference "
        "{panel_reference}. It was to be published by {publish}.\n\n"
        "It will take longer, because [the reason, as a fact].\n\n"
        "We now expect to publish by [date]. What can be improved is not waiting for that: "
        "[what is being done meanwhile]."
    ),
    LetterMatter.ADVANCE_COPIES: (
        "Enclosed is the full report of the local child safeguarding practice review in the case with your "
        "reference {panel_reference}.\n\n"
        "We mean to publish it on [date], not less than seven working days from today.\n\n"
        "If you have comments, please let us have them before that day. We will consider each and answer it."
    ),
    LetterMatter.NON_PUBLICATION: (
        "We write about the local child safeguarding practice review in the case with your reference "
        "{panel_reference}.\n\n"
        "The safeguarding partners consider that it would not be right to publish the report, because "
        "[the reasons].\n\n"
        "We will publish what is to be improved, by [date]. The report is enclosed."
    ),
    LetterMatter.FAMILY: (
        "We are very sorry for what you and your family have been through.\n\n"
        "When something so serious happens to a child, the services that work with families come together "
        "to learn from it, so that other children can be helped better. We would like you to know that we "
        "are doing this, and that it is not about blaming you or anyone else.\n\n"
        "You know your family best. If you would like to, you can tell us what it was like for you, in "
        "whatever way is easiest: by talking with somebody, by writing, or through somebody you trust. You "
        "need not decide now, and you can say no.\n\n"
        "If you have a question, or would rather hear this from a person, please ring us on {telephone} and "
        "ask for [name of the person who keeps in touch with you]. They will take the time you need."
    ),
}
PLAIN = "We write about [what this letter is about].\n\n[What you want to say.]"


def wording_for(partnership: Partnership, case: Case | None, matter: LetterMatter, party: Party) -> Wording:
    """The letter as it is offered, with what is known filled in and what is not in square brackets."""
    name, address = ADDRESSES.get(party, ("", ""))
    notified = getattr(case, "notification", None)
    known = {
        "panel_reference": (notified.panel_reference if notified else "") or "[reference]",
        "telephone": partnership.telephone,
        "decided": _decided(case),
        "publish": _publish(case),
    }
    body = BODIES.get(matter, PLAIN).format(**known)
    closing = f"Yours sincerely\n\n[your name]\nFor {partnership.name}\n{partnership.telephone}"
    return Wording(name, address, GREETING.get(party, "Dear [name]"), body, closing)


def unfilled(wording: Wording) -> bool:
    """Whether something in square brackets still waits to be said."""
    return any("[" in text for text in (wording.salutation, wording.body, wording.closing))


def letter_paper(letter: FormalLetter, wording: Wording, *, on: date) -> dict[str, Any]:
    """The letter as a paper. Its title, which becomes the name of the file, names nobody."""
    case, partnership = letter.case, letter.partnership
    title = LetterMatter(letter.matter).label
    notified = getattr(case, "notification", None)
    theirs = notified.panel_reference if notified and letter.party != Party.FAMILY else ""
    return {
        "title": title,
        "reference": case.reference if case else partnership.short_name,
        "marking": case.marking if case else Marking.OFFICIAL_SENSITIVE.label,
        "prepared_on": on.isoformat(),
        "organisation": partnership.name,
        "address": [line for line in (wording.name, *wording.address.splitlines()) if line.strip()],
        "salutation": wording.salutation,
        "summary": [["Your reference", theirs]] if theirs else [],
        "sections": [{"title": title, "blocks": paras(wording.body)}],
        "closing": wording.closing,
    }


def wording_of(letter: FormalLetter) -> Wording:
    """A draft as it was typed last."""
    said = letter.document.made_from if letter.document else {}
    return Wording(
        letter.name, letter.address, said.get("salutation", ""), letter.words, said.get("closing", "")
    )


def _decided(case: Case | None) -> str:
    fact = case and case.facts.filter(current=True, kind=Kind.PRACTICE_REVIEW_DECIDED.value).first()
    return day(fact.occurred) if fact else "[date]"


def _publish(case: Case | None) -> str:
    line = case and case.deadlines.filter(kind="publish_practice_review").first()
    return day(line.due_on) if line else "[date]"
