"""Addresses of a case's meetings."""

from django.urls import path

from safeguarding.meetings import views

app_name = "meetings"

urlpatterns = [
    path("people/chairs/", views.vice_chairs, name="vice_chairs"),
    path("cases/<slug:ref>/meetings/", views.meetings, name="meetings"),
    path("cases/<slug:ref>/meetings/hold/", views.hold, name="hold"),
    path("cases/<slug:ref>/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("cases/<slug:ref>/meetings/<int:pk>/move/", views.move, name="move"),
    path("cases/<slug:ref>/meetings/<int:pk>/close/", views.close, name="close"),
]
