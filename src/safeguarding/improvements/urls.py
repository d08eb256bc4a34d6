"""Addresses of the improvements room."""

from django.urls import path

from safeguarding.improvements import views

app_name = "improvements"

urlpatterns = [
    path("cases/<slug:ref>/safety/", views.safety, name="safety"),
    path("cases/<slug:ref>/safety/step/", views.log, name="log"),
    path("cases/<slug:ref>/safety/step/<int:step>/done/", views.complete, name="complete"),
    path("cases/<slug:ref>/safety/learning/", views.note, name="note"),
]
