"""Addresses of the reports room."""

from django.urls import path

from safeguarding.reports import post, views

app_name = "reports"

urlpatterns = [
    path("", views.home, name="work"),
    path("ended-cases/", views.ended, name="ended"),
    path("find/", views.find, name="find"),
    path("calendar/", views.calendar_page, name="calendar"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("group/", views.group_page, name="group"),
    path("group/agencies/<int:agency>/", views.owes, name="owes"),
    path("letters/", post.letters, name="letters"),
    path("letters/all/", post.outbox, name="outbox"),
    path("letters/<int:letter>/", post.letter, name="letter"),
    path("theme/<slug:slug>.css", views.theme, name="theme"),
]
