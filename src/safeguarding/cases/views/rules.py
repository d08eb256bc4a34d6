"""The rules of a partnership: what they say, what is to come, and how two people change one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.actions.rules import approve_rule, end_rule_change, propose_rule
from safeguarding.cases.forms.rules import EndRuleChange, ProposeRule
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.queries import rules as queries
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, perform_sent, sent, signed_in, step_up
from safeguarding.statute.changing import PARAMETERS
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render


@signed_in
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule that the partnership can change, in words, with its source; what is to come; what was."""
    by = acting(request)
    if not may_here(by, Act.SEE_RULES, by.partnership):
        raise Http404
    profile = queries.profile_on(by.partnership, by.today)
    editions = queries.editions_on(by.partnership, by.today)
    changes = queries.changes_of(by)
    return render(
        request,
        "cases/partnership_rules.html",
        {
            "profile": profile,
            "rules": [(rule, rule.words(rule.read(profile, editions))) for rule in PARAMETERS.values()],
            "apart": profile.apart,
            "to_come": [c for c in changes if c.is_open or (c.approved_at and c.since > by.today)],
            "before": [c for c in changes if not c.is_open and not (c.approved_at and c.since > by.today)],
            "may": bool(may_here(by, Act.PROPOSE_RULE, by.partnership)),
        },
    )


@signed_in
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that one rule says something else."""
    by = acting(request)
    rule = PARAMETERS.get(code)
    if rule is None or not may_here(by, Act.PROPOSE_RULE, by.partnership):
        raise Http404
    profile = queries.profile_on(by.partnership, by.today)
    now = rule.read(profile, queries.editions_on(by.partnership, by.today))
    form = ProposeRule(request.POST or None, rule=rule, initial={"value": now})
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: propose_rule(
                by=by,
                code=code,
                value=form.value,
                since=form.cleaned_data["since"],
                why=form.cleaned_data["why"],
                source=form.cleaned_data.get("source", ""),
            ),
            lambda change: reverse("cases:rule_change", args=[change.pk]),
        )
        if answer:
            return answer
    return render(
        request, "cases/propose_rule.html", {"form": form, "rule": rule, "now": rule.words(now)}, form.status
    )


@signed_in
@step_up
def change(request: HttpRequest, change: int) -> HttpResponse:
    """One change: what the rule says and is to say, who has approved, and one's own answer."""
    by = acting(request)
    if not may_here(by, Act.SEE_RULES, by.partnership):
        raise Http404
    chosen = next((one for one in queries.changes_of(by) if one.pk == change), None)
    if chosen is None:
        raise Http404
    yes, no = Confirm(sent(request, "yes")), EndRuleChange(sent(request, "no"))
    answer = perform_sent(
        request,
        {
            "yes": (yes, lambda: approve_rule(by=by, change=chosen)),
            "no": (no, lambda: end_rule_change(by=by, change=chosen, why=no.cleaned_data["why"])),
        },
        reverse("cases:rules_here"),
    )
    if answer:
        return answer
    mine = chosen.proposed_by.person_id == by.person.pk
    approves = bool(may_here(by, Act.APPROVE_RULE, by.partnership)) and not mine
    return render(
        request,
        "cases/rule_change.html",
        {
            "change": chosen,
            "yes": yes,
            "no": no,
            "mine": mine,
            "approves": approves and not any(one.person_id == by.person.pk for one in chosen.approvals.all()),
            "may_end": approves or mine,
        },
        max(yes.status, no.status),
    )
