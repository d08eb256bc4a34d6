"""One shared round of comments on the draft: asking, giving back, and what became of each point."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform, perform_sent, sent_before
from safeguarding.people.web import sent as of_form
from safeguarding.rapid_reviews.actions import comments as acts
from safeguarding.rapid_reviews.actions.suggestions import accept_suggestions, answer_suggestion
from safeguarding.rapid_reviews.forms.comments import AskForComments, GiveBack, LetIn, SayAtPart, Settle
from safeguarding.rapid_reviews.forms.writing import Make
from safeguarding.rapid_reviews.models import Contribution, RapidReview, Round, Suggestion
from safeguarding.rapid_reviews.papers.came_back import read_back
from safeguarding.rapid_reviews.queries import comments as queries
from safeguarding.rapid_reviews.sections import BY_CODE
from safeguarding.rapid_reviews.views.shared import allowed, demanded, found, page, posted, sent
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute.answer import Answer, NotAllowed, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, FileKind, Role

TAB = "rapid_reviews:workspace"
USUALLY = {Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE, Role.LTRG_CHAIR}
OF_THE_RECORD = {
    "2": ("cases:overview", "the overview"),
    "3": ("cases:overview", "the overview"),
    "4": ("cases:overview", "the overview"),
    "5": ("evidence:board", "the returns"),
    "10": ("improvements:safety", "the safety log"),
    "11": ("improvements:safety", "the learning so far"),
    "12": ("rapid_reviews:criteria", "the criteria"),
    "13": ("rapid_reviews:outcome", "the decision"),
    "14": ("rapid_reviews:outcome", "the decision"),
    "15": ("cases:overview", "the overview"),
    "16": ("improvements:safety", "the actions"),
    "17": ("rapid_reviews:sign_off", "the signatures"),
    "18": ("rapid_reviews:panel", "the Panel"),
}
"""Where words that come from the record are put right, by the number of their section."""


def _round(request: HttpRequest, case: Case) -> tuple[RapidReview, Round | None]:
    """The review and its last round; no page for whoever may not read what is said there."""
    review = found(case)
    if not queries.may_read(acting(request), case, review):
        raise Http404
    return review, queries.last_round(review)


@case_page()
def comments(request: HttpRequest, case: Case) -> HttpResponse:
    """The round: what this page wants of whoever opens it, who has answered, and every point by part."""
    review, one = _round(request, case)
    by, asked = acting(request), None
    if one is not None:
        asked = queries.asked_in(one, by)
    answers = queries.answers_in(one) if one else []
    late = [] if one is None or not one.is_over else [a.asked for a in answers if a.asked.let_in_at is None]
    nothing, close, take = (Make(of_form(request, which)) for which in ("nothing", "close", "take"))
    give = GiveBack(of_form(request, "word"), request.FILES or None if of_form(request, "word") else None)
    say = SayAtPart(of_form(request, "say"))
    let = LetIn(of_form(request, "late"), people=[(str(row.pk), row.seat.person.name) for row in late])
    here = page("comments", case)
    answer = _give_back(request, case, give, here) or perform_sent(
        request,
        {
            "nothing": (nothing, lambda: acts.nothing_to_add(by=by, case=case)),
            "say": (say, lambda: acts.say_at_part(by=by, case=case, **say.cleaned_data)),
            "close": (close, lambda: acts.close_comments(by=by, case=case)),
            "late": (let, lambda: acts.let_in_late(by=by, case=case, asked=int(let.cleaned_data["asked"]))),
            "take": (take, lambda: _take(request, case, by)),
        },
        here,
        stream=case.stream,
    )
    if answer:
        return answer
    whole = bool(may_do(by, Act.SEE_RETURNS_BOARD, case))
    shown = queries.by_part(review, one, by, whole=whole) if one else []
    return render_case(
        request,
        "rapid_reviews/comments.html",
        case,
        {
            "words": words_for(case),
            "round": one,
            "asked": asked,
            "may_answer": one is not None and queries.may_answer(one, asked),
            "given": any(a.came for a in answers if asked and a.asked.pk == asked.pk),
            "answers": answers,
            "abouts": shown,
            "whole": whole,
            "left": queries.open_points(review),
            "where": lambda heading: _where(case, by, heading),
            "forms": (nothing, give, say, close, let, take),
            "nothing": nothing, "give": give, "say": say, "close": close, "let": let, "take": take,
            "late": late,
            "may_ask": allowed(request, Act.ASK_FOR_COMMENTS, case),
            "may_write": allowed(request, Act.WRITE_REPORT, case),
        },
        tab=TAB,
        status=max(form.status for form in (nothing, give, say, close, let, take)),
    )  # fmt: skip


def _give_back(request: HttpRequest, case: Case, form: GiveBack, to: str) -> HttpResponse | None:
    """Read the file first, which is slow, and keep it when it is one of ours."""
    if not form.is_bound or not form.is_valid():
        return None
    if before := sent_before(request, form):
        return before
    by, file = acting(request), form.cleaned_data["file"]
    came = read_back(by=by, case=case, name=file.name, data=file.read())

    def keep() -> object:
        if isinstance(came, Refused):
            raise NotAllowed(came)
        return acts.give_back_draft(by=by, case=case, came=came)

    return perform(request, form, keep, to, stream=case.stream)


def _take(request: HttpRequest, case: Case, by: Acting) -> object:
    chosen = [int(one) for one in request.POST.getlist("chosen") if one.isdecimal() and len(one) < 19]
    return accept_suggestions(by=by, case=case, section=request.POST.get("section", ""), chosen=chosen)


@case_page()
def ask_comments(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose who is asked and by when; a fresh draft is made of the report as it stands."""
    demanded(request, Act.ASK_FOR_COMMENTS, case)
    found(case)
    by = acting(request)
    seats = [seat for seat in queries.may_be_asked(case, by.today) if seat.pk != by.seat.pk]
    people = [(str(seat.pk), f"{seat.person.name}, {seat.capacity_on(by.today)}") for seat in seats]
    form = AskForComments(
        posted(request),
        people=people,
        initial={
            "until": queries.usual_day(case, by.today),
            "seats": [str(seat.pk) for seat in seats if seat.role in USUALLY],
        },
    )
    answer = sent(
        request,
        form,
        lambda: acts.ask_for_comments(
            by=by,
            case=case,
            seats=[int(key) for key in form.cleaned_data["seats"]],
            until=form.cleaned_data["until"],
        ),
        page("comments", case),
        case,
    )
    if answer:
        return answer
    shown = {"form": form, "words": words_for(case)}
    return render_case(request, "rapid_reviews/ask_comments.html", case, shown, tab=TAB, status=form.status)


