from django.apps import AppConfig


class Cases(AppConfig):
    name = "safeguarding.cases"
    label = "cases"
