"""Addresses of the disagreements room."""

from django.urls import path

from safeguarding.disagreements.views import agencies, partners

app_name = "disagreements"

urlpatterns = [
    path("disagreements/", partners.statistics, name="statistics"),
    path("disagreements/between-agencies/", agencies.listed, name="agencies"),
    path("disagreements/between-agencies/raise/", agencies.raise_, name="raise"),
    path("disagreements/between-agencies/<slug:short>/", agencies.between, name="between"),
    path("cases/<slug:ref>/disagreement/", partners.disagreement, name="disagreement"),
    path("cases/<slug:ref>/disagreement/open/", partners.open_, name="open"),
    path("cases/<slug:ref>/disagreement/<int:number>/", partners.one, name="one"),
]
