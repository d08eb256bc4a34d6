"""Addresses of the practice reviews room."""

from django.urls import path

from safeguarding.practice_reviews.views import deciding, monitoring

app_name = "practice_reviews"

urlpatterns = [
    path("cases/<slug:ref>/practice-review/", deciding.practice_review, name="practice_review"),
    path("cases/<slug:ref>/practice-review/time/", monitoring.monitoring, name="monitoring"),
]