@case_page()
def suggestion(request: HttpRequest, case: Case, suggestion: int) -> HttpResponse:
    """One change: accept it, keep our words with the reason, or answer."""
    demanded(request, Act.WRITE_REPORT, case)
    review = found(case)
    row = get_object_or_404(
        Suggestion.objects.select_related("contribution__seat__person", "settled_by__person"),
        pk=suggestion,
        review=review,
    )
    point = queries.point_of(review, row)
    form = Settle(posted(request), may_accept=point.fits or point.already, from_record=not row.section)
    by = acting(request)

    def settle() -> object:
        said = form.cleaned_data
        if said["outcome"] == "accept":
            return accept_suggestions(by=by, case=case, section=row.section, chosen=[row.pk])
        keeps = said["outcome"] == "keep"
        return answer_suggestion(by=by, case=case, suggestion=row.pk, words=said["words"], keeps=keeps)

    answer = sent(request, form, settle, page("comments", case), case)
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/suggestion.html",
        case,
        {
            "form": form,
            "point": point,
            "row": row,
            "part": BY_CODE.get(row.section),
            "where": _where(case, by, row.heading),
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def comments_draft(request: HttpRequest, case: Case) -> HttpResponse:
    """The draft in Word, for whoever is asked or may see it, once it has been said for what."""
    review, one = _round(request, case)
    if one is None:
        raise Http404
    by = acting(request)
    file = one.draft.word if may_do(by, Act.SEE_RETURNS_BOARD, case) else one.shown
    if file is None:  # they were asked in an earlier round only
        raise Http404
    return hand_out(
        request,
        Leaving(
            file,
            DocumentKind.RR_REPORT,
            case,
            _may(by, review),
            back=(page("comments", case), "Back to the comments"),
            tab=TAB,
            what=f"Version {one.draft.version}, as a Word document to comment on",
            button="Download the Word file",
        ),
    )


@case_page()
def comments_file(request: HttpRequest, case: Case, contribution: int) -> HttpResponse:
    """Somebody’s Word file as it came, once it has been said for what.

    It may name who has answered, so whoever does not see that has their own only.
    """
    review, _ = _round(request, case)
    by = acting(request)
    given = get_object_or_404(
        Contribution.objects.select_related("file__stream"), pk=contribution, review=review
    )
    file = given.file
    if file is None or not (given.seat_id == by.seat.pk or may_do(by, Act.SEE_RETURNS_BOARD, case)):
        raise Http404
    return hand_out(
        request,
        Leaving(
            file,
            FileKind.DRAFT_COMMENTS,
            case,
            _may(by, review),
            back=(page("comments", case), "Back to the comments"),
            tab=TAB,
        ),
    )


def _may(by: Acting, review: RapidReview) -> Any:
    def may(case: Case) -> Answer:
        if queries.may_read(by, case, review):
            return may_do(by, Act.SEE_CASE, case)
        return may_do(by, Act.SEE_RETURNS_BOARD, case)

    return may


def _where(case: Case, by: Acting, heading: str) -> tuple[str, str] | None:
    """Where words under that heading are put right."""
    name, words = OF_THE_RECORD.get(heading.split(" ")[0], ("cases:overview", "the overview"))
    if name == "evidence:board" and not may_do(by, Act.SEE_RETURNS_BOARD, case):
        return None
    return reverse(name, args=[case.reference]), words
