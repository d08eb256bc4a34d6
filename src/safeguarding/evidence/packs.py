"""The agencies' released answers among the papers of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.blocks import day, heading, note, paper, para, paras, rows
from safeguarding.cases.models import Case
from safeguarding.cases.naming import people_of
from safeguarding.cases.packs import Offer
from safeguarding.chronology.queries import spellings
from safeguarding.documents.shape import check_paper
from safeguarding.evidence.models import Request
from safeguarding.evidence.queries.released import Item, Released, released_answers
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act

TITLES = {
    Request.Form.SHORT.value: "What each agency says",
    Request.Form.REPORT.value: "The agencies’ reports",
}


def offers(by: Acting, case: Case) -> list[Offer]:
    """The short returns, and the reports for a practice review, as far as each mark lets this reader read
    them.
    """
    if not may_do(by, Act.READ_RELEASED_RETURNS, case):
        return []
    found = []
    for form, title in TITLES.items():
        released = released_answers(case, by, form)
        if released:
            found.append(
                Offer(
                    f"returns:{form}",
                    title,
                    "As released, by pseudonyms",
                    True,
                    _papers(case, title, released),
                )
            )
    return found


def _papers(case: Case, title: str, released: list[Released]) -> Callable[[], list[dict[str, Any]]]:
    def papers() -> list[dict[str, Any]]:
        people, also, nobody = people_of(case), spellings.meant(case), spellings.nobody(case)

        def hidden(text: str) -> str:
            return people.hide(text, also, nobody)

        made = paper(
            case,
            title=title,
            on=timezone.localdate(),
            sections=[
                {
                    "number": str(number),
                    "title": one.agency,
                    "blocks": [
                        rows(
                            [
                                ("Answered", day(one.returned_on)),
                                ("Records searched", ", ".join(one.systems_searched)),
                            ]
                        ),
                        *([note("They had no record of the child or the family.")] if one.nil else []),
                        *(block for item in one.answers for block in _blocks(item, hidden)),
                    ],
                }
                for number, one in enumerate(released, start=1)
            ],
        )
        return [check_paper(made, version=1, draft=False)]

    return papers


def _blocks(item: Item, hidden: Callable[[str], str]) -> list[dict[str, Any]]:
    title = heading(item.question.title)
    if item.held_back:
        return [title, *paras("Held back: the agency keeps this for others.")]
    mark = [*paras(f"The agency’s mark: {item.mark}.")] if item.mark else []
    if not item.blocks:
        return [title, *mark, *paras(hidden(item.text))]
    entries = [
        piece
        for block in item.blocks
        for piece in (
            *([para(hidden(block.title))] if block.title else []),
            rows([(label, hidden(said)) for label, said in block.lines]),
        )
    ]
    return [title, *mark, *entries]
