from django.apps import AppConfig


class Evidence(AppConfig):
    name = "safeguarding.evidence"
    label = "evidence"
