"""Invented text of a published report, in which words that are also names are only words."""

from __future__ import annotations

import random

_WHO = ["The social worker", "The health visitor", "The school", "The police officer", "The review group", "Mother",
        "Father", "The grandmother", "The GP", "The independent author", "Partners", "The lead reviewer", "Child A"]  # fmt: skip
_DID = ["recorded a home visit", "made a referral to children's social care", "spoke with the older sibling alone",
        "agreed that a strategy meeting was needed", "noted a bruise on the left cheek", "did not know of the earlier "
        "injury", "asked for a second opinion", "described a warm and close relationship", "wrote to the practice manager",
        "considered the history of domestic abuse", "was worried about the state of the home", "told the duty team",
        "thought that the family would benefit from early help", "closed the case after six weeks"]  # fmt: skip
_WHEN = ["in the autumn", "in May", "some weeks later", "during the following summer", "by the end of March", "in 2019",
         "after the birth", "on the same day", "before the meeting in May 2018", "the next morning", "in April and May"]  # fmt: skip
_ALONE = [
    "Will agencies act on this learning? We hope that they will.", "May the child's voice be heard in every record.",
    "Hope was expressed that things would improve.", "There was a period of grace before the tenancy ended.",
    "The Hope Centre offered a place, and the Grace Foundation paid for it.", "Mark the date of each contact clearly.",
    "May was a difficult month; June was worse.", "Grace Church runs a parents' group on Fridays.", "No one will be blamed.",
    "Dean Street clinic was closed. The summer school was full.", "A rose bush stood by the gate; Rose Ward was busy.",
    "Frank conversations with parents matter. Be frank and kind.", "Guidance says that partners MAY share and WILL record.",
    "Hope is not a plan, and a plan is not a review.", "In the Spring term the school saw her every day.",
    "Bill payments had stopped. The housing bill was not paid.", "Professional curiosity is a skill. Joy was seen in play.",
    "Learning point 4: practitioners should ask what life is like for this child.", "Working Together to Safeguard Children",
    "WILL THE PLAN WORK?", "Section 47 enquiries began within 15 working days (see appendix B, page 12).",
    "The Will made by the grandfather was not seen.", "As May approached, visits became fewer. May came.", "A note said: \"May go home\".",
    "Patience, charity and hope will not keep a child safe.", "Drew on research; sue was not the word that was used.",
]  # fmt: skip


def text(words: int, seed: int = 1) -> list[str]:
    """Paragraphs of about this many words in all."""
    chance, made, so_far = random.Random(seed), [], 0  # noqa: S311 - made-up prose
    while so_far < words:
        said = []
        for _ in range(chance.randint(3, 7)):
            if chance.random() < 0.3:
                said.append(chance.choice(_ALONE))
            else:
                said.append(f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHEN)}.")
        made.append(" ".join(said))
        so_far += len(made[-1].split())
    return made
