"""The partnership's register of reviewers, and the complaints about them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, perform_sent, sent, signed_in
from safeguarding.practice_reviews import actions
from safeguarding.practice_reviews.forms.reviewers import (
    AboutReviewer,
    EarlierWork,
    FollowComplaint,
    NoteComplaint,
)
from safeguarding.practice_reviews.queries import register as queries
from safeguarding.statute.permission import Act
from safeguarding.statute.reviewers import SUITABILITY_CITE
from safeguarding.ui.pages import render

LIST = "practice_reviews:reviewers"
COMPLAINTS = "practice_reviews:complaints"


@signed_in
def reviewers(request: HttpRequest) -> HttpResponse:
    """Everybody who may be asked to review a case."""
    by = _may(request, Act.SEE_REVIEWERS)
    found = list(queries.reviewers(by)[:200])
    return render(
        request,
        "practice_reviews/reviewers.html",
        {
            "reviewers": found,
            "in_hand": queries.under_way_now(by),
            "may_keep": bool(may_here(by, Act.KEEP_REVIEWERS, by.partnership)),
            "may_read_complaints": bool(may_here(by, Act.SEE_REVIEWER_COMPLAINTS, by.partnership)),
            "cite": SUITABILITY_CITE,
        },
    )


@signed_in
def add_reviewer(request: HttpRequest) -> HttpResponse:
    """Put somebody on the register."""
    by = _may(request, Act.KEEP_REVIEWERS)
    form = AboutReviewer(_posted(request))
    done = request.method == "POST" and perform(
        request, form, lambda: actions.add_reviewer(by=by, about=form.about), lambda made: _page(made.pk)
    )
    return done or render(request, "practice_reviews/add_reviewer.html", {"form": form}, form.status)


@signed_in
def reviewer(request: HttpRequest, reviewer: int) -> HttpResponse:
    """What is known of one reviewer; whoever keeps the register changes it here."""
    by = _may(request, Act.SEE_REVIEWERS)
    found = get_object_or_404(queries.reviewers(by), pk=reviewer)
    may_keep = bool(may_here(by, Act.KEEP_REVIEWERS, by.partnership))
    change = AboutReviewer(sent(request, "change"), initial={
        name: getattr(found, name)
        for name in ("name", "email", "organisation", "source", "skills", "independence", "available_from",
                     "available_until", "availability")
    })  # fmt: skip
    work = EarlierWork(sent(request, "work"))
    if request.method == "POST":
        done = perform_sent(
            request,
            {
                "change": (
                    change,
                    lambda: actions.change_reviewer(by=by, reviewer=found, about=change.about),
                ),
                "work": (
                    work,
                    lambda: actions.add_past_work(by=by, reviewer=found, **work.cleaned_data),
                ),
            },
            _page(found.pk),
        )
        if done:
            return done
    return render(
        request,
        "practice_reviews/reviewer.html",
        {
            "reviewer": found,
            "reviews": queries.reviews_of(by, found),
            "change": change,
            "work": work,
            "refused": work if work.is_bound else change,
            "may_keep": may_keep,
        },
        max(change.status, work.status),
    )


@signed_in
def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints about reviews and reviewers; a new one can be noted."""
    by = _may(request, Act.SEE_REVIEWER_COMPLAINTS)
    may_keep = bool(may_here(by, Act.KEEP_REVIEWER_COMPLAINTS, by.partnership))
    form = NoteComplaint(_posted(request), reviewers=queries.on_the_register(by))

    def note() -> object:
        said = form.cleaned_data
        return actions.note_complaint(
            by=by,
            received_on=said["received_on"],
            about=said["about"],
            reviewer=form.reviewers.get(said["reviewer"]),
            handling=said["handling"],
        )

    if request.method == "POST":
        done = perform(request, form, note, reverse(COMPLAINTS))
        if done:
            return done
    return render(
        request,
        "practice_reviews/complaints.html",
        {"complaints": list(queries.complaints(by)[:200]), "form": form, "may_keep": may_keep},
        form.status,
    )


@signed_in
def complaint(request: HttpRequest, complaint: int) -> HttpResponse:
    """One complaint: what it is about, how it is handled, and what came of it."""
    by = _may(request, Act.SEE_REVIEWER_COMPLAINTS)
    found = get_object_or_404(queries.complaints(by), pk=complaint)
    may_keep = bool(may_here(by, Act.KEEP_REVIEWER_COMPLAINTS, by.partnership))
    form = FollowComplaint(
        _posted(request),
        initial={"handling": found.handling, "outcome": found.outcome, "ended_on": found.ended_on},
    )
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.follow_complaint(by=by, complaint=found, **form.cleaned_data),
            reverse(COMPLAINTS),
        )
        if done:
            return done
    return render(
        request,
        "practice_reviews/complaint.html",
        {"complaint": found, "form": form, "may_keep": may_keep},
        form.status,
    )


def _may(request: HttpRequest, act: Act) -> Acting:
    by = acting(request)
    if not may_here(by, act, by.partnership):
        raise Http404
    return by


def _page(pk: int) -> str:
    return reverse("practice_reviews:reviewer", args=[pk])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
