from django.apps import AppConfig


class Record(AppConfig):
    name = "safeguarding.record"
    label = "record"
