from django.apps import AppConfig


class Learning(AppConfig):
    name = "safeguarding.learning"
    label = "learning"
