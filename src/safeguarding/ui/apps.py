from django.apps import AppConfig


class Ui(AppConfig):
    name = "safeguarding.ui"
    label = "ui"
