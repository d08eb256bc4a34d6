"""Addresses of the practice reviews room."""

from django.urls import path

from safeguarding.practice_reviews.views import accepting, deciding, drafts, facts, recommending

app_name = "practice_reviews"

urlpatterns = [
    path("cases/<slug:ref>/practice-review/", deciding.practice_review, name="practice_review"),
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
]
