from django.apps import AppConfig


class Documents(AppConfig):
    name = "safeguarding.documents"
    label = "documents"
