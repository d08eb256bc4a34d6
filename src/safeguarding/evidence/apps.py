from django.apps import AppConfig


class Evidence(AppConfig):
    name = "safeguarding.evidence"
    label = "evidence"

    def ready(self) -> None:
        from safeguarding.evidence import sentences  # noqa: F401 - adds this room's sentences
