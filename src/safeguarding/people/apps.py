from django.apps import AppConfig


class People(AppConfig):
    name = "safeguarding.people"
    label = "people"
