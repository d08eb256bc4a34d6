from django.apps import AppConfig


class Config(AppConfig):
    name = "safeguarding.config"
    label = "config"
