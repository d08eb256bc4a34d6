"""The case itself: who it is about, where it is, what is due, what blocks, and its history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from safeguarding.anonymity.models import Identity
from safeguarding.cases import next_steps, sentences
from safeguarding.cases.access import may_do, may_show_names
from safeguarding.cases.actions.access import show_names
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case
from safeguarding.cases.queries import restamp, visible_to
from safeguarding.cases.queries.history import history
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting
from safeguarding.record.actions import look
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.changing import PARAMETERS
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@case_page()
def overview(request: HttpRequest, case: Case) -> HttpResponse:
    """The overview; “Show names” is a press of its own, kept among the looks."""
    by = acting(request)
    names: list[Identity] = []
    refused = None
    form = Confirm(request.POST or None)
    if request.method == "POST":
        try:
            names = show_names(by=by, case=case)
        except NotAllowed as no:
            refused = no.refused
            if case.stream:
                look(stream=case.stream, actor=by.actor, kind="refused", what=refused.code)
    children = list(case.children.all())
    return render_case(
        request,
        "cases/overview.html",
        case,
        {
            "children": children,
            "family": list(case.family.all()),
            "incident": case.incident,
            "referral": case.referral if hasattr(case, "referral") else None,
            "names": {identity.pk: identity.details for identity in names},
            "names_asked": bool(names),
            "refused": refused,
            "may_show": bool(may_show_names(by, case)),
            "form": form,
            "blocks": next_steps.blocks(by, case),
            "mine": next_steps.mine(by, case),
            "parallel": list(case.parallel_processes.all()),
            "recent": history(case, by, limit=8),
            "duplicates": _duplicates(by, case),
        },
        tab="cases:overview",
        status=409 if refused is not None else 200,
    )


@case_page(Act.SEE_RECORD)
def record(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything that happened, in sentences, newest first."""
    return render_case(
        request,
        "cases/record.html",
        case,
        {"lines": history(case, acting(request)), "words": sentences.WORDS},
        tab="cases:record",
    )


@case_page()
def rules(request: HttpRequest, case: Case) -> HttpResponse:
    """The rules that this case keeps, each with its citation, and whether it awaits confirmation; newer ones
    that it could go on under, and those that it kept before.
    """
    by = acting(request)
    restamps = list(restamp.of_case(case))
    may = bool(may_do(by, Act.RESTAMP_EDITION, case))
    return render_case(
        request,
        "cases/rules.html",
        case,
        {
            "editions": case.editions,
            "local": [
                (rule, rule.words(rule.read(case.profile, case.editions)), code in case.local_rules)
                for code, rule in PARAMETERS.items()
            ],
            "glossary": case.editions.glossary(case.incident.occurred),
            "deadlines": list(case.deadlines.all()),
            "restamps": [one for one in restamps if one.settled_at],
            "taken": next((one for one in restamps if one.confirmed), None),
            "waits": next((one for one in restamps if not one.settled_at), None),
            "may_restamp": may and not case.closed,
            "newer": [
                (version, restamp.differences(case, case.stamp, version.stamp))
                for version in (restamp.newer(case, by.today) if may and not case.closed else [])
            ],
        },
        tab="",
    )


def _duplicates(by: Acting, case: Case) -> list[dict[str, str]]:
    """What was found when the case was referred, for the manager; a case that has been sealed or walled off
    from them since then is no longer named.
    """
    if by.role is not Role.PARTNERSHIP_MANAGER or not hasattr(case, "referral"):
        return []
    found: list[dict[str, str]] = case.referral.likely_duplicates
    named = {line["case"] for line in found if "case" in line}
    seen = set(visible_to(by).filter(reference__in=named).values_list("reference", flat=True))
    return [line for line in found if "case" not in line or line["case"] in seen]
