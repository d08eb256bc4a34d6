"""The reviewers of one case: the shortlist, and everything about one of those on it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import has
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.acting import Acting
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, perform, perform_sent, sent
from safeguarding.practice_reviews import actions
from safeguarding.practice_reviews.forms import reviewers as forms
from safeguarding.practice_reviews.models import Candidate
from safeguarding.practice_reviews.pages import REVIEWERS, render_review
from safeguarding.practice_reviews.queries import commissioning as queries
from safeguarding.practice_reviews.queries.conflicts import conflicts_of, involved_in
from safeguarding.practice_reviews.queries.register import reviewers, under_way_now
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.reviewers import (
    APPOINT_CITE,
    CONFLICT_CITE,
    CONFLICT_YEARS,
    REMOVE_CITE,
    SUITABILITY_CITE,
    ContractItem,
    Suitability,
    may_rule,
)
from safeguarding.statute.terms import Role
from safeguarding.ui.forms import Form

Ways = dict[str, tuple[Form, Callable[[], object]]]


@case_page(Act.SEE_COMMISSIONING)
def reviewers_of_case(request: HttpRequest, case: Case) -> HttpResponse:
    """Who reviews the case, who is on the shortlist, and putting somebody on it."""
    by = acting(request)
    _decided(case)
    may_find = bool(may_do(by, Act.COMMISSION_REVIEWER, case)) and not case.closed
    listed = list(reviewers(by))
    form = forms.Shortlist(request.POST if request.method == "POST" else None, reviewers=listed)

    def add() -> Candidate:
        said = form.cleaned_data
        return actions.shortlist(
            by=by, case=case, reviewer=form.reviewers[said["reviewer"]], place=Role(said["place"])
        )

    if request.method == "POST":
        done = perform(request, form, add, lambda one: _page(case, one.number), stream=case.stream)
        if done:
            return done
    lines = queries.lines(case)
    return render_review(
        request,
        "practice_reviews/reviewers_of_case.html",
        case,
        {
            "placed": [one for one in lines if one.candidate.in_place],
            "open": [one for one in lines if not one.candidate.appointed_on and not one.candidate.dropped_on],
            "past": [one for one in lines if one.candidate.removed_on or one.candidate.dropped_on],
            "appoint_by": case.deadlines.filter(kind="appoint_reviewer").first(),
            "form": form,
            "may_find": may_find,
            "register": listed,
            "cite": APPOINT_CITE,
            "points": len(Suitability),
            "items": len(ContractItem),
        },
        here=REVIEWERS,
        status=form.status,
    )


@case_page(Act.SEE_COMMISSIONING)
def candidate(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """One candidate: suitability, interests and rulings, the contract, and the partners' decision."""
    by = acting(request)
    _decided(case)
    found = get_object_or_404(queries.candidates(case), number=number)
    line = queries.line_of(found, conflicts_of(found, involved_in([case])[case.pk]))
    ways = {**_finding(request, by, case, line), **_ruling(request, by, case, line)}
    ways |= _deciding(request, by, case, line)
    shown = {which: form for which, (form, _) in ways.items()}
    sent_as = request.POST.get("which", "")
    if request.method == "POST" and sent_as not in ways:
        ways[sent_as] = (Form(request.POST), _not_open)
    done = request.method == "POST" and perform_sent(request, ways, _page(case, number), stream=case.stream)
    ready = (
        actions.may_be_appointed(case, found, by) if "contract" in shown and not found.appointed_on else None
    )
    context = {
        "line": line,
        "one": found,
        "forms": shown,
        "refused": next((form for form, _ in ways.values() if form.is_bound), None),
        "ready": ready,
        "to_rule": sum(
            each.ruling is None and f"rule-{each.conflict.key}" in shown for each in line.conflicts
        ),
        "points": [(point, found.suitability.get(point.value, "")) for point in Suitability],
        "items": [(item, item.value in found.settled) for item in ContractItem],
        "worked": [row for row in found.worked.all() if row.current],
        "tally": actions.tally_of_reviewer(line.proposal) if line.proposal else None,
        "earlier": [one for one in found.proposals.all() if one.decided_on],
        "in_hand": under_way_now(by).get(found.reviewer_id, 0),
        "years": CONFLICT_YEARS,
        "cites": {
            "suitability": SUITABILITY_CITE,
            "conflict": CONFLICT_CITE,
            "appoint": APPOINT_CITE,
            "remove": REMOVE_CITE,
        },
    }
    status = max((form.status for form, _ in ways.values() if form.is_bound), default=200)
    return done or render_review(
        request, "practice_reviews/candidate.html", case, context, here=REVIEWERS, status=status
    )


