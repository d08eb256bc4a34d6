from django.apps import AppConfig


class Improvements(AppConfig):
    name = "safeguarding.improvements"
    label = "improvements"
