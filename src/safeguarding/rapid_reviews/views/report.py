"""The report: its parts, its preview, its papers, comments and the chair's certificate."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from safeguarding.cases.access import drafts_kept_back
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.models import Document
from safeguarding.documents.queries import versions
from safeguarding.documents.shape import check_paper
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting
from safeguarding.rapid_reviews.actions import report as acts
from safeguarding.rapid_reviews.actions import writing
from safeguarding.rapid_reviews.actions.writing import note_reading
from safeguarding.rapid_reviews.forms.writing import AnswerComment, Certify, CommentForm, Make, SectionForm
from safeguarding.rapid_reviews.models import Comment, RapidReview
from safeguarding.rapid_reviews.papers.report import one_section, report_paper
from safeguarding.rapid_reviews.queries import checks_for, sources
from safeguarding.rapid_reviews.queries import comments as rounds
from safeguarding.rapid_reviews.sections import BY_CODE, PARTS
from safeguarding.rapid_reviews.views.answers import clash
from safeguarding.rapid_reviews.views.shared import allowed, demanded, found, page, posted, sent
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

TAB = "rapid_reviews:workspace"
SECTION_OF_PAPER = ("word", "pdf")


@case_page()
def report(request: HttpRequest, case: Case) -> HttpResponse:
    """Every part with its author and time, the drafts made so far, and the comments."""
    review, by = found(case), acting(request)
    make, say = Make(posted(request, "make")), CommentForm(posted(request, "comment"))
    which = request.POST.get("which", "")
    answer = None
    if which == "make":
        answer = sent(request, make, lambda: acts.draft_report(by=by, case=case), page("report", case), case)
    elif which == "comment":
        answer = sent(
            request,
            say,
            lambda: writing.comment_on_report(by=by, case=case, words=say.cleaned_data["words"]),
            page("report", case),
            case,
        )
    if answer:
        return answer
    status = max((form.status for form in (make, say) if form.is_bound), default=200)
    return render_case(
        request,
        "rapid_reviews/report.html",
        case,
        {
            "make": make,
            "say": say,
            "words": words_for(case),
            "parts": _parts(review),
            "review": review,
            "papers": _papers(case, by),
            "comments": list(
                review.comments.filter(contribution=None).select_related(
                    "seat__person", "answered_by__person"
                )
            ),
            "reads_comments": rounds.may_read(by, case, review),
            "round": rounds.last_round(review),
            "open_points": rounds.open_points(review),
            "may_ask": allowed(request, Act.ASK_FOR_COMMENTS, case),
            "may_write": allowed(request, Act.WRITE_REPORT, case),
            "sees_drafts": allowed(request, Act.SEE_RETURNS_BOARD, case),
            "may_comment": allowed(request, Act.COMMENT_ON_REPORT, case),
        },
        tab=TAB,
        status=status,
    )


@case_page()
def section(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """Write one part; what it said before stays."""
    demanded(request, Act.WRITE_REPORT, case)
    part = BY_CODE.get(code)
    if part is None:
        raise Http404
    review, by = found(case), acting(request)
    now = next((row for row in review.standing_sections if row.code == code), None)
    form = SectionForm(posted(request), part=part, initial={"text": now.text if now else ""})
    answer = sent(
        request,
        form,
        lambda: writing.write_section(
            by=by, case=case, section=code, text=form.cleaned_data["text"], base=request.POST.get("base", "")
        ),
        page("report", case),
        case,
    )
    if answer:
        return answer
    versions_of = list(review.sections.filter(code=code).select_related("seat__person").order_by("-id"))
    return render_case(
        request,
        "rapid_reviews/writing.html",
        case,
        {
            **clash(form, now),
            "form": form,
            "heading": f"{part.section}. {part.title}",
            "cite": "",
            "words": words_for(case),
            "in_report": one_section(case, review, part.section, on=by.today),
            "beside": sources.answers_beside(case, code, acting(request)),
            "back": page("report", case),
            "history": [
                (one, versions_of[i + 1].text if i + 1 < len(versions_of) else "")
                for i, one in enumerate(versions_of)
            ],
            "signed": review.signatures.filter(current=True).exists(),
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def preview(request: HttpRequest, case: Case) -> HttpResponse:
    """The whole report as a page, as it stands."""
    review, by = found(case), acting(request)
    paper = check_paper(report_paper(case, review, on=by.today, by=by), version=1, draft=True)
    lines = [
        [
            line["name"],
            " ".join(filter(None, [line["capacity"], line["position"], line["comment"], line["signed_at"]])),
        ]
        for line in paper["signatures"]
    ]
    note_reading(by=by, review=review)
    return render_case(
        request,
        "rapid_reviews/preview.html",
        case,
        {"paper": paper, "paper_lines": lines, "review": review, "words": words_for(case)},
        tab=TAB,
    )


@case_page()
def comment(request: HttpRequest, case: Case, comment: int) -> HttpResponse:
    """Say what came of a comment."""
    demanded(request, Act.WRITE_REPORT, case)
    chosen = get_object_or_404(
        Comment.objects.select_related("seat__person", "review__case"), pk=comment, review__case=case
    )
    form = AnswerComment(posted(request))
    answer = sent(
        request,
        form,
        lambda: writing.answer_comment(
            by=acting(request), comment=chosen, answer=form.cleaned_data["answer"]
        ),
        page("comments" if chosen.contribution_id else "report", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/comment.html",
        case,
        {"form": form, "comment": chosen},
        tab=TAB,
        status=form.status,
    )


@case_page()
def certify(request: HttpRequest, case: Case) -> HttpResponse:
    """Whoever chaired certifies what the report says."""
    demanded(request, Act.CERTIFY_REPORT, case)
    review, by = found(case), acting(request)
    form = Certify(posted(request))
    answer = sent(
        request,
        form,
        lambda: acts.certify_report(by=by, case=case, statement=form.cleaned_data["statement"]),
        page("workspace", case),
        case,
    )
    if answer:
        return answer
    shown = checks_for(case, review, by)
    return render_case(
        request,
        "rapid_reviews/certify.html",
        case,
        {
            "form": form,
            "review": review,
            "words": words_for(case),
            "blocks": [one for one in shown if one.blocks and one.check.code != "RRQ16"],
            "warns": [one for one in shown if one.warns],
            "outcome": next(iter(review.standing_outcomes), None),
            "open_points": rounds.open_points(review),
        },
        tab=TAB,
        status=form.status,
    )


def _parts(review: RapidReview) -> list[dict[str, Any]]:
    standing = {row.code: row for row in review.standing_sections}
    return [
        {
            "part": part,
            "row": standing.get(part.code),
            "words": len(standing[part.code].text.split()) if part.code in standing else 0,
        }
        for part in PARTS
    ]


def _papers(case: Case, by: Acting) -> list[Document]:
    if case.stream is None:
        return []
    found = versions(case.stream, DocumentKind.RR_REPORT).exclude(drafts_kept_back(by, case))
    return list(found[:6])