def _finding(request: HttpRequest, by: Acting, case: Case, line: queries.Line) -> Ways:
    """What the manager records about a candidate."""
    one = line.candidate
    if not may_do(by, Act.COMMISSION_REVIEWER, case) or one.dropped_on or one.removed_on or case.closed:
        return {}
    suited = forms.Suited(sent(request, "suited"), initial=one.suitability)
    worked = forms.DeclaredWork(
        sent(request, "worked"), agencies=agencies_of(case.partnership, by.today), today=by.today
    )
    row = forms.Row(sent(request, "unwork"))
    declared = forms.Declared(
        sent(request, "declared"),
        initial={
            "declared_on": one.declared_on or by.today,
            "relationships": one.relationships,
            "other_reviews": one.other_reviews,
        },
    )
    contract = forms.ContractForm(sent(request, "contract"), candidate=one)

    def note_work() -> object:
        said = worked.cleaned_data
        return actions.note_work(
            by=by, candidate=one, agency=worked.agencies.get(said["agency"]), name=said["other"],
            first_year=said["first_year"], last_year=said["last_year"],
        )  # fmt: skip

    def take_back() -> object:
        return actions.take_back_work(
            by=by, candidate=one, row=get_object_or_404(one.worked, pk=row.cleaned_data["row"], current=True)
        )

    ways: Ways = {
        "suited": (
            suited,
            lambda: actions.answer_suitability(by=by, candidate=one, answers=suited.cleaned_data),
        ),
        "worked": (worked, note_work),
        "unwork": (row, take_back),
        "declared": (
            declared,
            lambda: actions.record_declaration(by=by, candidate=one, **declared.cleaned_data),
        ),
        "contract": (
            contract,
            lambda: actions.record_contract(by=by, candidate=one, agreed=contract.agreed),
        ),
    }
    if not one.appointed_on and line.proposal is None:
        propose, drop = forms.Reason(sent(request, "propose")), forms.Reason(sent(request, "drop"))
        ways["propose"] = (
            propose,
            lambda: actions.propose_appointment(by=by, candidate=one, **propose.cleaned_data),
        )
        ways["drop"] = (drop, lambda: actions.drop_candidate(by=by, candidate=one, **drop.cleaned_data))
    return _told_apart(ways)


def _ruling(request: HttpRequest, by: Acting, case: Case, line: queries.Line) -> Ways:
    """A form for each conflict on which this person may rule."""
    one = line.candidate
    if not may_do(by, Act.RULE_ON_REVIEWER, case) or one.dropped_on or one.removed_on or case.closed:
        return {}
    ways: Ways = {}
    for each in line.conflicts:
        key = each.conflict.key
        if not may_rule(each.conflict, by_agency=by.seat.agency_id, is_candidate=False):
            continue
        form = forms.Rule(sent(request, f"rule-{key}"))
        ways[f"rule-{key}"] = (form, _rule(by, one, key, form))
    return _told_apart(ways)


def _rule(by: Acting, one: Candidate, key: str, form: forms.Rule) -> Callable[[], object]:
    return lambda: actions.rule_on_reviewer(
        by=by,
        candidate=one,
        conflict=key,
        may_review=form.cleaned_data["may_review"] == "yes",
        reason=form.cleaned_data["reason"],
    )


def _deciding(request: HttpRequest, by: Acting, case: Case, line: queries.Line) -> Ways:
    """A partner's position on what is before them; or asking for the removal of somebody in place."""
    one, asked = line.candidate, line.proposal
    if asked:
        act = Act.REMOVE_REVIEWER if asked.removes else Act.APPOINT_REVIEWER
        if not may_do(by, act, case):
            return {}
        form = forms.TakePosition(
            sent(request, "position"), yes=asked.words_for(True), no=asked.words_for(False)
        )
        return _told_apart(
            {
                "position": (
                    form,
                    lambda: actions.take_position(
                        by=by,
                        proposal=asked,
                        agrees=form.cleaned_data["agrees"] == "yes",
                        reason=form.cleaned_data["reason"],
                    ),
                )
            }
        )
    if not one.in_place or not may_do(by, Act.REMOVE_REVIEWER, case):
        return {}
    ask = forms.AskRemoval(sent(request, "remove"))
    return _told_apart(
        {"remove": (ask, lambda: actions.propose_removal(by=by, candidate=one, **ask.cleaned_data))}
    )


def _not_open() -> object:
    raise NotAllowed(
        Refused(
            "not_open",
            "This is not yours to do, or it has been done meanwhile.",
            "Read the page as it stands now.",
        )
    )


def _told_apart(ways: Ways) -> Ways:
    for which, (form, _) in ways.items():
        form.stands_in = which.replace(":", "-")
    return ways


def _decided(case: Case) -> None:
    if not has(case, Kind.PRACTICE_REVIEW_DECIDED):
        raise Http404


def _page(case: Case, number: int) -> str:
    return reverse("practice_reviews:candidate", args=[case.reference, number])
