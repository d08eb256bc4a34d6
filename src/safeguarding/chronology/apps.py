from django.apps import AppConfig


class Chronology(AppConfig):
    name = "safeguarding.chronology"
    label = "chronology"

    def ready(self) -> None:
        from safeguarding.chronology import sentences  # noqa: F401 - adds this room's sentences
