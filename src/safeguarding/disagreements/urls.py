"""Addresses of the disagreements room."""

from django.urls import path

from safeguarding.disagreements import views

app_name = "disagreements"

urlpatterns = [
    path("disagreements/", views.statistics, name="statistics"),
    path("cases/<slug:ref>/disagreement/", views.disagreement, name="disagreement"),
    path("cases/<slug:ref>/disagreement/open/", views.open_, name="open"),
    path("cases/<slug:ref>/disagreement/<int:number>/", views.one, name="one"),
]
