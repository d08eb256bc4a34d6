"""Aims, criteria, the national view and the outcome."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting
from safeguarding.rapid_reviews.actions import outcome as deciding
from safeguarding.rapid_reviews.actions import writing
from safeguarding.rapid_reviews.forms.writing import AimForm, CriterionForm, NationalForm, OutcomeForm
from safeguarding.rapid_reviews.papers.report import one_section
from safeguarding.rapid_reviews.queries import sources
from safeguarding.rapid_reviews.views.shared import allowed, demanded, found, page, posted, sent
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute import terms
from safeguarding.statute.criteria import CRITERIA, LOCAL_CODES
from safeguarding.statute.permission import Act
from safeguarding.ui import forms

TAB = "rapid_reviews:workspace"
AIM_SECTIONS = {"facts": 4, "immediate_action": 10, "improvements": 11, "next_steps": 14, "inequality": 8}


@case_page()
def aim(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """One aim, with what the agencies said beside it."""
    demanded(request, Act.ANSWER_AIM, case)
    review, by = found(case), acting(request)
    chosen = next((one for one in case.editions.aims if one.code == code), None)
    if chosen is None:
        raise Http404
    now = next((row for row in review.standing_aims if row.code == code), None)
    form = AimForm(posted(request), aim=chosen, initial={"text": now.text if now else ""})
    answer = sent(
        request,
        form,
        lambda: writing.answer_aim(
            by=by, case=case, aim=code, text=form.cleaned_data["text"], base=request.POST.get("base", "")
        ),
        page("workspace", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/writing.html",
        case,
        {
            **clash(form, now),
            "form": form,
            "heading": chosen.title,
            "cite": chosen.cite,
            "words": words_for(case),
            "in_report": one_section(case, review, AIM_SECTIONS.get(code, 13), on=by.today),
            "beside": sources.answers_beside(case, code, acting(request)),
            "back": page("workspace", case),
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def criteria(request: HttpRequest, case: Case) -> HttpResponse:
    """Every criterion with its answer; views that differ side by side."""
    review = found(case)
    given = {row.code: row for row in review.standing_criteria}
    lines = []
    for code in LOCAL_CODES:
        one, row = CRITERIA[code], given.get(code)
        lines.append(
            {
                "code": code,
                "title": one.title,
                "text": one.text(case.editions, case.incident.occurred),
                "cite": one.cite(case.editions),
                "row": row,
                "answer": terms.CriterionAnswer(row.answer).label if row else "",
                "views": [(v["agency"], terms.CriterionAnswer(v["answer"]).label) for v in row.views]
                if row
                else [],
            }
        )
    return render_case(
        request,
        "rapid_reviews/criteria.html",
        case,
        {
            "lines": lines,
            "may_answer": allowed(request, Act.ANSWER_CRITERION, case),
            "words": words_for(case),
            "left": [line for line in lines if not line["row"]],
            "all_nil": sources.all_nil(case, acting(request)),
        },
        tab=TAB,
    )


@case_page()
def criterion(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """Answer one criterion."""
    demanded(request, Act.ANSWER_CRITERION, case)
    if code not in LOCAL_CODES:
        raise Http404
    review, by, one = found(case), acting(request), CRITERIA[code]
    now = next((row for row in review.standing_criteria if row.code == code), None)
    agencies = sources.agencies_asked(case) or [
        (str(one.pk), one.name_on(by.today)) for one in agencies_of(case.partnership, by.today)
    ]
    names = {name: key for key, name in agencies}
    initial: dict[str, Any] = {"answer": now.answer, "reason": now.reason} if now else {}
    initial |= {
        f"view_{names[v['agency']]}": v["answer"] for v in (now.views if now else []) if v["agency"] in names
    }
    form = CriterionForm(posted(request), criterion=one, agencies=agencies, initial=initial)
    answer = sent(
        request,
        form,
        lambda: writing.answer_criterion(
            by=by,
            case=case,
            criterion=code,
            answer=terms.CriterionAnswer(form.cleaned_data["answer"]),
            reason=form.cleaned_data["reason"],
            views=form.views(),
            base=request.POST.get("base", ""),
        ),
        page("criteria", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/criterion.html",
        case,
        {
            **clash(form, now),
            "form": form,
            "criterion": one,
            "text": one.text(case.editions, case.incident.occurred),
            "cite": one.cite(case.editions),
            "in_report": one_section(case, review, 12, on=by.today),
            "beside": sources.answers_beside(case, code, acting(request)),
            "agency_fields": [f"view_{key}" for key, _ in agencies],
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def national(request: HttpRequest, case: Case) -> HttpResponse:
    """The view on a national review."""
    demanded(request, Act.GIVE_NATIONAL_VIEW, case)
    review, by = found(case), acting(request)
    now = next(iter(review.standing_national_views), None)
    initial: dict[str, Any] = {}
    if now:
        initial = {"recommend": now.recommend, "reason": now.reason}
        for code, given in now.answers.items():
            initial |= {f"answer_{code}": given.get("answer", ""), f"reason_{code}": given.get("reason", "")}
    form = NationalForm(posted(request), editions=case.editions, on=case.incident.occurred, initial=initial)
    answer = sent(
        request,
        form,
        lambda: writing.give_national_view(
            by=by,
            case=case,
            recommend=bool(form.cleaned_data["recommend"]),
            answers=form.answers(),
            reason=form.cleaned_data["reason"],
            base=request.POST.get("base", ""),
        ),
        page("workspace", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/writing.html",
        case,
        {
            **clash(form, now),
            "form": form,
            "heading": "Could a national review be right?",
            "cite": "SI 2018/789 reg 3",
            "words": words_for(case),
            "in_report": one_section(case, review, 12, on=by.today),
            "beside": [],
            "back": page("workspace", case),
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def outcome(request: HttpRequest, case: Case) -> HttpResponse:
    """The group's decision; whoever chairs records it, others read it."""
    review, by = found(case), acting(request)
    now = next(iter(review.standing_outcomes), None)
    names = list(OutcomeForm.base_fields)
    form = OutcomeForm(
        posted(request),
        initial={name: getattr(now, name) for name in names} if now else {"decided_on": by.today},
    )

    def act() -> object:
        said = {**form.cleaned_data, "outcome": terms.RapidReviewOutcome(form.cleaned_data["outcome"])}
        return deciding.decide_outcome(
            by=by, case=case, decided=deciding.Decided(**said), base=request.POST.get("base", "")
        )

    answer = sent(request, form, act, page("workspace", case), case)
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/outcome.html",
        case,
        {
            **clash(form, now),
            "form": form,
            "outcome": now,
            "words": words_for(case),
            "may_decide": allowed(request, Act.DECIDE_OUTCOME, case),
            "group": case.profile.group_name,
            "earlier": list(
                review.outcomes.filter(current=False).select_related("seat__person").order_by("-id")
            ),
        },
        tab=TAB,
        status=form.status,
    )


def clash(form: forms.Form, now: Any) -> dict[str, Any]:
    """What stands on the page as a base; and after somebody else's change, both texts."""
    clash = form.refused is not None and form.refused.code == "changed_meanwhile"
    return {
        "base": now.pk if now else "",
        "theirs": now.as_text if clash and now else "",
        "mine": form.data.get("text") or form.data.get("reason") or form.data.get("reasons") or ""
        if clash
        else "",
        "last": now,
    }
