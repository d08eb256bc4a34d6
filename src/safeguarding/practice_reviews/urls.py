"""Addresses of the practice reviews room."""

from django.urls import path

from safeguarding.practice_reviews.views import deciding, monitoring, public, publication

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
]
