from django.apps import AppConfig


class Anonymity(AppConfig):
    name = "safeguarding.anonymity"
    label = "anonymity"
