"""Addresses of the practice reviews room."""

from django.urls import path

from safeguarding.practice_reviews.views import (
    accepting,
    commissioning,
    deciding,
    drafts,
    facts,
    lines,
    monitoring,
    public,
    publication,
    recommending,
    register,
)

app_name = "practice_reviews"

urlpatterns = [
    path("cases/<slug:ref>/practice-review/", deciding.practice_review, name="practice_review"),
    path("cases/<slug:ref>/practice-review/time/", monitoring.monitoring, name="monitoring"),
    path("cases/<slug:ref>/practice-review/publication/", publication.publication, name="publication"),
    path("cases/<slug:ref>/practice-review/finished/", publication.final_report, name="final_report"),
    path("cases/<slug:ref>/practice-review/finished/word/", publication.final_file, name="final_file"),
    path("published/<slug:slug>/", public.reviews, name="published"),
    path("published/<slug:slug>/<slug:page>/", public.review, name="published_review"),
    path("published/<slug:slug>/<slug:page>/report.pdf", public.report, name="published_report"),
    path(
        "cases/<slug:ref>/practice-review/reviewers/",
        commissioning.reviewers_of_case,
        name="reviewers_of_case",
    ),
    path(
        "cases/<slug:ref>/practice-review/reviewers/<int:number>/", commissioning.candidate, name="candidate"
    ),
    path("reviewers/", register.reviewers, name="reviewers"),
    path("reviewers/add/", register.add_reviewer, name="add_reviewer"),
    path("reviewers/complaints/", register.complaints, name="complaints"),
    path("reviewers/complaints/<int:complaint>/", register.complaint, name="complaint"),
    path("reviewers/<int:reviewer>/", register.reviewer, name="reviewer"),
    path("cases/<slug:ref>/practice-review/drafts/", drafts.drafts, name="drafts"),
    path("cases/<slug:ref>/practice-review/drafts/compare/", drafts.compare, name="compare_drafts"),
    path("cases/<slug:ref>/practice-review/drafts/<int:number>/", drafts.draft, name="draft"),
    path("cases/<slug:ref>/practice-review/drafts/<int:number>/file/", drafts.draft_file, name="draft_file"),
    path("cases/<slug:ref>/practice-review/facts/", facts.facts, name="facts"),
    path("cases/<slug:ref>/practice-review/facts/<int:point>/", facts.point, name="fact_point"),
    path(
        "cases/<slug:ref>/practice-review/recommendations/",
        recommending.recommendations,
        name="recommendations",
    ),
    path("cases/<slug:ref>/practice-review/acceptance/", accepting.acceptance, name="acceptance"),
    path("fact-checks/<slug:short>/", facts.check, name="fact_check"),
    path("cases/<slug:ref>/practice-review/lines-of-enquiry/", lines.lines, name="lines"),
    path("cases/<slug:ref>/practice-review/lines-of-enquiry/add/", lines.add, name="add_line"),
    path("cases/<slug:ref>/practice-review/lines-of-enquiry/<int:number>/", lines.line, name="line"),
]
