from django.apps import AppConfig


class Meetings(AppConfig):
    name = "safeguarding.meetings"
    label = "meetings"
