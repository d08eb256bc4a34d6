from django.apps import AppConfig


class Disagreements(AppConfig):
    name = "safeguarding.disagreements"
    label = "disagreements"
