"""A referral on its way: its parts as they have been typed, and the answers they add up to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict

from safeguarding.cases.answers import ChildAnswers, FamilyAnswers, ReferralAnswers
from safeguarding.cases.forms.referral import PARTS, ChildForm, RelativeForm
from safeguarding.statute.terms import AbuseNeglect, Outcome, Place, ReasonType
from safeguarding.ui import forms

Draft = dict[str, Any]
"""What is kept: {"parts": {part: typed}, "children": [typed], "family": [typed]}."""


def typed(data: QueryDict) -> dict[str, list[str]]:
    """What was typed in a form, as the browser sent it, so that it can be shown again exactly."""
    return {name: values for name, values in data.lists() if name not in {"csrfmiddlewaretoken", "once"}}


def bound(form_class: type[forms.Form], kept: dict[str, list[str]]) -> forms.Form:
    """A form holding what was kept."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, list(values))
    return form_class(data)


def unfinished(draft: Draft) -> list[str]:
    """The parts that still need an answer, in words."""
    lines = [
        title
        for part, (title, form_class) in PARTS.items()
        if not bound(form_class, draft.get("parts", {}).get(part, {})).is_valid()
    ]
    children = draft.get("children", [])
    if not children or not all(bound(ChildForm, child).is_valid() for child in children):
        lines.insert(1, "The children")
    return lines


def answers(draft: Draft, *, phoned_in: bool = False) -> ReferralAnswers:
    """The answers that a finished draft adds up to. Only for a draft with nothing unfinished."""
    said: dict[str, Any] = {}
    for part, (_, form_class) in PARTS.items():
        form = bound(form_class, draft.get("parts", {}).get(part, {}))
        form.is_valid()
        said |= form.cleaned_data
    for ticked in ("lead_agreed", "made_referral"):
        said.pop(ticked)
    for text in ("abuse_types", "other_processes"):
        said[text] = tuple(said[text] or ())
    said |= {
        "reason": ReasonType(said["reason"]),
        "abuse_neglect": AbuseNeglect(said["abuse_neglect"]),
        "place": Place(said["place"]),
    }
    for yes in ("confidential", "media_interest", "harm_is_ongoing", "urgent"):
        said[yes] = bool(said[yes])
    return ReferralAnswers(
        **said,
        phoned_in=phoned_in,
        children=tuple(_child(kept) for kept in draft.get("children", [])),
        family=tuple(_relative(kept) for kept in draft.get("family", [])),
    )


def _child(kept: dict[str, list[str]]) -> ChildAnswers:
    form = bound(ChildForm, kept)
    form.is_valid()
    said = dict(form.cleaned_data)
    for name in ("looked_after", "child_in_need", "known_to_agencies"):
        said[name] = {"yes": True, "no": False}.get(said.get(name) or "")
    return ChildAnswers(
        **{**said, "also_known_as": _names(said["also_known_as"]), "outcome": Outcome(said["outcome"])}
    )


def _relative(kept: dict[str, list[str]]) -> FamilyAnswers:
    form = bound(RelativeForm, kept)
    form.is_valid()
    said = dict(form.cleaned_data)
    born: date | None = said["born"]
    return FamilyAnswers(**{**said, "also_known_as": _names(said["also_known_as"]), "born": born})


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())
