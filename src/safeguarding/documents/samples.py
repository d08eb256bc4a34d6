"""Made-up papers: what a template is tried on and shown with. Nobody in them exists. Pure."""

from __future__ import annotations

from typing import Any

from safeguarding.documents.kinds import GROUPS
from safeguarding.documents.shape import is_letter
from safeguarding.statute.terms import DocumentKind

SECTIONS: dict[str, tuple[str, str]] = {
    "Letters": ("Why we write", "What we ask of you"),
    "Meetings": ("What the meeting is for", "What was agreed"),
    "Rapid review": ("What happened", "What we know so far"),
    "Practice review": ("What this is about", "What comes next"),
    "Action and learning": ("What we learned", "What will change"),
}


def sample(kind: DocumentKind) -> dict[str, Any]:
    """A whole paper of a kind, with every sort of piece in it, as a room would hand it in."""
    group = next(name for name, kinds in GROUPS.items() if kind in kinds)
    first, second = SECTIONS[group]
    return {
        "title": kind.label,
        "subtitle": "About Robin, aged 3 (made up)",
        "reference": "EXA-0000",
        "marking": "OFFICIAL-SENSITIVE",
        "organisation": "Exampleshire Safeguarding Children Partnership",
        "prepared_on": "2026-03-02",
        "summary": [["Child", "Robin, a made-up child"], ["Asked for by", "Monday 9 March 2026"]],
        "address": ["The Manager", "1 Example Road", "Exampletown"],
        "salutation": "Dear colleague,",
        "closing": "Yours sincerely,",
        "sections": [
            {"number": "1", "title": first, "blocks": [
                {"kind": "para", "text": "Robin fell from a window and is getting better.\n\n"
                                         "Robin lives with Robin’s mother and a sister aged six."},
                {"kind": "note", "text": "This paper is made up, to show what the template does."},
            ]},
            {"number": "2", "title": second, "blocks": [
                {"kind": "heading", "text": "Who was asked"},
                {"kind": "list", "items": ["The family doctor", "The nursery"]},
                {"kind": "facts", "rows": [["Day of the review", "7 of 15"]]},
                {"kind": "table", "caption": "Answers so far", "head": ["Agency", "State"],
                 "rows": [["Family doctor", "Waiting"], ["Nursery", "Received"]], "widths": [1, 2]},
            ]},
        ],
        "signatures": [
            {"name": "A. Person", "capacity": "Delegated safeguarding partner, Example Council",
             "position": "Agrees", "comment": "Thank you for the swift work.", "signed_at": "3 March 2026"},
        ],
    }  # fmt: skip


def bare(kind: DocumentKind) -> dict[str, Any]:
    """The least that a paper of a kind can be: what may be empty is."""
    whole = sample(kind)
    least = ("title", "reference", "marking", "organisation", "prepared_on")
    only = {"title": "" if is_letter(kind) else "In short", "blocks": [{"kind": "para", "text": "No more."}]}
    return {name: whole[name] for name in least} | {"sections": [only]}
