from django.apps import AppConfig


class Reports(AppConfig):
    name = "safeguarding.reports"
    label = "reports"
