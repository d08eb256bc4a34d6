"""Addresses of a case's meetings and of the group's members."""

from django.urls import path

from safeguarding.meetings.views import case_meetings as views
from safeguarding.meetings.views import group, members

app_name = "meetings"

urlpatterns = [
    path("people/chairs/", views.vice_chairs, name="vice_chairs"),
    path("people/seats/<int:seat>/move/", members.move_seat, name="move_seat"),
    path("group/members/", members.members, name="members"),
    path("group/members/add/", members.add_member, name="add_member"),
    path("group/members/<int:member>/", members.member, name="member"),
    path("group/meetings/", group.meetings, name="group_meetings"),
    path("group/meetings/hold/", group.hold, name="group_hold"),
    path("group/meetings/<int:pk>/", group.meeting, name="group_meeting"),
    path("group/meetings/<int:pk>/meeting.ics", group.calendar_file, name="group_calendar_file"),
    path("group/meetings/<int:pk>/minutes/", group.minutes, name="group_minutes"),
    path("group/meetings/<int:pk>/decide/", group.decide, name="group_decide"),
    path("group/meetings/<int:pk>/move/", group.move, name="group_move"),
    path("group/meetings/<int:pk>/close/", group.close, name="group_close"),
    path("group/meetings/<int:pk>/papers/", group.papers, name="group_papers"),
    path("group/meetings/<int:pk>/papers/copy/", group.papers_copy, name="group_papers_copy"),
    path("group/meetings/<int:pk>/papers/<str:paper>/<str:form>/", group.paper, name="group_paper"),
    path("group/confirm/<int:attestation>/", members.confirm_member, name="confirm_member"),
    path("cases/<slug:ref>/meetings/", views.meetings, name="meetings"),
    path("cases/<slug:ref>/meetings/hold/", views.hold, name="hold"),
    path("cases/<slug:ref>/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("cases/<slug:ref>/meetings/<int:pk>/meeting.ics", views.calendar_file, name="calendar_file"),
    path("cases/<slug:ref>/meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("cases/<slug:ref>/meetings/<int:pk>/decide/", views.decide, name="decide"),
    path("cases/<slug:ref>/meetings/<int:pk>/papers/", views.papers, name="papers"),
    path("cases/<slug:ref>/meetings/<int:pk>/papers/copy/", views.papers_copy, name="papers_copy"),
    path("cases/<slug:ref>/meetings/<int:pk>/move/", views.move, name="move"),
    path("cases/<slug:ref>/meetings/<int:pk>/close/", views.close, name="close"),
]
