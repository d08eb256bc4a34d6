"""Addresses of the practice reviews room."""

from django.urls import path

from safeguarding.practice_reviews.views import deciding, lines

app_name = "practice_reviews"

urlpatterns = [
    path("cases/<slug:ref>/practice-review/", deciding.practice_review, name="practice_review"),
    path("cases/<slug:ref>/practice-review/lines-of-enquiry/", lines.lines, name="lines"),
    path("cases/<slug:ref>/practice-review/lines-of-enquiry/add/", lines.add, name="add_line"),
    path("cases/<slug:ref>/practice-review/lines-of-enquiry/<int:number>/", lines.line, name="line"),
]
