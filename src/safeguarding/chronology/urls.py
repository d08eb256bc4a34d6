"""Addresses of the chronology of a case."""

from django.urls import path

from safeguarding.chronology.views import composite, event, pairs, papers

app_name = "chronology"

urlpatterns = [
    path("cases/<slug:ref>/chronology/", composite.show, name="composite"),
    path("cases/<slug:ref>/chronology/events/<int:pk>/", event.one, name="event"),
    path("cases/<slug:ref>/chronology/told-twice/", pairs.told_twice, name="told_twice"),
    path("cases/<slug:ref>/chronology/papers/", papers.papers, name="papers"),
    path("cases/<slug:ref>/chronology/papers/<slug:short>/", papers.check, name="check"),
    path("cases/<slug:ref>/chronology/papers/<slug:short>/original/", papers.original, name="original"),
    path("cases/<slug:ref>/chronology/names/", papers.names, name="names"),
    path("cases/<slug:ref>/chronology/take/", papers.take, name="take"),
    path("cases/<slug:ref>/chronology/take/<int:pk>/", papers.taken_file, name="taken_file"),
]
