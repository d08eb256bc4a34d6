from django.apps import AppConfig


class Correspondence(AppConfig):
    name = "safeguarding.correspondence"
    label = "correspondence"
